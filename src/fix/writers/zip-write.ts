import { deflateRawSync } from 'node:zlib';
import type { Zip } from '../../input/office/zip.js';
import { Refusal } from '../refusal.js';

const LOCAL_SIZE = 30;
const RECORD_SIZE = 46;
const STORED = 0;
const DEFLATED = 8;
/** Sizes stand behind the data instead of before it. */
const TRAILING_SIZES = 8;

interface Stored {
  /** offsets of the local header and of what follows the entry */
  start: number;
  end: number;
  record: number;
}

/**
 * The archive with some entries anew. Every other byte of it is copied as it is: entries packed as they were, in their
 * order, with their dates and attributes, whatever stands between them, and the comment at the end.
 */
export function rewriteZip(zip: Zip, contents: ReadonlyMap<string, Buffer>): Buffer {
  if (contents.size === 0) return zip.bytes;
  const { bytes, directory } = zip;
  const stored = layout(zip);
  const changed = new Map([...contents].map(([name, content]) => [zip.entry(name)?.record, content]));
  const records = Buffer.from(bytes.subarray(directory.start, directory.end));
  const out: Buffer[] = [bytes.subarray(0, stored[0]?.start ?? directory.start)];
  let at = out[0]!.length;
  for (const { start, end, record } of stored) {
    const content = changed.get(record);
    const piece = content ? packed(bytes, start, end, content) : [bytes.subarray(start, end)];
    const own = records.subarray(record - directory.start);
    own.writeUInt32LE(at, 42);
    if (content) piece[0]!.copy(own, 8, 6, 10);
    if (content) piece[0]!.copy(own, 16, 14, 26);
    out.push(...piece);
    for (const part of piece) at += part.length;
  }
  const tail = Buffer.from(bytes.subarray(directory.end));
  tail.writeUInt32LE(at, 16);
  return Buffer.concat([...out, records, tail]);
}

/** Where the entries lie. @throws Refusal for archives that are put together in a way that copying would not keep */
function layout({ bytes, directory }: Zip): Stored[] {
  const starts: { start: number; record: number }[] = [];
  let record = directory.start;
  for (let index = 0; index < directory.count; index += 1) {
    starts.push({ start: bytes.readUInt32LE(record + 42), record });
    record +=
      RECORD_SIZE + bytes.readUInt16LE(record + 28) + bytes.readUInt16LE(record + 30) + bytes.readUInt16LE(record + 32);
  }
  starts.sort((a, b) => a.start - b.start);
  return starts.map(({ start, record: own }, index) => {
    const end = starts[index + 1]?.start ?? directory.start;
    // Two entries over the same bytes, or sizes beyond 4 GB.
    if (end <= start || start + LOCAL_SIZE > end || start === 0xffffffff) throw new Refusal('structure');
    return { start, end, record: own };
  });
}

/** Header and data of one entry; method 0 stays 0. */
function packed(bytes: Buffer, start: number, end: number, content: Buffer): Buffer[] {
  const length = LOCAL_SIZE + bytes.readUInt16LE(start + 26) + bytes.readUInt16LE(start + 28);
  if (start + length > end) throw new Refusal('structure');
  const header = Buffer.from(bytes.subarray(start, start + length));
  const method = header.readUInt16LE(8) === STORED ? STORED : DEFLATED;
  const data = method === STORED ? content : deflateRawSync(content, { level: 9 });
  header.writeUInt16LE(header.readUInt16LE(6) & ~TRAILING_SIZES, 6);
  header.writeUInt16LE(method, 8);
  header.writeUInt32LE(crc32(content), 14);
  header.writeUInt32LE(data.length, 18);
  header.writeUInt32LE(content.length, 22);
  return [header, data];
}

let table: Uint32Array | undefined;

/** Node has one only from 20.15 on. */
function crc32(data: Uint8Array): number {
  table ??= Uint32Array.from({ length: 256 }, (_, byte) => {
    let value = byte;
    for (let bit = 0; bit < 8; bit += 1) value = value & 1 ? 0xedb88320 ^ (value >>> 1) : value >>> 1;
    return value;
  });
  let crc = 0xffffffff;
  for (const byte of data) crc = table[(crc ^ byte) & 0xff]! ^ (crc >>> 8);
  return (crc ^ 0xffffffff) >>> 0;
}
