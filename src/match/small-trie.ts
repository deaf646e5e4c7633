/** The words of one list. Built for tens of words each, many times over, where the big automaton's tables would be waste. */
interface Node {
  next: Map<number, Node>;
  end: boolean;
}

export const NOTHING: readonly number[] = Object.freeze([]);

export class SmallTrie {
  private readonly root: Node = { next: new Map(), end: false };

  constructor(words: Iterable<string>) {
    for (const word of words) {
      let node = this.root;
      for (let i = 0; i < word.length; i++) {
        const c = word.charCodeAt(i);
        let child = node.next.get(c);
        if (!child) {
          child = { next: new Map(), end: false };
          node.next.set(c, child);
        }
        node = child;
      }
      node.end = true;
    }
  }

  /** Ends of the words that start at `at` and end by `to`, longest first. */
  endsAt(text: string, at: number, to: number): readonly number[] {
    let node = this.root.next.get(text.charCodeAt(at));
    let found: number[] | undefined;
    for (let j = at + 1; node && j <= to; j++) {
      if (node.end) {
        if (found) found.unshift(j);
        else found = [j];
      }
      node = node.next.get(text.charCodeAt(j));
    }
    return found ?? NOTHING;
  }
}
