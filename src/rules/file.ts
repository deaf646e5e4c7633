/** A bundle ↔ its files: what must be parsed, what is read as numbers, and what is read only when asked for. */
import { signTable } from '../judge/signs.js';
import type { RuleBundle } from './build.js';
import type { PatternIndex, Program, Rows } from './program.js';

/** dist/rules.json, dist/rules.bin and dist/patterns.json */
export interface BundleFiles {
  json: string;
  /** 32-bit integers, little-endian: every typed array of the program, one after the other */
  numbers: Uint8Array;
  patterns: string;
}

export function writeBundle({ program, ...language }: RuleBundle): BundleFiles {
  const { patterns, ...rest } = program;
  const arrays: Int32Array[] = [];
  const sizes: number[] = [];
  const plain = withArrays(rest as Program, (array) => {
    arrays.push(array);
    sizes.push(array.length);
    return undefined as unknown as Int32Array;
  });
  const numbers = Buffer.concat(arrays.map((a) => Buffer.from(a.buffer, a.byteOffset, a.byteLength)));
  return {
    json: JSON.stringify({ sizes, program: plain, ...language }),
    numbers: inOrder(numbers),
    patterns: JSON.stringify(patterns),
  };
}

/** @param files patterns and the weights of signs are read when a command first asks for them */
export function readBundle(files: {
  json: string;
  numbers: Uint8Array;
  patterns: () => string;
  signs: (start: number, length: number) => Uint8Array;
}): RuleBundle {
  const { sizes, program: plain, ...language } = JSON.parse(files.json) as RuleBundle & { sizes: number[] };
  const bytes = inOrder(files.numbers);
  // A view wants its numbers at even places.
  const { buffer, byteOffset } = bytes.byteOffset % 4 === 0 ? bytes : new Uint8Array(bytes);
  let read = 0;
  let at = byteOffset;
  const program = withArrays(plain, () => {
    const length = sizes[read++] as number;
    const array = new Int32Array(buffer, at, length);
    at += length * 4;
    return array;
  });
  program.signs = signTable(program.signs, files.signs);
  let patterns: Program['patterns'] | undefined;
  Object.defineProperty(program, 'patterns', {
    enumerable: true,
    get: () => {
      patterns ??= JSON.parse(files.patterns()) as Program['patterns'];
      return patterns;
    },
  });
  return { ...language, program };
}

/** Every typed array of a program, always in the same order. */
function withArrays(program: Program, visit: (array: Int32Array) => Int32Array): Program {
  const rows = ({ at, all }: Rows = {} as Rows): Rows => ({ at: visit(at), all: visit(all) });
  const index = ({ trie, postings, needs, heads, noted, lookedUp }: PatternIndex): PatternIndex => ({
    trie: { codes: trie.codes, cells: visit(trie.cells), pairs: visit(trie.pairs) },
    postings: rows(postings),
    needs: rows(needs),
    heads: visit(heads),
    noted: rows(noted),
    lookedUp: rows(lookedUp),
  });
  const { pool } = program;
  return {
    ...program,
    entries: visit(program.entries),
    pool: {
      ...pool,
      cells: visit(pool.cells),
      textAt: visit(pool.textAt),
      listAt: visit(pool.listAt),
      items: visit(pool.items),
    },
    main: index(program.main),
    context: index(program.context),
  };
}

/** Bytes as this machine keeps numbers, from little-endian ones, or the reverse. */
function inOrder(bytes: Uint8Array): Uint8Array {
  const little = new Uint8Array(Int32Array.of(1).buffer)[0] === 1;
  return little ? bytes : Buffer.from(bytes).swap32();
}
