import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { Pool, type Told } from '../../src/commands/threads/pool.js';
import type { Given } from '../../src/commands/threads/protocol.js';
import { type Task, threadsFor } from '../../src/commands/threads/size.js';
import { folderWith } from '../cli/run.js';

const pools: Pool[] = [];
afterEach(async () => {
  for (const pool of pools.splice(0)) await pool.close();
});

/** A pool whose threads run this instead of checking: they echo, and die at files with certain names. */
const THREAD = `
import { parentPort } from 'node:worker_threads';
parentPort.on('message', (order) => {
  if (order.finish) return process.exit(0);
  for (const [number, file] of order.files ?? []) {
    if (file.path.includes('exit')) process.exit(3);
    if (file.path.includes('throw')) throw new Error('out of luck');
    parentPort.postMessage({ events: [[number, { notice: file.path }], [number, { end: true }]] });
  }
});`;

function pool(count: number, paths: string[], bytes = 100_000): { pool: Pool; tasks: Task[] } {
  const script = join(folderWith(), 'thread.mjs');
  writeFileSync(script, THREAD);
  const tasks = paths.map((path) => ({ file: { path, file: `/${path}` }, bytes }));
  const made = new Pool(count, tasks, {} as Given, () => {}, script);
  pools.push(made);
  return { pool: made, tasks };
}

async function all(from: { pool: Pool; tasks: Task[] }): Promise<(string | undefined)[]> {
  const told: (string | undefined)[] = [];
  for (const { file } of from.tasks) {
    for await (const event of from.pool.of(file)) told.push(wordsOf(event));
  }
  return told;
}

function wordsOf(event: Told): string | undefined {
  if ('notice' in event) return event.notice;
  return 'error' in event ? `${event.error.problems[0]?.path}: ${event.error.problems[0]?.message}` : undefined;
}

describe('threads that die', () => {
  it('cost the file they were at, and no other', async () => {
    const paths = Array.from({ length: 40 }, (_, i) => `${i}${i === 7 ? 'throw' : i === 30 ? 'exit' : ''}`);
    const told = (await all(pool(3, paths))).filter((word) => word !== undefined);
    expect(told).toEqual(
      paths.map((path) =>
        path === '7throw' ? '7throw: out of luck' : path === '30exit' ? '30exit: thread ended' : path,
      ),
    );
  });

  it('are not replaced for ever: then the rest is told as not checked', async () => {
    const paths = Array.from({ length: 30 }, (_, i) => `${i}exit`);
    const told = (await all(pool(2, paths))).filter((word) => word !== undefined);
    expect(told).toEqual(paths.map((path) => `${path}: thread ended`));
  });
});

describe('how many threads a job is worth', () => {
  const tasks = (...sizes: number[]): Task[] => {
    const cwd = folderWith(Object.fromEntries(sizes.map((size, i) => [`${i}.txt`, Buffer.alloc(size)])));
    return sizes.map((_, i) => ({ file: { path: `${i}.txt`, file: join(cwd, `${i}.txt`) }, bytes: 0 }));
  };

  it('is one for little, for a single file, and where one file is most of it', () => {
    expect(threadsFor([], undefined)).toBe(1);
    expect(threadsFor(tasks(1000, 1000), undefined)).toBe(1);
    expect(threadsFor(tasks(20e6), undefined)).toBe(1);
    expect(threadsFor(tasks(20e6, 1000, 1000), undefined)).toBe(1);
  });

  it('is what was asked for, but no more than there are files', () => {
    expect(threadsFor(tasks(10, 10, 10), 2)).toBe(2);
    expect(threadsFor(tasks(10, 10, 10), 8)).toBe(3);
    expect(threadsFor([], 8)).toBe(1);
  });
});
