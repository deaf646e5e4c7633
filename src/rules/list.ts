/**
 * A named list as numbers: the set of its first characters, whether it is windowed, the length of its longest word, how many
 * words there are, the numbers of the words, and the nodes of its patterns. Words stand in the order of their first code unit,
 * longer before shorter, so that the thousands that no text asks for are never made.
 */
import type { Numbers } from '../match/numbers.js';
import type { Node } from './notation.js';

/** Where a list's words and patterns are kept. */
export interface Store {
  node(id: number): Node;
  string(number: number): string;
  firstUnit(number: number): number;
}

const WORDS_FROM = 4;

/** A list with what it takes over from other lists. */
export class PooledList {
  /** what it matches depends on more than the text: on where a search begins, or on the words hit */
  readonly windowed: boolean;
  /** of its plain words, in code units; 0 if there are none */
  readonly longest: number;
  /** whether all it has are plain words */
  readonly plain: boolean;
  private readonly end: number;

  constructor(
    private readonly entry: Numbers,
    private readonly store: Store,
  ) {
    this.windowed = entry[1] === 1;
    this.longest = entry[2] as number;
    this.end = WORDS_FROM + (entry[3] as number);
    this.plain = this.end === entry.length;
  }

  /** Its plain words that begin with a code unit, longest first. */
  beginning(unit: number): string[] {
    const { entry, store, end } = this;
    let low = WORDS_FROM;
    let high = end;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (store.firstUnit(entry[middle] as number) < unit) low = middle + 1;
      else high = middle;
    }
    const words: string[] = [];
    for (let i = low; i < end && store.firstUnit(entry[i] as number) === unit; i++)
      words.push(store.string(entry[i] as number));
    return words;
  }

  words(): string[] {
    const { entry, store, end } = this;
    const words: string[] = [];
    for (let i = WORDS_FROM; i < end; i++) words.push(store.string(entry[i] as number));
    return words;
  }

  patterns(): Node[] {
    const { entry, store, end } = this;
    const nodes: Node[] = [];
    for (let i = end; i < entry.length; i++) nodes.push(store.node(entry[i] as number));
    return nodes;
  }
}
