import type { Span } from '../model.js';
import type { Draft } from './draft.js';
import { splice } from './draft.js';

const FINAL = '。！？!?…~～';
const RANK = new Map<string, number>();
for (const c of ' \t\u3000') RANK.set(c, 0);
for (const c of '、') RANK.set(c, 1);
for (const c of '，,') RANK.set(c, 2);
for (const c of '：:') RANK.set(c, 3);
for (const c of '；;') RANK.set(c, 4);
for (const c of `${FINAL}\n`) RANK.set(c, 5);
const OPEN = '【（(「『“‘《〈[';
const CLOSE = '】）)」』”’》〉]';

export const isSeparator = (c: string | undefined): boolean => c !== undefined && RANK.has(c);
const isOpen = (c: string | undefined): boolean => c !== undefined && c !== '' && OPEN.includes(c);
const isClose = (c: string | undefined): boolean => c !== undefined && c !== '' && CLOSE.includes(c);

function rank(run: string): number {
  let best = -1;
  for (const c of run) best = Math.max(best, RANK.get(c) ?? -1);
  return best;
}

/** How the writer punctuates, so that what is put in looks the same. */
export interface Style {
  comma: string;
  stop: string;
}

/** A line this long without one mark is a transcript, and a mark put in would be the only one. */
const BARE = 12;

export function styleOf(text: string): Style {
  const full = /[，。！？；、]/.test(text);
  if (full || /^[^，。！？；、,!?;]*$/.test(text) === false) {
    const half = !full && /[,!;?]/.test(text);
    return { comma: half ? ',' : '，', stop: text.includes('！') ? '！' : '。' };
  }
  const spaced = /[^\s\w][ \u3000][^\s\w]/.test(text);
  if (spaced) return { comma: ' ', stop: '' };
  return { comma: text.length >= BARE ? '' : '，', stop: '' };
}

/** Gives a phrase the writer's punctuation. Slots keep theirs. */
export function inStyle(phrase: string, style: Style): string {
  return style.comma === '，' ? phrase : phrase.replace(/，/g, style.comma);
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

function edge(text: string, at: number): boolean {
  const c = text[at];
  if (isOpen(c) || isClose(c)) return c !== '“' && c !== '”' && c !== '"';
  if (!isSeparator(c)) return false;
  // a mark inside a number, or a space between Latin words, is no border
  const inside = /[0-9a-z]/i;
  return !(inside.test(text[at - 1] ?? '') && inside.test(text[at + 1] ?? '') && !FINAL.includes(c!));
}

/** Mends the marks where two pieces meet at `at`; returns where they meet now. */
export function join(draft: Draft, at: number): number {
  const { text } = draft;
  let left = at;
  let right = at;
  while (left > 0 && isSeparator(text[left - 1])) left -= 1;
  while (right < text.length && isSeparator(text[right])) right += 1;
  const before = text.slice(left, at);
  const after = text.slice(right === at ? at : at, right);
  const atStart = left === 0 || isOpen(text[left - 1]);
  const atEnd = right === text.length || isClose(text[right]);
  let keep: string;
  if (atStart) keep = right === text.length ? '' : after === '' ? before : /^\s*/.exec(before)![0];
  else if (atEnd) {
    const final = (run: string) => (rank(run) === 5 ? run.trimStart() : '');
    if (right === text.length) keep = final(before) || after;
    else keep = final(before) || final(after);
    if (before === '' && right === text.length) keep = after;
  } else if (before !== '' && after !== '') keep = rank(after) > rank(before) ? after : before;
  else keep = before + after;
  if (keep !== before + after) splice(draft, left, right, keep);
  let meet = atStart ? left : left + (keep === after && before === '' ? 0 : Math.min(keep.length, before.length));
  meet = Math.min(meet, draft.text.length);
  if (meet > 0 && isOpen(draft.text[meet - 1]) && draft.text[meet] === CLOSE[OPEN.indexOf(draft.text[meet - 1]!)]) {
    splice(draft, meet - 1, meet + 1, '');
    return join(draft, meet - 1);
  }
  return meet;
}

/** A clause that was made a statement does not keep the question mark of what stood there. */
export function settleQuestion(draft: Draft, at: number, style: Style, isQuestion: RegExp): void {
  const mark = draft.text[at];
  if (mark !== '？' && mark !== '?') return;
  const clause = clauseAround(draft.text, { start: at, end: at });
  if (isQuestion.test(draft.text.slice(clause.start, at))) return;
  let end = at;
  while (draft.text[end] === '？' || draft.text[end] === '?') end += 1;
  splice(draft, at, end, style.stop || '。');
}
