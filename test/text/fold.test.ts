import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fold, toFolded, toOriginal } from '../../src/text/fold.js';
import { foldTables } from './support.js';

const tables = foldTables();
const folded = (text: string): string => fold(text, tables).text;

describe('characters', () => {
  it.each([
    ['ＳＰＦ５０＋', 'spf50+'],
    ['Type-C', 'type-c'],
    ['這款麵霜質地輕薄', '这款面霜质地轻薄'],
    ['⼀⾏', '一行'],
    ['３０％', '30%'],
    ['一盒\u3000两盒', '一盒 两盒'],
    ['zuì', 'zui'],
    ['zui\u0300', 'zui'],
    ['面\u200b霜\ufe0f', '面霜'],
    ['㎡和㎏', 'm2和kg'],
    ['№7', 'no7'],
    ['𝐁𝐢𝐠 🅰', 'big a'],
    ['①先洗②再擦', '1先洗2再擦'],
    ['ВТ', 'bt'],
  ])('%s → %s', (from, to) => {
    expect(folded(from)).toBe(to);
  });

  it('leaves Chinese punctuation as it is written', () => {
    const text = '好用，真的！“你看”：（一盒）……～';
    const result = fold(text, tables);
    expect(result.text).toBe(text);
    expect(result.map).toBeNull();
  });

  it('makes no map where only single characters changed', () => {
    const result = fold('萬能，ＡＢＣ', tables);
    expect(result.text).toBe('万能，abc');
    expect(result.map).toBeNull();
  });

  it('keeps offsets right around emoji, dropped and expanded characters', () => {
    const text = '😀㎡\u200b面霜👍🏻';
    const result = fold(text, tables);
    expect(result.text).toBe('😀m2面霜👍🏻');
    const cream = result.text.indexOf('面霜');
    const span = toOriginal(result, { start: cream, end: cream + 2 });
    expect(text.slice(span.start, span.end)).toBe('面霜');
    const metre = toOriginal(result, { start: 2, end: 4 });
    expect(text.slice(metre.start, metre.end)).toBe('㎡');
    expect(toFolded(result, span)).toEqual({ start: cream, end: cream + 2 });
  });
});

describe('speech', () => {
  it.each([
    ['最最最舒服', '最舒服'],
    ['非常非常非常软', '非常软'],
    ['真真假假分得清', '真真假假分得清'],
    ['他太太也在用', '他太太也在用'],
    ['太太太香了', '太香了'],
    ['这件呃嗯面料很软', '这件面料很软'],
    ['这件呃那个，面料很软', '这件面料很软'],
    ['这件，呃，面料很软', '这件，面料很软'],
    ['嗯，好的', '嗯，好的'],
    ['金额和名额都看清楚', '金额和名额都看清楚'],
    ['剥尿酸面膜', '玻尿酸面膜'],
    ['领优惠卷再拍', '领优惠券再拍'],
  ])('%s → %s', (from, to) => {
    expect(folded(from)).toBe(to);
  });

  it('keeps a disguise whole that stands behind a stutter', () => {
    const result = fold('真是最最蕞好', tables);
    expect(result.text).toBe('真是最好');
    expect(result.disguises).toEqual([{ start: 2, end: 4, restored: '最好', written: '最最蕞好', kind: 'homophone' }]);
  });

  it('reports what was said where it was written', () => {
    const text = '全网呃最低价';
    const result = fold(text, tables);
    expect(result.text).toBe('全网最低价');
    expect(toOriginal(result, { start: 0, end: 2 })).toEqual({ start: 0, end: 2 });
    expect(toOriginal(result, { start: 0, end: 5 })).toEqual({ start: 0, end: 6 });
    expect(result.disguises).toEqual([]);
  });
});

/** Characters between which folding has something to decide. */
const chars = fc.constantFrom(
  ...'最好第一全网国家级低价微信加我罪蕞维唯zuidvx1①②🥇❤➕呃嗯那个太真 *·。，、.-/\n\u200b\u3000㎡Ａ萬國😀🈚弓虽丁页顶然品百分'.match(
    /[\s\S]/gu,
  )!,
);
const texts = fc.oneof(
  fc.array(chars, { maxLength: 40 }).map((list) => list.join('')),
  fc.string({ unit: 'binary', maxLength: 40 }),
);

describe('properties', () => {
  it('maps monotonically into the original, each character onto something', () => {
    fc.assert(
      fc.property(texts, (text) => {
        const result = fold(text, tables);
        const { map, ends } = result;
        if (!map || !ends) {
          expect(result.text.length).toBe(text.length);
          return;
        }
        expect(map.length).toBe(result.text.length + 1);
        expect(map[result.text.length]).toBe(text.length);
        for (let i = 0; i < result.text.length; i++) {
          expect(map[i]!).toBeGreaterThanOrEqual(i === 0 ? 0 : map[i - 1]!);
          expect(ends[i]!).toBeGreaterThan(map[i]!);
          expect(ends[i]!).toBeLessThanOrEqual(text.length);
          expect(ends[i]!).toBeGreaterThanOrEqual(i === 0 ? 0 : ends[i - 1]!);
        }
      }),
      { numRuns: 2000 },
    );
  });

  it('is idempotent', () => {
    fc.assert(
      fc.property(texts, (text) => {
        const once = folded(text);
        expect(folded(once)).toBe(once);
      }),
      { numRuns: 3000 },
    );
  });

  it('folds every character to something that folds no further', () => {
    for (let code = 0; code < 0x10000; code++) {
      const once = folded(String.fromCharCode(code));
      if (folded(once) !== once) expect.fail(`U+${code.toString(16)} folds to ${once} and then to ${folded(once)}`);
    }
  });

  it('puts disguises where their terms stand', () => {
    fc.assert(
      fc.property(texts, (text) => {
        const result = fold(text, tables);
        for (const disguise of result.disguises) {
          expect(result.text.slice(disguise.start, disguise.end)).toContain(disguise.restored);
          const span = toOriginal(result, disguise);
          expect(text.slice(span.start, span.end)).toBe(disguise.written);
        }
      }),
      { numRuns: 3000 },
    );
  });

  it('takes linear time over text made to be slow', () => {
    for (const unit of ['嗯', '最呃', 'z', '国 ', '最*', '①', '加v', '全呃最', '太']) {
      const text = unit.repeat(40_000 / unit.length);
      const start = performance.now();
      fold(text, tables);
      // Quadratic work takes ten seconds and more.
      expect(performance.now() - start).toBeLessThan(3_000);
    }
  });
});
