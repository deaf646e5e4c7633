/**
 * The literals of a text, and what their places rule out. For each group of literals there is a row of bits, one for each
 * place of the text where one of them begins; most rows are never asked for and cost nothing.
 */
import type { PatternIndex } from '../rules/program.js';
import { doubled, Hits, Trie } from './trie.js';

/** At most so many words of 32 bits in a row: a bit for each place of what is judged at once, for several places of a longer text. */
const MOST_WORDS = 16;
/** Hits and rows are counted up to here. */
const MOST = 2 ** 30;
const START = 0;
const HIT = 1;

export class Lookup {
  readonly hits = new Hits();
  /** hit → the hit before it of the same class of literals, or less than 0 */
  private before = new Int32Array(1024);
  /** class → its last hit, plus `base`; less than `base`: of a text before */
  private readonly last: Int32Array;
  private base = 1;
  /**
   * group → the number of its row, plus `first`; `first`: none of its literals stands in the text; less: not looked up yet.
   * Rows are numbered from 1 and only those in use lie side by side, so that all of them fit the nearest cache.
   */
  private readonly rows: Int32Array;
  private first = 1;
  private used = 0;
  private bits = new Int32Array(1024 * MOST_WORDS);
  private readonly trie: Trie;
  /** the length of the text at hand, how many places share a bit, as a power of two, and the words of its rows */
  private length = 0;
  private shift = 0;
  private words = 1;

  constructor(private readonly index: PatternIndex) {
    this.trie = new Trie(index.trie);
    // There are no more classes than literals, and class 0.
    this.last = new Int32Array(index.classes.length + 1);
    this.rows = new Int32Array(index.groups.at.length - 1);
  }

  scan(text: string): void {
    const { hits, last } = this;
    this.base += hits.count + 1;
    this.first += this.used + 1;
    if (this.base > MOST || this.first > MOST) this.forget();
    this.length = text.length;
    this.shift = 0;
    while (text.length > (MOST_WORDS * 32) << this.shift) this.shift++;
    this.bits.fill(0, 0, (this.used + 1) * this.words);
    this.used = 0;
    this.words = ((Math.max(0, text.length - 1) >>> this.shift) >>> 5) + 1;
    this.trie.scan(text, hits);
    while (this.before.length < hits.count) this.before = doubled(this.before);
    const { literals, count } = hits;
    const { classes } = this.index;
    const { before, base } = this;
    for (let h = 0; h < count; h++) {
      const own = classes[literals[h] as number] as number;
      before[h] = (last[own] as number) - base;
      last[own] = base + h;
    }
  }

  /**
   * Whether everything without which a pattern cannot match stands where a match that begins in the range would hold it.
   * @param known how many of its needs are known to be there
   */
  possible(pattern: number, from: number, last: number, hit = 0, hitEnd = 0, known = 0): boolean {
    const { at, all } = this.index.needs;
    const end = at[pattern + 1] as number;
    for (let i = (at[pattern] as number) + 4 * known; i < end; i += 4) {
      const base = all[i + 1] as number;
      const first = base === START ? from : base === HIT ? hit : hitEnd;
      const most = base === START ? last : first;
      if (!this.stands(all[i] as number, first + (all[i + 2] as number), most + (all[i + 3] as number))) return false;
    }
    return true;
  }

  /** What every match of a pattern begins with, as a row for `begins`; -1: none of it stands in the text, -2: anything. */
  head(pattern: number): number {
    const group = this.index.heads[pattern] as number;
    return group < 0 ? -2 : this.row(group);
  }

  begins(row: number, at: number): boolean {
    const bit = at >>> this.shift;
    return (((this.bits[row + (bit >>> 5)] as number) >>> (bit & 31)) & 1) !== 0;
  }

  /** Whether a literal of the group begins in the range, both ends included. */
  stands(group: number, from: number, to: number): boolean {
    const row = this.row(group);
    if (row < 0) return false;
    if (to < 0 || from >= this.length) return false;
    const least = (from < 0 ? 0 : from) >>> this.shift;
    const most = (to >= this.length ? this.length - 1 : to) >>> this.shift;
    const { bits } = this;
    const first = row + (least >>> 5);
    const final = row + (most >>> 5);
    const head = -1 << (least & 31);
    const tail = -1 >>> (31 - (most & 31));
    if (first === final) return ((bits[first] as number) & head & tail) !== 0;
    if (((bits[first] as number) & head) !== 0 || ((bits[final] as number) & tail) !== 0) return true;
    for (let i = first + 1; i < final; i++) if (bits[i] !== 0) return true;
    return false;
  }

  /** Where the row of a group begins; -1: none of its literals stands in the text. */
  private row(group: number): number {
    const row = (this.rows[group] as number) - this.first;
    return row > 0 ? row * this.words : row === 0 ? -1 : this.lookUp(group);
  }

  private lookUp(group: number): number {
    const { at, all } = this.index.groups;
    const end = at[group + 1] as number;
    const { last, base, before, words, shift } = this;
    const { places } = this.hits;
    let { bits } = this;
    let row = 0;
    for (let i = at[group] as number; i < end; i++)
      for (let h = (last[all[i] as number] as number) - base; h >= 0; h = before[h] as number) {
        if (row === 0) {
          row = ++this.used * words;
          if (row + words > bits.length) {
            bits = doubled(bits);
            this.bits = bits;
          }
        }
        const bit = (places[h] as number) >>> shift;
        const word = row + (bit >>> 5);
        bits[word] = (bits[word] as number) | (1 << (bit & 31));
      }
    this.rows[group] = row === 0 ? this.first : this.first + this.used;
    return row === 0 ? -1 : row;
  }

  /** Before the numbers of hits or rows outgrow 32 bits. */
  private forget(): void {
    this.base = 1;
    this.first = 1;
    this.last.fill(0);
    this.rows.fill(0);
  }
}
