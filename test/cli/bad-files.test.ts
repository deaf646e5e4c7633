import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { beforeAll, describe, expect, it } from 'vitest';
import { docx, makeZip, paragraph as p, xlsx } from '../input/office/zip-maker.js';
import { folderWith } from './run.js';

const CLI = fileURLToPath(new URL('../../dist/cli.js', import.meta.url));
const BAD = '这是国家级品质';
const GB = Buffer.from([0xb4, 0xf3, 0xbc, 0xd2, 0xba, 0xc3, 10]);
const CUE = '1\n00:00:01,000 --> 00:00:02,000\n';

type Told = { code: number | null; out: string; err: string };

/** The built program with little memory: what would fill it ends in a fault and fails the test. */
function check(files: Record<string, string | Buffer>): Told {
  const argv = ['--max-old-space-size=512', CLI, 'check', ...Object.keys(files), '-f', 'compact'];
  const { status, stdout, stderr } = spawnSync(process.execPath, [...argv, '--min-severity', 'warning'], {
    cwd: folderWith(files),
  });
  return { code: status, out: stdout.toString(), err: stderr.toString() };
}

/** All of a table in one run: no file may harm another. Each is in a folder of its own, which is its number. */
function checkAll(table: readonly (readonly [string, string, () => string | Buffer, ...unknown[]])[]): Told {
  return check(Object.fromEntries(table.map(([, name, content], index) => [`${index}/${name}`, content()])));
}

const ole = (stream: string): Buffer =>
  Buffer.concat([
    Buffer.of(0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1),
    Buffer.alloc(600),
    Buffer.from(stream, 'utf16le'),
  ]);

const workbook = (sheet: string): Buffer =>
  makeZip({
    'xl/workbook.xml': '<workbook><sheets><sheet name="a"/></sheets></workbook>',
    'xl/vbaProject.bin': 'Sub Auto_Open()',
    'xl/worksheets/sheet1.xml': sheet,
  });
const cells = (rows: number): Buffer =>
  workbook(
    `<worksheet><sheetData>${`<row>${'<c><v>12</v></c>'.repeat(1000)}</row>`.repeat(rows)}</sheetData></worksheet>`,
  );
const inline = `<worksheet><sheetData><row><c t="inlineStr"><is><t>${BAD}</t></is></c></row></sheetData></worksheet>`;

/** 50 MB without a line end. */
const endless = (head = ''): string => head + '这款面霜很好用，'.repeat(Math.ceil((50 * 2 ** 20) / 24));

