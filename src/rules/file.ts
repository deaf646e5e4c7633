/**
 * A bundle ↔ its files. What every run needs is parsed, what is many is read as numbers, and what only a hit needs (its
 * rule's words and exemptions, the law, what rewrites are made of) is parsed when it is first asked for.
 */
import { signTable } from '../judge/signs.js';
import { late, lateTable } from '../late.js';
import { littleEndian, type Numbers } from '../match/numbers.js';
import type { RuleBundle } from './build.js';
import type { PatternIndex, Program, Rows, Rule, Spare } from './program.js';

/** dist/rules.txt, dist/rules.bin and dist/patterns.json */
export interface BundleFiles {
  /** UTF-8: JSON texts, one after the other; the first is the Head */
  texts: Uint8Array;
  /** little-endian: how many arrays, the kind and length of each, and the arrays, each at a place that four divides */
  numbers: Uint8Array;
  patterns: string;
}

/** By their number in the file. */
const KINDS = [Int32Array, Int16Array, Uint16Array] as const;

/** What every run needs, with texts by their numbers and without typed arrays. */
interface Head {
  program: Program;
  /** number of the text of each rule's details, of each exemption, and of each article */
  rules: number;
  spares: number;
  law: Record<string, number>;
  text: Omit<RuleBundle['text'], 'ordinary'>;
  /** number of the text of ordinary words: most pages have nothing that could be a disguise of one */
  ordinary: number;
  parts: Record<(typeof PARTS)[number], number>;
}

/** Of the language: what is needed as a whole or not at all. */
const PARTS = ['phrases', 'structure', 'trades', 'weighing'] as const;

/** What of a rule is needed only once it hit. */
const DETAILS = ['title', 'titleEn', 'serves', 'basis', 'with', 'without', 'spare', 'say', 'sayEn', 'rewrite'] as const;
type Details = Pick<Rule, (typeof DETAILS)[number]>;
type StoredDetails = Omit<Details, 'spare'> & { spare: number[] };

export function writeBundle({ program, text, ...language }: RuleBundle): BundleFiles {
  const texts = new TextWriter();
  const { patterns, rules, law, ...rest } = program;
  const spares = new Map<string, number>();
  const details = rules.map((rule): StoredDetails => {
    const spare = rule.spare.map((one) => {
      const key = JSON.stringify(one);
      const known = spares.get(key) ?? spares.size;
      spares.set(key, known);
      return known;
    });
    return { ...(Object.fromEntries(DETAILS.map((key) => [key, rule[key]])) as unknown as Details), spare };
  });
  const arrays: Numbers[] = [];
  const plain = withArrays(rest as Program, (array, exact) => {
    arrays.push(exact ? array : narrow(array));
    return undefined as unknown as typeof array;
  });
  const head: Head = {
    program: { ...plain, rules: rules.map((rule) => without(rule, DETAILS)) as Rule[] },
    rules: texts.add(details),
    spares: texts.add([...spares.keys()].map((one) => JSON.parse(one) as Spare)),
    law: Object.fromEntries(Object.entries(law).map(([id, article]) => [id, texts.add([article])])),
    text: without(text, ['ordinary']) as Head['text'],
    ordinary: texts.add([text.ordinary]),
    parts: Object.fromEntries(PARTS.map((part) => [part, texts.add([language[part]])])) as Head['parts'],
  };
  const { bytes, ends } = texts.withHead(JSON.stringify(head));
  return { texts: bytes, numbers: packed([ends, ...arrays]), patterns: JSON.stringify(patterns) };
}

/** @param files patterns and the weights of signs are read when a command first asks for them */
export function readBundle(files: {
  texts: Uint8Array;
  numbers: Uint8Array;
  patterns: () => string;
  signs: (start: number, into: Uint8Array) => void;
}): RuleBundle {
  const [ends, ...arrays] = unpacked(files.numbers);
  const texts = new Texts(files.texts, ends as Numbers);
  const { program: plain, parts, ...head } = texts.parse<Head>(0);
  let read = 0;
  const spares: Spare[] = [];
  const spare = (number: number): Spare => {
    spares[number] ??= texts.parse<Spare>(head.spares + number);
    return spares[number];
  };
  const program = {
    ...withArrays(plain, <T extends Numbers>() => arrays[read++] as T),
    signs: signTable(plain.signs, files.signs),
    rules: plain.rules.map((rule, number) => {
      let found: Details | undefined;
      const details = (): Details => {
        if (found) return found;
        const stored = texts.parse<StoredDetails>(head.rules + number);
        found = { ...stored, spare: stored.spare.map(spare) };
        return found;
      };
      return Object.setPrototypeOf(Object.assign(rule, { details }), STORED) as Rule;
    }),
    law: lateTable(Object.keys(head.law), (id) => texts.parse(head.law[id] as number)),
  };
  late<Pick<Program, 'patterns'>>({ patterns: () => JSON.parse(files.patterns()) }, program);
  return late<RuleBundle>({
    program: () => program as unknown as Program,
    text: () => late({ ordinary: () => texts.parse(head.ordinary) }, head.text) as RuleBundle['text'],
    phrases: () => texts.parse(parts.phrases),
    structure: () => texts.parse(parts.structure),
    trades: () => texts.parse(parts.trades),
    weighing: () => texts.parse(parts.weighing),
  });
}

