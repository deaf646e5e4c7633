/** What a file holds, as one short text. Reading and hashing it costs little more than asking for its time and size, which can lie. */
import { createHash } from 'node:crypto';
import { closeSync, openSync, readSync } from 'node:fs';
import type { Source } from '../input/index.js';

/** Short enough to be cheap, too long to be forged: a script must not be able to pass for another one. */
const LENGTH = 32;
const buffer = Buffer.allocUnsafeSlow(256 * 1024);

/** @throws the system's error where it cannot be read */
export function contentHash(file: string): string {
  const fd = openSync(file, 'r');
  try {
    const hash = createHash('sha256');
    for (;;) {
      const size = readSync(fd, buffer, 0, buffer.length, null);
      if (size === 0) break;
      hash.update(buffer.subarray(0, size));
    }
    return hash.digest('base64url').slice(0, LENGTH);
  } finally {
    closeSync(fd);
  }
}

/**
 * The same of a source as it is read: what is kept is kept under what was judged, not under what the file holds by then.
 * `content` gives undefined until all of it was read.
 */
export function hashing(source: Source): { source: Source; content: () => string | undefined } {
  const hash = createHash('sha256');
  let content: string | undefined;
  const chunks = async function* (): AsyncGenerator<Uint8Array> {
    for await (const piece of source.chunks()) {
      hash.update(piece);
      yield piece;
    }
    content = hash.digest('base64url').slice(0, LENGTH);
  };
  return { source: { ...source, chunks }, content: () => content };
}
