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

/** Plain JSON, part of dist/rules.json. */
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
  guarded: string[];
  reversed: [written: string, term: string][];
  variants: Variant[];
  /** characters after which a gap never parts two words */
  bound: string;
  /** what follows a term where it claims nothing */
  harmless: [term: string, followers: string[]][];
  keep: string[];
  codes: string[];
  /** ordinary words that veto a restoration */
  ordinary: Ordinary;
}

export interface Ordinary {
  /** words of two characters: a line a first character, followed by all second ones */
  pairs: string;
  /** a word a line */
  longer: string;
}

/** A node of the trie of guarded terms. */
export interface TermNode {
  next: Map<number, TermNode>;
  /** the term that ends here, as it is restored; empty: none */
  term: string;
  reversed: boolean;
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
} as const;

/** Any of these: characters must be folded before anything else. */
export const CHARACTER_WORK = CLASS.FOLD | CLASS.EXPAND | CLASS.DROP | CLASS.SURROGATE;

export interface FoldTables {
  /** by code unit: bits of CLASS */
  classes: Uint8Array;
  /** by code unit: folded code unit */
  fold: Uint16Array;
  expand: Map<number, string>;
  late: Map<number, string>;
  root: TermNode;
  variants: Map<number, Variant[]>;
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
}

const SIZE = 0x10000;

/** Under three milliseconds: no text is searched and nothing is normalised here. */
export function loadFoldTables(data: FoldTablesData): FoldTables {
  const classes = new Uint8Array(SIZE);
  const fold = new Uint16Array(SIZE);
  for (let i = 0; i < SIZE; i++) fold[i] = i;
  classes.fill(CLASS.SURROGATE, 0xd800, 0xe000);
  markJunk(classes);

  const { characters } = data;
  for (let i = 0; i + 1 < characters.fold.length; i += 2) {
    const from = characters.fold.charCodeAt(i);
    fold[from] = characters.fold.charCodeAt(i + 1);
    classes[from] = classes[from]! | CLASS.FOLD;
  }
  for (let i = 0; i + 1 < characters.drop.length; i += 2) {
    const last = characters.drop.charCodeAt(i + 1);
    for (let code = characters.drop.charCodeAt(i); code <= last; code++) classes[code] = CLASS.DROP;
  }
  const trigger = (word: string): void => {
    const code = word.charCodeAt(0);
    classes[code] = classes[code]! | CLASS.TRIGGER;
  };
  const expand = new Map<number, string>();
  for (const [char, text] of Object.entries(characters.expand)) {
    expand.set(char.charCodeAt(0), text);
    classes[char.charCodeAt(0)] = CLASS.EXPAND;
  }
  const late = new Map<number, string>();
  for (const [char, text] of Object.entries(characters.late)) {
    late.set(char.charCodeAt(0), text);
    trigger(char);
  }

  const root = newNode();
  for (const term of data.guarded) plant(root, term, term, false);
  for (const [written, term] of data.reversed) plant(root, written, term, true);
  for (const code of root.next.keys()) classes[code] = classes[code]! | CLASS.TRIGGER;
  const variants = new Map<number, Variant[]>();
  for (const variant of data.variants) {
    const code = variant.text.charCodeAt(0);
    push(variants, code, variant);
    classes[code] = classes[code]! | CLASS.VARIANT;
    if (root.next.has(variant.target.charCodeAt(0))) trigger(variant.text);
  }

  const collapse = byFirst(data.collapse, (entry) => entry[0]);
  const fillers = byFirst(data.fillers, (entry) => entry);
  const misheard = byFirst(data.misheard, (entry) => entry[0]);
  for (const table of [collapse, fillers, misheard]) {
    for (const code of table.keys()) classes[code] = classes[code]! | CLASS.TRIGGER;
  }

  let ordinary: Set<string> | undefined;
  return {
    classes,
    fold,
    expand,
    late,
    root,
    variants,
    collapse,
    fillers,
    fillerWords: data.fillerWords,
    misheard,
    boundaries: byFirst(data.boundaries, (entry) => entry),
    particles: new Set([...data.particles].map((char) => char.charCodeAt(0))),
    bound: data.bound,
    harmless: new Map(data.harmless),
    keep: data.keep,
    codes: data.codes,
    isOrdinary(word) {
      ordinary ??= ordinarySet(data.ordinary);
      return ordinary.has(word);
    },
  };
}

function ordinarySet({ pairs, longer }: Ordinary): Set<string> {
  const words = new Set(longer.split('\n'));
  for (const line of pairs.split('\n')) {
    for (let i = 1; i < line.length; i++) words.add(line[0]! + line[i]!);
  }
  return words;
}

function newNode(): TermNode {
  return { next: new Map(), term: '', reversed: false };
}

function plant(root: TermNode, path: string, term: string, reversed: boolean): void {
  let node = root;
  for (let i = 0; i < path.length; i++) {
    const code = path.charCodeAt(i);
    let child = node.next.get(code);
    if (!child) {
      child = newNode();
      node.next.set(code, child);
    }
    node = child;
  }
  if (node.term !== '' && reversed) return;
  node.term = term;
  node.reversed = reversed;
}

/** Longest first, so that the first that fits is the one that is meant. */
function byFirst<T>(entries: T[], word: (entry: T) => string): Map<number, T[]> {
  const table = new Map<number, T[]>();
  for (const entry of entries) push(table, word(entry).charCodeAt(0), entry);
  for (const list of table.values()) list.sort((a, b) => word(b).length - word(a).length);
  return table;
}

function push<T>(table: Map<number, T[]>, code: number, value: T): void {
  const list = table.get(code);
  if (list) list.push(value);
  else table.set(code, [value]);
}

/** Everything that people put between the characters of a word to hide it, ends of lines excepted. */
function markJunk(classes: Uint8Array): void {
  const mark = (first: number, last: number): void => {
    for (let code = first; code <= last; code++) classes[code] = classes[code]! | CLASS.JUNK;
  };
  mark(0x20, 0x7e);
  mark(0x09, 0x09);
  mark(0xa0, 0xbf);
  mark(0xd7, 0xd7);
  mark(0xf7, 0xf7);
  mark(0x2010, 0x2027);
  mark(0x2030, 0x205e);
  mark(0x2190, 0x2bff);
  mark(0x3000, 0x3003);
  mark(0x3008, 0x3020);
  mark(0x30fb, 0x30fb);
  mark(0xff01, 0xff0f);
  mark(0xff1a, 0xff20);
  mark(0xff3b, 0xff40);
  mark(0xff5b, 0xff65);
  mark(0xd800, 0xdfff);
}
