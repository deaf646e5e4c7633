import { describe, expect, it } from 'vitest';
import type { RewriteContext } from '../../src/rewrite/index.js';
import { type FakeRule, rewriteWith } from './fake.js';

const GOODS = '被子|豆花|手冲壶|围巾|烤箱|烤盘|苹果';
const find: RewriteContext['find'] = (pattern, text) =>
  [...text.matchAll(new RegExp(pattern.includes('<goods') ? GOODS : pattern, 'g'))].map((m) => ({
    start: m.index,
    end: m.index + m[0].length,
  }));

const none: FakeRule = { id: 'x/none', find: /谁家的\S{2}能这么好|没人比得过/, rewrite: [[{ drop: 'clause' }]] };
const nice: FakeRule = { id: 'x/nice', find: /没对手/, rewrite: [[{ clause: '{say:nice}' }]] };
const tied: FakeRule = {
  id: 'x/tied',
  find: /捆死了一起走|得一起买/,
  category: 'bundling',
  rewrite: [[{ clause: '{goods:all}都能单拍' }], [{ clause: '要不要您自己选' }]],
};
const first = (rules: FakeRule[], text: string, more: Partial<RewriteContext> = {}) =>
  rewriteWith(rules, text, { find, ...more })[0];

describe('goods that only the clause named that went', () => {
  it.each([
    ['谁家的被子能这么好，四斤的，一米八乘两米二。', '这款被子，四斤的，一米八乘两米二。'],
    ['论豆花没人比得过咱，小份四块，大份六块。', '这款豆花，小份四块，大份六块。'],
    ['谁家的被子能这么好，这床四斤的。', '这床四斤的。'],
    ['被子四斤的，谁家的被子能这么好。', '被子四斤的。'],
    ['姐妹们，谁家的被子能这么好，四斤的。', '姐妹们，这款被子，四斤的。'],
    ['好的，姐妹们，谁家的被子能这么好，四斤的。', '好的，姐妹们，这款被子，四斤的。'],
  ])('%s → %s', (text, expected) => {
    expect(first([none], text)?.text).toBe(expected);
  });

  it('stand right in front of a judgement', () => {
    expect(first([nice], '大家都说手冲壶没对手，六百毫升。')?.text).toMatch(
      /^大家，?这款手冲壶\S+，六百毫升。$|^这款手冲壶/,
    );
  });
});

describe('goods that somebody used or is shown', () => {
  const worn: FakeRule = { id: 'x/worn', find: /谁见了都问/, rewrite: [[{ clause: '颜色有三种' }]] };
  const points: FakeRule = { id: 'x/points', find: /谁见了都问/, rewrite: [[{ clause: '这款挺暖和' }]] };

  it.each([
    ['我妈戴了大红围巾，谁见了都问。', '这款围巾，颜色有三种。'],
    ['今天给大家带来这条围巾，谁见了都问。', '今天给大家带来这条围巾，颜色有三种。'],
  ])('are named where what named them went: %s → %s', (text, expected) => {
    const leans: NonNullable<RewriteContext['leans']> = (said, { start, end }) =>
      /我妈/.test(said.slice(start, end)) ? 9 : -9;
    expect(first([worn], text, { leans })?.text).toBe(expected);
  });

  it('are named in a saying that points at them', () => {
    const leans: NonNullable<RewriteContext['leans']> = (said, { start, end }) =>
      /我妈/.test(said.slice(start, end)) ? 9 : -9;
    expect(first([points], '我妈戴了大红围巾，谁见了都问。', { leans })?.text).toBe('这款围巾挺暖和。');
  });

  it('are not named where they only belong to somebody else’s tale', () => {
    const leans: NonNullable<RewriteContext['leans']> = (said, { start, end }) =>
      /邻居/.test(said.slice(start, end)) ? 9 : -9;
    expect(first([worn], '邻居把被子扔了，谁见了都问。', { leans })?.text).toBe('颜色有三种。');
  });
});

describe('what rules may say of goods', () => {
  it('names all of them where there are two', () => {
    expect(first([tied], '烤箱和烤盘捆死了一起走，四十升。')?.text).toBe('烤箱和烤盘都能单拍，四十升。');
  });

  it('passes over where there are not', () => {
    expect(first([tied], '烤箱得一起买，四十升。')?.text).toBe('烤箱要不要您自己选，四十升。');
  });
});

