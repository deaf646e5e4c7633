import fc from 'fast-check';
import stringWidth from 'string-width';
import { expect, it } from 'vitest';
import { graphemeWidth } from '../../src/report/width.js';

const graphemes = new Intl.Segmenter('zh', { granularity: 'grapheme' });

it.each([
  '中',
  'a',
  '。',
  '“',
  '…',
  '①',
  '㎡',
  'é',
  'e\u0301',
  '한',
  'ｶﾞ',
  '☀',
  '✅',
  '⚠️',
  '❤️',
  '1️⃣',
  '1⃣',
  '🇨🇳',
  '🇨',
  '👍🏽',
  '👩‍⚕️',
  '\u200d',
  '\u3000',
  'a\ufe0f',
  '中\ufe0f',
])('gives %j the cells that string-width gives it', (text) => {
  for (const { segment } of graphemes.segment(text)) expect(graphemeWidth(segment)).toBe(stringWidth(segment));
});

it('agrees with string-width on every printable character', () => {
  const character = fc
    .integer({ min: 0x20, max: 0x1ffff })
    .filter((code) => (code < 0x7f || code > 0x9f) && (code < 0xd800 || code > 0xdfff));
  fc.assert(
    fc.property(
      character,
      (code) => graphemeWidth(String.fromCodePoint(code)) === stringWidth(String.fromCodePoint(code)),
    ),
    { numRuns: 3000 },
  );
});
