/** Nodes that always match one character, so that a repetition of them is a loop and not a chain. */
import type { Node } from '../rules/notation.js';
import { type Bits, bitsOf, mayHold } from './bits.js';
import { isHan } from './boundaries.js';
import type { Chain, Step } from './chain.js';
import type { Tape } from './tape.js';

export const CHARACTERS: Record<'digit' | 'latin' | 'han' | 'any', (c: number) => boolean> = {
  digit: (c) => c >= 48 && c <= 57,
  latin: (c) => c >= 97 && c <= 122,
  han: isHan,
  any: (c) => c !== 10,
};

/** Whether a code unit is one of the node's characters; undefined for a node that matches anything else. */
export function singleOf(
  node: Node,
  characters: (list: string) => readonly string[] | undefined,
): ((c: number) => boolean) | undefined {
  if (node.k === 'char') return CHARACTERS[node.set];
  if (node.k === 'cap' || node.k === 'mark') return undefined;
  const all =
    node.k === 'lit'
      ? [node.s]
      : node.k === 'ref'
        ? characters(node.name)
        : node.k === 'alt' && node.n.every((n) => n.k === 'lit')
          ? node.n.map((n) => n.s)
          : undefined;
  if (!all || all.length === 0 || all.some((s) => s.length !== 1)) return undefined;
  const codes = all.map((s) => s.charCodeAt(0));
  const set = new Set(codes);
  const bits = bitsOf(codes) as Bits;
  return (c) => mayHold(bits, c) && set.has(c);
}

/** As many of the characters as there are, up to `max`, then fewer, down to `min`. */
export function run(
  tape: Tape,
  test: (c: number) => boolean,
  min: number,
  max: number,
  { step: next, first: follows }: Chain,
): Step {
  return (at) => {
    const { text, hi } = tape;
    const most = Math.min(max, hi - at);
    let n = 0;
    while (n < most && test(text.charCodeAt(at + n))) n++;
    for (; n >= min; n--) {
      if (follows !== null && !mayHold(follows, text.charCodeAt(at + n))) continue;
      const end = next(at + n);
      if (end >= 0) return end;
    }
    return -1;
  };
}
