import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Script } from '../../../src/model.js';
import { read, readAll, refusal, said } from '../helpers.js';
import { docx, makeZip, paragraph as p, xlsx } from './zip-maker.js';

const at = (script: Script, words: string): unknown => script.locate(script.text.indexOf(words));

describe('docx', () => {
  it('reads paragraphs over their runs, with places people can find', async () => {
    const script = await read(
      docx(p('大家好') + p() + p('主播：这款', '<w:r><w:rPr><w:b/></w:rPr><w:t>全网最</w:t></w:r>', '好&amp;用')),
      'a.docx',
    );
    expect(said(script)).toEqual(['大家好', 'host 主播| 这款全网最好&用']);
    expect(at(script, '好&用')).toEqual({ line: 3, column: 9, label: 'paragraph 3', at: { paragraph: 3 } });
    expect(script.origin).toBeUndefined();
  });

  it('opens sections at headings, by style or outline', async () => {
    const styles =
      '<w:styles><w:style w:styleId="2"><w:name w:val="heading 1"/></w:style><w:style w:styleId="a"><w:name w:val="Normal"/></w:style></w:styles>';
    const heading = '<w:p><w:pPr><w:pStyle w:val="2"/></w:pPr><w:r><w:t>1号 面膜</w:t></w:r></w:p>';
    const outlined = '<w:p><w:pPr><w:outlineLvl w:val="1"/></w:pPr><w:r><w:t>卖点</w:t></w:r></w:p>';
    const script = await read(
      docx(p('开场') + heading + p('好') + outlined + p('很好'), { 'word/styles.xml': styles }),
      'a.docx',
    );
    expect(said(script)).toEqual(['开场', '好', '很好']);
    expect(script.sections.map(({ title }) => title)).toEqual([undefined, '1号 面膜', '卖点']);
  });

  it.each([
    ['tracked deletions', p('好', '<w:del><w:r><w:delText>最</w:delText><w:t>最</w:t></w:r></w:del>', '看'), ['好看']],
    ['tracked insertions', p('好', '<w:ins><w:r><w:t>很</w:t></w:r></w:ins>'), ['好很']],
    [
      'moves',
      p('<w:moveFrom><w:r><w:t>旧</w:t></w:r></w:moveFrom>', '<w:moveTo><w:r><w:t>新</w:t></w:r></w:moveTo>'),
      ['新'],
    ],
    ['breaks and tabs', p('<w:r><w:t>甲</w:t><w:br/><w:t>乙</w:t><w:tab/><w:t>丙</w:t></w:r>'), ['甲', '乙\t丙']],
    ['fields', p('<w:r><w:instrText>PAGE 最好</w:instrText></w:r>', '好'), ['好']],
    [
      'text boxes once',
      p(
        '<mc:AlternateContent><mc:Choice><w:txbxContent><w:p><w:r><w:t>框</w:t></w:r></w:p></w:txbxContent></mc:Choice><mc:Fallback><w:p><w:r><w:t>框</w:t></w:r></w:p></mc:Fallback></mc:AlternateContent>',
        '外',
      ),
      ['框', '外'],
    ],
    [
      'phonetic guides',
      p(
        '<w:r><w:ruby><w:rt><w:r><w:t>zui</w:t></w:r></w:rt><w:rubyBase><w:r><w:t>最</w:t></w:r></w:rubyBase></w:ruby></w:r>',
      ),
      ['最'],
    ],
    ['comments to koubo', p('# koubo-disable-next-line a/b -- x') + p('好'), ['好']],
  ])('knows %s', async (_, body, expected) => {
    expect(said(await read(docx(body), 'a.docx'))).toEqual(expected);
  });

  it('reads tables by their header', async () => {
    const row = (...cells: string[]): string =>
      `<w:tr>${cells.map((cell) => `<w:tc>${p(cell)}</w:tc>`).join('')}</w:tr>`;
    const script = await read(
      docx(`${p('开场')}<w:tbl>${row('商品', '话术')}${row('面膜', '很好')}</w:tbl>${p('完')}`),
      'a.docx',
    );
    expect(said(script)).toEqual(['开场', '很好', '完']);
    expect(script.sections.map(({ title }) => title)).toEqual([undefined, '面膜']);
    expect(at(script, '很好')).toMatchObject({ label: 'table 1 B2', at: { table: 1, cell: 'B2' } });
    expect(at(script, '完')).toMatchObject({ label: 'paragraph 2' });
  });

  it('suppresses the next paragraph', async () => {
    const script = await read(docx(p('# koubo-disable-next-line a/b -- x') + p() + p('好')), 'a.docx');
    const line = (at(script, '好') as { line: number }).line;
    expect(script.suppressions).toMatchObject([{ rules: ['a/b'], reason: 'x', lines: { first: line, last: line } }]);
  });
});

