import type { Place, Role, Utterance } from '../../model.js';
import type { CopyText } from '../copy-text.js';
import { parseDirective } from '../directive.js';
import { stretches } from '../lines.js';
import type { Outline } from '../outline.js';
import type { ColumnKind, Structure } from '../structure.js';
import { clock } from '../subtitles/cue.js';

/** One cell with something in it. Column 0 is the first. */
export interface Cell {
  column: number;
  /** what it says; adding `pieces` to the copy gives this very text */
  text: string;
  pieces: { text: string; from: number; size: number }[];
  /** the whole field in the file's text, quote marks included; absent in formats that are no text */
  span?: { start: number; end: number };
}

export interface Row {
  /** 1-based, as the table counts */
  number: number;
  /** 1-based lines of the file; where a format has none, a count over the whole file */
  line: number;
  lastLine: number;
  /** the row in the file's text, for comments; absent in formats that are no text */
  span?: { start: number; end: number };
  cells: Cell[];
}

/** Where a stretch of the copy comes from. */
export interface CellPlace {
  start: number;
  sheet?: string;
  cell: string;
  row: number;
  line: number;
  time?: number;
  speaker?: string;
}

const HEADER_ROWS = 5;

/** Turns rows into utterances, by the header where one is recognised; without one, every cell with words is copy. */
export class Table {
  private kinds: Map<number, ColumnKind> | undefined;
  private rows = 0;
  private product: string | undefined;

  constructor(
    private readonly copy: CopyText,
    private readonly outline: Outline,
    private readonly structure: Structure,
    private readonly places: CellPlace[],
    private readonly sheet?: string,
    /** a cell's name → how its place is told, in formats that have no lines */
    private readonly label?: (cell: string) => string,
  ) {}

  add(row: Row): void {
    if (row.cells.length === 0) return;
    this.rows += 1;
    if (this.kinds === undefined && this.rows <= HEADER_ROWS && this.header(row)) return;
    const kinds = this.kinds;
    const of = (kind: ColumnKind): string | undefined =>
      row.cells.find((cell) => kinds?.get(cell.column) === kind)?.text.trim() || undefined;
    const product = of('product');
    if (product !== undefined && product !== this.product) {
      this.product = product;
      this.outline.section(product.slice(0, 60), this.copy.length);
    }
    const speaker = of('speaker');
    const time = timeOf(of('time'), of('end'));
    const role = speaker === undefined ? 'unknown' : this.structure.roleOfSpeaker(speaker);
    for (const cell of row.cells) {
      if (kinds ? kinds.get(cell.column) === 'text' : /\p{L}/u.test(cell.text))
        this.say(row, cell, role, speaker, time);
    }
    if (kinds) for (const cell of row.cells) if (kinds.get(cell.column) === 'suppress') this.suppress(row, cell);
  }

  /** Whether this row names the columns: one that holds copy, or two of any kind. */
  private header(row: Row): boolean {
    const kinds = new Map<number, ColumnKind>();
    for (const { column, text } of row.cells) {
      const kind = text.length > 30 ? undefined : this.structure.columnKind(text);
      if (kind !== undefined) kinds.set(column, kind);
    }
    const found = [...kinds.values()];
    if (!found.includes('text') || row.cells.some(({ text }) => text.length > 30)) return false;
    // One known column may be a title that happens to hold the word, or copy.
    const lone = found.length === 1;
    if (lone && row.cells.length === 1 && row.cells[0]!.text.trim().length > 4) return false;
    if (lone && row.cells.some(({ text }) => text.length > 8)) return false;
    this.kinds = kinds;
    return true;
  }

  private say(row: Row, cell: Cell, role: Role, speaker: string | undefined, time: Utterance['time']): void {
    const base = this.copy.length;
    this.places.push({
      start: base,
      cell: `${columnName(cell.column)}${row.number}`,
      row: row.number,
      line: row.line,
      ...(this.sheet === undefined ? {} : { sheet: this.sheet }),
      ...(time === undefined ? {} : { time: time.start }),
      ...(speaker === undefined ? {} : { speaker }),
    });
    for (const { text, from, size } of cell.pieces) this.copy.add(text, from, size);
    // Lines in a cell are lines of the script.
    for (const { text: line, index } of stretches(cell.text)) {
      const lead = line.length - line.trimStart().length;
      const end = index + line.trimEnd().length;
      const start = index + lead;
      if (start >= end) continue;
      const opening = this.structure.opening(cell.text, start, end);
      if (opening?.title !== undefined && this.product === undefined) this.outline.section(opening.title, base + start);
      const from = opening?.start ?? start;
      if (from >= end) continue;
      const who = opening?.speaker ?? speaker;
      const more = {
        lastLine: row.lastLine,
        ...(who === undefined ? {} : { speaker: who }),
        ...(time === undefined ? {} : { time }),
      };
      this.outline.say(
        base + from,
        base + end,
        opening && opening.role !== 'unknown' ? opening.role : role,
        row.line,
        more,
      );
    }
    const last = cell.pieces.at(-1)!;
    this.copy.add('\n', last.from + last.size, 0);
  }

  /** A cell of the koubo column: `RULE -- reason`, with or without `koubo-disable` before it. It covers its row. */
  private suppress(row: Row, cell: Cell): void {
    const text = cell.text.trim();
    const directive = parseDirective(text.startsWith('koubo-') ? text : `koubo-disable-line ${text}`);
    if (!directive) return;
    const kind = directive.kind === 'block' ? 'line' : directive.kind;
    const span = row.span ?? { start: this.copy.length, end: this.copy.length };
    const name = `${columnName(cell.column)}${row.number}`;
    const sheet = this.sheet === undefined ? {} : { sheet: this.sheet };
    this.outline.direct({ ...directive, kind }, span, row.line, row.lastLine, {
      ...(this.label ? { label: this.label(name) } : {}),
      at: { cell: name, row: row.number, ...sheet },
    });
  }
}

function timeOf(start: string | undefined, end: string | undefined): Utterance['time'] {
  if (start === undefined) return undefined;
  const [first, second] = start.split(/\s*(?:-->|[-–—~至到])\s*/u);
  const from = moment(first ?? '');
  if (from === undefined) return undefined;
  return { start: from, end: moment(end ?? second ?? '') ?? from };
}

/** A clock time, or a spreadsheet's share of a day. */
function moment(text: string): number | undefined {
  const time = clock(text);
  if (time !== undefined) return time;
  return /^0?\.\d+$/.test(text) ? Math.round(Number(text) * 86_400_000) : undefined;
}

/** 0 → A, 26 → AA. */
export function columnName(column: number): string {
  let name = '';
  for (let rest = column; rest >= 0; rest = Math.floor(rest / 26) - 1)
    name = String.fromCharCode(65 + (rest % 26)) + name;
  return name;
}

export function cellAt(places: readonly CellPlace[], offset: number): CellPlace | undefined {
  if (places.length === 0) return undefined;
  let low = 0;
  let high = places.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (places[middle]!.start <= offset) low = middle;
    else high = middle - 1;
  }
  return places[low];
}

export function detailOf({ cell, row, sheet, time, speaker }: CellPlace): NonNullable<Place['at']> {
  return {
    cell,
    row,
    ...(sheet === undefined ? {} : { sheet }),
    ...(time === undefined ? {} : { time }),
    ...(speaker === undefined ? {} : { speaker }),
  };
}
