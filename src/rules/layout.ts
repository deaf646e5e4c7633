/** What the compiler found → the arrays of a Program. */
import { buildTrie } from '../match/trie.js';
import { frequencyOf } from './analyse.js';
import { walk } from './notation.js';
import { Pool, PoolWriter } from './pool.js';
import { HIT_USES, type HitUse, type PatternIndex, type Program, type Rows } from './program.js';

export interface PatternNeeds {
  /** quadruples as PatternIndex.needs has them */
  needs: number[];
  /** a group, or -1 */
  head: number;
}

export interface LiteralIndex {
  postings: Map<string, number[]>;
  /** the literals of each group */
  groups: string[][];
  needs: Map<number, PatternNeeds>;
}

/** As the compiler leaves it. */
export interface Written extends Pick<Program, 'packs' | 'rules' | 'law'> {
  patterns: [source: string, pack: string][];
  /** list name, local ones as `pack/name` → item patterns */
  lists: Record<string, string[]>;
  main: LiteralIndex;
  context: LiteralIndex;
}

export function layOut(written: Written): Omit<Program, 'signs'> {
  const { packs, rules, law, patterns, lists } = written;
  const writer = new PoolWriter(lists);
  const nodes = patterns.map(([source, pack]) => writer.pattern(source, pack));
  const data = writer.data();
  const pool = new Pool(data);
  const entries = new Int32Array(patterns.length * 3);
  nodes.forEach(({ node, first }, i) => {
    entries.set([node, first, HIT_USES.indexOf(hitUse(pool, node))], i * 3);
  });
  return {
    packs,
    rules,
    law,
    patterns: patterns.map(([source, pack]) => [source, pack] as const),
    entries,
    pool: data,
    main: index(written.main, patterns.length),
    context: index(written.context, patterns.length),
  };
}

function index({ postings, groups, needs }: LiteralIndex, patterns: number): PatternIndex {
  // What is met often lies close together.
  const literals = [...new Set([...postings.keys(), ...groups.flat()])].sort((a, b) => frequencyOf(b) - frequencyOf(a));
  const numbers = new Map(literals.map((literal, i) => [literal, i]));
  const { classes, members } = classed(
    literals.length,
    groups.map((group) => group.map((literal) => numbers.get(literal) as number)),
  );
  return {
    trie: buildTrie(literals),
    postings: rows(literals.map((literal) => postings.get(literal) ?? [])),
    needs: rows(Array.from({ length: patterns }, (_, i) => needs.get(i)?.needs ?? [])),
    heads: Int32Array.from({ length: patterns }, (_, i) => needs.get(i)?.head ?? -1),
    classes,
    groups: rows(members),
  };
}

/** Literals that stand in the same groups are one class: what holds for many groups is told once. Class 0: in no group. */
function classed(literals: number, groups: readonly number[][]): { classes: Int32Array; members: number[][] } {
  const standsIn: number[][] = Array.from({ length: literals }, () => []);
  groups.forEach((group, i) => {
    for (const literal of group) standsIn[literal]?.push(i);
  });
  const known = new Map([['', 0]]);
  const members: number[][] = groups.map(() => []);
  const classes = Int32Array.from(standsIn, (own) => {
    const key = own.join();
    let number = known.get(key);
    if (number === undefined) {
      number = known.size;
      known.set(key, number);
      for (const group of own) members[group]?.push(number);
    }
    return number;
  });
  return { classes, members };
}

function rows(lists: number[][]): Rows {
  const at = new Int32Array(lists.length + 1);
  lists.forEach((list, i) => {
    at[i + 1] = (at[i] as number) + list.length;
  });
  return { at, all: Int32Array.from(lists.flat()) };
}

function hitUse(pool: Pool, id: number): HitUse {
  const node = pool.node(id);
  let use: HitUse = 'none';
  walk(node, (n) => {
    if (n.k === 'hit') use = 'later';
  });
  return node.k === 'hit' || (node.k === 'seq' && node.n[0]?.k === 'hit') ? 'first' : use;
}
