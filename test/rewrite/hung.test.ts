import { describe, expect, it } from 'vitest';
import { Scale } from '../../src/judge/scale.js';
import type { RewriteContext } from '../../src/rewrite/index.js';
import { loadBundle } from '../../src/rules/bundle.js';
import { type FakeRule, fakeLint, rewriteWith } from './fake.js';

const scale = new Scale(loadBundle().program.signs);
const asFitted = (text: string, clause: { start: number; end: number }) => scale.leftover(text, clause);

const claim = /全厂头一号|喝了包好|隔壁那家全是次品|谁也别想退|上学的都来/;
const of = (category: string): FakeRule[] => [
  { id: 'x/claim', category, find: claim, rewrite: [[{ drop: 'clause' }]] },
];
/** what leans like a breach, how far, and all else away from it */
const leaning =
  (what: RegExp, by: number): NonNullable<RewriteContext['leans']> =>
  (text, { start, end }) => {
    const words = text.slice(start, end);
    return claim.test(words) ? 4 : what.test(words) ? by : -3;
  };
const leans = leaning(/(?!)/, 0);
const first = (category: string, text: string) => rewriteWith(of(category), text, { leans })[0]?.text;

describe('a clause beside a breach that goes', () => {
  it.each([
    ['全厂头一号，手柄是胡桃木的，净重六百克。', '手柄是胡桃木的，净重六百克。', 'a material'],
    ['全厂头一号，握着舒服，净重六百克。', '握着舒服，净重六百克。', 'a feeling'],
    ['全厂头一号，拧一下给你们看，净重六百克。', '拧一下给你们看，净重六百克。', 'something shown'],
    ['全厂头一号，只要三十九块，净重六百克。', '只要三十九块，净重六百克。', 'a price'],
    ['全厂头一号，链接在左下角，净重六百克。', '链接在左下角，净重六百克。', 'where to buy'],
    ['全厂头一号，再给你减40，净重六百克。', '再给你减40，净重六百克。', 'what is taken off'],
  ])('stays where it tells of the goods: %s (%s → %s)', (text, expected) => {
    expect(first('absolute', text)).toBe(expected);
  });

  it.each([
    ['absolute', '全厂头一号，证书都锁着呢，净重六百克。', '净重六百克。', 'a proof that nobody sees'],
    ['unverifiable', '喝了包好，两周就见效，净重六百克。', '净重六百克。', 'how fast it works'],
    ['unverifiable', '喝了包好，你自己量，净重六百克。', '净重六百克。', 'a proof left to the buyer'],
    ['service', '谁也别想退，晚上统一发，净重六百克。', '净重六百克。', 'how a reward is paid'],
    ['promo', '全厂头一号，别问跟谁比，净重六百克。', '净重六百克。', 'a question warded off'],
    ['competitor', '隔壁那家全是次品，一股霉味，净重六百克。', '净重六百克。', 'what is wrong with the others'],
    ['service', '谁也别想退，这是规矩，净重六百克。', '净重六百克。', 'an excuse'],
    ['pressure', '谁也别想退，净重六百克，全厂头一号，姐妹们上。', '净重六百克。', 'a call, with whom it calls'],
    ['protection', '上学的都来，别跟你妈说，净重六百克。', '净重六百克。', 'a secret'],
  ])('%s: %s → %s (%s)', (category, text, expected) => {
    expect(rewriteWith(of(category), text, { leans: () => -1, hangs: asFitted })[0]?.text).toBe(expected);
  });
});

describe('a clause that reads like one that says nothing without the breach', () => {
  const rest = '就这么个叫法';
  const hangs =
    (by: number) =>
    (text: string, { start, end }: { start: number; end: number }) =>
      text.slice(start, end) === rest ? by : -1;
  const text = `全厂头一号，${rest}，净重六百克。`;
  it('goes with it, and stays where it does not', () => {
    expect(rewriteWith(of('absolute'), text, { leans, hangs: hangs(2) })[0]?.text).toBe('净重六百克。');
    expect(rewriteWith(of('absolute'), text, { leans, hangs: hangs(-1) })[0]?.text).toBe(`${rest}，净重六百克。`);
  });
  it('must do so more plainly where nothing beside it went, or where it names goods', () => {
    const far = `全厂头一号，净重六百克，${rest}。`;
    expect(rewriteWith(of('absolute'), far, { leans, hangs: hangs(2) })[0]?.text).toBe(`净重六百克，${rest}。`);
    const find: RewriteContext['find'] = (pattern, said) =>
      [...said.matchAll(new RegExp(pattern.includes('<goods') ? '叫法' : pattern, 'g'))].map((m) => ({
        start: m.index,
        end: m.index + m[0].length,
      }));
    expect(rewriteWith(of('absolute'), text, { leans, find, hangs: hangs(1.6) })[0]?.text).toContain(rest);
  });
  it('goes by itself where it reads like a breach, too', () => {
    const reads = leaning(new RegExp(rest), 9);
    expect(rewriteWith(of('absolute'), text, { leans, hangs: hangs(1), reads })[0]?.text).toBe('净重六百克。');
  });
});

