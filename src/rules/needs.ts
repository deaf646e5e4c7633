/**
 * What must stand in a text, and where, for a pattern to match there: groups of literals, one of which every match holds
 * at a known distance from its start, or from the words hit. Told by looking at bits, without trying the pattern.
 */
import { type Anchor, frequencyOf, prefixesOf, rarityOf, type Shape, shapeOf } from './analyse.js';
import { type Node, walk } from './notation.js';

/** What a distance counts from. */
export const BASES = ['start', 'hit', 'hit-end'] as const;

/** Literals one of which begins `min`..`max` characters after the base. */
export interface Need {
  literals: string[];
  base: (typeof BASES)[number];
  min: number;
  max: number;
}

export interface Needs {
  /** most telling first */
  needs: Need[];
  /** what every match begins with; null: not known, or no more telling than its first character */
  head: string[] | null;
}

/** A group expected this often where it is looked for tells too little. */
const TOO_COMMON = 0.5;
const MOST_NEEDS = 4;
/** A pattern is tried at so few places that nothing else need be known of it. */
const SELDOM = 1e-5;
/** What begins this often at a place is not looked for as a whole: its first character tells as much. */
const COMMON_HEAD = 0.03;
/** Beyond so many characters a literal tells no more. */
const LONGEST = 4;

/**
 * @param anchors by which the pattern is looked for everywhere; null: it is looked for near a hit, by its needs alone
 */
export function needsOf(node: Node, anchors: readonly Anchor[] | null, list: (name: string) => Shape): Needs {
  if (anchors && rarityOf(anchors) < SELDOM) return { needs: [], head: null };
  const parts = flat(node);
  const shapes = parts.map((n) => shapeOf(n, list));
  const hit = parts.findIndex((n) => n.k === 'hit');
  const found: (Need & { p: number })[] = [];
  const consider = (from: number, literals: readonly string[], least: number, most: number) => {
    const { base, min, max } = distance(shapes, from, hit);
    const group = shortest(literals);
    const p = expected(group) * Math.min(30, max - min + most - least + 1);
    if (p >= TOO_COMMON || (base === 'start' && same(group, anchors))) return;
    const need = { literals: group, base, min: min + least, max: max + most, p };
    if (!found.some((n) => n.p === p && n.min === need.min && n.max === need.max)) found.push(need);
  };
  // Where the words hit stand in some branch only, what comes behind them is at no known distance.
  const end = hit < 0 ? parts.findIndex(holdsHit) : -1;
  parts.slice(0, end < 0 ? parts.length : end).forEach((part, i) => {
    if (part.k === 'hit' || shapes[i]?.max === 0) return;
    const own = shapes[i]?.anchors;
    if (own && own.length > 0)
      consider(
        i,
        own.map((a) => a.lit),
        Math.min(...own.map((a) => a.min)),
        Math.max(...own.map((a) => a.max)),
      );
    const rest = i < hit ? shapes.slice(i, hit) : shapes.slice(i);
    const prefixes = rest.some((shape) => shape.min > 0) ? prefixesOf(rest).strings : null;
    if (prefixes) consider(i, prefixes, 0, 0);
  });
  const first = prefixesOf(shapes).strings;
  const head = first && hit !== 0 ? shortest(first) : null;
  return {
    needs: found.sort((a, b) => a.p - b.p).slice(0, MOST_NEEDS),
    head: head?.some((s) => s.length > 1) && expected(head) < COMMON_HEAD ? head : null,
  };
}

/** Sequences within sequences, captures and marks taken apart: every part stands in every match, in this order. */
function flat(node: Node): Node[] {
  if (node.k === 'seq') return node.n.flatMap(flat);
  return node.k === 'cap' || node.k === 'mark' ? flat(node.n) : [node];
}

function holdsHit(node: Node): boolean {
  let holds = false;
  walk(node, (n) => {
    if (n.k === 'hit') holds = true;
  });
  return holds;
}

/** How far after its base a part begins. */
function distance(shapes: readonly Shape[], part: number, hit: number): Omit<Need, 'literals'> {
  const sum = (from: number, to: number, key: 'min' | 'max') => {
    let all = 0;
    for (let i = from; i < to; i++) all += (shapes[i] as Shape)[key];
    return all;
  };
  if (hit < 0) return { base: 'start', min: sum(0, part, 'min'), max: sum(0, part, 'max') };
  if (part < hit) return { base: 'hit', min: -sum(part, hit, 'max'), max: -sum(part, hit, 'min') };
  return { base: 'hit-end', min: sum(hit + 1, part, 'min'), max: sum(hit + 1, part, 'max') };
}

const expected = (group: readonly string[]) => group.reduce((sum, literal) => sum + frequencyOf(literal), 0);

const same = (group: readonly string[], anchors: readonly Anchor[] | null) =>
  anchors !== null && group.every((literal) => anchors.some((a) => a.lit === literal));

/** Without what begins with another one: where the longer stands, so does the shorter. */
function shortest(literals: readonly string[]): string[] {
  const all = new Set(literals.map((s) => s.slice(0, LONGEST)));
  const covered = (s: string) => {
    for (let length = 1; length < s.length; length++) if (all.has(s.slice(0, length))) return true;
    return false;
  };
  return [...all].filter((s) => !covered(s));
}
