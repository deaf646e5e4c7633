import { isHan } from './letters.js';
import { childOf, type FoldTables, type TermNode } from './tables.js';

/**
 * A traditional character in a text that is simplified otherwise, and only inside a guarded term: put there so that a
 * filter does not know the word. Text in traditional characters is nobody's disguise.
 */
export interface MixedForm {
  /** offsets in the folded text */
  start: number;
  end: number;
  term: string;
}

/** More traditional characters are a way of writing. */
const MAX_TRADITIONAL = 4;
const LONGEST_TERM = 8;

/** `folded` is the original after character folding; `starts` maps it back, null: one to one. */
export function mixedForms(
  original: string,
  folded: string,
  starts: Int32Array | null,
  tables: FoldTables,
): MixedForm[] {
  const traditional: number[] = [];
  let simplified = false;
  for (let i = 0; i < folded.length; i++) {
    const now = folded.charCodeAt(i);
    if (!isHan(now)) continue;
    const before = original.charCodeAt(starts ? starts[i]! : i);
    if (before === now) simplified ||= tables.isSimplified(now);
    else if (isHan(before) && traditional.push(i) > MAX_TRADITIONAL) return [];
  }
  if (traditional.length === 0 || !simplified) return [];
  const forms: MixedForm[] = [];
  for (const at of traditional) {
    const last = forms[forms.length - 1];
    if (last && at < last.end) continue;
    const form = termAround(folded, at, tables);
    // A traditional character elsewhere: the writer mixes, and hides nothing.
    if (!form) return [];
    forms.push(form);
  }
  return forms;
}

function termAround(text: string, at: number, tables: FoldTables): MixedForm | undefined {
  let best: MixedForm | undefined;
  for (let start = Math.max(0, at - LONGEST_TERM + 1); start <= at; start++) {
    let node: TermNode | undefined = tables.root;
    for (let end = start; node && end < text.length; end++) {
      node = childOf(node, text[end]!);
      if (!node || end < at || node.term === undefined || node.reversed) continue;
      if (!best || end + 1 - start > best.end - best.start) best = { start, end: end + 1, term: node.term };
    }
  }
  return best;
}
