/** YAML about text → plain data for loadFoldTables. Build time only. */
import { indexTerms } from './index-terms.js';
import { type DisguisesFile, disguisesSchema, speechSchema } from './schema.js';
import type { CharacterData, DisguiseKind, FoldTablesData, Ordinary, Variant } from './tables.js';

export interface FoldSources {
  /** parsed rules/speech.yaml */
  speech: unknown;
  /** parsed rules/disguises.yaml */
  disguises: unknown;
  /** parsed rules/characters.json */
  characters: CharacterData;
  /** the segmenter's dictionary: a line a word, `word frequency tag` */
  dictionary: string;
}

/** Throws zod's error where a file has another shape, and an Error where its parts do not fit together. */
export function compileFoldTables(sources: FoldSources): FoldTablesData {
  const speech = speechSchema.parse(sources.speech);
  const disguises = disguisesSchema.parse(sources.disguises);
  const guarded = [...new Set(Object.values(disguises.guarded).flat())];
  const variants = [
    ...pinyinVariants(disguises, guarded),
    ...characterVariants(disguises, guarded),
    ...spellings(disguises, guarded),
  ];
  const collapse = Object.entries(speech.collapse);
  const misheard = Object.entries(speech.misheard);
  const index = indexTerms({
    guarded,
    // Shorter terms read backwards are met by chance.
    reversed: guarded
      .filter((term) => term.length >= 4 && /^\p{Script=Han}+$/u.test(term))
      .map((term): [string, string] => [[...term].reverse().join(''), term]),
    variants,
    collapse,
    misheard,
    fillers: speech.fillers,
    late: Object.keys(sources.characters.late),
  });
  return {
    characters: sources.characters,
    collapse,
    fillers: speech.fillers,
    fillerWords: speech['filler-words'],
    misheard,
    boundaries: speech.boundaries,
    particles: speech.particles,
    ...index,
    bound: disguises.bound,
    harmless: Object.entries(disguises.harmless),
    keep: disguises.keep,
    codes: disguises.codes,
    eitherScript: disguises['either-script'],
    ordinary: ordinaryWords(sources.dictionary, guarded, variants, disguises),
  };
}

function pinyinVariants(file: DisguisesFile, guarded: string[]): Variant[] {
  const variants: Variant[] = [];
  const known = new Set<string>();
  for (const [syllable, chars] of Object.entries(file.pinyin)) {
    for (const target of chars) {
      known.add(target);
      // A single vowel is too little to go by.
      variants.push({ text: syllable, target, kind: 'pinyin', ...(syllable.length < 2 ? { min: 3 } : {}) });
    }
  }
  const missing = [...new Set(guarded.join(''))].filter((char) => /\p{Script=Han}/u.test(char) && !known.has(char));
  if (missing.length > 0) throw new Error(`disguises.yaml: pinyin lacks ${missing.join('')}`);
  return variants;
}

function characterVariants(file: DisguisesFile, guarded: string[]): Variant[] {
  const used = new Set(guarded.join(''));
  const variants: Variant[] = [];
  for (const [target, looks] of Object.entries(file.variants)) {
    if (!used.has(target)) throw new Error(`disguises.yaml: variants of ${target}, which no guarded term has`);
    const add = (texts: Iterable<string>, kind: DisguiseKind, extra: Partial<Variant>): void => {
      for (const text of texts) variants.push({ text, target, kind, ...extra });
    };
    add(looks.sound ?? '', 'homophone', { careful: true });
    add(looks['sound-long'] ?? '', 'homophone', { careful: true, min: 3 });
    add(looks.look ?? '', 'variant', { careful: true });
    add(looks.split ?? [], 'split', { careful: true });
    add(looks.symbol ?? [], 'symbol', {});
    add(looks.latin ?? [], 'pinyin', { min: 3 });
  }
  return variants;
}

function spellings(file: DisguisesFile, guarded: string[]): Variant[] {
  const variants: Variant[] = [];
  for (const { for: target, as, kind, near, apart, min, careful, quiet } of file.spellings) {
    requirePart(target, guarded);
    for (const text of as) {
      variants.push({
        text,
        target,
        kind: /\p{Extended_Pictographic}/u.test(text) ? 'symbol' : kind,
        ...(near && { near }),
        ...(apart && { apart }),
        ...(min !== undefined && { min }),
        ...(careful && { careful }),
        ...(quiet && { quiet }),
      });
    }
  }
  for (const [text, target] of Object.entries(file.initials)) {
    requirePart(target, guarded);
    variants.push({ text, target, kind: 'initials' });
  }
  return variants;
}

function requirePart(target: string, guarded: string[]): void {
  if (!guarded.some((term) => term.includes(target))) {
    throw new Error(`disguises.yaml: no guarded term has ${target}`);
  }
}

/**
 * How often a word must occur in the dictionary's corpus to speak against a restoration, by its length: first the
 * words with a character that is also a disguise, then those with a character of a guarded term.
 */
const ORDINARY: Record<number, [doubtful: number, sensitive: number]> = { 2: [10, 100], 3: [50, 300], 4: [100, 500] };

/** Listed spellings are not ordinary, whatever the dictionary says; guarded terms are, whatever it lacks. */
function ordinaryWords(dictionary: string, guarded: string[], variants: Variant[], file: DisguisesFile): Ordinary {
  const doubtful = new Set(variants.filter((variant) => variant.careful).flatMap((variant) => [...variant.text]));
  const sensitive = new Set(guarded.join(''));
  const excluded = new Set(file.spellings.flatMap((spelling) => spelling.as));
  const pairs = new Map<string, string>();
  const longer: string[] = [];
  const add = (word: string): void => {
    if (word.length > 2) longer.push(word);
    else if (!pairs.get(word[0]!)?.includes(word[1]!)) pairs.set(word[0]!, (pairs.get(word[0]!) ?? '') + word[1]);
  };
  for (const term of guarded) if (term.length <= 4 && !term.includes('%')) add(term);
  for (const line of dictionary.split('\n')) {
    const [word, count] = line.split(' ');
    const limits = word && ORDINARY[word.length];
    if (!limits || excluded.has(word)) continue;
    const chars = [...word];
    const frequency = Number(count);
    const counts =
      (frequency >= limits[0] && chars.some((char) => doubtful.has(char))) ||
      (frequency >= limits[1] && chars.some((char) => sensitive.has(char)));
    if (counts) add(word);
  }
  return { pairs: [...pairs].map(([first, seconds]) => first + seconds).join('\n'), longer: longer.join('\n') };
}
