/**
 * A set of characters that may say yes too often, never no too often. It is asked before every attempt, so it must cost a
 * few instructions and fit the cache: a bit for each of 2048 classes of characters that share their lowest bits.
 */
export type Bits = Int32Array;

const WORDS = 64;
const CLASSES = WORDS * 32;

/** @param c a code unit; NaN, which stands for the end of a text, is some character */
export function mayHold(bits: Bits, c: number): boolean {
  return (((bits[(c & (CLASSES - 1)) >>> 5] as number) >>> (c & 31)) & 1) !== 0;
}

/** @param characters code units; null: any */
export function bitsOf(characters: ArrayLike<number> | null): Bits | null {
  if (characters === null) return null;
  const bits = new Int32Array(WORDS);
  for (let i = 0; i < characters.length; i++) {
    const c = characters[i] as number;
    const word = (c & (CLASSES - 1)) >>> 5;
    bits[word] = (bits[word] as number) | (1 << (c & 31));
  }
  return bits;
}

/** null where one of them is: any character. */
export function unite(parts: readonly (Bits | null)[]): Bits | null {
  if (parts.length === 1) return parts[0] as Bits | null;
  const all = new Int32Array(WORDS);
  for (let p = 0; p < parts.length; p++) {
    const part = parts[p] as Bits | null;
    if (part === null) return null;
    for (let i = 0; i < WORDS; i++) all[i] = (all[i] as number) | (part[i] as number);
  }
  return all;
}
