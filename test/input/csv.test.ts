import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { columnName } from '../../src/input/tables/table.js';
import { encode, read, readAll, refusal, said } from './helpers.js';

describe('csv', () => {
  it('goes by its header', async () => {
    const text =
      '商品,时间,主播,话术（必填）,价格,koubo\n面膜,00:01:02,主播小雨,"这款""很好""，真的\n第二行",99,a/b -- 已报备\n面膜,0.5,观众,贵吗,,\n口红,1:00 - 2:00,,颜色正,9,koubo-disable\n';
    const script = await read(text, 'a.csv');
    expect(said(script)).toEqual([
      'host 主播小雨| 这款"很好"，真的',
      'host 主播小雨| 第二行',
      'viewer 观众| 贵吗',
      '颜色正',
    ]);
    expect(script.sections.map(({ title }) => title)).toEqual(['面膜', '口红']);
    expect(script.utterances.map(({ time }) => time?.start)).toEqual([62_000, 62_000, 43_200_000, 60_000]);
    expect(script.suppressions).toMatchObject([
      { rules: ['a/b'], reason: '已报备', lines: { first: 2, last: 3 } },
      { rules: [], lines: { first: 5, last: 5 } },
    ]);
    const start = script.text.indexOf('很好');
    expect(script.locate(start)).toEqual({
      line: 2,
      column: 23,
      at: { cell: 'D2', row: 2, time: 62_000, speaker: '主播小雨' },
    });
    const origin = script.origin!({ start: start - 1, end: start + 3 });
    expect(text.slice(origin.start, origin.end)).toBe('""很好"');
  });

  it('takes every cell with words where no header is known', async () => {
    expect(said(await read('甲,12,乙\n"丙,丁",,3\n', 'a.csv'))).toEqual(['甲', '乙', '丙,丁']);
  });

  it.each([
    ['tabs', '商品\t话术\n面膜\t很好，真的\n', 'a.tsv'],
    ['tabs in a csv', '商品\t话术\n面膜\t很好，真的\n', 'a.csv'],
    ['semicolons', '商品;话术\r\n面膜;很好，真的\r\n', 'a.csv'],
    ['a title above the header', '七月稿子\n\n商品,话术\n面膜,很好，真的\n', 'a.csv'],
  ])('reads %s', async (_, text, name) => {
    expect(said(await read(text, name)).at(-1)).toBe('很好，真的');
  });

  it('reads GBK as spreadsheets write it', async () => {
    expect(said(await read(encode('商品,话术\n面膜,很好\n', 'gb18030'), 'a.csv'))).toEqual(['很好']);
  });

  it('reads comments', async () => {
    const script = await read('商品,话术\n# koubo-disable-next-line a/b -- x\n面膜,很好\n', 'a.csv');
    expect(script.suppressions).toMatchObject([{ rules: ['a/b'], lines: { first: 3, last: 3 } }]);
  });

  it('says where a quote is left open', async () => {
    expect(await refusal('甲,乙\n丙,"丁\n戊\n', 'a.csv')).toMatchObject({ code: 'malformed', line: 2 });
    expect(await refusal('\n', 'a.csv')).toMatchObject({ code: 'empty' });
  });

  it('gives back what any table holds, each cell where it stands', async () => {
    const cell = fc
      .array(fc.constantFrom('好', '"', ',', '\n', 'a', ' ', '；'), { maxLength: 6 })
      .map((chars) => `甲${chars.join('')}乙`);
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.array(cell, { minLength: 2, maxLength: 4 }), { minLength: 1, maxLength: 6 }),
        async (rows) => {
          const text = rows.map((row) => row.map((each) => `"${each.replaceAll('"', '""')}"`).join(',')).join('\r\n');
          const [script] = await readAll(text, 'a.csv');
          expect(said(script!)).toEqual(
            rows.flat().flatMap((each) =>
              each
                .split('\n')
                .map((line) => line.trim())
                .filter((line) => line !== ''),
            ),
          );
          for (const { start, end } of script!.utterances) {
            const origin = script!.origin!({ start, end });
            expect(text.slice(origin.start, origin.end).replaceAll('""', '"').replace(/"$/, '')).toContain(
              script!.text.slice(start, end).replace(/"$/, ''),
            );
          }
        },
      ),
      { numRuns: 200 },
    );
  });

  it.each([
    [0, 'A'],
    [25, 'Z'],
    [26, 'AA'],
    [701, 'ZZ'],
    [702, 'AAA'],
  ])('column %i is %s', (column, name) => expect(columnName(column)).toBe(name));
});
