import { execFile } from 'node:child_process';
import {
  chmodSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  statSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { describe, expect, it } from 'vitest';
import { encode } from '../input/helpers.js';
import { docx, paragraph } from '../input/office/zip-maker.js';
import { folderWith, koubo } from './run.js';

// A spelling undone is safe; a claim softened or dropped is a suggestion; a missing fact can only be asked for.
const SAFE = '这款面膜zui好用。';
const SUGGESTED = '这款面霜就是全网最好用的，没有之一。';
const GOOD = '质地清爽，喜欢的可以看看。';
const FILES = { 'a.txt': `${GOOD}\r\n${SAFE}\r\n${SUGGESTED}\r\n` };
const read = (folder: string, name: string): string => readFileSync(join(folder, name), 'utf8');

describe('koubo fix without questions', () => {
  it('--safe writes safe rewrites only, and says what is left', async () => {
    const { code, out, err, folder } = await koubo(['fix', '--safe', 'a.txt'], FILES);
    const [first, second, third] = read(folder, 'a.txt').split('\r\n');
    expect({ first, third }).toEqual({ first: GOOD, third: SUGGESTED });
    expect(second).not.toBe(SAFE);
    expect(out).toBe('a.txt：改了 1 句，还有 1 句没改\n改了 1 个文件、1 句\n还有 1 句没改：只有建议说法（--all） 1\n');
    expect({ code, err }).toEqual({ code: 1, err: '' });
  });

  it('--all writes suggestions, too; a second run changes nothing, not even the date', async () => {
    const first = await koubo(['fix', '--all', 'a.txt'], FILES);
    expect(first.code).toBe(0);
    expect(first.out).toContain('没有剩下要改的句子');
    const { folder } = first;
    const written = read(folder, 'a.txt');
    expect((await koubo(['check', 'a.txt'], {}, { cwd: folder })).code).toBe(0);
    utimesSync(join(folder, 'a.txt'), 1000, 1000);
    const second = await koubo(['fix', '--all', 'a.txt', '--backup'], {}, { cwd: folder });
    expect(second).toMatchObject({ code: 0, out: '没有改任何文件\n没有剩下要改的句子\n' });
    expect(read(folder, 'a.txt')).toBe(written);
    expect(statSync(join(folder, 'a.txt')).mtimeMs).toBe(1_000_000);
    expect(readdirSync(folder).sort()).toEqual(['a.txt', 'koubo.yaml']);
  });

  it('never writes an open blank', async () => {
    const sentences = ['最后三单', '买一送一', '这款面霜能去皱', '原价九九九现在只要九十九'].map((one) => `${one}。\n`);
    const { folder } = await koubo(['fix', '--all', 'a.txt'], { 'a.txt': sentences.join('') });
    expect(read(folder, 'a.txt')).not.toContain('〔');
  });

  it.each([['--diff'], ['--dry-run']])('%s shows and does not write', async (option) => {
    const { out, folder, code } = await koubo(['fix', '--all', option, 'a.txt'], FILES);
    expect(read(folder, 'a.txt')).toBe(FILES['a.txt']);
    expect(out).toContain(`-${option === '--diff' ? '' : ' '}${SAFE}`);
    expect(code).toBe(0);
  });

  it('--diff is a patch', async () => {
    const { out, folder } = await koubo(['fix', '--all', '--diff', 'a.txt'], FILES);
    const { applyPatch } = await import('diff');
    const fixed = await koubo(['fix', '--all', 'a.txt'], FILES);
    expect(applyPatch(read(folder, 'a.txt'), out, { autoConvertLineEndings: false })).toBe(read(fixed.folder, 'a.txt'));
  });

  it('--backup keeps the original', async () => {
    const { out, folder } = await koubo(['fix', '--all', '--backup', 'a.txt'], FILES);
    expect(read(folder, 'a.txt.bak')).toBe(FILES['a.txt']);
    expect(out).toContain('原文件存为 a.txt.bak');
  });

  it('--out writes elsewhere: a file, or a folder with the same paths', async () => {
    const files = { ...FILES, 'sub/b.md': `${SAFE}\n`, 'sub/good.md': `${GOOD}\n` };
    const cwd = folderWith(files);
    await koubo(['fix', '--all', 'a.txt', '--out', 'b.txt'], {}, { cwd });
    expect(read(cwd, 'b.txt')).not.toBe(FILES['a.txt']);
    await koubo(['fix', '--all', 'a.txt', 'sub', '--out', 'fixed'], {}, { cwd });
    expect(read(cwd, 'fixed/a.txt')).toBe(read(cwd, 'b.txt'));
    expect(read(cwd, 'fixed/sub/good.md')).toBe(`${GOOD}\n`);
    for (const [name, content] of Object.entries(files)) expect(read(cwd, name)).toBe(content);
  });

  it('writes GB18030 as GB18030, and Word as Word', async () => {
    const files = {
      'g.txt': Buffer.from(encode(`${GOOD}${SAFE}\r\n`, 'gb18030')),
      'w.docx': docx(
        paragraph(GOOD) + paragraph('这款面膜', '<w:r><w:rPr><w:b/></w:rPr><w:t>zui</w:t></w:r>', '好用。'),
      ),
    };
    const { folder, code } = await koubo(['fix', '--safe', '.'], files);
    expect(code).toBe(0);
    const now = new TextDecoder('gb18030', { fatal: true }).decode(readFileSync(join(folder, 'g.txt')));
    expect(now.startsWith(GOOD)).toBe(true);
    expect(now).not.toContain('zui');
    expect(now.endsWith('。\r\n')).toBe(true);
    const again = await koubo(['check', '.'], {}, { cwd: folder });
    expect(again.code).toBe(0);
  });

  it('holds a sentence that a comment silences', async () => {
    const silenced = `${SAFE} # koubo-disable-line -- 引用\n`;
    const { folder } = await koubo(['fix', '--all', 'a.txt'], { 'a.txt': silenced });
    expect(read(folder, 'a.txt')).toBe(silenced);
  });

  it('obeys --rule, --off, --fail-on and the config', async () => {
    const off = await koubo(['fix', '--all', '--rule', 'promo/first-n', 'a.txt'], { 'a.txt': `${SAFE}\n` });
    expect(read(off.folder, 'a.txt')).toBe(`${SAFE}\n`);
    expect((await koubo(['fix', '--safe', '--fail-on', 'never', 'a.txt'], FILES)).code).toBe(0);
    const english = await koubo(['fix', '--safe', 'a.txt'], { ...FILES, 'koubo.yaml': 'root: true\nlang: en\n' });
    expect(english.out).toContain('1 sentence changed in 1 file\n');
  });
});

describe('what koubo fix refuses', () => {
  it('to ask where nobody can answer', async () => {
    const { code, err, folder } = await koubo(['fix', 'a.txt'], FILES);
    expect(code).toBe(2);
    expect(err).toMatch(/^错误：不在终端里.*\n {2}补救：.*--safe/);
    expect(read(folder, 'a.txt')).toBe(FILES['a.txt']);
  });

  it.each([
    [['fix', '--safe'], /没有给出/],
    [['fix', '--safe', '-'], /标准输入不能写回/],
    [['fix', '--safe', 'no.txt'], /no\.txt：找不到/],
    [['fix', '--safe', 'p.html'], /p\.html：html 只能检查，不能写回/],
    [['fix', '--safe', 'a.txt', 'b.txt', '--out', 'b.txt'], /--out b\.txt 是一个文件/],
    [['fix', '--safe', 'a.txt', '--rule', 'absolute/nope'], /没有规则/],
  ])('%j', async (argv, message) => {
    const files = { ...FILES, 'b.txt': `${SAFE}\n`, 'p.html': `<!doctype html><p>${SAFE}</p>` };
    const { code, err } = await koubo(argv, files);
    expect(err).toMatch(message);
    expect(code).toBe(2);
  });

  it('a format that is only read, found in a folder, is counted and stops nothing', async () => {
    const { code, out, folder } = await koubo(['fix', '--safe', '.'], {
      'p.html': `<p>${SAFE}</p>`,
      'b.txt': `${SAFE}\n`,
    });
    expect(code).toBe(1);
    expect(out).toContain('这种格式不能写回 1');
    expect(read(folder, 'b.txt')).not.toContain('zui');
  });

  it('a link out of the tree, and writes the others', async () => {
    const cwd = folderWith({ 'tree/a.txt': `${SAFE}\n`, 'outside.txt': `${SAFE}\n` });
    symlinkSync('../outside.txt', join(cwd, 'tree/link.txt'));
    const { code, err } = await koubo(['fix', '--safe', 'tree'], {}, { cwd });
    expect(code).toBe(2);
    expect(err).toMatch(/tree\/link\.txt：是一个链接，指到所给文件夹之外/);
    expect(read(cwd, 'outside.txt')).toBe(`${SAFE}\n`);
    expect(read(cwd, 'tree/a.txt')).not.toContain('zui');
  });

  it('a mode is kept', async () => {
    const cwd = folderWith({ 'a.txt': `${SAFE}\n` });
    chmodSync(join(cwd, 'a.txt'), 0o604);
    await koubo(['fix', '--safe', 'a.txt'], {}, { cwd });
    expect(statSync(join(cwd, 'a.txt')).mode & 0o777).toBe(0o604);
  });

  it('damaged memory', async () => {
    const { code, err } = await koubo(['fix', '--safe', '--remember', 'm.json', 'a.txt'], { ...FILES, 'm.json': '[]' });
    expect(code).toBe(2);
    expect(err).toMatch(/m\.json 不是 koubo fix --remember 写的文件/);
  });
});

describe('the built program', () => {
  it('fixes a folder', async () => {
    const cwd = folderWith({ ...FILES });
    mkdirSync(join(cwd, 'sub'));
    writeFileSync(join(cwd, 'sub/b.srt'), `1\n00:00:01,000 --> 00:00:03,000\n${SAFE}\n`);
    const cli = fileURLToPath(new URL('../../dist/cli.js', import.meta.url));
    const run = promisify(execFile);
    const { stdout } = await run(process.execPath, [cli, 'fix', '--all', '.'], { cwd });
    expect(stdout).toMatch(/改了 2 个文件、3 句\n没有剩下要改的句子\n$/);
    expect(read(cwd, 'sub/b.srt')).toMatch(/^1\n00:00:01,000 --> 00:00:03,000\n这款面膜.+\n$/);
    expect(existsSync(join(cwd, 'a.txt.bak'))).toBe(false);
  });
});
