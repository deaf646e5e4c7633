/** Weighs a text by its signs: a linear model, so that what tipped the scale can be shown sign by sign. */
import type { Span } from '../model.js';
import type { Token } from '../text/segmenter.js';
import { beginningSigns, endingSigns } from './edges.js';
import { bucketOf, CATEGORIES_FROM, SignReader, type SignTable } from './signs.js';

/** How a text weighs. */
export interface Weighed {
  /** how much it reads like a breach at all: above 0 more likely than not, among sentences that sell */
  score: number;
  /** the category it reads like most */
  category: string;
  /** how much it reads like each category, were it a breach */
  categories: Map<string, number>;
}

/** A sign that stands in a text, with what it adds to the score. */
export interface Sign extends Span {
  text: string;
  weight: number;
}

export class Scale {
  private readonly reader = new SignReader();

  constructor(private readonly table: SignTable) {}

  /** Whether there is anything to weigh by. */
  get empty(): boolean {
    return this.table.outputs.length === 0;
  }

  /** The score of a text and its category, or undefined where the score is not above `over`. */
  weigh(text: string, span: Span, over: number): Weighed | undefined {
    const { outputs } = this.table;
    this.reader.take(text, span);
    const score = this.sum(0);
    if (score <= over) return undefined;
    let category = '';
    let best = Number.NEGATIVE_INFINITY;
    const categories = new Map<string, number>();
    for (let o = CATEGORIES_FROM; o < outputs.length; o++) {
      const sum = this.sum(o);
      categories.set(outputs[o]!.name, sum);
      if (sum <= best) continue;
      best = sum;
      category = outputs[o]!.name;
    }
    return { score, category, categories };
  }

  /** The score alone. */
  score(text: string, span: Span): number {
    this.reader.take(text, span);
    return this.sum(0);
  }

  /** How much a clause of a breach reads like the one that makes it a breach. */
  place(text: string, clause: Span): number {
    this.reader.take(text, clause);
    return this.sum(1);
  }

  /** How much a clause beside a breach reads like one that says nothing without it. */
  leftover(text: string, clause: Span): number {
    this.reader.take(text, clause);
    return this.sum(2);
  }

  /** How much a piece of a clause, in words, reads like one with which a clause may begin. */
  begins(words: readonly Token[]): number {
    const signs = beginningSigns(words);
    return this.sum(3, signs, signs.length);
  }

  /** How much a piece of a clause, in words, reads like one with which a clause may end. */
  ends(words: readonly Token[]): number {
    const signs = endingSigns(words);
    return this.sum(4, signs, signs.length);
  }

  /**
   * The signs of a text that weigh anything, with what each adds to its score and to a category, in the order in which they stand;
   * only such as overlap `near`.
   */
  signs(text: string, span: Span, category: string, near: Span = span): Sign[] {
    const { reader, table } = this;
    reader.take(text, span);
    const also = table.outputs.findIndex(({ name }, o) => o >= CATEGORIES_FROM && name === category);
    const signs: Sign[] = [];
    for (let i = 0; i < reader.count; i++) {
      const hash = reader.hashes[i]!;
      const weight = this.weight(0, hash) + (also < 0 ? 0 : this.weight(also, hash));
      if (weight === 0) continue;
      const place = reader.span(i);
      const end = Math.min(place.end, span.end);
      if (near !== span && (place.start >= near.end || end <= near.start)) continue;
      signs.push({ start: place.start, end, text: reader.sign(i).text, weight: weight / Math.sqrt(reader.count) });
    }
    return signs.sort((a, b) => a.start - b.start || a.end - b.end);
  }

  private weight(output: number, hash: number): number {
    const { bits, scale } = this.table.outputs[output]!;
    return this.table.weights(output)[bucketOf(hash, bits)]! / scale;
  }

  private sum(output: number, hashes: Int32Array = this.reader.hashes, count = this.reader.count): number {
    const { bits, bias, scale } = this.table.outputs[output]!;
    const weights = this.table.weights(output);
    let sum = 0;
    for (let i = 0; i < count; i++) sum += weights[bucketOf(hashes[i]!, bits)]!;
    return bias + sum / scale / Math.sqrt(count || 1);
  }
}
