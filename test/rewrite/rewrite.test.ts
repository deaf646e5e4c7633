import { describe, expect, it } from 'vitest';
import { type FakeRule, fakeLint, rewriteWith } from './fake.js';

const superlative: FakeRule = { id: 'x/most', find: /最(?<q>软|轻|好吃)/, rewrite: [[{ hit: '很{q}', kind: 'safe' }]] };
const hurry: FakeRule = {
  id: 'x/hurry',
  find: /赶紧冲|手慢无|闭眼入|没了别哭/,
  rewrite: [['invite']],
  category: 'pressure',
};
const gift: FakeRule = {
  id: 'x/gift',
  find: /送大礼包/,
  rewrite: [[{ hit: '送〔赠品名称和规格〕' }], [{ drop: 'clause' }]],
  category: 'promo',
};
const effect: FakeRule = {
  id: 'x/effect',
  find: /皮肤变好了|必睡着/,
  rewrite: [[{ hit: '感觉还不错' }, 'hedge']],
  category: 'unverifiable',
};

describe('kinds', () => {
  it('is safe where only words of a fixed table change', () => {
    expect(rewriteWith([superlative], '这条毛巾最软。')[0]).toMatchObject({ text: '这条毛巾很软。', kind: 'safe' });
  });

  it('asks for a fact first and offers something to say now', () => {
    const [ask, now] = rewriteWith([gift], '这盒茶三十九，送大礼包！');
    expect(ask).toMatchObject({
      text: '这盒茶三十九，送〔赠品名称和规格〕！',
      kind: 'needs-fact',
      slots: ['赠品名称和规格'],
    });
    expect(now).toMatchObject({ text: '这盒茶三十九！', slots: [] });
  });

  it('needs a fact where only what it says by name asks', () => {
    const rule: FakeRule = {
      id: 'x/card',
      category: 'protection',
      find: /先交钱/,
      rewrite: [[{ clause: '{say:guard}' }]],
    };
    expect(rewriteWith([rule], '年卡的事，先交钱，终身卡也有。')[0]).toMatchObject({ kind: 'needs-fact' });
  });

  it('offers a slot second where the rule lists it second', () => {
    const rank = { ...gift, find: /卖爆了/, rewrite: [[{ hit: '卖得不错' }], [{ hit: '卖了〔件数〕件' }]] };
    expect(rewriteWith([rank], '这款锅卖爆了。').map((one) => one.kind)).toEqual(['suggested', 'needs-fact']);
  });

  it('cannot be declared safe with a slot left open', () => {
    const rule = { ...gift, rewrite: [[{ hit: '送〔赠品〕', kind: 'safe' as const }]] };
    expect(rewriteWith([rule], '下单送大礼包')[0]?.kind).toBe('needs-fact');
  });

  it('keeps the declared kind only while no number is lost', () => {
    const rule: FakeRule = { id: 'x/all', find: /亏本甩/, rewrite: [[{ sentence: '价格看链接', kind: 'safe' }]] };
    const [one] = rewriteWith([rule], '三百二十克亏本甩，九块九');
    expect(one?.text).toContain('三百二十克');
    expect(one?.text).toContain('九块九');
  });
});

describe('several findings in a sentence', () => {
  it('gives one sentence for all of them', () => {
    const text = '这条毛巾最软，送大礼包，手慢无！';
    const [one] = rewriteWith([superlative, gift, hurry], text);
    expect(one?.text).toMatch(/^这条毛巾很软，送〔赠品名称和规格〕，\S+！$/);
  });

  it('invites once', () => {
    const [one] = rewriteWith([hurry], '赶紧冲，手慢无，没了别哭！');
    expect(one?.text).toMatch(/^[^，]+(，[^，]+)?！$/);
    expect(one?.moves.filter((move) => move === 'invite')).toHaveLength(1);
  });

  it('hedges once', () => {
    const [one] = rewriteWith([effect], '这款眼罩戴上必睡着，皮肤变好了。');
    expect(one?.text.match(/仅供参考/g)).toHaveLength(1);
  });

  it('lets the larger scope win', () => {
    const whole: FakeRule = { id: 'x/off', find: /加微信/, rewrite: [[{ clause: '有问题找店铺客服' }]] };
    expect(rewriteWith([superlative, whole], '最软的加微信，三个颜色。')[0]?.text).toBe('有问题找店铺客服，三个颜色。');
  });

  it('asks for at most three facts, each once', () => {
    const ask = (name: string, find: RegExp): FakeRule => ({
      id: `x/${name}`,
      find,
      rewrite: [[{ hit: `〔${name}〕` }]],
    });
    const rules = [ask('甲', /东/), ask('乙', /南/), ask('丙', /西/), ask('丁', /北/), ask('甲', /中/)];
    const [one] = rewriteWith(rules, '有东的，有南的，有西的，有北的，有中的，都看得到。');
    expect(one?.slots).toEqual(['甲', '乙', '丙']);
    expect(one?.text).toBe('有〔甲〕的，有〔乙〕的，有〔丙〕的，都看得到。');
  });
});

