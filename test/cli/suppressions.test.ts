import { describe, expect, it } from 'vitest';
import { lineSchema, reportSchema } from '../../src/report/schema.js';
import { docx, paragraph as p, xlsx } from '../input/office/zip-maker.js';
import { koubo } from './run.js';

const COPY = '这款面霜是国家级品质。';
const json = (text: string) => reportSchema.parse(JSON.parse(text));

/** The same comment in every text format: it silences the claim beside it. */
const FORMATS: [path: string, content: string | Buffer][] = [
  ['a.txt', `# koubo-disable-next-line absolute/grade -- 引用案例\n${COPY}\n`],
  ['b.md', `<!-- koubo-disable-next-line absolute/grade -- 引用案例 -->\n${COPY}\n`],
  ['c.csv', `商品,话术,koubo\n面霜,${COPY},absolute/grade -- 引用案例\n`],
  ['d.srt', `# koubo-disable-next-line absolute/grade -- 引用案例\n1\n00:00:01,000 --> 00:00:03,000\n${COPY}\n`],
  ['e.vtt', `WEBVTT\n\nNOTE koubo-disable-next-line absolute/grade -- 引用案例\n\n00:01.000 --> 00:03.000\n${COPY}\n`],
  ['f.lrc', `[#:koubo-disable-next-line absolute/grade -- 引用案例]\n[00:01.00]${COPY}\n`],
  [
    'g.ass',
    `[Events]\nFormat: Start, End, Text\n; koubo-disable-next-line absolute/grade -- 引用案例\nDialogue: 0:00:01.00,0:00:03.00,${COPY}\n`,
  ],
  ['h.html', `<p>你好</p>\n<!-- koubo-disable-next-line absolute/grade -- 引用案例 -->\n<p>\n好的，\n${COPY}</p>\n`],
  [
    'i.html',
    `<table>\n<tr><th>商品<th>话术<th>koubo\n<tr><td>面霜<td>${COPY}<td>absolute/grade -- 引用案例\n</table>\n`,
  ],
  [
    'j.html',
    `<table>\n<tr><td>大家好呀</td></tr>\n<!-- koubo-disable-next-line absolute/grade -- 引用案例 -->\n<tr><td>${COPY}</td></tr>\n</table>\n`,
  ],
  [
    'k.txt',
    `七月复盘\n2026年7月1日 14:00 | 30分钟\n\n文字记录:\n说话人 1 00:00:12\n# koubo-disable-next-line absolute/grade -- 引用案例\n${COPY}\n`,
  ],
  [
    'm.xlsx',
    xlsx([
      ['商品', '话术', 'koubo'],
      ['面霜', COPY, 'absolute/grade -- 引用案例'],
    ]),
  ],
  ['l.docx', docx(p('# koubo-disable-next-line absolute/grade -- 引用案例') + p(COPY))],
];

describe('in every format', () => {
  it.each(FORMATS)('%s', async (path, content) => {
    const { code, out } = await koubo(['check', path, '-f', 'json', '--show-suppressed'], { [path]: content });
    const report = json(out);
    const [file] = report.files;
    expect(file!.findings).toEqual([]);
    expect(file!.suppressed).toMatchObject([{ rule: 'absolute/grade', suppression: { reason: '引用案例' } }]);
    expect(report.summary).toMatchObject({ findings: 0, suppressed: 1 });
    expect(code).toBe(0);
  });

  it('needs its rule', async () => {
    const files = Object.fromEntries(
      FORMATS.filter(([, content]) => typeof content === 'string').map(([path, content]) => [
        path,
        String(content).replaceAll('absolute/grade', 'absolute/superlative'),
      ]),
    );
    const { out } = await koubo(['check', '.', '-f', 'json'], files);
    for (const { path, findings } of json(out).files)
      expect([path, findings.map(({ rule }) => rule).sort()]).toEqual([
        path,
        ['absolute/grade', 'koubo/unused-suppression'],
      ]);
  });
});

