import type { Span } from '../model.js';
import { foldCharacters } from './characters.js';
import { mixedForms } from './mixed.js';
import { applyEdits, compose, type Edit, lowerBound, type Offsets, UNMOVED } from './offsets.js';
import { isQuiet, kindOf, Restorer, skipJunk } from './restore.js';
import { typographicSpaces } from './spacing.js';
import { spokenEdits } from './spoken.js';
import { CHARACTER_WORK, CLASS, type DisguiseKind, type FoldTables, PAIR, pairBits } from './tables.js';

/** A guarded term that was written so as not to be found. */
export interface Disguise {
  /** where it stands in the folded text */
  start: number;
  end: number;
  /** the term, as it stands in the folded text */
  restored: string;
  /** the words as written */
  written: string;
  kind: DisguiseKind;
}

/** One utterance as the rules read it. All offsets are UTF-16 code units. */
export interface Folded {
  text: string;
  /** folded offset → original offset, one element more than the text has; null: nothing moved */
  map: Int32Array | null;
  /** folded offset → where the original writing of that character ends; null: nothing moved */
  ends: Int32Array | null;
  disguises: readonly Disguise[];
}

const NONE: readonly Disguise[] = [];
/** Each round can only uncover what the last one left; natural text needs one or two. */
const MAX_ROUNDS = 12;

/**
 * Folds one utterance: characters first, then speech and disguises until nothing changes. Folding what was folded
 * changes nothing. Linear in the length of the text; text that needs no folding is returned as it is.
 */
export function fold(original: string, tables: FoldTables): Folded {
  // Most text has no character to fold: one pass finds that out and looks for words at the same time.
  let found = collect(original, tables, true);
  if (found === undefined && !typographicSpaces(original))
    return { text: original, map: null, ends: null, disguises: NONE };

  let text = original;
  let offsets: Offsets = UNMOVED;
  let disguises: Disguise[] | undefined;
  if (found === RAW) {
    const folded = foldCharacters(original, tables);
    text = folded.text;
    offsets = folded;
    for (const { start, end, term } of mixedForms(original, text, offsets.starts, tables)) {
      disguises ??= [];
      disguises.push({ start, end, restored: term, written: '', kind: 'traditional' });
    }
    found = collect(text, tables, false);
  }
  for (let round = 0; found !== RAW && round < MAX_ROUNDS; round++) {
    // Spaces that mean nothing go last: between the characters of a term they disguise it.
    const edits: readonly Edit[] | undefined = found ? found.edits : typographicSpaces(text);
    if (!edits) break;
    const edited = applyEdits(text, edits);
    disguises = carry(disguises, found?.disguises ?? [], edited);
    offsets = compose(offsets, edited);
    text = edited.text;
    found = collect(text, tables, false);
  }
  const result = { text, map: offsets.starts, ends: offsets.ends, disguises: disguises ?? NONE };
  for (const disguise of disguises ?? []) {
    settle(disguise, text);
    const span = toOriginal(result, disguise);
    disguise.written = original.slice(span.start, span.end);
  }
  return result;
}

/** Where a later edit took a part of a disguise away with a stutter beside it, the part that stayed belongs to it. */
function settle(disguise: Disguise, text: string): void {
  const { start, end, restored } = disguise;
  if (text.slice(start, end).includes(restored)) return;
  const from = Math.max(0, start - restored.length);
  const at = text.slice(from, end + restored.length).indexOf(restored);
  if (at === -1) {
    // Two terms shared a character and the other one won.
    disguise.restored = text.slice(start, end);
    return;
  }
  disguise.start = from + at;
  disguise.end = disguise.start + restored.length;
}

interface Found {
  edits: Edit[];
  /** offsets in the text before the edits */
  disguises: Disguise[];
}

/** The text has characters that must be folded before words are looked for. */
const RAW = Symbol('raw');