describe('the speaker’s own manner', () => {
  it('keeps the particle and the greeting of a hurried clause', () => {
    const [one] = rewriteWith([hurry], '姐妹们手慢无哦');
    expect(one?.text).toMatch(/^姐妹们.+哦$/);
  });

  it('says the same for the same sentence, and not the same for all', () => {
    const said = (text: string) => rewriteWith([hurry], text)[0]?.text;
    expect(said('手慢无！')).toBe(said('手慢无！'));
    const all = ['白的', '黑的', '红的', '蓝的', '绿的', '黄的'].map((colour) =>
      said(`${colour}有货，手慢无！`)?.slice(5),
    );
    expect(new Set(all).size).toBeGreaterThan(1);
  });

  it('adds no mark to a transcript without marks', () => {
    const [one] = rewriteWith([effect], '我家这个眼罩大家戴上必睡着然后绑带可以调松紧');
    expect(one?.text).not.toMatch(/[，。！,]/);
    expect(one?.text).toContain('然后绑带可以调松紧');
  });

  it('drops no more of a transcript without marks than what was said wrongly', () => {
    const rule: FakeRule = { id: 'x/low', find: /全网最低价/, rewrite: [[{ drop: 'clause' }]] };
    expect(rewriteWith([rule], '亲这款有三个颜色哦今天全网最低价哦拍下后四十八小时发货')[0]?.text).toBe(
      '亲这款有三个颜色哦拍下后四十八小时发货',
    );
  });

  it('uses half-width marks where the writer does', () => {
    expect(rewriteWith([effect], '这款眼罩戴上必睡着, 三个颜色.')[0]?.text).not.toContain('，');
  });
});

describe('hedging', () => {
  it('is not done where the law allows no testimony', () => {
    const [one] = rewriteWith([effect], '这款眼罩戴上必睡着，三个颜色。', { trade: 'health-food' });
    expect(one?.text).toBe('这款眼罩，三个颜色。');
  });

  it('is not done beside an illness', () => {
    const [one] = rewriteWith([effect], '有湿疹的用了皮肤变好了，一支三十克。');
    expect(one?.text).not.toContain('仅供参考');
  });

  it('puts the host’s own words where the host speaks of own use', () => {
    const [one] = rewriteWith([effect], '我用了两周，皮肤变好了！');
    expect(one?.text).toBe('我用了两周，自己觉得感觉还不错，个人体验仅供参考！');
  });
});

describe('checking again', () => {
  it('treats what a rewrite brings in', () => {
    const rules: FakeRule[] = [{ id: 'x/a', find: /头牌/, rewrite: [[{ hit: '最软的' }]] }, superlative];
    expect(rewriteWith(rules, '这条是头牌毛巾。')[0]?.text).toBe('这条是很软的毛巾。');
  });

  it('takes the next alternative where the first is not clean', () => {
    const rules: FakeRule[] = [{ id: 'x/a', find: /头牌|招牌/, rewrite: [[{ hit: '招牌' }], [{ hit: '蓝色' }]] }];
    expect(rewriteWith(rules, '这条是头牌毛巾。')[0]?.text).toBe('这条是蓝色毛巾。');
  });

  it('gives the clause up where no alternative is clean', () => {
    const rules: FakeRule[] = [{ id: 'x/a', find: /头牌/, rewrite: [[{ hit: '真头牌' }]] }];
    expect(rewriteWith(rules, '这条是头牌，三个颜色。')[0]?.text).toBe('这条，三个颜色。');
  });

  it('leaves the sentence out where even that does not help', () => {
    const relint = fakeLint([superlative]);
    const never = (text: string) => relint(text).concat(relint('最软').map((one) => ({ ...one, start: 0, end: 0 })));
    expect(rewriteWith([superlative], '这条最软，三个颜色。', { relint: never })).toEqual([
      { text: '', kind: 'suggested', slots: [], moves: expect.arrayContaining(['drop-sentence']) },
    ]);
  });

  it('checks once for one rewrite whose first alternative is clean', () => {
    let calls = 0;
    const relint = fakeLint([superlative, gift]);
    const counting = (text: string) => {
      calls += 1;
      return relint(text);
    };
    rewriteWith([superlative, gift], '最软的毛巾，送大礼包。', { relint: counting, limit: 1 });
    expect(calls).toBe(1);
  });
});

