import { existsSync } from 'node:fs';
import { dirname, relative, resolve } from 'node:path';
import type { Command } from 'commander';
import type { Baseline } from '../baseline/baseline.js';
import { Baselines, writeBaseline } from '../baseline/baselines.js';
import { byName, type Entry, keyOf } from '../baseline/entry.js';
import { Configs, type ResolvedConfig } from '../config/index.js';
import { WriteError } from '../fix/atomic.js';
import { discover } from '../input/index.js';
import { type BaselineMessages, baselineMessagesFor } from '../messages/baseline.js';
import { paletteFor } from '../report/colour.js';
import { shownPath } from '../report/place.js';
import { loadBundle } from '../rules/bundle.js';
import { baseConfig, type CheckOptions, configOptions } from './check.js';
import { checkAll } from './checking.js';
import { Clock } from './clock.js';
import { type Context, ExitCode, Failure } from './context.js';
import { Bundles, checkNames, knownNames } from './engine.js';
import type { CommandModule } from './index.js';
import { choice, collect } from './options.js';
import { printProblems, problemsOf } from './problems.js';

/** Where neither the command line nor a config names one. */
const DEFAULT_FILE = '.koubo-baseline.jsonl';

type Options = Pick<
  CheckOptions,
  'trade' | 'platform' | 'ownBrand' | 'competitor' | 'pack' | 'config' | 'as' | 'encoding'
> & { baseline?: string; check?: boolean; format?: string };

/** `koubo baseline`: what was there already and is not to be reported again. */
const module: CommandModule = {
  define(command, context, done) {
    const t = baselineMessagesFor(context.lang);
    const { cli } = context.m;
    judging(command.command('update').description(t.update).argument('[paths...]', cli.argPaths), context, t).action(
      async (paths: string[], options: Options) => done(await update(paths, options, context, t)),
    );
    command
      .command('show')
      .description(t.show)
      .option('--baseline <file>', t.optBaseline)
      .option('--config <file>', cli.optConfig)
      .option('--no-config', cli.optNoConfig)
      .option('--format <text|json>', cli.optFormat, 'text')
      .action(async (options: Options) => done(await show(options, context, t)));
    judging(command.command('prune').description(t.prune).argument('[paths...]', t.argPrune), context, t)
      .option('--check', t.optCheck)
      .action(async (paths: string[], options: Options) => done(await prune(paths, options, context, t)));
  },
};
export default module;

/** What decides on what is found; whatever would only hide findings has no place here. */
function judging(command: Command, { m: { cli } }: Context, t: BaselineMessages): Command {
  return command
    .option('--baseline <file>', t.optBaseline)
    .option('--trade <name>', cli.optTrade)
    .option('--platform <name>', cli.optPlatform)
    .option('--own-brand <name>', cli.optOwnBrand, collect)
    .option('--competitor <name>', cli.optCompetitor, collect)
    .option('--config <file>', cli.optConfig)
    .option('--no-config', cli.optNoConfig)
    .option('--as <format>', cli.optAs)
    .option('--encoding <name>', cli.optEncoding);
}

async function update(paths: string[], options: Options, context: Context, t: BaselineMessages): Promise<ExitCode> {
  const baselines = await judged(paths, options, context, t, true);
  for (const baseline of baselines.all) {
    const named = await save(baseline, baseline.updated(), context, t);
    if (baseline.entries.length === 0 && !(await configured(options, context))) context.out.write(`${t.use(named)}\n`);
  }
  return ExitCode.clean;
}

async function prune(paths: string[], options: Options, context: Context, t: BaselineMessages): Promise<ExitCode> {
  const { cwd } = context.io;
  const old = await new Baselines(cwd).for(await fileOf(options, context));
  const wanted = paths.length > 0 ? paths : await filesOf(old, options, context);
  const baselines = wanted.length > 0 ? (await judged(wanted, options, context, t, false)).all : [old];
  let idle = false;
  for (const baseline of baselines) {
    const entries = baseline.pruned();
    if (!options.check) {
      await save(baseline, entries, context, t);
      continue;
    }
    const { removed, added } = difference(baseline.entries, entries);
    idle ||= removed + added > 0;
    context.out.write(`${t.wouldPrune(shownPath(baseline.file, cwd), removed - added, added)}\n`);
  }
  return idle ? ExitCode.findings : ExitCode.clean;
}

/** Whatever a baseline holds something of; where files are gone also what lies beside, which may be what they are called now. */
async function filesOf(baseline: Baseline, { config }: Options, { io: { cwd } }: Context): Promise<string[]> {
  const configs = new Configs({ cwd, config });
  const beside = [...new Set(baseline.files(false).map((file) => dirname(file)))].filter((folder) =>
    existsSync(folder),
  );
  const { found } = await discover(beside, { cwd, ignored: (file, isFolder) => configs.ignored(file, isFolder) });
  const all = [...baseline.files(true), ...found.flatMap(({ file }) => file ?? [])];
  return [...new Set(all)].map((file) => relative(cwd, file));
}

