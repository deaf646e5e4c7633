import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  alignTokens,
  type Segmenter,
  SegmenterError,
  type SegmenterName,
  type UserWord,
} from '../../src/text/segmenter.js';
import { dictionaryFile } from '../../src/text/segmenters/dictionary.js';
import { createSegmenter } from '../../src/text/segmenters/index.js';
import { hasNodeJieba, NodeJieba } from '../../src/text/segmenters/nodejieba.js';

/** nodejieba is optional. Where it is known to be there, a run without it is a failure and not a quieter success. */
const required = process.env.KOUBO_REQUIRE_NODEJIEBA === '1';
const built = hasNodeJieba();
const names: SegmenterName[] = built ? ['node-rs-jieba', 'nodejieba'] : ['node-rs-jieba'];

const texts = [
  '这款面霜质地很轻，早晚各用一次。',
  '三十九块九两瓶，今天晚上八点到十点。',
  '棉100%，重量1.5公斤，编号A12-b',
  '最后说一句，第一次来的可以先看看尺码',
  '😀 空 格\t和\u3000全角，\n换行\r\n也在',
  '一二三\u0000四五六\ud800七',
];

const words = (segmenter: Segmenter, text: string): string[] => segmenter.tag(text).map((token) => token.text);

it('runs over nodejieba where that is required', () => {
  if (required) expect(built).toBe(true);
});

describe.each(names)('%s', (name) => {
  const segmenter = createSegmenter(name);

  it('is the one asked for', () => {
    expect(segmenter.name).toBe(name);
  });

  it('gives tokens that are the text, at their offsets', () => {
    fc.assert(
      fc.property(fc.oneof(fc.constantFrom(...texts), fc.string({ unit: 'binary', maxLength: 60 })), (text) => {
        const tokens = segmenter.tag(text);
        expect(tokens.map((token) => token.text).join('')).toBe(text);
        for (const token of tokens) {
          expect(text.slice(token.start, token.end)).toBe(token.text);
          expect(token.pos).not.toBe('');
        }
      }),
      { numRuns: 300 },
    );
  });

  it('says of every text where its tokens begin, without tagging it', () => {
    const dictionary = readFileSync(dictionaryFile(createRequire(import.meta.url)), 'utf8').split('\n');
    const word = fc.nat().map((n) => (dictionary[n % dictionary.length] as string).split(' ')[0] as string);
    const piece = fc.oneof(
      { weight: 6, arbitrary: word },
      { weight: 2, arbitrary: word.map((w) => w.slice(-1)) },
      { weight: 1, arbitrary: fc.constantFrom(...texts, 'abc', '12', ' ', '1.5', '😀', '〇', '，', '\u{20000}') },
      { weight: 1, arbitrary: fc.string({ unit: 'binary', maxLength: 4 }) },
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 20 }), (pieces) => {
        const text = pieces.join('');
        expect(segmenter.starts(text)).toEqual(segmenter.tag(text).map((token) => token.start));
      }),
      { numRuns: 2000 },
    );
  });

  it('tags words with their parts of speech', () => {
    const pos = (text: string, word: string): string => segmenter.tag(text).find((token) => token.text === word)!.pos;
    expect(pos('质地很轻薄', '轻薄')).toMatch(/^a/);
    expect(pos('早上一杯牛奶', '牛奶')).toMatch(/^n/);
    expect(pos('大家非常喜欢', '非常')).toMatch(/^d/);
    expect(pos('大家非常喜欢', '喜欢')).toMatch(/^v/);
    expect(pos('买3件', '3')).toBe('m');
  });

  it('keeps numbers and Latin words in one piece', () => {
    expect(words(segmenter, '重500克')).toContain('500');
    expect(words(segmenter, '防晒spf50那瓶')).toContain('spf50');
  });

  it('keeps apart what looks alike', () => {
    expect(words(segmenter, '我拒绝对比')).toEqual(['我', '拒绝', '对比']);
    expect(words(segmenter, '先浸泡最后冲洗')).toContain('最后');
  });

  it('says nothing about nothing', () => {
    expect(segmenter.tag('')).toEqual([]);
  });

  it('takes words of the user', () => {
    const added: UserWord[] = [{ word: '云柚谷', pos: 'nz' }];
    const token = createSegmenter(name, added)
      .tag('我们云柚谷面霜')
      .find(({ text }) => text === '云柚谷');
    expect(token?.pos).toBe('nz');
  });
});

describe('the table of words', () => {
  it('says what the segmenter itself says, words and parts of speech', () => {
    const table = createSegmenter('node-rs-jieba');
    // words of the user are nothing that the table knows
    const itself = createSegmenter('node-rs-jieba', [{ word: '龘龘龘' }]);
    const dictionary = readFileSync(dictionaryFile(createRequire(import.meta.url)), 'utf8').split('\n');
    const word = fc.nat().map((n) => (dictionary[n % dictionary.length] as string).split(' ')[0] as string);
    const piece = fc.oneof({ weight: 5, arbitrary: word }, fc.constantFrom(...texts, 'abc', '12', 'a1', '，', '😀'));
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 12 }), (pieces) => {
        const text = pieces.join('');
        const weight = (tokens: readonly { text: string }[]) => tokens.map((token) => token.text).join(' ');
        // of two ways as likely either may be taken
        if (weight(table.tag(text)) === weight(itself.tag(text))) expect(table.tag(text)).toEqual(itself.tag(text));
        else expect(table.tag(text)).toHaveLength(itself.tag(text).length);
      }),
      { numRuns: 1000 },
    );
  });
});

describe('both', () => {
  it('find the same words in the same text', () => {
    const [first, ...others] = names.map((name) => createSegmenter(name));
    for (const other of others)
      for (const text of texts.slice(0, 4)) expect(words(other, text)).toEqual(words(first!, text));
  });

  it('are chosen by name; another name is an error', () => {
    expect(() => createSegmenter('icu' as SegmenterName)).toThrow(SegmenterError);
  });
});

describe('nodejieba where it is not installed', () => {
  it('says so, with the remedy, when it is first used', () => {
    const missing = Object.assign(
      () => {
        throw new Error("Cannot find module 'nodejieba'\nRequire stack: …");
      },
      { resolve: (name: string) => name },
    ) as unknown as NodeJS.Require;
    const segmenter = new NodeJieba([], missing);
    expect(segmenter.tag('')).toEqual([]);
    expect(() => segmenter.tag('面霜')).toThrow(SegmenterError);
    expect(() => segmenter.tag('面霜')).toThrow(/npm install nodejieba.*segmenter: node-rs-jieba/);
  });
});

describe('words put back onto the text', () => {
  it('makes tokens of what the segmenter lost', () => {
    const tokens = alignTokens('甲\u0000乙丙', [
      { word: '甲', tag: 'n' },
      { word: '丙', tag: '' },
    ]);
    expect(tokens).toEqual([
      { text: '甲', start: 0, end: 1, pos: 'n' },
      { text: '\u0000乙', start: 1, end: 3, pos: 'x' },
      { text: '丙', start: 3, end: 4, pos: 'x' },
    ]);
  });

  it('leaves out what the segmenter made up', () => {
    expect(alignTokens('甲', [{ word: '乙', tag: 'n' }])).toEqual([{ text: '甲', start: 0, end: 1, pos: 'x' }]);
  });
});
