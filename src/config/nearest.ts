import { closest, distance } from 'fastest-levenshtein';

/** The known word that was likely meant, if any is near. Apart from problems.ts, so that asking it does not load the schema. */
export function nearest(word: string, known: readonly string[]): { near?: string } {
  if (known.length === 0) return {};
  const plain = word
    .toLowerCase()
    .replaceAll('_', '-')
    .replaceAll(/([a-z])([A-Z])/g, '$1-$2');
  const near = closest(plain, known as string[]);
  const edits = distance(plain, near);
  return edits <= Math.max(2, Math.floor(near.length / 3)) && edits < Math.min(plain.length, near.length)
    ? { near }
    : {};
}
