import { describe, expect, it } from 'vitest';
import { loadColours } from '../../src/report/colour.js';
import { compact } from '../../src/report/compact.js';
import { FORMAT_NAMES, loadFormat } from '../../src/report/formats.js';
import { json } from '../../src/report/json.js';
import { ndjson } from '../../src/report/ndjson.js';
import { pretty } from '../../src/report/pretty.js';
import { lineSchema, reportSchema } from '../../src/report/schema.js';
import type { Formatter } from '../../src/report/types.js';
import { findingIn, HARD_LINE, hardFinding, OPTIONS, script, totals } from './sample.js';

function render(format: Formatter, more = {}): string {
  const { script: file, finding } = hardFinding();
  const printer = format({ ...OPTIONS, ...more });
  return printer.add({ path: file.path, script: file, findings: [finding] }) + printer.end(totals());
}

describe('one line with a tab, an emoji, U+3000 and a combining mark', () => {
  it('pretty puts the carets under the words, by terminal cells', () => {
    expect(render(pretty)).toBe(`── 话术/面霜.txt ───────────────────────────────────────────────────────────────

话术/面霜.txt:2:20
      👩‍👩‍👧姐妹们　这款cafe\u0301面霜全网最好用，没有之一！
                            ^^^^^^^^^^
  违规    “全网最好用”是绝对化用语，指向所卖商品。
          依据 广告法第九条第（三）项 AdLaw-9.3；
               广告引证内容执法指南第九条 CiteGuide-9（待核）
          absolute/superlative  也违反 promo/lowest
  可以说（建议）
    👩‍👩‍👧姐妹们　这款cafe\u0301面霜挺好用的！
                          ++    ++

1 个文件共 1 处：违规 1
`);
  });

  it('compact counts columns in characters', () => {
    expect(render(compact)).toBe(
      '话术/面霜.txt:2:20: error absolute/superlative “全网最好用”是绝对化用语，指向所卖商品。\n',
    );
  });

  it('json keeps UTF-16 offsets and fits its schema', () => {
    const text = render(json);
    const report = reportSchema.parse(JSON.parse(text));
    const found = report.files[0]?.findings[0];
    const whole = `第一行。\n${HARD_LINE}\n`;
    expect(whole.slice(found?.start.offset, found?.end.offset)).toBe('全网最好用');
    expect(found?.start).toEqual({
      offset: 5 + HARD_LINE.indexOf('全网'),
      line: 2,
      column: HARD_LINE.indexOf('全网') + 1,
    });
    expect(report.summary).toMatchObject({ files: 1, findings: 1 });
  });

  it('ndjson gives one finding a line and a summary line', () => {
    const lines = render(ndjson)
      .trimEnd()
      .split('\n')
      .map((line) => lineSchema.parse(JSON.parse(line)));
    expect(lines.map(({ type }) => type)).toEqual(['finding', 'summary']);
  });
});

