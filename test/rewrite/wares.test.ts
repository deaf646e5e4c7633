import { describe, expect, it } from 'vitest';
import { createLinter } from '../../src/lint.js';
import { buildRules } from '../../src/rules/build.js';
import { textScript } from '../../src/script.js';

const linter = createLinter({ bundle: buildRules('rules').rules });
const said = (line: string): string[] =>
  linter
    .lint(textScript(line))
    .filter((one) => one.severity !== 'info' && one.verdict !== 'exempt')
    .flatMap((one) => one.rewrites.map(({ text }) => text));

describe('goods named behind what they are said to do', () => {
  it.each([
    ['这是一款能降血压、降血脂的茶', '这是一款茶'],
    ['一种能提神,解乏,治头疼的混合饮料', '一种混合饮料'],
    ['家里常备一瓶能止咳化痰的枇杷膏', '家里常备一瓶枇杷膏'],
    ['今天给大家带的是能降血糖的荞麦挂面，一箱十把', '今天给大家带的是荞麦挂面，一箱十把'],
    ['为企业提供100%安全的数据通道', '为企业提供数据通道'],
    ['我们是国内首家做跨境物流的平台，海运空运都有', '我们是做跨境物流的平台，海运空运都有'],
  ])('%s keeps them', (line, right) => {
    expect(said(line)).toContain(right);
  });

  it.each(['含有能降血压的成分，一天一粒', '能缓解胃疼的功效，一盒十袋'])('%s names none', (line) => {
    expect(said(line).join('\n')).not.toMatch(/含有成分|^功效/m);
  });
});

describe('what nothing is like', () => {
  it.each([
    ['找不到性价比这么高的课了，一共二十节', '课性价比挺高，一共二十节'],
    ['外面找不到这么便宜的毛巾了，三条装', '毛巾挺实惠，三条装'],
    ['音质在千元内无敌，续航三十小时', '音质挺不错，续航三十小时'],
    ['江边顶级豪宅，两梯一户', '江边住宅，两梯一户'],
    ['这款洗碗机成为越来越多年轻人的首选，十三套容量', '这款洗碗机是个不错的选择，十三套容量'],
  ])('%s is still told of', (line, right) => {
    expect(said(line)).toContain(right);
  });
});

describe('what is said of a kind', () => {
  it.each([
    ['贵州老字号梅酒，健脾开胃，一瓶330毫升', /别贪杯/, /日常喝|药/],
    ['CoolSculpting使用控制性冷却技术，永久消除脂肪细胞', /听医生/, /看医生/],
    ['投资者可以在短期内获得丰厚回报', /收益/, /看看|商品页/],
    ['这款核桃油能消除皱纹，抗衰老，一瓶500毫升', /吃/, /肤感|功效评价/],
    ['国内首家做公益的书店', /〔年数〕/, /专利/],
    ['睡了我们的磁疗床垫，老寒腿不疼了', /用着什么感觉/, /日常/],
  ])('%s', (line, right, never) => {
    const all = said(line).join('\n');
    expect(all).toMatch(right);
    expect(all).not.toMatch(never);
  });
});
