/**
 * The words of a text and their parts of speech, as the default segmenter without guessing has them: of all ways to cut a text
 * into words of the dictionary the most likely one. Told from a table that is read as it stands, in a tenth of the time the
 * segmenter takes to load; a test holds the two together.
 */
import { textOf } from '../../match/numbers.js';
import { buildTrie, Hits, Trie } from '../../match/trie.js';
import type { Token } from '../segmenter.js';

/** Characters of which words are made; everything else stands alone. */
const WORDLIKE = /^[\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaffa-zA-Z0-9+#&._%-]+$/;

/** A word's value is its count, times this, and its length; all that times the other, and the number of its part of speech. */
const LENGTHS = 32;
const TAGS = 64;

/** dist/words.bin, little-endian: sizes as 32-bit integers, then the parts of a trie, the widest numbers first. */
export function writeWords(dictionary: string): Uint8Array {
  const counts = new Map<string, number>();
  const tags = new Map<string, string>();
  for (const line of dictionary.split('\n')) {
    const [word = '', count, tag = 'x'] = line.split(' ');
    if (word === '') continue;
    counts.set(word, Number(count));
    tags.set(word, tag);
  }
  const names = [...new Set(tags.values())].sort();
  const listed = Buffer.from(names.join(' '));
  let total = 0;
  for (const count of counts.values()) total += count;
  const words = [...counts.keys()].filter((word) => WORDLIKE.test(word));
  const { codes, checks, bases, values, pairs } = buildTrie(words);
  const told = words.map((word) => {
    const tag = names.indexOf(tags.get(word) as string);
    const value = ((counts.get(word) as number) * LENGTHS + word.length) * TAGS + tag;
    if (word.length >= LENGTHS || tag >= TAGS || value >= 2 ** 31 - 1)
      throw new Error(`“${word}” is too long or met too often, or there are too many parts of speech`);
    return value;
  });
  const parts = [
    Int32Array.of(codes.length, checks.length, pairs.length, total, listed.length),
    bases,
    // The trie gives back one less.
    Int32Array.from(values, (number) => (number === 0 ? 0 : (told[number - 1] as number) + 1)),
    pairs,
    checks,
    Uint16Array.from(codes, (c) => c.charCodeAt(0)),
    listed,
  ];
  return Buffer.concat(parts.map((part) => Buffer.from(part.buffer, part.byteOffset, part.byteLength)));
}

/** How many sizes the file begins with. */
const SIZES = 5;

interface Kind<T> {
  readonly BYTES_PER_ELEMENT: number;
  new (buffer: ArrayBufferLike, at: number, length: number): T;
}

export class Words {
  private readonly trie: Trie;
  private readonly hits = new Hits();
  /** the logarithm of how many words were counted */
  private readonly total: number;
  /** place → the weight of the best way to cut the rest of the text, and where its first word ends */
  private best = new Float64Array(64);
  private ends = new Int32Array(64);
  /** place → the part of speech of the word that begins there, -1 for what is no word */
  private tagged = new Int8Array(64);
  private readonly tags: readonly string[];

  constructor(bytes: Uint8Array) {
    const { buffer, byteOffset } = bytes.byteOffset % 4 === 0 ? bytes : new Uint8Array(bytes);
    const [codes = 0, nodes = 0, pairs = 0, total = 0, tags = 0] = new Int32Array(buffer, byteOffset, SIZES);
    let at = byteOffset + SIZES * 4;
    const next = <T>(kind: Kind<T>, length: number): T => {
      at += length * kind.BYTES_PER_ELEMENT;
      return new kind(buffer, at - length * kind.BYTES_PER_ELEMENT, length);
    };
    const bases = next(Int32Array, nodes);
    const values = next(Int32Array, nodes);
    const bits = next(Int32Array, pairs);
    const checks = next(Uint16Array, nodes);
    const letters = textOf(next(Uint16Array, codes));
    this.tags = String.fromCharCode(...next(Uint8Array, tags)).split(' ');
    this.trie = new Trie({ codes: letters, checks, bases, values, pairs: bits });
    this.total = Math.log(total);
  }

  /** Where the words of a text begin, in order. */
  starts(text: string): number[] {
    const starts: number[] = [];
    this.cut(text, (start) => starts.push(start));
    return starts;
  }

  /** The words of a text, in order; joined they are the text. */
  tag(text: string): Token[] {
    const tokens: Token[] = [];
    this.cut(text, (start, end) => {
      const word = text.slice(start, end);
      const tag = this.ends[start] === end ? (this.tags[this.tagged[start] as number] ?? strange(word)) : strange(word);
      tokens.push({ text: word, start, end, pos: tag });
    });
    return tokens;
  }

  /** Calls back with the start and the end of each word. */
  private cut(text: string, found: (start: number, end: number) => void): void {
    const { length } = text;
    if (this.best.length <= length) {
      this.best = new Float64Array(length * 2);
      this.ends = new Int32Array(length * 2);
      this.tagged = new Int8Array(length * 2);
    }
    const { best, ends, tagged, hits, total } = this;
    this.trie.scan(text, hits);
    best[length] = 0;
    let hit = hits.count - 1;
    for (let at = length - 1; at >= 0; at--) {
      const end = at + (isOne(text.charCodeAt(at), text.charCodeAt(at + 1)) ? 2 : 1);
      // A character that is no word counts as if it had been met once.
      let alone = -total;
      let most = Number.NEGATIVE_INFINITY;
      let last = end;
      let tagAlone = -1;
      let tagLast = -1;
      // Longer words come first, so of two ways as likely the one with the longer word stays.
      for (; hit >= 0 && hits.places[hit] === at; hit--) {
        const value = hits.literals[hit] as number;
        const word = Math.floor(value / TAGS);
        const to = at + (word & (LENGTHS - 1));
        const weight = Math.log(Math.floor(word / LENGTHS)) - total;
        if (to <= end) {
          alone = weight;
          tagAlone = value & (TAGS - 1);
        } else if (weight + (best[to] as number) > most) {
          most = weight + (best[to] as number);
          last = to;
          tagLast = value & (TAGS - 1);
        }
      }
      alone += best[end] as number;
      best[at] = alone > most ? alone : most;
      ends[at] = alone > most ? end : last;
      tagged[at] = alone > most ? tagAlone : tagLast;
    }
    // Single letters and digits side by side are one word.
    let open = -1;
    for (let at = 0; at < length; at = ends[at] as number) {
      const single = ends[at] === at + 1 && isAlphanumeric(text.charCodeAt(at));
      if (open >= 0 && !single) {
        found(open, at);
        open = -1;
      }
      if (!single) found(at, ends[at] as number);
      else if (open < 0) open = at;
    }
    if (open >= 0) found(open, length);
  }
}

/** The part of speech of what the dictionary lacks: a number, a word in Latin letters, or unknown. */
function strange(word: string): string {
  if (/^[0-9]+$/.test(word)) return 'm';
  return /^[a-z0-9]+$/i.test(word) ? 'eng' : 'x';
}

/** Two halves of a character, or of a line end. */
const isOne = (first: number, second: number) =>
  (first >= 0xd800 && first <= 0xdbff && second >= 0xdc00 && second <= 0xdfff) || (first === 13 && second === 10);
const isAlphanumeric = (c: number) => (c >= 48 && c <= 57) || (c >= 65 && c <= 90) || (c >= 97 && c <= 122);
