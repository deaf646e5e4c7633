import { Configs } from '../config/index.js';
import { discover, type Found } from '../input/index.js';
import { type FixMessages, fixMessagesFor } from '../messages/fix.js';
import { ClosedPipe } from '../report/output.js';
import { loadBundle } from '../rules/bundle.js';
import { baseConfig, type CheckOptions, configOf, configOptions, withLang } from './check.js';
import { type Context, ExitCode, Failure } from './context.js';
import { Bundles, checkNames, knownNames } from './engine.js';
import { Asker } from './fix/asking.js';
import { FileFixer, type FixedFile } from './fix/fixing.js';
import { Memory } from './fix/memory.js';
import { Outlet } from './fix/outlet.js';
import { printChanges, printFile, printSummary } from './fix/telling.js';
import type { CommandModule } from './index.js';
import { configFileOptions, judgingOptions } from './options.js';
import { isForeseen, printProblems, problemsOf } from './problems.js';

export interface FixOptions extends CheckOptions {
  safe?: boolean;
  all?: boolean;
  diff?: boolean;
  dryRun?: boolean;
  out?: string;
  backup?: boolean;
  remember?: string;
}

/** `koubo fix`: writes the sentences to say instead back into the files. */
const module: CommandModule = {
  define(command, context, done) {
    const { cli } = context.m;
    const t = fixMessagesFor(context.lang);
    command
      .argument('[paths...]', cli.argPaths.split(/[；;]/)[0])
      .option('--safe', t.optSafe)
      .option('--all', t.optAll)
      .option('--diff', t.optDiff)
      .option('--dry-run', t.optDryRun)
      .option('--out <path>', t.optOut)
      .option('--backup', t.optBackup)
      .option('--remember <file>', t.optRemember);
    judgingOptions(command, context).option('--fail-on <error|warning|info|never>', cli.optFailOn);
    configFileOptions(command, context)
      .option('--as <format>', cli.optAs)
      .option('--encoding <name>', cli.optEncoding)
      .option('-q, --quiet', t.optQuiet)
      .action(async (paths: string[], options: FixOptions) => done(await fix(paths, options, context)));
  },
};
export default module;

async function fix(paths: string[], { quiet, ...options }: FixOptions, given: Context): Promise<ExitCode> {
  const configs = new Configs({ cwd: given.io.cwd, config: configOf(options), options: configOptions(options, given) });
  const base = await baseConfig(configs);
  const context = withLang(given, base);
  const t = fixMessagesFor(context.lang);
  refuseWrongUse(paths, options, context, t);
  const bundles = Bundles.in(context);
  const { program } = base ? await bundles.for(base) : loadBundle();
  checkNames(options, knownNames(program), context);

  const { io, err } = context;
  const { found, errors } = await discover(paths, {
    cwd: io.cwd,
    ignored: (file, isFolder) => configs.ignored(file, isFolder),
  });
  let failed = false;
  const tell = (error: unknown): void => {
    if (error instanceof ClosedPipe) throw error;
    failed = true;
    if (context.debug && !isForeseen(error)) err.write(`${(error as Error)?.stack ?? ''}\n`);
    printProblems(problemsOf(error, context.lang, context.m), context);
  };
  for (const error of errors) tell(error);

  const outlet = new Outlet(paths, found as Required<Found>[], options, io.cwd, t);
  const memory = options.remember === undefined ? undefined : Memory.open(options.remember, io.cwd, t);
  const asker = options.safe || options.all ? undefined : new Asker(context, t, memory);
  const fixer = new FileFixer({
    options,
    configs,
    bundles,
    context,
    t,
    asker,
    writes: !options.diff && !options.dryRun,
  });
  const totals = { files: 0, sentences: 0, left: new Map<string, number>(), failing: false, dry: !fixer.writes };
  try {
    for (const file of found as Required<Found>[]) {
      try {
        const fixed = await fixer.fix(file, outlet);
        add(totals, fixed);
        if (options.diff || options.dryRun) await printChanges(fixed, options.diff ?? false, context, t);
        if (!quiet && !options.diff) printFile(fixed, totals.dry, context, t);
      } catch (error) {
        tell(error);
      }
      memory?.save();
      if (asker?.quit) break;
    }
  } finally {
    asker?.close();
  }
  if (!quiet) printSummary(totals, context, t, options.diff ? err : context.out);
  if (failed) return ExitCode.failed;
  return totals.failing ? ExitCode.findings : ExitCode.clean;
}

function refuseWrongUse(paths: readonly string[], options: FixOptions, { io, m }: Context, t: FixMessages): void {
  if (paths.length === 0) throw new Failure(m.problem.nothingToCheck, t.noStdinRemedy);
  if (paths.includes('-')) throw new Failure(t.noStdin, t.noStdinRemedy);
  const terminal = io.isTTY && (io.stdin as { isTTY?: boolean }).isTTY === true;
  if (!terminal && !options.safe && !options.all) throw new Failure(t.needsMode, t.needsModeRemedy);
}

export interface FixTotals {
  files: number;
  sentences: number;
  left: Map<string, number>;
  failing: boolean;
  /** nothing is written */
  dry: boolean;
}

function add(totals: FixTotals, { changes, left, failing }: FixedFile): void {
  if (changes.length > 0) totals.files += 1;
  totals.sentences += changes.length;
  for (const { code } of left) totals.left.set(code, (totals.left.get(code) ?? 0) + 1);
  totals.failing ||= failing;
}
