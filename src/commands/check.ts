import { resolve } from 'node:path';
import { type ConfigOptions, Configs, type ResolvedConfig } from '../config/index.js';
import { FAIL_ON } from '../config/model.js';
import { messagesFor } from '../messages/index.js';
import { SEVERITIES } from '../model.js';
import { ClosedPipe } from '../report/output.js';
import { Tally } from '../report/tally.js';
import { loadBundle } from '../rules/bundle.js';
import type { Program } from '../rules/program.js';
import { checkAll } from './checking.js';
import { Clock } from './clock.js';
import { type Context, ExitCode, Failure } from './context.js';
import { Bundles, checkNames, isPackPath, knownNames, namesAny, rulesOf } from './engine.js';
import type { FindingsCache } from './findings-cache.js';
import type { CommandModule } from './index.js';
import { choice, collectWhole, configFileOptions, judgingOptions, wholeNumber } from './options.js';
import { isForeseen, printProblems, problemsOf } from './problems.js';
import { Sifter } from './sifting.js';
import { addToAll, endAll, openTargets, wantRules, wantScripts } from './targets.js';

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
  baseline?: string | false;
  /** empty: since where this work forked */
  changed?: string;
  showExempt?: boolean;
  showSuppressed?: boolean;
  maxFindings?: string;
  format?: string[];
  config?: string | false;
  encoding?: string;
  as?: string;
  stdinFilename?: string;
  forceExclude?: boolean;
  quiet?: boolean;
  timing?: boolean;
  cache?: boolean;
  cacheLocation?: string;
  threads?: string;
}

/** `koubo check`: the main job. */
const module: CommandModule = {
  define(command, context, done) {
    const { cli } = context.m;
    judgingOptions(command.argument('[paths...]', cli.argPaths), context)
      .option('--min-severity <error|warning|info>', cli.optMinSeverity)
      .option('--fail-on <error|warning|info|never>', cli.optFailOn)
      .option('--max-warnings <n>', cli.optMaxWarnings)
      .option('--baseline <file>', cli.optBaseline)
      .option('--no-baseline', cli.optNoBaseline)
      .option('--changed [ref]', cli.optChanged)
      .option('--show-exempt', cli.optShowExempt)
      .option('--show-suppressed', cli.optShowSuppressed)
      .option('--max-findings <n>', cli.optMaxFindings)
      .option('-f, --format <name[=file]>', cli.optFormat, collectWhole);
    configFileOptions(command, context)
      .option('--as <format>', cli.optAs)
      .option('--encoding <name>', cli.optEncoding)
      .option('--stdin-filename <name>', cli.optStdinFilename)
      .option('--force-exclude', cli.optForceExclude)
      .option('-q, --quiet', cli.optQuiet)
      .option('--cache', cli.optCache)
      .option('--cache-location <path>', cli.optCacheLocation)
      .option('--threads <n|auto>', cli.optThreads)
      .option('--timing', cli.optTiming)
      .action(async (paths: string[], options: CheckOptions) => done(await check(paths, options, context)));
  },
};
export default module;

