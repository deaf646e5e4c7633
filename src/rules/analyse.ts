/** What can be known of a pattern without a text: its length, and the literals without which it cannot match. */
import { type Node, NotationError } from './notation.js';

/** A literal that any match holds, `min`..`max` characters after the match's start. */
export interface Anchor {
  lit: string;
  min: number;
  max: number;
}

export interface Shape {
  min: number;
  max: number;
  /** null: it can match without holding any fixed literal */
  anchors: Anchor[] | null;
  /** lower is rarer in text, so cheaper to look for */
  rarity: number;
  /** all it can match, where that is a handful of strings */
  language: readonly string[] | null;
  /** strings with one of which everything begins that it can match and that is not empty; null: not known */
  prefixes: readonly string[] | null;
}

/** A longer match is refused: matching costs at most a pattern's size times its longest match at each place. */
export const LONGEST_MATCH = 200;

/**
 * What hosts say, by how often: the n-th entry holds the strings, parted by spaces, that begin at about one place in 2^n.
 * What a pattern is looked for by decides the speed of everything, and 的 stands in every sentence. Empty: all are alike.
 */
export type Frequencies = readonly string[];

class Commonness {
  private readonly shares = new Map<string, number>();
  private readonly estimates = new Map<string, number>();

  constructor(frequencies: Frequencies) {
    frequencies.forEach((strings, n) => {
      for (const s of strings.split(' ')) this.shares.set(s, 2 ** -n);
    });
  }

  /** Expected occurrences in one character of text. */
  of(literal: string): number {
    let known = this.shares.get(literal) ?? this.estimates.get(literal);
    if (known === undefined) {
      known = this.estimate(literal);
      this.estimates.set(literal, known);
    }
    return known;
  }

  private estimate(literal: string): number {
    if (literal.length === 1) return literal <= '\u007f' ? UNSEEN_ASCII : UNSEEN;
    // Characters that stand together in a word meet oftener than by chance.
    const last = this.of(literal.slice(-1));
    return this.of(literal.slice(0, -1)) * Math.min(1, last * AFFINITY);
  }
}

const UNSEEN = 2 ** -15;
const UNSEEN_ASCII = 2 ** -10;
const AFFINITY = 8;

const CHAR_ANCHORS: Record<'digit' | 'latin', string> = { digit: '0123456789', latin: 'abcdefghijklmnopqrstuvwxyz' };
const zero: Readonly<Shape> = Object.freeze({
  min: 0,
  max: 0,
  anchors: null,
  rarity: Infinity,
  language: null,
  prefixes: null,
});

/** How often, in one character of text, the literals make the pattern be tried. Most of a range's starts fail at the first character. */
export function rarityOf(anchors: readonly Anchor[], spread = 0): number {
  // Every literal more makes the automaton larger and starting slower.
  let sum = anchors.length * 1e-5;
  for (const a of anchors) sum += commonness.of(a.lit) * (1 + (a.max - a.min + spread) / 16);
  return sum;
}

let commonness = new Commonness([]);

/** Sets the frequencies by which anchors are chosen from now on. */
export function useFrequencies(frequencies: Frequencies): void {
  commonness = new Commonness(frequencies);
}

/** Expected occurrences of a literal in one character of text. */
export function frequencyOf(literal: string): number {
  return commonness.of(literal);
}

/**
 * @param list the shape of a named list
 * @throws NotationError where a look-around is too long
 */
export function shapeOf(node: Node, list: (name: string) => Shape): Shape {
  switch (node.k) {
    case 'lit':
      return { ...one([{ lit: node.s, min: 0, max: 0 }], node.s.length, node.s.length), language: [node.s] };
    case 'char': {
      if (node.set === 'digit' || node.set === 'latin')
        return one(
          [...CHAR_ANCHORS[node.set]].map((lit) => ({ lit, min: 0, max: 0 })),
          1,
          1,
        );
      return { ...zero, min: 1, max: 1 };
    }
    case 'slot':
      return one([{ lit: '〔', min: 0, max: 0 }], 2, 25);
    case 'pos':
      return { ...zero, min: 1, max: 6 };
    case 'hit':
      return { ...zero, min: 1, max: 60 };
    case 'gap':
      return { ...zero, max: node.max };
    case 'ref':
      return list(node.name);
    case 'cap':
    case 'mark':
      return shapeOf(node.n, list);
    case 'look':
      checkBounds(shapeOf(node.n, list));
      return { ...zero, language: [''] };
    case 'rep':
      return repeated(shapeOf(node.n, list), node.min, node.max);
    case 'alt':
      return union(node.n.map((n) => shapeOf(n, list)));
    case 'seq':
      return sequence(node.n.map((n) => shapeOf(n, list)));
    case 'start':
    case 'end':
    case 'edge':
      return { ...zero, language: [''] };
  }
}

