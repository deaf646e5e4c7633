/**
 * Where the words of a text begin, as the default segmenter without guessing has it: of all ways to cut a text into words
 * of the dictionary the most likely one. Told from a table that is read as it stands, in a tenth of the time the segmenter
 * takes to load; a test holds the two together.
 */
import { textOf } from '../../match/numbers.js';
import { buildTrie, Hits, Trie } from '../../match/trie.js';

/** Characters of which words are made; everything else stands alone. */
const WORDLIKE = /^[\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaffa-zA-Z0-9+#&._%-]+$/;

/** A word's value is its count, times this, and its length. */
const LENGTHS = 32;

/** dist/words.bin, little-endian: sizes as 32-bit integers, then the parts of a trie, the widest numbers first. */
export function writeWords(dictionary: string): Uint8Array {
  const counts = new Map<string, number>();
  for (const line of dictionary.split('\n')) {
    const [word = '', count] = line.split(' ');
    if (word !== '') counts.set(word, Number(count));
  }
  let total = 0;
  for (const count of counts.values()) total += count;
  const words = [...counts.keys()].filter((word) => WORDLIKE.test(word));
  const { codes, checks, bases, values, pairs } = buildTrie(words);
  const told = words.map((word) => {
    const value = (counts.get(word) as number) * LENGTHS + word.length;
    if (word.length >= LENGTHS || value >= 2 ** 31) throw new Error(`“${word}” is too long or met too often`);
    return value;
  });
  const parts = [
    Int32Array.of(codes.length, checks.length, pairs.length, total),
    bases,
    // The trie gives back one less.
    Int32Array.from(values, (number) => (number === 0 ? 0 : (told[number - 1] as number) + 1)),
    pairs,
    checks,
    Uint16Array.from(codes, (c) => c.charCodeAt(0)),
  ];
  return Buffer.concat(parts.map((part) => Buffer.from(part.buffer, part.byteOffset, part.byteLength)));
}

/** How many sizes the file begins with. */
const SIZES = 4;

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

  constructor(bytes: Uint8Array) {
    const { buffer, byteOffset } = bytes.byteOffset % 4 === 0 ? bytes : new Uint8Array(bytes);
    const [codes = 0, nodes = 0, pairs = 0, total = 0] = new Int32Array(buffer, byteOffset, SIZES);
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
    this.trie = new Trie({ codes: letters, checks, bases, values, pairs: bits });
    this.total = Math.log(total);
  }

  /** Where the words of a text begin, in order. */
  starts(text: string): number[] {
    const { length } = text;
    if (this.best.length <= length) {
      this.best = new Float64Array(length * 2);
      this.ends = new Int32Array(length * 2);
    }
    const { best, ends, hits, total } = this;
    this.trie.scan(text, hits);
    best[length] = 0;
    let hit = hits.count - 1;
    for (let at = length - 1; at >= 0; at--) {
      const end = at + (isOne(text.charCodeAt(at), text.charCodeAt(at + 1)) ? 2 : 1);
      // A character that is no word counts as if it had been met once.
      let alone = -total;
      let most = Number.NEGATIVE_INFINITY;
      let last = end;
      // Longer words come first, so of two ways as likely the one with the longer word stays.
      for (; hit >= 0 && hits.places[hit] === at; hit--) {
        const word = hits.literals[hit] as number;
        const to = at + (word & (LENGTHS - 1));
        const weight = Math.log(Math.floor(word / LENGTHS)) - total;
        if (to <= end) alone = weight;
        else if (weight + (best[to] as number) > most) {
          most = weight + (best[to] as number);
          last = to;
        }
      }
      alone += best[end] as number;
      best[at] = alone > most ? alone : most;
      ends[at] = alone > most ? end : last;
    }
    const starts: number[] = [];
    let open = false;
    for (let at = 0; at < length; at = ends[at] as number) {
      // Single letters and digits side by side are one word.
      const single = ends[at] === at + 1 && isAlphanumeric(text.charCodeAt(at));
      if (!(open && single)) starts.push(at);
      open = single;
    }
    return starts;
  }
}

/** Two halves of a character, or of a line end. */
const isOne = (first: number, second: number) =>
  (first >= 0xd800 && first <= 0xdbff && second >= 0xdc00 && second <= 0xdfff) || (first === 13 && second === 10);
const isAlphanumeric = (c: number) => (c >= 48 && c <= 57) || (c >= 65 && c <= 90) || (c >= 97 && c <= 122);
