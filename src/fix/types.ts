import type { Script, Span } from '../model.js';
import type { Refusal } from './refusal.js';

/** A sentence to be said otherwise. */
export interface Change {
  /** the part that holds the sentence */
  script: Script;
  /** the sentence in `script.text` */
  span: Span;
  /** what may stand in its place, best first; '' leaves the sentence out */
  texts: readonly string[];
}

/** One replacement in the text that a writer changes (see `Script.stretches`). Empty span: an insertion. */
export interface Edit extends Span {
  text: string;
}

/** One file being written back. All offsets are those of the file as it was read. */
export interface Writer {
  /**
   * Ways to write one change, gentlest first: the next one is tried where what was written does not read back as meant.
   * @throws Refusal where the change cannot be written at all
   */
  plans(change: Pick<Change, 'script' | 'span'> & { text: string }): Edit[][];
  /** The file with these edits made; no two of them overlap. @throws Refusal */
  write(edits: readonly Edit[]): Promise<Buffer>;
}

/** `encoding`: as given on the command line, undefined where it was told from the bytes. */
export type OpenWriter = (bytes: Buffer, scripts: readonly Script[], path: string) => Promise<Writer>;

/** What became of one change. */
export type Outcome = { change: Change; text: string } | { change: Change; refusal: Refusal };
