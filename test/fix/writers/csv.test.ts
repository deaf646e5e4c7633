import { describe, expect, it } from 'vitest';
import { text, write } from '../support.js';

const HEAD = '商品,话术,价格\r\n';

describe('csv', () => {
  it.each([
    ['a plain field', `${HEAD}杯,很好。,9\r\n`, '很好。', '不错。', `${HEAD}杯,不错。,9\r\n`],
    [
      'a quoted field',
      `${HEAD}杯,"很好，说""真""的。",9\r\n`,
      '很好，说"真"的。',
      '说"真"的。',
      `${HEAD}杯,"说""真""的。",9\r\n`,
    ],
    ['quote marks in a quoted field', `${HEAD}杯,"很好。",9\r\n`, '很好。', '说"好"。', `${HEAD}杯,"说""好""。",9\r\n`],
    ['a comma in a plain field', `${HEAD}杯,很好。,9\r\n`, '很好。', '好,轻。', `${HEAD}杯,"好,轻。",9\r\n`],
    ['quote marks in a plain field', `${HEAD}杯,5"很好。,9\r\n`, '很好。', '好,轻。', `${HEAD}杯,"5""好,轻。",9\r\n`],
    ['a field left empty', `${HEAD}杯,很好。,9\r\n盖,轻。,8\r\n`, '很好。', '', `${HEAD}杯,,9\r\n盖,轻。,8\r\n`],
    ['a line of a field', `${HEAD}杯,"轻。\n很好。",9\r\n`, '很好。', '不错。', `${HEAD}杯,"轻。\n不错。",9\r\n`],
    ['tabs', '商品\t话术\n杯\t很好。\n', '很好。', '好,轻。', '商品\t话术\n杯\t好,轻。\n'],
    ['a semicolon', '商品;话术\n杯;很好。\n', '很好。', '好;轻。', '商品;话术\n杯;"好;轻。"\n'],
  ])('%s', async (_, before, words, after, expected) => {
    expect(await text(before, before.includes('\t') ? 'a.tsv' : 'a.csv', [words, after])).toBe(expected);
  });

  it('leaves the same words of other cells alone', async () => {
    const before = `${HEAD}杯,很好。,9\r\n盖,很好。,9\r\n`;
    const { bytes } = await write(Buffer.from(before), 'a.csv', [['很好。', '轻。']]);
    expect(bytes.toString()).toBe(`${HEAD}杯,轻。,9\r\n盖,很好。,9\r\n`);
  });
});