/** Of which all rules inherit that were read: their details are parsed when the first of them is asked for. */
const STORED = Object.defineProperties(
  {},
  Object.fromEntries(
    DETAILS.map((key) => [
      key,
      {
        get(this: { details(): Details }) {
          return this.details()[key];
        },
      },
    ]),
  ),
);

class TextWriter {
  private readonly texts: Buffer[] = [];

  /** @returns the number of the first */
  add(values: readonly unknown[]): number {
    this.texts.push(...values.map((value) => Buffer.from(JSON.stringify(value))));
    return this.texts.length - values.length + 1;
  }

  /** Everything with `head` as text 0, and where each text ends. */
  withHead(head: string): { bytes: Uint8Array; ends: Int32Array } {
    const all = [Buffer.from(head), ...this.texts];
    let end = 0;
    const ends = Int32Array.from(all, ({ length }) => {
      end += length;
      return end;
    });
    return { bytes: Buffer.concat(all), ends };
  }
}

class Texts {
  private readonly bytes: Buffer;

  constructor(
    { buffer, byteOffset, byteLength }: Uint8Array,
    private readonly ends: Numbers,
  ) {
    this.bytes = Buffer.from(buffer, byteOffset, byteLength);
  }

  parse<T>(number: number): T {
    const from = number === 0 ? 0 : this.ends[number - 1];
    return JSON.parse(this.bytes.toString('utf8', from, this.ends[number])) as T;
  }
}

function without<T extends object>(given: T, keys: readonly (keyof T)[]): Partial<T> {
  return Object.fromEntries(Object.entries(given).filter(([key]) => !keys.includes(key as keyof T))) as Partial<T>;
}

/** Every typed array of a program, always in the same order. `exact`: of the kind it has and no other. */
function withArrays(program: Program, visit: <T extends Numbers>(array: T, exact?: 'exact') => T): Program {
  const rows = ({ at, all }: Rows = {} as Rows): Rows => ({ at: visit(at), all: visit(all) });
  const index = ({ trie, postings, needs, heads, classes, groups }: PatternIndex): PatternIndex => ({
    trie: {
      codes: trie.codes,
      checks: visit(trie.checks, 'exact'),
      bases: visit(trie.bases, 'exact'),
      values: visit(trie.values),
      pairs: visit(trie.pairs, 'exact'),
    },
    postings: rows(postings),
    needs: rows(needs),
    heads: visit(heads),
    classes: visit(classes),
    groups: rows(groups),
  });
  const { pool } = program;
  return {
    ...program,
    entries: visit(program.entries),
    pool: {
      ...pool,
      cells: visit(pool.cells),
      text: visit(pool.text, 'exact'),
      textAt: visit(pool.textAt),
      sets: visit(pool.sets, 'exact'),
      setAt: visit(pool.setAt),
      listAt: visit(pool.listAt),
      items: visit(pool.items),
    },
    main: index(program.main),
    context: index(program.context),
  };
}

/** The same numbers in as few bytes as hold them. */
function narrow(array: Numbers): Numbers {
  for (const kind of [Int16Array, Uint16Array]) {
    const narrowed = kind.from(array);
    if (narrowed.every((n, i) => n === array[i])) return narrowed;
  }
  return array;
}

function packed(arrays: readonly Numbers[]): Uint8Array {
  const table = arrays.flatMap((array) => [KINDS.findIndex((kind) => array instanceof kind), array.length]);
  const parts = [Int32Array.of(arrays.length, ...table), ...arrays].flatMap((array) => {
    const bytes = Buffer.from(new Uint8Array(array.buffer, array.byteOffset, array.byteLength));
    return [inOrder(bytes, array.BYTES_PER_ELEMENT), Buffer.alloc(-bytes.length & 3)];
  });
  return Buffer.concat(parts);
}

function unpacked(given: Uint8Array): Numbers[] {
  // Views want their numbers at even places, and in this machine's order.
  const bytes = given.byteOffset % 4 === 0 && littleEndian ? given : new Uint8Array(given);
  const { buffer, byteOffset } = bytes as Uint8Array<ArrayBuffer>;
  let at = byteOffset;
  const next = (kind: (typeof KINDS)[number], length: number): Numbers => {
    const array = new kind(buffer, at, length);
    inOrder(Buffer.from(buffer, at, array.byteLength), array.BYTES_PER_ELEMENT);
    at += (array.byteLength + 3) & ~3;
    return array;
  };
  const [count = 0] = next(Int32Array, 1);
  const table = next(Int32Array, count * 2);
  return Array.from({ length: count }, (_, i) =>
    next(KINDS[table[2 * i] as number] as (typeof KINDS)[number], table[2 * i + 1] as number),
  );
}

/** From this machine's order of bytes to little-endian or back, in place. */
function inOrder(bytes: Buffer, width: number): Buffer {
  if (littleEndian) return bytes;
  return width === 4 ? bytes.swap32() : bytes.swap16();
}
