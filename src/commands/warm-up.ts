import { setFlagsFromString } from 'node:v8';

/**
 * Characters from which on optimised code repays itself, measured on transcripts of 3,000 to 200,000: a check that never
 * optimises ends a tenth sooner on a script of one page, and still sooner at 60,000; at 200,000 it is no longer ahead.
 */
const WORTH_OPTIMISING = 30_000;

/**
 * How much larger than what is held the heap may get before it is collected, in percent: left to itself V8 lets it double and
 * more, so that memory seemed to grow with the input. Measured on transcripts of 5 and 20 million characters: 277 and 319 MB
 * without it, 188 and 197 MB with it, for 3 in 100 of processor time.
 */
const HEAP_GROWTH = '--heap-growing-percent=25';

/**
 * How much of a function has to run, in bytes of its bytecode, before V8 asks whether to optimise it. It asks after 66 KB: so the
 * large functions of judging and rewriting, each of which takes it 0.1 to 0.4 s, are optimised while they still change their
 * mind about what they are given, and again and again. By turns, in processor time: 0.62 on 60,000 characters, 0.87 on 300,000,
 * 0.93 on 5 million.
 */
const PATIENCE = '--interrupt-budget=1000000';

/**
 * A script of a page is checked before V8's optimising compiler could repay its work, which it does on the same processor
 * or next to it. So it is held back until enough text was heard. Only the command does so: a library leaves V8 alone.
 */
export class WarmUp {
  private left = WORTH_OPTIMISING;

  constructor(private readonly setFlags: (flags: string) => void = setFlagsFromString) {
    setFlags('--no-opt');
    setFlags(PATIENCE);
  }

  /** `characters` more are to be checked, in UTF-16 code units. */
  heard(characters: number): void {
    if (this.left <= 0) return;
    this.left -= characters;
    if (this.left <= 0) this.end();
  }

  /** From now on V8 optimises as it would have; and where there is much to check, it collects garbage before it asks for more memory. */
  end(): void {
    this.left = 0;
    this.setFlags('--opt');
    this.setFlags(HEAP_GROWTH);
  }
}
