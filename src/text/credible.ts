import { isHan, isLatin } from './letters.js';
import type { Candidate, Unit } from './restore.js';
import type { FoldTables, Variant } from './tables.js';

/**
 * Whether a possible disguise is one. Restoring what was never hidden puts words into a seller's mouth, so every
 * doubt speaks against restoring: known words, ordinary words, codes and layout keep their reading.
 */

/** How far around a writing its circumstances are looked at, in characters. */
const CONTEXT = 12;
const LONGEST_WORD = 4;

export function credible(text: string, candidate: Candidate, tables: FoldTables): boolean {
  const disguised = candidate.units.filter((unit) => unit.variant);
  const length = candidate.term.length;
  if (candidate.reversed) {
    if (disguised.length > 0 || candidate.end - candidate.start !== length) return false;
    return !keptWord(text, candidate, tables);
  }
  for (const unit of disguised) {
    if (!fits(text, candidate, unit, unit.variant!, tables)) return false;
  }
  if (!gapsAreJunk(text, candidate, tables)) return false;
  if (disguised.length > 0 && !enoughLeft(candidate, disguised)) return false;
  if (length === 2 && disguised.length === 1 && disguised[0]!.variant!.careful) {
    if (edgeWord(text, candidate, tables)) return false;
  }
  return !keptWord(text, candidate, tables);
}

function fits(text: string, candidate: Candidate, unit: Unit, variant: Variant, tables: FoldTables): boolean {
  if (variant.min !== undefined && candidate.term.length < variant.min) return false;
  if (hasLatin(variant.text)) {
    if (!standsAlone(text, candidate, unit)) return false;
    if (near(text, candidate, tables.codes)) return false;
  }
  if (variant.near && !near(text, candidate, variant.near)) return false;
  if (variant.apart && near(text, candidate, variant.apart)) return false;
  return !variant.careful || !ordinaryReading(text, candidate, unit, tables);
}

/** A spelling of which nothing plain and nothing rare is left needs length to be believed. */
function enoughLeft(candidate: Candidate, disguised: Unit[]): boolean {
  if (disguised.length < candidate.units.length) return true;
  if (candidate.units.length === 1) {
    const only = disguised[0]!.variant!;
    // A whole-term spelling was listed on purpose.
    return only.target === candidate.term;
  }
  if (disguised.every((unit) => unit.variant!.careful)) return candidate.term.length >= 4;
  const latin = disguised.every((unit) => hasLatin(unit.variant!.text));
  return !latin || disguised.reduce((sum, unit) => sum + unit.variant!.text.length, 0) >= 5;
}

/** The writing, or part of it, is an ordinary word or part of one. */
function ordinaryReading(text: string, candidate: Candidate, unit: Unit, tables: FoldTables): boolean {
  for (let length = 2; length <= LONGEST_WORD; length++) {
    for (let at = Math.max(0, unit.start - length + 1); at < unit.end && at + length <= text.length; at++) {
      const end = at + length;
      if (at >= unit.start && end <= unit.end) continue;
      // A long term is not met by chance; a word inside it proves nothing.
      if (candidate.term.length >= 4 && at >= candidate.start && end <= candidate.end) continue;
      if (tables.isOrdinary(text.slice(at, at + length))) return true;
    }
  }
  return false;
}

/** A word reaches over an edge of the candidate. */
function edgeWord(text: string, candidate: Candidate, tables: FoldTables): boolean {
  for (let length = 2; length <= LONGEST_WORD; length++) {
    for (let back = 1; back < length; back++) {
      const left = candidate.start - back;
      if (left >= 0 && tables.isOrdinary(text.slice(left, left + length))) return true;
      const right = candidate.end - back;
      if (right + length <= text.length && tables.isOrdinary(text.slice(right, right + length))) return true;
    }
  }
  return false;
}

/** Latin letters and digits must end where the spelling ends: no part of an English word, a model number, an address. */
function standsAlone(text: string, candidate: Candidate, unit: Unit): boolean {
  const joins = (at: number, step: number): boolean => {
    if (at < 0 || at >= text.length) return false;
    if (at >= candidate.start && at < candidate.end) {
      return !candidate.units.some((other) => at >= other.start && at < other.end) && isLatin(text.charCodeAt(at));
    }
    const code = text.charCodeAt(at);
    if (isLatin(code)) return true;
    const next = at + step;
    return CONNECTORS.has(text[at]!) && next >= 0 && next < text.length && isLatin(text.charCodeAt(next));
  };
  const before = isLatin(text.charCodeAt(unit.start)) && joins(unit.start - 1, -1);
  return !before && !(isLatin(text.charCodeAt(unit.end - 1)) && joins(unit.end, 1));
}

const CONNECTORS = new Set("-_./@#:'+&");

function near(text: string, candidate: Candidate, words: readonly string[]): boolean {
  const before = text.slice(Math.max(0, candidate.start - CONTEXT), candidate.start);
  const after = text.slice(candidate.end, candidate.end + CONTEXT);
  return words.some((word) => before.includes(word) || after.includes(word));
}

