import { describe, expect, it } from 'vitest';
import { createLinter } from '../../src/lint.js';
import { buildRules } from '../../src/rules/build.js';
import { textScript } from '../../src/script.js';

const linter = createLinter({ bundle: buildRules('rules').rules });

/** All rewrites of all findings of a line. */
function said(line: string): string[] {
  const found = linter.lint(textScript(line)).filter((one) => one.severity !== 'info' && one.verdict !== 'exempt');
  return found.flatMap((one) => (one.rewrites ?? []).map(({ text }) => text));
}

/** What only one kind of goods may be told, and what tells that the kind was taken for another. */
const KINDS: Record<string, { first: RegExp; never: RegExp; lines: string[] }> = {
  'a treatment': {
    first: /先听医生怎么说/,
    never: /肤感|保修|检测报告|功效有评价报告|用着什么/,
    lines: [
      '做完超声炮，脸上的斑全没了',
      '瘦脸针打一次，小脸立马出来，维持五年不反弹',
      '隐形矫正做半年，龅牙治好了，绝不反弹',
    ],
  },
  'care of the body': {
    first: /做着什么感觉看个人/,
    never: /检测报告|用着挺/,
    lines: ['耳烛馆采一次耳，偏头痛跟耳鸣都走了', '头皮护理项目做满一个疗程，掉发的地方全长出来了'],
  },
  'a remedy': {
    first: /用着什么感觉(?:因人而异|看个人)，身体不舒服要看医生/,
    never: /日常|检测报告|躺一躺|穿/,
    lines: ['这款护膝戴半个月，老寒腿立马不疼', '红外理疗垫睡一晚上，风湿寒气全排走', '艾草贴贴一晚，肩周炎当场就松开'],
  },
  'health food': {
    first: /代替不了药，(?:身体|哪儿)不舒服/,
    never: /日常吃|肤感|功效有评价报告/,
    lines: [
      '叶黄素软糖天天吃，度数再也没涨过',
      '纳豆压片吃两瓶，血管堵的全通了，血压都正常了',
      '阿辉吃了氨糖，关节炎全好了',
    ],
  },
  'what is put on skin': {
    first: /肤感因人而异|上脸什么感觉|用着什么感觉看个人/,
    never: /看医生|日常吃|检测报告/,
    lines: ['这款眼霜用了一个月，法令纹真的淡了', '那瓶身体乳抹一周，白三个度'],
  },
  money: {
    first: /收益不保证|不保证收益/,
    never: /学成|用着|喜欢/,
    lines: ['跟着老师的股票信号买，稳赚不赔', '我们这个信托稳赚，本金零风险'],
  },
  'a franchise': { first: /赚多赚少看各人经营/, never: /学成|用着/, lines: ['奶茶店加盟，三个月回本，总部包盈利'] },
  'what works in a car': {
    first: /车况/,
    never: /检测报告|因人而异/,
    lines: ['机油添加剂倒一瓶，十万公里的老车跟新的一样'],
  },
  software: { first: /合不合用/, never: /检测报告|因人而异|挺好/, lines: ['会员管理小程序上线一周，没有一家退订'] },
  training: { first: /练成什么样看自己/, never: /检测报告|肤感|用着/, lines: ['私教课上一个月，马甲线全出来了'] },
  plants: { first: /跟养护有关|收成跟/, never: /因人而异|看医生/, lines: ['月季营养土换上，枯了半年的第三天就冒芽'] },
};

describe.each(Object.entries(KINDS))('of %s', (_, { first, never, lines }) => {
  it.each(lines)('%s', (line) => {
    const texts = said(line);
    expect(texts.length).toBeGreaterThan(0);
    expect(texts[0]).toMatch(first);
    for (const text of texts) expect(text).not.toMatch(never);
  });
});

describe('a recommendation by somebody great', () => {
  it.each([
    ['这台家用射频仪明星都在用，脸上的肉当场提上去', /好不好用/],
    ['婴儿床零甲醛，明星家里都在用', /检测报告可以问客服要|好不好/],
  ])('%s is answered by what the goods are', (line, right) => {
    expect(said(line).join('\n')).toMatch(right);
  });
});

describe('a recipe', () => {
  it('has no paper of where it was grown', () => {
    expect(said('这个膏是祖传秘方，抹上就止疼').join()).not.toMatch(/产地/);
  });
});

describe('what leads up to an effect', () => {
  it.each([
    '空气净化器开一晚，甲醛全部清零',
    '少儿编程课学半年，孩子数学直接考满分',
    '鼻通棒闻一闻，感冒鼻塞三秒通',
    '筋膜枪打十分钟，肩周炎当场就松开',
  ])('%s is not left alone', (line) => {
    const lead = line.slice(0, line.indexOf('，'));
    expect(said(line)).not.toContain(lead);
  });
});

describe('a word of another kind', () => {
  it('a part of the face is no fruit', () => {
    expect(said('法令纹那条沟一天天浅了，苹果肌鼓起来了').join()).not.toMatch(/日常吃/);
  });
  it('what is worn loose is not what is sold', () => {
    expect(said('陈皮普洱刮油去脂，喝一个月裤子松了两码').join()).not.toMatch(/穿/);
  });
});
