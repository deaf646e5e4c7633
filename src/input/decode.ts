import { isAscii, isUtf8, transcode } from 'node:buffer';
import { InputError } from './error.js';
import { CHUNK_BYTES, type Source } from './source.js';

export type Encoding = 'utf-8' | 'utf-16le' | 'utf-16be' | 'gb18030' | 'big5';

/** A line longer than this (UTF-16 units) is refused: it would have to be held and matched whole. */
export const MAX_LINE = 2_000_000;

/** A stretch of decoded text that ends at a line end, or at the end of the file. Line ends stay as they are. */
export interface TextBlock {
  text: string;
  encoding: Encoding;
  bom: boolean;
  last: boolean;
}

const FAST_FROM = 32 * 1024;

const NAMES: Record<string, Encoding> = {
  utf8: 'utf-8',
  utf16: 'utf-16le',
  utf16le: 'utf-16le',
  utf16be: 'utf-16be',
  gb18030: 'gb18030',
  gbk: 'gb18030',
  gb2312: 'gb18030',
  cp936: 'gb18030',
  big5: 'big5',
  cp950: 'big5',
};

export function encodingNamed(name: string, path: string): Encoding {
  const encoding = NAMES[name.toLowerCase().replace(/[-_\s]/g, '')];
  if (encoding === undefined) throw new InputError('bad-encoding-name', path, { name });
  return encoding;
}

/** Decodes in blocks of about 256 Ki characters cut at line ends; memory does not grow with the file. */
export async function* textBlocks(source: Source, given?: string): AsyncGenerator<TextBlock> {
  const decoder = new BlockDecoder(source.path, given === undefined ? undefined : encodingNamed(given, source.path));
  let waiting: TextBlock | undefined;
  const decoded = (bytes: Uint8Array, last: boolean): TextBlock | undefined => {
    const text = decoder.push(bytes, last);
    return text === '' ? undefined : { text, encoding: decoder.encoding ?? 'utf-8', bom: decoder.bom, last };
  };
  let bytes: Uint8Array = new Uint8Array(0);
  for await (const next of rebuffer(source.chunks())) {
    const block = decoded(bytes, false);
    bytes = next;
    if (block === undefined) continue;
    if (waiting) yield waiting;
    waiting = block;
  }
  // The last bytes are held back until they are known to be the last: a file that fits is one block.
  const block = decoded(bytes, true);
  if (block && waiting) yield waiting;
  yield { ...(block ?? waiting ?? { text: '', encoding: 'utf-8', bom: decoder.bom }), last: true };
}

/** The whole of a short text: formats that cannot be read line by line. `maxLine` in UTF-16 units. */
export function decode(
  bytes: Uint8Array,
  path: string,
  given?: string,
  maxLine = Number.POSITIVE_INFINITY,
): Omit<TextBlock, 'last'> {
  const decoder = new BlockDecoder(path, given === undefined ? undefined : encodingNamed(given, path), maxLine);
  const text = decoder.push(bytes, false) + decoder.push(new Uint8Array(0), true);
  return { text, encoding: decoder.encoding ?? 'utf-8', bom: decoder.bom };
}

// A pipe gives 64 KB at a time, memory everything at once: parts are cut alike whatever the source.
async function* rebuffer(chunks: AsyncIterable<Uint8Array> | Iterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  let pieces: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of chunks) {
    for (let from = 0; from < chunk.length; ) {
      const piece = chunk.subarray(from, from + CHUNK_BYTES - size);
      pieces.push(piece);
      size += piece.length;
      from += piece.length;
      if (size < CHUNK_BYTES) continue;
      yield pieces.length === 1 ? piece : Buffer.concat(pieces);
      pieces = [];
      size = 0;
    }
  }
  if (size > 0) yield Buffer.concat(pieces);
}

class BlockDecoder {
  encoding: Encoding | undefined;
  bom = false;
  private started = false;
  private carry: Uint8Array = new Uint8Array(0);
  /** bytes and lines before `carry`, for error places */
  private offset = 0;
  private line = 1;

  constructor(
    private readonly path: string,
    given: Encoding | undefined,
    private readonly maxLine = MAX_LINE,
  ) {
    this.encoding = given;
  }

