import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { reportSchema } from '../../src/report/schema.js';
import { commitAll, git } from '../git/support.js';
import { docx, paragraph as p } from '../input/office/zip-maker.js';
import { folderWith, koubo } from './run.js';

const GRADE = '这款面霜是国家级品质。\n';
const MARKET = '这款面霜全网最好用。\n';
const FINE = '质地清爽，五十克一瓶。\n';

function repository(files: Record<string, string | Buffer>): string {
  const cwd = folderWith(files);
  git(cwd, 'init', '-q', '-b', 'main');
  commitAll(cwd);
  return cwd;
}
const write = (cwd: string, path: string, text: string | Buffer) => writeFileSync(join(cwd, path), text);

async function check(cwd: string, ...argv: string[]) {
  const { code, out, err } = await koubo(['check', ...argv, '-f', 'json'], {}, { cwd });
  expect(err).toBe('');
  const { summary, files } = reportSchema.parse(JSON.parse(out));
  const found = files.flatMap(({ path, findings }) =>
    findings.map(({ start, text }) => `${path}:${start.line} ${text}`),
  );
  return { code, found, summary };
}

describe('check --changed', () => {
  it('reports changed lines only, and reads no file that was left alone', async () => {
    const cwd = repository({ '话术/面 霜.md': `# 面霜\n\n${GRADE}${FINE}`, 'b.txt': GRADE });
    expect(await check(cwd, '--changed', '.')).toMatchObject({
      code: 0,
      found: [],
      summary: { files: 0, changedSince: 'HEAD' },
    });
    write(cwd, '话术/面 霜.md', `# 面霜\n\n${GRADE}${MARKET}${FINE}`);
    write(cwd, 'new.txt', GRADE);
    expect(await check(cwd, '--changed', '.')).toMatchObject({
      code: 1,
      found: ['new.txt:1 国家级', '话术/面 霜.md:4 全网最好用'],
      summary: { files: 2 },
    });
    const { out } = await koubo(['check', '--changed', '.'], {}, { cwd });
    expect(out).toContain('只看 HEAD 以来改过的行\n');
  });

  it('a path behind it is a path; a reference is joined', async () => {
    const cwd = repository({ 'a.txt': FINE });
    write(cwd, 'a.txt', GRADE);
    commitAll(cwd);
    expect((await check(cwd, '--changed', 'a.txt')).found).toEqual([]);
    expect((await check(cwd, '--changed=HEAD~1', 'a.txt')).found).toEqual(['a.txt:1 国家级']);
    git(cwd, 'branch', '-q', 'old', 'HEAD~1');
    expect((await check(cwd, 'a.txt', '--changed=old')).summary).toMatchObject({ changedSince: 'old' });
  });

  it('whole-script findings count in every file that was touched, be it by lines taken out', async () => {
    const rule = ['--rule', 'protection/ai-host'];
    const cwd = repository({
      'a.txt': `大家好\n${FINE.repeat(12)}我是数字人。\n`,
      'b.txt': `大家好\n${FINE.repeat(12)}`,
    });
    write(cwd, 'a.txt', `大家好\n${FINE.repeat(12)}`);
    expect((await check(cwd, '.', ...rule)).found).toEqual(['a.txt:1 大家好', 'b.txt:1 大家好']);
    expect((await check(cwd, '--changed', '.', ...rule)).found).toEqual(['a.txt:1 大家好']);
  });

  it('formats without lines count as a whole', async () => {
    const cwd = repository({ 'a.docx': docx(p(GRADE.trim()) + p(FINE.trim())) });
    write(cwd, 'a.docx', docx(p(GRADE.trim()) + p(MARKET.trim())));
    expect((await check(cwd, '--changed', '.')).found).toEqual(['a.docx:1 国家级', 'a.docx:2 全网最好用']);
  });

  it('goes with a baseline: what was there is held, on whatever line', async () => {
    const cwd = repository({ 'koubo.yaml': 'root: true\nbaseline: b.jsonl\n', 'a.txt': `${GRADE}${FINE}${MARKET}` });
    await koubo(['baseline', 'update', '.'], {}, { cwd });
    write(cwd, 'a.txt', `${MARKET.replace('这款', '那款')}${FINE}${GRADE}${GRADE}`);
    expect(await check(cwd, '--changed', '.')).toMatchObject({
      found: ['a.txt:4 国家级'],
      summary: { baseline: { held: 2 } },
    });
  });

  it('standard input is new', async () => {
    const cwd = repository({ 'a.txt': GRADE });
    const { code } = await koubo(['check', '-', '--stdin-filename', 'new.txt', '--changed'], {}, { cwd, stdin: GRADE });
    expect(code).toBe(1);
  });

  it('without a repository or with a wrong reference it stops, and writes nothing', async () => {
    const cwd = folderWith({ 'a.txt': GRADE });
    const outside = await koubo(['check', '--changed', 'a.txt', '-f', 'json'], {}, { cwd });
    expect(outside).toMatchObject({ code: 2, out: '' });
    expect(outside.err).toMatch(/^错误：--changed 要在 git 仓库里用[\s\S]*补救/);
    git(cwd, 'init', '-q', '-b', 'main');
    commitAll(cwd);
    const wrong = await koubo(['check', '--changed=mian', 'a.txt', '--lang', 'en'], {}, { cwd });
    expect(wrong).toMatchObject({ code: 2, out: '' });
    expect(wrong.err).toMatch(/^error: the repository has no mian\n {2}remedy: did you mean main\?/);
  });
});
