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
    expect(first('想要的加我微信私信要链接')?.text).toMatch(/小黄车/);
  });

  it('not what only leads up to it', () => {
    expect(first('食用荔枝干能起到补血养颜和抗癌的功效。')?.text).not.toContain('食用');
    expect(first('吃黑蒜有助抗胃癌。')?.text).not.toContain('有助');
    expect(first('今天给大家带来一款协和医生都在用的护手霜，记得点关注')?.text).not.toContain('一款，');
  });

  it('not how something is behind a claimed effect', () => {
    expect(first('这款狗粮我家豆豆吃了两个月，毛发变得油光水亮')?.text).not.toContain('油光');
  });
});

describe('half a clause', () => {
  it.each([
    ['这种茶壶平常不好买今儿个给各位拿到了全网最低价，想要的点链接', '给各位，'],
    ['云枫路由器在信号和散热上吊打同价位竞品，外壳也换新的了', '在信号'],
    ['亲爱的们看过来限时福利开启了平时要一百多块现在只卖这个价钱说是白菜价都不夸张', '只卖( |$)'],
  ])('%s: goes with the rest', (text, half) => {
    const all = linter.lint(textScript(text)).flatMap((f) => f.rewrites.map((one) => one.text));
    expect(all.length).toBeGreaterThan(0);
    for (const said of all) expect(said).not.toMatch(new RegExp(half));
  });
});

describe('a bracketed title', () => {
  it('goes whole where it only breaks the law', () => {
    expect(first('【销量第一】云柚谷保温壶，316内胆')?.text).toBe('云柚谷保温壶，316内胆');
  });
});

describe('what stands in place of a first choice', () => {
  it.each([
    ['出国游学，首选小鹿营', '出国游学，可以看看小鹿营', 'no 的 between a saying and a name'],
    ['大户型首选，三室两厅', '大户型可以看看，三室两厅', 'one invitation'],
    ['正在成为露营一族的首选，防水的', '正在成为露营一族不错的选择，防水的', 'a choice it stays'],
  ])('%s → %s (%s)', (text, expected) => {
    expect(first(text)?.text).toBe(expected);
  });
});
