import { hunks } from './hunks.js';

/** Cost of a break inside a clause, between two words, in characters of imbalance. */
const WORD_BREAK = 8;
/** Cost of a slot that is left with nothing to show. */
const EMPTY = 40;
/** Cost of a kept character that moves to another slot. */
const MOVED = 2;
/** Longest text and most slots that are worth finding the best breaks for. */
const MAX_STEPS = 4_000_000;

let words: Intl.Segmenter | undefined;

/**
 * A new sentence over the slots (cues, lines) that held the old one, in order: kept words stay where they were, the rest
 * is shared by length, and a slot ends at the end of a clause or at least of a word. Undefined: there are too many.
 * Empty slots are a last resort, for sentences of fewer words than slots.
 */
export function distribute(old: readonly string[], text: string): string[] | undefined {
  const slots = old.length;
  if (slots <= 1) return slots === 0 ? undefined : [text];
  if (text === '') return old.map(() => '');
  const breaks = breaksOf(text);
  if (breaks.length * breaks.length * slots > MAX_STEPS) return undefined;
  const home = homesOf(old, text);
  const total = old.reduce((sum, slot) => sum + slot.length, 0);
  const share = old.map((slot) => (slot.length / Math.max(1, total)) * text.length);
  // best[k][b]: the least cost of the first k slots holding the text up to break b
  let best = breaks.map((_, index) => (index === 0 ? 0 : Number.POSITIVE_INFINITY));
  const from: number[][] = [];
  for (let slot = 0; slot < slots; slot += 1) {
    const next = breaks.map(() => Number.POSITIVE_INFINITY);
    const chosen = breaks.map(() => 0);
    const strays = straysBefore(home, slot);
    for (let a = 0; a < breaks.length; a += 1) {
      if (best[a] === Number.POSITIVE_INFINITY) continue;
      for (let b = a; b < breaks.length; b += 1) {
        const [start, end] = [breaks[a]!.at, breaks[b]!.at];
        const moved = strays[end]! - strays[start]!;
        const cost =
          best[a]! + Math.abs(end - start - share[slot]!) + moved * MOVED + (a === b ? EMPTY : 0) + breaks[b]!.cost;
        if (cost >= next[b]!) continue;
        next[b] = cost;
        chosen[b] = a;
      }
    }
    from.push(chosen);
    best = next;
  }
  const ends = [breaks.length - 1];
  for (let slot = slots - 1; slot > 0; slot -= 1) ends.unshift(from[slot]![ends[0]!]!);
  let start = 0;
  return ends.map((end) => {
    const piece = text.slice(start, breaks[end]!.at);
    start = breaks[end]!.at;
    return piece;
  });
}

/** Where a slot may end, the text's own ends included. */
function breaksOf(text: string): { at: number; cost: number }[] {
  words ??= new Intl.Segmenter('zh', { granularity: 'word' });
  const found = [{ at: 0, cost: 0 }];
  for (const { segment, index } of words.segment(text)) {
    const at = index + segment.length;
    // No line begins with a stop, and a figure keeps its unit.
    if (at < text.length && (/^[\p{P}\s]/u.test(text.slice(at)) || /[\p{N}.]$/u.test(segment))) continue;
    found.push({ at, cost: at === text.length || /[，。！？；、：,!?;…]$/u.test(segment) ? 0 : WORD_BREAK });
  }
  return found;
}

/** For each character of the new text the slot that it stood in, -1 where it is new. */
function homesOf(old: readonly string[], text: string): Int16Array {
  const home = new Int16Array(text.length).fill(-1);
  const before = old.join('');
  const slotAt: number[] = [];
  old.forEach((slot, index) => {
    for (let i = 0; i < slot.length; i += 1) slotAt.push(index);
  });
  let a = 0;
  let b = 0;
  const keep = (until: number): void => {
    while (a < until) home[b++] = slotAt[a++]!;
  };
  for (const hunk of hunks(before, text)) {
    keep(hunk.start);
    a = hunk.end;
    b += hunk.text.length;
  }
  keep(before.length);
  return home;
}

/** Running count of kept characters whose home is another slot. */
function straysBefore(home: Int16Array, slot: number): number[] {
  const counts = [0];
  for (const where of home) counts.push(counts.at(-1)! + (where >= 0 && where !== slot ? 1 : 0));
  return counts;
}
