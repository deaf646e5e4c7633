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
}

/** A longer match is refused: matching costs at most a pattern's size times its longest match at each place. */
export const LONGEST_MATCH = 200;

const CHAR_ANCHORS: Record<'digit' | 'latin', string> = { digit: '0123456789', latin: 'abcdefghijklmnopqrstuvwxyz' };
/** A literal of n characters is taken to occur once in this many: measured on commerce text, rounded. */
const SPARSITY = [1, 150, 5_000, 60_000, 400_000];

const sparsity = (lit: string) => 1 / (SPARSITY[Math.min(lit.length, 4)] as number);
const zero: Shape = { min: 0, max: 0, anchors: null, rarity: Infinity };

function rarityOf(anchors: Anchor[]): number {
  let sum = 0;
  for (const a of anchors) sum += sparsity(a.lit) * (1 + (a.max - a.min) / 4);
  return sum;
}

/**
 * @param list the shape of a named list
 * @throws NotationError where a look-around is too long
 */
export function shapeOf(node: Node, list: (name: string) => Shape): Shape {
  switch (node.k) {
    case 'lit':
      return one([{ lit: node.s, min: 0, max: 0 }], node.s.length, node.s.length);
    case 'char': {
      if (node.set === 'digit' || node.set === 'latin')
        return one([...CHAR_ANCHORS[node.set]].map((lit) => ({ lit, min: 0, max: 0 })), 1, 1);
      return { ...zero, min: 1, max: 1 };
    }
    case 'slot':
      return one([{ lit: '〔', min: 0, max: 0 }], 2, 24);
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
      return zero;
    case 'rep':
      return repeated(shapeOf(node.n, list), node.min, node.max);
    case 'alt':
      return union(node.n.map((n) => shapeOf(n, list)));
    case 'seq':
      return sequence(node.n.map((n) => shapeOf(n, list)));
    default:
      return zero;
  }
}

function one(anchors: Anchor[], min: number, max: number): Shape {
  return { min, max, anchors, rarity: rarityOf(anchors) };
}

function repeated(inner: Shape, min: number, max: number): Shape {
  const anchors = min > 0 ? inner.anchors : null;
  return { min: inner.min * min, max: inner.max * max, anchors, rarity: anchors ? inner.rarity : Infinity };
}

export function union(parts: Shape[]): Shape {
  const shape: Shape = { min: Infinity, max: 0, anchors: [], rarity: 0 };
  for (const p of parts) {
    shape.min = Math.min(shape.min, p.min);
    shape.max = Math.max(shape.max, p.max);
    if (p.anchors && shape.anchors) shape.anchors.push(...p.anchors);
    else shape.anchors = null;
  }
  if (parts.length === 0) return zero;
  shape.rarity = shape.anchors ? rarityOf(shape.anchors) : Infinity;
  return shape;
}

function sequence(parts: Shape[]): Shape {
  let min = 0;
  let max = 0;
  let anchors: Anchor[] | null = null;
  let rarity = Infinity;
  for (const p of parts) {
    if (p.anchors) {
      const moved = p.anchors.map((a) => ({ lit: a.lit, min: a.min + min, max: a.max + max }));
      const r = rarityOf(moved);
      if (r < rarity) {
        anchors = moved;
        rarity = r;
      }
    }
    min += p.min;
    max += p.max;
  }
  return { min, max, anchors, rarity };
}

/** @throws NotationError */
export function checkBounds(shape: Shape): void {
  if (shape.max > LONGEST_MATCH)
    throw new NotationError(
      `a match could be ${shape.max} characters long; the limit is ${LONGEST_MATCH}: shorten its gaps and repetitions`,
      0,
    );
}
