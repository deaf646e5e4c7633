import type { Span } from '../model.js';

/**
 * The parts of `after` that are new, as UTF-16 spans of `after`. Longest common subsequence over code points: sentences
 * are short, and only those printed are compared.
 */
export function newParts(before: string, after: string): Span[] {
  const a = [...before];
  const b = [...after];
  let head = 0;
  while (head < a.length && head < b.length && a[head] === b[head]) head++;
  let tail = 0;
  while (tail < a.length - head && tail < b.length - head && a[a.length - 1 - tail] === b[b.length - 1 - tail]) tail++;
  const kept = commonPositions(a.slice(head, a.length - tail), b.slice(head, b.length - tail));

  const spans: Span[] = [];
  let offset = 0;
  b.forEach((char, index) => {
    const inMiddle = index >= head && index < b.length - tail;
    if (inMiddle && !kept.has(index - head)) {
      const last = spans.at(-1);
      if (last && last.end === offset) last.end += char.length;
      else spans.push({ start: offset, end: offset + char.length });
    }
    offset += char.length;
  });
  return joinAcrossSingles(spans, after);
}

/** Positions in `b` that belong to a longest common subsequence with `a`. */
function commonPositions(a: string[], b: string[]): Set<number> {
  const width = b.length + 1;
  // Past this size the exact answer is not worth its memory: everything between head and tail counts as new.
  if (a.length * width > 4_000_000) return new Set();
  const table = new Uint16Array((a.length + 1) * width);
  for (let i = a.length - 1; i >= 0; i--) {
    for (let j = b.length - 1; j >= 0; j--) {
      const skip = Math.max(table[(i + 1) * width + j] ?? 0, table[i * width + j + 1] ?? 0);
      table[i * width + j] = a[i] === b[j] ? (table[(i + 1) * width + j + 1] ?? 0) + 1 : skip;
    }
  }
  const kept = new Set<number>();
  for (let i = 0, j = 0; i < a.length && j < b.length; ) {
    if (a[i] === b[j]) {
      kept.add(j);
      i++;
      j++;
    } else if ((table[(i + 1) * width + j] ?? 0) >= (table[i * width + j + 1] ?? 0)) i++;
    else j++;
  }
  return kept;
}

/** One kept character between two new parts is an accident of the comparison and only makes the marks flicker. */
function joinAcrossSingles(spans: Span[], text: string): Span[] {
  const joined: Span[] = [];
  for (const span of spans) {
    const last = joined.at(-1);
    const between = last ? text.slice(last.end, span.start) : '';
    if (last && [...between].length === 1 && !/[，。！？；：、,.!?]/.test(between)) last.end = span.end;
    else joined.push({ ...span });
  }
  return joined;
}
