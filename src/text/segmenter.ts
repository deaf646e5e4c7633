/** One interface over the word segmenters, so that no stage knows which one is at work. */

export interface Token {
  text: string;
  /** UTF-16 offsets in the text that was tagged, end exclusive */
  start: number;
  end: number;
  /** part of speech in jieba's notation: `a` adjective, `v` verb, `n` noun, `m` numeral, `d` adverb, `nr` person, `x` unknown */
  pos: string;
}

/** Whether a token is a noun: a thing's name, a verb's noun, or a word in Latin letters, which is mostly a name. */
export function isNoun({ pos }: Token): boolean {
  return /^n|^vn$|^eng$/.test(pos);
}

export interface Segmenter {
  readonly name: SegmenterName;
  /** Tokens in order; joined they are the text. */
  tag(text: string): Token[];
  /** Where its tokens begin, in order. */
  starts(text: string): readonly number[];
}

export const SEGMENTERS = ['node-rs-jieba', 'nodejieba'] as const;
export type SegmenterName = (typeof SEGMENTERS)[number];

/** A word that the dictionary lacks. */
export interface UserWord {
  word: string;
  pos?: string;
}

/** The segmenter cannot be had; the message names the remedy. */
export class SegmenterError extends Error {
  override readonly name = 'SegmenterError';
}

/**
 * Puts a segmenter's words back onto the text they came from. Segmenters drop or alter a character now and then
 * (lone surrogates, control characters); what they lost becomes a token of unknown part of speech.
 */
export function alignTokens(text: string, words: readonly { word: string; tag: string }[]): Token[] {
  const tokens: Token[] = [];
  let at = 0;
  for (const { word, tag } of words) {
    if (word === '') continue;
    const found = text.startsWith(word, at) ? at : text.indexOf(word, at);
    if (found === -1) continue;
    if (found > at) tokens.push(token(text, at, found, 'x'));
    at = found + word.length;
    tokens.push(token(text, found, at, tag || 'x'));
  }
  if (at < text.length) tokens.push(token(text, at, text.length, 'x'));
  return tokens;
}

function token(text: string, start: number, end: number, pos: string): Token {
  return { text: text.slice(start, end), start, end, pos };
}
