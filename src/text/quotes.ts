import type { Span } from '../model.js';

export type QuoteKind = 'quote' | 'title' | 'bracket' | 'block';

/** A pair of quotation marks or brackets with what it encloses; offsets include the marks. */
export interface Quoted extends Span {
  kind: QuoteKind;
}

const PAIRS: Record<string, [close: string, kind: QuoteKind]> = {
  '“': ['”', 'quote'],
  '‘': ['’', 'quote'],
  '「': ['」', 'quote'],
  '『': ['』', 'quote'],
  '《': ['》', 'title'],
  '〈': ['〉', 'title'],
  '（': ['）', 'bracket'],
  '(': [')', 'bracket'],
  '【': ['】', 'block'],
  '[': [']', 'block'],
};
const CLOSERS = new Set(Object.values(PAIRS).map(([close]) => close));
const STRAIGHT = '"';

/** Closed pairs in order of their start, nested ones included; a mark without its partner pairs with nothing. */
export function quotedSpans(text: string): Quoted[] {
  const found: Quoted[] = [];
  const open: { at: number; close: string; kind: QuoteKind }[] = [];
  let straight = -1;
  for (let i = 0; i < text.length; i++) {
    const char = text[i]!;
    if (char === '\n') {
      open.length = 0;
      straight = -1;
      continue;
    }
    if (char === STRAIGHT) {
      if (straight >= 0) {
        found.push({ start: straight, end: i + 1, kind: 'quote' });
        straight = -1;
      } else straight = i;
      continue;
    }
    const pair = PAIRS[char];
    if (pair) {
      // Text that only ever opens must not make closing slow.
      if (open.length < 32) open.push({ at: i, close: pair[0], kind: pair[1] });
      continue;
    }
    if (!CLOSERS.has(char)) continue;
    for (let j = open.length - 1; j >= 0; j--) {
      if (open[j]!.close !== char) continue;
      found.push({ start: open[j]!.at, end: i + 1, kind: open[j]!.kind });
      open.length = j;
      break;
    }
  }
  return found.sort((a, b) => a.start - b.start || b.end - a.end);
}