/** A word in which nothing is restored touches something that would be changed. */
function keptWord(text: string, candidate: Candidate, tables: FoldTables): boolean {
  const from = Math.max(0, candidate.start - CONTEXT);
  const window = text.slice(from, candidate.end + CONTEXT);
  for (const word of tables.keep) {
    for (let i = window.indexOf(word); i !== -1; i = window.indexOf(word, i + 1)) {
      const start = from + i;
      if (start < candidate.end && start + word.length > candidate.start && changes(candidate, start, word.length)) {
        return true;
      }
    }
  }
  return false;
}

function changes(candidate: Candidate, start: number, length: number): boolean {
  if (candidate.reversed) return true;
  const end = start + length;
  let previous = candidate.start;
  for (const unit of candidate.units) {
    if (unit.start > previous && previous < end && unit.start > start) return true;
    if (unit.variant && unit.start < end && unit.end > start) return true;
    previous = unit.end;
  }
  return false;
}

const STOPS = new Set('。．，、！？；,.!?;');
/** Nobody puts these between words, so they need no further sign. */
const INTRUSIVE = new Set('*_^●★☆■◆•×');

/** Whether what stands between the characters is there to hide the word rather than to part two words. */
function gapsAreJunk(text: string, candidate: Candidate, tables: FoldTables): boolean {
  const gaps: { start: number; end: number }[] = [];
  candidate.units.forEach((unit, i) => {
    const previous = candidate.units[i - 1];
    if (previous && unit.start > previous.end) gaps.push({ start: previous.end, end: unit.start });
  });
  if (gaps.length === 0) return true;
  const alike = gaps.length > 1 && gaps.length === candidate.units.length - 1 && sameJunk(text, gaps);
  for (const gap of gaps) {
    const junk = text.slice(gap.start, gap.end);
    const first = junk[0]!;
    if (/[\n\r]/.test(junk)) return false;
    if (STOPS.has(first)) {
      // Real punctuation, unless it stands after each character alike: a。b。c
      if (junk.length > 1 || !(alike || text[candidate.start - 1] === first || text[candidate.end] === first))
        return false;
      if (!alike && !isolated(text, candidate, first)) return false;
      continue;
    }
    if (isLatin(first.charCodeAt(0)) && candidate.term.length < 3) return false;
    if (hasLatin(junk) && !digitsAlone(text, gap)) return false;
    if (alike || INTRUSIVE.has(first)) continue;
    if (tables.bound.includes(text[gap.start - 1]!) && !endsWord(text, gap.start, tables)) continue;
    if (endsWord(text, gap.start, tables) || startsWord(text, gap.end, tables)) return false;
    // Two characters with a space between: one of them at least must stand alone.
    if (candidate.term.length === 2 && isBlank(first) && !standsApart(text, gap)) return false;
  }
  return true;
}

function sameJunk(text: string, gaps: { start: number; end: number }[]): boolean {
  const first = text.slice(gaps[0]!.start, gaps[0]!.end);
  return gaps.every((gap) => text.slice(gap.start, gap.end) === first);
}

/** a。b。c: the same stop stands beyond the neighbour too, so that single characters are strung together. */
function isolated(text: string, candidate: Candidate, stop: string): boolean {
  const { start, end } = candidate;
  if (text[end] === stop && !isHan(text.charCodeAt(end + 2))) return true;
  return text[start - 1] === stop && !isHan(text.charCodeAt(start - 3));
}

/** A word ends before the gap, or one begins after it, so that it is a space between words. */
function endsWord(text: string, at: number, tables: FoldTables): boolean {
  for (let length = 2; length <= LONGEST_WORD && at - length >= 0; length++) {
    if (tables.isOrdinary(text.slice(at - length, at))) return true;
  }
  return false;
}

function startsWord(text: string, at: number, tables: FoldTables): boolean {
  for (let length = 2; length <= LONGEST_WORD && at + length <= text.length; length++) {
    if (tables.isOrdinary(text.slice(at, at + length))) return true;
  }
  return false;
}

function standsApart(text: string, gap: { start: number; end: number }): boolean {
  return !isHan(text.charCodeAt(gap.start - 2)) || !isHan(text.charCodeAt(gap.end + 1));
}

/** What people put between words and alternatives as well. */
function isBlank(char: string): boolean {
  return ' \t/|-+&'.includes(char);
}

/** A single digit or letter between two Chinese characters. */
function digitsAlone(text: string, gap: { start: number; end: number }): boolean {
  return gap.end - gap.start === 1 && isHan(text.charCodeAt(gap.start - 1)) && isHan(text.charCodeAt(gap.end));
}

function hasLatin(text: string): boolean {
  for (let i = 0; i < text.length; i++) if (isLatin(text.charCodeAt(i))) return true;
  return false;
}
