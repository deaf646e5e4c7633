import { Zip } from '../../../src/input/office/zip.js';
import { makeZip } from '../office/zip-maker.js';

/** Mulberry32: small, and the same everywhere. */
export function random(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}

const TOKENS = [
  '\0',
  '\r',
  '\n',
  '"',
  ',',
  '{',
  '[',
  '<',
  '-->',
  '**',
  '```',
  '---\n',
  '\uFEFF',
  '：',
  '\ud83d',
  '主播：',
  '&#0;',
  'PK\u0003\u0004',
];

/** Some bytes changed, cut, doubled, or taken from another file; `other` is that file. */
export function mutate(bytes: Buffer, other: Buffer, next: () => number): Buffer {
  let result = Buffer.from(bytes);
  const at = (length = result.length): number => Math.floor(next() * (length + 1));
  for (let count = 1 + Math.floor(next() * 6); count > 0; count -= 1) {
    const [from, size] = [at(), Math.floor(next() ** 3 * 64)];
    switch (Math.floor(next() * 6)) {
      case 0:
        if (from < result.length) result[from] = Math.floor(next() * 256);
        break;
      case 1:
        result = Buffer.concat([result.subarray(0, from), result.subarray(from + size)]);
        break;
      case 2:
        result = Buffer.concat([result.subarray(0, from), result.subarray(from, from + size), result.subarray(from)]);
        break;
      case 3:
        result = Buffer.concat([
          result.subarray(0, from),
          Buffer.from(TOKENS[Math.floor(next() * TOKENS.length)]!),
          result.subarray(from),
        ]);
        break;
      case 4: {
        const start = at(other.length);
        result = Buffer.concat([result.subarray(0, from), other.subarray(start, start + size), result.subarray(from)]);
        break;
      }
      default:
        result = result.subarray(0, from);
    }
  }
  return result;
}

/** The same done to one file inside a zip, which is packed again: behind its checksums damage hardly gets anywhere. */
export function mutateInside(bytes: Buffer, other: Buffer, next: () => number): Buffer {
  const zip = new Zip(bytes, 'sample', 'docx');
  const files: Record<string, Buffer> = {};
  const chosen = Math.floor(next() * zip.names.filter(hasCopy).length);
  for (const name of zip.names) {
    const content = zip.read(name);
    files[name] = name === zip.names.filter(hasCopy)[chosen] ? mutate(content, other, next) : content;
  }
  return makeZip(files);
}

const hasCopy = (name: string): boolean => /\.(?:xml|rels)$/.test(name);
