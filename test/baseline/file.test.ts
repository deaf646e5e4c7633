import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { Baseline } from '../../src/baseline/baseline.js';
import { writeBaseline } from '../../src/baseline/baselines.js';
import { counted, type Entry, entryOf } from '../../src/baseline/entry.js';
import { BaselineError } from '../../src/baseline/error.js';
import { baselineText, parseBaseline, readBaseline } from '../../src/baseline/file.js';
import { claim } from './support.js';

const A = claim('这款面霜是⟦国家级⟧品质。');
const B = claim('那瓶精华全网⟦最好用⟧哦。');
const HEAD = '{"koubo-baseline":1}';
const LINE = baselineText([entryOf(A, 'a.txt')]).split('\n')[1]!;

function fault(text: string): BaselineError {
  try {
    parseBaseline(text, 'b.jsonl');
  } catch (error) {
    if (error instanceof BaselineError) return error;
    throw error;
  }
  throw new Error('was read');
}

describe('the text of a baseline', () => {
  it('has a header and a sorted entry a line, alike ones counted', () => {
    const text = baselineText(counted([entryOf(B, 'z.txt'), entryOf(A, 'b/稿.md'), entryOf(A, 'b/稿.md')]));
    expect(text.split('\n')).toEqual([
      HEAD,
      expect.stringMatching(/^\{"file":"b\/稿\.md","rule":"absolute\/superlative","words":"国家级",.*"count":2\}$/),
      expect.stringMatching(/^\{"file":"z\.txt".*"around":"那瓶精华全网⟦最好用⟧哦。","fingerprint":"[0-9a-f]{16}"\}$/),
      '',
    ]);
  });

  it('is read back as it was', () => {
    const entries = counted([entryOf(A, 'a.txt'), entryOf(A, 'a.txt'), entryOf(B, '中 文.md')]);
    expect(parseBaseline(baselineText(entries), '')).toEqual(entries);
    expect(parseBaseline(`\uFEFF${baselineText(entries).replaceAll('\n', '\r\n')}`, '')).toEqual(entries);
  });

  it('keeps one of two equal lines that a merge left', () => {
    expect(parseBaseline(`${HEAD}\n${LINE}\n${LINE}\n`, '')).toMatchObject([{ count: 1 }]);
  });

  it.each<[string, string, string, number, number, RegExp]>([
    ['empty', '', 'no-header', 1, 1, /第一行应是 \{"koubo-baseline":1\}/],
    ['another file', 'trade: food\n', 'syntax', 1, 1, /不是有效的 JSON/],
    ['JSON of another kind', '{"a":1}\n', 'no-header', 1, 1, /不是 koubo 的基线/],
    ['null', 'null\n', 'no-header', 1, 1, /不是 koubo 的基线/],
    ['a later version', '{"koubo-baseline":9,"new":1}\n', 'ahead', 1, 2, /更新的版本写成（9，这里支持到 1）/],
    ['a version that is none', '{"koubo-baseline":"1"}\n', 'bad-value', 1, 2, /koubo-baseline 的值不对/],
    ['a cut line', `${HEAD}\n${LINE.slice(0, 20)}`, 'syntax', 2, 21, /不是有效的 JSON/],
    ['a conflict', `${HEAD}\n<<<<<<< HEAD\n${LINE}\n=======\n>>>>>>> x\n`, 'conflict', 2, 1, /合并冲突/],
    ['no map', `${HEAD}\n[1]\n`, 'no-entry', 2, 1, /不是一条基线记录/],
    ['a missing key', `${HEAD}\n${LINE.replace('"file":"a.txt",', '')}\n`, 'missing-key', 2, 1, /缺少 file/],
    [
      'a wrong type',
      `${HEAD}\n\n${LINE.replace('"国家级"', '3')}\n`,
      'bad-value',
      3,
      LINE.indexOf('"words"') + 1,
      /words/,
    ],
    [
      'an unknown key',
      `${HEAD}\n${LINE.replace('"rule"', '"line":1,"rule"')}`,
      'unknown-key',
      2,
      LINE.indexOf('"rule"') + 1,
      /没有 line/,
    ],
    ['a count of nothing', `${HEAD}\n${LINE.replace('}', ',"count":0}')}`, 'bad-value', 2, LINE.length + 1, /count/],
  ])('refuses %s, with its place', (_, text, code, line, column, message) => {
    const error = fault(text);
    expect([error.code, error.line, error.column]).toEqual([code, line, column]);
    expect(error.say('zh').problem).toMatch(message);
    expect(error.say('en').remedy).not.toBe('');
  });
});