  push(bytes: Uint8Array, last: boolean): string {
    let data = this.carry.length === 0 ? bytes : Buffer.concat([this.carry, bytes]);
    if (!this.started && (data.length > 3 || last)) {
      this.started = true;
      data = this.skipBom(data);
    }
    const end = this.cut(data, last);
    this.carry = data.subarray(end);
    if (this.carry.length > this.maxLine * 4) throw this.tooLong(data.subarray(0, end));
    if (end === 0) return '';
    const block = data.subarray(0, end);
    const text = this.decode(block);
    this.checkLines(text);
    this.offset += block.length;
    this.line += countLines(block);
    return text;
  }

  private skipBom(data: Uint8Array): Uint8Array {
    const [a, b, c] = data;
    if (a === 0xef && b === 0xbb && c === 0xbf) return this.marked(data, 'utf-8', 3);
    if (a === 0xff && b === 0xfe) return this.marked(data, 'utf-16le', 2);
    if (a === 0xfe && b === 0xff) return this.marked(data, 'utf-16be', 2);
    if (a === 0x84 && b === 0x31 && c === 0x95 && data[3] === 0x33) return this.marked(data, 'gb18030', 4);
    return data;
  }

  private marked(data: Uint8Array, encoding: Encoding, size: number): Uint8Array {
    this.encoding = encoding;
    this.bom = true;
    this.offset = size;
    return data.subarray(size);
  }

  /** How much of the data can be decoded now, with the encoding settled on the way. */
  private cut(data: Uint8Array, last: boolean): number {
    const end = last ? data.length : cutAtLine(data, this.encoding);
    const sample = data.subarray(0, end);
    // While everything is ASCII the question stays open: a GBK file may start with a long English head.
    if (this.encoding !== undefined || end === 0 || (isAscii(sample) && !sample.includes(0))) return end;
    this.encoding = this.detected(sample);
    return last ? end : cutAtLine(data, this.encoding);
  }

  private detected(sample: Uint8Array): Encoding {
    try {
      const found = detect(sample, this.path, (at) => this.invalid('utf-8', sample, at));
      // Behind lines of ASCII there is no UTF-16: what looks like it is UTF-8 that breaks off.
      if (this.offset === 0 || !found.startsWith('utf-16')) return found;
    } catch (error) {
      const nul = sample.indexOf(0);
      if (!(error instanceof InputError) || error.code !== 'binary' || error.data.kind || nul < 0) throw error;
      throw new InputError('binary', this.path, {}, { line: this.line + countLines(sample.subarray(0, nul)) });
    }
    throw this.invalid('utf-8', sample, firstInvalidUtf8(sample));
  }

  private decode(block: Uint8Array): string {
    const buffer = Buffer.from(block.buffer, block.byteOffset, block.length);
    switch (this.encoding) {
      case undefined:
        return buffer.toString('latin1');
      case 'utf-8':
        if (!isUtf8(block)) throw this.invalid('utf-8', block, firstInvalidUtf8(block));
        if (block.includes(0)) throw new InputError('binary', this.path, {}, { line: this.line });
        // Node's own UTF-8 decoder is six times slower than the way over UTF-16.
        if (block.length > FAST_FROM) return transcode(block, 'utf8', 'utf16le').toString('utf16le');
        return buffer.toString('utf8');
      case 'utf-16le':
        if (block.length % 2 === 1) throw this.invalid('utf-16le', block, block.length - 1);
        return buffer.toString('utf16le');
      case 'utf-16be':
        if (block.length % 2 === 1) throw this.invalid('utf-16be', block, block.length - 1);
        return Buffer.from(block).swap16().toString('utf16le');
      default:
        return this.decodeLegacy(block, this.encoding);
    }
  }

  private decodeLegacy(block: Uint8Array, encoding: Encoding): string {
    if (block.includes(0)) throw new InputError('binary', this.path, {}, { line: this.line });
    const decoder = new TextDecoder(encoding, { fatal: true });
    try {
      return decoder.decode(block);
    } catch {
      throw this.invalid(encoding, block, firstInvalidLine(block, decoder));
    }
  }

