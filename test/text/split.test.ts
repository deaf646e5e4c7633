import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fold } from '../../src/text/fold.js';
import { Layout } from '../../src/text/layout.js';
import { quotedSpans } from '../../src/text/quotes.js';
import { clauses, sentences } from '../../src/text/split.js';
import { foldTables } from './support.js';

const tables = foldTables();
const cut = (text: string): string[] => sentences(text, tables).map((span) => text.slice(span.start, span.end));
const parts = (text: string): string[] =>
  clauses(text, { start: 0, end: text.length }, tables).map((span) => text.slice(span.start, span.end));

describe('sentences', () => {
  it.each([
    ['好用。真的！你看？', ['好用。', '真的！', '你看？']],
    ['好用！！！真的', ['好用！！！', '真的']],
    ['他说“好用。”我不信', ['他说“好用。”', '我不信']],
    ['第一行\n\n第二行', ['第一行\n\n', '第二行']],
    ['重3.5克，看https://a.cn/b?c=1&d=2这里', ['重3.5克，看https://a.cn/b?c=1&d=2这里']],
    ['等等……再说', ['等等……', '再说']],
    ['这款很软.那款硬', ['这款很软.', '那款硬']],
    ['', []],
  ])('%j', (text, expected) => {
    expect(cut(text)).toEqual(expected);
  });

  it('cuts a run that never ends into pieces that can be judged and rewritten', () => {
    const text = '这一款我自己也穿了两个冬天了然后袖口这边给大家看一下是收紧的'.repeat(12);
    const pieces = cut(text);
    expect(pieces.join('')).toBe(text);
    for (const piece of pieces) expect(piece.length).toBeLessThanOrEqual(120);
    expect(
      pieces
        .slice(1)
        .every((piece) => piece.startsWith('然后') || piece.startsWith('这一款') || piece.startsWith('大家')),
    ).toBe(true);
  });
});

describe('clauses', () => {
  it.each([
    ['面料很软，颜色也正；洗了不缩', ['面料很软，', '颜色也正；', '洗了不缩']],
    ['红、黄、蓝三色', ['红、黄、蓝三色']],
    ['一共1,999元，20:30开播', ['一共1,999元，', '20:30开播']],
    ['尺码：S到XL', ['尺码：', 'S到XL']],
    ['面料很软 颜色也正', ['面料很软 ', '颜色也正']],
    ['买 iPhone 15 壳', ['买 iPhone 15 壳']],
    ['看http://a.cn', ['看http://a.cn']],
  ])('%j', (text, expected) => {
    expect(parts(text)).toEqual(expected);
  });

  it('cuts long speech without punctuation at the words that start something new', () => {
    const text = '这件外套里面是加了绒的但是穿起来一点也不臃肿所以个子小的也可以试一下';
    expect(parts(text)).toEqual(['这件外套里面是加了绒的', '但是穿起来一点也不臃肿', '所以个子小的也可以试一下']);
  });

  it('never leaves a clause longer than forty characters', () => {
    fc.assert(
      fc.property(
        fc.array(fc.constantFrom('面', '料', '的', '1', 'a', '😀', '但是', '，', ' '), { maxLength: 200 }),
        (list) => {
          const text = list.join('');
          const found = parts(text);
          expect(found.join('')).toBe(text);
          for (const part of found) expect(part.replace(/[\s，]+$/, '').length).toBeLessThanOrEqual(40);
        },
      ),
    );
  });
});

describe('tiling', () => {
  it('every character is in exactly one sentence and one clause', () => {
    const texts = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 300 }),
      fc
        .array(fc.constantFrom(...'软面。！？，,.:：；…\n "”“3a然后但是的😀'.match(/[\s\S]/gu)!), { maxLength: 300 })
        .map((l) => l.join('')),
    );
    fc.assert(
      fc.property(texts, (original) => {
        const { text } = fold(original, tables);
        let at = 0;
        for (const sentence of sentences(text, tables)) {
          expect(sentence.start).toBe(at);
          expect(sentence.end).toBeGreaterThan(sentence.start);
          let inner = at;
          for (const clause of clauses(text, sentence, tables)) {
            expect(clause.start).toBe(inner);
            expect(clause.end).toBeGreaterThan(clause.start);
            inner = clause.end;
          }
          expect(inner).toBe(sentence.end);
          at = sentence.end;
        }
        expect(at).toBe(text.length);
      }),
      { numRuns: 1000 },
    );
  });
});

describe('layout', () => {
  it('finds the sentence and the clause that hold a span', () => {
    const text = '面料很软，颜色也正。袖口收紧，不漏风。';
    const layout = new Layout(text, tables);
    const show = (span: { start: number; end: number }): string => text.slice(span.start, span.end);
    const at = (word: string) => ({ start: text.indexOf(word), end: text.indexOf(word) + word.length });
    expect(show(layout.sentence(at('颜色')))).toBe('面料很软，颜色也正。');
    expect(show(layout.clause(at('颜色')))).toBe('颜色也正。');
    expect(show(layout.clause(at('软，颜')))).toBe('面料很软，颜色也正。');
    expect(show(layout.sentence(at('正。袖')))).toBe(text);
    expect(show(layout.clause({ start: text.length, end: text.length }))).toBe('不漏风。');
    expect(new Layout('', tables).clause({ start: 0, end: 0 })).toEqual({ start: 0, end: 0 });
  });

  it('stays bounded on one endless line, and does not split it again for every hit', () => {
    const text = '这一款我自己也用了两个月颜色真的很正'.repeat(20_000);
    const layout = new Layout(text, tables);
    let longest = 0;
    for (let at = 0; at < text.length; at += 9) {
      const sentence = layout.sentence({ start: at, end: at + 1 });
      const clause = layout.clause({ start: at, end: at + 1 });
      longest = Math.max(longest, clause.end - clause.start);
      expect(sentence.end - sentence.start).toBeLessThanOrEqual(120);
    }
    expect(longest).toBeLessThanOrEqual(40);
  });
});

describe('quotation marks and brackets', () => {
  const quoted = (text: string): string[] =>
    quotedSpans(text).map((span) => `${span.kind} ${text.slice(span.start, span.end)}`);

  it('finds pairs, nested ones too, and no halves', () => {
    expect(quoted('他说“别用（这个）”，《手册》写了')).toEqual([
      'quote “别用（这个）”',
      'bracket （这个）',
      'title 《手册》',
    ]);
    expect(quoted('他说“没关上\n的引号”')).toEqual([]);
    expect(quoted('"直的"和"另一对"')).toEqual(['quote "直的"', 'quote "另一对"']);
    expect(quoted('1）先看 2）再买')).toEqual([]);
  });
});
