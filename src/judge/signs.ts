/**
 * Signs: what a text is made of, in the smallest pieces that still tell something: runs of one to three characters, and two
 * characters with one to three others between them. One sign says little; many, each with a weight fitted on labelled
 * sentences (scripts/fit-signs.ts), say how much a text reads like a breach, and of which category.
 *
 * There are nearly a million signs, most of them rare, and the rare ones matter. So weights are not kept by sign but in
 * buckets that signs are hashed into ("feature hashing": Weinberger et al., ICML 2009): a byte a bucket, no search, and no
 * list that would have to be cut short.
 */
import type { Span } from '../model.js';

/** Longest run, in characters. */
const LONGEST_RUN = 3;
/** How far apart the two characters of a pair may stand, the second counted from the first. */
const NEAREST = 2;
const FARTHEST = 4;
/** Signs that begin at one place, at the most. */
const SIGNS_A_UNIT = LONGEST_RUN + FARTHEST - NEAREST + 1;

/**
 * The first outputs: whether it is a breach at all; of the clauses of a breach, which it is; of those beside it, which go
 * with it, because without it they say nothing; and whether a clause may begin or end so. Then categories.
 */
export const BREACH = 'breach';
export const PLACE = 'place';
export const LEFTOVER = 'leftover';
export const BEGINNING = 'beginning';
export const ENDING = 'ending';
export const CATEGORIES_FROM = 5;

/** What the weights of one kind speak for. A score is `bias + Σ weight / scale / √(number of signs)`. */
export interface SignOutput {
  /** BREACH, PLACE, LEFTOVER, BEGINNING, ENDING or a category */
  name: string;
  /** there are 2 ** bits buckets */
  bits: number;
  bias: number;
  /** weights are whole numbers of this many parts */
  scale: number;
}

export interface SignTable {
  outputs: SignOutput[];
  trust: Trust;
  /** the weights of an output, a bucket each; read when asked for, and good until another output's are asked for */
  weights(output: number): Int8Array;
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

/** Nothing is weighed. */
export const NO_SIGNS: SignTable = {
  outputs: [],
  trust: { rules: {}, other: 0 },
  weights: () => new Int8Array(0),
};

/** From which time on that they are read the weights of a category are kept: to read them into fresh memory takes ten times as long. */
const KEPT_FROM = 8;

/**
 * The table of a head (signs.json) and of the weights that lie one output after the other in a file (signs.bin).
 * @param read fills an array with bytes of that file
 */
export function signTable(
  { outputs, trust }: Pick<SignTable, 'outputs' | 'trust'>,
  read: (start: number, into: Uint8Array) => void,
): SignTable {
  const known: Int8Array[] = [];
  const times: number[] = [];
  let room = new Int8Array(0);
  let lent = -1;
  return {
    outputs,
    trust,
    weights(output) {
      const kept = known[output];
      if (kept) return kept;
      const length = 1 << outputs[output]!.bits;
      const lends = output >= CATEGORIES_FROM && (times[output] ?? 0) + 1 < KEPT_FROM;
      if (lends && room.length < length) room = new Int8Array(length);
      const weights = lends ? room.subarray(0, length) : new Int8Array(length);
      if (lends && lent === output) return weights;
      const start = outputs.slice(0, output).reduce((sum, { bits }) => sum + (1 << bits), 0);
      if (lends) lent = -1;
      read(start, new Uint8Array(weights.buffer, weights.byteOffset, length));
      if (lends) {
        times[output] = (times[output] ?? 0) + 1;
        lent = output;
      } else known[output] = weights;
      return weights;
    },
  };
}

/** Signs are counted up to here. */
const MOST = 2 ** 30;
const START = 0x02;
const END = 0x03;
/** Stands for a whole number, also for what is still to be filled in (`xx`, a slot). */
const DIGIT = 0x30;
const BLANK = 0x78;
/** The marks of a slot, 〔 and 〕, and how long one may be. */
const SLOT = 0x3014;
const SLOT_END = '\u3015';
const LONGEST_SLOT = 24;

const isLetter = (code: number): boolean => code >= 0x61 && code <= 0x7a;

/** Whether the x at a place is one of several that make a word of their own. */
function isBlank(text: string, at: number): boolean {
  let start = at;
  let end = at + 1;
  while (text.charCodeAt(start - 1) === BLANK) start--;
  while (text.charCodeAt(end) === BLANK) end++;
  return end - start > 1 && !isLetter(text.charCodeAt(start - 1)) && !isLetter(text.charCodeAt(end));
}

/** Where the slot that begins at a place ends; the place itself, if none does. */
function slotEnd(text: string, at: number, end: number): number {
  const close = text.indexOf(SLOT_END, at);
  return close > 0 && close < end && close - at <= LONGEST_SLOT ? close : at;
}

/** One more code unit mixed into a hash. */
function mixed(hash: number, unit: number): number {
  const next = Math.imul(hash ^ unit, 0x2c1b3c6d);
  return next ^ (next >>> 15);
}
const RUN = 0x811c9dc5 | 0;
/** Pairs are hashed apart from runs. */
const PAIR = mixed(RUN, 1);

/** The bucket of a sign. */
export const bucketOf = (hash: number, bits: number): number => (hash ^ (hash >>> 17)) & ((1 << bits) - 1);

/**
 * Takes the signs of a text, each once: no spaces, every number, also one to be filled in, one digit long, a mark at either end.
 * What it holds is of the text taken last.
 */
export class SignReader {
  /** signs found, and the hash of each */
  count = 0;
  hashes = new Int32Array(1024);
  /** of each: which it was, those met before counted too */
  private origins = new Int32Array(1024);

