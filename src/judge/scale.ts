/** Weighs a text by its signs: a linear model, so that what tipped the scale can be shown sign by sign. */
import type { Span } from '../model.js';
import { CATEGORIES_FROM, DIGIT, HASH_START, hashUnit, LONGEST_SIGN, SignReader, type SignTable } from './signs.js';

/** How a text weighs. */
export interface Weighed {
  /** how much it reads like a breach at all: above 0 more likely than not, among sentences that sell */
  score: number;
  /** the category it reads like most */
  category: string;
}

/** A sign that stands in a text, with what it adds to the score. */
export interface Sign extends Span {
  text: string;
  weight: number;
}

/** Bits of a first look: most runs of characters are no sign, and this says so without a search. */
const LOOK_BITS = 19;
const LOOK_MASK = (1 << LOOK_BITS) - 1;

export class Scale {
  private readonly reader = new SignReader();
  private readonly mask: number;
  private readonly head: number;
  private readonly rows: number;
  private readonly look = new Int32Array(1 << (LOOK_BITS - 5));
  /** the round in which a row was last met, so that a sign counts once a text */
  private readonly met: Int32Array;
  /** rows met, and where: the place of the first unit, and how many units */
  private found = new Int32Array(3 * 1024);
  private count = 0;
  private round = 0;

  constructor(private readonly table: SignTable) {
    const { cells, outputs } = table;
    const bits = cells[0] as number;
    this.mask = (1 << bits) - 1;
    this.head = 2 + outputs.length;
    this.rows = this.head + 2 * (this.mask + 1);
    this.met = new Int32Array(cells[1] as number);
    for (let slot = 0; slot <= this.mask; slot++) {
      const hash = cells[this.head + 2 * slot]!;
      if (cells[this.head + 2 * slot + 1] !== 0) this.look[(hash & LOOK_MASK) >>> 5]! |= 1 << (hash & 31);
    }
  }

  /** Whether there is anything to weigh by. */
  get empty(): boolean {
    return this.met.length === 0;
  }

  /** The score of a text and its category, or undefined where the score is not above `over`. */
  weigh(text: string, span: Span, over: number): Weighed | undefined {
    const { outputs, scale } = this.table;
    this.take(text, span);
    const score = this.sum(0) / scale;
    if (score <= over) return undefined;
    let category = outputs[CATEGORIES_FROM] ?? '';
    let best = Number.NEGATIVE_INFINITY;
    for (let o = CATEGORIES_FROM; o < outputs.length; o++) {
      const sum = this.sum(o);
      if (sum <= best) continue;
      best = sum;
      category = outputs[o]!;
    }
    return { score, category };
  }

  /** How much a clause of a breach reads like the one that makes it a breach. */
  place(text: string, clause: Span): number {
    this.take(text, clause);
    return this.sum(1) / this.table.scale;
  }

  /** The signs of the text weighed last, with what each adds to its score and to a category, in the order in which they stand. */
  signs(span: Span, category: string): Sign[] {
    const { reader, found, table } = this;
    const { cells, outputs, scale } = table;
    const also = outputs.indexOf(category);
    const norm = 1 / Math.sqrt(this.count || 1) / scale;
    const signs: Sign[] = [];
    for (let i = 0; i < this.count; i++) {
      const base = this.rows + found[3 * i]! * outputs.length;
      const at = found[3 * i + 1]!;
      const length = found[3 * i + 2]!;
      const last = at + length - 1;
      // A run of digits is one unit, which ends where the next one begins.
      const next = reader.units[last] === DIGIT ? reader.offsets[last + 1]! : reader.offsets[last]! + 1;
      const end = Math.min(next, span.end);
      const weight = (cells[base]! + (also > 0 ? cells[base + also]! : 0)) * norm;
      signs.push({ start: reader.offsets[at]!, end, text: reader.sign(at, length), weight });
    }
    return signs.sort((a, b) => a.start - b.start || a.end - b.end);
  }

  private sum(output: number): number {
    const { found, count, rows } = this;
    const { cells, outputs } = this.table;
    const width = outputs.length;
    let sum = 0;
    for (let i = 0; i < count; i++) sum += cells[rows + found[3 * i]! * width + output]!;
    return cells[2 + output]! + sum / Math.sqrt(count || 1);
  }

  /** Finds every sign of the table that stands in the text, once each. */
  private take(text: string, span: Span): void {
    const { reader, mask, head, met, look } = this;
    const { cells } = this.table;
    reader.read(text, span);
    const { units, length } = reader;
    if (this.found.length < 3 * LONGEST_SIGN * length) this.found = new Int32Array(6 * LONGEST_SIGN * length);
    const { found } = this;
    const round = ++this.round;
    let count = 0;
    for (let at = 0; at < length; at++) {
      let hash = HASH_START;
      const most = Math.min(LONGEST_SIGN, length - at);
      for (let n = 0; n < most; n++) {
        hash = hashUnit(hash, units[at + n]!);
        if ((look[(hash & LOOK_MASK) >>> 5]! & (1 << (hash & 31))) === 0) continue;
        let slot = hash & mask;
        let row = cells[head + 2 * slot + 1]!;
        while (row !== 0 && cells[head + 2 * slot] !== hash) {
          slot = (slot + 1) & mask;
          row = cells[head + 2 * slot + 1]!;
        }
        if (row === 0 || met[row - 1] === round) continue;
        met[row - 1] = round;
        found[3 * count] = row - 1;
        found[3 * count + 1] = at;
        found[3 * count + 2] = n + 1;
        count++;
      }
    }
    this.count = count;
  }
}
