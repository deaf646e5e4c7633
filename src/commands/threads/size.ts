/** How many threads a job is worth. */
import { statSync } from 'node:fs';
import { availableParallelism, totalmem } from 'node:os';
import type { Found } from '../../input/index.js';

export interface Task {
  file: Found;
  /** its size, once asked for */
  bytes: number;
}

/**
 * Bytes for which another thread is worth its start: it loads the rules and the dictionary and warms up, which takes about as
 * long as checking a quarter of this.
 */
const BYTES_A_THREAD = 2 * 2 ** 20;
/** What a thread may need of the machine's memory. */
const MEMORY_A_THREAD = 512 * 2 ** 20;
/** Unless told otherwise: a checker must not take a whole server for itself. */
const MOST = 8;

/** `wanted`: a number that was asked for; undefined: by the bytes to check. A single file is one thread's work. */
export function threadsFor(tasks: readonly Task[], wanted: number | undefined): number {
  let total = 0;
  let largest = 0;
  for (const task of tasks) {
    task.bytes = sizeOf(task.file);
    total += task.bytes;
    largest = Math.max(largest, task.bytes);
  }
  if (wanted !== undefined) return Math.max(1, Math.min(wanted, tasks.length));
  // Where one file is most of the work, others wait for it.
  const worth = Math.floor(total / Math.max(BYTES_A_THREAD, largest, 1));
  return Math.max(1, Math.min(worth, tasks.length, availableParallelism(), memory() / MEMORY_A_THREAD, MOST) | 0);
}

/** In bytes; of a container its share. */
function memory(): number {
  const limit = process.constrainedMemory?.() ?? 0;
  return limit > 0 ? Math.min(limit, totalmem()) : totalmem();
}

function sizeOf({ file }: Found): number {
  return (file === undefined ? undefined : statSync(file, { throwIfNoEntry: false })?.size) ?? 0;
}
