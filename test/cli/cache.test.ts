import { chmodSync, existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { FORMAT_NAMES } from '../../src/report/formats.js';
import { folderWith, koubo, type Ran } from './run.js';

const BAD = '这款面霜是国家级品质，姐妹们看一下。\n全网最好用，没有之一。\n';
const FILES = {
  'a.txt': BAD,
  'b.md': `# 面霜\n\n😀😀国家级品质，**全网最好用**。\n`,
  'c.csv': '标题,话术\n面霜,国家级品质\n',
  'sub/d.txt': '大家晚上好，先看一下成分表。\n',
  'sub/e.txt': `${BAD}# koubo-disable-next-line absolute -- 引用\n国家级\n`,
};

afterEach(() => {
  vi.useRealTimers();
});

const on = (day: string) => vi.useFakeTimers({ toFake: ['Date'], now: Date.parse(`${day}T12:00:00Z`) });
const hits = ({ err }: Ran) => /缓存：([\d,]+) 个文件没有变，([\d,]+) 个要检查/.exec(err)?.slice(1).map(Number);

/** Runs with the cache, tells how many files were taken from it, and holds the result against a run without. */
async function cached(cwd: string, ...argv: string[]): Promise<{ used: number[] | undefined; ran: Ran }> {
  const env = { XDG_CACHE_HOME: join(cwd, '.cache') };
  const plain = await koubo(['check', '.', ...argv], {}, { cwd, env });
  const quiet = await koubo(['check', '.', '--debug', ...argv, '--cache-location', '.c'], {}, { cwd, env });
  expect({ code: quiet.code, out: quiet.out }).toEqual({ code: plain.code, out: plain.out });
  return { used: hits(quiet), ran: quiet };
}

describe('--cache', () => {
  it('takes what was found, and reports it the same in every format', async () => {
    const cwd = folderWith(FILES);
    expect((await cached(cwd)).used).toEqual([0, 5]);
    for (const format of FORMAT_NAMES) expect((await cached(cwd, '--format', format)).used, format).toEqual([5, 0]);
    expect((await cached(cwd, '--show-exempt', '--show-suppressed', '--format', 'json')).used).toEqual([5, 0]);
    expect((await cached(cwd, '--max-findings', '2', '--fail-on', 'never')).used).toEqual([5, 0]);
  });

  it('gives a formatter of one’s own the script, as without', async () => {
    const cwd = folderWith({
      ...FILES,
      'mine.mjs': `export default () => ({
        add: ({ path, findings, script }) => findings.map((f) => JSON.stringify([path, f, script.text.length, script.locate(0)])).join('\\n'),
        end: () => 'end',
      });`,
    });
    await cached(cwd, '--format', './mine.mjs');
    const { used, ran } = await cached(cwd, '--format', './mine.mjs');
    expect(used).toEqual([5, 0]);
    expect(ran.out).toContain('absolute/grade');
  });

  it('checks again what changed, and only that', async () => {
    const cwd = folderWith(FILES);
    await cached(cwd);
    writeFileSync(join(cwd, 'sub/d.txt'), BAD);
    expect((await cached(cwd)).used).toEqual([4, 1]);
    writeFileSync(join(cwd, 'f.txt'), BAD);
    expect((await cached(cwd)).used).toEqual([5, 1]);
    writeFileSync(join(cwd, 'sub/koubo.yaml'), 'min-severity: error\n');
    expect((await cached(cwd)).used).toEqual([4, 2]);
    expect((await cached(cwd)).used).toEqual([6, 0]);
  });

  it.each([
    ['--off', 'absolute'],
    ['--rule', 'absolute/grade'],
    ['--trade', 'food'],
    ['--lang', 'en'],
    ['--own-brand', '禾润'],
    ['--min-severity', 'error'],
    ['--max-warnings', '0'],
    ['--encoding', 'utf-8'],
    ['--as', 'text'],
  ])('does not take what was found without %s %s', async (...option) => {
    const cwd = folderWith({ 'a.txt': BAD });
    await cached(cwd);
    const { ran } = await cached(cwd, ...option);
    expect(ran.err).toMatch(/0 个文件没有变，1 个要检查|0 files unchanged, 1 file to check/);
  });

  it('counts the content of packs', async () => {
    const pack = (word: string) =>
      `pack: mine\nversion: 1.0.0\ntitle: 自家\ntitle-en: mine\nrules:\n- id: mine/word\n  category: wording\n  title: 词\n  title-en: word\n  verdict: advice\n  basis: []\n  find: [${word}]\n  say: 不说“{hit}”。\n  say-en: no “{hit}”\n`;
    const cwd = folderWith({
      'koubo.yaml': 'root: true\npacks: [mine.yaml]\n',
      'mine.yaml': pack('晚上'),
      'a.txt': '晚上好\n',
    });
    const first = await cached(cwd);
    expect(first.used).toEqual([0, 1]);
    expect((await cached(cwd)).used).toEqual([1, 0]);
    writeFileSync(join(cwd, 'mine.yaml'), pack('早上'));
    expect((await cached(cwd)).used).toEqual([0, 1]);
    // Compiled once for each of the two, not for each run.
    expect(readdirSync(join(cwd, '.cache/koubo'))).toHaveLength(2);
  }, 120_000);

  it('knows when evidence and suppressions expire', async () => {
    const cwd = folderWith({
      'koubo.yaml':
        'root: true\nevidence:\n  - {id: E-1, covers: [补水], kind: 检测报告, number: T-1, valid_until: 2027-03-31}\n',
      'a.txt': '这款面霜24小时持续补水，临床验证补水率提升百分之八十。\n',
      'b.txt': '# koubo-disable-next-line absolute until 2027-02-10 -- 引用\n国家级品质。\n',
      'c.txt': BAD,
    });
    on('2027-02-01');
    expect((await cached(cwd)).used).toEqual([0, 3]);
    on('2027-02-10');
    expect((await cached(cwd)).used).toEqual([3, 0]);
    on('2027-02-11');
    expect((await cached(cwd)).used).toEqual([2, 1]);
    on('2027-03-31');
    expect((await cached(cwd)).used).toEqual([3, 0]);
    // What evidence may clear is held against every file.
    on('2027-04-01');
    expect((await cached(cwd)).used).toEqual([0, 3]);
    on('2027-03-01');
    expect((await cached(cwd)).used).toEqual([0, 3]);
  });

  it('never keeps a file that could not be read, and says so each time', async () => {
    const cwd = folderWith({ 'a.txt': BAD, 'b.txt': Buffer.from([0, 1, 2, 0, 255]) });
    expect((await cached(cwd)).used).toEqual([0, 2]);
    const { used, ran } = await cached(cwd);
    expect(used).toEqual([1, 1]);
    expect(ran.code).toBe(2);
    expect(ran.err).toMatch(/b\.txt/);
  });

  it('still says what trade it takes a script for', async () => {
    const cwd = folderWith({ 'a.txt': '这款面霜的肤感很好，涂上去皮肤不油，精华和乳液都有。\n' });
    const told = async (...argv: string[]) =>
      (await koubo(['check', 'a.txt', '--trade', 'auto', ...argv], {}, { cwd })).err;
    const plain = await told();
    expect(plain).not.toBe('');
    expect(await told('--cache-location', '.c')).toBe(plain);
    expect(await told('--cache-location', '.c')).toBe(plain);
  });

  it('checks names of rules and trades although everything is known', async () => {
    const cwd = folderWith(FILES);
    await cached(cwd);
    const { code, err } = await koubo(['check', '.', '--cache-location', '.c', '--off', 'absolut'], {}, { cwd });
    expect({ code, err }).toMatchObject({ code: 2, err: expect.stringContaining('absolute') });
  });

  it('is not disturbed by a damaged cache, a foreign one, or one it cannot write', async () => {
    const cwd = folderWith(FILES);
    await cached(cwd);
    const file = join(cwd, '.c');
    const sound = readFileSync(file);
    sound[sound.length - 9] = (sound[sound.length - 9] as number) ^ 1;
    for (const bytes of [sound, Buffer.alloc(0)]) {
      writeFileSync(file, bytes);
      const { used, ran } = await cached(cwd);
      expect(used).toEqual([0, 5]);
      expect(ran.err).toContain('.c: ');
    }
    expect((await cached(cwd)).used).toEqual([5, 0]);
    const foreign = 'SQLite format 3\0';
    writeFileSync(file, foreign);
    expect((await cached(cwd)).ran.err).toContain('.c: ');
    expect((await cached(cwd)).used).toEqual([0, 5]);
    expect(readFileSync(file, 'utf8')).toBe(foreign);
    mkdirSync(join(cwd, 'locked'));
    chmodSync(join(cwd, 'locked'), 0o500);
    const { code } = await koubo(['check', '.', '--cache-location', 'locked/'], {}, { cwd });
    expect(code).toBe(1);
    for (const script of ['a.txt', 'a.txt/']) {
      expect((await koubo(['check', '.', '--cache-location', script], {}, { cwd })).code).toBe(1);
      expect(readFileSync(join(cwd, 'a.txt'), 'utf8')).toBe(BAD);
    }
  });

  it('lies in node_modules, or in the user’s cache folder, by the folder it runs in', async () => {
    const cwd = folderWith({ 'a.txt': BAD, 'package.json': '{}', 'sub/b.txt': BAD });
    mkdirSync(join(cwd, 'node_modules'));
    await koubo(['check', 'a.txt', '--cache'], {}, { cwd });
    await koubo(['check', 'b.txt', '--cache'], {}, { cwd: join(cwd, 'sub') });
    expect(readdirSync(join(cwd, 'node_modules/.cache/koubo'))).toHaveLength(2);
    const bare = folderWith({ 'a.txt': BAD, 'package.json': '{}' });
    await koubo(['check', 'a.txt', '--cache'], {}, { cwd: bare, env: { XDG_CACHE_HOME: join(bare, 'x') } });
    expect(readdirSync(join(bare, 'x/koubo'))).toHaveLength(1);
    const nowhere = await koubo(['check', 'a.txt', '--cache'], {}, { cwd: bare });
    expect(nowhere).toMatchObject({ code: 1, err: expect.stringContaining('--cache-location') });
    expect(existsSync(join(bare, 'node_modules'))).toBe(false);
  });
});
