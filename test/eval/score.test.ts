import { describe, expect, it } from 'vitest';
import { ruleScores } from '../../src/eval/by-rule.js';
import { compareWith, parseJudgements } from '../../src/eval/compare.js';
import type { Fired, Judged } from '../../src/eval/judgement.js';
import { parseRecords, RecordError } from '../../src/eval/record.js';
import { scoresOf } from '../../src/eval/score.js';
import { parseCondition, selects } from '../../src/eval/where.js';

const TEXT = '零一二三四五六七八九';

/** `label` and `said`: category → [start, end]. */
function judged(
  id: string,
  label: Record<string, [number, number]>,
  said: Record<string, [number, number]>,
  more: { hard?: boolean; pair?: string } = {},
): Judged {
  const spans = Object.entries(label).map(([category, [start, end]]) => ({ category, start, end }));
  const findings: Fired[] = Object.entries(said).map(([category, [start, end]]) => ({
    rule: `${category}/x`,
    category,
    verdict: 'violation',
    severity: 'error',
    start,
    end,
  }));
  const record = {
    id,
    text: TEXT,
    spans,
    categories: Object.keys(label),
    hard: more.hard ?? false,
    fields: { id },
    ...(more.pair ? { pair: more.pair } : {}),
  };
  return { record, judgement: { id, flagged: findings.length > 0, categories: Object.keys(said), findings } };
}

describe('scores', () => {
  const set = [
    judged('hit', { absolute: [0, 4] }, { absolute: [2, 6] }, { pair: 'p' }),
    judged('silent', {}, {}, { pair: 'p' }),
    judged('missed', { promo: [0, 2] }, {}, { pair: 'q' }),
    judged('lawful', {}, {}, { pair: 'q' }),
    judged('noisy', {}, { promo: [0, 2] }, { hard: true, pair: 'r' }),
    judged('other', { absolute: [0, 2], promo: [4, 6] }, { absolute: [0, 2], pressure: [7, 8] }, { pair: 'r' }),
  ];
  const { all, withoutHard } = scoresOf(set);

  it('count records, overall and by category', () => {
    expect(all.overall).toEqual({ records: 3, flagged: 3, right: 2, precision: 2 / 3, recall: 2 / 3, f1: 2 / 3 });
    const by = Object.fromEntries(all.categories.map((c) => [c.category, [c.records, c.flagged, c.right]]));
    expect(by).toEqual({ absolute: [2, 2, 2], pressure: [0, 1, 0], promo: [2, 1, 0] });
    expect(all.micro).toMatchObject({ records: 4, flagged: 4, right: 2, f1: 0.5 });
  });

  it('leave hard records out, and pairs that hold one', () => {
    expect(withoutHard.records).toBe(5);
    expect(withoutHard.overall).toMatchObject({ records: 3, flagged: 2, right: 2 });
    expect(withoutHard.pairs).toEqual({ pairs: 2, right: 1, share: 0.5 });
  });

  it('call a pair right only when both sides are', () => {
    expect(all.pairs).toEqual({ pairs: 3, right: 1, share: 1 / 3 });
  });

  it('measure spans by overlap within a category, and characters over all', () => {
    expect(all.spans).toMatchObject({ labelled: 4, found: 2, reported: 4, right: 2 });
    // shared: 2 (hit) + 2 (other) of 6 + 2 + 2 + 5
    expect(all.spans.overlap).toBeCloseTo(4 / 15);
  });
});

describe('by rule', () => {
  it('tells hits, how often the category fits, and what only this rule finds', () => {
    const set = [
      judged('a', { absolute: [0, 2] }, { absolute: [0, 2], promo: [3, 4] }),
      judged('b', {}, { promo: [0, 1] }),
    ];
    const [worst, best] = ruleScores(set);
    expect(worst).toMatchObject({
      rule: 'promo/x',
      hits: 2,
      records: 2,
      right: 0,
      violating: 1,
      alone: 1,
      aloneRight: 0,
    });
    expect(best).toMatchObject({ rule: 'absolute/x', precision: 1, alone: 0 });
  });
});

describe('comparison with an earlier run', () => {
  it('lists what was gained and lost', () => {
    const now = [
      judged('a', { promo: [0, 1] }, { promo: [0, 1] }),
      judged('b', {}, { promo: [0, 1] }),
      judged('c', {}, {}),
    ];
    const old = parseJudgements(
      '{"id":"a","flagged":false,"categories":[],"findings":[]}\n{"id":"b","flagged":false,"categories":[],"findings":[]}\n',
    );
    expect(old && compareWith(old, now)).toEqual({
      records: 2,
      gained: ['a'],
      lost: ['b'],
      categoriesGained: [],
      categoriesLost: [],
    });
  });

  it('refuses files that are something else', () => {
    expect(parseJudgements('hello')).toBeUndefined();
    expect(parseJudgements('[]')).toBeUndefined();
    expect(parseJudgements('')).toBeUndefined();
  });
});

describe('records', () => {
  it('are read with every field kept for --where', () => {
    const [record] = parseRecords(
      '\n{"id":"x","text":"最好用","spans":[{"start":0,"end":3,"text":"最好用","category":"absolute"}],"fold":2,"hard":true}\n',
    );
    expect(record).toMatchObject({ id: 'x', categories: ['absolute'], hard: true, fields: { fold: 2 } });
  });

  it('that are none say on which line', () => {
    for (const line of ['{', '{"id":"x"}', '{"text":"x","spans":[{"start":"0"}]}', '3']) {
      expect(() => parseRecords(`{"text":"好"}\n${line}`)).toThrow(RecordError);
      try {
        parseRecords(`{"text":"好"}\n${line}`);
      } catch (error) {
        expect((error as RecordError).line).toBe(2);
      }
    }
  });

  it('are selected by fields: the same field twice means either, two fields mean both', () => {
    const [record] = parseRecords('{"text":"好","fold":2,"trade":"美妆","categories":["promo","pressure"]}');
    const test = (...conditions: string[]) =>
      selects(
        conditions.map((c) => parseCondition(c) ?? { field: '', value: '', not: false }),
        record!,
      );
    expect(test('fold=2')).toBe(true);
    expect(test('fold=0', 'fold=2')).toBe(true);
    expect(test('fold=2', 'trade=食品')).toBe(false);
    expect(test('fold!=2')).toBe(false);
    expect(test('categories=pressure')).toBe(true);
    expect(test('hard=false')).toBe(true);
    expect(parseCondition('fold')).toBeUndefined();
  });
});
