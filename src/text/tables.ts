/**
 * What folding knows: plain data made from rules/speech.yaml, rules/disguises.yaml and rules/characters.json at build
 * time (compile.ts), turned into dense tables when the program starts. Starting must take a few milliseconds at most.
 */

/** rules/characters.json: single characters. */
export interface CharacterData {
  /** pairs of characters: written, folded */
  fold: string;
  /** enclosed numbers; folded only after disguises were looked at, because ① for 1 is one */
  late: Record<string, string>;
  /** characters that stand for several */
  expand: Record<string, string>;
  /** pairs of characters: inclusive ranges that are dropped */
  drop: string;
}

export const DISGUISE_KINDS = [
  'inserted',
  'homophone',
  'pinyin',
  'variant',
  'split',
  'symbol',
  'initials',
  'reversed',
  'traditional',
] as const;
export type DisguiseKind = (typeof DISGUISE_KINDS)[number];

/** One way to write one character or several of a guarded term. */
export interface Variant {
  /** what is written, after character folding */
  text: string;
  /** what it stands for */
  target: string;
  kind: DisguiseKind;
  /** the writing has readings of its own: it must not be part of an ordinary word */
  careful?: true;
  /** the guarded term must have at least this many characters */
  min?: number;
  /** one of these must stand within a few characters */
  near?: string[];
  /** none of these may */
  apart?: string[];
  /** a common way to write it: restored, not recorded as a disguise */
  quiet?: true;
}

/** Plain JSON, part of dist/rules.txt. */
export interface FoldTablesData {
  characters: CharacterData;
  /** intensifiers and the number of repetitions from which they collapse */
  collapse: [word: string, from: number][];
  /** hesitation syllables that may be dropped */
  fillers: string[];
  /** words dropped together with a filler beside them */
  fillerWords: string[];
  /** misrecognised words and what was said */
  misheard: [written: string, said: string][];
  boundaries: string[];
  /** characters after which a long run without punctuation may be cut */
  particles: string;
  /** trie of guarded terms, forwards and backwards */
  root: TermNode;
  /** by the first character of what is written */
  variants: Record<string, Variant[]>;
  /** a character and its bits of CLASS, in turn */
  marks: string;
  /** base64 of FoldTables.pairs */
  pairs: string;
  /** characters after which a gap never parts two words */
  bound: string;
  /** what follows a term where it claims nothing */
  harmless: [term: string, followers: string[]][];
  keep: string[];
  codes: string[];
  /** characters of simplified text that traditional text has too */
  eitherScript: string;
  /** ordinary words that veto a restoration */
  ordinary: Ordinary;
}

export interface Ordinary {
  /** words of two characters: a line a first character, followed by all second ones */
  pairs: string;
  /** a word a line */
  longer: string;
}

/** A node of the trie of guarded terms. Plain data: it is there as soon as the file is parsed. */
export interface TermNode {
  /** the characters that go on from here … */
  keys: string;
  /** … and where to, in the same order */
  nodes: TermNode[];
  /** the term that ends here, as it is restored */
  term?: string;
  /** the path spells it backwards */
  reversed?: true;
}

export function childOf(node: TermNode, char: string): TermNode | undefined {
  const index = node.keys.indexOf(char);
  return index === -1 ? undefined : node.nodes[index];
}

/** The node at the end of a path. */
export function follow(node: TermNode, path: string): TermNode | undefined {
  let at: TermNode | undefined = node;
  for (let i = 0; i < path.length && at; i++) at = childOf(at, path[i]!);
  return at;
}

/** What a character may set off; bits of FoldTables.classes. */
export const CLASS = {
  FOLD: 1,
  EXPAND: 2,
  DROP: 4,
  SURROGATE: 8,
  /** an edit may start here */
  TRIGGER: 16,
  /** a disguised writing may start here */
  VARIANT: 32,
  /** may be inserted into a word to hide it */
  JUNK: 64,
  /** an edit may start here whatever follows */
  ALWAYS: 128,
} as const;

/** What two characters in a row may set off; bits of FoldTables.pairs. */
export const PAIR = {
  /** a disguised writing */
  TERM: 1,
  /** a stutter or a misheard word */
  SPEECH: 2,
} as const;

/** Two bits a pair, four pairs a byte. */
export const PAIR_BYTES = 0x4000;

/** Place of a pair. Several pairs share a place: a set bit is a reason to look, nothing more. */
export function pairPlace(first: number, second: number): number {
  return ((first * 0x9e5) ^ (second * 0x1f)) & 0xffff;
}

/** Bits of PAIR. */
export function pairBits(pairs: Uint8Array, first: number, second: number): number {
  const place = pairPlace(first, second);
  return (pairs[place >> 2]! >> ((place & 3) << 1)) & 3;
}

/** Any of these: characters must be folded before anything else. */
export const CHARACTER_WORK = CLASS.FOLD | CLASS.EXPAND | CLASS.DROP | CLASS.SURROGATE;

export interface FoldTables {
  /** by code unit: bits of CLASS */
  classes: Uint8Array;
  /** by code unit: folded code unit; 0: stays as it is */
  fold: Uint16Array;
  /** read with pairBits */
  pairs: Uint8Array;
  expand: Map<number, string>;
  late: Map<number, string>;
  root: TermNode;
  /** by the first code unit of what is written */
  variantsOf(unit: number): readonly Variant[];
  collapse: Map<number, [word: string, from: number][]>;
  fillers: Map<number, string[]>;
  fillerWords: string[];
  misheard: Map<number, [written: string, said: string][]>;
  boundaries: Map<number, string[]>;
  particles: Set<number>;
  bound: string;
  harmless: Map<string, string[]>;
  keep: string[];
  codes: string[];
  /** built when first asked: ordinary text never needs it */
  isOrdinary(word: string): boolean;
  /** a character that is written only in simplified text */
  isSimplified(code: number): boolean;
}

