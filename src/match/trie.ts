/** A tree of characters as one array: what the build writes, and a scan reads as it stands. */
export interface TrieData {
  /** the characters that stand in a literal; a character's code is its place, from 1 */
  codes: string;
  /**
   * Triples, each a node: the sum of the node's base and a character's code is the place of its child, if that names the
   * node as its parent; then the base; then the value of the literal that ends here, plus 1, or 0.
   */
  cells: Int32Array;
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
  private readonly cells: Int32Array;
  private readonly pairs: Int32Array;
  /** code → the value of the literal of that one character, plus 1, or 0 */
  private readonly single: Int32Array;

  constructor({ codes, cells, pairs }: TrieData) {
    for (let i = 0; i < codes.length; i++) this.codes[codes.charCodeAt(i)] = i + 1;
    this.cells = cells;
    this.pairs = pairs;
    this.single = new Int32Array(codes.length + 1);
    const root = cells[1] as number;
    for (let code = 1; code <= codes.length; code++)
      if (cells[root + 3 * code] === 0) this.single[code] = cells[root + 3 * code + 2] as number;
  }

  /** Finds every literal of a text, by start, shorter before longer. `hits.count` tells how many. */
  scan(text: string, hits: Hits): void {
    const { codes, cells, pairs, single } = this;
    const root = cells[1] as number;
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
      let parent = root + 3 * first;
      if (first === 0 || cells[parent] !== 0) continue;
      let base = cells[parent + 1] as number;
      let code = next;
      for (let j = i + 2; base >= 0 && code !== 0; j++) {
        const node = base + 3 * code;
        if (cells[node] !== parent) break;
        const value = cells[node + 2] as number;
        if (value > 0) count = hits.add(count, value - 1, i);
        base = cells[node + 1] as number;
        if (j >= length) break;
        parent = node;
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
  return { codes, cells: place(root, codes.length), pairs: pairsOf(root) };
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

/** Lays the tree out so that no two nodes share a place: each family at the first base, from `free` on, that fits it. */
function place(root: Building, highest: number): Int32Array {
  let size = highest + 1024;
  let used = new Uint8Array(size);
  const found: { at: number; parent: number; base: number; value: number }[] = [];
  let free = 0;
  let crowded = 0;
  used[0] = 1;
  const queue: { node: Building; at: number; parent: number }[] = [{ node: root, at: 0, parent: -1 }];
  for (const { node, at, parent } of queue) {
    const family = [...node.children.keys()].sort((a, b) => a - b);
    let base = -1;
    if (family.length > 0) {
      while (used[free] === 1) free++;
      const least = family[0] as number;
      let tries = 0;
      const span = (family.at(-1) as number) + 1;
      // An only child fits any hole.
      const from = family.length === 1 ? free : Math.max(free, crowded);
      for (base = Math.max(0, from - least); ; base++) {
        if (base + span + highest >= size) {
          size *= 2;
          const grown = new Uint8Array(size);
          grown.set(used);
          used = grown;
        }
        tries++;
        if (used[base + least] === 0 && family.every((code) => used[base + code] === 0)) break;
      }
      // The root's family leaves holes that nobody's codes reach, and a crowded stretch is not worth searching again.
      if (node === root) free = highest + 1;
      else if (tries > 64) crowded = base + least - 32;
      for (const code of family) {
        used[base + code] = 1;
        queue.push({ node: node.children.get(code) as Building, at: base + code, parent: at });
      }
    }
    found.push({ at, parent, base, value: node.value });
  }
  // A child is looked for at any code beyond its parent's base, so the array goes on that far.
  const cells = new Int32Array((found.reduce((most, f) => Math.max(most, f.at, f.base + highest), 0) + 1) * 3).fill(-1);
  for (const { at, parent, base, value } of found)
    cells.set([parent < 0 ? -1 : parent * 3, base < 0 ? -1 : base * 3, value], at * 3);
  return cells;
}