describe('what hung on a breach', () => {
  const leans =
    (leaning: RegExp, by = 3): NonNullable<RewriteContext['leans']> =>
    (text, { start, end }) =>
      leaning.test(text.slice(start, end)) ? by : -3;
  const rule: FakeRule = { id: 'x/low', find: /没人比得过/, rewrite: [[{ drop: 'clause' }]] };

  it('goes with it, one clause after another', () => {
    const text = '围巾没人比得过，你自己想想看，别不信，两米长。';
    expect(first([rule], text, { leans: leans(/想想|不信/) })?.text).toBe('围巾，两米长。');
  });

  it('stays where it leans the other way, tells a price, or stands apart', () => {
    const text = '围巾没人比得过，今天只要九十九块，两米长，你自己想想看。';
    expect(first([rule], text, { leans: leans(/想想|只要/, 1) })?.text).toBe(
      '围巾，今天只要九十九块，两米长，你自己想想看。',
    );
  });

  it('is the writer’s to give up', () => {
    const weight: FakeRule = { ...rule, category: 'pressure' };
    const text = '围巾两米长，没人比得过，你自己想想看。';
    expect(first([weight], text)?.kind).toBe('safe');
    expect(first([weight], text, { leans: leans(/想想/) })?.kind).toBe('suggested');
  });
});

describe('a price in the clause that goes', () => {
  const dear: FakeRule = { id: 'x/dear', find: /比谁都划算/, rewrite: [[{ drop: 'clause' }]], category: 'promo' };

  it.each([
    ['被子四斤的，今天只要一百九十九比谁都划算。', /一百九十九/],
    ['今天只要一百九十九比谁都划算，围巾，两米长。', /^围巾，\S*一百九十九，两米长。$|一百九十九/],
  ])('is kept: %s', (text, expected) => {
    expect(first([dear], text)?.text).toMatch(expected);
  });

  it.each(['被子四斤的，在我这便宜一百二比谁都划算。', '被子四斤的，我们家是泉水五十三度比谁都划算。'])(
    'is not told of what is none: %s',
    (text) => {
      expect(first([dear], text)?.text).not.toContain('现在');
    },
  );
});

describe('the seller’s own price', () => {
  const theirs: FakeRule = {
    id: 'x/theirs',
    category: 'competitor',
    find: /人家卖\S+?(?=我)|人家那\S+/,
    rewrite: [[{ clause: '就看咱自己这款{goods:any}' }]],
  };
  const cheap: FakeRule = {
    id: 'x/cheap',
    category: 'promo',
    find: /比谁都划算/,
    rewrite: [[{ clause: '今天卖〔价格〕元' }], [{ clause: '价格挺实惠' }]],
  };

  it.each([
    ['这床被子跟那床差不多，人家卖两千我卖一百。', '这床被子跟那床差不多，就看咱自己这款被子，现在一百。'],
    ['人家卖两千我九十九给你，被子两米长。', '就看咱自己这款被子，现在九十九，被子两米长。'],
  ])('stays beside another’s: %s', (text, expected) => {
    expect(first([theirs], text)?.text).toBe(expected);
  });

  it('is asked for only where no clause tells it', () => {
    expect(first([cheap], '这款被子比谁都划算，五百八。')?.text).toBe('这款被子，价格挺实惠，五百八。');
    expect(first([cheap], '这款被子比谁都划算，两米长。')?.text).toBe('这款被子，今天卖〔价格〕元，两米长。');
    expect(first([cheap], '这款被子比谁都划算，原价九百块。')?.text).toBe('这款被子，今天卖〔价格〕元，原价九百块。');
  });

  it('goes with the goods that something points at, where there are several', () => {
    expect(first([theirs], '烤盘换上我这被子，人家那俩都不行。')?.text).toBe('烤盘换上我这被子，就看咱自己这款被子。');
  });
});

describe('where nothing of a sentence is left', () => {
  it('the category has something to say', () => {
    const rank: FakeRule = { id: 'x/rank', find: /全网第一/, rewrite: [[{ drop: 'clause' }]] };
    expect(first([rank], '全网第一！')?.text).toMatch(/^这款\S+！$/);
    expect(first([{ ...rank, category: 'other' }], '全网第一！')?.text).toBe('');
  });
});

describe('which of the goods is spoken of', () => {
  const alone: FakeRule = {
    id: 'x/alone',
    find: /单要[^，]+不卖|光拍[^，]+不发货/,
    category: 'bundling',
    rewrite: [[{ clause: '{goods:all}都能单拍' }], [{ clause: '{goods:one}可以单拍' }]],
  };
  const kids: FakeRule = {
    id: 'x/kids',
    find: /零花钱够了/,
    category: 'protection',
    rewrite: [[{ clause: '各位家长，想给孩子买{goods:any}的可以看一下' }]],
  };
  it.each<[FakeRule, string, string | RegExp, string]>([
    [alone, '单要粉条不卖，两斤一把。', '粉条可以单拍，两斤一把。', 'what somebody would have alone'],
    [alone, '烤箱和烤盘一套走，光拍烤盘不发货。', /烤盘和烤箱都能单拍/, 'it first'],
    [kids, '零花钱够了，围巾一米八。', '各位家长，想给孩子买围巾的可以看一下，围巾一米八。', 'the only one'],
    [kids, '零花钱够了，借妈妈的围巾一用。', /^各位家长，想给孩子买的可以看一下/, 'none that is somebody else’s'],
  ])('%#: %s → %s (%s)', (rule, text, expected) => {
    const said = first([rule], text)?.text;
    if (expected instanceof RegExp) expect(said).toMatch(expected);
    else expect(said).toBe(expected);
  });

  it('a claim goes alone where the goods it is put on stand right behind it', () => {
    const loss: FakeRule = { id: 'x/loss', find: /亏本清/, category: 'promo', rewrite: [[{ drop: 'clause' }]] };
    expect(first([loss], '亏本清仓围巾两米长。')?.text).toBe('围巾两米长。');
    expect(first([loss], '亏本清三条围巾两米长。')?.text).not.toBe('围巾两米长。');
  });
});

