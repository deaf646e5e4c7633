import { describe, expect, it } from 'vitest';
import { type FakeRule, rewriteWith } from './fake.js';

const claim = /(?:我们|咱们)?拿了第一|人人说好|包治百病/;
/** a category for which nothing is said where nothing is left */
const category = 'other';
const dropped: FakeRule = { id: 'x/claim', category, find: claim, rewrite: [[{ drop: 'clause' }]] };
const choice: FakeRule = {
  id: 'x/claim',
  find: claim,
  rewrite: [[{ drop: 'clause' }], [{ clause: '报告号〔报告号〕' }]],
};
const anew: FakeRule = { id: 'x/claim', find: claim, rewrite: [[{ clause: '评价区可以自己翻' }]] };

describe('a clause without a predicate of its own', () => {
  it.each([
    ['说到安全，我们拿了第一。', 'what it leads to went'],
    ['论鲜味，我们拿了第一。', 'what it leads to went'],
    ['别的不敢讲，我们拿了第一。', 'an announcement'],
    ['油皮、干皮、敏感肌，人人说好。', 'a list of people'],
    ['手头紧的朋友，人人说好。', 'whom it speaks to'],
    ['喝了我家红糖，包治百病。', 'done, and then nothing'],
    ['孩子要是现在不练，包治百病。', 'a condition'],
    ['我们拿了第一，你懂的。', 'a tag'],
    ['我们拿了第一，真的。', 'a tag'],
    ['我们拿了第一，酱牛肉。', 'a name'],
    ['我们拿了第一，零食。', 'a name that begins like a figure'],
  ])('is not left alone: %s (%s)', (source) => {
    const [only, ...more] = rewriteWith([dropped], source);
    expect(only).toMatchObject({ text: '', kind: 'suggested' });
    expect(more).toEqual([]);
    const texts = rewriteWith([choice], source).map((one) => one.text);
    expect(texts).not.toContain('');
    expect(texts[0]).toContain('报告号〔报告号〕');
  });

  it.each([
    ['撕开闻闻，我们拿了第一。', '撕开闻闻。', 'a deed'],
    ['亲肤柔软，人人说好。', '亲肤柔软。', 'a quality'],
    ['枕芯六百克，人人说好。', '枕芯六百克。', 'a figure'],
    ['你看这个垂感，人人说好。', '你看这个垂感。', 'a request'],
    ['说到安全，我们拿了第一，护栏高三十公分。', '说到安全，护栏高三十公分。', 'another clause takes the lead-in'],
    ['论鲜味，我们拿了第一，五百毫升一瓶。', '这款五百毫升一瓶。', 'what is compared goes with the comparison'],
    ['这双鞋的抓地，我们拿了第一，底厚五毫米。', '这双鞋，底厚五毫米。', 'the goods stay'],
    ['我们拿了第一，不骗你，一盒六枚。', '这款一盒六枚。', 'a tag goes with its clause'],
    ['一盒六枚，不骗你，我们拿了第一。', '这款一盒六枚。', 'in front of it too'],
    ['这是很香的坚果，人人说好。', '这是很香的坚果。', 'a predicate is no topic'],
    ['这款面霜轻薄，人人说好。', '这款面霜轻薄。', 'goods with a quality'],
  ])('%s → %s (%s)', (source, expected) => {
    expect(rewriteWith([dropped], source)[0]?.text).toBe(expected);
  });

  it.each([
    ['人人说好，你懂的，一盒六枚。', '评价区可以自己翻，一盒六枚。'],
    ['别的不敢讲，人人说好，一盒六枚。', '评价区可以自己翻，一盒六枚。'],
    ['人人说好，一盒六枚，包治百病。', '评价区可以自己翻，一盒六枚。'],
  ])('what hung on a clause said anew goes, and it is said once: %s', (source, expected) => {
    expect(rewriteWith([anew], source)[0]?.text).toBe(expected);
  });
});

describe('kind of a deletion', () => {
  it.each([
    ['一盒六枚，我们拿了第一。', 'absolute', 'clause', 'suggested'],
    ['一盒六枚，我们拿了第一。', 'absolute', 'hit', 'suggested'],
    ['一盒六枚，我们拿了第一。', 'pressure', 'clause', 'safe'],
  ] as const)('%s: %s, %s → %s', (source, category, drop, kind) => {
    expect(rewriteWith([{ id: 'x/claim', find: claim, category, rewrite: [[{ drop }]] }], source)[0]?.kind).toBe(kind);
  });

  it('is safe where the words only added weight', () => {
    const weight: FakeRule = { id: 'x/weight', find: /绝对|没有之一/, rewrite: [[{ drop: 'hit' }]] };
    expect(rewriteWith([weight], '这条毛巾绝对厚实，没有之一。')[0]).toMatchObject({
      text: '这条毛巾厚实。',
      kind: 'safe',
    });
  });
});
