/**
 * What is remembered of the places of a text: a bit for each place, in as few bytes as will do, because thousands of parts of
 * patterns each have a memory of their own and all of them are to fit the cache.
 */
import type { Tape } from './tape.js';

/** Positions of one run lie closer together than this: rules/analyse.ts bounds a pattern's length, `reach` a look-behind's. */
export const RING = 512;
const WORDS = RING / 32;

/** Rows of bits, each good for one number at a time: under another number nothing is set. */
export class Memory {
  private cells = new Int32Array(1024 * (WORDS + 1));
  private used = 0;

  constructor(private readonly tape: Tape) {}

  /** A new row; nothing is set in it under any number but 0. */
  row(): number {
    const row = this.used;
    this.used += WORDS + 1;
    if (this.used > this.cells.length) {
      const grown = new Int32Array(this.cells.length * 2);
      grown.set(this.cells);
      this.cells = grown;
    }
    return row;
  }

  has(row: number, number: number, at: number): boolean {
    const { cells } = this;
    return cells[row] === number && (((cells[row + 1 + ((at >>> 5) & (WORDS - 1))] as number) >>> (at & 31)) & 1) !== 0;
  }

  add(row: number, number: number, at: number): void {
    const { cells } = this;
    if (cells[row] !== number) {
      cells[row] = number;
      const { length } = this.tape.text;
      const last = row + 1 + (length < RING ? length >>> 5 : WORDS - 1);
      for (let i = row + 1; i <= last; i++) cells[i] = 0;
    }
    const word = row + 1 + ((at >>> 5) & (WORDS - 1));
    cells[word] = (cells[word] as number) | (1 << (at & 31));
  }
}
