/**
 * The words of one list. Built for tens of words each, many times over, where the big automaton's tables would be waste:
 * few words share a first character, so those are compared one by one.
 */
import { type Bits, mayHold } from './bits.js';

export const NOTHING: readonly number[] = Object.freeze([]);

export class SmallTrie {
  /** first character → its words, longest first */
  private readonly byFirst = new Map<number, string[]>();

  constructor(words: Iterable<string>) {
    for (const word of new Set(words)) {
      if (word === '') continue;
      const c = word.charCodeAt(0);
      const same = this.byFirst.get(c);
      if (same) same.push(word);
      else this.byFirst.set(c, [word]);
    }
    for (const same of this.byFirst.values()) if (same.length > 1) same.sort((a, b) => b.length - a.length);
  }

  /** The first answer of `next` that is not negative, asked at the ends of the words that start at `at`, longest first. */
  lead(text: string, at: number, to: number, follows: Bits | null, next: (at: number) => number): number {
    const words = this.byFirst.get(text.charCodeAt(at));
    if (words === undefined) return -1;
    for (let i = 0; i < words.length; i++) {
      const word = words[i] as string;
      const end = at + word.length;
      if (end > to || (word.length > 1 && !text.startsWith(word, at))) continue;
      if (follows !== null && !mayHold(follows, text.charCodeAt(end))) continue;
      const reached = next(end);
      if (reached >= 0) return reached;
    }
    return -1;
  }

  /** Ends of the words that start at `at` and end by `to`, longest first. */
  endsAt(text: string, at: number, to: number): readonly number[] {
    const words = this.byFirst.get(text.charCodeAt(at));
    if (words === undefined) return NOTHING;
    let found: number[] | undefined;
    for (let i = 0; i < words.length; i++) {
      const word = words[i] as string;
      const end = at + word.length;
      if (end > to || (word.length > 1 && !text.startsWith(word, at))) continue;
      if (found === undefined) found = [end];
      else found.push(end);
    }
    return found ?? NOTHING;
  }
}
