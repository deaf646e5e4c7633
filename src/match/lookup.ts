/**
 * The literals of a text, and what their places rule out. For each group of literals there is a row of bits, one for each
 * place of the text where one of them begins; most rows are never asked for and cost nothing.
 */
import type { PatternIndex, Rows } from '../rules/program.js';
import { doubled, Hits, Trie } from './trie.js';

/** Words of 32 bits in a row, at first; texts are seldom longer. */
const WORDS = 16;
const START = 0;
const HIT = 1;

export class Lookup {
  readonly hits = new Hits();
  /** hit → the hit before it of the same literal, or -1 */
  private before = new Int32Array(1024);
  /** literal → the last text it was met in, and its last hit there */
  private readonly met: Int32Array;
  private readonly last: Int32Array;
  /** group → the last text its row was made for, and where the row begins; -1: none of its literals stands in the text */
  private readonly made: Int32Array;
  private readonly places: Int32Array;
  private readonly trie: Trie;
  private bits: Int32Array;
  private words = WORDS;
  /** the number of the text at hand, and its length */
  private text = 0;
  private length = 0;

  constructor(private readonly index: PatternIndex) {
    this.trie = new Trie(index.trie);
    const literals = index.postings.at.length - 1;
    const groups = index.small.at.length - 1;
    this.met = new Int32Array(literals);
    this.last = new Int32Array(literals);
    this.made = new Int32Array(groups);
    this.places = new Int32Array(groups);
    this.bits = new Int32Array(groups * WORDS);
  }

  scan(text: string): void {
    const { hits, met, last } = this;
    this.text++;
    this.length = text.length;
    if (text.length > this.words * 32) {
      this.words = (text.length + 31) >>> 5;
      this.bits = new Int32Array(this.made.length * this.words);
    }
    this.trie.scan(text, hits);
    while (this.before.length < hits.count) this.before = doubled(this.before);
    const { literals, places, count } = hits;
    const { at, all } = this.index.large;
    const { before } = this;
    const id = this.text;
    for (let h = 0; h < count; h++) {
      const literal = literals[h] as number;
      before[h] = met[literal] === id ? (last[literal] as number) : -1;
      met[literal] = id;
      last[literal] = h;
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
    return (((this.bits[row + (at >>> 5)] as number) >>> (at & 31)) & 1) !== 0;
  }

  /** Whether a literal of the group begins in the range, both ends included. */
  private stands(group: number, from: number, to: number): boolean {
    const row = this.row(group);
    if (row < 0) return false;
    const least = from < 0 ? 0 : from;
    const most = to >= this.length ? this.length - 1 : to;
    if (least > most) return false;
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

  private row(group: number): number {
    if (this.made[group] === this.text) return this.places[group] as number;
    this.made[group] = this.text;
    this.places[group] = -1;
    const { at, all }: Rows = this.index.small;
    const end = at[group + 1] as number;
    for (let i = at[group] as number; i < end; i++) {
      const literal = all[i] as number;
      if (this.met[literal] !== this.text) continue;
      for (let h = this.last[literal] as number; h >= 0; h = this.before[h] as number)
        this.note(group, this.hits.places[h] as number);
    }
    return this.places[group] as number;
  }

  private note(group: number, at: number): void {
    const row = group * this.words;
    if (this.made[group] !== this.text || this.places[group] !== row) {
      this.made[group] = this.text;
      this.places[group] = row;
      this.bits.fill(0, row, row + ((this.length + 31) >>> 5));
    }
    const word = row + (at >>> 5);
    this.bits[word] = (this.bits[word] as number) | (1 << (at & 31));
  }
}
