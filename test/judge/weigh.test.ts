import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { TraceEvent } from '../../src/judge/judge.js';
import { Scale } from '../../src/judge/scale.js';
import { SignReader } from '../../src/judge/signs.js';
import { createLinter, type LinterOptions } from '../../src/lint.js';
import { textScript } from '../../src/script.js';
import { bundleOf, rule } from '../inline.js';
import { tableOf } from './signs.js';

const OUTPUTS = ['breach', 'place', 'leftover', 'beginning', 'ending', 'absolute', 'promo'];
const BIAS = [-1, 0, 0, 0, 0, 0, 0];
const SIGNS = {
  比不: [60, 60, 0, 0, 0, 20, 0],
  没人: [40, 40, 0, 0, 0, 20, -5],
  送: [30, 30, 0, 0, 0, -5, 30],
  报告: [-60, -60, 7, 0, 0, 0, 0],
  '0元': [5, 5, 0, 0, 0, 0, 20],
  '^好': [20, 20, 0, 0, 0, 10, 0],
  了$: [5, 5, 0, 0, 0, 1, 0],
  '谁…强': [50, 50, 0, 0, 0, 10, 0],
};
/** Weights are as they stand: whole texts divide them by the root of some hundred signs. */
const SCALE = 1;
const TABLE = tableOf(OUTPUTS, SCALE, BIAS, SIGNS);

const whole = (text: string) => ({ start: 0, end: text.length });
const scale = new Scale(TABLE);

describe('the scale', () => {
  /** signs of a text without a sign twice: runs of up to three units and pairs, with a mark at either end */
  const count = (units: number) => {
    const n = units + 2;
    return n + (n - 1) + (n - 2) + Math.max(0, n - 2) + Math.max(0, n - 3) + Math.max(0, n - 4);
  };
  const table: [text: string, sum: number, units: number, category: string][] = [
    ['谁家都比不过', 60, 6, 'absolute'],
    ['没人比不', 100, 4, 'absolute'],
    ['送你的', 30, 3, 'promo'],
    ['送100元', 35, 3, 'promo'],
    ['送1元', 35, 3, 'promo'],
    ['送 1 元', 35, 3, 'promo'],
    ['好用', 20, 2, 'absolute'],
    ['谁也强不过', 50, 5, 'absolute'],
    ['谁可也能强', 50, 5, 'absolute'],
  ];
  it.each(table)('%s', (text, sum, units, category) => {
    const weighed = scale.weigh(text, whole(text), 0);
    expect(weighed?.score).toBeCloseTo(-1 + sum / Math.sqrt(count(units)), 6);
    expect(weighed?.category).toBe(category);
  });

  it.each(['不好用', '有报告', '强过谁', '谁可是也能强', ''])('%s: nothing above', (text) => {
    expect(scale.weigh(text, whole(text), 0)).toBeUndefined();
  });

  it('weighs what stands beside a breach apart', () => {
    const text = '有报告';
    expect(scale.leftover(text, whole(text))).toBeCloseTo(7 / Math.sqrt(count(3)), 6);
    expect(scale.leftover('送你的', whole('送你的'))).toBe(0);
  });

  it('counts a sign once, however often it stands there', () => {
    const text = '送'.repeat(40);
    // one, two and three of them with and without an end of the text, and a pair with each
    expect(scale.score(text, whole(text))).toBeCloseTo(-1 + 30 / Math.sqrt(12), 6);
  });

  it('weighs a part of a text as if nothing stood around it', () => {
    expect(scale.weigh('有报告，好用。', { start: 4, end: 6 }, 0)).toEqual(scale.weigh('好用', whole('好用'), 0));
  });

  it('shows the signs with their places, numbers whole', () => {
    const text = '送 100元，比不';
    expect(scale.signs(text, whole(text), 'promo').map(({ start, end, text }) => [start, end, text])).toEqual([
      [0, 1, '送'],
      [2, 6, '0元'],
      [7, 9, '比不'],
    ]);
  });

  it('the weights of the signs add up to the score', () => {
    const piece = fc.constantFrom(...Object.keys(SIGNS).map((s) => s.replace(/[\^$…]/, '')), '，', '面霜', '12');
    fc.assert(
      fc.property(fc.array(piece, { minLength: 1, maxLength: 12 }), (pieces) => {
        const text = pieces.join('');
        const score = scale.weigh(text, whole(text), Number.NEGATIVE_INFINITY)?.score as number;
        const sum = scale.signs(text, whole(text), 'none').reduce((all, { weight }) => all + weight, 0);
        expect(sum - 1).toBeCloseTo(score, 6);
      }),
    );
  });
});

