/** rules/ → the plain data that the linter starts from. Used by the build, and at run time where a config changes the rules. */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import type { StructureData } from '../input/structure.js';
import type { TradeWords } from '../judge/trade.js';
import type { PhrasesFile } from '../rewrite/phrases.js';
import { compileFoldTables } from '../text/compile.js';
import type { FoldTablesData } from '../text/tables.js';
import { compile } from './compile.js';
import type { Knowledge } from './knowledge.js';
import { loadRules, parseYaml } from './load.js';
import type { Program } from './program.js';

/** What start-up reads: dist/rules.json and dist/rules.bin (file.ts). */
export interface RuleBundle {
  program: Program;
  text: FoldTablesData;
  phrases: PhrasesFile;
  /** who speaks, where products begin: for the input formats */
  structure: StructureData;
  /** words that tell a trade, for guessing it */
  trades: TradeWords;
}

/** What only some commands read: dist/sources.json, the packs as they were written. */
export type RuleSources = Pick<Knowledge, 'guards' | 'law'> & {
  packs: { file: string; source: Knowledge['packs'][number]['source'] }[];
  lists: Record<string, { file: string; items: string[] }>;
};

/** What the text, rewrite and input layers know of the language, without the packs. */
export function buildLanguage(folder: string): Omit<RuleBundle, 'program'> {
  const yaml = (name: string) => parseYaml(readFileSync(join(folder, name), 'utf8'), name).data;
  return {
    text: compileFoldTables({
      speech: yaml('speech.yaml'),
      disguises: yaml('disguises.yaml'),
      characters: JSON.parse(readFileSync(join(folder, 'characters.json'), 'utf8')),
      dictionary: dictionary(),
    }),
    phrases: yaml('rewriting.yaml') as PhrasesFile,
    structure: yaml('structure.yaml') as StructureData,
    trades: yaml('trades.yaml') as TradeWords,
  };
}

const dictionary = () => readFileSync(createRequire(import.meta.url).resolve('@node-rs/jieba/dict.txt'), 'utf8');

/** Characters by how often they stand in the dictionary's words, weighed by the words' frequencies. */
function rankedCharacters(): string {
  const counts = new Map<string, number>();
  for (const line of dictionary().split('\n')) {
    const [word = '', count] = line.split(' ');
    for (const c of word) counts.set(c, (counts.get(c) ?? 0) + Number(count));
  }
  const ranked = [...counts].sort((a, b) => b[1] - a[1]);
  return ranked
    .slice(0, 3000)
    .map(([c]) => c)
    .join('');
}

/** @throws RuleError */
export function buildRules(folder: string): { rules: RuleBundle; sources: RuleSources } {
  const knowledge = loadRules(folder);
  return {
    rules: { program: compile(knowledge, rankedCharacters()), ...buildLanguage(folder) },
    sources: {
      guards: knowledge.guards,
      law: knowledge.law,
      packs: knowledge.packs.map(({ file, source }) => ({ file, source })),
      lists: Object.fromEntries(
        Object.entries(knowledge.lists).map(([name, { file, items }]) => [name, { file, items }]),
      ),
    },
  };
}
