import type { Numbers } from './numbers.js';

/**
 * A tree of characters as arrays: what the build writes, and a scan reads as it stands. The place of a node's child is the
 * sum of the node's base and the character's code, if the code noted there is that one: no two nodes share a base.
 */
export interface TrieData {
  /** the characters that stand in a literal; a character's code is its place, from 1 */
  codes: string;
  /** node → the code that leads to it; 0 where no node is. The root is node 0. */
  checks: Uint16Array;
  /** node → its base, or -1 if it has no children */
  bases: Int32Array;
  /** node → the value of the literal that ends there, plus 1, or 0 */
  values: Numbers;
  /** a bit for what two characters in a row may begin; most begin nothing, and that is told without a look at the tree */
  pairs: Int32Array;
}

const PAIR_BITS = 17;

/** The bit of two codes; several pairs share one. 0 is the code of a character that stands in no literal. */
function pairOf(first: number, second: number): number {
  return Math.imul(first * 4099 + second, 0x9e3779b1) >>> (32 - PAIR_BITS);
}

/**
 * One automaton over all literals: from each position of the text it walks a tree of characters, so one pass finds every
 * literal wherever it stands. Literals are short, so the walk is bounded and the pass linear. The published Aho–Corasick
 * packages that were tried scan Chinese at 0.1–1.6 million characters a second; this scans more than fifty. Nothing is
 * made when it is loaded: the array is that of the file.
 */
export class Trie {
  private readonly codes = new Uint16Array(65536);
  private readonly checks: Uint16Array;
  private readonly bases: Int32Array;
  private readonly values: Numbers;
  private readonly pairs: Int32Array;
  /** code → the value of the literal of that one character, plus 1, or 0 */
  private readonly single: Int32Array;

  constructor({ codes, checks, bases, values, pairs }: TrieData) {
    for (let i = 0; i < codes.length; i++) this.codes[codes.charCodeAt(i)] = i + 1;
    this.checks = checks;
    this.bases = bases;
    this.values = values;
    this.pairs = pairs;
    this.single = new Int32Array(codes.length + 1);
    const root = bases[0] as number;
    for (let code = 1; code <= codes.length; code++)
      if (checks[root + code] === code) this.single[code] = values[root + code] as number;
  }

  /** Finds every literal of a text, by start, shorter before longer. `hits.count` tells how many. */
  scan(text: string, hits: Hits): void {
    const { codes, checks, bases, values, pairs, single } = this;
    const root = bases[0] as number;
    const { length } = text;
    let count = 0;
    let next = length > 0 ? (codes[text.charCodeAt(0)] as number) : 0;
    for (let i = 0; i < length; i++) {
      const first = next;
      next = i + 1 < length ? (codes[text.charCodeAt(i + 1)] as number) : 0;
      const alone = single[first] as number;
      if (alone > 0) count = hits.add(count, alone - 1, i);
      const pair = pairOf(first, next);
      if ((((pairs[pair >>> 5] as number) >>> (pair & 31)) & 1) === 0) continue;
      if (first === 0 || checks[root + first] !== first) continue;
      let base = bases[root + first] as number;
      let code = next;
      for (let j = i + 2; base >= 0 && code !== 0; j++) {
        const node = base + code;
        if (checks[node] !== code) break;
        const value = values[node] as number;
        if (value > 0) count = hits.add(count, value - 1, i);
        base = bases[node] as number;
        if (j >= length) break;
        code = codes[text.charCodeAt(j)] as number;
      }
    }
    hits.count = count;
  }
}

/** Which literals stand where in a text; written over by the next scan. */
export class Hits {
  /** only the first `count` of each are of the text at hand */
  count = 0;
  literals = new Int32Array(1024);
  places = new Int32Array(1024);

  /** @returns the next index */
  add(index: number, literal: number, place: number): number {
    if (index === this.literals.length) {
      this.literals = doubled(this.literals);
      this.places = doubled(this.places);
    }
    this.literals[index] = literal;
    this.places[index] = place;
    return index + 1;
  }
}

export function doubled(array: Int32Array): Int32Array<ArrayBuffer> {
  const grown = new Int32Array(array.length * 2);
  grown.set(array);
  return grown;
}

interface Building {
  children: Map<number, Building>;
  value: number;
}

