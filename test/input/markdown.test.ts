import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Script } from '../../src/model.js';
import { read, readAll, refusal, said } from './helpers.js';

const md = (text: string): Promise<Script> => read(text, 'a.md');

describe('markdown: what is copy', () => {
  it.each([
    ['a paragraph, line by line', '一句\n两句\n\n三句', ['一句', '两句', '三句']],
    ['lists', '- 甲\n* 乙\n+ 丙\n1. 丁\n2) 戊\n  - 己', ['甲', '乙', '丙', '丁', '戊', '己']],
    ['tasks', '- [ ] 甲\n- [x] 乙', ['甲', '乙']],
    ['quotes', '> 甲\n> > 乙\n> - 丙', ['甲', '乙', '丙']],
    ['tables, cell by cell', '| 商品 | 话术 |\n|:--|--:|\n| 面膜 | 很\\|好 |', ['商品', '话术', '面膜', '很|好']],
    [
      'tables without outer bars',
      '商品 | 话术\n--- | ---\n面膜 | 很好\n\n甲|乙',
      ['商品 | 话术', '面膜', '很好', '甲|乙'],
    ],
    ['no headings', '# 面膜 #\n好\n##标签\n', ['好', '##标签']],
    ['no fenced code', '好\n```js\n最好\n````\n后', ['好', '后']],
    ['no tilde code', '~~~\n最好\n```\n~~~\n后', ['后']],
    ['no fenced code in lists', '- 甲\n  ```\n  最好\n  ```\n- 乙', ['甲', '乙']],
    ['no comments', '<!-- 最好 -->\n甲<!-- 最好 -->乙\n<!--\n最好\n-->丙', ['甲', '乙', '丙']],
    ['no style and script', '<style>\n最好\n</style>\n甲\n<script>x</script>\n乙', ['甲', '乙']],
    ['no rules and references', '甲\n---\n乙\n***\n[a]: http://x/y\n丙', ['甲', '乙', '丙']],
    ['indented lines: hosts indent', '甲\n\n    乙', ['甲', '乙']],
    ['markers and speakers', '主播：甲\n1号链接\n- 观众：乙', ['host 主播| 甲', 'viewer 观众| 乙']],
  ])('%s', async (_, text, expected) => {
    expect(said(await md(text))).toEqual(expected);
  });

  it('front matter', async () => {
    const script = await md('---\n平台: douyin\ntags: [a, b]\n---\n# 甲\n乙\n');
    expect(script.meta).toEqual({ platform: 'douyin' });
    expect(said(script)).toEqual(['乙']);
  });

  it('headings open sections', async () => {
    const script = await md('开场\n# 1号 **面膜**\n好\n## 卖点\n很好\n');
    expect(script.sections.map(({ title }) => title)).toEqual([undefined, '1号 面膜', '卖点']);
    expect(script.utterances.map(({ section }) => section)).toEqual([0, 1, 2]);
  });

  it('a file of code alone is read, with nothing to say', async () => {
    expect(said(await md('```\nx\n```\n'))).toEqual([]);
    expect((await refusal('\n\n', 'a.md')).code).toBe('empty');
  });
});

describe('markdown: marks inside words', () => {
  it.each([
    ['这款**全网最**好用', '这款全网最好用'],
    ['*强*调 __和__ _这个_ ~~删~~', '强调 和 这个 删'],
    ['***都有***', '都有'],
    // A lone mark is not markup, and may be a disguise.
    ['最*好 5 * 3 中_文_字', '最*好 5 * 3 中_文_字'],
    ['[点这里](http://a/b_(c) "题")看', '点这里看'],
    ['![图](a.png)看[甲][1]', '图看甲'],
    ['[没有链接]看', '[没有链接]看'],
    ['扣`1`和``a`b``', '扣1和a`b'],
    ['<b>第</b>一<br>二', '第一\n二'],
    ['1<2 3>2 <3', '1<2 3>2 <3'],
    ['<https://a.b>看', '看'],
    ['\\*不是\\*', '*不是*'],
    ['A&amp;B&#20320;&bad;', 'A&B你&bad;'],
    ['注[^1]', '注'],
  ])('%s', async (line, expected) => {
    expect(said(await md(line))).toEqual([expected]);
  });

  it('knows where each word stands in the file', async () => {
    const text = '# 甲\n\n> 这款**全网最**好&amp;用，[看](x)\n';
    const script = await md(text);
    const at = (words: string): string => {
      const start = script.text.indexOf(words);
      const origin = script.origin!({ start, end: start + words.length });
      return text.slice(origin.start, origin.end);
    };
    expect(at('全网最')).toBe('全网最');
    expect(at('最好')).toBe('最**好');
    expect(at('好&用')).toBe('好&amp;用');
    expect(at('看')).toBe('看');
    expect(script.locate(script.text.indexOf('最好'))).toEqual({ line: 3, column: 9 });
  });
});

