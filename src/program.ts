import { Command, type CommanderError, Help } from 'commander';
import { type Context, type ExitCode, Failure } from './commands/context.js';
import { COMMANDS } from './commands/index.js';
import type { Messages } from './messages/index.js';

/** The commander program with one command fully declared: the one that will run. `all` declares every one, for completion. */
export async function buildProgram(
  context: Context,
  chosen: string | undefined,
  done: (code: ExitCode) => void,
  all = false,
): Promise<Command> {
  const { m, version } = context;
  const program = new Command('koubo');
  program.description(m.cli.about).version(version, '-V, --version', m.cli.version);
  speak(program, context);
  for (const entry of COMMANDS) {
    const command = program.command(entry.name).description(entry.about(m));
    speak(command, context);
    if (all || entry.name === chosen) {
      const { default: module } = await entry.load();
      module.define(command, context, done);
      for (const sub of command.commands) speak(sub, context);
      if (command.commands.length === 0) common(command, m);
      else for (const sub of command.commands) common(sub, m);
    }
  }
  return program;
}

/** Options that every command understands. main reads them before commander does, so that errors obey them too. */
function common(command: Command, m: Messages): void {
  command
    .option('--lang <zh|en>', m.cli.optLang)
    .option('--color', m.cli.optColor)
    .option('--no-color', m.cli.optNoColor)
    .option('--debug', m.cli.optDebug);
}

function speak(command: Command, { m, out, err, colour, io }: Context): void {
  command
    .exitOverride()
    .showSuggestionAfterError(true)
    .helpOption('-h, --help', m.cli.help)
    .helpCommand(false)
    .configureOutput({
      writeOut: (text) => void out.write(text),
      writeErr: (text) => void err.write(text),
      // The sentence is ours (see sayCommander); commander only finds what is wrong.
      outputError: () => undefined,
      getOutHelpWidth: () => Math.min(io.columns, 100),
      getErrHelpWidth: () => Math.min(io.columns, 100),
      getOutHasColors: () => colour,
      getErrHasColors: () => colour,
    })
    .configureHelp({
      showGlobalOptions: false,
      styleTitle: (title) => titles(m)[title] ?? title,
      optionDescription(option) {
        const base = Help.prototype.optionDescription.call(this, option);
        return base
          .replace('(choices: ', `(${m.cli.choicesAre} `)
          .replace('default: ', `${m.cli.defaultIs} `)
          .replaceAll('"', '');
      },
    });
}

const titles = (m: Messages): Record<string, string> => ({
  'Usage:': m.cli.usage,
  'Arguments:': m.cli.arguments,
  'Options:': m.cli.options,
  'Commands:': m.cli.commands,
});

/** Turns what commander found wrong into our own sentence. */
export function failureOf(error: CommanderError, m: Messages, commandName: string): Failure {
  const quoted = error.message.match(/'([^']*)'/)?.[1] ?? '';
  const near = error.message.match(/Did you mean (?:one of )?([^?]*)\?/)?.[1];
  const remedy = m.problem.seeHelp(commandName);
  switch (error.code) {
    case 'commander.unknownOption':
      return new Failure(m.problem.unknownOption(quoted, near), remedy);
    case 'commander.unknownCommand':
      return new Failure(m.problem.unknownCommand(quoted, near), remedy);
    case 'commander.optionMissingArgument':
      return new Failure(m.problem.optionNeedsValue(quoted), remedy);
    case 'commander.missingArgument':
      return new Failure(m.problem.missingArgument(quoted), remedy);
    case 'commander.excessArguments':
      return new Failure(m.problem.tooManyArguments(commandName), remedy);
    default:
      return new Failure(error.message.replace(/^error: /, ''), remedy);
  }
}
