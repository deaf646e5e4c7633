import type { Place } from '../model.js';

/** Starts of lines in `text`: CRLF, LF and a lone CR end a line. */
export function lineStarts(text: string): number[] {
  const starts = [0];
  if (!loneReturn(text)) {
    for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) starts.push(at + 1);
    return starts;
  }
  for (const match of text.matchAll(/\r\n|\n|\r/g)) starts.push(match.index + match[0].length);
  return starts;
}

/** Index of the last entry that is not greater than `value`; `sorted` starts with an entry that is not greater. */
export function lastNotAfter(sorted: readonly number[], value: number): number {
  let low = 0;
  let high = sorted.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (sorted[middle]! <= value) low = middle;
    else high = middle - 1;
  }
  return low;
}

/** Finds line and column of offsets in `text`; the table is made when first asked for. */
export function placer(text: string, firstLine = 1): (offset: number) => Place {
  let starts: number[] | undefined;
  return (offset) => {
    starts ??= lineStarts(text);
    const at = lastNotAfter(starts, offset);
    return { line: firstLine + at, column: offset - starts[at]! + 1 };
  };
}

/**
 * Calls `visit` with each line of `text` without its line end and without surrounding white space; empty lines are counted
 * but not visited. Returns the number of line ends.
 */
export function eachLine(text: string, visit: (start: number, end: number, index: number) => void): number {
  const ends = loneReturn(text) ? text.replace(/\r(?!\n)/g, '\n') : text;
  let index = 0;
  for (let start = 0; start < ends.length; index += 1) {
    const feed = ends.indexOf('\n', start);
    const next = feed < 0 ? ends.length : feed;
    let from = start;
    let to = next;
    while (from < to && blank(ends.charCodeAt(from))) from += 1;
    while (to > from && blank(ends.charCodeAt(to - 1))) to -= 1;
    if (from < to) visit(from, to, index);
    if (feed < 0) return index;
    start = next + 1;
  }
  return index;
}

/**
 * Stretches of `text` between line ends, empty ones left out. No regular expression: with the flag `u` one overflows the
 * stack on a line of some megabytes.
 */
export function* stretches(text: string): Generator<{ text: string; index: number }> {
  for (let start = 0; start < text.length; ) {
    const [feed, back] = [text.indexOf('\n', start), text.indexOf('\r', start)];
    const end = Math.min(feed < 0 ? text.length : feed, back < 0 ? text.length : back);
    if (end > start) yield { text: text.slice(start, end), index: start };
    start = end + 1;
  }
}

export const blank = (unit: number): boolean =>
  unit === 0x20 || unit === 0x3000 || (unit >= 9 && unit <= 13) || unit === 0xa0 || unit === 0xfeff;

const loneReturn = (text: string): boolean => text.includes('\r') && /\r(?!\n)/.test(text);

/** 1-based column of an offset, in UTF-16 units. */
export function columnOf(text: string, offset: number): number {
  let start = offset;
  while (start > 0 && text[start - 1] !== '\n' && text[start - 1] !== '\r') start -= 1;
  return offset - start + 1;
}