describe('xlsx', () => {
  it('reads sheets by their header, each cell at its name', async () => {
    const script = await read(
      xlsx([
        ['七月话术表'],
        ['商品', '话术', '时间', '主播', '价格', 'koubo'],
        ['面膜', '很&amp;好\n真的', 0.5, '主播小雨', 99, 'a/b -- 已报备'],
        [undefined, '还行', undefined, '观众'],
      ]),
      'a.xlsx',
    );
    expect(said(script)).toEqual(['七月话术表', 'host 主播小雨| 很&好', 'host 主播小雨| 真的', 'viewer 观众| 还行']);
    expect(script.sections.map(({ title }) => title)).toEqual([undefined, '面膜']);
    expect(at(script, '真的')).toMatchObject({
      label: '话术!B3',
      at: { sheet: '话术', cell: 'B3', row: 3, time: 43_200_000, speaker: '主播小雨' },
    });
    expect(script.suppressions).toMatchObject([{ rules: ['a/b'], lines: { first: 3, last: 3 } }]);
  });

  it('reads inline and rich texts, formulas and gaps', async () => {
    const sheet = (cells: string): Buffer =>
      makeZip({
        'xl/workbook.xml': '<workbook><sheets><sheet name="A"/></sheets></workbook>',
        'xl/worksheets/sheet1.xml': `<worksheet><sheetData><row r="4">${cells}</row></sheetData></worksheet>`,
        'xl/sharedStrings.xml': '<sst><si><r><t>很</t></r><r><t>好</t></r><rPh><t>hen</t></rPh></si></sst>',
      });
    const script = await read(
      sheet(
        '<c t="s"><v>0</v></c><c t="inlineStr"><is><t>内联</t></is></c><c r="AB4" t="str"><f>A1</f><v>公式</v></c><c t="e"><v>#N/A</v></c><c t="b"><v>1</v></c><c t="s"><v>99</v></c>',
      ),
      'a.xlsx',
    );
    expect(said(script)).toEqual(['很好', '内联', '公式']);
    expect(at(script, '公式')).toMatchObject({ label: 'A!AB4' });
  });

  it('stops at a million cells', async () => {
    const many = makeZip({
      'xl/workbook.xml': '<workbook><sheets><sheet name="A"/></sheets></workbook>',
      'xl/worksheets/sheet1.xml': `<worksheet><sheetData><row>${'<c t="str"><v>a</v></c>'.repeat(1_000_001)}</row></sheetData></worksheet>`,
    });
    expect(await refusal(many, 'a.xlsx')).toMatchObject({ code: 'bomb' });
  }, 120_000);
});

describe('office files that cannot be read', () => {
  const good = docx(p('大家好'));
  const ole = (name: string): Buffer =>
    Buffer.concat([
      Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]),
      Buffer.alloc(600),
      Buffer.from(name, 'utf16le'),
    ]);

  it.each([
    ['cut off', good.subarray(0, good.length - 40), 'a.docx', 'damaged'],
    ['cut off early', good.subarray(0, 100), 'a.docx', 'damaged'],
    ['nothing', Buffer.alloc(0), 'a.docx', 'empty'],
    ['text', Buffer.from('大家好'), 'a.docx', 'other-content'],
    ['another zip', makeZip({ 'a.txt': 'x' }), 'a.docx', 'damaged'],
    ['an encrypted entry', makeZip({ 'word/document.xml': 'x' }, { encrypted: true }), 'a.docx', 'protected'],
    ['an unknown method', makeZip({ 'word/document.xml': 'x' }, { method: 12 }), 'a.docx', 'damaged'],
    ['a password', ole('EncryptedPackage'), 'a.docx', 'protected'],
    ['old Word', ole('WordDocument'), 'a.docx', 'legacy-office'],
    ['old Excel', ole('Workbook'), 'a.xlsx', 'legacy-office'],
    ['no words', docx(p()), 'a.docx', 'no-copy'],
    ['no words in a sheet', xlsx([[1, 2]]), 'a.xlsx', 'no-copy'],
    ['a bomb', docx(p('啊'.repeat(9_000_000))), 'a.docx', 'bomb'],
    ['deep nesting', docx('<w:sdt>'.repeat(100_000)), 'a.docx', 'too-deep'],
  ])('%s', async (_, bytes, name, code) => {
    const error = await refusal(bytes, name);
    expect(error.code).toBe(code);
    expect(error.remedy).not.toBe('');
  });

  it('an old .doc says what to do', async () => {
    const error = await refusal(ole('WordDocument'), 'a.doc');
    expect(error).toMatchObject({ code: 'legacy-office', data: { old: '.doc', new: '.docx' } });
  });

  it('are told by content whatever their name', async () => {
    expect((await read(good, 'a.txt')).format).toBe('docx');
    expect((await read(xlsx([['很好']]), 'a')).format).toBe('xlsx');
  });

  it('entities declared inside are not expanded', async () => {
    const evil = makeZip({
      'word/document.xml': `<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><w:document>${p('&b;好')}</w:document>`,
    });
    expect(said(await read(evil, 'a.docx'))).toEqual(['&b;好']);
  });

  it('any damage ends in a message', async () => {
    const samples = [
      good,
      xlsx([
        ['商品', '话术'],
        ['面膜', '很好'],
      ]),
    ];
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...samples),
        fc.array(fc.tuple(fc.nat(2000), fc.nat(255)), { maxLength: 12 }),
        fc.nat(2000),
        async (sample, changes, cut) => {
          const bytes = Buffer.from(sample);
          for (const [where, byte] of changes) bytes[where % bytes.length] = byte;
          await readAll(cut < 1000 ? bytes : bytes.subarray(0, cut % bytes.length), 'a.docx').catch((error: Error) => {
            expect(error.name).toBe('InputError');
          });
        },
      ),
      { numRuns: 500 },
    );
  });
});