describe('pretty', () => {
  const page = (text: string, hits: [string, object?][], more = {}) => {
    const file = script(text);
    const printer = pretty({ ...OPTIONS, ...more });
    return printer.add({
      path: file.path,
      script: file,
      findings: hits.map(([hit, extra]) => findingIn(file, hit, extra)),
    });
  };

  it('puts findings of one sentence together over their shared rewrites', () => {
    const rewrites = [{ text: '这款挺好用。', kind: 'safe' as const, slots: [], moves: [] }];
    const text = page('这款最好用，不买后悔。', [
      ['最好用', { rewrites }],
      ['不买后悔', { rewrites, severity: 'warning' }],
    ]);
    expect(text.match(/可以说/g)).toHaveLength(1);
    expect(text).toContain('可以说（可直接用）\n    这款挺好用。');
    expect(text).toContain('        ^^^^^^  ^^^^^^^^');
  });

  it('names the facts a rewrite waits for', () => {
    const rewrites = [
      { text: '据〔数据来源〕，销量第一。', kind: 'needs-fact' as const, slots: ['数据来源'], moves: [] },
    ];
    expect(page('销量第一。', [['销量第一', { rewrites, missing: ['数据来源'] }]])).toContain(
      '可以说（需补事实：数据来源）',
    );
  });

  it('says so when the sentence is better left out, and when there is no ready wording', () => {
    const gone = [{ text: '', kind: 'safe' as const, slots: [], moves: [] }];
    expect(page('全网最低。', [['全网最低', { rewrites: gone }]])).toContain('    这一句不说\n');
    expect(page('全网最低。', [['全网最低']])).toContain('没有现成的说法，这一句请重写');
  });

  it('explains an exemption instead of accusing', () => {
    const text = page('最好提前泡发。', [
      [
        '最好',
        { verdict: 'exempt', exemptions: [{ basis: 'AbsGuide-6.2', because: '消费提示', held: true, by: '提前' }] },
      ],
    ]);
    expect(text).toContain('豁免    “最好” 消费提示（AbsGuide-6.2） 凭“提前”\n');
    expect(text).toContain('    ----\n');
    expect(text).not.toContain('可以说');
  });

  it('cuts a long sentence to the clauses around its hits', () => {
    const filler = '这款的颜色有白色米色和浅粉，喜欢哪个拍哪个，'.repeat(30);
    const text = page(`${filler}全网最低价，${filler}`, [['全网最低价']]);
    expect(text).toMatch(/….*全网最低价，…\n\s+\^{10}\n/);
  });

  it('shows control characters as pictures: copy never drives the terminal', () => {
    const text = page('清屏\u001b[2J全网最低\u0007。', [['全网最低']]);
    expect(text).not.toContain('\u001b');
    expect(text).toContain('清屏␛[2J全网最低␇。');
  });

  it('has no row wider than the terminal', () => {
    const text = page(
      '这款面霜Ultra-Hydrating Night Cream是今年全网卖得最好的一款面霜，'.repeat(6),
      [['全网卖得最好']],
      { width: 60 },
    );
    for (const row of text.split('\n'))
      expect([...row].reduce((n, c) => n + (c > '\u2e7f' ? 2 : 1), 0)).toBeLessThanOrEqual(60);
  });

  it('is one line when clean, and names what is hidden', () => {
    const clean = {
      filesWithFindings: 0,
      characters: 1500,
      verdicts: { violation: 0, unproven: 0, undisclosed: 0, advice: 0, exempt: 0 },
    };
    const end = (more = {}) => pretty(OPTIONS).end(totals({ ...clean, ...more }));
    expect(end()).toBe('没有发现问题（1 个文件，1,500 字）\n');
    expect(end({ exemptHidden: 2 })).toBe('没有发现问题（1 个文件，1,500 字）\n另有 2 处豁免，--show-exempt 可看\n');
    expect(end({ files: 0, problems: [{ message: 'x' }] })).toBe('1 个文件没能检查，见上面的错误\n');
  });
});

it('pretty in colour paints the hit words and what is new, and needs no second row for it', async () => {
  await loadColours();
  const text = render(pretty, { colour: true, links: true, ruleUrl: (id: string) => `https://example.org/${id}` });
  expect(text).toContain('面霜\u001b[31m\u001b[1m全网最好用\u001b[22m\u001b[39m，没有之一！');
  expect(text).toContain('\u001b[32m\u001b[1m\u001b[4m挺');
  expect(text).not.toContain('++');
  // The place leads to the file.
  expect(text).toMatch(/\u001b\]8;;file:\/\/\/[^\u0007]+\u0007[^\u001b]+:\d+:\d+\u001b\]8;;\u0007/);
  expect(text).toContain(
    '\u001b]8;;https://example.org/absolute/superlative\u0007absolute/superlative\u001b]8;;\u0007',
  );
});

it('every listed format loads', async () => {
  for (const name of FORMAT_NAMES) expect(await loadFormat(name)).toBeTypeOf('function');
  expect(await loadFormat('toString')).toBeUndefined();
});
