import { describe, expect, it } from 'vitest';
import { optionsOf, type RuleOptions } from '../../src/judge/rule-options.js';
import { hits, linterOf } from '../inline.js';

const OFTEN = 'find: [赶紧]\nedges: none\noften: {more-than: 2, per: 100, min-chars: 0}\nverdict: advice';
const NEAR =
  'find: [限时]\nedges: none\nverdict: undisclosed\nneeds: [{fact: 截止, any: [到9月], within: 1}, {fact: 价, any: [九块], within: sentence}]';
const SCRIPT =
  'find: [限时]\nedges: none\nverdict: undisclosed\nneeds: [{fact: 预告, any: [预告], within: script}]\nmin-chars: 0';
const ABSENT = 'absent: {any: [退货], in: script, min-chars: 10}\nverdict: undisclosed';
const PLAIN = 'find: [最好]\nedges: none';

describe('options of a rule', () => {
  it.each<[string, string, RuleOptions]>([
    ['often', OFTEN, { 'min-chars': 0, 'more-than': 2, per: 100 }],
    ['a window of utterances', NEAR, { within: 1, times: 1 }],
    ['a need of the script', SCRIPT, { 'min-chars': 0, within: 'script', times: 1 }],
    ['absent', ABSENT, { 'min-chars': 10 }],
    ['none', PLAIN, {}],
  ])('%s', (_, body, options) => {
    expect(optionsOf(linterOf(body).rules[0]!)).toEqual(options);
  });

  it.each<[string, string, string, RuleOptions | undefined, number]>([
    ['often enough', OFTEN, '赶紧，赶紧，赶紧', undefined, 1],
    ['more is allowed', OFTEN, '赶紧，赶紧，赶紧', { 'more-than': 100 }, 0],
    ['in another measure', OFTEN, '赶紧，赶紧，赶紧', { per: 1, 'more-than': 2 }, 0],
    ['a script too short', OFTEN, '赶紧，赶紧，赶紧', { 'min-chars': 50 }, 0],
    ['too far for the window', NEAR, '限时九块\n别的\n到9月', undefined, 1],
    ['a wider window', NEAR, '限时九块\n别的\n到9月', { within: 2 }, 0],
    ['the whole script', NEAR, `限时九块\n${'别的话\n'.repeat(90)}到9月`, { within: 'script', 'min-chars': 0 }, 0],
    ['needs of one sentence stay as they are', NEAR, '限时\n九块到9月', { within: 2 }, 1],
    ['said once', SCRIPT, '预告\n限时', undefined, 0],
    ['to be said twice', SCRIPT, '预告\n限时', { times: 2 }, 1],
    ['a shorter script is judged', ABSENT, '短的话', { 'min-chars': 2 }, 1],
    ['what a rule has not changes nothing', PLAIN, '最好', { 'more-than': 9, within: 3, times: 2 }, 1],
  ])('%s', (_, body, text, options, expected) => {
    const ruleOptions = options && { 'p0/r': options };
    expect(hits(body, text, { ruleOptions })).toHaveLength(expected);
  });
});
