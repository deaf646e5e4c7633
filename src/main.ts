import { CommanderError } from 'commander';
import { type Context, ExitCode, type Io } from './commands/context.js';
import { COMMANDS } from './commands/index.js';
import { joined } from './commands/options.js';
import { isForeseen, printProblems, problemsOf } from './commands/problems.js';
import { type Lang, messagesFor } from './messages/index.js';
import { buildProgram, failureOf } from './program.js';
import { loadColours } from './report/colour.js';
import { ClosedPipe, Output } from './report/output.js';
import { kouboVersion } from './version.js';

export { ExitCode, type Io };

/** The only impure layer: owns the streams and decides the exit code. Never throws. */
export async function main(io: Io): Promise<ExitCode> {
  const out = new Output(() => io.stdout);
  const err = new Output(() => io.stderr);
  const context = contextOf(io, out, err);
  let code: ExitCode = ExitCode.clean;
  try {
    code = await run(context);
    await out.end();
    await err.end();
  } catch (error) {
    if (error instanceof ClosedPipe) return code;
    code = ExitCode.failed;
    await tell(error, context);
  } finally {
    out.release();
    err.release();
  }
  return code;
}

async function run(context: Context): Promise<ExitCode> {
  const { io, m, out } = context;
  if (context.colour) await loadColours();
  const chosen = io.argv.find((word) => !word.startsWith('-'));
  let code: ExitCode = ExitCode.clean;
  const program = await buildProgram(context, chosen, (result) => {
    code = result;
  });
  if (io.argv.length === 0) {
    out.write(program.helpInformation());
    return ExitCode.failed;
  }
  try {
    await program.parseAsync(joined(io.argv), { from: 'user' });
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error;
    if (error.exitCode === 0) return ExitCode.clean;
    if (error.code === 'commander.help') return ExitCode.failed;
    const known = COMMANDS.some(({ name }) => name === chosen);
    throw failureOf(error, m, known ? `koubo ${chosen}` : 'koubo');
  }
  return code;
}

/** What must be known before the arguments are parsed, so that a mistake in them is told in the right language. */
function contextOf(io: Io, out: Output, err: Output): Context {
  const said = langSaid(io);
  const lang: Lang = said === 'en' ? 'en' : 'zh';
  const plain = io.argv.includes('--no-color') || (io.env.NO_COLOR ?? '') !== '';
  const forced = io.argv.includes('--color') || !['', '0'].includes(io.env.FORCE_COLOR ?? '');
  return {
    io,
    lang,
    langChosen: said !== undefined,
    m: messagesFor(lang),
    out,
    err,
    colour: !plain && (forced || (io.isTTY && io.env.TERM !== 'dumb')),
    debug: io.argv.includes('--debug'),
    version: kouboVersion(),
  };
}

function langSaid({ argv, env }: Io): string | undefined {
  const at = argv.indexOf('--lang');
  return argv.find((word) => word.startsWith('--lang='))?.slice(7) ?? (at >= 0 ? argv[at + 1] : env.KOUBO_LANG);
}

async function tell(error: unknown, context: Context): Promise<void> {
  try {
    await context.out.end();
  } catch {
    // The reader is gone; what went wrong is still told on standard error.
  }
  try {
    printProblems(problemsOf(error, context.lang, context.m), context);
    if (context.debug && !isForeseen(error)) context.err.write(`${(error as Error)?.stack ?? ''}\n`);
    await context.err.end();
  } catch {
    // Nobody is left to tell; the exit code says it.
  }
}
