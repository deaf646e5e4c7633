/** rules/ → the plain data that the linter starts from. Used by the build, and at run time where a config changes the rules. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import type { StructureData } from '../input/structure.js';
import type { TradeWords } from '../judge/trade.js';
import type { PhrasesFile } from '../rewrite/phrases.js';
import { prepare } from '../rewrite/prepare.js';
import { compileFoldTables } from '../text/compile.js';
import type { FoldTablesData } from '../text/tables.js';
import type { Frequencies } from './analyse.js';
import { compile } from './compile.js';
import { shareOf, spokenFrequencies } from './frequencies.js';
import type { Knowledge } from './knowledge.js';
import { loadRules, parseYaml } from './load.js';
import type { Program } from './program.js';

/** What start-up reads: dist/rules.txt and dist/rules.bin (file.ts). */
export interface RuleBundle {
  program: Program;
  text: FoldTablesData;
  phrases: PhrasesFile;
  /** who speaks, where products begin: for the input formats */
  structure: StructureData;
  /** words that tell a trade, for guessing it */
  trades: TradeWords;
  /** what is said of a hit that is doubted */
  weighing: { doubt: { say: string; 'say-en': string } };
}

/** What only some commands read: dist/sources.json, the packs as they were written. */
export type RuleSources = Pick<Knowledge, 'guards' | 'law'> & {
  packs: { file: string; source: Knowledge['packs'][number]['source'] }[];
  lists: Record<string, { file: string; items: string[] }>;
  /** for compiling again */
  frequencies: Frequencies;
};

/** What the text, rewrite and input layers know of the language, without the packs. */
export function buildLanguage(folder: string, frequencies: Frequencies = []): Omit<RuleBundle, 'program'> {
  const yaml = (name: string) => parseYaml(readFileSync(join(folder, name), 'utf8'), name).data;
  return {
    text: compileFoldTables({
      speech: yaml('speech.yaml'),
      disguises: yaml('disguises.yaml'),
      characters: JSON.parse(readFileSync(join(folder, 'characters.json'), 'utf8')),
      dictionary: dictionary(),
    }),
    phrases: prepare(yaml('rewriting.yaml') as PhrasesFile, shareOf(frequencies)),
    structure: yaml('structure.yaml') as StructureData,
    trades: yaml('trades.yaml') as TradeWords,
    weighing: yaml('weighing.yaml') as RuleBundle['weighing'],
  };
}

const dictionary = () => readFileSync(createRequire(import.meta.url).resolve('@node-rs/jieba/dict.txt'), 'utf8');

/** What hosts say, as far as it is at hand: the examples of all rules, and the fixtures beside the rules. */
function speech(knowledge: Knowledge, folder: string): string[] {
  const examples = knowledge.packs.flatMap(({ source }) =>
    source.rules.flatMap(({ examples: { bad, good } }) => [...bad, ...good].map((e) => e.text.replace(/[⟦⟧]/g, ''))),
  );
  const fixtures = join(folder, '../fixtures');
  if (!existsSync(fixtures)) return examples;
  const files = readdirSync(fixtures, { recursive: true, encoding: 'utf8' }).filter((name) => /\.(md|txt)$/.test(name));
  return [...examples, ...files.sort().map((name) => readFileSync(join(fixtures, name), 'utf8'))];
}

/** @throws RuleError */
export function buildRules(folder: string): { rules: RuleBundle; sources: RuleSources } {
  const knowledge = loadRules(folder);
  const frequencies = spokenFrequencies(speech(knowledge, folder));
  return {
    rules: { program: compile(knowledge, frequencies), ...buildLanguage(folder, frequencies) },
    sources: {
      frequencies,
      guards: knowledge.guards,
      law: knowledge.law,
      packs: knowledge.packs.map(({ file, source }) => ({ file, source })),
      lists: Object.fromEntries(
        Object.entries(knowledge.lists).map(([name, { file, items }]) => [name, { file, items }]),
      ),
    },
  };
}