describe('what is left and is weighed as a breach', () => {
  /** everything without an invitation still reads like one */
  const weighed: FakeRule = { id: 'x/weighed', find: /^(?!.*(?:看|拍)).+$/, rewrite: [[{ drop: 'clause' }]] };
  const lint = (rules: FakeRule[]) => (text: string) =>
    fakeLint(rules)(text).map((one) => ({ ...one, weighed: one.rule === 'x/weighed' }));
  const sentence = '全厂头一号，净重六百克，送布袋。';
  const first = (rules: FakeRule[], leans = () => -2) => {
    const relint = lint(rules);
    return rewriteWith(rules, sentence, { leans, relint, targets: lint(of('absolute'))(sentence) })[0];
  };
  it('stays with an invitation behind it, where it tells of the goods', () => {
    const said = first([...of('absolute'), weighed]);
    expect(said?.text).toMatch(/^净重六百克，送布袋，[^，]+。$/);
    expect(said).toMatchObject({ kind: 'suggested' });
    expect(said?.moves).toContain('invite');
  });
  it('does not where it reads like the breach much', () => {
    expect(first([...of('absolute'), weighed], () => 5)?.text).not.toMatch(/六百克/);
  });
  it('nor where words of it were found', () => {
    const found: FakeRule = { ...weighed, id: 'x/found' };
    expect(first([...of('absolute'), found])?.text).not.toMatch(/六百克/);
  });
});

describe('of the rewrites of a sentence', () => {
  it('what keeps the clauses that break no rule comes first', () => {
    const rules: FakeRule[] = [
      { id: 'x/whole', find: /全厂头一号/, rewrite: [[{ sentence: '净重六百克' }], [{ clause: '用着顺手' }]] },
    ];
    const texts = rewriteWith(rules, '全厂头一号，手柄是胡桃木的，净重六百克。').map((one) => one.text);
    expect(texts[0]).toBe('这款用着顺手，手柄是胡桃木的，净重六百克。');
  });

  it('another way of saying the same is tried before the next alternative', () => {
    const rules: FakeRule[] = [
      { id: 'x/none', find: /没对手/, rewrite: [[{ clause: '{say:nice}' }], [{ clause: '三个码' }]] },
      { id: 'x/wear', find: /穿着/, rewrite: [[{ drop: 'clause' }]] },
    ];
    for (const name of ['裤子', '裙子', '衬衣', '毛衣']) {
      expect(rewriteWith(rules, `这条${name}没对手，两种颜色。`)[0]?.text).toBe(`这条${name}上身挺好看，两种颜色。`);
    }
  });
});

describe('a figure behind words that go', () => {
  const rules: FakeRule[] = [
    { id: 'x/now', category: 'promo', find: /限时限量领券立减/, rewrite: [[{ drop: 'clause' }]] },
  ];
  it('keeps the word that says what it is', () => {
    expect(rewriteWith(rules, '这款吹风机限时限量领券立减60元，两档。')[0]?.text).toBe(
      '这款吹风机领券立减60元，两档。',
    );
  });
});

describe('a breach over several clauses that ends with one’s own goods', () => {
  const rules: FakeRule[] = [
    { id: 'x/theirs', category: 'competitor', find: /人家的一年就黄，你看咱家这卷/, rewrite: [[{ drop: 'clause' }]] },
  ];
  it('leaves what is told of them', () => {
    expect(rewriteWith(rules, '人家的一年就黄，你看咱家这卷多亮，两米长。')[0]?.text).toBe(
      '你看咱家这卷多亮，两米长。',
    );
  });
});

describe('a difference from another’s price', () => {
  const rules: FakeRule[] = [
    {
      id: 'x/theirs',
      category: 'competitor',
      find: /人家卖得贵/,
      rewrite: [[{ drop: 'clause' }], [{ clause: '就看咱的' }]],
    },
  ];
  it('goes with the comparison, a figure of one’s own does not', () => {
    expect(rewriteWith(rules, '人家卖得贵我便宜80块，净重600克。')[0]?.text).toBe('净重600克。');
    expect(rewriteWith(rules, '净重600克人家卖得贵，两档。')[0]?.text).toContain('600克');
  });
});

