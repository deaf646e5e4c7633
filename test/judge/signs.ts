import { bucketOf, SignReader, type SignTable, type Trust } from '../../src/judge/signs.js';

/** Few signs, so few buckets do. */
const BITS = 16;

/**
 * A table from weights that are written by sign: `比不`, `^好` at the start, `了$` at the end, `没…比` a pair.
 * A pair's characters may stand two to four apart.
 */
export function tableOf(
  names: readonly string[],
  scale: number,
  bias: readonly number[],
  signs: Readonly<Record<string, readonly number[]>>,
  trust: Trust = { rules: {}, other: 0 },
): SignTable {
  const weights = names.map(() => new Int8Array(1 << BITS));
  for (const [sign, row] of Object.entries(signs)) {
    const bucket = bucketOf(hashOf(sign), BITS);
    row.forEach((weight, output) => {
      if (weights[output]![bucket] !== 0) throw new Error(`two signs share a bucket: ${sign}`);
      weights[output]![bucket] = weight;
    });
  }
  const outputs = names.map((name, i) => ({ name, bits: BITS, bias: bias[i] as number, scale }));
  return { outputs, trust, weights: (output) => weights[output] as Int8Array };
}

/** Taken from a text in which the sign stands. */
function hashOf(sign: string): number {
  const reader = new SignReader();
  const text = sign.replace('…', '一').replace(/^\^|\$$/g, '');
  reader.take(text, { start: 0, end: text.length });
  for (let i = 0; i < reader.count; i++) if (reader.sign(i).text === sign) return reader.hashes[i] as number;
  throw new Error(`not a sign: ${sign}`);
}