describe('reading a text by signs', () => {
  it('every unit comes from the place it names', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 40 }), (text) => {
        const reader = new SignReader();
        reader.take(text, whole(text));
        for (let i = 1; i < reader.length - 1; i++) {
          const unit = text.charCodeAt(reader.offsets[i] as number);
          const digit =
            (unit >= 0x30 && unit <= 0x39) ||
            (unit === 0x78 && reader.units[i] === 0x30) ||
            (unit === 0x3014 && reader.units[i] === 0x30);
          expect(reader.units[i]).toBe(digit ? 0x30 : unit);
        }
      }),
    );
  });
});

const BODY = 'weigh: {over: 1}\nverdict: unproven';
function weighed(text: string, options: LinterOptions = {}, body = BODY, others: string[] = []) {
  const bundle = bundleOf(rule(body), ...others);
  bundle.program.signs = TABLE;
  return createLinter({ bundle, ...options }).lint(textScript(text));
}

describe('a rule that weighs', () => {
  it('reports the clause that weighs most', () => {
    expect(weighed('今天讲一口锅，这样的谁家都比不过，三十二公分。').map((f) => f.text)).toEqual([
      '这样的谁家都比不过',
    ]);
  });

  it('reports those beside it that read like it, too, and no more', () => {
    expect(weighed('今天讲一口锅，没人比不，谁家都比不过，三十二公分。').map((f) => f.text)).toEqual([
      '没人比不，谁家都比不过',
    ]);
  });

  it('is silent below its threshold, in short text, and about other categories', () => {
    expect(weighed('今天讲一口锅，三十二公分，铁的。')).toEqual([]);
    expect(weighed('比不过')).toEqual([]);
    expect(weighed('今天下单送送送，三十二公分。')).toEqual([]);
  });

  it('is silent where a rule spoke, or an exemption of its category held', () => {
    const find = `pack: q\nversion: 1.0.0\ntitle: 试\ncategory: absolute\nbasis: [Law-1]\nrules:\n  - id: q/r\n    title: 试\n    say: 不\n    edges: none\n    find: [谁家都比]\n`;
    const rules = (more: string) =>
      weighed('这样的锅谁家都比不过，三十二公分', {}, BODY, [`${find}${more}`]).map((f) => f.rule);
    expect(rules('')).toEqual(['q/r']);
    expect(rules('    spare: [{because: 试, near: [锅]}]\n')).toEqual([]);
    expect(rules('    verdict: advice\n')).toEqual(expect.arrayContaining(['p0/r']));
  });

  it('takes the place of hits of a category that gives way, where the text reads far more like its own', () => {
    const head = 'pack: q\nversion: 1.0.0\ntitle: 试\ncategory: promo\nbasis: [Law-1]\nrules:\n';
    const find = '  - {id: q/r, title: 试, say: 不, edges: none, find: [这口锅, 送你]}\n';
    const found = (text: string, yields: string, options: LinterOptions = {}) => {
      const weigh = `  - {id: q/w, title: 试, say: 不, verdict: unproven, weigh: {over: 9${yields}}}\n`;
      return weighed(text, options, BODY, [head + find + weigh]).map((f) => f.rule);
    };
    const text = '这口锅真的没人能比不过，三十二公分';
    expect(found(text, ', yields: 2')).toEqual(['p0/r']);
    expect(found(text, ', yields: 20')).toEqual(['q/r']);
    expect(found(text, '')).toEqual(['q/r']);
    expect(found('这口锅送你，没人能比不过，三十二公分', ', yields: 2')).toEqual(['q/r', 'q/r']);
    const events: TraceEvent[] = [];
    found(text, ', yields: 2', { trace: (e) => events.push(e) });
    expect(events).toContainEqual(expect.objectContaining({ kind: 'outweighed', rule: 'q/r', category: 'absolute' }));
  });

  it('an exemption excuses its own clause, not the one that weighs', () => {
    const spared = `pack: q\nversion: 1.0.0\ntitle: 试\ncategory: absolute\nbasis: [Law-1]\nrules:\n  - id: q/r\n    title: 试\n    say: 不\n    edges: none\n    find: [最轻]\n    spare: [{because: 试, near: [自家]}]\n`;
    expect(weighed('自家几款里最轻，这样的谁家都比不过', {}, BODY, [spared]).map((f) => [f.rule, f.text])).toEqual([
      ['p0/r', '这样的谁家都比不过'],
    ]);
  });

  it('names the signs in its message', () => {
    const bundle = bundleOf(rule(BODY).replace('不要说{hit}', '因为{signs}'));
    bundle.program.signs = TABLE;
    const [finding] = createLinter({ bundle }).lint(textScript('这样的锅真的没人能比不过它'));
    expect(finding?.message).toBe('因为没人…比不');
  });

  it('exemptions and roles hold as for any rule', () => {
    const spared = `${BODY}\nspare: [{because: 自比, near: [我们自己]}]`;
    expect(weighed('这样的锅我们自己也比不过', {}, spared)).toEqual([]);
    expect(weighed('这样的锅我们自己也比不过', { showExempt: true }, spared)).toMatchObject([{ verdict: 'exempt' }]);
  });

  it('tells a trace what was weighed, also where nothing came of it', () => {
    const events: TraceEvent[] = [];
    weighed('这样的锅有报告，好用，比不得', { trace: (e) => events.push(e) });
    expect(events).toMatchObject([{ kind: 'weighed', over: 1 }]);
  });
});

