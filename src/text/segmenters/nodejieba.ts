import { createRequire } from 'node:module';
import { alignTokens, type Segmenter, SegmenterError, type Token, type UserWord } from '../segmenter.js';
import { dictionaryFile } from './dictionary.js';

interface NodeJiebaModule {
  load(paths: { dict: string }): void;
  cut(text: string, guess: boolean): string[];
  insertWord(word: string, tag?: string): boolean;
  tag(text: string): { word: string; tag: string }[];
}

/** The optional segmenter: C++ that npm may have to compile, so it may not be there. */
export class NodeJieba implements Segmenter {
  readonly name = 'nodejieba';
  private module: NodeJiebaModule | undefined;
  private readonly tags = new Map<string, string>();

  constructor(
    private readonly userWords: readonly UserWord[] = [],
    private readonly require: NodeJS.Require = createRequire(import.meta.url),
  ) {}

  tag(text: string): Token[] {
    if (text === '') return [];
    this.module ??= load(this.userWords, this.require);
    // Its own tagging guesses words that no dictionary has, so words are cut first and tagged one by one.
    const words = joinAscii(this.module.cut(text, false));
    return alignTokens(
      text,
      words.map((word) => ({ word, tag: this.tagOf(word) })),
    );
  }

  starts(text: string): number[] {
    return this.tag(text).map(({ start }) => start);
  }

  private tagOf(word: string): string {
    let tag = this.tags.get(word);
    if (tag === undefined) {
      tag = tagAscii(word) ?? this.module!.tag(word)[0]?.tag ?? 'x';
      // Text is unbounded, memory is not.
      if (this.tags.size > 50_000) this.tags.clear();
      this.tags.set(word, tag);
    }
    return tag;
  }
}

const NUMBER_OR_NAME = /[a-zA-Z0-9]+|[\s\S]/g;

/** Cutting without guessing leaves single letters and digits; numbers and Latin words are one word each. */
function joinAscii(words: string[]): string[] {
  const joined: string[] = [];
  let run = '';
  const flush = (): void => {
    if (run !== '') joined.push(...run.match(NUMBER_OR_NAME)!);
    run = '';
  };
  for (const word of words) {
    if (word.length === 1 && word > ' ' && word <= '~') run += word;
    else {
      flush();
      joined.push(word);
    }
  }
  flush();
  return joined;
}

/** As the default segmenter tags them. */
function tagAscii(word: string): string | undefined {
  if (!/^[a-zA-Z0-9]+$/.test(word)) return undefined;
  return /^\d+$/.test(word) ? 'm' : 'eng';
}

/** Whether it is installed and its addon was built. */
export function hasNodeJieba(): boolean {
  try {
    load([], createRequire(import.meta.url));
    return true;
  } catch {
    return false;
  }
}

function load(userWords: readonly UserWord[], require: NodeJS.Require): NodeJiebaModule {
  try {
    const module = require('nodejieba') as NodeJiebaModule;
    // The dictionary of the default segmenter, so that both find the same words.
    module.load({ dict: dictionaryFile(require) });
    for (const { word, pos } of userWords) module.insertWord(word, pos ?? 'n');
    return module;
  } catch (error) {
    const reason = (error as Error).message.split('\n')[0];
    throw new SegmenterError(
      `nodejieba is not installed or was not built (${reason}). Install it with npm install nodejieba, ` +
        'which needs a C++ compiler where no prebuilt binary fits, or use the default: segmenter: node-rs-jieba',
    );
  }
}
