// Character by character, kept up for years; what differs decides which bytes of a file change at all.
import { diffChars } from 'diff';
import type { Span } from '../model.js';

/** A part of the old text, and what stands there in the new one. */
export interface Hunk extends Span {
  text: string;
}

/** Kept characters fewer than this between two changes are an accident of the comparison. */
const ACCIDENT = 2;

/** What changes from one text to the other. Offsets are UTF-16 in `before`, moved by `base`; code points stay whole. */
export function hunks(before: string, after: string, base = 0): Hunk[] {
  const found: Hunk[] = [];
  let at = 0;
  let kept = Number.POSITIVE_INFINITY;
  for (const { value, added, removed } of diffChars(before, after)) {
    if (!added && !removed) {
      kept = value.length;
      at += value.length;
      continue;
    }
    const last = found.at(-1);
    if (last && kept < ACCIDENT) {
      last.text += before.slice(last.end, at);
      last.end = at;
    } else found.push({ start: at, end: at, text: '' });
    const open = found.at(-1)!;
    if (added) open.text += value;
    else {
      at += value.length;
      open.end = at;
    }
    kept = 0;
  }
  return found.map(({ start, end, text }) => ({ start: start + base, end: end + base, text }));
}