async function check(paths: string[], options: CheckOptions, given: Context): Promise<ExitCode> {
  const maxWarnings = numberOf('--max-warnings', options.maxWarnings, given);
  const maxFindings = numberOf('--max-findings', options.maxFindings, given) ?? Number.POSITIVE_INFINITY;
  const threads = threadsOf(options, given);
  const configs = new Configs({ cwd: given.io.cwd, config: configOf(options), options: configOptions(options, given) });
  const base = await baseConfig(configs);
  const context = withLang(given, base);
  const clock = new Clock();
  const bundles = Bundles.in(context);
  if (context.debug) context.err.write(await aboutLine(context, base));
  const today = new Date().toISOString().slice(0, 10);
  const cache = await openCache(options, context, today);
  const formats = options.format ?? [];
  // Where everything was found before, no rule is needed, unless to tell whether a name is one.
  let program: Program | undefined;
  if (!cache || !base || !cache.knows(base) || namesAny(options) || wantRules(formats)) {
    program = (base ? await bundles.for(base) : loadBundle()).program;
    clock.lap('rules');
    checkNames(options, knownNames(program), context);
  }

  const sifter = new Sifter(given.io, options);
  await sifter.open(base);
  const quiet = options.quiet ?? false;
  const showSuppressed = options.showSuppressed ?? false;
  const rules = () => rulesOf(program ?? loadBundle().program);
  const targets = await openTargets(formats, { context, rules, quiet, showSuppressed });
  clock.lap('report');
  const tally = new Tally({ showExempt: options.showExempt ?? false, maxFindings, maxWarnings });
  const told = new Set<string>();
  const tell = (error: unknown) => {
    if (context.debug && !isForeseen(error)) context.err.write(`${(error as Error)?.stack ?? ''}\n`);
    // A broken config concerns every file below it and is told once.
    const problems = problemsOf(error, context.lang, context.m).filter(({ path, message }) => {
      const key = `${path}\n${message}`;
      return !told.has(key) && told.add(key);
    });
    for (const problem of problems) tally.problem(problem);
    printProblems(problems, context);
  };

  const scripts = wantScripts(formats);
  const times = options.timing ? new (await import('../judge/rule-times.js')).RuleTimes() : undefined;
  const job = {
    paths,
    options,
    configs,
    bundles,
    clock,
    context,
    today,
    cache,
    threads,
    scripts,
    times,
    wants: sifter.wants,
  };
  for await (const checked of checkAll(job)) {
    if ('error' in checked) {
      if (checked.error instanceof ClosedPipe) throw checked.error;
      tell(checked.error);
      continue;
    }
    tally.read(checked);
    await addToAll(targets, tally.take(await sifter.sift(checked), checked.config));
    clock.lap('report');
  }
  sifter.end(tally);
  await endAll(targets, tally.totals);
  clock.lap('report');
  if (times) (await import('./timing.js')).printTiming(clock, times.list(), context);
  // Nothing else on the page would say why the run fails.
  if (maxWarnings !== undefined && tally.tooManyWarnings && tally.totals.severities.error === 0)
    context.err.write(`${context.m.check.tooManyWarnings(maxWarnings)}\n`);
  if (tally.totals.problems.length > 0) return ExitCode.failed;
  return tally.fails ? ExitCode.findings : ExitCode.clean;
}

/** Versions and surroundings: what a bug report wants first. */
async function aboutLine({ version }: Context, base: ResolvedConfig | undefined): Promise<string> {
  const [{ buildId }, { segmenterVersion }] = await Promise.all([
    import('../cache/build.js'),
    import('../cache/settings.js'),
  ]);
  const segmenter = base?.segmenter ?? 'node-rs-jieba';
  return (
    `koubo ${version} (${buildId().slice(0, 12)}), Node ${process.version}, ${process.platform} ${process.arch}, ` +
    `${segmenter} ${segmenterVersion(segmenter)}\n`
  );
}

/** Loaded only where it is asked for. */
async function openCache(options: CheckOptions, context: Context, today: string): Promise<FindingsCache | undefined> {
  if (!options.cache && options.cacheLocation === undefined) return undefined;
  const { FindingsCache, cacheFile } = await import('./findings-cache.js');
  const file = cacheFile(options.cacheLocation, context);
  if (file !== undefined) return new FindingsCache(file, options, context, today);
  context.err.write(context.m.check.noCachePlace);
  return undefined;
}

/** undefined: as many as the work is worth. */
function threadsOf({ threads = 'auto' }: CheckOptions, { m }: Context): number | undefined {
  if (threads === 'auto') return undefined;
  if (/^[1-9]\d{0,3}$/.test(threads)) return Number(threads);
  throw new Failure(m.problem.badThreads(threads));
}

export const configOf = ({ config }: CheckOptions) => (config === false ? false : config);

export function configOptions(options: CheckOptions, context: Context): ConfigOptions {
  const { trade, platform, ownBrand, competitor, pack, minSeverity, failOn, quiet, baseline } = options;
  return {
    packs: pack?.filter(isPackPath).map((path) => resolve(context.io.cwd, path)),
    trade,
    platform,
    ownBrands: ownBrand,
    competitors: competitor,
    baseline: typeof baseline === 'string' ? resolve(context.io.cwd, baseline) : baseline,
    failOn: failOn === undefined ? undefined : choice('--fail-on', failOn, FAIL_ON, context),
    minSeverity: quiet
      ? 'error'
      : minSeverity === undefined
        ? undefined
        : choice('--min-severity', minSeverity, SEVERITIES, context),
  };
}

/** The settings where koubo runs; a broken config is told with the files it concerns, not here. */
export async function baseConfig(configs: Configs): Promise<ResolvedConfig | undefined> {
  try {
    return await configs.resolve(undefined);
  } catch {
    return undefined;
  }
}

/** A config may choose the language, unless the command line did. */
export function withLang(context: Context, config: ResolvedConfig | undefined): Context {
  const lang = context.langChosen ? context.lang : (config?.lang ?? context.lang);
  return lang === context.lang ? context : { ...context, lang, m: messagesFor(lang) };
}

function numberOf(option: string, value: string | undefined, context: Context): number | undefined {
  return value === undefined ? undefined : wholeNumber(option, value, context);
}
