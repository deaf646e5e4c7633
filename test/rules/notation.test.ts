import { describe, expect, it } from 'vitest';
import { NotationError, parsePattern } from '../../src/rules/notation.js';
import { hits } from '../inline.js';

const find = (pattern: string, text: string) => hits(`find: [${JSON.stringify(pattern)}]\nedges: none`, text);

describe('what a pattern finds', () => {
  const table: [pattern: string, text: string, found: string[]][] = [
    ['最好', '这是最好的，最好', ['最好', '最好']],
    ['最(好|棒)', '最棒最好', ['最棒', '最好']],
    ['最(好)?用', '最用最好用', ['最用', '最好用']],
    ['最好?用', '最用', ['最用']],
    ['哈{2,3}笑', '哈笑哈哈笑', ['哈哈笑']],
    ['全网…低', '全网真的很低', ['全网真的很低']],
    ['全网…低', '全网真的，很低', []],
    ['全网……低', '全网真的，很低', ['全网真的，很低']],
    ['全网……低', '全网真的。很低', []],
    ['全网…2低', '全网真的很低', []],
    ['全网⟦第一⟧', '全网第一', ['第一']],
    ['第一~(次|时间)', '第一次第一名第一时间', ['第一']],
    ['(不是)<~最好', '不是最好是最好', ['最好']],
    ['最好&(用)', '最好吃最好用', ['最好']],
    ['^最好', '最好这样，那样最好', ['最好']],
    ['最好$', '最好这样，那样最好', ['最好']],
    ['<digit>{1,3}元', '卖99元', ['99元']],
    ['最<latin>', '最a', ['最a']],
    ['100% 有效', '100%有效', ['100%有效']],
    ['ABC', '全是ＡＢＣ', ['ＡＢＣ']],
    ['a\\|b', 'a|b', ['a|b']],
    ['送<slot>', '送〔赠品名称〕一份', ['送〔赠品名称〕']],
  ];
  it.each(table)('%s in %s', (pattern, text, found) => {
    expect(find(pattern, text)).toEqual(found);
  });
});

describe('what a pattern may not be', () => {
  const table: [pattern: string, problem: RegExp, at: number][] = [
    ['(好', /never closed/, 0],
    ['好)', /closes nothing/, 1],
    ['⟦好', /never closed/, 0],
    ['<好>', /not a list name/, 3],
    ['<list', /never closed/, 0],
    ['?好', /nothing before it/, 0],
    ['好{3,1}', /between 0 and/, 1],
    ['好{99}', /between 0 and/, 1],
    ['好{x}', /upper bound/, 1],
    ['好…99', /at most/, 1],
    ['~好', /comes a group/, 1],
    ['好\\', /cannot end/, 2],
  ];
  it.each(table)('%s', (pattern, problem) => {
    let error: unknown;
    try {
      parsePattern(pattern);
    } catch (e) {
      error = e;
    }
    expect(error).toBeInstanceOf(NotationError);
    expect((error as NotationError).problem).toMatch(problem);
  });
});
