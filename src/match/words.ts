/** Steps over plain words: one, several that are alternatives, and lists of such. */
import { type Bits, mayHold, unite } from './bits.js';
import type { Chain, Step } from './chain.js';
import { SmallTrie } from './small-trie.js';
import type { Tape } from './tape.js';

/** An alternative that is a plain word, or a list of such. */
export interface Plain {
  name: string;
  first: Bits | null;
  /** its words that begin with a code unit, longest first */
  beginning(unit: number): readonly string[];
}

export function literal(tape: Tape, s: string, { step: next, first: follows }: Chain): Step {
  const c = s.charCodeAt(0);
  const { length } = s;
  return (at) => {
    const { text } = tape;
    const end = at + length;
    if (text.charCodeAt(at) !== c || end > tape.hi || (length > 1 && !text.startsWith(s, at))) return -1;
    return follows === null || mayHold(follows, text.charCodeAt(end)) ? next(end) : -1;
  };
}

/** Alternatives that are all words of the pattern itself, in their order: one step instead of one for each. */
export function words(tape: Tape, list: readonly string[], { step: next, first: follows }: Chain, first: Bits): Step {
  const heads = Uint16Array.from(list, (word) => word.charCodeAt(0));
  return (at) => {
    const { text, hi } = tape;
    const c = text.charCodeAt(at);
    if (!mayHold(first, c)) return -1;
    for (let i = 0; i < heads.length; i++) {
      if (heads[i] !== c) continue;
      const word = list[i] as string;
      const e = at + word.length;
      if (e > hi || (word.length > 1 && !text.startsWith(word, at))) continue;
      if (follows !== null && !mayHold(follows, text.charCodeAt(e))) continue;
      const end = next(e);
      if (end >= 0) return end;
    }
    return -1;
  };
}

/**
 * Alternatives that are plain words and lists of such: one step for all of them.
 * @param tries what is known of the same alternatives, by their names: many patterns have them
 */
export function anyOf(
  alternatives: readonly Plain[],
  tape: Tape,
  { step: next, first: follows }: Chain,
  tries: Map<string, SmallTrie>,
): Chain {
  const first = unite(alternatives.map((one) => one.first));
  const key = alternatives.map(({ name }) => name).join('|');
  const trie =
    tries.get(key) ?? new SmallTrie((unit) => [...new Set(alternatives.flatMap(({ beginning }) => beginning(unit)))]);
  tries.set(key, trie);
  const step: Step = (at) => {
    const { text, hi } = tape;
    if (at >= hi || (first !== null && !mayHold(first, text.charCodeAt(at)))) return -1;
    return trie.lead(text, at, hi, follows, next);
  };
  return { step, first };
}
