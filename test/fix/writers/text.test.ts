import { describe, expect, it } from 'vitest';
import { text, write } from '../support.js';

describe('text', () => {
  it('changes the sentence and keeps mixed line ends, spaces and the missing last one', async () => {
    const before = '第一句。\r\n\t第二句，很好。  \n\n第三句。\r第四句';
    expect(await text(before, 'a.txt', ['很好。', '不错。'])).toBe(before.replace('很好', '不错'));
  });

  it.each([
    ['a line of its own goes with its end', '一。\r\n二。\r\n三。\r\n', '二。', '一。\r\n三。\r\n'],
    ['the last line goes', '一。\n二。', '二。', '一。\n'],
    ['its neighbour stays', '一。二。\n三。\n', '二。', '一。\n三。\n'],
    ['a label without words goes', '主播：一。\n助播：二。\n', '二。', '主播：一。\n'],
    [
      'a comment to koubo stays',
      '一。\n二。 # koubo-disable-line a/b -- x\n',
      '二。',
      '一。\n # koubo-disable-line a/b -- x\n',
    ],
  ])('leaves a sentence out: %s', async (_, before, words, after) => {
    expect(await text(before, 'a.txt', [words, ''])).toBe(after);
  });

  it('leaves two sentences of a line out as one line', async () => {
    expect(await text('一。\n二。三。\n四。\n', 'a.txt', ['二。', ''], ['三。', ''])).toBe('一。\n四。\n');
  });

  it('keeps a title that only the label opens', async () => {
    const { refusals, bytes } = await write(Buffer.from('1号链接：一。\n二。\n'), 'a.txt', [['一。', '']]);
    expect({ refusals, text: bytes.toString() }).toEqual({ refusals: [], text: '1号链接：\n二。\n' });
  });

  it.each([
    ['empties the file', '一。\n', '一。', ''],
    ['names a speaker', '一。\n', '一。', '观众：二。'],
    ['moves a suppression to the next line', '# koubo-disable-next-line a/b\n一。\n二。\n', '一。', ''],
    ['makes the line a title', '一。\n二。\n', '一。', '3号链接'],
  ])('refuses what %s', async (_, before, words, after) => {
    const { refusals, bytes } = await write(Buffer.from(before), 'a.txt', [[words, after]]);
    expect(refusals).toMatchObject([{ code: 'structure' }]);
    expect(bytes.toString()).toBe(before);
  });

  it('takes the others when one of many is refused', async () => {
    const before = '一。\n二。\n三。\n四。\n五。\n';
    const wishes = [...'一二三四五'].map((name) => [`${name}。`, name === '三' ? '3号链接' : `${name}改。`] as const);
    const { bytes, refusals } = await write(Buffer.from(before), 'a.txt', wishes);
    expect(bytes.toString()).toBe('一改。\n二改。\n三。\n四改。\n五改。\n');
    expect(refusals).toHaveLength(1);
  });

  it('takes the second text where the first cannot be', async () => {
    expect(await text('一。\n二。\n', 'a.txt', ['一。', '3号链接', '一改。'])).toBe('一改。\n二。\n');
  });

  it('takes one of two changes that overlap', async () => {
    const { outcomes, bytes } = await write(Buffer.from('一二三四。\n'), 'a.txt', [
      ['一二三', '甲'],
      ['三四', '乙'],
    ]);
    expect(bytes.toString()).toBe('甲四。\n');
    expect(outcomes[1]).toMatchObject({ refusal: { code: 'overlap' } });
  });
});

describe('Markdown', () => {
  it.each([
    [
      'emphasis around changed words',
      '这款**全网最好用**的杯子。\n',
      '这款全网最好用的杯子。',
      '这款好用的杯子。',
      '这款**好用**的杯子。\n',
    ],
    ['emphasis around words that go', '这款**全网最好用**。\n', '这款全网最好用。', '这款不错。', '这款**不错**。\n'],
    [
      'emphasis around nothing',
      '**最好**的杯子，*真的*很轻。\n',
      '最好的杯子，真的很轻。',
      '杯子，很轻。',
      '杯子，很轻。\n',
    ],
    [
      'links',
      '看[这只最好的杯子](u.html "t")，很轻。\n',
      '看这只最好的杯子，很轻。',
      '看这只杯子，很轻。',
      '看[这只杯子](u.html "t")，很轻。\n',
    ],
    ['entities', '甲&amp;乙最好。\n', '甲&乙最好。', '甲&乙很好。', '甲&amp;乙很好。\n'],
    [
      'table cells',
      '| 商品 | 话术 |\n|---|---|\n| 杯 | 最好。 |\n',
      '最好。',
      '很好。',
      '| 商品 | 话术 |\n|---|---|\n| 杯 | 很好。 |\n',
    ],
    [
      'an emptied cell',
      '| 商品 | 话术 |\n|---|---|\n| 杯 | 最好。 |\n',
      '最好。',
      '',
      '| 商品 | 话术 |\n|---|---|\n| 杯 |  |\n',
    ],
    ['an emptied list item', '- 一。\n- **二。**\n- 三。\n', '二。', '', '- 一。\n- 三。\n'],
    ['an emptied quotation', '> 主播：一。\n\n二。\n', '一。', '', '\n二。\n'],
    ['marks that must not mark', '一。\n', '一。', '五*三*一。', '五\\*三\\*一。\n'],
  ])('%s', async (_, before, words, after, expected) => {
    expect(await text(before, 'a.md', [words, after])).toBe(expected);
  });

  it('keeps front matter, code and comments', async () => {
    const before = '---\ntrade: food\n---\n\n```\n最好\n```\n<!-- 最好 -->\n茶最好。\n';
    expect(await text(before, 'a.md', ['茶最好。', '茶很好。'])).toBe(before.replace('茶最好', '茶很好'));
  });

  it.each([
    ['half of a link', '[甲最好。乙](u)\n', '甲最好。', '# 丙'],
    ['a heading', '最好。\n', '最好。', '# 很好'],
  ])('refuses what would be %s, or writes it so that it is not', async (_, before, words, after) => {
    const { bytes, refusals } = await write(Buffer.from(before), 'a.md', [[words, after]]);
    if (refusals.length > 0) expect(bytes.toString()).toBe(before);
    else expect(bytes.toString()).toContain(after);
  });
});
