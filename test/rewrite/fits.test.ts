import { describe, expect, it } from 'vitest';
import { createLinter } from '../../src/lint.js';
import { buildRules } from '../../src/rules/build.js';
import { textScript } from '../../src/script.js';

const linter = createLinter({ bundle: buildRules('rules').rules, rewrites: 1 });

/** The first rewrite of a text of one sentence. */
function rewritten(text: string): string | undefined {
  return linter.lint(textScript(text)).find((one) => one.severity !== 'info' && one.verdict !== 'exempt')?.rewrites[0]
    ?.text;
}

describe('what is said in place of a breach fits what it is said of', () => {
  it.each([
    // a loan is not bought, a card and a course have no seven days
    ['征信花了也能办，不看流水', '能不能办、办多少看审核，利息看合同'],
    ['蛋糕提货卡不记名不挂失，售出概不退款', '蛋糕提货卡不记名不挂失，没用完的要退找客服，按办卡时的约定办'],
    ['体验课报名以后一律不退费', '体验课 没上的课要退找客服 按合同退'],
    // what was compared stays
    ['音质吊打同级，续航还有三十小时', '音质挺不错，续航还有三十小时'],
    // prizes told by grade stay
    [
      '一等奖手机，二等奖耳机，打一分就能参加',
      '一等奖手机，抽〔中奖人数〕位，〔开奖时间〕开奖，二等奖耳机，打一分就能参加',
    ],
    ['后面还有包邮福利，别走开', '后面还有包邮，别走开'],
    // where to press is told already
    ['点击下方的小黄车，立即抢购', '点击下方的小黄车，看好了再拍'],
    // a firm, a house, a franchise are not handy
    ['加盟我们烧烤店零风险', '想加盟的可以了解一下'],
    ['这套公寓是整个片区性价比之王', '性价比挺高'],
    ['这个楼盘是楼市里的王者', '喜欢的可以来看看房'],
    ['我们公司办绿卡零风险', '想了解的可以先问客服'],
    ['这个游泳班的教练是全国顶尖的', '老师是〔姓名和资历〕'],
    ['本公司首创上门养护模式', '本公司做的是上门养护模式'],
    // one's own side of it stays, the market goes
    ['这家客栈是全镇位置最好的', '这家客栈位置挺好的'],
    ['我们店是全县服务最好的', '我们店服务挺好的'],
    ['乘坐亚洲第一缆车——云顶缆车', '乘坐缆车——云顶缆车'],
    ['全城唯一的铜锅涮肉', '铜锅涮肉'],
    // what is eaten and drunk is that
    ['常吃猕猴桃可以预防感冒', '这款猕猴桃，当个日常吃的就好'],
    ['这款软胶囊能调节血糖', '这款软胶囊代替不了药'],
    ['牙膏防蛀牙，草莓味', '牙不舒服要去看牙医'],
    // what was measured is in a report, what was counted has a source
    ['玻璃水除菌率99.8%，两升装', '据检测报告〔检测报告编号〕，玻璃水除菌率99.8%'],
    ['车票销量遥遥领先', '卖出〔票数〕张'],
    // what nobody decides
    ['这块翡翠升值空间无限', '值不值钱谁也说不准，喜欢再收'],
    ['保单绝对安全，放心投', '条款看清楚再定'],
    // who lent their name goes, the goods stay
    ['县医院主任推荐的护手霜', '这款护手霜肤感因人而异'],
    ['爱买不买，围巾就这价', '喜欢再拍，围巾就这价'],
    ['多位营养师推荐的燕麦奶', '燕麦奶'],
    ['独家配方的辣椒酱', '辣椒酱'],
    ['绝对不会后悔，毛巾三条装', '毛巾三条装'],
    ['叶酸片喝了能增强免疫力', '代替不了药'],
    // a deposit, a voucher, a repair have terms of their own
    ['帐篷租赁押金概不退还', '押金按合同写的退'],
    ['本次团购券售出不退', '没用过的券按订单页的规则退'],
    ['过了保修期里换件也要收费', '保修期里质量问题免费修'],
    ['收到有破损本店不负责', '有破损少件的，您拍张照发给客服'],
    ['你码数报错怪谁呢', '选错了、不合适的找客服'],
    // what is tied is what one may leave
    ['机票给您自动勾选了延误险', '延误险要不要您自己选'],
    ['提车可以，车险必须在我们店里买', '保险在哪儿买您自己定'],
    ['外面买的地暖我们不给装', '哪儿买的都照样上门装'],
    // places and rooms are no pieces
    ['插画班名额只剩7个', '名额还有7个，到〔截止时间〕'],
    ['顶楼那套大户型只剩最后两套', '还有两套 以〔公示渠道〕公示的为准'],
    ['今天试吃，优惠名额有限', '名额一共〔名额数量〕个，到〔截止时间〕'],
    // what a service is asked is what it answers
    ['保修卡丢了不补', '凭订单号找客服查就行'],
    ['您好，七天从付款那天算，您过了', '7天从您签收那天算'],
    ['售后自行联系厂家，我们只管卖', '厂家和快递那边我来联系'],
    ['爱买不买，到隔壁去买吧，不差你一个', '喜欢再拍'],
    ['酒席定了不能退，押金没收', '要退要改按预订时说好的办'],
    ['缺的那根腿，先发个五星截图再给您寄', '漏的我直接给您补，评价您照实写'],
    // a single visit, an instalment, a ticket are not sold by the piece
    ['钢琴调律单次不接，买一年年保才上门', '单次也接，要不要包年您自己定'],
    ['旧机换新必须同时办分期', '分期要不要办您自己定，全款也一样'],
    ['手机卡必须绑定宽带一起办', '手机卡和宽带都能单独办'],
    // a house is visited, a child is not asked for money
    ['这家面馆冲就完了', '想去的可以去坐坐'],
    ['小朋友们快刷火箭，主播唱歌', '小朋友不用刷礼物'],
  ])('%s', (text, said) => {
    expect(rewritten(text)).toContain(said);
  });

  it.each([
    [
      '周年庆活动最终解释权归青禾瑜伽馆所有',
      '规则按活动页面写的来 有问题找客服',
      'whose last word it was goes with it',
    ],
    ['要样册的加微信 huamu8023', '想要的在小黄车下单 有问题找店铺客服', 'so does the number'],
    ['打印纸必须搭配购买墨盒', '打印纸和墨盒都能单拍，要不要一起您自己定', 'and the thing that had to be bought'],
    ['原价八百元，现价只要399元', '现价只要399元', 'and the unit of a price'],
    ['茶席课关注就送价值66元的精美礼包', '茶席课关注就送〔赠品名称和规格〕', 'who gets a gift stays'],
    [
      '集满38个赞，免费领取神秘礼物',
      '集满38个赞，领〔赠品名称和规格〕，一人〔数量〕份，到〔截止时间〕',
      'and what for',
    ],
    ['订车即送千元大礼包，试驾到周末', '订车即送〔赠品名称和规格〕，试驾到周末', 'whatever it is said to be worth'],
    ['店庆特惠原169元现149元', '店庆特惠现149元', 'the price that is asked stays'],
    ['月子餐顶级配置，三荤两素', '月子餐配置挺好，三荤两素', 'and what was graded'],
    ['全场低至五折，书包在二号', '全场低至五折，到〔截止时间〕，书包在二号', 'and the figure'],
    ['手慢无，错过再等一整年，凉席三件套', '喜欢的可以看看，凉席三件套', 'the whole threat goes'],
  ])('%s: %s (%s)', (text, said) => {
    expect(rewritten(text)).toBe(said);
  });

  it('tells of nobody who did not say that he uses it', () => {
    expect(rewritten('用了十天，暗沉真的肉眼可见提亮了')).not.toContain('我');
    expect(rewritten('我自己用了十天，暗沉真的肉眼可见提亮了')).toContain('我自己');
  });
});
