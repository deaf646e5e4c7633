import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type FakeRule, fakeLint, rewriteWith } from './fake.js';

const rules: FakeRule[] = [
  { id: 'x/most', find: /最(?<q>软|轻|好吃)/, rewrite: [[{ hit: '很{q}', kind: 'safe' }]] },
  { id: 'x/rank', find: /全网第一|遥遥领先/, rewrite: [[{ drop: 'clause' }], [{ hit: '卖了〔件数〕件' }]] },
  { id: 'x/hurry', find: /赶紧冲|手慢无/, rewrite: [['invite'], [{ drop: 'hit' }]], category: 'pressure' },
  { id: 'x/gift', find: /送好礼/, rewrite: [[{ hit: '送〔赠品名称和规格〕' }]], category: 'promo' },
  { id: 'x/effect', find: /睡得香/, rewrite: [[{ hit: '枕着挺踏实' }, 'hedge']], category: 'unverifiable' },
  { id: 'x/never', find: /独一份/, rewrite: [[{ hit: '独一份的独一份' }]] },
];
const lint = fakeLint(rules);

const plain = fc.constantFrom(
  '三个颜色',
  '六百克一只',
  '两米二的',
  'SPF50的',
  '四十九块九',
  '下面看细节',
  '有M码和L码',
  '这款A20杯子',
);
const bad = fc.constantFrom(
  '这条毛巾最软',
  '399的被子最轻',
  '全网第一',
  '这款A20锅遥遥领先',
  '二十八块赶紧冲',
  '手慢无',
  '满299送好礼',
  '这款枕芯600克睡得香',
  '最好吃的饼干',
  '独一份',
  '60支的棉独一份',
);
const mark = fc.constantFrom('，', '，', '！', '。', ' ', '；', '');
const sentence = fc
  .array(fc.tuple(fc.oneof(plain, bad), mark), { minLength: 1, maxLength: 7 })
  .map((parts) => parts.map(([text, end]) => text + end).join(''));
const marked = fc
  .array(fc.tuple(fc.oneof(plain, bad), fc.constantFrom('，', '！', '。', '；')), { minLength: 1, maxLength: 7 })
  .map((parts) => parts.map(([text, end]) => text + end).join(''));

const numbers = (text: string) => text.match(/\d+|[二三四六八九]+[百十][一-九]*/g) ?? [];

describe('for any sentence', () => {
  it('says nothing where nothing was found', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(plain, mark)), (parts) => {
        expect(rewriteWith(rules, parts.flat().join(''))).toEqual([]);
      }),
    );
  });

  it('offers at least one rewrite and none with a finding', () => {
    fc.assert(
      fc.property(sentence, (text) => {
        const offered = rewriteWith(rules, text);
        expect(offered.length > 0).toBe(lint(text).length > 0);
        expect(offered.length).toBeLessThanOrEqual(3);
        for (const one of offered) {
          expect(lint(one.text)).toEqual([]);
          expect(one.slots).toEqual([...new Set([...one.text.matchAll(/〔(.*?)〕/g)].map((m) => m[1]))]);
          expect(one.kind === 'needs-fact').toBe(one.slots.length > 0);
        }
      }),
    );
  });

  it('keeps numbers and names in all it calls safe', () => {
    fc.assert(
      fc.property(sentence, (text) => {
        for (const one of rewriteWith(rules, text)) {
          if (one.kind !== 'safe') continue;
          for (const number of numbers(text)) expect(one.text).toContain(number);
          if (text.includes('A20')) expect(one.text).toContain('A20');
        }
      }),
    );
  });

  it('keeps numbers outside the words hit in the first rewrite, unless the clause had to be given up', () => {
    fc.assert(
      fc.property(marked, (text) => {
        fc.pre(!text.includes('独一份'));
        const [one] = rewriteWith(rules, text);
        if (one) for (const number of numbers(text)) expect(one.text).toContain(number);
      }),
    );
  });

  it('leaves clauses without a finding as they were', () => {
    fc.assert(
      fc.property(marked, (text) => {
        const kept = text.split(/[，。！；]/).filter((clause) => clause !== '' && lint(clause).length === 0);
        for (const one of rewriteWith(rules, text)) {
          if (one.text !== '') for (const clause of kept) expect(one.text).toContain(clause);
        }
      }),
    );
  });

  it('is the same each time', () => {
    fc.assert(
      fc.property(sentence, (text) => {
        expect(rewriteWith(rules, text)).toEqual(rewriteWith(rules, text));
      }),
    );
  });

  it('ends whatever the rules put in', () => {
    const step = fc.oneof(
      fc.record({ hit: fc.constantFrom('最软', '全网第一', '{q}', '', '手慢无手慢无') }),
      fc.record({ clause: fc.constantFrom('最软', '独一份', '') }),
      fc.record({ drop: fc.constantFrom('hit', 'clause', 'sentence', '三个') }),
      fc.constantFrom('hedge' as const, 'invite' as const, 'ask' as const),
    );
    const hostile = fc.array(fc.array(step, { minLength: 1, maxLength: 3 }), { maxLength: 3 });
    fc.assert(
      fc.property(sentence, fc.array(hostile, { minLength: 6, maxLength: 6 }), (text, steps) => {
        const changed = rules.map((rule, at) => ({ ...rule, rewrite: steps[at]! }));
        for (const one of rewriteWith(changed, text)) expect(lint(one.text)).toEqual([]);
      }),
    );
  });
});
