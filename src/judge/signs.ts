/**
 * Signs: the short runs of characters (one to three) that a text is made of. One sign says little; many, each with a weight
 * fitted on labelled sentences (scripts/fit-signs.ts), say how much a text reads like a breach, and of which category.
 */
import type { Span } from '../model.js';

/** Longest sign, in characters. */
export const LONGEST_SIGN = 3;

/** The first two outputs: whether it is a breach at all, and, of the clauses of a breach, which it is. Then categories. */
export const BREACH = 'breach';
export const PLACE = 'place';
export const CATEGORIES_FROM = 2;

/** A table of signs as it is compiled: see `packSigns`. */
export interface SignTable {
  /** what the weights of a sign speak for: BREACH, PLACE, then categories */
  outputs: string[];
  /** weights are whole numbers of this many parts */
  scale: number;
  /** bits, count, biases (one an output), slots (hash, row), rows (a weight an output) */
  cells: Int32Array;
  trust: Trust;
}

/**
 * How much the hit of a rule itself speaks for a breach, on the scale of the score: 0 says nothing, 3 that the text must read
 * plainly lawful before the hit is doubted. Fitted on labelled texts, like the weights.
 */
export interface Trust {
  rules: Record<string, number>;
  /** of rules that the labelled texts hardly tell anything of */
  other: number;
}

/** Weights by sign; every list holds one weight an output. */
export interface SignWeights {
  outputs: string[];
  scale: number;
  bias: number[];
  trust: Trust;
  signs: Record<string, number[]>;
}

const START = 0x02;
const END = 0x03;
/** Stands for a whole number. */
export const DIGIT = 0x30;

/**
 * A text as its signs are taken: no spaces, every number one digit long, a mark at either end.
 * @returns the units, and for each the offset in `text` that it comes from
 */
export class SignReader {
  units = new Uint16Array(1024);
  offsets = new Int32Array(1024);
  length = 0;

  read(text: string, { start, end }: Span): void {
    if (this.units.length < end - start + 2) {
      this.units = new Uint16Array(2 * (end - start + 2));
      this.offsets = new Int32Array(this.units.length);
    }
    let n = 0;
    const put = (unit: number, offset: number) => {
      this.units[n] = unit;
      this.offsets[n++] = offset;
    };
    put(START, start);
    for (let i = start; i < end; i++) {
      const code = text.charCodeAt(i);
      if (code === 0x20 || code === 0x09 || code === 0x0a || code === 0x0d) continue;
      const digit = code >= 0x30 && code <= 0x39;
      if (digit && this.units[n - 1] === DIGIT) continue;
      put(digit ? DIGIT : code, i);
    }
    put(END, end);
    this.length = n;
  }

  /** The sign of `length` units at `at`, as a string; for people and for fitting. */
  sign(at: number, length: number): string {
    return String.fromCharCode(...this.units.subarray(at, at + length))
      .replace('\u0002', '^')
      .replace('\u0003', '$');
  }
}

/** One more code unit mixed into a hash. */
export function hashUnit(hash: number, unit: number): number {
  const mixed = Math.imul(hash ^ unit, 0x2c1b3c6d);
  return mixed ^ (mixed >>> 15);
}
export const HASH_START = 0x811c9dc5 | 0;

/** By which a sign is looked up. */
export function hashSign(sign: string): number {
  let hash = HASH_START;
  const last = sign.length - 1;
  for (let i = 0; i <= last; i++) {
    const unit = sign.charCodeAt(i);
    hash = hashUnit(hash, i === 0 && sign[i] === '^' ? START : i === last && sign[i] === '$' ? END : unit);
  }
  return hash;
}

/** @throws Error where two signs have the same hash or a sign lacks a weight */
export function packSigns({ outputs, scale, bias, trust, signs }: SignWeights): SignTable {
  const entries = Object.entries(signs);
  let bits = 4;
  while (1 << bits < entries.length * 2) bits++;
  const mask = (1 << bits) - 1;
  const head = 2 + outputs.length;
  const rows = head + 2 * (mask + 1);
  const cells = new Int32Array(rows + entries.length * outputs.length);
  cells.set([bits, entries.length, ...bias]);
  entries.forEach(([sign, weights], row) => {
    if (weights.length !== outputs.length) throw new Error(`the sign "${sign}" has ${weights.length} weights`);
    const hash = hashSign(sign);
    let slot = hash & mask;
    while (cells[head + 2 * slot + 1] !== 0) {
      if (cells[head + 2 * slot] === hash) throw new Error(`the sign "${sign}" has the hash of another one`);
      slot = (slot + 1) & mask;
    }
    cells[head + 2 * slot] = hash;
    cells[head + 2 * slot + 1] = row + 1;
    cells.set(weights, rows + row * outputs.length);
  });
  return { outputs, scale, cells, trust };
}