const SIZE = 0x10000;

/** Under three milliseconds: no text is searched, nothing is normalised, and what can be made at build time was. */
export function loadFoldTables(data: FoldTablesData): FoldTables {
  const { characters } = data;
  const classes = new Uint8Array(SIZE);
  const fold = new Uint16Array(SIZE);
  // Native fills: loops over whole blocks would be a good part of the start.
  for (const [first, last] of JUNK) classes.fill(CLASS.JUNK, first, last + 1);
  classes.fill(CLASS.SURROGATE | CLASS.JUNK, 0xd800, 0xe000);
  for (let i = 0; i + 1 < characters.fold.length; i += 2) {
    const from = characters.fold.charCodeAt(i);
    fold[from] = characters.fold.charCodeAt(i + 1);
    classes[from]! |= CLASS.FOLD;
  }
  for (let i = 0; i + 1 < characters.drop.length; i += 2) {
    classes.fill(CLASS.DROP, characters.drop.charCodeAt(i), characters.drop.charCodeAt(i + 1) + 1);
  }
  const expand = new Map<number, string>();
  for (const char of Object.keys(characters.expand)) {
    expand.set(char.charCodeAt(0), characters.expand[char]!);
    classes[char.charCodeAt(0)] = CLASS.EXPAND;
  }
  const late = new Map<number, string>();
  for (const char of Object.keys(characters.late)) late.set(char.charCodeAt(0), characters.late[char]!);
  for (let i = 0; i + 1 < data.marks.length; i += 2) {
    classes[data.marks.charCodeAt(i)]! |= data.marks.charCodeAt(i + 1);
  }

  const variants = new Map<number, readonly Variant[]>();
  let ordinary: ((word: string) => boolean) | undefined;
  let simplified: Uint8Array | undefined;
  return {
    classes,
    fold,
    pairs: Buffer.from(data.pairs, 'base64'),
    expand,
    late,
    root: data.root,
    variantsOf(unit) {
      let known = variants.get(unit);
      if (!known) {
        known = data.variants[String.fromCharCode(unit)] ?? [];
        variants.set(unit, known);
      }
      return known;
    },
    collapse: byFirst(data.collapse, (entry) => entry[0]),
    fillers: byFirst(data.fillers, (entry) => entry),
    fillerWords: data.fillerWords,
    misheard: byFirst(data.misheard, (entry) => entry[0]),
    boundaries: byFirst(data.boundaries, (entry) => entry),
    particles: new Set([...data.particles].map((char) => char.charCodeAt(0))),
    bound: data.bound,
    harmless: new Map(data.harmless),
    keep: data.keep,
    codes: data.codes,
    isOrdinary(word) {
      ordinary ??= lookup(data.ordinary);
      return ordinary(word);
    },
    isSimplified(code) {
      simplified ??= simplifiedOnly(data);
      return simplified[code] === 1;
    },
  };
}

/** Everything that people put between the characters of a word to hide it, ends of lines excepted. */
const JUNK: readonly [first: number, last: number][] = [
  [0x09, 0x09],
  [0x20, 0x7e],
  [0xa0, 0xbf],
  [0xd7, 0xd7],
  [0xf7, 0xf7],
  [0x2010, 0x2027],
  [0x2030, 0x205e],
  [0x2190, 0x2bff],
  [0x3000, 0x3003],
  [0x3008, 0x3020],
  [0x30fb, 0x30fb],
  [0xff01, 0xff0f],
  [0xff1a, 0xff20],
  [0xff3b, 0xff40],
  [0xff5b, 0xff65],
];

/** Longest first, so that the first that fits is the one that is meant. */
function byFirst<T>(entries: T[], word: (entry: T) => string): Map<number, T[]> {
  const table = new Map<number, T[]>();
  for (const entry of entries) {
    const code = word(entry).charCodeAt(0);
    const list = table.get(code);
    if (list) list.push(entry);
    else table.set(code, [entry]);
  }
  for (const list of table.values()) if (list.length > 1) list.sort((a, b) => word(b).length - word(a).length);
  return table;
}

function simplifiedOnly({ characters, eitherScript }: FoldTablesData): Uint8Array {
  const codes = new Uint8Array(0x10000);
  for (let i = 0; i + 1 < characters.fold.length; i += 2) {
    const code = characters.fold.charCodeAt(i + 1);
    if (code >= 0x3400 && code <= 0x9fff) codes[code] = 1;
  }
  for (let i = 0; i < eitherScript.length; i++) codes[eitherScript.charCodeAt(i)] = 0;
  return codes;
}

/** Words of two characters by their first one: nothing is taken apart before it is asked for. */
function lookup({ pairs, longer }: Ordinary): (word: string) => boolean {
  const lines = new Map<string, string>();
  for (const line of pairs.split('\n')) lines.set(line[0]!, line);
  const others = new Set(longer.split('\n'));
  return (word) => (word.length === 2 ? (lines.get(word[0]!)?.includes(word[1]!, 1) ?? false) : others.has(word));
}
