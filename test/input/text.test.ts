import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { LAST_LINE } from '../../src/input/outline.js';
import { read, readAll, refusal, said } from './helpers.js';

describe('text', () => {
  it('takes each line that is not empty as an utterance', async () => {
    const script = await read('  大家好\r\n\r\n　今天有好东西　\r\n拜拜', 'a.txt');
    expect(said(script)).toEqual(['大家好', '今天有好东西', '拜拜']);
    expect(script.utterances.map(({ start }) => script.locate(start))).toEqual([
      { line: 1, column: 3 },
      { line: 3, column: 2 },
      { line: 4, column: 1 },
    ]);
    expect(script).toMatchObject({
      format: 'text',
      path: 'a.txt',
      part: { offset: 0, line: 1, first: true, last: true },
    });
    expect(script.encoding).toEqual({ name: 'utf-8', bom: false });
  });

  it('counts a lone CR as a line end', async () => {
    const script = await read('一句\r两句\r三句', 'a.txt');
    expect(said(script)).toEqual(['一句', '两句', '三句']);
    expect(script.locate(script.utterances[2]!.start)).toEqual({ line: 3, column: 1 });
  });

  it.each([
    ['主播：今天有货', 'host 主播| 今天有货'],
    ['主播小雨: 今天有货', 'host 主播小雨| 今天有货'],
    ['助播（阿杰）： 来了', 'assistant 助播（阿杰）| 来了'],
    ['【场控】上链接', 'control 场控| 上链接'],
    ['[00:12:03] 主播：来了', 'host 主播| 来了'],
    ['观众A：多少钱', 'viewer 观众A| 多少钱'],
    ['弹幕: 贵不贵', 'viewer 弹幕| 贵不贵'],
    ['Host: hello', 'host Host| hello'],
    // A viewer's line is never judged, so what only looks like one stays copy.
    ['观众朋友们：今天有货', '观众朋友们：今天有货'],
    ['评论区的家人们：扣一', '评论区的家人们：扣一'],
    ['【主播推荐】全网都在抢', '【主播推荐】全网都在抢'],
    ['主播今天说：有货', 'host 主播今天说| 有货'],
    ['大家都说：好用', '大家都说：好用'],
  ])('%s', async (line, expected) => {
    expect(said(await read(line, 'a.txt'))).toEqual([expected]);
  });

  it.each(['3号链接', '十二号链接：', '链接3', '商品 5', '第一款产品', '２号 品'])(
    'opens a section at %s, which is no copy',
    async (marker) => {
      const script = await read(`开场\n${marker}\n这款很好`, 'a.txt');
      expect(said(script)).toEqual(['开场', '这款很好']);
      expect(script.sections).toHaveLength(2);
      expect(script.sections[1]).toMatchObject({ title: marker.replace('：', '') });
      expect(script.utterances.map(({ section }) => section)).toEqual([0, 1]);
    },
  );

  it('keeps what follows a marker on its line, and bracketed titles, as copy', async () => {
    const script = await read('3号链接：这款特别便宜\n【全网都在抢】\n3号链接冲呀\n第一款给大家讲讲', 'a.txt');
    expect(said(script)).toEqual(['这款特别便宜', '【全网都在抢】', '3号链接冲呀', '第一款给大家讲讲']);
    expect(script.sections.map(({ title }) => title)).toEqual(['3号链接：这款特别便宜', '【全网都在抢】']);
  });

  it('covers the text with sections, end to end', async () => {
    const script = await read('开场\n1号链接\n甲\n2号链接\n乙\n', 'a.txt');
    expect(script.sections.map(({ start }) => start)).toEqual([0, 3, 10]);
    expect(script.sections.map(({ end }) => end)).toEqual([3, 10, script.text.length]);
  });

  it('reads front matter', async () => {
    const script = await read(
      '---\ntrade: food\n品牌: [阿婆, 海家]\n竞品: 甲、乙\nplatform: douyin\ntitle: x\n---\n大家好\n',
      'a.txt',
    );
    expect(script.meta).toEqual({
      trade: 'food',
      platform: 'douyin',
      ownBrands: ['阿婆', '海家'],
      competitors: ['甲', '乙'],
    });
    expect(said(script)).toEqual(['大家好']);
    expect(script.locate(script.utterances[0]!.start).line).toBe(8);
  });

  it('reads evidence as a config does', async () => {
    const entries = '  - {id: 14, covers: [IPX7, 防水], valid_until: 2027-03-31}\n  - id: E-2\n    claim: 销量第一\n';
    for (const key of ['evidence', '证据']) {
      for (const end of ['\n', '\r\n']) {
        const text = `---\n${key}:\n${entries}---\n大家好\n`.replaceAll('\n', end);
        for (const path of ['a.txt', 'a.md']) {
          const { meta } = await read(text, path);
          expect(meta.evidence).toEqual([
            { id: '14', covers: ['IPX7', '防水'], validUntil: '2027-03-31' },
            { id: 'E-2', covers: [], claim: '销量第一' },
          ]);
        }
      }
    }
    expect((await read('---\nevidence:\n---\n好\n', 'a.txt')).meta).toEqual({});
  });

  it.each<[what: string, lines: string, errors: object[]]>([
    [
      'an unknown key',
      'evidence:\n  - {id: a, cover: 防水}',
      [{ code: 'unknown-key', line: 3, column: 13, data: { key: 'cover', near: 'covers' } }],
    ],
    [
      'all that is wrong, in order',
      'evidence:\n  - id: a\n    valid_until: 2027-3-1\n  - covers: 防水\n    claim: [x]',
      [
        { code: 'bad-date', line: 4, column: 18 },
        { code: 'missing-key', line: 5, column: 5 },
        { code: 'wrong-type', line: 6, column: 12 },
      ],
    ],
    ['no list', 'trade: food\n证据: E-014', [{ code: 'wrong-type', line: 3, column: 5 }]],
    ['no entry', 'evidence: [E-014]', [{ code: 'wrong-type', line: 2, column: 12 }]],
  ])('says where its evidence is wrong: %s', async (_, lines, errors) => {
    for (const end of ['\n', '\r\n']) {
      const text = `---\n${lines}\n---\n好\n`.replaceAll('\n', end);
      await expect(read(text, 'a.txt')).rejects.toMatchObject({
        name: 'ConfigErrors',
        errors: errors.map((error) => ({ path: 'a.txt', ...error })),
      });
    }
  });

  it('does not take a rule for front matter', async () => {
    expect(said(await read('---\n大家好\n---\n再见\n', 'a.txt'))).toEqual(['---', '大家好', '---', '再见']);
  });

  it('says where front matter is broken', async () => {
    expect(await refusal('---\ntrade: food\nbrand: [a\n---\n好\n', 'a.txt')).toMatchObject({
      code: 'front-matter',
      line: 3,
    });
  });

  it.each(['', '\uFEFF', ' \r\n\t\n　'])('refuses an empty file (%j)', async (text) => {
    expect(await refusal(text, 'a.txt')).toMatchObject({ code: 'empty', path: 'a.txt' });
  });
});

