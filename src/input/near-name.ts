import { closest, distance } from 'fastest-levenshtein';

/** The name that a mistyped one most likely meant. */
export function nearestName(name: string, names: readonly string[]): string | undefined {
  if (names.length === 0) return undefined;
  const best = closest(name, names as string[]);
  const stem = name.replace(/\.[^.]*$/u, '');
  return distance(name, best) <= Math.max(2, stem.length / 3) ? best : undefined;
}
