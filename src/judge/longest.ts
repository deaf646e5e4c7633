/** Overlapping matches of one rule: which of them is its hit. */
import type { PatternMatch } from '../match/matcher.js';

/** The longest of those that overlap, of equals the earlier; in the order of the text. */
export function longest<T extends { match: PatternMatch }>(matches: T[]): T[] {
  if (matches.length === 1) return matches;
  const size = ({ match: { mark } }: T) => mark.end - mark.start;
  const before = (a: T, b: T) => a.match.mark.start - b.match.mark.start;
  const kept: T[] = [];
  for (const candidate of [...matches].sort((a, b) => size(b) - size(a) || before(a, b))) {
    const { mark } = candidate.match;
    if (!kept.some((k) => k.match.mark.start < mark.end && mark.start < k.match.mark.end)) kept.push(candidate);
  }
  return kept.sort(before);
}