describe('files that cannot be checked: a clear word, and exit code 2', () => {
  const table: [what: string, name: string, content: () => string | Buffer, words: RegExp][] = [
    ['a zip cut off', 'a.docx', () => docx(p('好')).subarray(0, -40), /已损坏，不能按 docx 打开/],
    [
      'a zip bomb by ratio',
      'a.docx',
      () => docx(p('啊'.repeat(9_000_000))),
      /展开后过大（word\/document\.xml > 25 MB）/,
    ],
    ['a zip bomb by size', 'a.xlsx', () => workbook(`<a>${' '.repeat(300_000_000)}`), /展开后过大/],
    ['a million cells and more', 'a.xlsx', () => cells(1001), /> 1000000 cells/],
    ['a Word file with a password', 'a.docx', () => ole('EncryptedPackage'), /密码/],
    ['a sheet with a password', 'a.xlsx', () => ole('EncryptedPackage'), /密码/],
    ['an old sheet', 'a.xls', () => ole('Workbook'), /另存为 \.xlsx/],
    ['old slides', 'a.ppt', () => ole('PowerPoint Document'), /\.ppt/],
    ['subtitles without any times', 'a.srt', () => `1\n\n${BAD}\n`, /没有找到可检查的文字/],
    ['JSON nested 100,000 deep', 'a.json', () => `${'['.repeat(100_000)}${']'.repeat(100_000)}`, /嵌套超过 200 层/],
    ['such JSON in a line', 'a.jsonl', () => `{"text":"好"}\n${'{"a":'.repeat(100_000)}\n`, /嵌套超过 200 层/],
    ['HTML nested 100,000 deep', 'a.html', () => `<!doctype html>${'<div>'.repeat(100_000)}`, /嵌套超过 2000 层/],
    [
      'front matter nested deep',
      'a.md',
      () => `---\na: ${'['.repeat(9000)}${']'.repeat(9000)}\n---\n好\n`,
      /a\.md:2:\d+：.*YAML/,
    ],
    [
      'front matter that multiplies',
      'a.md',
      () =>
        `---\na: &a [1,1,1,1,1,1,1,1,1]\n${[...'bcdef'].map((n, i) => `${n}: &${n} [${Array(9).fill(`*${'abcde'[i]}`)}]`).join('\n')}\n---\n好\n`,
      /YAML/,
    ],
    ['text called docx', 'a.docx', () => '大家好\n', /内容不是 docx.*\n.*--as text/],
    ['text called pdf', 'a.pdf', () => '大家好\n', /内容不是 pdf/],
    ['text called json', 'a.json', () => '大家好\n', /a\.json:1:1：JSON/],
    ['a picture called md', 'a.md', () => Buffer.of(0x89, 0x50, 0x4e, 0x47, 13, 10, 26, 10, 0), /PNG/],
    [
      'GBK behind UTF-8',
      'a.txt',
      () => Buffer.concat([Buffer.from('大家好。\n'.repeat(20)), GB]),
      /a\.txt:21：不是有效的 UTF-8/,
    ],
    [
      'GBK behind UTF-8 in cues',
      'a.srt',
      () => Buffer.concat([Buffer.from(`${CUE}大家好今天来看\n`), GB]),
      /a\.srt:4：不是有效的 UTF-8/,
    ],
    [
      'UTF-8 behind GBK',
      'a.csv',
      () => Buffer.concat([GB, GB, GB, Buffer.from(`${BAD}。\n`)]),
      /a\.csv:4：不是有效的 (?:GB18030|BIG5)/,
    ],
    [
      'a character cut in two',
      'a.txt',
      () => Buffer.from(`{\\an8}\n${'ok\n'.repeat(3)}{\\an8}看`).subarray(0, -1),
      /认不出文件编码/,
    ],
    ['a NUL byte', 'a.txt', () => '好\n大家\0好\n', /a\.txt:2：.*NUL/],
    ['a NUL byte in cues', 'a.srt', () => `${CUE}大\0家\n`, /a\.srt:3：.*NUL/],
    ['a NUL byte in a page', 'a.html', () => '<!doctype html><p>大\0家', /NUL/],
    ['one line of 50 MB', 'a.txt', () => endless(), /a\.txt:1：这一行超过/],
    ['one line of 50 MB in Markdown', 'a.md', () => endless(), /a\.md:1：这一行超过/],
    ['one line of 50 MB in a table', 'a.csv', () => endless('话术\n'), /a\.csv:2：这一行超过/],
    ['one line of 50 MB in cues', 'a.srt', () => endless(CUE), /a\.srt:3：这一行超过/],
    ['one record of 50 MB', 'a.jsonl', () => `{"text":"好"}\n{"text":"${endless()}"}\n`, /a\.jsonl:2：这一行超过/],
    ...['txt', 'md', 'srt', 'vtt', 'ass', 'lrc', 'csv', 'docx', 'xlsx', 'json', 'html', 'pdf'].map(
      (ending): [string, string, () => string, RegExp] => [`an empty ${ending}`, `a.${ending}`, () => '', /文件是空的/],
    ),
  ];
  let told: Told;
  beforeAll(() => {
    told = checkAll(table);
  }, 300_000);

  it.each(table.map(([what, name, , words], index) => [what, `${index}/${name}`, words] as const))(
    '%s',
    (_, path, words) => {
      const [mine = ''] = told.err.split(/^(?=错误：)/m).filter((each) => each.startsWith(`错误：${path}`));
      expect(mine).toMatch(words);
      expect(mine).toMatch(/\n {2}补救：./);
    },
  );

  it('all of them, and nothing else', () => {
    expect({ code: told.code, out: told.out }).toEqual({ code: 2, out: '' });
    expect(told.err.match(/^错误：/gm)).toHaveLength(table.length);
    expect(told.err).not.toMatch(/内部错误|\n\s+at /);
  });
});

describe('files that look bad and are read all the same', () => {
  const table: [what: string, name: string, content: () => string | Buffer, place: string][] = [
    [
      'macros are not looked at',
      'a.docm',
      () =>
        makeZip({ 'word/vbaProject.bin': 'Sub AutoOpen()', 'word/document.xml': `<w:document>${p(BAD)}</w:document>` }),
      'paragraph 1',
    ],
    ['nor those of a workbook', 'a.xlsm', () => workbook(inline), 'a!A1'],
    [
      'overlapping times',
      'a.srt',
      () => `1\n00:00:05,000 --> 00:00:03,000\n${BAD}。\n\n2\n00:00:01,000 --> 00:00:09,000\n好\n`,
      '00:00:05.000',
    ],
    ['broken times', 'a.ass', () => `[Script Info]\n[Events]\nFormat: Start, End, Text\nDialogue: x,,${BAD}\n`, '4:16'],
    ['no times', 'a.lrc', () => `${BAD}\n`, '1:3'],
    ['a sheet called docx', 'a.docx', () => xlsx([[BAD]]), '话术!A1'],
    ['a document called xlsx', 'a.xlsx', () => docx(p(BAD)), 'paragraph 1'],
    ['subtitles called json', 'a.json', () => `${CUE}${BAD}\n`, '00:00:01.000'],
    ['a page called md', 'a.md', () => `<!doctype html><p>${BAD}`, '1:21'],
    [
      'a page on one line of 10 MB',
      'a.html',
      () => `<!doctype html><p>${BAD}。${'这款面霜很好用，'.repeat(400_000)}`,
      '1:21',
    ],
  ];

  it('each at its place', () => {
    const { code, out, err } = checkAll(table);
    expect({ code, err }).toEqual({ code: 1, err: '' });
    for (const [index, [, name, , place]] of table.entries())
      expect(out).toContain(`${index}/${name}:${place}: error absolute/grade`);
  }, 120_000);
});
