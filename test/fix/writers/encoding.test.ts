import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { encode } from '../../input/helpers.js';
import { write } from '../support.js';

const utf16be = (text: string): Buffer => Buffer.from(text, 'utf16le').swap16();
const ENCODINGS: Record<string, { bytes(text: string): Buffer; mark?: number[]; name?: string }> = {
  'UTF-8': { bytes: (text) => Buffer.from(text) },
  'UTF-8 with a mark': { bytes: (text) => Buffer.from(text), mark: [0xef, 0xbb, 0xbf] },
  'UTF-16LE with a mark': { bytes: (text) => Buffer.from(text, 'utf16le'), mark: [0xff, 0xfe] },
  'UTF-16BE with a mark': { bytes: utf16be, mark: [0xfe, 0xff] },
  'UTF-16LE without': { bytes: (text) => Buffer.from(text, 'utf16le') },
  'UTF-16BE without': { bytes: utf16be },
  GB18030: { bytes: (text) => Buffer.from(encode(text, 'gb18030')), name: 'gb18030' },
  Big5: { bytes: (text) => Buffer.from(encode(text, 'big5')), name: 'big5' },
};

describe.each(Object.entries(ENCODINGS))('%s', (_, { bytes, mark = [], name }) => {
  const file = (text: string): Buffer => Buffer.concat([Buffer.from(mark), bytes(text)]);
  const head = '大家好，今天看看這只杯子的容量和重量。\r\n';
  const tail = '\r\n喜歡的朋友可以看看，不用急。\r\n';
  const options = name === undefined ? {} : { encoding: name };

  it('changes the bytes of the sentence only', async () => {
    const { bytes: written, refusals } = await write(file(`${head}杯子很好。${tail}`), 'a.txt', [['很好', '不太重']]);
    expect(refusals).toEqual([]);
    expect(written.equals(file(`${head}杯子不太重。${tail}`))).toBe(true);
  });

  it('never touches anything outside, whatever stands there', async () => {
    const chars = fc.constantFrom(...'大家好今天看杯子的容量重abc 12。，\n', '\r\n');
    const copy = fc.array(chars, { maxLength: 40 }).map((all) => all.join(''));
    await fc.assert(
      fc.asyncProperty(copy, copy, fc.constantFrom('', '不', '不太重', 'ok 大'), async (before, after, text) => {
        const around = [`${head}${before}\n`, `\n${after}${tail}`] as const;
        const { bytes: written, refusals } = await write(
          file(`${around[0]}甲乙很丙。${around[1]}`),
          'a.txt',
          [['甲乙很丙', text === '' ? '' : `丁${text}`]],
          options,
        );
        expect(refusals).toEqual([]);
        const expected = file(`${around[0]}${text === '' ? '' : `丁${text}`}。${around[1]}`);
        expect(written.equals(expected)).toBe(true);
      }),
      { numRuns: 60 },
    );
  });
});

describe('characters that an encoding does not have', () => {
  it('Big5 refuses them by name', async () => {
    const before = Buffer.from(encode('這只杯子很好。\r\n', 'big5'));
    const { bytes, refusals } = await write(before, 'a.txt', [['很好', '很轻👍']], { encoding: 'big5' });
    expect(refusals).toMatchObject([{ code: 'encoding', what: '轻👍' }]);
    expect(bytes.equals(before)).toBe(true);
  });

  it('the next text is taken where it can be written', async () => {
    const before = Buffer.from(encode('這只杯子很好。\r\n', 'big5'));
    const { bytes } = await write(before, 'a.txt', [['很好', '很轻', '很輕']], { encoding: 'big5' });
    expect(bytes.equals(Buffer.from(encode('這只杯子很輕。\r\n', 'big5')))).toBe(true);
  });

  it('GB18030 has all of them', async () => {
    const head = '这只杯子的容量是五百毫升，';
    const { bytes, refusals } = await write(Buffer.from(encode(`${head}很好。\n`, 'gb18030')), 'a.txt', [
      ['很好', '𠮷👍'],
    ]);
    expect(refusals).toEqual([]);
    expect(new TextDecoder('gb18030').decode(bytes)).toBe(`${head}𠮷👍。\n`);
  });

  it('bytes with two spellings stay as they were spelt', async () => {
    // 0xA2E3 and 0x80 are both read as the euro sign, which is written as one of them only.
    const odd = Buffer.concat([Buffer.from(encode('价格是', 'gb18030')), Buffer.from([0x80, 0xa2, 0xe3])]);
    const rest = (words: string): Buffer => Buffer.from(encode(`五十，这只杯子${words}，看看。\n`, 'gb18030'));
    const { bytes } = await write(Buffer.concat([odd, rest('很好')]), 'a.txt', [['很好', '不重']], {
      encoding: 'gb18030',
    });
    expect(bytes.equals(Buffer.concat([odd, rest('不重')]))).toBe(true);
  });
});
