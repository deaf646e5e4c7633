import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { alignTokens, type Segmenter, SegmenterError, type Token, type UserWord } from '../segmenter.js';
import { builtFile, dictionaryFile } from './dictionary.js';
import { Words } from './words.js';

/** Only the parts used here: the package's own types would load it. */
interface Jieba {
  loadDict(dict: Uint8Array): void;
  tag(text: string, hmm?: boolean): { word: string; tag: string }[];
}

/** The default segmenter. Its dictionary takes as long to load as Node to start, so nothing is loaded before the first use. */
export class NodeRsJieba implements Segmenter {
  readonly name = 'node-rs-jieba';
  private jieba: Jieba | undefined;
  private words: Words | undefined;

  constructor(private readonly userWords: readonly UserWord[] = []) {}

  tag(text: string): Token[] {
    if (text === '') return [];
    const table = this.table();
    if (table) return table.tag(text);
    this.jieba ??= load(this.userWords);
    // Without guessing: a guessed word that joins the end of a term to what follows would hide the term.
    return alignTokens(text, this.jieba.tag(text, false));
  }

  starts(text: string): number[] {
    return this.table()?.starts(text) ?? this.tag(text).map(({ start }) => start);
  }

  /** What stands in for the segmenter where nothing is built yet or words of the user are wanted: nothing. */
  private table(): Words | undefined {
    const file = this.words || this.userWords.length > 0 ? undefined : builtFile('words.bin');
    if (file) this.words = new Words(readFileSync(file));
    return this.words;
  }
}

function load(userWords: readonly UserWord[]): Jieba {
  const require = createRequire(import.meta.url);
  let jieba: Jieba;
  try {
    const { Jieba: Constructor } = require('@node-rs/jieba') as { Jieba: { withDict(dict: Uint8Array): Jieba } };
    // The package's own dict.js also reads a table of six megabytes that tagging has no use for.
    jieba = Constructor.withDict(readFileSync(dictionaryFile(require)));
  } catch (error) {
    throw new SegmenterError(
      `@node-rs/jieba cannot be loaded (${(error as Error).message}). Install it again: npm install @node-rs/jieba`,
    );
  }
  if (userWords.length > 0) {
    const lines = userWords.map(({ word, pos }) => `${word} 100000 ${pos ?? 'n'}`).join('\n');
    jieba.loadDict(Buffer.from(`${lines}\n`));
  }
  return jieba;
}
