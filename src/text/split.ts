import type { Span } from '../model.js';
import { isDigit, isHan, isLatin } from './letters.js';
import type { FoldTables } from './tables.js';

/**
 * Sentences and clauses of folded text. Both tile what they divide: every character is in exactly one, and the
 * punctuation belongs to what it ends. Speech recognition writes none, so length and spoken joints cut as well.
 */

/** Longest sentence, in characters, where no sentence end is written. */
const MAX_SENTENCE = 120;
/** From this length on a clause is cut at spoken joints. */
const LONG_CLAUSE = 25;
const MAX_CLAUSE = 40;
/** Shorter pieces than this say too little to be judged alone. */
const MIN_PIECE = 6;

/** Where a character ends what: bits by code unit. */
const SENTENCE = 1;
const CLAUSE = 2;
const CLOSER = 4;
const MAYBE = 8;
const marks = new Uint8Array(0x10000);
for (const char of '。！？!?…\n\r｡') marks[char.charCodeAt(0)] = SENTENCE;
for (const char of '，；;—') marks[char.charCodeAt(0)] = CLAUSE;
for (const char of ',:： \t.') marks[char.charCodeAt(0)] = MAYBE;
for (const char of '”’」』）)】》"\'') marks[char.charCodeAt(0)] = CLOSER;

/** Sentences of a text, in order. With tables, runs that never end are cut at spoken joints. */
export function sentences(text: string, tables?: FoldTables): Span[] {
  const spans: Span[] = [];
  let start = 0;
  let i = 0;
  while (i < text.length) {
    const mark = marks[text.charCodeAt(i)]!;
    const ends = mark === SENTENCE ? !joinsCode(text, i) : mark === MAYBE && text[i] === '.' && endsSentence(text, i);
    if (!ends) {
      i++;
      continue;
    }
    i = afterEnd(text, i);
    pushSentence(text, { start, end: i }, spans, tables);
    start = i;
  }
  if (start < text.length) pushSentence(text, { start, end: text.length }, spans, tables);
  return spans;
}

/** Further ends, closing quotes and brackets, and blank space belong to the sentence that they end. */
function afterEnd(text: string, at: number): number {
  let i = at + 1;
  while (i < text.length) {
    const code = text.charCodeAt(i);
    const mark = marks[code]!;
    if (mark === SENTENCE || code === 0x20 || code === 0x09 || (mark === CLOSER && closes(text, i, at))) i++;
    else break;
  }
  return i;
}

/** A straight quote closes only directly after the end mark; after a space it opens. */
function closes(text: string, i: number, end: number): boolean {
  const char = text[i]!;
  if (char !== '"' && char !== "'") return true;
  return i === end + 1 || marks[text.charCodeAt(i - 1)] === SENTENCE;
}

/** `?` inside an address ends nothing. */
function joinsCode(text: string, i: number): boolean {
  const code = text.charCodeAt(i);
  if (code !== 0x3f && code !== 0x21) return false;
  return isLatin(text.charCodeAt(i - 1)) && isLatin(text.charCodeAt(i + 1));
}

/** A full stop written as a point: after a Chinese character and before space, another Chinese character or nothing. */
function endsSentence(text: string, i: number): boolean {
  if (!isHan(text.charCodeAt(i - 1))) return false;
  const next = text.charCodeAt(i + 1);
  return Number.isNaN(next) || next === 0x20 || next === 0x2e || next === 0x0a || isHan(next);
}

function pushSentence(text: string, span: Span, spans: Span[], tables: FoldTables | undefined): void {
  let { start } = span;
  while (span.end - start > MAX_SENTENCE) {
    const cut = bestCut(text, start + MAX_SENTENCE / 2, start + MAX_SENTENCE, tables);
    spans.push({ start, end: cut });
    start = cut;
  }
  spans.push({ start, end: span.end });
}

