import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decode, MAX_LINE, textBlocks } from '../../src/input/decode.js';
import { memorySource } from '../../src/input/source.js';
import { encode, readAll, refusal } from './helpers.js';

const COPY = '家人们看过来，这款面霜真的很好用。\r\n第二行在这里！\n';
const TRADITIONAL = '家人們看過來，這款面霜真的很好用。\r\n第二行在這裡！\n';
const utf16 = (text: string, big = false): Buffer =>
  big ? Buffer.from(text, 'utf16le').swap16() : Buffer.from(text, 'utf16le');

describe('decode', () => {
  it.each([
    ['utf-8', false, Buffer.from(COPY), COPY],
    ['utf-8', true, Buffer.from(`\uFEFF${COPY}`), COPY],
    ['utf-16le', true, utf16(`\uFEFF${COPY}`), COPY],
    ['utf-16be', true, utf16(`\uFEFF${COPY}`, true), COPY],
    ['utf-16le', false, utf16(COPY), COPY],
    ['utf-16be', false, utf16(COPY, true), COPY],
    ['gb18030', false, encode(COPY, 'gb18030'), COPY],
    ['big5', false, encode(TRADITIONAL, 'big5'), TRADITIONAL],
    ['utf-8', false, Buffer.from('plain ascii\n'), 'plain ascii\n'],
  ])('tells %s (mark: %s) and keeps line ends', (encoding, bom, bytes, text) => {
    expect(decode(bytes, 'a.txt')).toEqual({ text, encoding, bom });
  });

  it.each(['好用吗', '三号链接', '直播间下单', '买一送一'])('tells GBK in a file as short as %s', (text) => {
    expect(decode(encode(text, 'gb18030'), 'a.txt')).toMatchObject({ text, encoding: 'gb18030' });
  });

  it('tells GBK behind a long English head', async () => {
    const head = `${'x'.repeat(99)}\n`.repeat(9000);
    const scripts = await readAll(Buffer.concat([Buffer.from(head), encode(COPY, 'gb18030')]), 'a.txt');
    expect(scripts.map((script) => script.text).join('')).toBe(head + COPY);
  });

  it('reads four-byte GB18030', () => {
    expect(decode(Buffer.concat([encode('生僻字', 'gb18030'), Buffer.from([0x95, 0x32, 0x82, 0x36])]), 'a').text).toBe(
      '生僻字\u{20000}',
    );
  });

  it('takes a named encoding at its word', async () => {
    expect(decode(encode('好', 'gb18030'), 'a', 'GBK').text).toBe('好');
    expect((await refusal('好', 'a.txt', { encoding: 'utf-9' })).code).toBe('bad-encoding-name');
    expect((await refusal(encode('好', 'gb18030'), 'a.txt', { encoding: 'utf-8' })).code).toBe('invalid-text');
  });

  it('says where UTF-8 breaks', async () => {
    const bytes = Buffer.concat([
      Buffer.from('第一行很好\n第二行也好\n第三'),
      Buffer.from([0xe8, 0xa1]),
      Buffer.from('行\n'),
    ]);
    const error = await refusal(bytes, 'a.txt');
    expect(error).toMatchObject({
      code: 'invalid-text',
      path: 'a.txt',
      line: 3,
      data: { encoding: 'UTF-8', offset: 38 },
    });
    expect(error.problem).toContain('38');
    expect(error.remedy).toContain('--encoding');
  });

  it('says where a file changes its encoding', async () => {
    const head = '这一行是统一码，写得很长很长。\n'.repeat(30_000);
    const error = await refusal(Buffer.concat([Buffer.from(head), encode(COPY, 'gb18030')]), 'a.txt');
    expect(error).toMatchObject({ code: 'invalid-text', line: 30_001 });
  });

  it.each([
    ['a picture', Buffer.from([0x89, 0x50, 0x4e, 0x47, 13, 10, 26, 10, 0, 0]), { kind: 'PNG' }],
    ['NUL in text', Buffer.from('大家好\0\n'), {}],
    ['NUL in ASCII', Buffer.from('abc\0def\n\0\x01\x02'), {}],
    ['NUL far down', Buffer.from(`${'好的\n'.repeat(200_000)}\0`), {}],
    ['nothing but NUL', Buffer.alloc(20_000_000), {}],
  ])('refuses %s as binary', async (_, bytes, data) => {
    expect(await refusal(bytes, 'a.txt')).toMatchObject({ code: 'binary', data });
  });

  it('refuses what it cannot tell', async () => {
    const error = await refusal(
      Uint8Array.from({ length: 300 }, (_, at) => 0x80 + ((at * 37) % 64)),
      'a.txt',
    );
    expect(error.code).toBe('unknown-encoding');
  });

  it('refuses half a UTF-16 unit', async () => {
    expect(await refusal(Buffer.concat([utf16('\uFEFF好的'), Buffer.from([1])]), 'a.txt')).toMatchObject({
      code: 'invalid-text',
    });
  });

  it('refuses a line that is too long, and says which', async () => {
    const error = await refusal(`一\n二\n${'好'.repeat(MAX_LINE + 1)}\n`, 'a.txt');
    expect(error).toMatchObject({ code: 'long-line', line: 3, data: { limit: MAX_LINE } });
    expect((await readAll('好'.repeat(MAX_LINE), 'a.txt'))[0]!.text.length).toBe(MAX_LINE);
  });

  it('refuses a 50 MB line without holding it', async () => {
    let given = 0;
    const source = {
      ...memorySource('', 'a.txt'),
      *chunks() {
        for (; given < 50; given += 1) yield Buffer.alloc(1 << 20, 'x');
      },
    };
    await expect(async () => {
      for await (const block of textBlocks(source)) expect(block.text).toBe('');
    }).rejects.toMatchObject({ code: 'long-line', line: 1 });
    expect(given).toBeLessThan(12);
  });

  it('gives the same text however the bytes are cut', async () => {
    const line = fc
      .array(fc.constantFrom('a', 'z', '好', '看', '的', '，', '\u{1F600}'), { maxLength: 12 })
      .map((chars) => chars.join(''));
    await fc.assert(
      fc.asyncProperty(
        fc.array(line, { minLength: 1, maxLength: 20 }),
        fc.constantFrom('\n', '\r\n', '\r'),
        fc.constantFrom<BufferEncoding>('utf8', 'utf16le'),
        fc.array(fc.integer({ min: 1, max: 40 }), { minLength: 1, maxLength: 8 }),
        async (lines, feed, encoding, sizes) => {
          const text = lines.join(feed);
          const bytes = Buffer.from(encoding === 'utf8' ? text : `\uFEFF${text}`, encoding);
          const source = {
            ...memorySource('', 'a'),
            *chunks() {
              for (let at = 0, turn = 0; at < bytes.length; turn += 1) {
                const size = sizes[turn % sizes.length]!;
                yield bytes.subarray(at, at + size);
                at += size;
              }
            },
          };
          let got = '';
          let last = false;
          for await (const block of textBlocks(source)) {
            expect(last).toBe(false);
            got += block.text;
            last = block.last;
          }
          expect(got).toBe(text);
          expect(last).toBe(true);
        },
      ),
      { numRuns: 200 },
    );
  });
});
