import { describe, expect, it } from 'vitest';
import { createLinter } from '../../src/lint.js';
import { buildRules } from '../../src/rules/build.js';
import { textScript } from '../../src/script.js';

const linter = createLinter({ bundle: buildRules('rules').rules });

/** Every rewrite offered for a text, each once. */
function offered(text: string): string[] {
  const found = linter.lint(textScript(text)).filter((one) => one.severity !== 'info' && one.verdict !== 'exempt');
  return [...new Set(found.flatMap((one) => one.rewrites.map((rewrite) => rewrite.text)))];
}

describe('what stands beside a vague word is kept', () => {
  it.each([
    // gifts: who gets them, what for and where
    ['前八十名下单加赠礼品，砂锅三升的', '前八十名下单加赠〔赠品名称和规格〕'],
    ['拍两箱牛奶，有惊喜', '拍两箱牛奶，送〔赠品名称和规格〕'],
    ['到柜台领取精美小礼品一份，地方在二楼', '到柜台领取〔赠品名称和规格〕一份'],
    // how long: the price or the offer stays
    ['拖把限时特价二十九，带两块布', '拖把活动价二十九，到〔截止时间〕'],
    ['冰箱限时立减三百，双开门的', '冰箱立减三百，到〔截止时间〕'],
    // how many: what is given or made
    ['二代烤箱支持预约，黑色版限量送烤架', '黑色版送烤架，一共〔数量〕份'],
    ['手工皂每日限量供应，一块一百克', '手工皂每日供应，一天〔数量〕份'],
    // benefits
    ['到店享优惠，安装另谈', '到店享〔优惠内容〕'],
    ['首单立减，袜子纯棉', '首单减〔优惠金额〕元'],
    ['满减那天可以享受先到先挑和专属优惠', '先到先挑和〔优惠内容〕'],
    // a name put on the goods
    ['孙芳菲同款真丝丝巾，米白和豆沙两色', '真丝丝巾，米白和豆沙两色'],
    ['洗车卡充五百送一百，先充了再说', '〔退款规则〕'],
  ])('%s', (text, kept) => {
    expect(offered(text)[0]).toContain(kept);
  });
});

describe('what is asked fits what is sold', () => {
  it.each([
    ['亲子营名额不多了，九岁以上', '名额还有〔名额数量〕个'],
    ['最后三个名额，想学的联系老师', '还有三个名额'],
    ['这批果子从来没打过农药，五斤一箱', '农残检测报告〔检测报告编号〕'],
    ['游戏账号售出概不退换，绑定邮箱', '没用过的〔退款规则〕'],
    ['展览门票售出概不退换，周一闭馆', '要退要改按订单页写的规则办'],
    ['民宿还剩最后几间房，能看见海', '还有〔房间数量〕间'],
    ['必须要充三千才可以享受这个优惠', '按页面价直接买'],
    ['给个五星好评返现五元，截图找我', '说说真实感受'],
  ])('%s', (text, asked) => {
    expect(offered(text).join('\n')).toContain(asked);
  });

  it.each([
    ['山药粉富含膳食纤维，能调节血压', '功效'],
    ['游戏账号售出概不退换，绑定邮箱', '有质量问题'],
    ['亲子营名额不多了，九岁以上', '件'],
  ])('%s: nothing of %s', (text, wrong) => {
    const [first] = offered(text);
    expect(first).toBeDefined();
    expect(first).not.toContain(wrong);
  });
});

describe('what only says that there is little goes', () => {
  it.each([
    ['烤盘两个尺寸，数量有限，能进洗碗机', '烤盘两个尺寸，能进洗碗机'],
    ['毛毯加厚的，先到先得，一米五乘两米', '毛毯加厚的，一米五乘两米'],
  ])('%s', (text, first) => {
    expect(offered(text)[0]).toBe(first);
  });
});
