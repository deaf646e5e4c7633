/**
 * The words of one list, or of several that are alternatives. For tens of words each, many times over, where the big automaton's tables would be waste:
 * few words share a first character, so those are compared one by one.
 */
import { type Bits, mayHold } from './bits.js';

export const NOTHING: readonly number[] = Object.freeze([]);

export class SmallTrie {
  /** first character → its words in their order; of characters that were asked about */
  private readonly byFirst = new Map<number, readonly string[]>();

  /** @param beginning the words that begin with a code unit, in the order in which they are tried; of one list the longest first */
  constructor(private readonly beginning: (unit: number) => readonly string[]) {}

  private wordsOf(unit: number): readonly string[] {
    let words = this.byFirst.get(unit);
    if (words === undefined) {
      words = this.beginning(unit);
      this.byFirst.set(unit, words);
    }
    return words;
  }

  /** The first answer of `next` that is not negative, asked at the ends of the words that start at `at`, in their order. */
  lead(text: string, at: number, to: number, follows: Bits | null, next: (at: number) => number): number {
    const words = this.wordsOf(text.charCodeAt(at));
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
    const words = this.wordsOf(text.charCodeAt(at));
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