/** Edits wanted in a text; undefined: none. With `raw`, gives up at the first character that must be folded. */
function collect(text: string, tables: FoldTables, raw: boolean): Found | typeof RAW | undefined {
  const { classes } = tables;
  const wanted = raw ? CLASS.TRIGGER | CHARACTER_WORK : CLASS.TRIGGER;
  let edits: Edit[] | undefined;
  const disguises: Disguise[] = [];
  let restorer: Restorer | undefined;
  for (let i = 0; i < text.length; i++) {
    const work = classes[text.charCodeAt(i)]!;
    if ((work & wanted) === 0) continue;
    if (raw && (work & CHARACTER_WORK) !== 0) return RAW;
    const pair = work & CLASS.ALWAYS ? PAIR.TERM | PAIR.SPEECH : pairAt(text, i, tables);
    if (pair === 0) continue;
    restorer ??= new Restorer(text, tables);
    const candidate = pair & PAIR.TERM ? restorer.at(i) : undefined;
    if (candidate) {
      edits ??= [];
      let previous = candidate.start;
      if (candidate.reversed) {
        edits.push({ start: candidate.start, end: candidate.end, by: candidate.term });
      } else {
        for (const unit of candidate.units) {
          if (unit.start > previous) edits.push({ start: previous, end: unit.start, by: '' });
          if (unit.variant) edits.push({ start: unit.start, end: unit.end, by: unit.target });
          previous = unit.end;
        }
      }
      if (!isQuiet(text, candidate, tables)) {
        const { start, end, term } = candidate;
        disguises.push({ start, end, restored: term, written: '', kind: kindOf(candidate) });
      }
      i = candidate.end - 1;
      continue;
    }
    const spoken = pair & PAIR.SPEECH ? spokenEdits(text, i, tables) : undefined;
    if (!spoken || spoken.length === 0) continue;
    edits ??= [];
    edits.push(...spoken);
    i = Math.max(i, spoken[spoken.length - 1]!.end - 1);
  }
  return edits && { edits, disguises };
}

/** What the character at `at` and the next one, or the next behind junk, may begin: bits of PAIR. */
function pairAt(text: string, at: number, { classes, pairs }: FoldTables): number {
  const first = text.charCodeAt(at);
  if (at + 1 >= text.length) return 0;
  const second = text.charCodeAt(at + 1);
  const pair = pairBits(pairs, first, second);
  if (pair !== 0 || (classes[second]! & CLASS.JUNK) === 0) return pair;
  const after = skipJunk(text, at + 1, classes);
  return after < text.length ? pairBits(pairs, first, text.charCodeAt(after)) & PAIR.TERM : 0;
}

/** Moves earlier disguises along with new edits and adds the new ones, all in offsets of the new text. */
function carry(earlier: Disguise[] | undefined, found: Disguise[], edited: Offsets): Disguise[] | undefined {
  const all = earlier ? [...earlier, ...found] : found;
  if (all.length === 0) return undefined;
  const moved = all.map((disguise) => ({ ...disguise, ...moveSpan(edited, disguise) }));
  const kept: Disguise[] = [];
  moved.sort((a, b) => a.start - b.start || b.end - a.end);
  for (const disguise of moved) {
    const last = kept[kept.length - 1];
    if (!last || disguise.start >= last.end) kept.push(disguise);
    else if (disguise.end > last.end) kept[kept.length - 1] = { ...disguise, start: last.start };
  }
  return kept;
}

/** A span of the folded text as it was written: from where its first character starts to where its last one ends. */
export function toOriginal(folded: Pick<Folded, 'map' | 'ends'>, span: Span): Span {
  const { map, ends } = folded;
  if (!map || !ends) return { start: span.start, end: span.end };
  const start = map[span.start]!;
  return { start, end: span.end > span.start ? ends[span.end - 1]! : start };
}

/** A span of the original text in the folded one: every folded character that has a part of it. */
export function toFolded(folded: Pick<Folded, 'map' | 'ends'>, span: Span): Span {
  return moveSpan({ starts: folded.map, ends: folded.ends }, span);
}

function moveSpan(offsets: Offsets, span: Span): Span {
  const { starts, ends } = offsets;
  if (!starts || !ends) return { start: span.start, end: span.end };
  const start = lowerBound(ends, span.start + 1);
  const end = lowerBound(starts.subarray(0, ends.length), span.end);
  return { start, end: Math.max(start, end) };
}
