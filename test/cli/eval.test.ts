import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { koubo } from './run.js';

const line = (record: object) => `${JSON.stringify(record)}\n`;
const span = (text: string, words: string, category: string) => {
  const start = text.indexOf(words);
  return { start, end: start + words.length, text: words, category };
};
const BAD = '这款面霜是国家级品质。';
const MISSED = '这一句被标成违规，其实没有什么可报的。';
const RECORDS =
  line({
    id: 'a1',
    pair: 'a',
    text: BAD,
    spans: [span(BAD, '国家级', 'absolute')],
    categories: ['absolute'],
    fold: 0,
  }) +
  line({ id: 'a2', pair: 'a', text: '这款面霜五十克，喜欢的可以看看。', spans: [], categories: [], fold: 0 }) +
  line({
    id: 'b1',
    text: MISSED,
    spans: [span(MISSED, '违规', 'service')],
    categories: ['service'],
    fold: 1,
    note: '故意',
  });
const files = { 'dev.jsonl': RECORDS };

describe('koubo eval', () => {
  it('prints scores with and without hard records', async () => {
    const { code, out } = await koubo(['eval', 'dev.jsonl'], files);
    expect(code).toBe(0);
    expect(out).toMatch(/^全部 3 条\n类别/);
    expect(out).toMatch(/违规与否\s+2\s+1\s+1\.000\s+0\.500\s+0\.667/);
    expect(out).toMatch(/成对全对\s+1\s+1\s+1\.000/);
    expect(out).toContain('不含存疑 3 条');
  });

  it('selects records by a field', async () => {
    expect((await koubo(['eval', 'dev.jsonl', '--where', 'fold=0'], files)).out).toContain('全部 2 条');
    expect((await koubo(['eval', 'dev.jsonl', '--where', 'fold=0', '--where', 'fold=1'], files)).out).toContain(
      '全部 3 条',
    );
  });

  it('lists misses and false alarms with what fired', async () => {
    const { out } = await koubo(['eval', 'dev.jsonl', '--errors'], files);
    expect(out).toContain('漏报 b1 [service] 这一句被标成⟦违规⟧，其实没有什么可报的。\n    # 故意');
    expect(out).not.toContain('误报');
  });

  it('writes one JSON line a record, which a later run compares with', async () => {
    const { folder } = await koubo(['eval', 'dev.jsonl', '--out', 'old.jsonl'], files);
    const lines = readFileSync(join(folder, 'old.jsonl'), 'utf8')
      .trimEnd()
      .split('\n')
      .map((l) => JSON.parse(l));
    expect(lines.map(({ id, flagged }) => [id, flagged])).toEqual([
      ['a1', true],
      ['a2', false],
      ['b1', false],
    ]);
    expect(Object.keys(lines[0].findings[0])).toEqual(['rule', 'category', 'verdict', 'severity', 'start', 'end']);
    expect(lines[0].categories).toContain('absolute');
    lines[0].flagged = false;
    lines[1].flagged = true;
    writeFileSync(join(folder, 'changed.jsonl'), lines.map((l) => `${JSON.stringify(l)}\n`).join(''));
    const { out } = await koubo(['eval', 'dev.jsonl', '--compare', 'changed.jsonl'], {}, { cwd: folder });
    expect(out).toMatch(/变对 2\n {2}✓ a1[\s\S]*变错 0/);
  });

  it('gives JSON for programs', async () => {
    const { out } = await koubo(['eval', 'dev.jsonl', '--format', 'json', '--by-rule', '--by', 'fold'], files);
    const report = JSON.parse(out);
    expect(report.scores.all.overall).toMatchObject({ records: 2, flagged: 1, right: 1 });
    expect(report.rules[0].rule).toMatch(/^absolute\//);
    expect(Object.keys(report.by)).toEqual(['0', '1']);
    expect(report.judgements).toHaveLength(3);
  });

  it('measures alert density on ordinary text', async () => {
    const { out } = await koubo(['eval', '--neutral', 'n.txt', '--errors'], { 'n.txt': `好的，明天发货。\n${BAD}\n` });
    expect(out).toMatch(/absolute\/\S+ 这款面霜是.*⟦.*国家级.*⟧/);
    expect(out).toMatch(/普通文本 2 行，\d+ 字\n1 处错误和警告，每万字 \d+\.\d\d 处/);
  });

  it('explains what is wrong with its input', async () => {
    const cases: [string[], RegExp][] = [
      [[], /没有要评测的数据/],
      [['no.jsonl'], /读不了 no\.jsonl：文件不存在/],
      [['bad.jsonl'], /bad\.jsonl:1：不是标注记录/],
      [['dev.jsonl', '--where', 'fold'], /看不懂条件 fold/],
      [['dev.jsonl', '--where', 'fold=9'], /没有符合 --where 的记录/],
      [['dev.jsonl', '--compare', 'bad.jsonl'], /不是 koubo eval 的结果/],
    ];
    for (const [argv, message] of cases) {
      const { code, err } = await koubo(['eval', ...argv], { ...files, 'bad.jsonl': '{"id":1}\n' });
      expect(err).toMatch(message);
      expect(err).toContain('补救');
      expect(code).toBe(2);
    }
  });
});
