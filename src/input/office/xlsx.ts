import { posix } from 'node:path';
import { InputError } from '../error.js';
import { type Piece, Prose } from '../prose.js';
import type { Reader } from '../reader.js';
import type { Structure } from '../structure.js';
import type { Row } from '../tables/table.js';
import { openOffice } from './container.js';
import { attribute, readXml } from './xml.js';
import type { Zip } from './zip.js';

/** More cells with words than this are no script, and would fill the memory. */
const MAX_CELLS = 1_000_000;
export const MAIN = /^xl\/workbook\.xml$/;

export const xlsxReader: Reader = {
  format: 'xlsx',
  async *read(source, { structure }) {
    const zip = await openOffice(source, 'xlsx', MAIN);
    const prose = xlsxProse(zip, structure, source.path);
    if (prose.said === 0) throw new InputError('no-copy', source.path, { format: 'xlsx' });
    yield prose.script(source.path, 'xlsx');
  },
};

/** A cell that holds text, for the writer. */
export interface TextCell {
  /** where its text starts in the texts of all cells, one behind the other, a unit apart */
  at: number;
  text: string;
  /** name of the sheet's XML in the archive, and the `<c>` element in it */
  part: string;
  from: number;
  to: number;
  /** as in the file: `s` shared, `inlineStr`, `str`, … */
  type: string;
  /** number of the shared string */
  shared?: number;
}

/** `cells`, where given, is filled with every cell that holds text. */
export function xlsxProse(zip: Zip, structure: Structure, path: string, cells?: TextCell[]): Prose {
  const shared = zip.has('xl/sharedStrings.xml') ? sharedStrings(zip.text('xl/sharedStrings.xml'), path) : [];
  const prose = new Prose(structure);
  let at = 0;
  for (const { name, part } of sheets(zip, path)) {
    if (!zip.has(part)) continue;
    const { rows, next } = sheetRows(zip.text(part), { shared, path, part, at, cells });
    at = next;
    prose.table(rows, name, (cell) => `${name}!${cell}`);
  }
  return prose;
}

/** Sheets in the order of their tabs. */
export function sheets(zip: Zip, path: string): { name: string; part: string }[] {
  const targets = new Map<string, string>();
  const relations = 'xl/_rels/workbook.xml.rels';
  if (zip.has(relations)) {
    readXml(
      zip.text(relations),
      {
        open(name, attributes) {
          if (name !== 'Relationship') return;
          const target = attribute(attributes, 'Target') ?? '';
          const part = target.startsWith('/') ? target.slice(1) : posix.normalize(`xl/${target}`);
          targets.set(attribute(attributes, 'Id') ?? '', part);
        },
      },
      path,
    );
  }
  const found: { name: string; part: string }[] = [];
  readXml(
    zip.text('xl/workbook.xml'),
    {
      open(name, attributes) {
        if (name !== 'sheet') return;
        const part = targets.get(attributes['r:id'] ?? attribute(attributes, 'id') ?? '');
        found.push({
          name: attribute(attributes, 'name') ?? '',
          part: part ?? `xl/worksheets/sheet${found.length + 1}.xml`,
        });
      },
    },
    path,
  );
  return found;
}

/** Texts that cells refer to by number; readings above the words (rPh) are left out. */
function sharedStrings(xml: string, path: string): string[] {
  const found: string[] = [];
  let inText = false;
  let reading = 0;
  readXml(
    xml,
    {
      open(name) {
        if (name === 'si') found.push('');
        else if (name === 'rPh') reading += 1;
        else if (name === 't') inText = reading === 0;
      },
      text(text) {
        if (inText && found.length > 0) found[found.length - 1] += text;
      },
      close(name) {
        if (name === 't') inText = false;
        else if (name === 'rPh') reading -= 1;
      },
    },
    path,
  );
  return found;
}

type SheetRow = Omit<Row, 'line' | 'lastLine'>;

interface Sheet {
  shared: readonly string[];
  path: string;
  part: string;
  /** where its first text starts in the texts of all cells */
  at: number;
  cells: TextCell[] | undefined;
}

function sheetRows(xml: string, { shared, path, part, at, cells: texts }: Sheet): { rows: SheetRow[]; next: number } {
  const rows: SheetRow[] = [];
  let from = 0;
  let row: SheetRow | undefined;
  let cells = 0;
  let column = 0;
  let type = '';
  let value = '';
  let reading = 0;
  let inValue = false;
  readXml(
    xml,
    {
      open(name, attributes, start) {
        if (name === 'row') {
          row = { number: Number(attributes.r) || (rows.at(-1)?.number ?? 0) + 1, cells: [] };
          rows.push(row);
          column = -1;
        } else if (name === 'c') {
          column = attributes.r === undefined ? column + 1 : columnNumber(attributes.r);
          type = attributes.t ?? 'n';
          from = start;
          value = '';
        } else if (name === 'rPh') reading += 1;
        else if (name === 'v' || name === 't') inValue = reading === 0;
      },
      text(text) {
        if (inValue) value += text;
      },
      close(name, to) {
        if (name === 'rPh') reading -= 1;
        else if (name === 'v' || name === 't') inValue = false;
        else if (name === 'c' && row && value !== '') {
          const text = type === 's' ? (shared[Number(value)] ?? '') : type === 'e' ? '' : value;
          if (text.trim() === '') return;
          cells += 1;
          if (cells > MAX_CELLS) throw new InputError('bomb', path, { what: `> ${MAX_CELLS} cells` });
          const said = unescaped(text);
          const piece: Piece = { text: said, from: at, size: said.length };
          row.cells.push({ column, text: said, pieces: [piece] });
          texts?.push({
            ...{ at, text: said, part, from, to, type },
            ...(type === 's' ? { shared: Number(value) } : {}),
          });
          at += said.length + 1;
        }
      },
    },
    path,
  );
  return { rows, next: at };
}

/** `C7` → 2. */
function columnNumber(reference: string): number {
  let number = 0;
  for (const char of reference) {
    const at = char.charCodeAt(0) - 64;
    if (at < 1 || at > 26) break;
    number = number * 26 + at;
  }
  return number - 1;
}

/** Excel writes control characters as `_x000D_`. */
const unescaped = (text: string): string =>
  text.replace(/_x([0-9A-Fa-f]{4})_/g, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16)));
