import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { applied } from '../../src/fix/edits.js';
import { FileFix } from '../../src/fix/file-fix.js';
import { hunks } from '../../src/fix/hunks.js';
import type { Change } from '../../src/fix/types.js';
import { Zip } from '../../src/input/office/zip.js';
import type { Script } from '../../src/model.js';
import { readAll } from '../input/helpers.js';
import { docx, paragraph, xlsx } from '../input/office/zip-maker.js';

const words = fc
  .array(fc.constantFrom(...'这只杯子很轻容量主播：，、ab1 *_~`[]()<>&"\'|#\\{}👍'), { minLength: 1, maxLength: 14 })
  .map((all) => `${all.join('')}。`);
const lines = fc.array(words, { minLength: 1, maxLength: 8 });
const xml = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
const two = (n: number): string => String(n).padStart(2, '0');
const ends = fc.constantFrom('\n', '\r\n');

/** A file of each format that says these lines. */
const FORMATS: Record<string, (lines: string[], end: string) => Buffer> = {
  'a.txt': (all, end) => Buffer.from(all.join(end)),
  'a.md': (all, end) => Buffer.from(all.map((line, at) => (at % 3 === 1 ? `- **${line}**` : line)).join(end + end)),
  'a.csv': (all, end) =>
    Buffer.from(['商品,话术', ...all.map((line) => `杯,"${line.replaceAll('"', '""')}"`)].join(end) + end),
  'a.srt': (all, end) =>
    Buffer.from(
      all
        .map((line, at) => [at + 1, `00:00:${two(at * 3)},000 --> 00:00:${two(at * 3 + 2)},000`, line, ''].join(end))
        .join(end),
    ),
  'a.vtt': (all, end) =>
    Buffer.from(
      [
        'WEBVTT',
        '',
        ...all.flatMap((line, at) => [`00:${two(at * 3)}.000 --> 00:${two(at * 3 + 2)}.000`, xml(line), '']),
      ].join(end),
    ),
  'a.ass': (all, end) =>
    Buffer.from(
      [
        '[Script Info]',
        '[Events]',
        ...all.map((line, at) => `Dialogue: 0,0:00:${two(at * 3)}.00,0:00:${two(at * 3 + 2)}.00,D,,0,0,0,,${line}`),
      ].join(end),
    ),
  'a.lrc': (all, end) => Buffer.from(['[ti:x]', ...all.map((line, at) => `[00:${two(at * 3)}.00]${line}`)].join(end)),
  'a.docx': (all) => docx(all.map((line) => paragraph(...[...line].map(xml))).join('')),
  'a.xlsx': (all) => xlsx([['商品', '话术'], ...all.map((line) => ['杯', xml(line)])]),
};

/** The bytes that may change: those of a zip's parts that hold copy, unpacked; all of any other file. */
function copyBytes(bytes: Buffer, path: string): Buffer {
  const part = { 'a.docx': 'word/document.xml', 'a.xlsx': 'xl/sharedStrings.xml' }[path];
  return part ? new Zip(bytes, path, 'docx').read(part) : bytes;
}

function commonEnds(a: Buffer, b: Buffer): [head: number, tail: number] {
  const least = Math.min(a.length, b.length);
  let head = 0;
  while (head < least && a[head] === b[head]) head += 1;
  let tail = 0;
  while (tail < least - head && a[a.length - 1 - tail] === b[b.length - 1 - tail]) tail += 1;
  return [head, tail];
}

describe.each(Object.entries(FORMATS))('%s', (path, make) => {
  it('one changed sentence touches no byte of any other', async () => {
    let written = 0;
    await fc.assert(
      fc.asyncProperty(lines, ends, fc.nat(), fc.option(words, { nil: '' }), async (all, end, pick, text) => {
        const bytes = make(all, end);
        const read = (content: Buffer): Promise<Script[]> => readAll(content, path);
        const scripts = await read(bytes).catch(() => undefined);
        const script = scripts?.[0];
        if (!script || script.utterances.length === 0) return;
        const { start, end: last } = script.utterances[pick % script.utterances.length]!;
        const change: Change = { script, span: { start, end: last }, texts: [text] };
        const fix = await FileFix.open(bytes, scripts, [], { path, read, judge: () => [] });
        const [outcome] = await fix!.take([change], 'not worse');
        if (outcome && 'refusal' in outcome) {
          expect(fix!.result.equals(bytes)).toBe(true);
          return;
        }
        written += 1;
        const now = await read(fix!.result);
        const said = (of: Script[]): string[] =>
          of.flatMap((one) => one.utterances.map((u) => one.text.slice(u.start, u.end)));
        const before = said(scripts);
        before[pick % before.length] = text;
        expect(said(now).join('').replace(/\s/g, '')).toBe(before.join('').replace(/\s/g, ''));
        // What is common to both ends reaches from the ends of the file to the sentence.
        const [old, fresh] = [copyBytes(bytes, path), copyBytes(fix!.result, path)];
        const [head, tail] = commonEnds(old, fresh);
        const size = old.length - head - tail;
        const line = Math.max(...all.map((one) => Buffer.byteLength(xml(one)))) * (path === 'a.docx' ? 30 : 3) + 40;
        expect(size).toBeLessThanOrEqual(line);
      }),
      { numRuns: 60 },
    );
    expect(written).toBeGreaterThan(10);
  });
});

describe('hunks', () => {
  it('make the one text into the other, without changing what both share at their ends', () => {
    fc.assert(
      fc.property(words, words, (before, after) => {
        const found = hunks(before, after);
        expect(applied(before, found)).toBe(after);
        for (const { start, end, text } of found) expect(before.slice(start, end)).not.toBe(text);
      }),
    );
  });
});