describe('suppressions in text', () => {
  it('reads them with rules, reason and date', async () => {
    const text =
      '一 # koubo-disable-line a/b, c/d until 2026-12-31 -- 已报备\n// koubo-disable-next-line\n\n# 说明\n二\n';
    const script = await read(text, 'a.txt');
    expect(said(script)).toEqual(['一', '# 说明', '二']);
    const line = { start: 2, end: 55, lines: { first: 1, last: 1 }, place: { line: 1, column: 3 }, after: 1 };
    const next = { start: 56, end: 82, lines: { first: 4, last: 4 }, place: { line: 2, column: 1 }, after: 1 };
    expect(script.suppressions).toEqual([
      { ...line, rules: ['a/b', 'c/d'], until: '2026-12-31', reason: '已报备' },
      { ...next, rules: [] },
    ]);
  });

  it('closes blocks', async () => {
    const text =
      '# koubo-disable a/b -- x\n一\n# koubo-disable -- y\n二\n# koubo-enable a/b\n三\n# koubo-enable\n四\n# koubo-disable\n五\n';
    const { suppressions } = await read(text, 'a.txt');
    expect(suppressions.map(({ rules, lines }) => [rules, lines])).toEqual([
      [['a/b'], { first: 1, last: 5 }],
      [[], { first: 3, last: 7 }],
      [[], { first: 9, last: LAST_LINE }],
    ]);
  });

  it('a comment behind copy covers the next line, not its own', async () => {
    const { suppressions } = await read('一 // koubo-disable-next-line\n二\n', 'a.txt');
    expect(suppressions[0]!.lines).toEqual({ first: 2, last: 2 });
  });

  it('covers the file', async () => {
    const { suppressions } = await read('一\n<!-- koubo-disable-file a/b -- 旧稿 -->\n', 'a.txt');
    expect(suppressions).toMatchObject([
      { start: 2, end: 39, rules: ['a/b'], reason: '旧稿', lines: { first: 1, last: LAST_LINE } },
    ]);
  });

  it('gives a comment that covers nothing, so that it can be called unused', async () => {
    const { suppressions } = await read('一\n# koubo-disable-next-line a/b\n', 'a.txt');
    expect(suppressions).toMatchObject([{ rules: ['a/b'] }]);
  });

  it('leaves words that only look like one alone', async () => {
    const script = await read('我爱koubo-disable啊\n# koubo-disabled\n#koubo 冲', 'a.txt');
    expect(script.suppressions).toEqual([]);
    expect(said(script)).toHaveLength(3);
  });
});

