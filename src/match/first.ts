/** The characters a match can begin with, so that most attempts end before they begin. */
import type { Node } from '../rules/notation.js';
import { type Bits, bitsOf } from './bits.js';

/** null: any character, or it may match nothing. */
export type First = ReadonlySet<number> | null;

const codes = (s: string): ReadonlySet<number> => new Set([...s].map((c) => c.charCodeAt(0)));
const DIGITS = codes('0123456789');
const LATIN = codes('abcdefghijklmnopqrstuvwxyz');
const SLOT = codes('〔');

/** The same of those that stand for many characters, as a machine asks for it; none where they can begin with anything. */
export const FIRST_OF: Partial<Record<string, Bits | null>> & { slot: Bits | null } = {
  digit: bitsOf([...DIGITS]),
  latin: bitsOf([...LATIN]),
  slot: bitsOf([...SLOT]),
};

export class FirstCharacters {
  private readonly lists = new Map<string, First>();

  constructor(private readonly items: (list: string) => readonly Node[]) {}

  of(node: Node): First {
    switch (node.k) {
      case 'lit':
        return new Set([node.s.charCodeAt(0)]);
      case 'char':
        return node.set === 'digit' ? DIGITS : node.set === 'latin' ? LATIN : null;
      case 'slot':
        return SLOT;
      case 'ref':
        return this.ofList(node.name);
      case 'cap':
      case 'mark':
        return this.of(node.n);
      case 'rep':
        return node.min > 0 ? this.of(node.n) : null;
      case 'alt':
        return union(node.n.map((n) => this.of(n)));
      case 'seq':
        return this.ofSequence(node.n);
      default:
        return null;
    }
  }

  ofList(name: string): First {
    let first = this.lists.get(name);
    if (first === undefined) {
      const items = this.items(name);
      first = items.length === 0 ? new Set() : union(items.map((item) => this.of(item)));
      this.lists.set(name, first);
    }
    return first;
  }

  /** What stands before the first part that cannot be empty may begin the match, too. */
  private ofSequence(nodes: readonly Node[]): First {
    const found: First[] = [];
    for (const node of nodes) {
      if (node.k === 'look' || node.k === 'start' || node.k === 'edge') continue;
      if (node.k === 'rep' && node.min === 0) {
        found.push(this.of(node.n));
        continue;
      }
      found.push(this.of(node));
      return union(found);
    }
    return null;
  }
}

function union(parts: readonly First[]): First {
  const all = new Set<number>();
  for (const part of parts) {
    if (part === null) return null;
    for (const c of part) all.add(c);
  }
  return all;
}