describe('what is reported', () => {
  const files = {
    'a.md': `# 面霜\n\n${COPY} <!-- koubo-disable-line absolute/grade until 2099-12-31 -- 引用案例 -->\n${COPY}\n`,
  };

  it('is no part of the report unless asked for', async () => {
    const { out } = await koubo(['check', 'a.md', '-f', 'json'], files);
    expect(json(out).files[0]).not.toHaveProperty('suppressed');
    expect(json(out).summary).toMatchObject({ findings: 1, suppressed: 1 });
    expect((await koubo(['check', 'a.md'], files)).out).toContain('另有 1 处被注释忽略，--show-suppressed 可看');
  });

  it('in a line of its own on the page', async () => {
    const { out } = await koubo(['check', 'a.md', '--show-suppressed', '--lang', 'en'], files);
    expect(out).toContain('a.md:3:6  silenced by line 3 until 2099-12-31 (引用案例): absolute/grade “国家级”');
  });

  it('in ndjson under a type of its own', async () => {
    const { out } = await koubo(['check', 'a.md', '-f', 'ndjson', '--show-suppressed'], files);
    const lines = out.trimEnd().split('\n');
    expect(lines.map((line) => lineSchema.parse(JSON.parse(line)).type)).toEqual(['finding', 'suppressed', 'summary']);
  });

  it('in SARIF always, as suppressed in source', async () => {
    const { out } = await koubo(['check', 'a.md', '-f', 'sarif'], files);
    const { results } = JSON.parse(out).runs[0];
    expect(results.map((r: { suppressions: unknown }) => r.suppressions)).toEqual([
      [],
      [{ kind: 'inSource', status: 'accepted', justification: '引用案例', properties: { until: '2099-12-31' } }],
    ]);
  });

  it('in no other format', async () => {
    for (const format of ['compact', 'github', 'gitlab', 'junit', 'checkstyle', 'rdjson', 'tap', 'markdown', 'csv']) {
      const { out } = await koubo(['check', 'a.md', '-f', format, '--show-suppressed'], files);
      expect([format, out.match(/国家级”是/g)?.length]).toEqual([format, format === 'junit' ? 2 : 1]);
    }
  });
});

describe('comments themselves', () => {
  const files = {
    'koubo.yaml': 'root: true\nrequire-reason: true\nrules: {koubo/unused-suppression: warning}\n',
    'a.txt': '好 # koubo-disable-line absolute/grade\n好 # koubo-disable-line absolut/grade -- x\n',
  };

  it('fail the run by their severity, at their own place', async () => {
    const { code, out } = await koubo(['check', 'a.txt', '-f', 'compact'], files);
    expect(out.split('\n').map((line) => /^(\S+) \S+ (\S+)/.exec(line)?.slice(1))).toEqual(
      expect.arrayContaining([
        ['a.txt:1:3:', 'koubo/unused-suppression'],
        ['a.txt:1:3:', 'koubo/missing-reason'],
        ['a.txt:2:3:', 'koubo/invalid-suppression'],
      ]),
    );
    expect(code).toBe(1);
  });

  it('can be switched off, by rule or all together', async () => {
    expect((await koubo(['check', 'a.txt', '--off', 'koubo'], files)).code).toBe(0);
    const some = await koubo(['check', 'a.txt', '-f', 'json', '--off', 'koubo/missing-reason'], files);
    expect(json(some.out).summary.findings).toBe(2);
  });

  it('have their place in a sheet named', async () => {
    const sheet = { 'a.csv': '商品,话术,koubo\n面霜,很好的,absolute/grade -- 引用\n' };
    const [file] = json((await koubo(['check', 'a.csv', '-f', 'json'], sheet)).out).files;
    expect(file!.findings).toMatchObject([
      { rule: 'koubo/unused-suppression', start: { line: 2, at: { cell: 'C2' } } },
    ]);
  });
});

it('explain says that a place is silenced', async () => {
  const { out } = await koubo(['explain', 'a.txt:1'], {
    'a.txt': `${COPY} # koubo-disable-line absolute/grade -- 引用\n`,
  });
  expect(out).toMatch(/违规 absolute\/grade .*\n {4}这里有忽略注释，check 不会列出/);
});
