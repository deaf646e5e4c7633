import { SEVERITIES, type Severity } from '../model.js';
import { Tally } from '../report/tally.js';
import { loadBundle } from '../rules/bundle.js';
import { type Checked, checkAll } from './checking.js';
import { type Context, ExitCode } from './context.js';
import { checkNames, rulesOf } from './engine.js';
import type { CommandModule } from './index.js';
import { choice, collect, collectWhole, wholeNumber } from './options.js';
import { printProblems, problemsOf } from './problems.js';
import { ruleUrl } from './rule-url.js';
import { addToAll, endAll, openTargets } from './targets.js';

const FAIL_ON = [...SEVERITIES, 'never'] as const;

export interface CheckOptions {
  trade?: string;
  platform?: string;
  ownBrand?: string[];
  competitor?: string[];
  pack?: string[];
  rule?: string[];
  off?: string[];
  minSeverity?: string;
  failOn?: string;
  maxWarnings?: string;
  showExempt?: boolean;
  maxFindings?: string;
  format?: string[];
  config?: string | false;
  encoding?: string;
  as?: string;
  stdinFilename?: string;
  quiet?: boolean;
  timing?: boolean;
}

/** `koubo check`: the main job. */
const module: CommandModule = {
  define(command, context, done) {
    const { cli } = context.m;
    command
      .argument('[paths...]', cli.argPaths)
      .option('--trade <name>', cli.optTrade)
      .option('--platform <name>', cli.optPlatform)
      .option('--own-brand <name>', cli.optOwnBrand, collect)
      .option('--competitor <name>', cli.optCompetitor, collect)
      .option('--pack <name>', cli.optPack, collect)
      .option('--rule <id>', cli.optRule, collect)
      .option('--off <id>', cli.optOff, collect)
      .option('--min-severity <error|warning|info>', cli.optMinSeverity)
      .option('--fail-on <error|warning|info|never>', cli.optFailOn)
      .option('--max-warnings <n>', cli.optMaxWarnings)
      .option('--show-exempt', cli.optShowExempt)
      .option('--max-findings <n>', cli.optMaxFindings)
      .option('-f, --format <name[=file]>', cli.optFormat, collectWhole)
      .option('--config <file>', cli.optConfig)
      .option('--no-config', cli.optNoConfig)
      .option('--as <format>', cli.optAs)
      .option('--encoding <name>', cli.optEncoding)
      .option('--stdin-filename <name>', cli.optStdinFilename)
      .option('-q, --quiet', cli.optQuiet)
      .option('--timing', cli.optTiming)
      .action(async (paths: string[], options: CheckOptions) => done(await check(paths, options, context)));
  },
};
export default module;

async function check(paths: string[], options: CheckOptions, context: Context): Promise<ExitCode> {
  const { program } = loadBundle();
  const minSeverity = options.quiet ? 'error' : severityOf('--min-severity', options.minSeverity ?? 'info', context);
  const failOn = choice('--fail-on', options.failOn ?? 'warning', FAIL_ON, context);
  const maxWarnings = numberOf('--max-warnings', options.maxWarnings, context);
  const maxFindings = numberOf('--max-findings', options.maxFindings, context) ?? Number.POSITIVE_INFINITY;
  checkNames({ ...options, packs: options.pack, rules: options.rule }, program, context);

  const targets = await openTargets(options.format ?? [], {
    context,
    rules: () => rulesOf(program),
    ruleUrl,
    quiet: options.quiet ?? false,
  });
  const tally = new Tally({ minSeverity, showExempt: options.showExempt ?? false, maxFindings });
  try {
    for await (const checked of checkAll(paths, options, context)) {
      const wait = take(checked);
      if (wait) await wait;
    }
  } finally {
    await endAll(targets, tally.totals);
  }
  if (tally.totals.problems.length > 0) return ExitCode.failed;
  return tally.fails(failOn, maxWarnings) ? ExitCode.findings : ExitCode.clean;

  function take(checked: Checked): Promise<unknown> | undefined {
    if ('error' in checked) {
      const problems = problemsOf(checked.error, context.lang, context.m);
      for (const problem of problems) tally.problem(problem);
      printProblems(problems, context);
      return undefined;
    }
    tally.read(checked);
    return addToAll(targets, tally.take(checked));
  }
}

function severityOf(option: string, value: string, context: Context): Severity {
  return choice(option, value, SEVERITIES, context);
}

function numberOf(option: string, value: string | undefined, context: Context): number | undefined {
  return value === undefined ? undefined : wholeNumber(option, value, context);
}
