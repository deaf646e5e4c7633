/**
 * The literals of a text, and what their places rule out. For each group of literals there is a row of bits, one for each
 * place of the text where one of them begins; most rows are never asked for and cost nothing.
 */
import type { PatternIndex, Rows } from '../rules/program.js';
import { doubled, Hits, Trie } from './trie.js';

/** Words of 32 bits in a row: a bit for each place of what is judged at once, for several places of a longer text. */
const WORDS = 16;
/** Texts and hits are counted up to here. */
const MOST = 2 ** 29;
const START = 0;
const HIT = 1;

export class Lookup {
  readonly hits = new Hits();
  /** hit → the hit before it of the same literal, or -1 */
  private before = new Int32Array(1024);
  /** literal → its last hit, plus `base`; less than `base`: of a text before */
  private readonly last: Int32Array;
  private base = 1;
  /** group → twice the number of the last text its row was made for, plus 1 if one of its literals stands there */
  private readonly made: Int32Array;
  private readonly trie: Trie;
  private readonly bits: Int32Array;
  /** the number of the text at hand, its length, and how many places share a bit, as a power of two */
  private text = 0;
  private length = 0;
  private shift = 0;

  constructor(private readonly index: PatternIndex) {
    this.trie = new Trie(index.trie);
    const literals = index.postings.at.length - 1;
    const groups = index.lookedUp.at.length - 1;
    this.last = new Int32Array(literals);
    this.made = new Int32Array(groups);
    this.bits = new Int32Array(groups * WORDS);
  }

  scan(text: string): void {
    const { hits, last } = this;
    this.base += hits.count + 1;
    this.text++;
    if (this.base > MOST || this.text > MOST) this.forget();
    this.length = text.length;
    this.shift = 0;
    while (text.length > (WORDS * 32) << this.shift) this.shift++;
    this.trie.scan(text, hits);
    while (this.before.length < hits.count) this.before = doubled(this.before);
    const { literals, places, count } = hits;
    const { at, all } = this.index.noted;
    const { before, base } = this;
    for (let h = 0; h < count; h++) {
      const literal = literals[h] as number;
      before[h] = (last[literal] as number) - base;
      last[literal] = base + h;
      const end = at[literal + 1] as number;
      for (let i = at[literal] as number; i < end; i++) this.note(all[i] as number, places[h] as number);
    }
  }

  /** Whether everything without which a pattern cannot match stands where a match that begins in the range would hold it. */
  possible(pattern: number, from: number, last: number, hit = 0, hitEnd = 0): boolean {
    const { at, all } = this.index.needs;
    const end = at[pattern + 1] as number;
    for (let i = at[pattern] as number; i < end; i += 4) {
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
    const { made } = this;
    const now = made[group] as number;
    if (now >>> 1 === this.text) return (now & 1) === 0 ? -1 : group * WORDS;
    made[group] = this.text * 2;
    const { at, all }: Rows = this.index.lookedUp;
    const end = at[group + 1] as number;
    const { last, base, before } = this;
    const { places } = this.hits;
    for (let i = at[group] as number; i < end; i++)
      for (let h = (last[all[i] as number] as number) - base; h >= 0; h = before[h] as number)
        this.note(group, places[h] as number);
    return ((made[group] as number) & 1) === 0 ? -1 : group * WORDS;
  }

  private note(group: number, at: number): void {
    const { bits } = this;
    const row = group * WORDS;
    if (this.made[group] !== this.text * 2 + 1) {
      this.made[group] = this.text * 2 + 1;
      const end = row + (((this.length - 1) >>> this.shift) >>> 5) + 1;
      for (let i = row; i < end; i++) bits[i] = 0;
    }
    const bit = at >>> this.shift;
    const word = row + (bit >>> 5);
    bits[word] = (bits[word] as number) | (1 << (bit & 31));
  }

  /** Before the numbers of hits or texts outgrow 32 bits. */
  private forget(): void {
    this.base = 1;
    this.text = 1;
    this.last.fill(0);
    this.made.fill(0);
  }
}