function one(anchors: Anchor[], min: number, max: number): Shape {
  return { min, max, anchors, rarity: rarityOf(anchors), language: null, prefixes: anchors.map((a) => a.lit) };
}

function repeated(inner: Shape, min: number, max: number): Shape {
  const anchors = min > 0 ? inner.anchors : null;
  const shape = { min: inner.min * min, max: inner.max * max, anchors, rarity: anchors ? inner.rarity : Infinity };
  let language: readonly string[] | null = null;
  for (let i = 0, power: readonly string[] | null = ['']; i <= max; i++, power = product(power, inner.language))
    if (i >= min) language = i === min ? power : either(language, power);
  return { ...shape, language, prefixes: inner.prefixes };
}

/** More strings than this are not written out. */
const LARGEST_LANGUAGE = 48;

function product(a: readonly string[] | null, b: readonly string[] | null): readonly string[] | null {
  if (!a || !b || a.length * b.length > LARGEST_LANGUAGE) return null;
  return a.flatMap((x) => b.map((y) => x + y));
}

function either(a: readonly string[] | null, b: readonly string[] | null): readonly string[] | null {
  if (!a || !b || a.length + b.length > LARGEST_LANGUAGE) return null;
  return [...new Set([...a, ...b])];
}

export function union(parts: Shape[]): Shape {
  const shape: Shape = { min: Infinity, max: 0, anchors: [], rarity: 0, language: [], prefixes: [] };
  const prefixes: string[] = [];
  let known = true;
  for (const p of parts) {
    shape.min = Math.min(shape.min, p.min);
    shape.max = Math.max(shape.max, p.max);
    if (p.anchors && shape.anchors) shape.anchors.push(...p.anchors);
    else shape.anchors = null;
    shape.language = either(shape.language, p.language);
    if (p.prefixes) for (const s of p.prefixes) prefixes.push(s);
    else if (p.max > 0) known = false;
  }
  if (parts.length === 0) return { ...zero };
  shape.prefixes = known ? prefixes : null;
  shape.rarity = shape.anchors ? rarityOf(shape.anchors) : Infinity;
  return shape;
}

function sequence(parts: Shape[]): Shape {
  let min = 0;
  let max = 0;
  let anchors: Anchor[] | null = null;
  let rarity = Infinity;
  const consider = (candidate: Anchor[]) => {
    const r = rarityOf(candidate, max - min);
    if (r >= rarity) return;
    anchors =
      min === 0 && max === 0 ? candidate : candidate.map((a) => ({ lit: a.lit, min: a.min + min, max: a.max + max }));
    rarity = r;
  };
  parts.forEach((p, i) => {
    if (p.anchors) consider(p.anchors);
    // What stands side by side is looked for as one: together it is far rarer than either.
    for (let j = i + 1, joined = p.language; joined && j < parts.length; j++) {
      joined = product(joined, (parts[j] as Shape).language);
      if (joined && !joined.includes('')) consider(joined.map((lit) => ({ lit, min: 0, max: 0 })));
    }
    min += p.min;
    max += p.max;
  });
  const language = parts.reduce<readonly string[] | null>((all, p) => product(all, p.language), ['']);
  return { min, max, anchors, rarity, language, prefixes: prefixesOf(parts).strings };
}

/** More strings are not made of the prefixes of parts that stand side by side. */
const MOST_PREFIXES = 20;

/** Strings with one of which everything begins that the parts match one after the other and that is not empty. */
export function prefixesOf(parts: readonly Shape[]): { strings: readonly string[] | null } {
  const done: string[] = [];
  // What the parts so far can be, whole: '' where they may all be missing.
  let open: readonly string[] = [''];
  for (const { language, prefixes, min, max } of parts) {
    if (max === 0) continue;
    const begun = open.filter((s) => s !== '');
    if (language && open.length * language.length <= MOST_PREFIXES) {
      open = open.flatMap((s) => language.map((t) => s + t));
      continue;
    }
    if (prefixes === null) {
      if (begun.length < open.length) return { strings: null };
      done.push(...begun);
      return { strings: done };
    }
    if (min > 0 && open.length * prefixes.length <= MOST_PREFIXES) {
      for (const s of open) for (const t of prefixes) done.push(s + t);
      return { strings: done };
    }
    done.push(...begun);
    if (begun.length === open.length) return { strings: done };
    done.push(...prefixes);
    if (min > 0) return { strings: done };
    open = [''];
  }
  return { strings: [...done, ...open.filter((s) => s !== '')] };
}

/** @throws NotationError */
export function checkBounds(shape: Shape): void {
  if (shape.max > LONGEST_MATCH)
    throw new NotationError(
      `a match could be ${shape.max} characters long; the limit is ${LONGEST_MATCH}: shorten its gaps and repetitions`,
      0,
    );
}
