import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { Zip } from '../../../src/input/office/zip.js';
import { docx, makeZip, paragraph as p } from '../../input/office/zip-maker.js';
import { untouched, type Wish, write } from '../support.js';

const file = (name: string): Buffer => readFileSync(new URL(`../../../fixtures/office/${name}`, import.meta.url));

/** Changes a file and gives its parts; all but `parts` must be the bytes they were, as packed. */
async function changed(
  before: Buffer,
  path: string,
  parts: string[],
  ...wishes: Wish[]
): Promise<(name: string) => string> {
  const { bytes, refusals } = await write(before, path, wishes);
  expect(refusals).toEqual([]);
  const [old, now] = [before, bytes].map((each) => new Zip(each, path, 'docx'));
  expect(now!.names).toEqual(old!.names);
  for (const name of old!.names) {
    if (parts.includes(name)) expect(now!.read(name).equals(old!.read(name)), name).toBe(false);
    else expect(packed(now!, name).equals(packed(old!, name)), name).toBe(true);
  }
  return (name) => now!.text(name);
}

/** An entry's local header and data. */
function packed(zip: Zip, name: string): Buffer {
  const { at, packed: size } = zip.entry(name)!;
  const { bytes } = zip;
  return bytes.subarray(at, at + 30 + bytes.readUInt16LE(at + 26) + bytes.readUInt16LE(at + 28) + size);
}

describe('docx', () => {
  it.each(['cups.docx', 'cups.xlsx'])('%s without changes is the same bytes', async (name) => {
    expect((await untouched(file(name), name)).equals(file(name))).toBe(true);
  });

  it('changes the texts of the runs concerned, and nothing else of a file of LibreOffice', async () => {
    const before = new Zip(file('cups.docx'), 'cups.docx', 'docx').text('word/document.xml');
    const now = await changed(
      file('cups.docx'),
      'cups.docx',
      ['word/document.xml'],
      ['这只杯子是全网最好用的，没有之一。', '这只杯子是好用的。'],
      ['这个茶漏是国家级品质，配在杯子里。', '这个茶漏配在杯子里。'],
    );
    const expected = before
      .replace('>全网最好用<', '>好用<')
      .replace('>的，<', '>的<')
      .replace('>没有之一<', '><')
      .replace('是国家级品质，', '');
    expect(now('word/document.xml')).toBe(expected);
  });

  it.each([
    ['escapes', p('甲&amp;乙最好。'), '甲&乙最好。', '甲&乙<丙。', p('甲&amp;乙&lt;丙。')],
    [
      'keeps spaces that count',
      p('ab很好。'),
      '很好。',
      ' c ',
      '<w:p><w:r><w:t xml:space="preserve">ab c </w:t></w:r></w:p>',
    ],
    [
      'puts new words into the first run',
      p('很', '<w:r><w:rPr><w:b/></w:rPr><w:t>好</w:t></w:r>', '轻。'),
      '很好轻。',
      '不重。',
      p('不重', '<w:r><w:rPr><w:b/></w:rPr><w:t></w:t></w:r>', '。'),
    ],
    ['takes the label along', p('主播：一。') + p('二。'), '一。', '', p('') + p('二。')],
    ['leaves a paragraph empty', p('一。') + p('二。'), '二。', '', p('一。') + p('')],
    [
      'writes into tracked insertions',
      p('<w:ins><w:r><w:t>最好。</w:t></w:r></w:ins>'),
      '最好。',
      '很好。',
      p('<w:ins><w:r><w:t>很好。</w:t></w:r></w:ins>'),
    ],
  ])('%s', async (_, body, words, after, expected) => {
    const { bytes, refusals } = await write(docx(body), 'a.docx', [[words, after]]);
    // A file without a word left cannot be read back; none of these is one.
    expect(refusals).toEqual([]);
    expect(new Zip(bytes, 'a.docx', 'docx').text('word/document.xml')).toContain(`<w:body>${expected}</w:body>`);
  });

  it.each([
    ['a signed file', docx(p('最好。'), { '_xmlsignatures/sig1.xml': '<Signature/>' }), 'signed'],
    ['what XML cannot hold', docx(p('最好。')), 'structure'],
  ])('refuses %s', async (_, bytes, code) => {
    const { refusals, bytes: now } = await write(bytes, 'a.docx', [['最好。', '很\u0001好。']]);
    expect(refusals).toMatchObject([{ code }]);
    expect(now.equals(bytes)).toBe(true);
  });

  it('keeps stored entries stored, comments and what stands between entries', async () => {
    const base = docx(p('最好。'));
    const comment = Buffer.from('由别的程序写');
    const bytes = Buffer.concat([base, comment]);
    bytes.writeUInt16LE(comment.length, base.length - 2);
    const { bytes: now } = await write(bytes, 'a.docx', [['最好', '很好']]);
    expect(now.subarray(-comment.length).equals(comment)).toBe(true);
    expect(new Zip(now, 'a.docx', 'docx').text('word/document.xml')).toContain('很好。');
  });

  it('keeps UTF-16 and byte order marks of the XML', async () => {
    const xml = `<w:document><w:body>${p('最好。')}</w:body></w:document>`;
    for (const body of [Buffer.from(`\ufeff${xml}`, 'utf16le'), Buffer.from(`\ufeff${xml}`)]) {
      const { bytes } = await write(makeZip({ 'word/document.xml': body }), 'a.docx', [['最好', '很好']]);
      const written = new Zip(bytes, 'a.docx', 'docx').read('word/document.xml');
      const expected = xml.replace('最好', '很好');
      expect(
        written.equals(
          body[0] === 0xff ? Buffer.from(`\ufeff${expected}`, 'utf16le') : Buffer.from(`\ufeff${expected}`),
        ),
      ).toBe(true);
    }
  });
});

