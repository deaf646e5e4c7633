/** Counts strings of up to three characters in what hosts say, so that patterns are looked for by what is rare in speech. */
import type { Frequencies } from './analyse.js';

const LONGEST = 3;
/** Strings met less often are estimated as well from their characters. */
const LEAST = 3;

export function spokenFrequencies(texts: readonly string[]): Frequencies {
  const counts = new Map<string, number>();
  let total = 0;
  for (const text of texts)
    for (const run of text.toLowerCase().split(/\s+/)) {
      total += run.length;
      for (let at = 0; at < run.length; at++)
        for (let end = at + 1; end <= run.length && end <= at + LONGEST; end++) {
          const s = run.slice(at, end);
          counts.set(s, (counts.get(s) ?? 0) + 1);
        }
    }
  const byShare: string[][] = [];
  for (const [s, count] of counts) {
    if (count < LEAST) continue;
    const n = Math.round(Math.log2(total / count));
    while (byShare.length <= n) byShare.push([]);
    byShare[n]?.push(s);
  }
  return byShare.map((strings) => strings.sort().join(' '));
}

/** What part of all characters one is, 0–1; 0 where it was hardly met. */
export function shareOf(frequencies: Frequencies): (character: string) => number {
  const shares = new Map<string, number>();
  for (const [n, strings] of frequencies.entries())
    for (const s of strings.split(' ')) if (s.length === 1) shares.set(s, 2 ** -n);
  return (character) => shares.get(character) ?? 0;
}
