import { inflateRawSync } from 'node:zlib';
import { InputError } from '../error.js';

/** Unpacked sizes above these are refused: an office file of a script is a few megabytes. */
const MAX_ENTRY = 256 * 2 ** 20;
const MAX_RATIO = 1000;
const MAX_ENTRIES = 20_000;

const END = 0x06054b50;
const CENTRAL = 0x02014b50;
const LOCAL = 0x04034b50;

interface Entry {
  method: number;
  flags: number;
  packed: number;
  size: number;
  /** offset of the local header */
  at: number;
  /** offset of its record in the central directory */
  record: number;
}

/**
 * The files inside an office document. Sizes in the archive are claims: what is unpacked is counted as it comes, so that a
 * small file cannot fill the memory.
 */
export class Zip {
  private readonly entries = new Map<string, Entry>();
  /** the central directory and the record behind it, for the writer */
  readonly directory = { start: 0, end: 0, count: 0 };

  constructor(
    readonly bytes: Buffer,
    private readonly path: string,
    private readonly format: string,
  ) {
    this.readDirectory();
  }

  get names(): string[] {
    return [...this.entries.keys()];
  }

  has(name: string): boolean {
    return this.entries.has(name);
  }

  entry(name: string): Readonly<Entry> | undefined {
    return this.entries.get(name);
  }

  /** @throws InputError where the entry is missing, damaged, encrypted or too large */
  read(name: string): Buffer {
    const entry = this.entries.get(name);
    if (entry === undefined) throw this.damaged(`${name} ✗`);
    if ((entry.flags & 1) !== 0) throw new InputError('protected', this.path);
    const { bytes } = this;
    if (entry.at + 30 > bytes.length || bytes.readUInt32LE(entry.at) !== LOCAL) throw this.damaged(name);
    const start = entry.at + 30 + bytes.readUInt16LE(entry.at + 26) + bytes.readUInt16LE(entry.at + 28);
    const packed = bytes.subarray(start, start + entry.packed);
    if (packed.length < entry.packed) throw this.damaged(name);
    if (entry.method === 0) return packed;
    if (entry.method !== 8) throw this.damaged(`${name}: method ${entry.method}`);
    const limit = Math.min(MAX_ENTRY, Math.max(2 ** 20, entry.packed * MAX_RATIO));
    try {
      return inflateRawSync(packed, { maxOutputLength: limit });
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'ERR_BUFFER_TOO_LARGE') {
        throw new InputError('bomb', this.path, { what: `${name} > ${Math.floor(limit / 2 ** 20)} MB` });
      }
      throw this.damaged(name);
    }
  }

  text(name: string): string {
    const data = this.read(name);
    if (data[0] === 0xff && data[1] === 0xfe) return data.subarray(2).toString('utf16le');
    if (data[0] === 0xfe && data[1] === 0xff)
      return Buffer.from(data.subarray(2, data.length & ~1))
        .swap16()
        .toString('utf16le');
    return data.toString('utf8').replace(/^\uFEFF/u, '');
  }

  private readDirectory(): void {
    const { bytes } = this;
    // The end record is last but for a comment of up to 64 KB.
    let end = bytes.length - 22;
    const least = Math.max(0, end - 0xffff);
    while (end >= least && bytes.readUInt32LE(end) !== END) end -= 1;
    if (end < least || end < 0) throw this.damaged('central directory');
    const count = bytes.readUInt16LE(end + 10);
    let at = bytes.readUInt32LE(end + 16);
    Object.assign(this.directory, { start: at, end, count });
    if (count > MAX_ENTRIES) throw new InputError('bomb', this.path, { what: `${count} files` });
    for (let index = 0; index < count; index += 1) {
      if (at + 46 > bytes.length || bytes.readUInt32LE(at) !== CENTRAL) throw this.damaged('central directory');
      const nameLength = bytes.readUInt16LE(at + 28);
      const name = bytes.toString('utf8', at + 46, at + 46 + nameLength).replaceAll('\\', '/');
      this.entries.set(name, {
        flags: bytes.readUInt16LE(at + 8),
        method: bytes.readUInt16LE(at + 10),
        packed: bytes.readUInt32LE(at + 20),
        size: bytes.readUInt32LE(at + 24),
        at: bytes.readUInt32LE(at + 42),
        record: at,
      });
      at += 46 + nameLength + bytes.readUInt16LE(at + 30) + bytes.readUInt16LE(at + 32);
    }
  }

  private damaged(reason: string): InputError {
    return new InputError('damaged', this.path, { format: this.format, reason });
  }
}