describe('xlsx', () => {
  const STRINGS = 'xl/sharedStrings.xml';
  const SHEET = 'xl/worksheets/sheet1.xml';

  it('gives a cell a string of its own where others share it', async () => {
    const old = new Zip(file('cups.xlsx'), 'a.xlsx', 'xlsx');
    const now = await changed(
      file('cups.xlsx'),
      'a.xlsx',
      [STRINGS, SHEET],
      ['这只杯子是国家级品质，手感很轻。', '这只杯子手感很轻。'],
    );
    expect(now(STRINGS)).toBe(
      old
        .text(STRINGS)
        .replace('uniqueCount="11"', 'uniqueCount="12"')
        .replace('</sst>', '<si><t xml:space="preserve">这只杯子手感很轻。</t></si></sst>'),
    );
    expect(now(SHEET)).toBe(
      old.text(SHEET).replace('<c r="B2" s="1" t="s"><v>5</v>', '<c r="B2" s="1" t="s"><v>11</v>'),
    );
  });

  it('changes a string in place where only one cell uses it', async () => {
    const old = new Zip(file('cups.xlsx'), 'a.xlsx', 'xlsx');
    const now = await changed(file('cups.xlsx'), 'a.xlsx', [STRINGS], ['茶漏是国家级品质，孔很细。', '茶漏孔很细。']);
    expect(now(STRINGS)).toBe(old.text(STRINGS).replace('茶漏是国家级品质，孔很细。', '茶漏孔很细。'));
  });

  const book = (cells: string, strings: string): Buffer =>
    makeZip({
      'xl/workbook.xml': '<workbook><sheets><sheet name="A"/></sheets></workbook>',
      [SHEET]: `<worksheet><sheetData><row r="1">${cells}</row></sheetData></worksheet>`,
      [STRINGS]: `<sst count="9" uniqueCount="9">${strings}</sst>`,
    });

  it.each([
    [
      'runs keep their format',
      '<c r="A1" t="s"><v>0</v></c>',
      '<si><r><rPr><b/></rPr><t>这杯</t></r><r><t>最好。</t></r><rPh sb="0" eb="1"><t>zhe</t></rPh></si>',
      '<si><r><rPr><b/></rPr><t>这杯</t></r><r><t>很好。</t></r></si>',
      STRINGS,
    ],
    ['inline texts', '<c r="A1" t="inlineStr"><is><t>这杯最好。</t></is></c>', '', '<is><t>这杯很好。</t></is>', SHEET],
    ['plain strings', '<c r="A1" t="str"><v>这杯最好。</v></c>', '', '<v>这杯很好。</v>', SHEET],
    [
      'escapes of Excel',
      '<c r="A1" t="s"><v>0</v></c>',
      '<si><t>甲_x000D_这杯最好。</t></si>',
      '<t>甲_x000D_这杯很好。</t>',
      STRINGS,
    ],
  ])('%s', async (_, cells, strings, expected, part) => {
    const { bytes, refusals } = await write(book(cells, strings), 'a.xlsx', [['这杯最好。', '这杯很好。']]);
    expect(refusals).toEqual([]);
    expect(new Zip(bytes, 'a.xlsx', 'xlsx').text(part)).toContain(expected);
  });

  it('two cells that share a string and both change', async () => {
    const cells = ['A', 'B', 'C'].map((column) => `<c r="${column}1" t="s"><v>0</v></c>`).join('');
    const bytes = book(cells, '<si><t>这杯最好。</t></si>');
    const { readAll } = await import('../../input/helpers.js');
    const [script] = await readAll(bytes, 'a.xlsx');
    expect(script!.text).toBe('这杯最好。\n这杯最好。\n这杯最好。\n');
    const { FileFix } = await import('../../../src/fix/file-fix.js');
    const read = (written: Buffer) => readAll(written, 'a.xlsx');
    const fix = await FileFix.open(bytes, [script!], [], { path: 'a.xlsx', read, judge: () => [] });
    const change = (start: number, after: string) => ({
      script: script!,
      span: { start, end: start + 5 },
      texts: [after],
    });
    await fix!.take([change(0, '甲。'), change(6, '乙。')], 'not worse');
    expect((await read(fix!.result))[0]!.text).toBe('甲。\n乙。\n这杯最好。\n');
  });

  it('does not write over a formula', async () => {
    const bytes = book('<c r="A1" t="str"><f>B1</f><v>这杯最好。</v></c>', '');
    const { refusals } = await write(bytes, 'a.xlsx', [['最好', '很好']]);
    expect(refusals).toMatchObject([{ code: 'formula', what: 'A1' }]);
  });
});
