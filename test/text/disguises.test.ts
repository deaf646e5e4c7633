import { describe, expect, it } from 'vitest';
import { fold } from '../../src/text/fold.js';
import type { DisguiseKind } from '../../src/text/tables.js';
import { foldTables } from './support.js';

const tables = foldTables();

/** text, what it says, the disguised words as written, the term, the kind */
type Row = [text: string, says: string, written: string, restored: string, kind: DisguiseKind];

function holds(rows: Row[]): void {
  it.each(rows)('%s → %s', (text, says, written, restored, kind) => {
    const result = fold(text, tables);
    expect(result.text).toBe(says);
    expect(result.disguises.map((d) => [d.written, d.restored, d.kind])).toEqual([[written, restored, kind]]);
  });
}

describe('homophones', () => {
  holds([
    ['这款面膜蕞好用了', '这款面膜最好用了', '蕞好用', '最好用', 'homophone'],
    ['今天罪低价给到大家', '今天最低价给到大家', '罪低价', '最低价', 'homophone'],
    ['全网醉便宜的锅', '全网最便宜的锅', '全网醉便宜', '全网最便宜', 'homophone'],
    ['维一能机洗的羊毛衫', '唯一能机洗的羊毛衫', '维一', '唯一', 'homophone'],
    ['销量弟一的枕头', '销量第一的枕头', '销量弟一', '销量第一', 'homophone'],
    ['全国帝一的醋', '全国第一的醋', '全国帝一', '全国第一', 'homophone'],
    ['鼎级蚕丝', '顶级蚕丝', '鼎级', '顶级', 'homophone'],
    ['泳久不掉色', '永久不掉色', '泳久', '永久', 'homophone'],
    ['决对好打理', '绝对好打理', '决对', '绝对', 'homophone'],
    ['毒家配方', '独家配方', '毒家', '独家', 'homophone'],
    ['兔费送到家', '免费送到家', '兔费', '免费', 'variant'],
  ]);
});

describe('pinyin', () => {
  holds([
    ['这款zui好用', '这款最好用', 'zui好用', '最好用', 'pinyin'],
    ['ZUI便宜的一次', '最便宜的一次', 'ZUI便宜', '最便宜', 'pinyin'],
    ['我们是guo家级的', '我们是国家级的', 'guo家级', '国家级', 'pinyin'],
    ['全网第yi', '全网第一', '全网第yi', '全网第一', 'pinyin'],
    ['这就是zuì好的面料', '这就是最好的面料', 'zuì好', '最好', 'pinyin'],
    ['加我weixin聊', '加我微信聊', '加我weixin', '加我微信', 'pinyin'],
    ['能祛ban的霜', '能祛斑的霜', '祛ban', '祛斑', 'pinyin'],
    ['帮你jian肥', '帮你减肥', 'jian肥', '减肥', 'pinyin'],
    ['全网zdj今天给你', '全网最低价今天给你', '全网zdj', '全网最低价', 'initials'],
  ]);
});

describe('initials', () => {
  holds([
    ['这个价qwzd，自己看', '这个价全网最低，自己看', 'qwzd', '全网最低', 'initials'],
    ['真的QGDY的品质', '真的全国第一的品质', 'QGDY', '全国第一', 'initials'],
  ]);
});

describe('look-alikes and split characters', () => {
  holds([
    ['口感最隹', '口感最佳', '最隹', '最佳', 'variant'],
    ['囯家级实验室', '国家级实验室', '囯家级', '国家级', 'variant'],
    ['丁页级面料', '顶级面料', '丁页级', '顶级', 'split'],
    ['性能最弓虽', '性能最强', '最弓虽', '最强', 'split'],
    ['氵台疗鼻炎', '治疗鼻炎', '氵台疗', '治疗', 'split'],
    ['月巴肉靠它减月巴', '月巴肉靠它减肥', '减月巴', '减肥', 'split'],
  ]);
});

describe('symbols, digits, emoji', () => {
  holds([
    ['全网第①', '全网第一', '全网第①', '全网第一', 'symbol'],
    ['全网第1️⃣', '全网第一', '全网第1️⃣', '全网第一', 'symbol'],
    ['全国🥇的口碑', '全国第一的口碑', '全国🥇', '全国第一', 'symbol'],
    ['全国D1的豆腐', '全国第一的豆腐', '全国D1', '全国第一', 'symbol'],
    ['销量NO壹', '销量第一', '销量NO壹', '销量第一', 'symbol'],
    ['1OO%有效', '100%有效', '1OO%', '100%', 'symbol'],
    ['🐮🍺的手艺', '牛逼的手艺', '🐮🍺', '牛逼', 'symbol'],
  ]);
});

