/** From the literals of an index to the places where its patterns are worth trying. */
import type { PatternIndex, Program, Rows } from '../rules/program.js';
import { Trie } from './trie.js';

export class Lookup {
  readonly postings: Rows;
  /** (literal, place) of the text at hand, `count` elements of it in use */
  hits = new Int32Array(1024);
  count = 0;
  private readonly trie: Trie;
  private readonly groups: Rows;
  private readonly needs: Rows;
  /** group → the last text it was seen in, and in which thirty-seconds of it */
  private readonly seen: Int32Array;
  private readonly where: Int32Array;
  private text = 0;
  /** what a position is multiplied by to tell the thirty-second of the text it stands in */
  private scale = 1;

  constructor(index: PatternIndex, { needs, groups }: Program) {
    this.trie = new Trie(index.trie);
    this.postings = index.postings;
    this.groups = index.groups;
    this.needs = needs;
    this.seen = new Int32Array(groups);
    this.where = new Int32Array(groups);
  }

  /** Notes every literal of a text, by start, and where each group stands. */
  scan(text: string): void {
    const { seen, where } = this;
    const { at: starts, all: groups } = this.groups;
    const id = ++this.text;
    const scale = text.length <= 32 ? 1 : 32 / (text.length + 1);
    this.scale = scale;
    let count = 0;
    this.trie.scan(text, 0, text.length, (literal, at) => {
      if (count + 2 > this.hits.length) {
        const grown = new Int32Array(this.hits.length * 2);
        grown.set(this.hits);
        this.hits = grown;
      }
      this.hits[count++] = literal;
      this.hits[count++] = at;
      const from = starts[literal] as number;
      const to = starts[literal + 1] as number;
      if (from === to) return;
      const bit = 1 << ((at * scale) | 0);
      for (let i = from; i < to; i++) {
        const group = groups[i] as number;
        if (seen[group] === id) where[group] = (where[group] as number) | bit;
        else {
          seen[group] = id;
          where[group] = bit;
        }
      }
    });
    this.count = count;
  }

  /** Whether the groups without which the pattern cannot match stand where a match that begins in the range would hold them. */
  possible(pattern: number, from: number, last: number): boolean {
    const { at: starts, all: triples } = this.needs;
    const end = starts[pattern + 1] as number;
    for (let i = starts[pattern] as number; i < end; i += 3) {
      const group = triples[i] as number;
      if (this.seen[group] !== this.text) return false;
      const first = ((from + (triples[i + 1] as number)) * this.scale) | 0;
      const most = ((last + (triples[i + 2] as number)) * this.scale) | 0;
      if (first > 31 || ((this.where[group] as number) & bits(first, most)) === 0) return false;
    }
    return true;
  }
}

/** A mask of bits `from`..`to`, both included, of 32. */
function bits(from: number, to: number): number {
  return (to >= 31 ? -1 : (1 << (to + 1)) - 1) & (-1 << from);
}