describe('goods and what is said anew of them', () => {
  const find: RewriteContext['find'] = (pattern, text) =>
    [...text.matchAll(new RegExp(pattern.includes('<goods') ? '面霜|洗洁精' : pattern, 'g'))].map((m) => ({
      start: m.index,
      end: m.index + m[0].length,
    }));

  it('stand apart where it has a subject of its own', () => {
    const rules: FakeRule[] = [
      { id: 'x/works', find: /一抹就好/, rewrite: [[{ clause: '检测报告〔编号〕写的是〔数值〕' }]] },
    ];
    expect(rewriteWith(rules, '这款面霜一抹就好。', { find })[0]?.text).toBe(
      '这款面霜，检测报告〔编号〕写的是〔数值〕。',
    );
  });

  it('are not named where that is not clean', () => {
    const rules: FakeRule[] = [
      { id: 'x/best', find: /没人比得过/, rewrite: [[{ drop: 'clause' }]] },
      { id: 'x/name', find: /这款面霜/, rewrite: [[{ drop: 'clause' }]] },
    ];
    expect(rewriteWith(rules, '谁家的面霜没人比得过，50克一罐。', { find })[0]?.text).toBe('50克一罐。');
    expect(rewriteWith(rules.slice(0, 1), '谁家的面霜没人比得过，50克一罐。', { find })[0]?.text).toBe(
      '这款面霜，50克一罐。',
    );
  });

  it.each([
    ['拿面霜没人比得过，50克一罐。', 'used for something'],
    ['孩子洗脸的时候把面霜弄脏了没人比得过，50克一罐。', 'in the middle of something'],
  ])('are not named where the sentence is not about them: %s (%s)', (text) => {
    const rules: FakeRule[] = [{ id: 'x/best', find: /\S*没人比得过/, rewrite: [[{ drop: 'clause' }]] }];
    expect(rewriteWith(rules, text, { find })[0]?.text).toBe('这款50克一罐。');
  });
});

describe('a price in a clause that goes', () => {
  const rival: FakeRule[] = [
    {
      id: 'x/rival',
      category: 'competitor',
      find: /隔壁那家卖\S+，我这里\S{1,5}(?=，)/,
      rewrite: [[{ drop: 'clause' }]],
    },
  ];

  it.each([
    ['隔壁那家卖一百二，我这里五十九，净重六百克。', '现在五十九，净重六百克。', 'one’s own is told'],
    ['隔壁那家卖一百二，我这里不卖，净重六百克。', '净重六百克。', 'another’s is not'],
    ['隔壁那家卖一百二，我这里三十毫升，净重六百克。', '净重六百克。', 'nor is a measure'],
  ])('%s → %s (%s)', (text, expected) => {
    expect(rewriteWith(rival, text, { leans: () => -4 })[0]?.text).toBe(expected);
  });
});

describe('how far a clause must lean to go with a breach', () => {
  /** the weight stays */
  const aside: NonNullable<RewriteContext['hangs']> = (text, { start, end }) =>
    text.slice(start, end).startsWith('净重') ? -1.5 : 0;

  it.each([
    [
      'service',
      '谁也别想退，后台那边随你怎么想，净重六百克。',
      -1,
      '净重六百克。',
      'the rest of what a shop says there',
    ],
    [
      'absolute',
      '全厂头一号，后台那边随你怎么想，净重六百克。',
      -1,
      '后台那边随你怎么想，净重六百克。',
      'another matter',
    ],
    ['absolute', '全厂头一号，后台那边随你怎么想，净重六百克。', 3, '净重六百克。', 'the same said again'],
    [
      'protection',
      '上学的都来，后台那边三十九块，净重六百克。',
      9,
      '后台那边三十九块，净重六百克。',
      'a price, however far',
    ],
  ])('%s: %s, by %d → %s (%s)', (category, text, lean, expected) => {
    expect(rewriteWith(of(category), text, { leans: leaning(/后台/, lean), hangs: aside })[0]?.text).toBe(expected);
  });

  it('is not asked of what an earlier round put in', () => {
    const rules: FakeRule[] = [
      { id: 'x/claim', category: 'service', find: /谁也别想退/, rewrite: [[{ clause: '我来核实' }]] },
      { id: 'x/later', category: 'service', find: /(?<!退.*)全厂头一号/, rewrite: [[{ drop: 'clause' }]] },
    ];
    const put = leaning(/核实/, 9);
    expect(rewriteWith(rules, '谁也别想退，全厂头一号，净重六百克。', { leans: put, hangs: () => -1.5 })[0]?.text).toBe(
      '我来核实，净重六百克。',
    );
  });
});

