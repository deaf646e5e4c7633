import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { PassThrough } from 'node:stream';
import { describe, expect, it } from 'vitest';
import { main } from '../../src/main.js';
import { lineSchema, reportSchema } from '../../src/report/schema.js';
import { folderWith, koubo } from './run.js';

const BAD = '这款面霜是国家级品质，姐妹们看一下。\n';
const GOOD = '这款面霜五十克，质地清爽，喜欢的可以看看。\n';
const json = (text: string) => reportSchema.parse(JSON.parse(text));

describe('exit codes', () => {
  it('0 when clean, in one line', async () => {
    const { code, out, err } = await koubo(['check', 'a.txt'], { 'a.txt': GOOD });
    expect({ code, err }).toEqual({ code: 0, err: '' });
    expect(out).toMatch(/^没有发现问题（1 个文件，\d+ 字）\n/);
  });

  it('1 when something is found, unless it lies below --fail-on', async () => {
    const files = { 'a.txt': BAD };
    expect((await koubo(['check', 'a.txt'], files)).code).toBe(1);
    expect((await koubo(['check', 'a.txt', '--fail-on', 'never'], files)).code).toBe(0);
  });

  it('2 for wrong use, with a sentence and a remedy on standard error', async () => {
    const cases: [string[], RegExp][] = [
      [['chekc', 'a.txt'], /没有命令 chekc，是不是 check？/],
      [['check', '--min-severty', 'error', 'a.txt'], /没有选项 --min-severty，是不是 --min-severity？/],
      [['check', '--format'], /--format .*要跟一个值/],
      [['check', '--fail-on', 'eror', 'a.txt'], /--fail-on 不能是 eror，是不是 error？/],
      [['check', '--max-findings', 'many', 'a.txt'], /--max-findings 要一个非负整数/],
      [
        ['check', '--rule', 'absolute/superlativ', 'a.txt'],
        /没有规则 absolute\/superlativ，是不是 absolute\/superlative？/,
      ],
      [['check', '--pack', 'absolut', 'a.txt'], /没有规则包 absolut，是不是 absolute？/],
      [['check', '--off', 'absolut', 'a.txt'], /没有规则包 absolut，是不是 absolute？/],
      [['check', '--trade', 'cosmetcs', 'a.txt'], /没有行业 cosmetcs，是不是 cosmetics？/],
      [['check', '--format', 'jsn', 'a.txt'], /没有格式 jsn，是不是 json？/],
      [['check', '--format', 'json', '--format', 'csv', 'a.txt'], /只能有一种格式写到标准输出[\s\S]*补救/],
      [['check', '--format', 'json=no/such/folder/x', 'a.txt'], /写不了 no\/such\/folder\/x[\s\S]*补救/],
      [['check'], /没有给出要检查的文件[\s\S]*补救/],
    ];
    for (const [argv, message] of cases) {
      const { code, out, err } = await koubo(argv, { 'a.txt': BAD });
      expect(err).toMatch(message);
      expect(err).toMatch(/^错误：/);
      expect({ argv, code, out }).toEqual({ argv, code: 2, out: '' });
    }
  });

  it('2 for a file that cannot be read, and the others are still checked', async () => {
    const { code, out, err } = await koubo(['check', 'no.txt', 'bin.txt', 'a.txt', '-f', 'json'], {
      'a.txt': BAD,
      'bin.txt': Buffer.from([0, 1, 2, 0, 255]),
    });
    expect(code).toBe(2);
    expect(err).toMatch(/no\.txt：.+\n {2}补救：/);
    expect(err).toMatch(/bin\.txt/);
    const report = json(out);
    expect(report.files.map(({ path }) => path)).toEqual(['a.txt']);
    expect(report.problems).toHaveLength(2);
  });

  it('2 for a folder without scripts: nothing to check is never green', async () => {
    const { code, err } = await koubo(['check', 'empty'], { 'empty/x.bin': 'x' });
    expect(code).toBe(2);
    expect(err).toContain('empty');
  });

  it('tells a broken config once, with its place, however many files lie below it', async () => {
    const files = { 'koubo.yaml': 'root: true\ntrad: food\n', 'a.txt': GOOD, 'b.txt': GOOD };
    const { code, err } = await koubo(['check', '.'], files);
    expect(code).toBe(2);
    expect(err.match(/trad/g)?.length).toBeGreaterThan(0);
    expect(err.match(/错误/g)).toHaveLength(1);
    expect(err).toMatch(/koubo\.yaml:2:1/);
  });
});