describe('what rules may name', () => {
  const nice: FakeRule = { id: 'x/nice', find: /没对手|天花板/, rewrite: [[{ clause: '{say:nice}' }]] };
  const expert: FakeRule = { id: 'x/expert', find: /大厨都/, rewrite: [[{ clause: '提到过，见〔出处〕' }]] };
  const low: FakeRule = { id: 'x/low', find: /全网最低价?/, rewrite: [[{ drop: 'clause' }]] };

  it.each([
    ['这壶黄酒没对手，三斤装。', /^这壶黄酒喝\S+，三斤装。$/],
    ['这条裤子没对手，三个码。', /^这条裤子\S*(穿|上身)\S+，三个码。$/],
    ['这把剪刀没对手，十寸的。', /^这把剪刀\S*用\S+，十寸的。$/],
  ])('a saying that fits the goods: %s', (text, expected) => {
    expect(rewriteWith([nice], text)[0]?.text).toMatch(expected);
  });

  it('passes a saying over that does not exist', () => {
    const rule: FakeRule = { id: 'x/say', find: /没对手/, rewrite: [[{ clause: '{say:nothing}' }], [{ hit: '不赖' }]] };
    expect(rewriteWith([rule], '这把剪刀没对手。')[0]?.text).toBe('这把剪刀不赖。');
  });

  it('brings the goods named behind the hit to the front', () => {
    expect(rewriteWith([expert], '大厨都用这瓶生抽。')[0]?.text).toBe('这瓶生抽提到过，见〔出处〕。');
  });

  it('takes only the judgement off the goods it is put on', () => {
    expect(rewriteWith([low], '全网最低价的雨伞，三个颜色。')[0]?.text).toBe('雨伞，三个颜色。');
    expect(rewriteWith([low], '全网最低的价格，三个颜色。')[0]?.text).toBe('三个颜色。');
  });

  it('swaps within the hit and over its edge, and nowhere else', () => {
    const sure: FakeRule = {
      id: 'x/sure',
      find: /绝对/,
      rewrite: [[{ swap: { '绝对(不会|不)': '不容易', 最: '很' } }]],
    };
    expect(rewriteWith([sure], '最后说一句，这件绝对不掉毛。')[0]?.text).toBe('最后说一句，这件不容易掉毛。');
  });

  it('swaps in the restored words of a disguise', () => {
    const disguised: FakeRule = { id: 'x/most', find: /蕞软/, rewrite: [[{ swap: { 最: '很' } }]] };
    const relint = fakeLint([disguised]);
    const restored = (text: string) => relint(text).map((one) => ({ ...one, words: '最软' }));
    const targets = restored('这条毛巾蕞软。');
    expect(rewriteWith([disguised], '这条毛巾蕞软。', { targets, relint: restored })[0]?.text).toBe('这条毛巾很软。');
  });

  it('puts a slot to a fact the finding misses', () => {
    const ask: FakeRule = { ...gift, rewrite: [['ask']], missing: ['截止时间', '产地'] };
    const silent = { relint: (text: string) => (text.includes('〔') ? [] : fakeLint([ask])(text)) };
    expect(rewriteWith([ask], '送大礼包，快来看！', silent)[0]).toMatchObject({
      text: '送大礼包，到〔截止时间〕，〔产地〕，快来看！',
      kind: 'needs-fact',
    });
  });

  it('answers two hits of a rule once', () => {
    const back: FakeRule = {
      id: 'x/back',
      find: /概不退换|不给退/,
      rewrite: [[{ clause: '七天内能退' }]],
      category: 'service',
    };
    expect(rewriteWith([back], '清仓概不退换，拆了不给退，看好再拍。')[0]?.text).toBe('七天内能退，看好再拍。');
  });

  it('offers words that keep the goods before a sentence left out', () => {
    const rank: FakeRule = {
      id: 'x/rank',
      find: /全网第一/,
      rewrite: [[{ drop: 'clause' }], [{ clause: '{say:nice}' }]],
    };
    expect(rewriteWith([rank], '这口砂锅全网第一！')[0]?.text).toMatch(/^这口砂锅\S+！$/);
  });
});

describe('a fact that is asked for already', () => {
  it('is not asked for again behind other words, which are still said', () => {
    const rules: FakeRule[] = [
      { id: 'x/limited', find: /限时/, rewrite: [[{ hit: '' }, { after: '到〔截止时间〕' }]] },
      { id: 'x/gift', find: /大礼/, rewrite: [[{ hit: '〔赠品名称〕' }, { after: '送到〔截止时间〕' }]] },
    ];
    const [best] = rewriteWith(rules, '限时三十九，下单送大礼。');
    expect(best?.text.match(/〔截止时间〕/g)).toHaveLength(1);
    expect(best?.text).toContain('下单送〔赠品名称〕');
  });
});
