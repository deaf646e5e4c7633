/** How a folded text points back into what was written. */

/**
 * `starts[i]` and `ends[i]` bound what character i of the folded text was written as, in the text before folding.
 * `starts` has one more element, the length of the text before folding. Both are null where nothing moved.
 */
export interface Offsets {
  starts: Int32Array | null;
  ends: Int32Array | null;
}

export const UNMOVED: Offsets = { starts: null, ends: null };

/** Replace `text.slice(start, end)` by `by`. Edits of one list are in order and do not overlap. */
export interface Edit {
  start: number;
  end: number;
  by: string;
}

export interface Edited extends Offsets {
  text: string;
}

/** Applies edits. Every character of a replacement stands for the whole stretch it replaced. */
export function applyEdits(text: string, edits: readonly Edit[]): Edited {
  let out = '';
  let from = 0;
  let moved = false;
  for (const edit of edits) {
    out += text.slice(from, edit.start) + edit.by;
    from = edit.end;
    moved ||= edit.by.length !== 1 || edit.end - edit.start !== 1;
  }
  out += text.slice(from);
  if (!moved) return { text: out, ...UNMOVED };

  const starts = new Int32Array(out.length + 1);
  const ends = new Int32Array(out.length);
  let at = 0;
  let source = 0;
  for (const edit of edits) {
    for (; source < edit.start; source++, at++) {
      starts[at] = source;
      ends[at] = source + 1;
    }
    for (let i = 0; i < edit.by.length; i++, at++) {
      starts[at] = edit.start;
      ends[at] = edit.end;
    }
    source = edit.end;
  }
  for (; source < text.length; source++, at++) {
    starts[at] = source;
    ends[at] = source + 1;
  }
  starts[at] = text.length;
  return { text: out, starts, ends };
}

/** `later` was applied to the outcome of `earlier`. */
export function compose(earlier: Offsets, later: Offsets): Offsets {
  if (!earlier.starts || !earlier.ends) return { starts: later.starts, ends: later.ends };
  if (!later.starts || !later.ends) return { starts: earlier.starts, ends: earlier.ends };
  const starts = new Int32Array(later.starts.length);
  const ends = new Int32Array(later.ends.length);
  for (let i = 0; i < starts.length; i++) starts[i] = earlier.starts[later.starts[i]!]!;
  for (let i = 0; i < ends.length; i++) ends[i] = earlier.ends[later.ends[i]! - 1]!;
  return { starts, ends };
}

/** First index whose value is at least `value`; `array` ascends. */
export function lowerBound(array: Int32Array, value: number): number {
  let low = 0;
  let high = array.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (array[middle]! < value) low = middle + 1;
    else high = middle;
  }
  return low;
}