describe('goods that an invitation is to', () => {
  const rush: FakeRule = { id: 'x/rush', category: 'pressure', find: /没抢到.*?围巾/, rewrite: [['invite']] };
  it.each([
    ['没抢到的今晚怎么睡得着围巾，净重六百克。', /^这款围巾，[^，]+，净重六百克。$/, 'are named'],
    ['没抢到的抱着妈妈的围巾，净重六百克。', /^(?!.*围巾)/, 'but nobody else’s'],
    ['没抢到的围巾，围巾四块，净重六百克。', /^(?!这款)/, 'nor where they are named anyway'],
  ])('%s → %s (%s)', (text, expected) => {
    expect(first([rush], text)?.text).toMatch(expected);
  });
});

describe('a figure that is left alone', () => {
  it.each([
    ['人人说好，二十五公斤。', '这款二十五公斤。', 'is one of something'],
    ['人人说好，一盒六枚，三十九元。', '一盒六枚，三十九元。', 'but not two of them'],
  ])('%s → %s (%s)', (source, expected) => {
    const rules: FakeRule[] = [
      { id: 'x/all', category: 'unverifiable', find: /人人说好/, rewrite: [[{ drop: 'clause' }]] },
    ];
    expect(rewriteWith(rules, source)[0]?.text).toBe(expected);
  });
});

describe('a name that no list holds', () => {
  /** every character is a word of its own, but for those named */
  const startsBut =
    (...joined: string[]): NonNullable<RewriteContext['starts']> =>
    (text) => {
      const inside = new Set(
        joined.flatMap((word) => {
          const at = text.indexOf(word);
          return at < 0 ? [] : [...word].slice(1).map((_, i) => at + i + 1);
        }),
      );
      return [...text].map((_, at) => at).filter((at) => !inside.has(at));
    };

  it('is told at the head of its clause by what it ends in', () => {
    const all: FakeRule = { id: 'x/all', find: /^[^，]*没人比得过/, rewrite: [[{ drop: 'clause' }]] };
    const said = (text: string, ...joined: string[]) => first([all], text, { starts: startsBut(...joined) })?.text;
    expect(said('雪梨膏没人比得过，三百克。')).toBe('这款雪梨膏，三百克。');
    expect(said('换季毛衫没人比得过，三百克。', '换季')).not.toContain('毛衫');
    expect(said('我说雪梨膏没人比得过，三百克。')).not.toContain('雪梨膏');
  });

  it('says nothing where nothing but a name is left, with or without a word in front', () => {
    for (const text of ['围巾，没人比得过。', '加厚围巾，没人比得过。'])
      expect(first([none], text)?.text, text).not.toBe(`${text.split('，')[0]}。`);
    expect(first([none], '围巾加厚了一层，没人比得过。')?.text).toBe('围巾加厚了一层。');
  });
});

describe('an adjective right before a name', () => {
  const best: FakeRule = { id: 'x/best', find: /全网最强/, rewrite: [[{ swap: { 全网: '', 最: '很' } }]] };
  it.each([
    ['全网最强烤箱来了，四十升。', '很强的烤箱来了，四十升。'],
    ['全网最强的烤箱来了，四十升。', '很强的烤箱来了，四十升。'],
    ['烤箱全网最强，四十升。', '烤箱很强，四十升。'],
  ])('is joined to it: %s → %s', (text, expected) => {
    expect(first([best], text)?.text).toBe(expected);
  });
});

describe('what is left of a breach', () => {
  const works: FakeRule = {
    id: 'x/works',
    category: 'unverifiable',
    find: /谁都见效|比别家省/,
    rewrite: [[{ drop: 'clause' }], [{ clause: '因人而异' }]],
  };
  it.each([
    ['坚持两瓶，谁都见效。', '因人而异', 'so long, and then nothing'],
    ['每天两瓶，谁都见效。', '每天两瓶。', 'how it is used'],
    ['30%，比别家省。', '因人而异', 'a share of nothing'],
    ['穿上这件毛衫，谁都见效。', '因人而异', 'what is put on, and then nothing'],
  ])('%s → %s (%s)', (text, expected) => {
    expect(first([works], text)?.text).toContain(expected);
  });

  it('names once what is put on', () => {
    const worn: FakeRule = { id: 'x/worn', find: /谁都见效/, rewrite: [[{ clause: '穿着什么样看个人身形' }]] };
    expect(first([worn], '穿上这件毛衫，谁都见效。')?.text).toBe('这件毛衫，穿着什么样看个人身形。');
  });
});
