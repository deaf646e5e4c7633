import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { folderWith } from './run.js';
import { atTerminal } from './terminal.js';

const SUPERLATIVE = '这款面膜zui好用。';
const WARRANTY = '这款面霜是国家级品质，姐妹们看一下。';
const MARKET = '这款面霜就是全网最好用的，没有之一。';
const GOOD = '质地清爽，喜欢的可以看看。';
const script = (...sentences: string[]): string => sentences.map((one) => `${one}\n`).join('');
const clear = '\u0015';

const run = async (content: string, answers: (string | undefined)[], more: string[] = []) => {
  const cwd = folderWith({ 'a.txt': content });
  const ran = await atTerminal(['fix', 'a.txt', ...more], cwd, answers);
  return { ...ran, cwd, lines: readFileSync(join(cwd, 'a.txt'), 'utf8').split('\n').slice(0, -1) };
};

describe('koubo fix on a terminal', () => {
  it('shows sentence, reason, rewrites and progress, and writes what is accepted', async () => {
    const { screen, lines, code } = await run(script(GOOD, SUPERLATIVE, MARKET), ['1', '1']);
    expect(screen).toContain('a.txt:2:5');
    expect(screen).toContain('absolute/superlative');
    expect(screen).toMatch(/\[1\] 可以说（可直接用）\n {4}这款面膜挺好用。/);
    expect(screen).toContain('1/2  [1');
    expect(screen).toContain('2/2  [1');
    expect(lines).toEqual([GOOD, '这款面膜挺好用。', '这款面霜肤感挺舒服。']);
    expect(code).toBe(0);
  });

  it('asks for each blank by its name, and never writes an open one', async () => {
    const filled = await run(script(MARKET), ['2', '水和甘油']);
    expect(filled.screen).toContain('主要成分：');
    expect(filled.lines).toEqual(['这款面霜成分表写的是水和甘油。']);
    const open = await run(script(MARKET), ['2', '', 's']);
    expect(open.screen).toContain('空着，不能写');
    expect(open.lines).toEqual([MARKET]);
    const bracketed = await run(script(MARKET), ['2', '〔成分〕', 's']);
    expect(bracketed.lines).toEqual([MARKET]);
  });

  it('lets a person edit, from a rewrite or from the sentence', async () => {
    expect((await run(script(SUPERLATIVE), ['e', '大家试试。'])).lines).toEqual(['这款面膜挺好用。大家试试。']);
    expect((await run(script(SUPERLATIVE), ['e0', `${clear}大家试试。`])).lines).toEqual(['大家试试。']);
  });

  it('does not take an edit that makes things worse, and names the rule', async () => {
    const { screen, lines } = await run(script(SUPERLATIVE), ['e0', `${clear}这款面膜是国家级品质，全网第一。`, 's']);
    expect(screen).toMatch(/没有采用：改了仍然会报：absolute\//);
    expect(lines).toEqual([SUPERLATIVE]);
  });

  it('asks again about an edit that is no better', async () => {
    const { lines, asked } = await run(script(SUPERLATIVE), ['e0', `${clear}这款面膜蕞好用。`, '1']);
    expect(asked).toBe(3);
    expect(lines).toEqual(['这款面膜挺好用。']);
  });

  it('goes on by itself for the rest of a rule', async () => {
    const { lines, asked } = await run(script(SUPERLATIVE, WARRANTY, '这款面霜zui好用。'), ['a', 's']);
    expect(asked).toBe(2);
    expect(lines).toEqual(['这款面膜挺好用。', WARRANTY, '这款面霜挺好用。']);
  });

  it.each([
    ['q', 'q'],
    ['Ctrl-D', undefined],
    ['Ctrl-C', '\u0003'],
  ])('keeps what was accepted when a person leaves with %s, and goes on there', async (_, leave) => {
    const { lines, cwd, code, screen } = await run(script(SUPERLATIVE, WARRANTY), ['1', leave]);
    expect(lines).toEqual(['这款面膜挺好用。', WARRANTY]);
    expect(screen).toContain('还没问到 1');
    expect(code).toBe(1);
    const next = await atTerminal(['fix', 'a.txt'], cwd, ['1']);
    expect(next.screen).toContain('1/1  [1');
    expect(next.code).toBe(0);
  });

  it('forgets what was skipped, unless asked to remember', async () => {
    const { cwd } = await run(script(SUPERLATIVE, WARRANTY), ['s', 'q']);
    expect((await atTerminal(['fix', 'a.txt'], cwd, ['q'])).screen).toContain('1/2');
    await atTerminal(['fix', 'a.txt', '--remember', 'm.json'], cwd, ['s', 'q']);
    const last = await atTerminal(['fix', 'a.txt', '--remember', 'm.json'], cwd, ['q']);
    expect(last.screen).toContain('1/1  [1');
    expect(last.screen).toContain('国家级');
    expect(last.screen).toContain('以前说过不再问 1');
  });

  it('explains itself, and takes no other answer', async () => {
    const { screen, lines } = await run(script(SUPERLATIVE), ['?', '7', 'x', '', 's']);
    expect(screen).toContain('保存已采用的并退出；再运行一次就从这里接着来');
    expect(lines).toEqual([SUPERLATIVE]);
  });

  it('sends no control characters of a file to the terminal', async () => {
    const { screen } = await run(`\u001b]0;x\u0007${SUPERLATIVE}\n`, ['e0', clear, 'q']);
    expect(screen).not.toMatch(/\u001b\]|\u0007/);
  });

  it('goes on with the next file, and speaks English', async () => {
    const cwd = folderWith({ 'a.txt': script(SUPERLATIVE), 'b.txt': script(WARRANTY) });
    const { screen, code } = await atTerminal(['fix', '.', '--lang', 'en'], cwd, ['1', '1']);
    expect(screen).toContain('[e] edit  [s] skip');
    expect(screen).toContain('2 sentences changed in 2 files');
    expect(code).toBe(0);
  });
});