describe('large text', () => {
  const line = '今天给大家带来的这一款真的很不错哦，喜欢的可以看看。\n';

  it('comes in parts that go on from each other', async () => {
    const text = `1号链接\n# koubo-disable a/b -- 长\n${line.repeat(30_000)}2号链接\n${line}`;
    const parts = await readAll(text, 'a.txt');
    expect(parts.length).toBeGreaterThan(2);
    expect(parts.map((part) => part.text).join('')).toBe(text);
    let offset = 0;
    let lines = 1;
    for (const [at, script] of parts.entries()) {
      expect(script.part).toEqual({ offset, line: lines, first: at === 0, last: at === parts.length - 1 });
      expect(script.text.length).toBeLessThanOrEqual(800_000);
      offset += script.text.length;
      lines += script.text.split('\n').length - 1;
    }
    expect(parts[1]!.sections[0]).toMatchObject({ start: 0, title: '1号链接', continued: true });
    expect(parts.at(-1)!.sections.at(-1)).toMatchObject({ title: '2号链接' });
    expect(parts.at(-1)!.suppressions).toMatchObject([{ start: 5, lines: { first: 2, last: LAST_LINE } }]);
    expect(parts.at(-1)!.locate(parts.at(-1)!.utterances.at(-1)!.start)).toEqual({ line: 30_004, column: 1 });
  });

  it('carries a waiting comment into the next part', async () => {
    const parts = await readAll(
      `${`${line.trimEnd()}\n`.repeat(9_000)}# koubo-disable-next-line\n${'\n'.repeat(800_000)}好\n`,
      'a.txt',
    );
    const all = parts.flatMap((part) => part.suppressions);
    expect(all).toHaveLength(1);
    expect(all[0]!.lines.first).toBe(809_002);
  });
});

describe('any text', () => {
  const piece = fc.constantFrom(
    '主播：',
    '3号链接',
    '：',
    '最好',
    ' ',
    '　',
    '\n',
    '\r\n',
    '\r',
    '# koubo-disable-line x',
    '【',
    '】',
    '\u{1F600}',
    '---\n',
    'a',
  );

  it('keeps its order and its places', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(piece, { maxLength: 40 }), async (pieces) => {
        const text = pieces.join('');
        if (text.replace(/[\s\uFEFF]/gu, '') === '') return;
        const [script] = await readAll(text, 'a.txt').catch((error: unknown) => {
          expect(error).toMatchObject({ code: 'front-matter' });
          return [];
        });
        if (!script) return;
        let at = 0;
        for (const { start, end, section } of script.utterances) {
          expect(start).toBeGreaterThanOrEqual(at);
          expect(end).toBeGreaterThan(start);
          const { line, column } = script.locate(start);
          const starts = [0, ...[...text.matchAll(/\r\n|\n|\r/g)].map((found) => found.index + found[0].length)];
          expect(starts[line - 1]! + column - 1).toBe(start);
          expect(script.text.slice(start, end)).not.toMatch(/[\r\n]/);
          const { start: from, end: to } = script.sections[section]!;
          expect(from <= start && end <= to).toBe(true);
          at = end;
        }
      }),
      { numRuns: 500 },
    );
  });
});
