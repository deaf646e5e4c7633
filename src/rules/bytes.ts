import { closeSync, openSync, readSync } from 'node:fs';

/** Fills arrays with parts of a file. */
export const bytesOf =
  (file: string) =>
  (start: number, into: Uint8Array): void => {
    const open = openSync(file, 'r');
    try {
      let done = 0;
      while (done < into.length) {
        const read = readSync(open, into, done, into.length - done, start + done);
        if (read === 0) throw new Error(`${file} is too short: run "npm run build"`);
        done += read;
      }
    } finally {
      closeSync(open);
    }
  };