/** @param literals each once; its place is its value */
export function buildTrie(literals: readonly string[]): TrieData {
  const codes = codesOf(literals);
  const numbers = new Map<number, number>();
  // Code units, not characters: half of a pair has a code of its own.
  for (let i = 0; i < codes.length; i++) numbers.set(codes.charCodeAt(i), i + 1);
  const root: Building = { children: new Map(), value: 0 };
  literals.forEach((literal, i) => {
    let node = root;
    for (let j = 0; j < literal.length; j++) {
      const code = numbers.get(literal.charCodeAt(j)) as number;
      let child = node.children.get(code);
      if (!child) {
        child = { children: new Map(), value: 0 };
        node.children.set(code, child);
      }
      node = child;
    }
    node.value = i + 1;
  });
  return { codes, ...place(root, codes.length), pairs: pairsOf(root) };
}

function pairsOf(root: Building): Int32Array {
  const pairs = new Int32Array(2 ** (PAIR_BITS - 5));
  const add = (first: number, second: number) => {
    const pair = pairOf(first, second);
    pairs[pair >>> 5] = (pairs[pair >>> 5] as number) | (1 << (pair & 31));
  };
  // A literal of one character stands whatever follows.
  for (const [first, node] of root.children) for (const second of node.children.keys()) add(first, second);
  return pairs;
}

/** Frequent characters get low codes, so that siblings lie close together. */
function codesOf(literals: readonly string[]): string {
  const counts = new Map<string, number>();
  for (const literal of literals)
    for (let i = 0; i < literal.length; i++) counts.set(literal[i]!, (counts.get(literal[i]!) ?? 0) + 1);
  return [...counts]
    .sort((a, b) => b[1] - a[1])
    .map(([c]) => c)
    .join('');
}

/**
 * Lays the tree out so that no two nodes share a place and no two families a base: each family at the first base that fits
 * it. Large families first, while there is room; the many only children fill the holes.
 */
function place(root: Building, highest: number): Pick<TrieData, 'checks' | 'bases' | 'values'> {
  const all = [root];
  for (const node of all) all.push(...node.children.values());
  const places = new Map<Building, number>([[root, 0]]);
  const bases = new Map<Building, number>();
  const used = new Marks();
  const taken = new Marks();
  used.add(0);
  let free = 1;
  let crowded = 0;
  let size = 0;
  // Places are handed out from the widest families down.
  const parents = all.filter((node) => node.children.size > 0).sort((a, b) => b.children.size - a.children.size);
  for (const node of parents) {
    if (size !== node.children.size) crowded = free;
    size = node.children.size;
    const family = [...node.children.keys()].sort((a, b) => a - b);
    const least = family[0] as number;
    while (used.has(free)) free++;
    crowded = Math.max(crowded, free);
    let at = crowded;
    let tries = 0;
    for (; ; at++) {
      if (used.has(at)) continue;
      tries++;
      const base = at - least;
      if (base >= 0 && !taken.has(base) && family.every((code) => !used.has(base + code))) break;
    }
    // A crowded stretch is not worth searching again for a family of this size.
    if (tries > 64) crowded = at - 32;
    const base = at - least;
    taken.add(base);
    bases.set(node, base);
    for (const code of family) {
      used.add(base + code);
      places.set(node.children.get(code) as Building, base + code);
    }
  }
  // A child is looked for at any code beyond its parent's base, so the arrays go on that far.
  let end = 1;
  for (const base of bases.values()) end = Math.max(end, base + highest + 1);
  const checks = new Uint16Array(end);
  const values = new Int32Array(end);
  const baseOf = new Int32Array(end).fill(-1);
  for (const node of all) {
    const at = places.get(node) as number;
    baseOf[at] = bases.get(node) ?? -1;
    values[at] = node.value;
    const base = baseOf[at] as number;
    for (const code of node.children.keys()) checks[base + code] = code;
  }
  return { checks, bases: baseOf, values };
}

/** A set of small whole numbers. */
class Marks {
  private bytes = new Uint8Array(65536);

  has(n: number): boolean {
    return this.bytes[n] === 1;
  }

  add(n: number): void {
    while (n >= this.bytes.length) {
      const grown = new Uint8Array(this.bytes.length * 2);
      grown.set(this.bytes);
      this.bytes = grown;
    }
    this.bytes[n] = 1;
  }
}
