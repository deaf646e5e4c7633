import type { Span } from '../model.js';
import type { Draft } from './draft.js';
import { splice } from './draft.js';

const FINAL = '。！？!?…~～';

/** Whether a mark asks. */
export function isAsked(mark: string | undefined): boolean {
  return mark === '？' || mark === '?';
}
const OPEN = '【（(「『“‘《〈[';
const CLOSE = '】）)」』”’》〉]';

/** Brackets that come in two different halves, open and close. */
export const BRACKETS: readonly (readonly [string, string])[] = [...OPEN].map((c, at) => [c, CLOSE[at]!]);

/** Class of every UTF-16 unit, since these are asked for more often than anything else: weight of a mark + 1, or a bracket. */
const KIND = new Uint8Array(0x10000);
const OPENS = 100;
const CLOSES = 101;
[' \t\u3000', '、·•/／—', '，,|｜', '：:', '；;', `${FINAL}\n`].forEach((marks, weight) => {
  for (const c of marks) KIND[c.charCodeAt(0)] = weight + 1;
});
for (const c of OPEN) KIND[c.charCodeAt(0)] = OPENS;
for (const c of CLOSE) KIND[c.charCodeAt(0)] = CLOSES;
const PLUS = '+'.charCodeAt(0);
const WIDE_PLUS = '＋'.charCodeAt(0);
const ITEM = 1;
const STOP = 5;

const kindOf = (c: string | undefined): number => (c === undefined || c === '' ? 0 : KIND[c.charCodeAt(0)]!);
/** Weight of a mark, -1 for what is none. */
const weightOf = (c: string | undefined): number => {
  const kind = kindOf(c);
  return kind < OPENS ? kind - 1 : -1;
};

export const isSeparator = (c: string | undefined): boolean => weightOf(c) >= 0;
/** A character that is neither a mark nor a bracket. */
export const isWord = (c: string | undefined): boolean => c !== undefined && kindOf(c) === 0 && !isPlus(c);
export const isOpen = (c: string | undefined): boolean => kindOf(c) === OPENS;
export const isClose = (c: string | undefined): boolean => kindOf(c) === CLOSES;

/** The same as isSeparator of one character of a text. */
export const isSeparatorAt = (text: string, at: number): boolean => {
  const kind = at >= 0 && at < text.length ? KIND[text.charCodeAt(at)]! : 0;
  return kind > 0 && kind < OPENS;
};

const isPlus = (c: string | undefined): boolean => c === '+' || c === '＋';

function rank(run: string): number {
  let best = -1;
  for (const c of run) best = Math.max(best, weightOf(c));
  return best;
}

/** How the writer punctuates, so that what is put in looks the same. */
export interface Style {
  comma: string;
  stop: string;
  /** a transcript: nothing but what is put in may be set apart, and that by a space */
  bare: boolean;
}

/** A line this long without one mark is a transcript, and a mark put in would be the only one. */
const BARE = 12;

export function styleOf(text: string): Style {
  const full = /[，。！？；、]/.test(text);
  if (full || /^[^，。！？；、,!?;]*$/.test(text) === false) {
    const half = !full && /[,!;?]/.test(text);
    return { comma: half ? ',' : '，', stop: text.includes('！') ? '！' : '。', bare: false };
  }
  const spaced = /[^\s\w][ \u3000][^\s\w]/.test(text);
  if (spaced) return { comma: ' ', stop: '', bare: false };
  const bare = text.length >= BARE;
  return { comma: bare ? ' ' : '，', stop: '', bare };
}

/** Gives a phrase the writer's punctuation. Slots keep theirs. */
export function inStyle(phrase: string, style: Style): string {
  return phrase.replace(/[，,](?!\d)/g, style.comma);
}

/** The sentence without the spaces around it and without its final marks. */
export function core(text: string): Span {
  let start = 0;
  let end = text.length;
  while (start < end && /\s/.test(text[start]!)) start += 1;
  while (end > start && (isSeparator(text[end - 1]) || isClose(text[end - 1]))) {
    if (isClose(text[end - 1]) && !isOpen(text[start])) break;
    end -= 1;
  }
  return { start, end };
}

/** The clause around a range: from mark to mark, brackets being marks too. */
export function clauseAround(text: string, range: Span): Span {
  let { start, end } = range;
  while (start > 0 && !edge(text, start - 1)) start -= 1;
  while (end < text.length && !edge(text, end)) end += 1;
  return { start, end };
}

/** Where the clauses of a text stand, without the marks between them. */
export function clauseSpans(text: string): Span[] {
  const found: Span[] = [];
  let start = 0;
  for (let at = 0; at <= text.length; at += 1) {
    if (at < text.length && !edge(text, at)) continue;
    if (text.slice(start, at).trim() !== '') found.push({ start, end: at });
    start = at + 1;
  }
  return found;
}

/** The clauses of a text, without the marks between them. */
export function clausesOf(text: string): string[] {
  return clauseSpans(text).map(({ start, end }) => text.slice(start, end).trim());
}

