/** From 0 (nothing in common) to 1 (the same letters and digits): the share of neighbouring pairs that two texts have in common (Dice). */
export function similarity(a: string, b: string): number {
  const [left, right] = [letters(a), letters(b)];
  if (left.join() === right.join()) return 1;
  const pairs = new Map<string, number>();
  for (const pair of pairsOf(left)) pairs.set(pair, (pairs.get(pair) ?? 0) + 1);
  let common = 0;
  for (const pair of pairsOf(right)) {
    const count = pairs.get(pair) ?? 0;
    if (count === 0) continue;
    pairs.set(pair, count - 1);
    common++;
  }
  return (2 * common) / Math.max(1, left.length + right.length - 2);
}

/** Punctuation and spaces are no part of what is said. */
const letters = (text: string): string[] => text.toLowerCase().match(/[\p{L}\p{N}]/gu) ?? [];

function* pairsOf(chars: readonly string[]): Generator<string> {
  for (let i = 1; i < chars.length; i++) yield `${chars[i - 1]}${chars[i]}`;
}
