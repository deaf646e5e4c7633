import { closeSync, openSync, readSync } from 'node:fs';

/** Reads parts of a file when they are asked for. */
export const bytesOf =
  (file: string) =>
  (start: number, length: number): Uint8Array => {
    const bytes = new Uint8Array(length);
    const open = openSync(file, 'r');
    try {
      let done = 0;
      while (done < length) {
        const read = readSync(open, bytes, done, length - done, start + done);
        if (read === 0) throw new Error(`${file} is too short: run "npm run build"`);
        done += read;
      }
    } finally {
      closeSync(open);
    }
    return bytes;
  };
