import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { lineSchema } from '../../src/report/schema.js';
import { folderWith, koubo } from './run.js';

const CLI = fileURLToPath(new URL('../../dist/cli.js', import.meta.url));
const EVENING = fileURLToPath(new URL('../../fixtures/transcripts/evening-asr.txt', import.meta.url));

const live = (stdin: string, ...argv: string[]) => koubo(['live', ...argv], {}, { stdin });
const records = (out: string) =>
  out
    .trim()
    .split('\n')
    .map((line) => lineSchema.parse(JSON.parse(line)));

describe('koubo live', () => {
  it('tells what is wrong, and the sentence to say as a correction', async () => {
    const { code, out, err } = await live('大家晚上好。\n主播：这款面霜是国家级品质。\n', '--lang', 'en');
    expect({ code, err }).toEqual({ code: 1, err: '' });
    expect(out).toContain('2:9  主播\n    这款面霜是国家级品质。');
    expect(out).toMatch(/correct it to \(.+\)\n {4}\S/);
    expect(out).toMatch(/\nheard 2 utterances, 17 characters　violation 1\n$/);
  });

  it('says the same of a stream as check says of a file', async () => {
    const text = readFileSync(EVENING, 'utf8');
    const checked = await koubo(['check', 'a.txt', '-f', 'json', '--min-severity', 'warning'], { 'a.txt': text });
    const heard = records((await live(text, '-f', 'ndjson', '--min-severity', 'warning')).out);
    const { findings } = JSON.parse(checked.out).files[0] as { findings: { rule: string; start: object }[] };
    const first = new Set<string>();
    const alerts = heard.flatMap((record) =>
      record.type === 'finding' ? [`${record.rule} ${record.start.offset}`] : [],
    );
    for (const { rule, start } of findings) first.add(`${rule} ${(start as { offset: number }).offset}`);
    expect(alerts.filter((alert) => !first.has(alert))).toEqual([]);
    const summary = heard.at(-1)!;
    expect(summary).toMatchObject({ type: 'summary', summary: { findings: findings.length } });
    // What is not told again is counted.
    expect(alerts.length).toBeLessThan(findings.length);
  });

  it('tells what is said again by its count', async () => {
    const said = '这款面霜是国家级品质。\n';
    const { out } = await live(said.repeat(30), '--rule', 'absolute/grade');
    expect(out.match(/第 \d+ 次/g)).toEqual(['第 2 次', '第 5 次', '第 10 次', '第 20 次']);
    expect(out.match(/依据/g)).toHaveLength(1);
    expect(out).toMatch(/30 次 {2}“国家级/);
    const lines = records((await live(said.repeat(3), '-f', 'ndjson')).out);
    expect(lines.map(({ type }) => type)).toEqual(['finding', 'repeat', 'summary']);
    expect(lines.at(-1)).toMatchObject({ summary: { findings: 3 }, live: { lines: 3, repeated: [{ count: 3 }] } });
  });

  it('judges a sentence over two records whole', async () => {
    const record = (text: string, start: number) => `${JSON.stringify({ text, start, end: start + 1 })}\n`;
    const { out } = await live(record('这款面霜是全网', 1) + record('最好用的面霜', 2.1), '-f', 'ndjson');
    expect(records(out)[0]).toMatchObject({
      type: 'finding',
      text: '全网最好用',
      start: { line: 1, column: 6, at: { time: 1000 } },
      end: { line: 2, column: 4 },
      sentence: { text: '这款面霜是全网最好用的面霜' },
    });
  });

  it('does not judge viewers', async () => {
    const { code, out } = await live('观众：是全国第一吗\n{"text": "这是国家级品质", "speaker": "弹幕"}\n');
    expect(code).toBe(0);
    expect(out).toBe('听了 2 句，13 字\n');
  });

  it('warns of a line that cannot be read, goes on, and fails at the end', async () => {
    const { code, out, err } = await live('{"text": "好\n这款面霜是国家级品质。\n');
    expect(code).toBe(2);
    expect(err).toMatch(/^警告：第 1 行：JSON 格式有误.*\n$/);
    expect(out).toContain('国家级');
    expect(out).toContain('1 行没能读');
  });

  it('does not warn without end', async () => {
    const { err, out } = await live('{\n'.repeat(500), '-f', 'ndjson');
    expect(err.trim().split('\n')).toHaveLength(101);
    const summary = records(out).at(-1)!;
    expect(summary).toMatchObject({ live: { unreadable: 500 } });
    expect('problems' in summary && summary.problems).toHaveLength(100);
  });

  it('obeys its options and the configuration', async () => {
    const text = '这款面霜是国家级品质。\n';
    expect((await live(text, '--off', 'absolute/grade', '--quiet')).out).toBe('');
    expect((await live(text, '--fail-on', 'never')).code).toBe(0);
    expect(
      (await koubo(['live'], { 'koubo.yaml': 'root: true\nrules: {absolute/grade: off}\n' }, { stdin: text })).code,
    ).toBe(0);
    expect((await live(text, '--trade', 'auto')).err).toContain('--trade food');
    expect((await live(text, '--format', 'json')).err).toContain('pretty');
    expect((await live(text, '--trade', 'fod')).err).toContain('food');
    expect((await live('', '--quiet')).code).toBe(0);
  });
});

function start(...argv: string[]): {
  child: ChildProcessWithoutNullStreams;
  line(): Promise<string>;
  ended: Promise<[number | null, string | null]>;
} {
  const child = spawn(process.execPath, [CLI, 'live', ...argv], { cwd: folderWith() });
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  const ended = new Promise<[number | null, string | null]>((done) => child.on('close', (...how) => done(how)));
  return { child, line: async () => (await lines.next()).value, ended };
}

describe('the built program, listening', () => {
  it.each(['SIGINT', 'SIGTERM'] as const)('tells at once, and sums up at %s', async (signal) => {
    const { child, line, ended } = start('-f', 'ndjson');
    // Standard input stays open: nothing but the alert itself can have sent it.
    child.stdin.write('这款面霜是国家级品质。\n');
    expect(JSON.parse(await line())).toMatchObject({ type: 'finding', rule: 'absolute/grade' });
    child.stdin.write('全国第一的坚果。\n这句还没');
    expect(JSON.parse(await line())).toMatchObject({ type: 'finding', start: { line: 2 } });
    child.kill(signal);
    expect(JSON.parse(await line())).toMatchObject({ type: 'summary', live: { lines: 3, utterances: 3 } });
    expect(await ended).toEqual([1, null]);
  });

  it('ends quietly when the reader goes away', async () => {
    const { child, line, ended } = start('-f', 'ndjson');
    let err = '';
    child.stderr.on('data', (chunk) => {
      err += chunk;
    });
    child.stdin.on('error', () => undefined);
    child.stdin.write('这款面霜是国家级品质。\n');
    await line();
    child.stdout.destroy();
    for (const word of ['全国第一的坚果。\n', '销量全国第一。\n', '全网最好用的。\n']) child.stdin.write(word);
    const [code, signal] = await ended;
    expect({ err, signal }).toEqual({ err: '', signal: null });
    expect([0, 1]).toContain(code);
  });
});
