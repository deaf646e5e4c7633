import type { Place, PlaceDetail, Script } from '../model.js';
import { CopyText } from './copy-text.js';
import { parseDirective } from './directive.js';
import { lastNotAfter, stretches } from './lines.js';
import { Outline } from './outline.js';
import type { Structure } from './structure.js';
import { commentIn } from './subtitles/lines.js';
import { type CellPlace, detailOf, type Row, Table } from './tables/table.js';

/** Text with the place it has in whatever file or part of an archive it was taken from. */
export interface Piece {
  text: string;
  from: number;
  size: number;
}

/** A row of a format that may have no lines of its own. */
export type Unlined = Omit<Row, 'line' | 'lastLine'> & Partial<Pick<Row, 'line' | 'lastLine'>>;

interface Stand {
  start: number;
  line: number;
  label?: string;
  at?: PlaceDetail;
}

/**
 * Builds the script of a format that is made of paragraphs and tables rather than of lines. `line` of a place counts
 * paragraphs and rows over the whole file, so that suppressions have something to cover.
 */
export class Prose {
  readonly copy = new CopyText();
  private readonly outline = new Outline();
  private readonly stands: Stand[] = [];
  private lines = 0;

  constructor(private readonly structure: Structure) {}

  heading(title: string): void {
    this.lines += 1;
    const name = title.replace(/\s+/gu, ' ').trim();
    if (name !== '') this.outline.section(name, this.copy.length);
  }

  /** One paragraph; a line break inside it parts utterances. `line` and `lastLine`: where the format has lines of its own. */
  paragraph(
    pieces: readonly Piece[],
    { lastLine, ...stand }: { line?: number; lastLine?: number; label?: string; at?: PlaceDetail } = {},
  ): void {
    this.lines += 1;
    const text = pieces.map((piece) => piece.text).join('');
    if (text.trim() === '') return;
    const line = stand.line ?? this.lines;
    const comment = commentIn(text);
    const directive = comment === undefined ? undefined : parseDirective(comment);
    const base = this.copy.length;
    if (directive) {
      const { label, at } = stand;
      this.outline.direct(directive, { start: base, end: base }, line, line, {
        ...(label === undefined ? {} : { label }),
        ...(at === undefined ? {} : { at }),
      });
      return;
    }
    this.stands.push({ start: base, ...stand, line });
    for (const piece of pieces) this.copy.add(piece.text, piece.from, piece.size);
    for (const { text: said, index } of stretches(text)) {
      const start = index + said.length - said.trimStart().length;
      const end = index + said.trimEnd().length;
      if (start >= end) continue;
      const opening = this.structure.opening(text, start, end);
      if (opening?.title !== undefined) this.outline.section(opening.title, base + start);
      const from = opening?.start ?? start;
      const more = { ...opening, lastLine: lastLine ?? line };
      if (from < end) this.outline.say(base + from, base + end, opening?.role ?? 'unknown', line, more);
    }
    this.endLine(pieces.at(-1)!);
  }

  direct(comment: string, line = this.lines): void {
    const directive = parseDirective(comment.trim());
    if (directive) this.outline.direct(directive, { start: this.copy.length, end: this.copy.length }, line);
  }

  /** A table's rows; `name` is the sheet's or the table's, `label` makes a cell's name of it. */
  table(
    rows: Iterable<Unlined>,
    sheet: string | undefined,
    label: (cell: string) => string,
    more: PlaceDetail = {},
  ): void {
    const places: CellPlace[] = [];
    const table = new Table(this.copy, this.outline, this.structure, places, sheet, label);
    for (const row of rows) {
      this.lines += 1;
      table.add({ line: this.lines, lastLine: this.lines, ...row });
    }
    for (const place of places) {
      this.stands.push({
        start: place.start,
        line: place.line,
        label: label(place.cell),
        at: { ...more, ...detailOf(place) },
      });
    }
  }

  private endLine(last: Piece): void {
    this.copy.add('\n', last.from + last.size, 0);
  }

  get said(): number {
    return this.outline.said;
  }

  script(path: string, format: string): Script {
    const text = this.copy.text;
    const starts = this.stands.map(({ start }) => start);
    return {
      path,
      format,
      text,
      ...this.outline.part(text.length, true),
      meta: {},
      part: { offset: 0, line: 1, first: true, last: true },
      locate: (offset) => this.locate(starts, offset),
      stretches: (span) => this.copy.stretches(span),
    };
  }

  private locate(starts: readonly number[], offset: number): Place {
    const stand = starts.length === 0 ? undefined : this.stands[lastNotAfter(starts, offset)];
    if (!stand) return { line: 1, column: 1 };
    const { start, line, label, at } = stand;
    return {
      line,
      column: Math.max(1, offset - start + 1),
      ...(label === undefined ? {} : { label }),
      ...(at === undefined ? {} : { at }),
    };
  }
}

/** Cells of a row from texts in order. */
export function rowOf(number: number, cells: readonly (readonly Piece[])[]): Unlined {
  return {
    number,
    cells: cells.flatMap((pieces, column) => {
      const text = pieces.map((piece) => piece.text).join('');
      return text.trim() === '' ? [] : [{ column, text, pieces: [...pieces] }];
    }),
  };
}
