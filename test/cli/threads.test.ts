import { execFile, spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { describe, expect, it } from 'vitest';
import { folderWith, koubo } from './run.js';

const CLI = fileURLToPath(new URL('../../dist/cli.js', import.meta.url));
const LINES = [
  '这款面霜是国家级品质，姐妹们看一下。',
  '😀全网最好用，没有之一，谁用谁说好。',
  '大家晚上好，先看一下成分表，敏感肌先在耳后试。',
  '最后三分钟，不买就没有了，百分之百不过敏。',
  '某蓓家的用了烂脸。',
];

/** Scripts of many lengths and kinds, some of which cannot be read, in folders with configs of their own. */
function scripts(count: number): Record<string, string | Buffer> {
  const files: Record<string, string | Buffer> = {
    'koubo.yaml': 'root: true\ntrade: cosmetics\n',
    'b/koubo.yaml': 'rules: {absolute: info}\noverrides: [{files: "*7.md", rules: {absolute: off}}]\n',
    'c/koubo.yaml': 'trad: food\n',
    'empty.txt': '',
    'bin.txt': Buffer.from([0, 1, 2, 0, 255]),
    'c/lost.txt': LINES.join('\n'),
  };
  for (let i = 0; i < count; i++) {
    const lines = Array.from({ length: 1 + ((i * 7) % 40) }, (_, k) => LINES[(i + k * 3) % LINES.length]);
    const markdown = i % 3 === 0;
    const name = `${['a', 'b', 'd/e'][i % 3]}/${String(i).padStart(3, '0')}.${markdown ? 'md' : 'txt'}`;
    files[name] = `${lines.join(markdown ? '\n\n' : '\n')}\n`;
  }
  return files;
}

async function run(argv: string[], cwd: string, env: NodeJS.ProcessEnv = {}) {
  try {
    const more = { cwd, maxBuffer: 2 ** 26, env: { ...process.env, ...env } };
    const { stdout, stderr } = await promisify(execFile)(process.execPath, [CLI, ...argv], more);
    return { code: 0, out: stdout, err: stderr };
  } catch (error) {
    const { code, stdout, stderr } = error as { code: number; stdout: string; stderr: string };
    return { code, out: stdout, err: stderr };
  }
}

describe('--threads', () => {
  it('changes nothing of what is printed, whatever their number, with files that cannot be read among them', async () => {
    const cwd = folderWith(scripts(36));
    const argv = ['check', '.', 'none.txt', 'a/003.md', '--format', 'ndjson', '--format', 'sarif=out.sarif'];
    const one = await run([...argv, '--threads', '1'], cwd);
    expect(one.code).toBe(2);
    expect(one.err.match(/错误/g)).toHaveLength(4);
    expect(one.out.split('\n').length).toBeGreaterThan(200);
    for (const threads of ['2', '4', 'auto']) expect(await run([...argv, '--threads', threads], cwd)).toEqual(one);
  }, 180_000);

  it('fills a cache as one thread does, and takes from it', async () => {
    const cwd = folderWith(scripts(60));
    const argv = ['check', 'a', 'b', 'd', '--trade', 'auto', '--lang', 'en'];
    const plain = await run(argv, cwd);
    expect(plain.err).not.toBe('');
    for (let i = 0; i < 2; i++)
      expect(await run([...argv, '--threads', '3', '--cache-location', '.c'], cwd)).toEqual(plain);
    const { err } = await run([...argv, '--cache-location', '.c', '--debug'], cwd);
    expect(err).toContain('60 files unchanged, 0 files to check');
  }, 180_000);

  it('hands scripts to a formatter of one’s own', async () => {
    const cwd = folderWith({
      ...scripts(12),
      'mine.mjs': `export default () => ({
        add: ({ path, findings, script }) => path + findings.length + script.text.length + script.locate(3).column,
        end: () => '',
      });`,
    });
    const argv = ['check', 'a', 'b', '--format', './mine.mjs', '--threads'];
    const one = await run([...argv, '1'], cwd);
    expect(one.out).not.toBe('');
    expect(await run([...argv, '2'], cwd)).toEqual(one);
  }, 180_000);

  it('tells large files part by part, in order, and one file at a time', async () => {
    // More findings in the first than a thread may be ahead of the report.
    const large = `${LINES.join('\n')}\n`.repeat(1200);
    const cwd = folderWith({ 'a.txt': '大家好。\n', 'b.txt': large, 'c.txt': LINES.join('\n'), 'd.txt': large });
    const argv = ['check', '.', '--format', 'compact', '--threads'];
    const one = await run([...argv, '1'], cwd);
    expect(one.out.split('\n').length).toBeGreaterThan(5000);
    expect((await run([...argv, '2'], cwd)).out).toBe(one.out);
  }, 240_000);

  it('ends quietly when the reader goes away', async () => {
    const cwd = folderWith(scripts(60));
    const child = spawn(process.execPath, [CLI, 'check', 'a', 'b', '-f', 'ndjson', '--threads', '2'], { cwd });
    let err = '';
    child.stderr.on('data', (chunk) => {
      err += chunk;
    });
    child.stdout.once('data', () => child.stdout.destroy());
    const [code, signal] = await new Promise<[number | null, string | null]>((done) =>
      child.on('close', (...ended) => done(ended)),
    );
    expect({ err, signal }).toEqual({ err: '', signal: null });
    expect([0, 1]).toContain(code);
  }, 180_000);

  it('ends at once on Ctrl-C', async () => {
    const cwd = folderWith(scripts(60));
    const child = spawn(process.execPath, [CLI, 'check', 'a', 'b', '-f', 'ndjson', '--threads', '2'], { cwd });
    let err = '';
    child.stderr.on('data', (chunk) => {
      err += chunk;
    });
    child.stdout.once('data', () => child.kill('SIGINT'));
    const signal = await new Promise((done) => child.on('close', (_, by) => done(by)));
    // It may have been done already.
    expect({ err, signal: signal ?? 'SIGINT' }).toEqual({ err: '', signal: 'SIGINT' });
  }, 180_000);

  it.each(['0', '-1', 'two', '1.5', ''])('does not take “%s” for a number of threads', async (threads) => {
    const { code, err, out } = await koubo(['check', 'a.txt', `--threads=${threads}`], { 'a.txt': '好' });
    expect({ code, out }).toEqual({ code: 2, out: '' });
    expect(err).toContain('--threads');
  });
});
