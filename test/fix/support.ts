import { FileFix } from '../../src/fix/file-fix.js';
import type { Refusal } from '../../src/fix/refusal.js';
import type { Change, Outcome } from '../../src/fix/types.js';
import { writerFor } from '../../src/fix/writers/index.js';
import type { OpenOptions } from '../../src/input/index.js';
import type { Script } from '../../src/model.js';
import { readAll } from '../input/helpers.js';

/** Words of a file and what they become; the words must stand in it once. */
export type Wish = readonly [words: string, ...texts: string[]];

export function changeFor(scripts: readonly Script[], [words, ...texts]: Wish): Change {
  for (const script of scripts) {
    const start = script.text.indexOf(words);
    if (start >= 0) return { script, span: { start, end: start + words.length }, texts };
  }
  throw new Error(`${words} is not said`);
}

/** Changes a file without asking any rule: how it is written is one thing, what is written another. */
export async function write(
  bytes: Buffer,
  path: string,
  wishes: readonly Wish[],
  options: OpenOptions = {},
): Promise<{ bytes: Buffer; outcomes: Outcome[]; refusals: Refusal[] }> {
  const scripts = await readAll(bytes, path, options);
  const fix = await FileFix.open(bytes, scripts, [], {
    path,
    read: (written) => readAll(written, path, options),
    judge: () => [],
  });
  if (!fix) throw new Error(`${scripts[0]?.format} is only read`);
  const outcomes = await fix.take(
    wishes.map((wish) => changeFor(scripts, wish)),
    'not worse',
  );
  const refusals = outcomes.flatMap((outcome) => ('refusal' in outcome ? [outcome.refusal] : []));
  return { bytes: fix.result, outcomes, refusals };
}

export async function text(content: string, path: string, ...wishes: Wish[]): Promise<string> {
  const { bytes, refusals } = await write(Buffer.from(content), path, wishes);
  if (refusals[0]) throw refusals[0];
  return bytes.toString();
}

/** The file with no change at all, put through its writer. */
export async function untouched(bytes: Buffer, path: string): Promise<Buffer> {
  const scripts = await readAll(bytes, path);
  const open = await writerFor(scripts[0]!.format);
  const writer = await open!(bytes, scripts, path);
  return writer.write([]);
}