function edge(text: string, at: number): boolean {
  // Nearly all are words, and a character taken by itself is a string that has to be made.
  const code = text.charCodeAt(at);
  if (KIND[code] === 0 && code !== PLUS && code !== WIDE_PLUS) return false;
  const c = text[at];
  if (isOpen(c) || isClose(c)) return c !== '“' && c !== '”' && c !== '"';
  // “A+B” is a list, “5000+” and “5w+” a figure, whatever unit stands between
  if (isPlus(c))
    return !/[0-9].?$|[a-z]$/i.test(text.slice(Math.max(0, at - 2), at)) && /\p{L}/u.test(text[at + 1] ?? '');
  // marks between the items of a list stand inside a clause
  if (!isSeparator(c) || weightOf(c) === ITEM) return false;
  if (c === ' ' && besideCount(text, at)) return false;
  // a mark inside a number, or a space between Latin words, is no border
  const inside = /[0-9a-z]/i;
  return !(inside.test(text[at - 1] ?? '') && inside.test(text[at + 1] ?? '') && !FINAL.includes(c!));
}

/** Whether a space sets off a number written with one on either side. */
function besideCount(text: string, at: number): boolean {
  const isDigit = (c: string | undefined) => c !== undefined && c >= '0' && c <= '9';
  let right = at + 1;
  while (isDigit(text[right])) right += 1;
  let left = at - 1;
  while (isDigit(text[left])) left -= 1;
  // with nothing in front of it a number is told of what follows
  const leads = left < at - 1 && (left < 0 || (isSeparatorAt(text, left) && text[left] !== ' '));
  return leads || (right > at + 1 && text[right] === ' ') || (left < at - 1 && text[left] === ' ');
}

/** Marks that came together because what stood between them went: the weightiest of them stays. */
function strongest(run: string): string {
  if (run.trim().length < 2) return run;
  const top = rank(run);
  let start = 0;
  while (weightOf(run[start]) !== top) start += 1;
  let end = start + 1;
  while (top === STOP && weightOf(run[end]) === STOP) end += 1;
  return run.slice(start, end);
}

/** Whether a bracketed title that opens the text ends at a place. */
function isTitle(text: string, at: number): boolean {
  return isClose(text[at - 1]) && CLOSE.indexOf(text[at - 1]!) === OPEN.indexOf(text[0]!);
}

/** Mends the marks where two pieces meet at `at`; returns where they meet now. */
export function join(draft: Draft, at: number): number {
  const { text } = draft;
  let left = at;
  let right = at;
  while (left > 0 && isSeparator(text[left - 1])) left -= 1;
  while (right < text.length && isSeparator(text[right])) right += 1;
  // items joined by a plus: one of two goes, or the one that joins nothing
  const [plusLeft, plusRight] = [isPlus(text[at - 1]), isPlus(text[at])];
  if (plusLeft && (plusRight || right > at || at === text.length || isClose(text[at]))) {
    splice(draft, at - 1, at, '');
    return join(draft, at - 1);
  }
  if (plusRight && (left < at || at === 0 || isOpen(text[at - 1]))) {
    splice(draft, at, at + 1, '');
    return join(draft, at);
  }
  const before = text.slice(left, at);
  const after = strongest(text.slice(at, right));
  const atStart = left === 0 || isOpen(text[left - 1]);
  const atEnd = right === text.length || isClose(text[right]);
  let keep: string;
  if (atStart) keep = right === text.length ? '' : after === '' ? before : /^\s*/.exec(before)![0];
  else if (atEnd) {
    const final = (run: string) => (rank(run) === STOP ? run.trimStart() : '');
    if (right === text.length) keep = final(before) || after;
    else keep = final(before) || final(after);
    if (before === '' && right === text.length) keep = after;
  } else if (before === '' && isTitle(text, at)) keep = '';
  else if (before !== '' && after !== '') keep = rank(after) > rank(before) ? after : before;
  else keep = before + after;
  if (keep !== text.slice(left, right)) splice(draft, left, right, keep);
  let meet = atStart || keep === after ? left : left + Math.min(keep.length, before.length);
  meet = Math.min(meet, draft.text.length);
  if (meet > 0 && isOpen(draft.text[meet - 1]) && draft.text[meet] === CLOSE[OPEN.indexOf(draft.text[meet - 1]!)]) {
    splice(draft, meet - 1, meet + 1, '');
    return join(draft, meet - 1);
  }
  if (meet > 0 && meet === draft.text.length && isOpen(draft.text[meet - 1])) {
    splice(draft, meet - 1, meet, '');
    return join(draft, meet - 1);
  }
  return meet;
}

/** A clause that was made a statement does not keep the question mark of what stood there. */
export function settleQuestion(draft: Draft, at: number, style: Style, isQuestion: RegExp): void {
  const mark = draft.text[at];
  if (!isAsked(mark)) return;
  const clause = clauseAround(draft.text, { start: at, end: at });
  if (isQuestion.test(draft.text.slice(clause.start, at))) return;
  let end = at;
  while (isAsked(draft.text[end])) end += 1;
  splice(draft, at, end, style.stop || '。');
}
