/**
 * The words that segmenters know. The full dictionary takes longer to load than Node to start; of its 349,000 words the
 * build keeps the 105,000 that are not rare. Judging needs the common ones: they tell 拒绝|对比 from 绝对.
 */
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/** This module runs from dist/, from a chunk one folder below it, or, in development, from src/text/segmenters/. */
const HOMES = ['./', '../', '../../../dist/'];

/** Lines of the full dictionary, `word frequency tag`, that are kept: occurrences in the corpus it was counted from. */
const LEAST = 10;

export function commonWords(dictionary: string): string {
  return dictionary
    .split('\n')
    .filter((line) => Number(line.split(' ')[1]) >= LEAST)
    .join('\n');
}

/** A file that the build wrote, undefined where nothing is built yet. */
export function builtFile(name: string): string | undefined {
  for (const home of HOMES) {
    const file = fileURLToPath(new URL(`${home}${name}`, import.meta.url));
    if (existsSync(file)) return file;
  }
  return undefined;
}

/** The built file, or the full dictionary where nothing is built yet. */
export function dictionaryFile(require: NodeJS.Require): string {
  return builtFile('words.txt') ?? require.resolve('@node-rs/jieba/dict.txt');
}