describe('markdown: suppressions', () => {
  it('next line, block and file', async () => {
    const text =
      '<!-- koubo-disable-next-line a/b -- 理由 -->\n\n甲\n<!-- koubo-disable -->\n乙\n<!--\nkoubo-enable\n-->\n丙 <!-- koubo-disable-line c/d -->\n';
    const script = await md(text);
    expect(said(script)).toEqual(['甲', '乙', '丙']);
    expect(script.suppressions.map(({ rules, lines }) => [rules, lines.first, lines.last])).toEqual(
      [
        [[], 4, 8],
        [['c/d'], 9, 9],
        [['a/b'], 3, 3],
      ].sort((a, b) => (a[1] as number) - (b[1] as number)),
    );
    expect(text.slice(script.suppressions[0]!.start, script.suppressions[0]!.end)).toBe(
      '<!-- koubo-disable-next-line a/b -- 理由 -->',
    );
  });
});

describe('markdown in parts', () => {
  it('keeps code and comments apart over parts, and places right', async () => {
    const filler = '这一句**很**普通，没有什么。\n'.repeat(25_000);
    const text = `# 甲\n${filler}\`\`\`\n${filler}\`\`\`\n尾声\n`;
    const parts = await readAll(text, 'a.md');
    expect(parts.length).toBeGreaterThan(2);
    expect(parts.flatMap(said)).toHaveLength(25_001);
    const end = parts.at(-1)!;
    const last = end.utterances.at(-1)!;
    expect(end.locate(last.start)).toEqual({ line: 50_004, column: 1 });
    const origin = end.origin!(last);
    expect(text.slice(origin.start, origin.end)).toBe('尾声');
    expect(end.part.offset).toBe(parts.slice(0, -1).reduce((sum, part) => sum + part.text.length, 0));
    expect(end.sections[0]).toMatchObject({ title: '甲', continued: true });
  });
});

describe('any markdown', () => {
  const piece = fc.constantFrom(
    '**',
    '*',
    '_',
    '`',
    '```',
    '[',
    '](',
    ')',
    '<!--',
    '-->',
    '<b>',
    '|',
    '\n',
    '\n\n',
    '> ',
    '- ',
    '# ',
    '&amp;',
    '\\',
    '最好',
    '，',
    'a ',
    '---\n',
    '\r\n',
  );

  it('is read in order, each character standing where it says', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(piece, { maxLength: 60 }), async (pieces) => {
        const text = pieces.join('');
        const [script] = await readAll(text, 'a.md').catch(() => []);
        if (!script) return;
        let at = 0;
        for (const utterance of script.utterances) {
          expect(utterance.start).toBeGreaterThanOrEqual(at);
          at = utterance.end;
          for (let each = utterance.start; each < utterance.end; each += 1) {
            const origin = script.origin!({ start: each, end: each + 1 });
            const there = text.slice(origin.start, origin.end);
            if (there.length === 1) expect(there).toBe(script.text[each]);
          }
        }
      }),
      { numRuns: 500 },
    );
  });

  it.each(['*', '`', '[', '<', '<!--', '|', '> ', '&', '\\', '**a', '[](', '_ '])(
    'stays fast on a line of 100,000 × %s',
    async (mark) => {
      const start = performance.now();
      await readAll(`好${mark.repeat(100_000)}\n`, 'a.md');
      expect(performance.now() - start).toBeLessThan(5000);
    },
  );
});