describe('a baseline over a run', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'koubo-'));
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  const of = (...entries: Entry[]) => new Baseline(join(folder, 'sub/b.jsonl'), counted(entries));
  const path = (name: string) => join(folder, name);

  it('names files from its own folder', () => {
    mkdirSync(path('sub'));
    for (const name of ['a.txt', 'sub/in.txt']) writeFileSync(path(name), '');
    const baseline = of(entryOf(A, '../a.txt'), entryOf(B, 'in.txt'));
    expect(baseline.mark(path('a.txt'), [A])).toMatchObject([{ baselineState: 'unchanged' }]);
    expect(baseline.mark(path('sub/in.txt'), [A])).toMatchObject([{ baselineState: 'new' }]);
  });

  it('leaves what is exempt or silenced alone', () => {
    const silenced = { ...A, suppression: { line: 1 } };
    const exempt = { ...A, verdict: 'exempt' as const };
    const [one, two, three] = of(entryOf(A, 'a.txt')).mark(path('sub/a.txt'), [silenced, exempt, A]);
    expect([one!.baselineState, two!.baselineState, three!.baselineState]).toEqual([undefined, undefined, 'unchanged']);
  });

  it('goes with a file that was renamed, but not with one that was copied', () => {
    writeFileSync(path('there.txt'), '');
    expect(of(entryOf(A, '../gone.txt')).mark(path('new.txt'), [A, { ...A }])).toMatchObject([
      { baselineState: 'unchanged' },
      { baselineState: 'new' },
    ]);
    expect(of(entryOf(A, '../there.txt')).mark(path('new.txt'), [A])).toMatchObject([{ baselineState: 'new' }]);
  });

  it('update takes what is there, prune what is left of the old', () => {
    for (const name of ['a.txt', 'unseen.txt']) writeFileSync(path(name), '');
    const edited = claim('这款面霜就是⟦国家级⟧品质。');
    const build = () => {
      const old = [
        entryOf(A, '../a.txt'),
        entryOf(B, '../a.txt'),
        entryOf(B, '../unseen.txt'),
        entryOf(B, '../gone.txt'),
      ];
      const baseline = of(...old);
      baseline.mark(path('a.txt'), [edited, claim('这瓶⟦销量第一⟧。')]);
      return baseline;
    };
    const names = (entries: Entry[]) => entries.map(({ file, around }) => `${file} ${around}`);
    expect(names(build().updated())).toEqual([
      '../a.txt 这款面霜就是⟦国家级⟧品质。',
      '../a.txt 这瓶⟦销量第一⟧。',
      '../unseen.txt 那瓶精华全网⟦最好用⟧哦。',
    ]);
    expect(names(build().pruned())).toEqual([
      '../a.txt 这款面霜就是⟦国家级⟧品质。',
      '../unseen.txt 那瓶精华全网⟦最好用⟧哦。',
    ]);
    expect(build().gone()).toBe(2);
  });

  it('that is not there says how to make it', () => {
    expect(() => readBaseline(path('no.jsonl'), 'no.jsonl')).toThrow(/koubo baseline update --baseline no\.jsonl/);
  });

  it('is written as a whole, through links, and leaves nothing behind', async () => {
    writeFileSync(path('real.jsonl'), 'old');
    symlinkSync(path('real.jsonl'), path('link.jsonl'));
    await writeBaseline({ file: path('link.jsonl') }, [entryOf(A, 'a.txt')]);
    expect(readFileSync(path('real.jsonl'), 'utf8')).toContain('国家级');
    expect(readdirSync(folder).sort()).toEqual(['link.jsonl', 'real.jsonl']);
    await expect(writeBaseline({ file: path('real.jsonl/b.jsonl') }, [])).rejects.toThrow(/ENOTDIR|EEXIST/);
  });
});
