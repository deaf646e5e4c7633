import type { Command } from 'commander';
import type { Messages } from '../messages/index.js';
import type { Context, ExitCode } from './context.js';

/**
 * A command's own file: declares its arguments and options, and says what runs. `done` hands back the exit code.
 */
export interface CommandModule {
  define(command: Command, context: Context, done: (code: ExitCode) => void): void;
}

interface Entry {
  name: string;
  about: (m: Messages) => string;
  load: () => Promise<{ default: CommandModule }>;
}

/** Only the command that runs is loaded; the rest of the table is enough for the list in --help. */
export const COMMANDS: readonly Entry[] = [
  { name: 'check', about: (m) => m.cli.commandCheck, load: () => import('./check.js') },
  { name: 'fix', about: (m) => m.cli.commandFix, load: () => import('./fix.js') },
  { name: 'live', about: (m) => m.cli.commandLive, load: () => import('./live.js') },
  { name: 'explain', about: (m) => m.cli.commandExplain, load: () => import('./explain.js') },
  { name: 'rules', about: (m) => m.cli.commandRules, load: () => import('./rules/index.js') },
  { name: 'eval', about: (m) => m.cli.commandEval, load: () => import('./eval.js') },
  { name: 'baseline', about: (m) => m.cli.commandBaseline, load: () => import('./baseline.js') },
  { name: 'init', about: (m) => m.cli.commandInit, load: () => import('./init.js') },
  { name: 'config', about: (m) => m.cli.commandConfig, load: () => import('./config.js') },
  { name: 'completion', about: (m) => m.cli.commandCompletion, load: () => import('./completion.js') },
];
