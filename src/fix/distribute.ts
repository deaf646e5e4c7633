import { lastNotAfter } from '../input/lines.js';
import { applied } from './edits.js';
import { type Hunk, hunks } from './hunks.js';

/** Cost of a break inside a clause, between two words, in characters of imbalance. */
const WORD_BREAK = 8;
/** Cost of a slot that is left with nothing to show. */
const EMPTY = 3;
/** Cost of a kept character that moves to another slot. */
const MOVED = 4;
/** Longest text and most slots that are worth finding the best breaks for. */
const MAX_STEPS = 4_000_000;

let words: Intl.Segmenter | undefined;

/**
 * A new sentence over the slots (cues, lines) that held the old one, in order. A slot of which nothing changes stays; over
 * those that change kept words stay where they were, the rest is shared by length, and a slot ends where one ended, at the
 * end of a clause or at least of a word. Undefined: there are too many. A slot whose words all go is left
 * empty rather than filled with words of another.
 */
export function distribute(old: readonly string[], text: string): string[] | undefined {
  if (old.length === 0) return undefined;
  if (text === '') return old.map(() => '');
  const shares = [...old];
  const before = old.join('');
  for (const { first, last, from, hunks: inside } of touched(old, hunks(before, text))) {
    const slots = old.slice(first, last + 1);
    const moved = inside.map((hunk) => ({ ...hunk, start: hunk.start - from, end: hunk.end - from }));
    const shared = shareOut(slots, applied(slots.join(''), moved));
    if (!shared) return undefined;
    shares.splice(first, shared.length, ...shared);
  }
  return shares;
}

interface Touched {
  first: number;
  last: number;
  /** where its first slot starts in the old text */
  from: number;
  hunks: Hunk[];
}

/** Runs of slots in which something changes. */
function touched(old: readonly string[], changes: readonly Hunk[]): Touched[] {
  const starts: number[] = [];
  let at = 0;
  for (const slot of old) {
    starts.push(at);
    at += slot.length;
  }
  // What is put in between two slots belongs to the one before.
  const slotAt = (offset: number): number => Math.max(0, lastNotAfter(starts, Math.max(0, offset - 1)));
  const found: Touched[] = [];
  for (const hunk of changes) {
    const first = lastNotAfter(starts, hunk.start === hunk.end ? Math.max(0, hunk.start - 1) : hunk.start);
    const last = Math.max(first, slotAt(hunk.end));
    const open = found.at(-1);
    if (open && first <= open.last) {
      open.last = Math.max(open.last, last);
      open.hunks.push(hunk);
    } else found.push({ first, last, from: starts[first]!, hunks: [hunk] });
  }
  return found;
}

function shareOut(old: readonly string[], text: string): string[] | undefined {
  const slots = old.length;
  if (slots === 1) return [text];
  if (text === '') return old.map(() => '');
  const home = homesOf(old, text);
  const breaks = breaksOf(text, home);
  if (breaks.length * breaks.length * slots > MAX_STEPS) return undefined;
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
function breaksOf(text: string, home: Int16Array): { at: number; cost: number }[] {
  words ??= new Intl.Segmenter('zh', { granularity: 'word' });
  const found = [{ at: 0, cost: 0 }];
  const add = (at: number, cost: number): void => {
    if (at > found.at(-1)!.at) found.push({ at, cost });
  };
  for (const { segment, index } of words.segment(text)) {
    const end = index + segment.length;
    // Recognisers break cues inside words; where both sides are kept, the break is, too.
    for (let at = index + 1; at < end; at += 1) if (home[at - 1]! >= 0 && home[at]! > home[at - 1]!) add(at, 0);
    const kept = end < text.length && home[end - 1]! >= 0 && home[end]! > home[end - 1]!;
    // No line begins with a stop, and a figure keeps its unit.
    const bad = end < text.length && (/^[\p{P}\s]/u.test(text.slice(end)) || /[\p{N}.]$/u.test(segment));
    if (bad && !kept) continue;
    add(end, kept || end === text.length || /[，。！？；、：,!?;…]$/u.test(segment) ? 0 : WORD_BREAK);
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
