import { closeSync, mkdirSync, openSync, renameSync, rmSync, writeSync } from 'node:fs';
import { dirname } from 'node:path';

/**
 * Writes a file whole or not at all: another process reads the old one or the new one, never half of one, and of two that
 * write at once the later wins.
 * @throws the system's error where it cannot be written; nothing is left behind then
 */
export function writeAtomically(file: string, pieces: Iterable<Uint8Array>): void {
  mkdirSync(dirname(file), { recursive: true });
  const draft = `${file}.${process.pid}.${Math.random().toString(36).slice(2)}.tmp`;
  try {
    const fd = openSync(draft, 'wx');
    try {
      for (const piece of pieces) for (let at = 0; at < piece.length; ) at += writeSync(fd, piece, at);
    } finally {
      closeSync(fd);
    }
    renameSync(draft, file);
  } catch (error) {
    rmSync(draft, { force: true });
    throw error;
  }
}