describe('what is said once', () => {
  const calls: FakeRule[] = [
    {
      id: 'x/fear',
      category: 'pressure',
      find: /家里人怎么看你/,
      rewrite: [[{ clause: '喜欢的可以看看，按自己预算来' }], [{ drop: 'clause' }]],
    },
    { id: 'x/haste', category: 'pressure', find: /还不动手/, rewrite: [['invite'], [{ drop: 'clause' }]] },
  ];
  it('is an invitation, whichever rule brings it', () => {
    expect(rewriteWith(calls, '家里人怎么看你，还不动手，净重六百克。')[0]?.text).toMatch(
      /^(?:喜欢的可以看看，按自己预算来|[^，]*)，净重六百克。$/,
    );
  });

  const price: FakeRule[] = [
    {
      id: 'x/price',
      category: 'promo',
      find: /便宜到家/,
      rewrite: [[{ clause: '现在卖〔活动价〕元，〔截止时间〕结束' }], [{ clause: '这个价到〔截止时间〕' }]],
    },
  ];
  it.each([
    ['便宜到家，腊肠三斤八十八。', '这个价到〔截止时间〕，腊肠三斤八十八。', 'a bare figure that ends its clause'],
    ['便宜到家，胸围一百零二。', '现在卖〔活动价〕元，〔截止时间〕结束，胸围一百零二。', 'a measure is none'],
    ['便宜到家，腊肠三斤。', '现在卖〔活动价〕元，〔截止时间〕结束，腊肠三斤。', 'nor an amount'],
  ])('is a price: %s → %s (%s)', (text, expected) => {
    expect(rewriteWith(price, text)[0]?.text).toBe(expected);
  });

  it('is not the name of a slot', () => {
    const rules: FakeRule[] = [
      {
        id: 'x/was',
        category: 'promo',
        find: /原价/,
        rewrite: [[{ hit: '划线价' }, { after: '，依据是〔划线价依据〕' }]],
      },
    ];
    expect(rewriteWith(rules, '原价九十九元，净重六百克。')[0]?.text).toBe(
      '划线价九十九元，依据是〔划线价依据〕，净重六百克。',
    );
  });

  it('keeps in front which one is meant', () => {
    const rush: FakeRule[] = [{ id: 'x/rush', category: 'pressure', find: /号链接冲/, rewrite: [['invite']] }];
    expect(rewriteWith(rush, '三号链接冲，净重六百克。')[0]?.text).toMatch(/^三号链接，[^，]+，净重六百克。$/);
  });

  const stock: FakeRule[] = [
    {
      id: 'x/stock',
      category: 'promo',
      find: /货不多了/,
      rewrite: [[{ clause: '库存〔库存数量〕件' }], [{ clause: '数量看页面' }]],
    },
  ];
  it.each([
    ['货不多了，仅剩 3 件。', '数量看页面，仅剩 3 件。'],
    ['货不多了，三种颜色。', '库存〔库存数量〕件，三种颜色。'],
  ])('is how many are left: %s → %s', (text, expected) => {
    expect(rewriteWith(stock, text)[0]?.text).toBe(expected);
  });

  it('is not told in a title', () => {
    const rules: FakeRule[] = [
      {
        id: 'x/terms',
        category: 'promo',
        find: /便宜到家/,
        rewrite: [[{ after: '，〔截止时间〕前都是这个价' }], [{ clause: '现在是〔价格〕元' }], [{ drop: 'clause' }]],
      },
    ];
    expect(rewriteWith(rules, '【便宜到家】净重六百克。')[0]?.text).toBe('净重六百克。');
  });
});

describe('what leads a clause', () => {
  const rules: FakeRule[] = [
    { id: 'x/data', find: /权威数据/, rewrite: [[{ hit: '据〔数据来源〕的数据，' }], [{ drop: 'clause' }]] },
  ];
  it('takes the place of words at its beginning only', () => {
    expect(rewriteWith(rules, '权威数据显示两成人换过，净重六百克。')[0]?.text).toBe(
      '据〔数据来源〕的数据，两成人换过，净重六百克。',
    );
    expect(rewriteWith(rules, '本厂国际权威数据齐全，净重六百克。')[0]?.text).toBe('净重六百克。');
  });
});

describe('a figure of an effect', () => {
  const effect: FakeRule[] = [
    { id: 'x/effect', category: 'unverifiable', find: /三天见效/, rewrite: [[{ drop: 'clause' }]] },
  ];
  it('goes with it, unless the words with it plainly tell another thing', () => {
    const leans = () => -4;
    expect(rewriteWith(effect, '三天见效瘦二十斤，净重六百克。')[0]?.text).toBe('净重六百克。');
    expect(rewriteWith(effect, '一盒三十片装三天见效，净重六百克。', { leans })[0]?.text).toContain('三十片');
  });
});