  units = new Uint16Array(256);
  /** for each unit the offset in the text that it comes from */
  offsets = new Int32Array(256);
  length = 0;

  private all = new Int32Array(1024);
  /** signs by their hash, by open addressing: number plus `base`; less: free */
  private met = new Int32Array(2048);
  private base = 1;

  take(text: string, span: Span): void {
    this.read(text, span);
    const { length } = this;
    this.make(length * SIGNS_A_UNIT);
    const total = this.hash();
    const { all, hashes, origins, met, base } = this;
    const mask = met.length - 1;
    let count = 0;
    for (let i = 0; i < total; i++) {
      const hash = all[i]!;
      let slot = hash & mask;
      let other = met[slot]! - base;
      while (other >= 0 && hashes[other] !== hash) {
        slot = (slot + 1) & mask;
        other = met[slot]! - base;
      }
      if (other >= 0) continue;
      met[slot] = base + count;
      hashes[count] = hash;
      origins[count++] = i;
    }
    this.count = count;
    this.base += count;
    if (this.base > MOST) this.forget();
  }

  /** Hashes of all signs, however often met, place by place: runs, then pairs. Returns how many. */
  private hash(): number {
    const { units, length, all } = this;
    let count = 0;
    for (let at = 0; at < length; at++) {
      const first = units[at]!;
      let hash = RUN;
      const runs = Math.min(LONGEST_RUN, length - at);
      for (let n = 0; n < runs; n++) {
        hash = mixed(hash, units[at + n]!);
        all[count++] = hash;
      }
      const pair = mixed(PAIR, first);
      const last = Math.min(FARTHEST, length - 1 - at);
      for (let gap = NEAREST; gap <= last; gap++) all[count++] = mixed(pair, units[at + gap]!);
    }
    return count;
  }

  /** The places of the first and the last unit of a sign of the text taken last, and whether it is a pair. */
  private unitsOf(i: number): { at: number; last: number; pair: boolean } {
    let left = this.origins[i]!;
    for (let at = 0; ; at++) {
      const runs = Math.min(LONGEST_RUN, this.length - at);
      const pairs = Math.max(0, Math.min(FARTHEST, this.length - 1 - at) - NEAREST + 1);
      if (left < runs) return { at, last: at + left, pair: false };
      if (left < runs + pairs) return { at, last: at + NEAREST + left - runs, pair: true };
      left -= runs + pairs;
    }
  }

  /** Where a sign of the text taken last stands in it. */
  span(i: number): Span {
    const { at, last } = this.unitsOf(i);
    // A run of digits is one unit, which ends where the next one begins.
    const end = this.units[last] === DIGIT ? this.offsets[last + 1]! : this.offsets[last]! + 1;
    return { start: this.offsets[at]!, end };
  }

  /** The same with the sign as people read it. */
  sign(i: number): Span & { text: string } {
    const { at, last, pair } = this.unitsOf(i);
    const text = pair
      ? `${this.unit(at)}…${this.unit(last)}`
      : String.fromCharCode(...this.units.subarray(at, last + 1));
    return { ...this.span(i), text: text.replace('\u0002', '^').replace('\u0003', '$') };
  }

  private unit = (at: number): string => String.fromCharCode(this.units[at]!);

  private read(text: string, { start, end }: Span): void {
    if (this.units.length < end - start + 2) {
      this.units = new Uint16Array(2 * (end - start + 2));
      this.offsets = new Int32Array(this.units.length);
    }
    const { units, offsets } = this;
    units[0] = START;
    offsets[0] = start;
    let n = 1;
    for (let i = start; i < end; i++) {
      const code = text.charCodeAt(i);
      if (code === 0x20 || (code >= 0x09 && code <= 0x0d)) continue;
      const at = i;
      if (code === SLOT) i = slotEnd(text, i, end);
      const digit = (code >= 0x30 && code <= 0x39) || (code === BLANK && isBlank(text, at)) || i > at;
      if (digit && units[n - 1] === DIGIT) continue;
      units[n] = digit ? DIGIT : code;
      offsets[n++] = at;
    }
    units[n] = END;
    offsets[n++] = end;
    this.length = n;
  }

  private make(signs: number): void {
    if (this.hashes.length < signs) {
      this.hashes = new Int32Array(2 * signs);
      this.origins = new Int32Array(2 * signs);
      this.all = new Int32Array(2 * signs);
    }
    if (this.met.length >= 2 * signs) return;
    let size = this.met.length;
    while (size < 2 * signs) size *= 2;
    this.met = new Int32Array(size);
    this.base = 1;
  }

  /** Before the numbers of signs outgrow 32 bits. */
  private forget(): void {
    this.base = 1;
    this.met.fill(0);
  }
}
