import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { loadBundle } from '../../src/rules/bundle.js';
import { fold, toOriginal } from '../../src/text/fold.js';
import { spaced, typographicSpaces } from '../../src/text/spacing.js';
import { loadFoldTables } from '../../src/text/tables.js';

const tables = loadFoldTables(loadBundle().text);

describe('spaces at the borders of numbers and Latin words', () => {
  it.each([
    ['卖了 10 万件，好评率 99%！', '卖了10万件，好评率99%！'],
    ['配 Type-C 线，充 2 小时', '配Type-C线，充2小时'],
    ['iPhone 15 Pro 的壳', 'iPhone 15 Pro的壳'],
    ['零下 20 度。', '零下20度。'],
  ])('mean nothing where each border has one: %s', (text, expected) => {
    const folded = fold(text, tables);
    expect(folded).toMatchObject({ text: expected.toLowerCase(), disguises: [] });
    for (const word of ['万件', '小时', '的壳', '度']) {
      const at = folded.text.indexOf(word);
      if (at < 0) continue;
      const { start, end } = toOriginal(folded, { start: at, end: at + word.length });
      expect(text.slice(start, end)).toBe(word);
    }
  });

  it.each(['蚕丝被 200cm 白色 加厚', '鹅绒被 2米 白', '手机壳2元/个 50 个起', '没有空格', '只有 空格', 'only Latin 5'])(
    'part fields elsewhere: %s',
    (text) => {
      expect(typographicSpaces(text)).toBeUndefined();
    },
  );

  it('disguise nothing', () => {
    expect(fold('第 1 步拧开，第 2 步装芯', tables).disguises).toEqual([]);
  });

  it('come back as they were', () => {
    const piece = fc.constantFrom('手表', '8', '小时', 'USB', '，', '9.9', '元', '。', '%');
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 10 }), (pieces) => {
        const text = spaced(pieces.join(''));
        const edits = typographicSpaces(text) ?? [];
        let tight = '';
        let from = 0;
        for (const { start, end } of edits) {
          tight += text.slice(from, start);
          from = end;
        }
        expect(spaced(tight + text.slice(from))).toBe(text);
      }),
    );
  });
});
