/** What the compiler found → the arrays of a Program. */
import { buildTrie } from '../match/trie.js';
import { walk } from './notation.js';
import { Pool, PoolWriter } from './pool.js';
import { HIT_USES, type HitUse, type PatternIndex, type Program, type Rows } from './program.js';

export interface LiteralIndex {
  literals: string[];
  postings: number[][];
  groups: number[][];
}

/** As the compiler leaves it. */
export interface Written extends Pick<Program, 'packs' | 'rules' | 'law'> {
  /** [source, pack, then the triples of Program.needs] */
  patterns: [source: string, pack: string, ...needs: number[]][];
  /** list name, local ones as `pack/name` → item patterns */
  lists: Record<string, string[]>;
  groups: number;
  main: LiteralIndex;
  context: LiteralIndex;
}

export function layOut(written: Written): Omit<Program, 'frequencies'> {
  const { packs, rules, law, patterns, lists, groups } = written;
  const writer = new PoolWriter(lists);
  const nodes = patterns.map(([source, pack]) => writer.pattern(source, pack));
  const data = writer.data();
  const pool = new Pool(data);
  const entries = new Int32Array(patterns.length * 3);
  nodes.forEach((id, i) => {
    entries.set([id, data.cells[id + 1] as number, HIT_USES.indexOf(hitUse(pool, id))], i * 3);
  });
  return {
    packs,
    rules,
    law,
    patterns: patterns.map(([source, pack]) => [source, pack] as const),
    entries,
    needs: rows(patterns.map(([, , ...needs]) => needs)),
    groups,
    pool: data,
    main: index(written.main),
    context: index(written.context),
  };
}

function index({ literals, postings, groups }: LiteralIndex): PatternIndex {
  return { trie: buildTrie(literals), postings: rows(postings), groups: rows(groups) };
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
