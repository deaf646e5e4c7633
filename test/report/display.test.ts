import fc from 'fast-check';
import stringWidth from 'string-width';
import { describe, expect, it } from 'vitest';
import { newParts } from '../../src/report/change.js';
import { cellsOf, displayWidth, padCells, wrapCells, wrapText } from '../../src/report/display.js';
import { windowAround } from '../../src/report/window.js';

describe('cells', () => {
  it('cover the text without gaps, whatever it holds', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        const cells = cellsOf(text);
        expect(cells.map(({ start, end }) => text.slice(start, end)).join('')).toBe(text);
      }),
    );
  });

  it('are what the segmenter makes of a text, also where it is not asked', () => {
    const graphemes = new Intl.Segmenter('zh', { granularity: 'grapheme' });
    for (let code = 0; code < 0x20000; code++) {
      if (code >= 0xd800 && code <= 0xdfff) continue;
      const text = `好${String.fromCodePoint(code).repeat(2)}好`;
      const expected = [...graphemes.segment(text)].map(({ index }) => index).join();
      if (
        cellsOf(text)
          .map(({ start }) => start)
          .join() !== expected
      )
        expect.fail(`U+${code.toString(16)}`);
    }
  });

  it('are as wide as terminals draw them', () => {
    const wide = [
      ['面霜', 4],
      ['，。！', 6],
      ['\u3000', 2],
      ['abc', 3],
      ['e\u0301', 1],
      ['👩‍👩‍👧', 2],
      ['🇨🇳', 2],
      ['\u200b', 0],
      ['｡', 1],
      ['〔价格〕', 8],
    ] as const;
    for (const [text, width] of wide) expect([text, displayWidth(text)]).toEqual([text, width]);
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom(...'最好用abc，。！“”…—　〔〕９9') }), (text) => {
        expect(displayWidth(text)).toBe(stringWidth(text));
      }),
    );
  });

  it('never hold a control character or a direction override', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        for (const cell of cellsOf(text))
          expect(cell.text).not.toMatch(/^[\u0000-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/);
      }),
    );
  });
});

describe('wrapping', () => {
  it('loses nothing and stays within the width', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: fc.constantFrom(...'最好用abcdef ，。！“”〔〕9') }),
        fc.integer({ min: 8, max: 30 }),
        (text, width) => {
          const rows = wrapCells(cellsOf(text), width);
          expect(
            rows
              .flat()
              .map((cell) => cell.text)
              .join(''),
          ).toBe(text);
          for (const row of rows) expect(row.reduce((sum, cell) => sum + cell.width, 0)).toBeLessThanOrEqual(width);
        },
      ),
    );
  });

  it('keeps words whole and closing marks off the start of a row', () => {
    expect(wrapText('这款面霜是 Hydrating 面霜', 16)).toEqual(['这款面霜是', 'Hydrating 面霜']);
    expect(wrapText('一二三四五，六', 10)).toEqual(['一二三四', '五，六']);
  });

  it('pads by cells', () => {
    expect(padCells('面霜', 6)).toBe('面霜  ');
    expect(padCells('9', 3, 'left')).toBe('  9');
  });
});

describe('a window on a long sentence', () => {
  const text = `${'前面的话很多，'.repeat(20)}全网最低，${'后面也很多，'.repeat(20)}`;
  const start = text.indexOf('全网最低');

  it('keeps the hit and marks what is cut', () => {
    const cells = windowAround(cellsOf(text), [{ start, end: start + 4 }], 60);
    const shown = cells.map((cell) => cell.text).join('');
    expect(shown).toContain('全网最低');
    expect(shown.startsWith('…')).toBe(true);
    expect(cells.reduce((sum, cell) => sum + cell.width, 0)).toBeLessThanOrEqual(80);
  });

  it('leaves a sentence that fits alone', () => {
    const cells = cellsOf('全网最低。');
    expect(windowAround(cells, [{ start: 0, end: 2 }], 60)).toEqual(cells);
  });
});

describe('what is new in a rewrite', () => {
  it('is marked, and only that', () => {
    const after = '这款面霜挺好用的。';
    const parts = newParts('这款面霜全网最好用。', after).map(({ start, end }) => after.slice(start, end));
    expect(parts).toEqual(['挺', '的']);
    expect(newParts('一样', '一样')).toEqual([]);
    expect(newParts('', '全新')).toEqual([{ start: 0, end: 2 }]);
  });

  it('together with what is kept gives the rewrite, and what is kept comes from the sentence', () => {
    const word = fc.string({ unit: fc.constantFrom(...'最好用不一样，😀'), maxLength: 30 });
    fc.assert(
      fc.property(word, word, (before, after) => {
        const spans = newParts(before, after);
        for (const [i, span] of spans.entries()) {
          expect(span.end).toBeGreaterThan(span.start);
          if (i > 0) expect(span.start).toBeGreaterThan(spans[i - 1]?.end ?? 0);
        }
        let kept = '';
        let at = 0;
        for (const { start, end } of spans) {
          kept += after.slice(at, start);
          at = end;
        }
        kept += after.slice(at);
        let from = 0;
        for (const char of kept) {
          const found = before.indexOf(char, from);
          expect(found).toBeGreaterThanOrEqual(from);
          from = found + char.length;
        }
      }),
    );
  });
});
