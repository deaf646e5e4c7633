import type { Script } from '../../model.js';
import type { FixedFile } from './fixing.js';

/**
 * Lines of a unified diff of a file's decoded text, as `patch` takes it; of formats that are no text, of what is said in
 * them.
 */
export async function createPatch({ path, before, after, texts }: FixedFile): Promise<string[]> {
  // Loaded only here: nothing else prints diffs.
  const { createTwoFilesPatch } = await import('diff');
  const [old, now] = texts ?? [copyOf(before), copyOf(after)];
  const patch = createTwoFilesPatch(`a/${path}`, `b/${path}`, old, now, undefined, undefined, { context: 1 });
  return patch.replace(/^=+\n/, '').replace(/\n$/, '').split('\n');
}

const copyOf = (scripts: readonly Script[]): string => scripts.map(({ text }) => text).join('');
