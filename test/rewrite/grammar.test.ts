import { describe, expect, it } from 'vitest';
import { type FakeRule, rewriteWith } from './fake.js';

const superlative: FakeRule = {
  id: 'x/most',
  find: /(?:全网)?最(?<q>好用|软糯|不掉毛|不伤手|划算|舒服|轻便|轻|软|厚|暖和)/,
  rewrite: [[{ hit: '很{q}', kind: 'safe' }]],
};
const drop = (id: string, find: RegExp, step: 'hit' | 'clause' = 'clause'): FakeRule => ({
  id,
  find,
  rewrite: [[{ drop: step }]],
});
const first = (rules: FakeRule[], text: string) => rewriteWith(rules, text)[0]?.text;

describe('grammar around a replaced superlative', () => {
  it.each([
    ['我拿的是最软的毛巾。', '我拿的是很软的毛巾。', 'before a noun'],
    ['这条毛巾是最软的。', '这条毛巾很软。', 'a predicate does not become a contrast'],
    ['今天两条一起带最划算了！', '今天两条一起带挺划算的！', '了 would mean “already enough”'],
    ['冬天盖得最暖和', '冬天盖得挺暖和', 'after 得'],
    ['这把梳子最不掉毛。', '这把梳子不怎么掉毛。', 'a negative is softened, not strengthened'],
    ['这个手套真的最轻便。', '这个手套真的很轻便。', '真的 keeps its 很'],
    ['这个手套特别最轻便。', '这个手套特别轻便。', 'one word of degree'],
    ['这被子超最厚，六斤。', '这被子超厚，六斤。', 'one word of degree'],
    ['这条裤子最软最轻。', '这条裤子又软又轻。', 'both of a pair'],
    ['这把最好用，没有之一！', '这把很好用！', 'the tail of the judgement goes with its comma'],
    ['这是我用过最舒服的枕头之一。', '这是我用过很舒服的枕头。', '之一 hangs on the superlative'],
  ])('%s → %s (%s)', (source, expected) => {
    expect(first([superlative, drop('x/tail', /没有之一/, 'hit')], source)).toBe(expected);
  });
});

describe('a clause that goes', () => {
  it.each([
    ['因为全网第一，所以卖光过两回，五十六。', '卖光过两回，五十六。', 'no 所以 without its cause'],
    ['全网第一，而且有三个颜色。', '有三个颜色。', 'no 而且 at the start'],
    ['全网第一，但是要等两天。', '要等两天。', 'no 但是 at the start'],
    ['虽然小贵，但是全网第一。', '小贵。', 'no 虽然 without its 但是'],
    ['这本练习册全网第一，一天一页。', '这本练习册，一天一页。', 'the goods stay as the subject'],
    ['咱家的腊肠全网第一，这个我切一片给你们看。', '这个我切一片给你们看。', 'the next clause names its own subject'],
    ['家人们全网第一，三十九一盒！', '家人们，三十九一盒！', 'whom it speaks to stays'],
    ['有三个颜色，全网第一！', '有三个颜色！', 'the final mark moves forward'],
    ['有三个颜色，难道不是全网第一吗？', '有三个颜色。', 'a statement keeps no question mark'],
    ['有三个颜色，全网第一，六斤重。', '有三个颜色，六斤重。', 'no doubled comma'],
    ['有三个颜色。全网第一！六斤重。', '有三个颜色。六斤重。', 'the mark of what stays is kept'],
    ['【全网第一】六斤重的棉被', '六斤重的棉被', 'no empty brackets'],
    ['有三个颜色 全网第一 六斤重', '有三个颜色 六斤重', 'spaces as marks'],
  ])('%s → %s (%s)', (source, expected) => {
    expect(first([drop('x/rank', /(?:因为|难道不是)?全网第一吗?/)], source)).toBe(expected);
  });

  it('leaves the sentence out when nothing else was said', () => {
    const rule = { ...drop('x/rank', /全网第一/), category: 'other' };
    expect(rewriteWith([rule], '家人们，全网第一！')).toEqual([
      { text: '', kind: 'suggested', slots: [], moves: expect.arrayContaining(['drop-sentence']) },
    ]);
  });
});

describe('words that go', () => {
  it.each([
    ['这块布是顶级的。今天两块一起看。', '今天两块一起看。', 'an empty judgement'],
    ['顶级的棉花，手感软。', '棉花，手感软。', 'a left-over 的'],
    ['这真的是顶级，摸一下。', '摸一下。', 'a judgement without its word'],
  ])('%s → %s (%s)', (source, expected) => {
    expect(first([drop('x/top', /顶级/, 'hit')], source)).toBe(expected);
  });
});

describe('what is left alone', () => {
  const call: FakeRule[] = [
    { id: 'x/call', category: 'pressure', find: /谁还没动手/, rewrite: [[{ clause: '喜欢的可以看看' }]] },
    { id: 'x/later', category: 'pressure', find: /(?<!谁.*)就缺你一个/, rewrite: [[{ drop: 'clause' }]] },
    { id: 'x/doubt', category: 'absolute', find: /敢立字据/, rewrite: [[{ drop: 'clause' }]] },
  ];
  it.each([
    ['【通知】敢立字据。', /^(?!【通知】。?$)./, 'no title'],
    ['您好，敢立字据。', /^(?!您好。?$)./, 'no greeting'],
    ['谁还没动手，就缺你一个！', /^喜欢的可以看看！$/, 'but what an earlier round put in'],
    ['【通知】敢立字据，碗六只。', /^【通知】碗六只。$/, 'a title without a mark behind it'],
  ])('%s (%s: %s)', (text, expected) => {
    expect(rewriteWith(call, text)[0]?.text).toMatch(expected);
  });

  it('is no half of a word in front of what is said anew', () => {
    const rules: FakeRule[] = [
      { id: 'x/more', category: 'promo', find: /拿赠品的/, rewrite: [[{ clause: '都有一份' }]] },
    ];
    const starts = (text: string) => [...text].map((_, at) => at).filter((at) => at !== 2);
    expect(rewriteWith(rules, '礼盒拿赠品的。', { starts })[0]?.text).toBe('都有一份。');
  });
});

describe('stock', () => {
  const scarce: FakeRule = {
    id: 'x/scarce',
    category: 'promo',
    find: /只剩|卖完拉倒/,
    rewrite: [[{ hit: '库存' }], [{ clause: '库存还有〔库存数量〕件，卖完〔补货安排〕' }]],
  };
  const asked: FakeRule = { ...scarce, id: 'x/asked', find: /卖完拉倒/, rewrite: [scarce.rewrite[1]!] };
  const told: FakeRule = { ...scarce, id: 'x/told', find: /只剩/ };
  it.each([
    ['只剩七双了，两个颜色。', '库存七双，两个颜色。', 'a count is no news'],
    ['只剩七双了，卖完拉倒，两个颜色。', '库存七双，两个颜色。', 'what is told is not asked for'],
    [
      '我有七双，卖完拉倒，两个颜色。',
      '我有七双，库存还有〔库存数量〕件，卖完〔补货安排〕，两个颜色。',
      'but only where it is told as stock',
    ],
  ])('%s → %s (%s)', (source, expected) => {
    expect(first([told, asked], source)).toBe(expected);
  });
});
