import { closeSync, fstatSync, openSync, readSync } from 'node:fs';
import { InputError } from './error.js';

/** Where bytes come from. Opened once, read in order, never held whole unless a format has to. */
export interface Source {
  /** as shown in reports */
  path: string;
  /** decides the format by its ending; differs from `path` for standard input with a given name */
  name: string;
  /** pieces of any size */
  chunks(): AsyncIterable<Uint8Array> | Iterable<Uint8Array>;
}

/** 256 Ki Chinese characters in UTF-8. */
export const CHUNK_BYTES = 768 * 1024;

export function fileSource(file: string, shown: string = file): Source {
  return { path: shown, name: file, chunks: () => fileChunks(file, shown) };
}

function* fileChunks(file: string, shown: string): Generator<Uint8Array> {
  let fd: number;
  try {
    fd = openSync(file, 'r');
  } catch (error) {
    throw readError(error, shown);
  }
  try {
    // One byte more than a small file has, so that one piece is all of it and most of a buffer is not made for nothing.
    let wanted = Math.min(CHUNK_BYTES, fstatSync(fd).size + 1);
    while (true) {
      const buffer = Buffer.allocUnsafe(wanted);
      const size = readSync(fd, buffer, 0, wanted, null);
      if (size === 0) return;
      yield buffer.subarray(0, size);
      if (size === wanted) wanted = CHUNK_BYTES;
    }
  } catch (error) {
    throw readError(error, shown);
  } finally {
    closeSync(fd);
  }
}

/** The first 4 KiB of a file, nothing if it cannot be read. */
export function headOf(file: string): Uint8Array {
  try {
    const fd = openSync(file, 'r');
    try {
      const buffer = Buffer.alloc(4096);
      return buffer.subarray(0, readSync(fd, buffer, 0, buffer.length, 0));
    } finally {
      closeSync(fd);
    }
  } catch {
    return new Uint8Array(0);
  }
}

export function streamSource(stream: AsyncIterable<Uint8Array | string>, path: string, name: string = path): Source {
  return {
    path,
    name,
    chunks: async function* () {
      for await (const piece of stream) yield typeof piece === 'string' ? Buffer.from(piece) : piece;
    },
  };
}

export function memorySource(content: Uint8Array | string, path: string): Source {
  return { path, name: path, chunks: () => [typeof content === 'string' ? Buffer.from(content) : content] };
}

/** The whole content, for formats that cannot be read in pieces. `limit` in bytes. */
export async function readWhole(source: Source, limit: number): Promise<Buffer> {
  const pieces: Uint8Array[] = [];
  let size = 0;
  for await (const piece of source.chunks()) {
    size += piece.length;
    if (size > limit) throw new InputError('too-large', source.path, { limit: Math.floor(limit / 2 ** 20) });
    pieces.push(piece);
  }
  return Buffer.concat(pieces);
}

/** Looks at the first bytes and gives a source that still starts with them. */
export async function peek(source: Source, size: number): Promise<{ head: Uint8Array; source: Source }> {
  const iterator = iterate(source.chunks());
  const pieces: Uint8Array[] = [];
  let length = 0;
  while (length < size) {
    const next = await iterator.next();
    if (next.done) break;
    pieces.push(next.value);
    length += next.value.length;
  }
  const head = pieces.length === 1 ? pieces[0]! : Buffer.concat(pieces);
  const rest = async function* (): AsyncGenerator<Uint8Array> {
    try {
      yield* pieces;
      while (true) {
        const next = await iterator.next();
        if (next.done) return;
        yield next.value;
      }
    } finally {
      await iterator.return?.();
    }
  };
  return { head: head.subarray(0, size), source: { ...source, chunks: rest } };
}

function iterate<T>(source: AsyncIterable<T> | Iterable<T>): AsyncIterator<T> | Iterator<T> {
  return Symbol.asyncIterator in source ? source[Symbol.asyncIterator]() : source[Symbol.iterator]();
}

function readError(error: unknown, path: string): unknown {
  if (error instanceof InputError) return error;
  const code = (error as NodeJS.ErrnoException).code;
  if (code === 'ENOENT' || code === 'ENOTDIR') return new InputError('missing', path);
  if (code !== undefined) return new InputError('unreadable', path, { reason: code });
  return error;
}
