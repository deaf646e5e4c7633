import { graphemeWidth } from './width.js';

/**
 * What a terminal shows for one grapheme. `start`/`end` are UTF-16 offsets in the original text, `text` is safe to print:
 * copy comes from strangers, so control characters are shown as pictures and never sent to the terminal.
 */
export interface Cell {
  text: string;
  /** terminal cells: 0, 1 or 2 */
  width: number;
  start: number;
  end: number;
}

/**
 * Text in which every character is a grapheme of its own: almost all copy, and emoji that nothing joins. The segmenter takes
 * a fifth of the time Node does to start.
 */
const PLAIN =
  /^[\u0020-\u007e\u00a1-\u00ac\u00ae-\u02ff\u2010-\u2027\u2030-\u205e\u20a0-\u20bf\u2100-\u23ff\u2460-\u27bf\u3000-\u3029\u3030-\u303f\u3041-\u3096\u309b-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uff01-\uff9d\uffe0-\uffe6\u{1f300}-\u{1f3fa}\u{1f400}-\u{1f64f}\u{1f680}-\u{1f6ff}\u{1f900}-\u{1f9ff}]*$/u;
let graphemes: Intl.Segmenter | undefined;
const TAB = '  ';

function printable(grapheme: string): string {
  const code = grapheme.codePointAt(0) ?? 0;
  if (code === 9) return TAB;
  if (code === 10 || code === 13) return '⏎';
  if (code < 32) return String.fromCodePoint(0x2400 + code);
  if (code === 127) return '␡';
  if (code >= 0x80 && code < 0xa0) return '\ufffd';
  // Direction overrides would let a script rearrange the report around it.
  if ((code >= 0x202a && code <= 0x202e) || (code >= 0x2066 && code <= 0x2069)) return '\ufffd';
  return grapheme;
}

export function cellsOf(text: string): Cell[] {
  const cells: Cell[] = [];
  const add = (segment: string, index: number) => {
    const shown = printable(segment);
    cells.push({
      text: shown,
      width: shown === TAB ? TAB.length : graphemeWidth(shown),
      start: index,
      end: index + segment.length,
    });
  };
  if (PLAIN.test(text)) {
    let at = 0;
    for (const character of text) {
      add(character, at);
      at += character.length;
    }
    return cells;
  }
  graphemes ??= new Intl.Segmenter('zh', { granularity: 'grapheme' });
  for (const { segment, index } of graphemes.segment(text)) add(segment, index);
  return cells;
}

export function widthOfCells(cells: readonly Cell[]): number {
  let width = 0;
  for (const cell of cells) width += cell.width;
  return width;
}

/** Terminal cells a text takes. */
export function displayWidth(text: string): number {
  return widthOfCells(cellsOf(text));
}

/** Characters that may not begin a row; they hang on to the one before. */
const CLOSING = /^[，。！？；：、,.!?;:）)】」』》”’…~～%]/;
const LATIN = /[A-Za-z0-9]/;

/** Rows of at most `width` cells. A latin word is kept together where it fits on a row. */
export function wrapCells(cells: readonly Cell[], width: number): Cell[][] {
  const rows: Cell[][] = [];
  let row: Cell[] = [];
  let used = 0;
  const flush = (next: Cell[]) => {
    rows.push(row);
    row = next;
    used = widthOfCells(next);
  };
  for (const cell of cells) {
    if (used + cell.width > width && row.length > 0) {
      let back = row.length;
      const breaksWord = LATIN.test(cell.text) && LATIN.test(row[back - 1]?.text ?? '');
      if (breaksWord) while (back > 0 && LATIN.test(row[back - 1]?.text ?? '')) back--;
      else if (CLOSING.test(cell.text)) back--;
      // A word longer than half a row is cut; moving it would leave a hole.
      if (back < row.length / 2) back = row.length;
      const carried = row.splice(back);
      flush(carried);
    }
    row.push(cell);
    used += cell.width;
  }
  if (row.length > 0) rows.push(row);
  return rows;
}

/** Text wrapped to rows of at most `width` cells. */
export function wrapText(text: string, width: number): string[] {
  return wrapCells(cellsOf(text), width).map((row) =>
    row
      .map((cell) => cell.text)
      .join('')
      .replace(/^ | $/g, ''),
  );
}

/** Pads with spaces to a number of terminal cells. */
export function padCells(text: string, width: number, side: 'left' | 'right' = 'right'): string {
  const fill = ' '.repeat(Math.max(0, width - displayWidth(text)));
  return side === 'right' ? text + fill : fill + text;
}
