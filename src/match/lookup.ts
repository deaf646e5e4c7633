/** From the literals of an index to the places where its patterns are worth trying. */
import type { PatternIndex, Program } from '../rules/program.js';
import { Trie } from './trie.js';

/** What a match of each pattern must hold beside the literal it is looked for by, flat: triples (group, least, most). */
export class Demands {
  /** pattern → its first triple; one element more than there are patterns */
  readonly starts: Int32Array;
  readonly triples: Int32Array;

  constructor(patterns: Program['patterns']) {
    this.starts = new Int32Array(patterns.length + 1);
    let length = 0;
    for (let p = 0; p < patterns.length; p++) {
      this.starts[p] = length;
      length += (patterns[p] as Program['patterns'][number]).length - 2;
    }
    this.starts[patterns.length] = length;
    this.triples = new Int32Array(length);
    for (let p = 0, at = 0; p < patterns.length; p++) {
      const entry = patterns[p] as Program['patterns'][number];
      for (let i = 2; i < entry.length; i++) this.triples[at++] = entry[i] as number;
    }
  }
}

export class Lookup {
  readonly postings: readonly (readonly number[])[];
  /** (literal, place) of the text at hand, `count` elements of it in use */
  hits = new Int32Array(1024);
  count = 0;
  private readonly trie: Trie;
  private readonly groups: readonly (readonly number[])[];
  /** group → the last text it was seen in, and in which thirty-seconds of it */
  private readonly seen: Int32Array;
  private readonly where: Int32Array;
  private text = 0;
  /** what a position is multiplied by to tell the thirty-second of the text it stands in */
  private scale = 1;

  constructor(
    index: PatternIndex,
    private readonly demands: Demands,
  ) {
    this.trie = new Trie(index.literals.map((literal, i) => [literal, i] as const));
    this.postings = index.postings;
    this.groups = index.groups;
    let most = 0;
    for (const groups of index.groups) for (const group of groups) if (group > most) most = group;
    this.seen = new Int32Array(most + 1);
    this.where = new Int32Array(most + 1);
  }

  /** Notes every literal of a text, by start, and where each group stands. */
  scan(text: string): void {
    const { groups, seen, where } = this;
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
      const of = groups[literal] as readonly number[];
      if (of.length === 0) return;
      const bit = 1 << ((at * scale) | 0);
      for (let i = 0; i < of.length; i++) {
        const group = of[i] as number;
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
    const { starts, triples } = this.demands;
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
