import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, describe, expect, it } from 'vitest';
import { bucketOf, SignReader, signTable } from '../../src/judge/signs.js';
import { bytesOf } from '../../src/rules/bytes.js';

const whole = (text: string) => ({ start: 0, end: text.length });
function signsOf(text: string, span = whole(text)): string[] {
  const reader = new SignReader();
  reader.take(text, span);
  return Array.from({ length: reader.count }, (_, i) => reader.sign(i).text);
}

describe('the signs of a text', () => {
  const table: [text: string, signs: string[]][] = [
    ['', ['^', '^$', '$']],
    ['好', ['^', '^好', '^好$', '^…$', '好', '好$', '$']],
    ['送12个', ['送', '送0', '送0个', '送…个', '0', '0个', '0个$', '个']],
    ['只要xx元', ['要0', '要0元']],
    ['到手〔活动价〕元', ['手0', '0元']],
    ['〔没写完', ['〔没', '〔']],
    ['xxl码', ['xxl', 'xl码']],
    ['没人比', ['没…比', '没人比', '^…人', '^…比', '没…$', '人…$']],
  ];
  it.each(table)('%s', (text, signs) => {
    expect(signsOf(text)).toEqual(expect.arrayContaining(signs));
    if (text.length < 2) expect(signsOf(text)).toHaveLength(signs.length);
  });

  it('pairs stand no farther apart than four', () => {
    expect(signsOf('甲一二三乙')).toContain('甲…乙');
    expect(signsOf('甲一二三四乙')).not.toContain('甲…乙');
  });

  it('do not depend on spaces, on which number it is, or on what was read before', () => {
    const piece = fc.constantFrom('送', '你', '一支', '12', '7', ' ', '　', '，', '比不过', '\n');
    const reader = new SignReader();
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 60 }), (pieces) => {
        const text = pieces.join('');
        const plain = text.replace(/[ \n]/g, '').replace(/\d+/g, '5');
        reader.take(text, whole(text));
        const hashes = reader.hashes.slice(0, reader.count);
        expect(new Set(hashes).size).toBe(hashes.length);
        reader.take(plain, whole(plain));
        expect(reader.hashes.slice(0, reader.count)).toEqual(hashes);
      }),
    );
  });

  it('are those of the part alone, and say where in the text they stand', () => {
    const text = '看，送 100 元券。';
    const reader = new SignReader();
    reader.take(text, { start: 2, end: 10 });
    const found = Array.from({ length: reader.count }, (_, i) => reader.sign(i));
    expect(found).toContainEqual({ start: 2, end: 9, text: '送0元' });
    expect(found).toContainEqual({ start: 2, end: 10, text: '送…券' });
    expect(found.every(({ start, end }) => start >= 2 && end <= 11)).toBe(true);
  });
});

describe('a table of weights', () => {
  const folder = mkdtempSync(join(tmpdir(), 'koubo-signs-'));
  afterAll(() => rmSync(folder, { recursive: true }));
  const outputs = [
    { name: 'breach', bits: 3, bias: 0, scale: 1 },
    { name: 'place', bits: 2, bias: 0, scale: 1 },
  ];
  const trust = { rules: {}, other: 0 };

  it('reads of the file what is asked for, and once', () => {
    const file = join(folder, 'signs.bin');
    writeFileSync(file, Buffer.from(Int8Array.of(1, 2, 3, 4, 5, 6, 7, -8, -9, 10, 11, 12)));
    const read: number[][] = [];
    const table = signTable({ outputs, trust }, (start, into) => {
      read.push([start, into.length]);
      return bytesOf(file)(start, into);
    });
    expect([...table.weights(1)]).toEqual([-9, 10, 11, 12]);
    expect(table.weights(1)).toBe(table.weights(1));
    expect([...table.weights(0)]).toEqual([1, 2, 3, 4, 5, 6, 7, -8]);
    expect(read).toEqual([
      [8, 4],
      [0, 8],
    ]);
  });

  it('reads the weights of a category anew until they were asked for often, and never mixes them up', () => {
    const file = join(folder, 'categories.bin');
    const weights = (output: number) => [0, 1, 2, 3].map((n) => output * 10 + n);
    writeFileSync(file, Buffer.from([0, 1, 2, 3, 4, 5, 6].flatMap(weights)));
    const names = ['breach', 'place', 'leftover', 'beginning', 'ending', 'a', 'b'];
    let reads = 0;
    const table = signTable(
      { outputs: names.map((name) => ({ name, bits: 2, bias: 0, scale: 1 })), trust },
      (...asked) => {
        reads++;
        bytesOf(file)(...asked);
      },
    );
    for (let round = 0; round < 20; round++) {
      for (const output of [5, 5, 0, 6, 1, 6]) expect([...table.weights(output)]).toEqual(weights(output));
    }
    expect(reads).toBe(18);
  });

  it('says which file is too short', () => {
    const file = join(folder, 'short.bin');
    writeFileSync(file, 'abc');
    expect(() => signTable({ outputs, trust }, bytesOf(file)).weights(1)).toThrow('short.bin is too short');
  });

  it('a bucket is always one of those there are', () => {
    fc.assert(
      fc.property(fc.integer(), fc.integer({ min: 1, max: 24 }), (hash, bits) => {
        const bucket = bucketOf(hash, bits);
        expect(bucket >= 0 && bucket < 2 ** bits).toBe(true);
      }),
    );
  });
});
