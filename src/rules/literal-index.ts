/** Patterns → the literals that lead to them, and what every match of each needs. */
import { type Shape, shapeOf } from './analyse.js';
import type { LiteralIndex, PatternNeeds } from './layout.js';
import { BASES, needsOf } from './needs.js';
import type { Node } from './notation.js';

/**
 * @param numbers of the patterns
 * @param posted whether literals lead to the patterns; else a pattern is only asked for by its number
 * @param nodeOf the tree of a pattern
 * @param list the shape of a list that the tree asked for last may name
 */
export function literalIndex(
  numbers: ReadonlySet<number>,
  posted: boolean,
  nodeOf: (number: number) => Node,
  list: (name: string) => Shape,
): LiteralIndex {
  const postings = new Map<string, number[]>();
  const groups: string[][] = [];
  const places = new Map<string, number>();
  const needs = new Map<number, PatternNeeds>();
  const group = (literals: string[]) => {
    const key = [...literals].sort().join('\n');
    let place = places.get(key);
    if (place === undefined) {
      place = groups.push(literals) - 1;
      places.set(key, place);
    }
    return place;
  };
  for (const number of numbers) {
    const node = nodeOf(number);
    const { anchors } = shapeOf(node, list);
    const { needs: own, head } = needsOf(node, posted ? anchors : null, list);
    const quadruples = own.flatMap(({ literals, base, min, max }) => [group(literals), BASES.indexOf(base), min, max]);
    needs.set(number, { needs: quadruples, head: head ? group(head) : -1 });
    if (!posted) continue;
    const merged = new Map<string, [number, number]>();
    for (const a of anchors ?? []) {
      const range = merged.get(a.lit);
      if (range) merged.set(a.lit, [Math.min(range[0], a.min), Math.max(range[1], a.max)]);
      else merged.set(a.lit, [a.min, a.max]);
    }
    for (const [lit, [min, max]] of merged) {
      const list = postings.get(lit);
      // What the pattern needs most of all comes with it: nearly always it settles the matter.
      const [group = -1, , least = 0, most = 0] = quadruples;
      const posting = [number, min, max, group, least, most];
      if (list) list.push(...posting);
      else postings.set(lit, posting);
    }
  }
  return { postings, groups, needs };
}
