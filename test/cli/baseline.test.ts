import { readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { reportSchema } from '../../src/report/schema.js';
import { folderWith, koubo } from './run.js';

const GRADE = '这款面霜是国家级品质，姐妹们看一下。';
const MARKET = '这款面霜全网最好用。';
const FILE = '.koubo-baseline.jsonl';
const json = (text: string) => reportSchema.parse(JSON.parse(text));

/** A folder whose old script has a baseline that its config names. */
async function ratcheted(more: Record<string, string> = {}): Promise<string> {
  const cwd = folderWith({
    'koubo.yaml': `root: true\nbaseline: ${FILE}\n`,
    '话术/面 霜.md': `# 面霜\n\n${GRADE}\n${MARKET}\n`,
    ...more,
  });
  expect(await koubo(['baseline', 'update', '话术'], {}, { cwd })).toMatchObject({ code: 0, err: '' });
  return cwd;
}
const write = (cwd: string, path: string, text: string) => writeFileSync(join(cwd, path), text);
const saved = (cwd: string) => readFileSync(join(cwd, FILE), 'utf8');
async function check(cwd: string, ...argv: string[]) {
  const { code, out, err } = await koubo(['check', '话术', '-f', 'json', ...argv], {}, { cwd });
  expect(err).toBe('');
  const { summary, files } = json(out);
  const found = files.flatMap(({ path, findings }) => findings.map((f) => `${path}:${f.start.line} ${f.text}`));
  return { code, found, baseline: summary.baseline };
}

describe('check with a baseline', () => {
  it('reports nothing that was there, wherever it stands now', async () => {
    const cwd = await ratcheted();
    expect(await check(cwd)).toEqual({ code: 0, found: [], baseline: { held: 2, gone: 0 } });
    write(cwd, '话术/面 霜.md', `# 面霜\n\n大家好\n\n${MARKET}\n\n${GRADE.replace('姐妹们', '家人们')}\n`);
    expect(await check(cwd)).toEqual({ code: 0, found: [], baseline: { held: 2, gone: 0 } });
  });

  it('reports what is new, be it the same once more', async () => {
    const cwd = await ratcheted();
    write(cwd, '话术/面 霜.md', `# 面霜\n\n${GRADE}\n${GRADE}\n${MARKET}\n`);
    write(cwd, '话术/b.txt', `${GRADE}\n`);
    expect(await check(cwd)).toEqual({
      code: 1,
      found: ['话术/b.txt:1 国家级', '话术/面 霜.md:4 国家级'],
      baseline: { held: 2, gone: 0 },
    });
  });

  it('says what no longer occurs, where all of it was looked for', async () => {
    const cwd = await ratcheted();
    write(cwd, '话术/面 霜.md', `# 面霜\n\n${GRADE}\n`);
    expect((await check(cwd)).baseline).toEqual({ held: 1, gone: 1 });
    expect((await check(cwd, '--rule', 'absolute/grade')).baseline).toEqual({ held: 1 });
    expect((await check(cwd, '-q')).baseline).toEqual({ held: 1 });
    const { out } = await koubo(['check', '话术'], {}, { cwd });
    expect(out).toContain('另有 1 处是基线里已有的\n基线里有 1 处已不再出现，koubo baseline prune 可去掉\n');
  });

  it('a baseline from the command line goes before the config, from wherever koubo runs', async () => {
    const cwd = await ratcheted({ 'empty.jsonl': '{"koubo-baseline":1}\n' });
    expect((await check(cwd, '--baseline', 'empty.jsonl')).found).toHaveLength(2);
    expect((await check(cwd, '--no-baseline')).found).toHaveLength(2);
    const inside = await koubo(['check', '面 霜.md'], {}, { cwd: join(cwd, '话术') });
    expect(inside.code).toBe(0);
  });

  it('tells states in SARIF, of held findings too', async () => {
    const cwd = await ratcheted();
    write(cwd, '话术/面 霜.md', `${GRADE}\n${MARKET.replace('用', '用呀')}\n销量第一\n`);
    const { out } = await koubo(['check', '话术', '-f', 'sarif'], {}, { cwd });
    const { results } = JSON.parse(out).runs[0];
    expect(results.map((r: { ruleId: string; baselineState: string }) => [r.ruleId, r.baselineState])).toEqual(
      expect.arrayContaining([
        ['absolute/rank-first', 'new'],
        ['absolute/grade', 'unchanged'],
        ['absolute/superlative-market', 'updated'],
      ]),
    );
  });

  it('what is held counts for no limit', async () => {
    const cwd = await ratcheted();
    expect((await check(cwd, '--max-warnings', '0', '--fail-on', 'info')).code).toBe(0);
  });

  it('a baseline that cannot be used stops the run, with place and remedy, before anything is written', async () => {
    const cwd = await ratcheted();
    write(cwd, FILE, `{"koubo-baseline":1}\n{"file":"a.txt"\n`);
    const broken = await koubo(['check', '话术', '-f', 'json'], {}, { cwd });
    expect(broken).toMatchObject({ code: 2, out: '' });
    expect(broken.err).toMatch(/^错误：.*\.koubo-baseline\.jsonl:2:16：这一行不是有效的 JSON[\s\S]*补救/);
    rmSync(join(cwd, FILE));
    expect((await koubo(['check', '话术', '--lang', 'en'], {}, { cwd })).err).toMatch(
      /^error: .*no such baseline\n {2}remedy: make it first: koubo baseline update/,
    );
  });
});

describe('koubo baseline', () => {
  it('update says what changed, and how to use it', async () => {
    const cwd = folderWith({ 'a.txt': `${GRADE}\n` });
    const first = await koubo(['baseline', 'update', 'a.txt'], {}, { cwd });
    expect(first.out).toBe(
      '.koubo-baseline.jsonl：共 1 处（新增 1，去掉 0）\n在 koubo.yaml 里写 baseline: .koubo-baseline.jsonl，或用 koubo check --baseline .koubo-baseline.jsonl\n',
    );
    const before = saved(cwd);
    expect((await koubo(['baseline', 'update', 'a.txt'], {}, { cwd })).out).toBe(
      '.koubo-baseline.jsonl：共 1 处，没有变化\n',
    );
    expect(saved(cwd)).toBe(before);
    write(cwd, 'a.txt', `${MARKET}\n`);
    expect((await koubo(['baseline', 'update', 'a.txt'], {}, { cwd })).out).toContain('共 1 处（新增 1，去掉 1）');
  });

  it('update leaves other files alone, and forgets those that are gone', async () => {
    const cwd = await ratcheted({ '话术/b.txt': `${GRADE}\n`, '话术/c.txt': `${GRADE}\n` });
    rmSync(join(cwd, '话术/c.txt'));
    write(cwd, '话术/b.txt', '好的\n');
    await koubo(['baseline', 'update', '话术/b.txt'], {}, { cwd });
    expect(saved(cwd).match(/"file":"[^"]+"/g)).toEqual(['"file":"话术/面 霜.md"', '"file":"话术/面 霜.md"']);
  });

  it('update changes nothing when a file could not be read', async () => {
    const cwd = await ratcheted();
    const before = saved(cwd);
    const { code, err } = await koubo(['baseline', 'update', '话术', 'no.txt'], {}, { cwd });
    expect(code).toBe(2);
    expect(err).toContain('基线没有动');
    expect(saved(cwd)).toBe(before);
  });

  it('prune drops what is gone, takes edits over, adds nothing', async () => {
    const cwd = await ratcheted();
    write(cwd, '话术/面 霜.md', `${GRADE.replace('这款', '这瓶')}\n销量第一\n`);
    const asked = await koubo(['baseline', 'prune', '--check'], {}, { cwd });
    expect([asked.code, asked.out]).toEqual([1, `${FILE}：1 处已不再出现，1 处的句子改过\n`]);
    expect((await koubo(['baseline', 'prune'], {}, { cwd })).out).toContain('共 1 处（新增 1，去掉 2）');
    expect(saved(cwd)).toContain('这瓶面霜是⟦国家级⟧品质');
    expect((await koubo(['baseline', 'prune', '--check'], {}, { cwd })).code).toBe(0);
    expect((await check(cwd)).found).toEqual(['话术/面 霜.md:2 销量第一']);
  });

  it('prune follows a file that was renamed', async () => {
    const cwd = await ratcheted();
    renameSync(join(cwd, '话术/面 霜.md'), join(cwd, '话术/新.md'));
    expect((await check(cwd)).found).toEqual([]);
    await koubo(['baseline', 'prune'], {}, { cwd });
    expect(saved(cwd).match(/"file":"[^"]+"/g)).toEqual(['"file":"话术/新.md"', '"file":"话术/新.md"']);
  });

  it('prune of what is all gone empties it', async () => {
    const cwd = await ratcheted();
    rmSync(join(cwd, '话术'), { recursive: true });
    expect((await koubo(['baseline', 'prune'], {}, { cwd })).code).toBe(0);
    expect(saved(cwd)).toBe('{"koubo-baseline":1}\n');
  });

  it('show lists by file and rule', async () => {
    const cwd = await ratcheted({ '话术/b.txt': `${GRADE}\n${GRADE}\n` });
    const { out } = await koubo(['baseline', 'show'], {}, { cwd });
    expect(out).toBe(
      [
        '话术/b.txt',
        '  absolute/grade',
        '    这款面霜是⟦国家级⟧品质，姐妹们看一下。 ×2',
        '',
        '话术/面 霜.md',
        '  absolute/grade',
        '    这款面霜是⟦国家级⟧品质，姐妹们看一下。',
        '  absolute/superlative-market',
        '    这款面霜⟦全网最好用⟧。',
        '',
        '共 4 处，2 个文件',
        '',
      ].join('\n'),
    );
    expect(JSON.parse((await koubo(['baseline', 'show', '--format', 'json'], {}, { cwd })).out)).toHaveLength(3);
  });

  it('is no script itself', async () => {
    const cwd = await ratcheted({ '话术/b.jsonl': '{"koubo-baseline":1}\n' });
    await koubo(['baseline', 'update', '话术', '--baseline', '话术/b.jsonl'], {}, { cwd });
    expect((await check(cwd, '--baseline', '话术/b.jsonl')).code).toBe(0);
  });
});
