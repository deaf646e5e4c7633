import type { Encoding } from '../input/decode.js';
import { ordered } from './edits.js';
import { encoderFor } from './encode.js';
import type { Edit } from './types.js';

export interface Decoded {
  text: string;
  encoding: Encoding;
  bom: boolean;
}

/**
 * Makes edits of decoded text in the bytes themselves: what no edit touches is never decoded and encoded again, so that
 * even bytes with two spellings stay as they are.
 */
export async function splice(bytes: Buffer, { text, encoding, bom }: Decoded, edits: readonly Edit[]): Promise<Buffer> {
  const encode = await encoderFor(encoding);
  const sorted = ordered(edits);
  const places = byteOffsets(
    bytes,
    text,
    encoding,
    bom,
    sorted.flatMap(({ start, end }) => [start, end]),
  );
  const pieces: Buffer[] = [];
  let at = 0;
  sorted.forEach((edit, index) => {
    pieces.push(bytes.subarray(at, places[index * 2]), encode(edit.text));
    at = places[index * 2 + 1]!;
  });
  pieces.push(bytes.subarray(at));
  return Buffer.concat(pieces);
}

/** Bytes of the byte order mark. */
const MARKS: Record<Encoding, number> = { 'utf-8': 3, 'utf-16le': 2, 'utf-16be': 2, gb18030: 4, big5: 0 };

/** Where each of the ascending UTF-16 offsets stands in the bytes. */
function byteOffsets(bytes: Buffer, text: string, encoding: Encoding, bom: boolean, offsets: number[]): number[] {
  const first = bom ? MARKS[encoding] : 0;
  if (encoding === 'utf-16le' || encoding === 'utf-16be') return offsets.map((at) => first + at * 2);
  if (encoding === 'utf-8') {
    let from = 0;
    let byte = first;
    return offsets.map((at) => {
      byte += Buffer.byteLength(text.slice(from, at), 'utf8');
      from = at;
      return byte;
    });
  }
  return legacyOffsets(bytes, encoding, first, offsets);
}

/** GB18030 and Big5: lines are found by their feeds, which are never half of a character; the line of an edit is walked. */
function legacyOffsets(bytes: Buffer, encoding: 'gb18030' | 'big5', first: number, offsets: number[]): number[] {
  const decoder = new TextDecoder(encoding);
  const sizeOf = encoding === 'gb18030' ? gb18030Size : big5Size;
  const places: number[] = [];
  let unit = 0;
  let byte = first;
  for (const wanted of offsets) {
    while (true) {
      const feed = bytes.indexOf(10, byte);
      const next = feed < 0 ? bytes.length : feed + 1;
      const units = next > byte ? decoder.decode(bytes.subarray(byte, next)).length : 0;
      if (unit + units > wanted || next >= bytes.length) break;
      unit += units;
      byte = next;
    }
    while (unit < wanted && byte < bytes.length) {
      const size = sizeOf(bytes, byte);
      unit += decoder.decode(bytes.subarray(byte, byte + size)).length;
      byte += size;
    }
    places.push(byte);
  }
  return places;
}

function gb18030Size(bytes: Buffer, at: number): number {
  const lead = bytes[at]!;
  if (lead <= 0x80 || lead === 0xff) return 1;
  const trail = bytes[at + 1] ?? 0;
  return trail >= 0x30 && trail <= 0x39 ? 4 : 2;
}

const big5Size = (bytes: Buffer, at: number): number => (bytes[at]! < 0x81 || bytes[at]! === 0xff ? 1 : 2);