/** Checks files and lets their baselines see what is found. @throws Failure if a file could not be checked: what it held would be lost. */
async function judged(
  paths: string[],
  options: Options,
  context: Context,
  t: BaselineMessages,
  create: boolean,
): Promise<Baselines> {
  const { cwd } = context.io;
  const { check: _, format: __, ...asked } = options;
  const configs = new Configs({ cwd, config: options.config, options: configOptions(asked, context) });
  const base = await baseConfig(configs);
  const bundles = Bundles.in(context);
  const { program } = base ? await bundles.for(base) : loadBundle();
  checkNames(options, knownNames(program), context);
  const baselines = new Baselines(cwd);
  let failed = false;
  for await (const checked of checkAll({ paths, options: asked, configs, bundles, clock: new Clock(), context })) {
    if ('error' in checked) {
      failed = true;
      printProblems(problemsOf(checked.error, context.lang, context.m), context);
      continue;
    }
    const baseline = await baselines.for(named(checked.config, context), create);
    baseline.mark(resolve(cwd, checked.path), checked.findings);
  }
  if (failed) throw new Failure(t.notWritten, t.notWrittenRemedy);
  return baselines;
}

const named = ({ baseline }: Pick<ResolvedConfig, 'baseline'>, { io }: Context): string =>
  baseline ?? resolve(io.cwd, DEFAULT_FILE);

async function fileOf(options: Options, context: Context): Promise<string> {
  const { cwd } = context.io;
  const asked = configOptions({ baseline: options.baseline }, context);
  return named(await new Configs({ cwd, config: options.config, options: asked }).resolve(undefined), context);
}

/** Whether a config names a baseline, so that check finds it by itself. */
async function configured({ config }: Options, { io }: Context): Promise<boolean> {
  return (await baseConfig(new Configs({ cwd: io.cwd, config })))?.baseline !== undefined;
}

/** Writes it if anything changed; gives its path as shown. */
async function save(baseline: Baseline, entries: Entry[], context: Context, t: BaselineMessages): Promise<string> {
  const path = shownPath(baseline.file, context.io.cwd);
  const { removed, added } = difference(baseline.entries, entries);
  const total = count(entries);
  if (removed + added === 0 && baseline.entries.length > 0) {
    context.out.write(`${t.same(path, total)}\n`);
    return path;
  }
  try {
    await writeBaseline(baseline, entries);
  } catch (error) {
    const why = error instanceof WriteError ? error.detail : String(error);
    throw new Failure(context.m.problem.cannotWrite(path, why), context.m.problem.cannotWriteRemedy);
  }
  context.out.write(`${t.written(path, total, added, removed)}\n`);
  return path;
}

function difference(before: readonly Entry[], after: readonly Entry[]): { added: number; removed: number } {
  const counts = new Map(before.map((entry) => [keyOf(entry), entry.count]));
  let added = 0;
  let kept = 0;
  for (const entry of after) {
    const had = counts.get(keyOf(entry)) ?? 0;
    added += Math.max(0, entry.count - had);
    kept += Math.min(entry.count, had);
  }
  return { added, removed: count(before) - kept };
}

const count = (entries: readonly Entry[]): number => entries.reduce((sum, entry) => sum + entry.count, 0);

async function show(options: Options, context: Context, t: BaselineMessages): Promise<ExitCode> {
  const format = choice('--format', options.format ?? 'text', ['text', 'json'], context);
  const { entries } = await new Baselines(context.io.cwd).for(await fileOf(options, context));
  const sorted = [...entries].sort(byName);
  context.out.write(format === 'json' ? `${JSON.stringify(sorted, null, 2)}\n` : page(sorted, context, t));
  return ExitCode.clean;
}

function page(entries: readonly Entry[], { colour }: Context, t: BaselineMessages): string {
  const paint = paletteFor(colour);
  const rows: string[] = [];
  let last: Entry | undefined;
  for (const entry of entries) {
    if (entry.file !== last?.file) rows.push(...(last ? [''] : []), paint.path(entry.file));
    if (entry.file !== last?.file || entry.rule !== last.rule) rows.push(`  ${entry.rule}`);
    rows.push(`    ${entry.around || entry.words || t.whole}${paint.faint(t.count(entry.count))}`);
    last = entry;
  }
  const files = new Set(entries.map(({ file }) => file)).size;
  return `${[...rows, ...(rows.length > 0 ? [''] : []), t.total(count(entries), files)].join('\n')}\n`;
}