describe('hits in text that reads lawful', () => {
  const TRUST = { rules: { 'p0/r': 2 }, other: 2 };
  function doubted(text: string, options: LinterOptions = {}) {
    const bundle = bundleOf(rule('find: [好吃]\nedges: none'));
    bundle.program.signs = tableOf(OUTPUTS, SCALE, BIAS, SIGNS, TRUST);
    return createLinter({ bundle, ...options }).lint(textScript(text));
  }
  const lawful = '有报告的，这个我觉得好吃，一斤装';
  const plain = '这个真的，我觉得特别好吃，一斤装';

  it('are told as advice, and why', () => {
    const [finding] = doubted(lawful);
    expect(finding).toMatchObject({ verdict: 'advice', severity: 'info', rewrites: [] });
    expect(finding?.message).toMatch(/^不要说好吃整句/);
    expect(doubted(plain)).toMatchObject([{ verdict: 'violation', severity: 'error' }]);
  });

  it('are told as they are where the other sentence reads lawful, the clause itself does not, or a word is disguised', () => {
    for (const text of ['有报告的，看得见的。这个我觉得好吃，一斤装', '有报告的，这个没人能比不过好吃，一斤装'])
      expect(doubted(text)).toMatchObject([{ severity: 'error' }]);
    const bundle = bundleOf(rule('find: [最好吃]\nedges: none'));
    bundle.program.signs = tableOf(OUTPUTS, SCALE, BIAS, SIGNS, TRUST);
    const linter = createLinter({ bundle });
    expect(linter.lint(textScript('有报告的，这个我觉得最好吃，一斤装'))).toMatchObject([{ severity: 'info' }]);
    expect(linter.lint(textScript('有报告的，这个我觉得蕞好吃，一斤装'))).toMatchObject([{ severity: 'error' }]);
  });

  it('are told as they are where nothing is weighed, and to a trace with the figures', () => {
    expect(doubted(lawful, { weighing: false })).toMatchObject([{ severity: 'error' }]);
    const events: TraceEvent[] = [];
    doubted(lawful, { trace: (e) => events.push(e) });
    expect(events.find((e) => e.kind === 'doubted')).toMatchObject({
      rule: 'p0/r',
      score: expect.closeTo(-1 - 60 / Math.sqrt(95), 6),
      trust: 2,
    });
  });
});
