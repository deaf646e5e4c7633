import { setFlagsFromString } from 'node:v8';

/**
 * Characters from which on optimised code repays itself, measured on transcripts of 3,000 to 200,000: a check that never
 * optimises ends a tenth sooner on a script of one page, and still sooner at 60,000; at 200,000 it is no longer ahead.
 */
const WORTH_OPTIMISING = 30_000;

/**
 * A script of a page is checked before V8's optimising compiler could repay its work, which it does on the same processor
 * or next to it. So it is held back until enough text was heard. Only the command does so: a library leaves V8 alone.
 */
export class WarmUp {
  private left = WORTH_OPTIMISING;

  constructor(private readonly setFlags: (flags: string) => void = setFlagsFromString) {
    setFlags('--no-opt');
  }

  /** `characters` more are to be checked, in UTF-16 code units. */
  heard(characters: number): void {
    if (this.left <= 0) return;
    this.left -= characters;
    if (this.left <= 0) this.end();
  }

  /** From now on V8 optimises as it would have. */
  end(): void {
    this.left = 0;
    this.setFlags('--opt');
  }
}