  private checkLines(text: string): void {
    if (text.length <= this.maxLine) return;
    let start = 0;
    let line = 0;
    while (start < text.length) {
      const next = text.indexOf('\n', start);
      const end = next < 0 ? text.length : next;
      if (end - start > this.maxLine) throw this.longLine(line);
      start = end + 1;
      line += 1;
    }
  }

  private tooLong(before: Uint8Array): InputError {
    if (this.encoding?.startsWith('utf-16') !== true && this.carry.includes(0))
      return new InputError('binary', this.path);
    return this.longLine(countLines(before));
  }

  private longLine(linesBefore: number): InputError {
    return new InputError('long-line', this.path, { limit: this.maxLine }, { line: this.line + linesBefore });
  }

  private invalid(encoding: Encoding, block: Uint8Array, at: number): InputError {
    const line = this.line + countLines(block.subarray(0, at));
    return new InputError(
      'invalid-text',
      this.path,
      { encoding: encoding.toUpperCase(), offset: this.offset + at },
      { line },
    );
  }
}

/** Just behind the last line end. 0x0A is never half of a character in UTF-8, GB18030 and Big5. */
function cutAtLine(data: Uint8Array, encoding: Encoding | undefined): number {
  if (encoding === 'utf-16le' || encoding === 'utf-16be') {
    const low = encoding === 'utf-16le' ? 0 : 1;
    for (let at = (data.length & ~1) - 2; at >= 0; at -= 2) {
      if (data[at + low] === 10 && data[at + 1 - low] === 0) return at + 2;
    }
    return 0;
  }
  const feed = data.lastIndexOf(10);
  if (feed >= 0) return feed + 1;
  // Old Mac line ends. The last byte may be the first half of a CRLF.
  return data.lastIndexOf(13, data.length - 2) + 1;
}

function countLines(bytes: Uint8Array): number {
  let count = 0;
  for (let at = bytes.indexOf(10); at >= 0; at = bytes.indexOf(10, at + 1)) count += 1;
  return count;
}

/**
 * Tells the encoding of text that is not plain ASCII. GBK and Big5 are told apart by where their common characters lie:
 * both standards put them first (GB 2312 level 1: B0–D7, Big5 level 1: A4–C6), so that reading one as the other gives a
 * large share of rare ones. On single lines this errs far less often than statistics over letters do.
 */
export function detect(sample: Uint8Array, path: string, invalidUtf8: (at: number) => InputError): Encoding {
  const hasNul = sample.includes(0);
  if (!hasNul && isUtf8(sample)) return 'utf-8';
  const kind = magic(sample);
  if (kind !== undefined) throw new InputError('binary', path, { kind });
  const wide = detectUtf16(sample);
  if (wide !== undefined) return wide;
  if (hasNul) throw new InputError('binary', path, {}, {});
  const utf8 = utf8Share(sample);
  if (utf8 > 0.9) throw invalidUtf8(firstInvalidUtf8(sample));
  const gbk = pairShare(
    sample,
    (a, b) => (a >= 0xb0 && a <= 0xd7 && b >= 0xa1) || (a >= 0xa1 && a <= 0xa3 && b >= 0xa1),
  );
  const big5 = pairShare(sample, (a, b) => a >= 0xa1 && a <= 0xc6 && ((b >= 0x40 && b <= 0x7e) || b >= 0xa1));
  if (Math.max(gbk, big5) < 0.6) {
    if (utf8 > 0.5) throw invalidUtf8(firstInvalidUtf8(sample));
    throw new InputError('unknown-encoding', path);
  }
  return gbk >= big5 ? 'gb18030' : 'big5';
}

/** The share of double bytes that are common characters. Unpaired bytes count against. */
function pairShare(bytes: Uint8Array, common: (lead: number, trail: number) => boolean): number {
  let pairs = 0;
  let good = 0;
  for (let at = 0; at < bytes.length; at += 1) {
    const lead = bytes[at]!;
    if (lead < 0x80) continue;
    pairs += 1;
    const trail = bytes[at + 1] ?? 0;
    if (trail >= 0x40) {
      if (common(lead, trail)) good += 1;
      at += 1;
    }
  }
  return pairs === 0 ? 0 : good / pairs;
}

