import { execFile, spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { describe, expect, it } from 'vitest';
import { folderWith } from './run.js';

const CLI = fileURLToPath(new URL('../../dist/cli.js', import.meta.url));
const BAD = '这款面霜是国家级品质，姐妹们看一下。\n';

/** The built program as a process of its own. */
async function run(argv: string[], cwd: string): Promise<{ code: number; out: string; err: string }> {
  try {
    const { stdout, stderr } = await promisify(execFile)(process.execPath, [CLI, ...argv], { cwd });
    return { code: 0, out: stdout, err: stderr };
  } catch (error) {
    const { code, stdout, stderr } = error as { code: number; stdout: string; stderr: string };
    return { code, out: stdout, err: stderr };
  }
}

describe('the built program', () => {
  it('exits with 0, 1 and 2', async () => {
    const cwd = folderWith({ 'good.txt': '大家晚上好。\n', 'bad.txt': BAD });
    expect((await run(['check', 'good.txt'], cwd)).code).toBe(0);
    expect((await run(['check', 'bad.txt', '-f', 'compact'], cwd)).code).toBe(1);
    expect(await run(['check', 'no.txt'], cwd)).toMatchObject({
      code: 2,
      err: expect.stringMatching(/^错误：no\.txt/),
    });
    expect(await run(['--version'], cwd)).toMatchObject({ code: 0, out: expect.stringMatching(/^\d+\.\d+\.\d+\n$/) });
  });

  it('loads every command', async () => {
    const cwd = folderWith({
      'bad.txt': BAD,
      'dev.jsonl': `${JSON.stringify({ id: 'a', text: BAD.trim(), spans: [], categories: [] })}\n`,
    });
    const runs = [
      ['explain', 'bad.txt:1'],
      ['rules', 'list'],
      ['rules', 'show', 'absolute/grade'],
      ['eval', 'dev.jsonl'],
      ['config', 'show'],
      ['completion', 'bash'],
      ['rules', 'schema'],
    ];
    for (const argv of runs)
      expect(await run(argv, cwd)).toMatchObject({ code: 0, err: '', out: expect.stringMatching(/\S/) });
  });

  it('judges what a recogniser cut in two whole, and says where the words are', async () => {
    const segments = [
      { start: 1, end: 2, text: '大家看一下，' },
      { start: 2, end: 3, text: '这款面霜是国家' },
      { start: 3, end: 4, text: '级品质，' },
      { start: 4, end: 5, text: '姐妹们看一下。' },
    ];
    const cwd = folderWith({ 'a.json': JSON.stringify({ segments }) });
    const { code, out } = await run(['check', 'a.json', '-f', 'json'], cwd);
    expect(code).toBe(1);
    expect((JSON.parse(out) as { files: unknown[] }).files).toMatchObject([
      {
        findings: [
          {
            rule: 'absolute/grade',
            text: expect.stringMatching(/^国家级/),
            start: { line: 2, column: 6, label: '00:00:02.000' },
          },
        ],
      },
    ]);
  });

  it('writes every format', async () => {
    const cwd = folderWith({ 'bad.txt': BAD });
    const formats = [
      'json',
      'ndjson',
      'sarif',
      'github',
      'gitlab',
      'junit',
      'checkstyle',
      'rdjson',
      'tap',
      'markdown',
      'csv',
      'compact',
    ];
    const { code, out } = await run(
      ['check', 'bad.txt', ...formats.flatMap((name) => ['-f', `${name}=out.${name}`]), '-f', 'json'],
      cwd,
    );
    expect(code).toBe(1);
    const { rule } = JSON.parse(out).files[0].findings[0];
    const { readFileSync } = await import('node:fs');
    for (const name of formats) expect(readFileSync(`${cwd}/out.${name}`, 'utf8'), name).toContain(rule);
  });

  it('ends quietly when the reader goes away', async () => {
    const cwd = folderWith({ 'bad.txt': BAD.repeat(3000) });
    const child = spawn(process.execPath, [CLI, 'check', 'bad.txt', '-f', 'ndjson'], { cwd });
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
  });
});
