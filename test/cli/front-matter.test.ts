import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { folderWith, koubo } from './run.js';

const CLI = fileURLToPath(new URL('../../dist/cli.js', import.meta.url));
const COPY = '这款面霜销量领先，姐妹们看一下。\n';
const entry = (until: string): string => `---\nevidence: [{id: E-7, covers: 销量领先, valid_until: ${until}}]\n---\n`;

/** The built program as a process of its own. */
function run(cwd: string, ...argv: string[]): { code: number | null; out: string; err: string } {
  const { status, stdout, stderr } = spawnSync(process.execPath, [CLI, ...argv], { cwd, encoding: 'utf8' });
  return { code: status, out: stdout, err: stderr };
}

interface Listed {
  files: { path: string; findings: { verdict: string; exemptions: { by?: string }[] }[] }[];
}

/** Verdicts and the evidence that cleared them, by file. */
function verdicts(out: string): Record<string, [verdict: string, by: string | undefined][]> {
  const { files } = JSON.parse(out) as Listed;
  return Object.fromEntries(
    files.map(({ path, findings }) => [
      path,
      findings.map(({ verdict, exemptions }) => [verdict, exemptions.find(({ by }) => by !== undefined)?.by]),
    ]),
  );
}

afterEach(() => {
  vi.useRealTimers();
});

describe('evidence in front matter', () => {
  it('clears what it covers in its own file, until its last day', () => {
    const cwd = folderWith({
      'koubo.yaml': 'root: true\nevidence: [{id: E-8, covers: 97%, valid_until: 2099-12-31}]\n',
      'a.txt': entry('2099-12-31') + COPY,
      'b.md': `${entry('2099-12-31')}# 面霜\n\n${COPY}`,
      'c.txt': entry('2020-12-31') + COPY,
      'd.txt': COPY,
      'e.txt': `${entry('2099-12-31')}${COPY}97%的人用了都说好。\n`,
      // Of the same id as the config's: it takes its place.
      'f.txt': `---\nevidence: [{id: E-8, covers: 销量领先}]\n---\n${COPY}97%的人用了都说好。\n`,
    });
    for (const threads of ['1', '2']) {
      const { code, out } = run(cwd, 'check', '.', '--show-exempt', '--threads', threads, '-f', 'json');
      expect(code).toBe(1);
      expect(verdicts(out)).toEqual({
        'a.txt': [['exempt', 'E-7']],
        'b.md': [['exempt', 'E-7']],
        'c.txt': [['unproven', undefined]],
        'd.txt': [['unproven', undefined]],
        'e.txt': [
          ['exempt', 'E-7'],
          ['exempt', 'E-8'],
        ],
        'f.txt': [
          ['exempt', 'E-8'],
          ['unproven', undefined],
        ],
      });
    }
    expect(run(cwd, 'check', 'a.txt').code).toBe(0);
    expect(run(cwd, 'explain', 'a.txt:4').out).toContain('E-7');
  });

  it('stops at what is wrong with its place and the nearest key; other files are checked', () => {
    const cwd = folderWith({
      'a.md': `---\ntrade: cosmetics\nevidence:\n  - id: E-7\n    cover: 销量领先\n    valid_until: 2027-3-1\n---\n${COPY}`,
      'b.txt': COPY,
    });
    const { code, out, err } = run(cwd, 'check', '.', '-f', 'compact');
    expect(code).toBe(2);
    expect(err).toMatch(/a\.md:5:5：没有 cover 这一项[\s\S]*> 5 \|\s+cover: [\s\S]*是不是想写 covers？/);
    expect(err).toMatch(/a\.md:6:18：evidence\.0\.valid_until 不是日期：2027-3-1/);
    expect(out).toMatch(/^b\.txt:1:5/m);
    expect(out).not.toContain('a.md');
    expect(run(cwd, 'fix', '--all', 'a.md')).toMatchObject({ code: 2, err: expect.stringContaining('a.md:5:5') });
  });

  it('is held against the day, whatever was found before', async () => {
    const on = (day: string) => vi.useFakeTimers({ toFake: ['Date'], now: Date.parse(`${day}T12:00:00Z`) });
    const cwd = folderWith({ 'a.txt': entry('2027-03-31') + COPY });
    const code = async () => (await koubo(['check', 'a.txt', '--cache-location', '.c'], {}, { cwd })).code;
    on('2027-03-30');
    expect(await code()).toBe(0);
    on('2027-03-31');
    expect(await code()).toBe(0);
    on('2027-04-01');
    expect(await code()).toBe(1);
  });
});
