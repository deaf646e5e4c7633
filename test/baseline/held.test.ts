import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { counted, entryOf } from '../../src/baseline/entry.js';
import { Held } from '../../src/baseline/held.js';
import { similarity } from '../../src/baseline/similarity.js';
import type { BaselineState, Finding } from '../../src/model.js';
import { claim } from './support.js';

const states = (before: readonly Finding[], now: readonly Finding[]): BaselineState[] =>
  new Held(counted(before.map((finding) => entryOf(finding, 'a.txt')))).match(now);

describe('one claim, edited', () => {
  const old = '这款面霜是⟦国家级⟧品质，姐妹们看一下。';
  const table: [what: string, now: string, state: BaselineState][] = [
    ['nothing', old, 'unchanged'],
    ['spaces', '这款面霜是⟦国家级⟧ 品质，姐妹们看一下。', 'unchanged'],
    ['punctuation', '这款面霜，是⟦国家级⟧品质！姐妹们看一下', 'updated'],
    ['a word before', '这款新面霜是⟦国家级⟧品质，姐妹们看一下。', 'updated'],
    ['a word after', '这款面霜是⟦国家级⟧好品质，姐妹们看一下。', 'updated'],
    ['another clause', '这款面霜是⟦国家级⟧品质，五十克一瓶。', 'updated'],
    ['a clause in front', '家人们晚上好，这款面霜是⟦国家级⟧品质，姐妹们看一下。', 'updated'],
    ['half of it left', '这款面霜是⟦国家级⟧品质。', 'updated'],
    ['cut down to the claim', '⟦国家级⟧品质', 'new'],
    ['another product', '我们的蜂蜜用的也是⟦国家级⟧工艺，很香', 'new'],
    ['other words', '这款面霜是⟦世界级⟧品质，姐妹们看一下。', 'new'],
  ];
  it.each(table)('%s', (_, now, state) => {
    expect(states([claim(old)], [claim(now)])).toEqual([state]);
  });

  it('another rule', () => {
    expect(states([claim(old)], [claim(old, { rule: 'absolute/grade' })])).toEqual(['new']);
  });

  it('the same words in disguise', () => {
    const disguised = claim('这款面霜是⟦guo家级⟧品质，姐妹们看一下。', { restored: '国家级' });
    expect(states([claim(old)], [disguised])).toEqual(['updated']);
  });
});

describe('several alike', () => {
  const a = claim('这款面霜是⟦国家级⟧品质。');
  const b = claim('那瓶精华也是⟦国家级⟧水准哦。');
  const edited = claim('这款面霜真的是⟦国家级⟧品质。');

  it('the same said once more is new, and only that', () => {
    expect(states([a], [a, a])).toEqual(['unchanged', 'new']);
    expect(states([a, a], [a, a, a])).toEqual(['unchanged', 'unchanged', 'new']);
  });

  it('what is the same goes before what was edited, wherever it stands', () => {
    expect(states([a], [edited, a])).toEqual(['new', 'unchanged']);
  });

  it('each edited one takes the nearest', () => {
    const other = claim('那瓶精华确实也是⟦国家级⟧水准哦。');
    expect(states([a, b], [other, edited])).toEqual(['updated', 'updated']);
    expect(states([b], [edited, other])).toEqual(['new', 'updated']);
  });

  it('over the parts of a file', () => {
    const held = new Held(counted([a, a, b].map((finding) => entryOf(finding, 'a.txt'))));
    expect([held.match([a]), held.match([b, a]), held.match([a])].flat()).toEqual([
      'unchanged',
      'unchanged',
      'unchanged',
      'new',
    ]);
    expect(held.unused()).toEqual([]);
  });

  it('tells what is left', () => {
    const held = new Held(counted([a, a, b].map((finding) => entryOf(finding, 'a.txt'))));
    held.match([a]);
    expect(held.unused().map(({ around, count }) => [around, count])).toEqual(
      expect.arrayContaining([
        ['这款面霜是⟦国家级⟧品质。', 1],
        ['那瓶精华也是⟦国家级⟧水准哦。', 1],
      ]),
    );
  });
});

it('a whole-script finding is the same wherever it is seen', () => {
  const one = claim('大家好⟦限时⟧', { scope: 'script' });
  const two = { ...claim('今天⟦限时⟧哦', { scope: 'script' }), fingerprint: one.fingerprint };
  expect(states([one], [two])).toEqual(['unchanged']);
  // A section that was given another title.
  expect(states([one], [{ ...two, fingerprint: 'other' }])).toEqual(['updated']);
});

describe('properties', () => {
  const copy = fc.array(fc.constantFrom(...'这款面霜质地清爽喜欢的可以看看今天大家好五十克'), {
    minLength: 6,
    maxLength: 40,
  });

  it('one character more or less around the words is a small edit', () => {
    fc.assert(
      fc.property(copy, fc.nat(), fc.boolean(), (chars, where, left) => {
        const sentence = (before: readonly string[]) =>
          claim(left ? `${before.join('')}⟦国家级⟧` : `⟦国家级⟧${before.join('')}`);
        const at = where % chars.length;
        const edited = [...chars.slice(0, at), '嗯', ...chars.slice(at)];
        expect(states([sentence(chars)], [sentence(edited)])).toEqual(['updated']);
        expect(states([sentence(edited)], [sentence(chars)])).toEqual(['updated']);
      }),
    );
  });

  it('never accepts more of one claim than were there', () => {
    const many = fc.array(
      copy.map((chars) => claim(`${chars.join('')}⟦国家级⟧`)),
      { maxLength: 12 },
    );
    fc.assert(
      fc.property(many, many, (before, now) => {
        const accepted = states(before, now).filter((state) => state !== 'new').length;
        expect(accepted).toBeLessThanOrEqual(before.length);
        expect(states(before, before)).toEqual(before.map(() => 'unchanged'));
      }),
    );
  });

  it('likeness is the same from both sides, and 1 for the same letters', () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), (a, b) => {
        expect(similarity(a, b)).toBe(similarity(b, a));
        expect(similarity(a, `${a}，`)).toBe(1);
        expect(similarity(a, b)).toBeLessThanOrEqual(1);
      }),
    );
  });
});
