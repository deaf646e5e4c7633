import { describe, expect, it } from 'vitest';
import { createLinter } from '../../src/lint.js';
import { textScript } from '../../src/script.js';

const linter = createLinter({ rewrites: 1 });
const first = (text: string) => linter.lint(textScript(text)).find((f) => f.rewrites.length > 0)?.rewrites[0];

describe('of a clause whose words were hit stays what tells something', () => {
  it.each([
    ['云柚谷保温壶316内胆无辐射保温壶', /^云柚谷保温壶316内胆保温壶$/, 'the goods a title puts it on'],
    ['【新到】赵丽颖同款加绒卫裤', /^【新到】加绒卫裤$/, 'goods behind a name'],
    ['我们家的亚麻四件套全网最低价到手329', /^我们家的亚麻四件套到手329$/, 'a price, once'],
    ['直播间包邮限购2个好评返现3元', /^直播间包邮限购2个/, 'terms in front of a reward'],
  ])('%s (%s)', (text, expected) => {
    expect(first(text)?.text).toMatch(expected);
  });

  it('not where another finding stands in it', () => {
    expect(first('加我微信私信领链接')?.text).toMatch(/小黄车/);
  });

  it('not what only leads up to it', () => {
    expect(first('食用荔枝干具有促进血红蛋白再生及防癌的功效。')?.text).not.toContain('食用');
    expect(first('喝热姜茶有助抗皮肤癌。')?.text).not.toContain('有助');
  });
});

describe('half a clause', () => {
  it.each([
    ['这个东西平时很难买到今天给大家争取到了最低价格，喜欢的可以看看', '给大家'],
    ['云枫云主机在带宽和流量上碾压同价位竞品，内存也换新的了', '在带宽'],
    ['各位宝宝注意了限时特价活动开始了原价要几十块现在只要这个价格真的是白菜价了', '现在只要'],
  ])('%s: goes with the rest', (text, half) => {
    const all = linter.lint(textScript(text)).flatMap((f) => f.rewrites.map((one) => one.text));
    expect(all.length).toBeGreaterThan(0);
    for (const said of all) expect(said).not.toContain(half);
  });
});

describe('a bracketed title', () => {
  it('goes whole where it only breaks the law', () => {
    expect(first('【销量第一】云柚谷保温壶，316内胆')?.text).toBe('云柚谷保温壶，316内胆');
  });
});
