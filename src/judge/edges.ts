/**
 * How clauses begin and end: signs of the first and the last words of a piece and of their parts of speech. A clause that was cut
 * in the middle may end with a preposition. That generalises to words which no labelled text holds, as
 * the letters themselves do not: on texts of another origin, ends told from cuts with an AUC of 0.88 by words, 0.78 by letters.
 */
import type { Token } from '../text/segmenter.js';

/** Words that are looked at, from the edge. */
const REACH = 3;
/** A piece of this many words or more is long. */
const LONG = 4;

/** The signs of how a piece begins, as hashes. */
export function beginningSigns(words: readonly Token[]): Int32Array {
  return edgeSigns('b', words, words.slice(0, REACH));
}

/** The signs of how a piece ends, as hashes. */
export function endingSigns(words: readonly Token[]): Int32Array {
  return edgeSigns('e', words, words.slice(-REACH).reverse());
}

/** @param near the words from the edge inwards */
function edgeSigns(edge: string, words: readonly Token[], near: readonly Token[]): Int32Array {
  const tags = near.map(({ pos }) => pos);
  const [tag = '', second = '', third = ''] = tags;
  const [word = '', next = ''] = near.map(({ text }) => text.replace(/[0-9]+/g, '0'));
  const predicate = words.some(({ pos }) => pos.startsWith('v') || pos.startsWith('a'));
  const signs = [
    tag,
    `${second} ${tag}`,
    `${third} ${second} ${tag}`,
    `=${word}`,
    `${second}=${word}`,
    `${next}=${tag}`,
    `${predicate}${tag}`,
    `#${Math.min(words.length, LONG)}`,
  ];
  return Int32Array.from(signs, (sign) => hashOf(edge + sign));
}

/** FNV-1a. */
function hashOf(text: string): number {
  let hash = 0x811c9dc5;
  for (let at = 0; at < text.length; at++) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193);
  return hash;
}
