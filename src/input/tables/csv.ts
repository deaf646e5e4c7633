import { CopyText } from '../copy-text.js';
import { decode, MAX_LINE } from '../decode.js';
import { parseDirective } from '../directive.js';
import { InputError } from '../error.js';
import { lastNotAfter, lineStarts, placer } from '../lines.js';
import { Outline } from '../outline.js';
import type { Reader } from '../reader.js';
import { readWhole } from '../source.js';
import { commentIn } from '../subtitles/lines.js';
import { type CellPlace, cellAt, detailOf, type Row, Table } from './table.js';

const MAX_BYTES = 64 * 2 ** 20;

/** Comma-, semicolon- or tab-separated values. Written here because every character must know its place in the file. */
export const csvReader: Reader = {
  format: 'csv',
  async *read(source, { structure, encoding }) {
    const block = decode(await readWhole(source, MAX_BYTES), source.path, encoding, MAX_LINE);
    const { text } = block;
    if (text.trim() === '') throw new InputError('empty', source.path);
    const copy = new CopyText();
    const outline = new Outline();
    const places: CellPlace[] = [];
    const table = new Table(copy, outline, structure, places);
    for (const row of rowsOf(text, delimiterOf(text), source.path)) {
      const comment =
        row.cells.length > 0 && row.cells[0]!.column === 0
          ? commentIn(text.slice(row.span!.start, row.span!.end))
          : undefined;
      const directive = comment === undefined ? undefined : parseDirective(comment);
      if (directive) outline.direct(directive, row.span!, row.line);
      else table.add(row);
    }
    const place = placer(text);
    const copied = copy.text;
    yield {
      path: source.path,
      format: 'csv',
      text: copied,
      ...outline.part(copied.length, true),
      meta: {},
      part: { offset: 0, line: 1, first: true, last: true },
      locate: (offset) => {
        const cell = cellAt(places, offset);
        const at = place(copy.offset(offset));
        return cell ? { ...at, at: detailOf(cell) } : at;
      },
      origin: (span) => copy.span(span),
      stretches: (span) => copy.stretches(span),
      encoding: { name: block.encoding, bom: block.bom },
    };
  },
};

/** Whichever parts the first lines most often, outside of quotes. */
export function delimiterOf(text: string): string {
  const head = text
    .slice(0, 20_000)
    .split(/\r?\n/u, 10)
    .join('\n')
    .replace(/"(?:[^"]|"")*"/g, '');
  const count = (mark: string): number => head.split(mark).length;
  return ['\t', ';'].reduce((best, mark) => (count(mark) > count(best) ? mark : best), ',');
}

export function* rowsOf(text: string, delimiter: string, path: string): Generator<Row> {
  const starts = lineStarts(text);
  const lineAt = (offset: number): number => lastNotAfter(starts, offset) + 1;
  let at = 0;
  for (let number = 1; at < text.length; number += 1) {
    const start = at;
    const cells: Row['cells'] = [];
    for (let column = 0; ; column += 1) {
      const from = at;
      const found = text[at] === '"' ? quoted(text, at, delimiter) : plain(text, at, delimiter);
      if (found === undefined)
        throw new InputError('malformed', path, { format: 'CSV', reason: '"' }, { line: lineAt(at) });
      at = found.end;
      const said = found.pieces.map((piece) => piece.text).join('');
      if (said.trim() !== '') cells.push({ column, text: said, pieces: found.pieces, span: { start: from, end: at } });
      if (text[at] !== delimiter) break;
      at += 1;
    }
    yield { number, line: lineAt(start), lastLine: lineAt(Math.max(start, at - 1)), span: { start, end: at }, cells };
    if (text[at] === '\r') at += 1;
    if (text[at] === '\n') at += 1;
  }
}

interface Field {
  pieces: Row['cells'][number]['pieces'];
  /** the delimiter, line end or end of the text behind it */
  end: number;
}

function plain(text: string, start: number, delimiter: string): Field {
  let end = start;
  while (end < text.length && text[end] !== delimiter && text[end] !== '\n' && text[end] !== '\r') end += 1;
  return { pieces: [{ text: text.slice(start, end), from: start, size: end - start }], end };
}

/** `""` stands for one quote mark. Anything between the closing quote and the delimiter is taken along. */
function quoted(text: string, start: number, delimiter: string): Field | undefined {
  const pieces: Field['pieces'] = [];
  let from = start + 1;
  for (let at = from; ; ) {
    const quote = text.indexOf('"', at);
    if (quote < 0) return undefined;
    const doubled = text[quote + 1] === '"';
    const end = doubled ? quote + 1 : quote;
    if (end > from) pieces.push({ text: text.slice(from, end), from, size: end - from });
    if (!doubled) {
      const rest = plain(text, quote + 1, delimiter);
      if (rest.end > quote + 1) pieces.push(...rest.pieces);
      return { pieces, end: rest.end };
    }
    from = quote + 2;
    at = from;
  }
}
