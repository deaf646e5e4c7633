/**
 * Where the patterns that are looked for around a hit could begin. Most are asked for in vain, so what a text offers is
 * noted for all of them in one pass, and what is noted costs a few stores.
 */
import type { Lookup } from './lookup.js';

export class Nearby {
  /** pattern → the last text it was noted in, its first range and its last */
  private readonly texts: Int32Array;
  private readonly heads: Int32Array;
  private readonly tails: Int32Array;
  /** range → where it begins, its last place, the pattern's next range or -1 */
  private ranges = new Int32Array(3 * 1024);
  private text = 0;

  constructor(
    private readonly lookup: Lookup,
    patterns: number,
  ) {
    this.texts = new Int32Array(patterns);
    this.heads = new Int32Array(patterns);
    this.tails = new Int32Array(patterns);
  }

  load(text: string): void {
    const { lookup, texts, heads, tails } = this;
    const id = ++this.text;
    lookup.scan(text);
    let used = 0;
    const { at: starts, all: triples } = lookup.postings;
    for (let h = 0; h < lookup.count; h += 2) {
      const at = lookup.hits[h + 1] as number;
      const literal = lookup.hits[h] as number;
      const begin = starts[literal] as number;
      const end = starts[literal + 1] as number;
      if (used + end - begin > this.ranges.length) this.grow(used + end - begin);
      const { ranges } = this;
      for (let i = begin; i < end; i += 3) {
        const last = at - (triples[i + 1] as number);
        if (last < 0) continue;
        const pattern = triples[i] as number;
        const from = at - (triples[i + 2] as number);
        ranges[used] = from < 0 ? 0 : from;
        ranges[used + 1] = last;
        ranges[used + 2] = -1;
        if (texts[pattern] === id) ranges[(tails[pattern] as number) + 2] = used;
        else {
          texts[pattern] = id;
          heads[pattern] = used;
        }
        tails[pattern] = used;
        used += 3;
      }
    }
  }

  /** A pattern's first range, -1 for none. */
  head(pattern: number): number {
    return this.texts[pattern] === this.text ? (this.heads[pattern] as number) : -1;
  }

  from(range: number): number {
    return this.ranges[range] as number;
  }

  last(range: number): number {
    return this.ranges[range + 1] as number;
  }

  next(range: number): number {
    return this.ranges[range + 2] as number;
  }

  possible(pattern: number, range: number): boolean {
    return this.lookup.possible(pattern, this.from(range), this.last(range));
  }

  private grow(least: number): void {
    const grown = new Int32Array(Math.max(least, this.ranges.length * 2));
    grown.set(this.ranges);
    this.ranges = grown;
  }
}