/** The share of non-ASCII bytes that belong to well-formed UTF-8 characters. */
function utf8Share(bytes: Uint8Array): number {
  let total = 0;
  let good = 0;
  for (let at = 0; at < bytes.length; ) {
    const size = utf8Size(bytes, at);
    if (bytes[at]! >= 0x80) {
      total += Math.max(size, 1);
      good += size;
    }
    at += Math.max(size, 1);
  }
  return total === 0 ? 1 : good / total;
}

/** Bytes of the well-formed character at `at`, 0 if there is none. */
function utf8Size(bytes: Uint8Array, at: number): number {
  const lead = bytes[at]!;
  const size =
    lead < 0x80
      ? 1
      : lead >= 0xc2 && lead < 0xe0
        ? 2
        : lead >= 0xe0 && lead < 0xf0
          ? 3
          : lead >= 0xf0 && lead < 0xf5
            ? 4
            : 0;
  return size > 0 && at + size <= bytes.length && isUtf8(bytes.subarray(at, at + size)) ? size : 0;
}

export function firstInvalidUtf8(bytes: Uint8Array): number {
  // Halve first: only the last stretch is looked at byte by byte.
  let low = 0;
  for (let high = bytes.length; high - low > 4096; ) {
    let middle = (low + high) >> 1;
    while (middle > low && (bytes[middle]! & 0xc0) === 0x80) middle -= 1;
    if (middle > low && isUtf8(bytes.subarray(low, middle))) low = middle;
    else high = middle;
    if (middle <= low && high - low > 4096) break;
  }
  while (low < bytes.length) {
    const size = utf8Size(bytes, low);
    if (size === 0) return low;
    low += size;
  }
  return bytes.length;
}

function firstInvalidLine(bytes: Uint8Array, decoder: { decode(bytes: Uint8Array): string }): number {
  for (let start = 0; start < bytes.length; ) {
    const feed = bytes.indexOf(10, start);
    const end = feed < 0 ? bytes.length : feed + 1;
    try {
      decoder.decode(bytes.subarray(start, end));
    } catch {
      return start;
    }
    start = end;
  }
  return 0;
}

/** UTF-16 without a mark: nearly all units must be CJK, CJK punctuation, full-width forms or Latin in one byte order only. */
function detectUtf16(sample: Uint8Array): Encoding | undefined {
  const size = Math.min(sample.length & ~1, 8192);
  if (size < 4) return undefined;
  let little = 0;
  let big = 0;
  for (let at = 0; at < size; at += 2) {
    if (likelyUnit(sample[at + 1]!, sample[at]!)) little += 1;
    if (likelyUnit(sample[at]!, sample[at + 1]!)) big += 1;
  }
  const half = size / 2;
  if (little > half * 0.9 && little > big * 1.3) return 'utf-16le';
  if (big > half * 0.9 && big > little * 1.3) return 'utf-16be';
  return undefined;
}

const likelyUnit = (high: number, low: number): boolean =>
  (high >= 0x4e && high <= 0x9f) ||
  (high === 0x30 && low < 0x40) ||
  high === 0xff ||
  (high === 0 && low >= 9 && low < 0x7f);

const MAGIC: [kind: string, bytes: number[]][] = [
  ['ZIP', [0x50, 0x4b, 3, 4]],
  ['PDF', [0x25, 0x50, 0x44, 0x46]],
  ['PNG', [0x89, 0x50, 0x4e, 0x47]],
  ['JPEG', [0xff, 0xd8, 0xff]],
  ['GIF', [0x47, 0x49, 0x46, 0x38]],
  ['Office 97–2003', [0xd0, 0xcf, 0x11, 0xe0]],
  ['GZIP', [0x1f, 0x8b]],
  ['RAR', [0x52, 0x61, 0x72, 0x21]],
  ['7z', [0x37, 0x7a, 0xbc, 0xaf]],
  ['MP3', [0x49, 0x44, 0x33]],
  ['ELF', [0x7f, 0x45, 0x4c, 0x46]],
];

export function magic(head: Uint8Array): string | undefined {
  return MAGIC.find(([, bytes]) => bytes.every((byte, at) => head[at] === byte))?.[0];
}
