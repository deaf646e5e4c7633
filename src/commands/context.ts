import type { Readable, Writable } from 'node:stream';
import type { Lang, Messages } from '../messages/index.js';
import type { Output } from '../report/output.js';

/** The outer world, handed in so that the whole program runs inside a test. */
export interface Io {
  /** arguments after `node cli.js` */
  argv: readonly string[];
  stdin: Readable;
  stdout: Writable;
  stderr: Writable;
  cwd: string;
  env: Readonly<Record<string, string | undefined>>;
  /** whether standard output is a terminal */
  isTTY: boolean;
  /** terminal cells per row */
  columns: number;
  /** Calls `stop` once when the person wants an end (Ctrl-C, SIGTERM); gives what ends the watch. Without it nobody can. */
  onStop?(stop: () => void): () => void;
}

export const ExitCode = {
  /** Nothing at or above --fail-on. */
  clean: 0,
  /** Findings at or above --fail-on. */
  findings: 1,
  /** Wrong use, unreadable input, broken configuration or rules. Wins over findings: a run that saw less must not pass for a verdict. */
  failed: 2,
} as const;
export type ExitCode = (typeof ExitCode)[keyof typeof ExitCode];

/** What every command gets. */
export interface Context {
  io: Io;
  lang: Lang;
  /** the language was asked for, not assumed */
  langChosen: boolean;
  m: Messages;
  out: Output;
  err: Output;
  colour: boolean;
  debug: boolean;
  version: string;
}

/** A line that only --debug shows. */
export function debug(line: string, context: Context | undefined): void {
  if (context?.debug) context.err.write(`${line}\n`);
}

/** A stop that the person at the keyboard can do something about. */
export class Failure extends Error {
  override readonly name = 'Failure';
  constructor(
    message: string,
    readonly remedy?: string,
    readonly path?: string,
  ) {
    super(message);
  }
}
