import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { parse } from 'yaml';
import { compileFoldTables, type FoldSources } from '../../src/text/compile.js';
import { type FoldTables, loadFoldTables } from '../../src/text/tables.js';

const rules = new URL('../../rules/', import.meta.url);

export function foldSources(): FoldSources {
  const read = (name: string): string => readFileSync(new URL(name, rules), 'utf8');
  return {
    speech: parse(read('speech.yaml')),
    disguises: parse(read('disguises.yaml')),
    characters: JSON.parse(read('characters.json')),
    dictionary: readFileSync(createRequire(import.meta.url).resolve('@node-rs/jieba/dict.txt'), 'utf8'),
  };
}

let tables: FoldTables | undefined;

/** The project's own tables, compiled once a test file. */
export function foldTables(): FoldTables {
  tables ??= loadFoldTables(compileFoldTables(foldSources()));
  return tables;
}