describe('something inserted', () => {
  holds([
    ['这款最*好', '这款最好', '最*好', '最好', 'inserted'],
    ['国*家级水准', '国家级水准', '国*家级', '国家级', 'inserted'],
    ['国 家 级 水准', '国家级 水准', '国 家 级', '国家级', 'inserted'],
    ['真的是最·低·价', '真的是最低价', '最·低·价', '最低价', 'inserted'],
    ['夏天，首 选就是它', '夏天，首选就是它', '首 选', '首选', 'inserted'],
    ['口感最 好的一批', '口感最好的一批', '最 好', '最好', 'inserted'],
    ['最。低。价。来了', '最低价。来了', '最。低。价', '最低价', 'inserted'],
    ['唯🔥一正品', '唯一正品', '唯🔥一', '唯一', 'inserted'],
    ['全_网_最_低', '全网最低', '全_网_最_低', '全网最低', 'inserted'],
    ['国（家）级', '国家级', '国（家）级', '国家级', 'inserted'],
  ]);
});

describe('spelled backwards', () => {
  holds([
    ['倒过来念，低最网全', '倒过来念，全网最低', '低最网全', '全网最低', 'reversed'],
    ['一第国全，懂了吧', '全国第一，懂了吧', '一第国全', '全国第一', 'reversed'],
  ]);
});

describe('a traditional character where a filter looks', () => {
  holds([
    ['这是頂级的面料', '这是顶级的面料', '頂级', '顶级', 'traditional'],
    ['全網最低，随时来问', '全网最低，随时来问', '全網最低', '全网最低', 'traditional'],
    ['唯一的國家级工厂认证', '唯一的国家级工厂认证', '國家级', '国家级', 'traditional'],
  ]);

  it.each(['這款頂級面霜很輕薄', '這是全網最低', '她姓於，在臺北开店，全網都有', '頂級好物'])(
    '%s: only a way of writing',
    (text) => {
      expect(fold(text, tables).disguises).toEqual([]);
    },
  );
});

describe('ways off the platform', () => {
  holds([
    ['想要的加V信', '想要的加微信', '加V信', '加微信', 'homophone'],
    ['想要的加v聊', '想要的加微信聊', '加v', '加微信', 'homophone'],
    ['➕薇❤领券', '加微信领券', '➕薇❤', '加微信', 'symbol'],
    ['VX同号', '微信同号', 'VX', '微信', 'homophone'],
    ['咱们卫星上聊', '咱们微信上聊', '卫星', '微信', 'homophone'],
    ['加我绿泡泡发你', '加我微信发你', '加我绿泡泡', '加我微信', 'homophone'],
    ['进我扣扣裙领价', '进我qq群领价', '扣扣裙', 'qq群', 'homophone'],
    ['钱打到支fu宝', '钱打到支付宝', '支fu宝', '支付宝', 'pinyin'],
  ]);
});

describe('what only looks like a disguise', () => {
  it.each([
    '醉虾是用黄酒腌的',
    '不敢得罪低着头的客人',
    '喝醉便宜了那家代驾',
    '示波器上是V信号',
    '这条V领裙子加V领扣',
    '加V领针织衫两件',
    '停车场D1区自提',
    '型号是D1的充电头',
    '防晒SPF50的那瓶',
    '面单上的分拣码是QWZD',
    '拼音zui打头的字有哪些',
    '订单页页首 选尺码',
    '步骤：①无需开火 ②第二步加水',
    '维生素一天一粒',
    '二维一码通查',
    '身高一米六、体重九十',
    '弟弟一个人在家',
    '皇帝一般的待遇',
    '弓虽然旧了弦还紧',
    '卫星定位误差两米',
    '起泡胶绿泡泡味',
    '扣扣裙一排九颗扣子',
    '月球车和卫星模型',
    '蔷薇和采薇都是女装店',
    '水牛逼近了，快走开',
    '手选的红枣颗颗饱满',
    '最，好像是上周',
    '很美 白色也有',
    '你好 第二件半价',
    '我最后一次说了',
    '全网通手机',
    '看完国 家里人都说值',
    '他考了全国 第一次参赛',
    '名字叫X-Z好几个型号',
    '这件很显瘦 身高一六五穿M',
    'https://weixin.qq.com/zuihao',
    'abc@qq.com',
    'DIY手工 QA质检 WX-200型',
    '货款当天结清',
    '杭州的龙井',
    '返回首页选颜色',
    '大家先领券再下单',
    '价格和质量两样都看',
    '先至先得，高至九折',
    '每日限量 供应到六点',
    '信心和新心情',
    '十分感谢，十加一等于十一',
    '白头到老',
    '免 费用另算',
    '出门首 选就是它',
    '它是最。后。一次来',
  ])('%s', (text) => {
    const result = fold(text, tables);
    expect(result.disguises).toEqual([]);
    expect(result.text).toBe(text.toLowerCase().replace(/[①②]/g, (c) => (c === '①' ? '1' : '2')));
  });
});

describe('restored without a record', () => {
  it.each([
    ['销量第1', '销量第一'],
    ['全国NO.1', '全国第一'],
    ['第①步先拧开', '第一步先拧开'],
    ['去并夕夕看看', '去拼多多看看'],
    ['狗东也有货', '京东也有货'],
    ['🆓送小样', '免费送小样'],
    ['0添加的酸奶', '零添加的酸奶'],
    ['100添加量', '100添加量'],
    ['第10名', '第10名'],
    ['第1.5代', '第1.5代'],
  ])('%s → %s', (text, says) => {
    const result = fold(text, tables);
    expect(result.text).toBe(says);
    expect(result.disguises).toEqual([]);
  });
});