describe('what is shown', () => {
  it('hides findings below --min-severity and counts exempt ones', async () => {
    const files = { 'a.txt': BAD };
    expect(json((await koubo(['check', 'a.txt', '-f', 'json'], files)).out).summary.findings).toBeGreaterThan(0);
    const quiet = await koubo(['check', 'a.txt', '--off', 'absolute', '-q'], files);
    expect(quiet.out).toBe('');
  });

  it('lists exempt findings only with --show-exempt', async () => {
    const files = { 'a.txt': '广告法规定不能说“国家级”这样的词。\n' };
    const hidden = json((await koubo(['check', 'a.txt', '-f', 'json'], files)).out);
    const shown = json((await koubo(['check', 'a.txt', '-f', 'json', '--show-exempt'], files)).out);
    expect(hidden.summary.verdicts.exempt).toBe(0);
    expect(shown.summary.verdicts.exempt).toBe(hidden.summary.exemptHidden);
    expect(shown.summary.exemptHidden).toBe(0);
  });

  it('stops listing at --max-findings, says so, and still fails', async () => {
    const { code, out } = await koubo(['check', 'a.txt', '-f', 'json', '--max-findings', '1'], {
      'a.txt': BAD.repeat(3),
    });
    const report = json(out);
    expect(report.files.flatMap(({ findings }) => findings)).toHaveLength(1);
    expect(report.summary.unshown).toBeGreaterThan(0);
    expect(code).toBe(1);
  });

  it('speaks English when asked, also about mistakes', async () => {
    expect((await koubo(['check', 'a.txt', '--lang', 'en'], { 'a.txt': GOOD })).out).toMatch(/^no problems found/);
    expect((await koubo(['check', '--lang', 'en', '--nope'])).err).toMatch(/^error: unknown option --nope/);
    const config = { 'koubo.yaml': 'root: true\nlang: en\n', 'a.txt': GOOD };
    expect((await koubo(['check', 'a.txt'], config)).out).toMatch(/^no problems found/);
  });

  it('uses colours on a terminal only, and never with NO_COLOR', async () => {
    const files = { 'a.txt': BAD };
    expect((await koubo(['check', 'a.txt'], files)).out).not.toContain('\u001b');
    expect((await koubo(['check', 'a.txt'], files, { isTTY: true })).out).toContain('\u001b[');
    expect((await koubo(['check', 'a.txt'], files, { isTTY: true, env: { NO_COLOR: '1' } })).out).not.toContain(
      '\u001b',
    );
    expect((await koubo(['check', 'a.txt', '--no-color'], files, { isTTY: true })).out).not.toContain('\u001b');
    expect((await koubo(['check', 'a.txt', '--color'], files)).out).toContain('\u001b[');
  });
});

describe('input and output', () => {
  it('reads standard input under the name it is given', async () => {
    const plain = await koubo(['check', '-', '-f', 'json'], {}, { stdin: BAD });
    expect(json(plain.out).files[0]?.path).toBe('<stdin>');
    const named = await koubo(
      ['check', '-', '-f', 'json', '--stdin-filename', '稿.md'],
      {},
      { stdin: `# 面霜\n\n${BAD}` },
    );
    expect(json(named.out).files[0]?.path).toBe('稿.md');
    expect(named.code).toBe(1);
  });

  it('writes several formats in one run', async () => {
    const { out, folder } = await koubo(
      ['check', 'a.txt', '-f', 'ndjson', '-f', 'json=r.json', '-f', 'compact=r.txt'],
      { 'a.txt': BAD },
    );
    const lines = out
      .trimEnd()
      .split('\n')
      .map((line) => lineSchema.parse(JSON.parse(line)));
    expect(lines.at(-1)?.type).toBe('summary');
    const report = json(readFileSync(join(folder, 'r.json'), 'utf8'));
    expect(report.summary.findings).toBe(lines.length - 1);
    expect(readFileSync(join(folder, 'r.txt'), 'utf8').trimEnd().split('\n')).toHaveLength(lines.length - 1);
  });

  it('takes a formatter from a module', async () => {
    const files = {
      'a.txt': BAD,
      'mine.mjs': `let n = 0;
        export default () => ({ add: ({ findings }) => { n += findings.length; return ''; }, end: () => 'found ' + n + '\\n' });`,
      'broken.mjs': 'export const nothing = 1;',
    };
    expect((await koubo(['check', 'a.txt', '-f', './mine.mjs'], files)).out).toMatch(/^found [1-9]/);
    expect((await koubo(['check', 'a.txt', '-f', './broken.mjs'], files)).err).toMatch(
      /格式模块 \.\/broken\.mjs 用不了[\s\S]*补救/,
    );
  });

  it('gives the same report whatever the order and number of runs', async () => {
    const cwd = folderWith({ 'b.txt': BAD, 'a.txt': BAD + GOOD, 'sub/c.md': BAD });
    const first = await koubo(['check', '.', '-f', 'json'], {}, { cwd });
    expect((await koubo(['check', '.', '-f', 'json'], {}, { cwd })).out).toBe(first.out);
    expect(json(first.out).files.map(({ path }) => path)).toEqual(['a.txt', 'b.txt', 'sub/c.md']);
  });

  it('ends quietly when the reader goes away', async () => {
    const cwd = folderWith({ 'a.txt': BAD.repeat(5000) });
    const stdout = new PassThrough();
    const stderr = new PassThrough();
    stdout.once('data', () => stdout.destroy(Object.assign(new Error('EPIPE'), { code: 'EPIPE' })));
    const env = {};
    const io = { argv: ['check', 'a.txt', '-f', 'ndjson'], stdin: new PassThrough(), stdout, stderr, cwd, env };
    await main({ ...io, isTTY: false, columns: 80 });
    expect(stderr.read()).toBeNull();
  });
});

describe('help', () => {
  it('lists commands, and the options of one', async () => {
    const help = await koubo(['--help']);
    expect(help.code).toBe(0);
    for (const name of ['check', 'explain', 'rules', 'eval', 'init', 'config', 'completion'])
      expect(help.out).toContain(`  ${name}`);
    expect((await koubo(['check', '--help', '--lang', 'en'])).out).toContain('--stdin-filename <name>');
    expect((await koubo(['--version'])).out).toMatch(/^\d+\.\d+\.\d+\n$/);
    expect((await koubo([])).code).toBe(2);
  });
});
