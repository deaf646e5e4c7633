import type { Stretch } from '../model.js';
import type { Hunk } from './hunks.js';
import { Refusal } from './refusal.js';
import type { Edit } from './types.js';

/**
 * A change of the copy → edits of the file. The new words go where the first of the old ones stood, so that they take on
 * its run, cell or cue; markup between the stretches is not touched.
 */
export function editsOf({ start, end, text }: Hunk, stretches: readonly Stretch[]): Edit[] {
  const real = stretches.filter((s) => s.to > s.from);
  if (start === end) return [insertion(start, text, real)];
  const edits: Edit[] = [];
  for (const stretch of real) {
    if (stretch.end <= start || stretch.start >= end) continue;
    const whole = stretch.start >= start && stretch.end <= end;
    if (!whole && !verbatim(stretch)) throw new Refusal('structure');
    const from = stretch.from + Math.max(0, start - stretch.start);
    const to = stretch.to - Math.max(0, stretch.end - end);
    edits.push({ start: from, end: to, text: edits.length === 0 ? text : '' });
  }
  if (edits.length === 0) return text === '' ? [] : [insertion(start, text, real)];
  return edits;
}

function insertion(at: number, text: string, stretches: readonly Stretch[]): Edit {
  const before = stretches.find((s) => s.start < at && at <= s.end);
  if (before) {
    if (at < before.end && !verbatim(before)) throw new Refusal('structure');
    const place = at === before.end ? before.to : before.from + at - before.start;
    return { start: place, end: place, text };
  }
  const after = stretches.find((s) => s.start >= at);
  if (!after) throw new Refusal('structure');
  return { start: after.from, end: after.from, text };
}

const verbatim = (s: Stretch): boolean => s.end - s.start === s.to - s.from;

/** In order, with edits at the same place joined. @throws Refusal where two overlap */
export function ordered(edits: readonly Edit[]): Edit[] {
  const found: Edit[] = [];
  for (const edit of [...edits].sort((a, b) => a.start - b.start || a.end - b.end)) {
    const last = found.at(-1);
    if (last && edit.start < last.end) throw new Refusal('overlap');
    found.push(edit);
  }
  return found;
}

/** The text with its edits made; the rest is the same characters. */
export function applied(text: string, edits: readonly Edit[]): string {
  let out = '';
  let at = 0;
  for (const edit of ordered(edits)) {
    out += text.slice(at, edit.start) + edit.text;
    at = edit.end;
  }
  return out + text.slice(at);
}

/** Where each line that an edit touches starts and ends, its line end included. */
export function lineAround(text: string, at: number): { start: number; end: number; next: number } {
  let start = at;
  while (start > 0 && !isEnd(text.charCodeAt(start - 1))) start -= 1;
  let end = at;
  while (end < text.length && !isEnd(text.charCodeAt(end))) end += 1;
  const size = text.startsWith('\r\n', end) ? 2 : end < text.length ? 1 : 0;
  return { start, end, next: end + size };
}

const isEnd = (unit: number): boolean => unit === 10 || unit === 13;