/** The last clause end between two offsets, else the last spoken joint, else the last particle, else the limit. */
function bestCut(text: string, from: number, to: number, tables: FoldTables | undefined): number {
  for (let i = to; i > from; i--) if (endsClause(text, i - 1)) return afterClause(text, i - 1, to);
  if (tables) {
    for (let i = to; i > from; i--) if (jointAt(text, i, tables) > 0) return i;
    for (let i = to; i > from; i--) if (tables.particles.has(text.charCodeAt(i - 1))) return i;
  }
  for (let i = to; i > from; i--) if (!insideRun(text, i)) return i;
  return notInPair(text, to);
}

function notInPair(text: string, at: number): number {
  const code = text.charCodeAt(at);
  return code >= 0xdc00 && code <= 0xdfff ? at - 1 : at;
}

/** Clauses of a span of the text, usually a sentence. None is longer than forty characters. */
export function clauses(text: string, span: Span, tables: FoldTables): Span[] {
  const spans: Span[] = [];
  let { start } = span;
  for (let i = span.start; i < span.end; i++) {
    if (marks[text.charCodeAt(i)] === 0 || !endsClause(text, i)) continue;
    const end = afterClause(text, i, span.end);
    pushClause(text, start, end, spans, tables);
    start = end;
    i = end - 1;
  }
  if (start < span.end) pushClause(text, start, span.end, spans, tables);
  return spans;
}

function afterClause(text: string, at: number, limit: number): number {
  let i = at + 1;
  while (i < limit && (endsClause(text, i) || text.charCodeAt(i) === 0x20)) i++;
  return i;
}

/** `,` and `:` between digits, `://`, and spaces inside Latin text part nothing. */
function endsClause(text: string, i: number): boolean {
  const mark = marks[text.charCodeAt(i)]!;
  if (mark === CLAUSE) return true;
  if (mark === SENTENCE) return !joinsCode(text, i);
  if (mark !== MAYBE) return false;
  const before = text.charCodeAt(i - 1);
  const after = text.charCodeAt(i + 1);
  switch (text[i]) {
    case ',':
      return !(isDigit(before) && isDigit(after));
    case ':':
    case '：':
      return !(isDigit(before) && isDigit(after)) && after !== 0x2f;
    case '.':
      return endsSentence(text, i);
    default:
      return !(isLatin(before) || isLatin(after) || Number.isNaN(before));
  }
}

function pushClause(text: string, from: number, to: number, spans: Span[], tables: FoldTables): void {
  let start = from;
  const long = to - from > LONG_CLAUSE;
  while (long && to - start >= 2 * MIN_PIECE) {
    const cut = clauseCut(text, start, to, tables);
    if (cut === undefined) break;
    spans.push({ start, end: cut });
    start = cut;
  }
  spans.push({ start, end: to });
}

/** The first spoken joint; where none comes before the limit, a particle, or the limit itself. */
function clauseCut(text: string, start: number, end: number, tables: FoldTables): number | undefined {
  const limit = Math.min(end, start + MAX_CLAUSE);
  const last = Math.min(limit, end - MIN_PIECE);
  for (let i = start + MIN_PIECE; i <= last; i++) if (jointAt(text, i, tables) > 0) return i;
  if (end - start <= MAX_CLAUSE) return undefined;
  for (let i = limit; i > start + MAX_CLAUSE / 2; i--) {
    if (tables.particles.has(text.charCodeAt(i - 1)) && !insideRun(text, i)) return i;
  }
  for (let i = limit; i > start + MAX_CLAUSE / 2; i--) if (!insideRun(text, i)) return i;
  return notInPair(text, limit);
}

/** Length of the spoken joint (and then, but, because …) that begins here, 0 if none does. */
function jointAt(text: string, at: number, tables: FoldTables): number {
  const words = tables.boundaries.get(text.charCodeAt(at));
  if (!words) return 0;
  for (const word of words) if (text.startsWith(word, at)) return word.length;
  return 0;
}

/** A cut here would part a number, a Latin word or a surrogate pair. */
function insideRun(text: string, at: number): boolean {
  const code = text.charCodeAt(at);
  if (code >= 0xdc00 && code <= 0xdfff) return true;
  return isLatin(code) && isLatin(text.charCodeAt(at - 1));
}
