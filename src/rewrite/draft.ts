import type { Span } from '../model.js';

/** One change of the text. `rank`: 0 insertion, 1 words, 2 clause, 3 sentence; the larger scope wins. */
export interface Edit extends Span {
  text: string;
  rank: 0 | 1 | 2 | 3;
  /** index of the target it serves */
  target: number;
  move: string;
}

/**
 * Where the draft was changed. `cut`: a whole clause went and nothing stands in its place; `stub`: the same, but for its
 * opening words; `anew`: something else is said in place of the clause.
 */
export interface Seam extends Span {
  cut: boolean;
  stub: boolean;
  anew: boolean;
}

/** A text under change that remembers its seams while it is mended. Offsets are UTF-16 in `text`. */
export interface Draft {
  text: string;
  seams: Seam[];
  /** clauses that went while it was mended */
  gone: string[];
}

/** Edits that can be done together: larger scope first, then longer, then earlier; the rest are covered or give way. */
export function settle(edits: readonly Edit[]): Edit[] {
  const order = [...edits].sort(
    (a, b) => b.rank - a.rank || b.end - b.start - (a.end - a.start) || a.target - b.target || a.start - b.start,
  );
  const kept: Edit[] = [];
  for (const edit of order) {
    const other = kept.find((one) => clash(one, edit));
    if (!other) kept.push(edit);
    // what one finding only takes away and another says anew is said anew
    else if (other.text === '' && other.rank >= 2 && edit.rank >= 2) other.text = edit.text;
  }
  kept.sort(byPlace);
  // two findings answered with the same words: once is enough
  for (const [at, edit] of kept.entries()) {
    for (const earlier of kept.slice(0, at)) {
      const [short, long] = earlier.text.length <= edit.text.length ? [earlier, edit] : [edit, earlier];
      if (
        short.rank > 0 &&
        short.text.length >= SAME &&
        (long.text === short.text || outsideSlots(long.text).includes(short.text))
      ) {
        if (short.text === long.text) edit.text = '';
        else short.text = '';
      }
    }
  }
  return kept;
}

/** A text without the names of its slots: those are not said. */
function outsideSlots(text: string): string {
  return text.replace(/(?<=〔)[^〕]+/g, '');
}

/** Shorter words may well come twice. */
export const SAME = 3;

function byPlace(a: Edit, b: Edit): number {
  return a.start - b.start || a.end - b.end || a.target - b.target;
}

function clash(kept: Edit, edit: Edit): boolean {
  if (edit.start === edit.end) {
    if (kept.start === kept.end) return kept.start === edit.start && kept.text === edit.text;
    const inside = edit.start > kept.start && edit.start < kept.end;
    // an insertion at the border of a clause that another finding removed belonged to that clause
    const border = kept.rank >= 2 && kept.target !== edit.target;
    return inside || (border && (edit.start === kept.start || edit.start === kept.end));
  }
  return kept.start < edit.end && edit.start < kept.end;
}

/** Applies settled edits. `whole` tells whether a range of the old text is a whole clause. */
export function applyEdits(text: string, edits: readonly Edit[], whole: (range: Span) => boolean): Draft {
  let out = '';
  let at = 0;
  const seams: Seam[] = [];
  for (const edit of edits) {
    out += text.slice(at, edit.start);
    const start = out.length;
    out += edit.text;
    const cut = edit.text === '' && whole(edit);
    const wide = edit.rank >= 2;
    seams.push({ start, end: out.length, cut, stub: !cut && edit.text === '' && wide, anew: edit.text !== '' && wide });
    at = edit.end;
  }
  return { text: out + text.slice(at), seams, gone: [] };
}

/** Replaces a range of the draft and moves the seams along. */
export function splice(draft: Draft, start: number, end: number, text: string): void {
  draft.text = draft.text.slice(0, start) + text + draft.text.slice(end);
  const shift = text.length - (end - start);
  const move = (at: number) => (at <= start ? at : at >= end ? at + shift : Math.min(at, start + text.length));
  for (const seam of draft.seams) {
    seam.start = move(seam.start);
    seam.end = move(seam.end);
  }
}
