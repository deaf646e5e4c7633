import { CopyText } from '../../input/copy-text.js';
import { openOffice } from '../../input/office/container.js';
import { MAIN, type TextCell, xlsxProse } from '../../input/office/xlsx.js';
import { readXml } from '../../input/office/xml.js';
import type { Zip } from '../../input/office/zip.js';
import { memorySource } from '../../input/source.js';
import { PLAIN } from '../../input/structure.js';
import { applied, editsOf } from '../edits.js';
import { Refusal } from '../refusal.js';
import type { Edit, OpenWriter } from '../types.js';
import { officePlans } from './office-plans.js';
import { textEdits, xmlPart } from './xml-text.js';
import { rewriteZip } from './zip-write.js';

const STRINGS = 'xl/sharedStrings.xml';

/**
 * Only the cells concerned change. A string that other cells share is left to them: the changed cell gets a new one, with
 * the runs of the old. What a formula computes is not written.
 */
export const xlsxWriter: OpenWriter = async (bytes, _scripts, path) => {
  const zip = await openOffice(memorySource(bytes, path), 'xlsx', MAIN);
  const cells: TextCell[] = [];
  xlsxProse(zip, PLAIN, path, cells);
  const texts = new Map<string, string>();
  const xmlOf: XmlOf = (part) => {
    const known = texts.get(part) ?? zip.text(part);
    texts.set(part, known);
    return known;
  };
  return {
    plans(change) {
      const plans = officePlans(zip, change);
      for (const edit of plans.flat()) writable(xmlOf, cellAt(cells, edit));
      return plans;
    },
    async write(edits) {
      const byCell = new Map<TextCell, Edit[]>();
      for (const edit of edits) {
        const cell = cellAt(cells, edit);
        const own = { start: edit.start - cell.at, end: edit.end - cell.at, text: edit.text };
        byCell.set(cell, [...(byCell.get(cell) ?? []), own]);
      }
      return rewriteZip(zip, new Workbook(zip, xmlOf, cells, path).changed(byCell));
    },
  };
};

function cellAt(cells: readonly TextCell[], edit: Edit): TextCell {
  let low = 0;
  let high = cells.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (cells[middle]!.at <= edit.start) low = middle;
    else high = middle - 1;
  }
  const cell = cells[low];
  if (!cell || edit.end > cell.at + cell.text.length) throw new Refusal('structure');
  return cell;
}

/** An XML file of the archive, unpacked once. */
type XmlOf = (part: string) => string;

function writable(xmlOf: XmlOf, cell: TextCell): void {
  const xml = xmlOf(cell.part).slice(cell.from, cell.to);
  const name = /\br="([A-Z]+\d+)"/.exec(xml)?.[1] ?? '';
  if (/<(?:\w+:)?f[\s/>]/.test(xml)) throw new Refusal('formula', name);
  if (cell.type !== 's' && cell.type !== 'inlineStr' && cell.type !== 'str') throw new Refusal('structure');
}

/** The XML files that change, from the edits of cells. */
class Workbook {
  private readonly edits = new Map<string, Edit[]>();
  private readonly users = new Map<number, number>();
  private strings: { start: number; end: number }[] | undefined;
  private added: string[] = [];

  constructor(
    private readonly zip: Zip,
    private readonly xmlOf: XmlOf,
    cells: readonly TextCell[],
    private readonly path: string,
  ) {
    for (const { shared } of cells) if (shared !== undefined) this.users.set(shared, (this.users.get(shared) ?? 0) + 1);
  }

  changed(byCell: ReadonlyMap<TextCell, readonly Edit[]>): Map<string, Buffer> {
    for (const [cell, edits] of byCell) {
      if (cell.shared === undefined) this.inPlace(cell, edits);
      else this.shared(cell, cell.shared, edits);
    }
    const contents = new Map<string, Buffer>();
    for (const [name, edits] of this.edits) {
      const part = xmlPart(this.zip, name);
      let text = applied(part.text, edits);
      if (name === STRINGS && this.added.length > 0) text = counted(text, this.added.length);
      contents.set(name, part.bytes(text));
    }
    return contents;
  }

  private edit(part: string, ...edits: Edit[]): void {
    this.edits.set(part, [...(this.edits.get(part) ?? []), ...edits]);
  }

  private inPlace(cell: TextCell, edits: readonly Edit[]): void {
    const xml = this.xmlOf(cell.part).slice(cell.from, cell.to);
    for (const edit of itemEdits(xml, edits, this.path))
      this.edit(cell.part, { ...edit, start: edit.start + cell.from, end: edit.end + cell.from });
  }

  private shared(cell: TextCell, index: number, edits: readonly Edit[]): void {
    const all = this.xmlOf(STRINGS);
    this.strings ??= items(all, this.path);
    const item = this.strings[index];
    if (!item) throw new Refusal('structure');
    const xml = all.slice(item.start, item.end);
    const inside = itemEdits(xml, edits, this.path);
    if (this.users.get(index) === 1) {
      this.edit(
        STRINGS,
        ...inside.map((edit) => ({ ...edit, start: edit.start + item.start, end: edit.end + item.start })),
      );
      return;
    }
    const end = /<\/(?:\w+:)?sst\s*>\s*$/.exec(all)?.index;
    if (end === undefined) throw new Refusal('structure');
    const number = this.strings.length + this.added.length;
    this.added.push(applied(xml, inside));
    // Insertions at one place would be told apart by nothing but their order: one grows instead.
    const insertion = this.edits.get(STRINGS)?.find((edit) => edit.start === end && edit.end === end);
    if (insertion) insertion.text = this.added.join('');
    else this.edit(STRINGS, { start: end, end, text: this.added.join('') });
    this.users.set(index, this.users.get(index)! - 1);
    const own = this.xmlOf(cell.part).slice(cell.from, cell.to);
    const value = /<((?:\w+:)?v)(?:\s[^<>]*)?>\s*(\d+)\s*<\/\1\s*>/.exec(own);
    if (!value) throw new Refusal('structure');
    const start = cell.from + value.index + value[0].indexOf('>') + 1;
    const length = value[0].lastIndexOf('</') - value[0].indexOf('>') - 1;
    this.edit(cell.part, { start, end: start + length, text: String(number) });
  }
}

/** Where each string of the shared ones stands. */
function items(xml: string, path: string): { start: number; end: number }[] {
  const found: { start: number; end: number }[] = [];
  readXml(
    xml,
    {
      open: (name, _, from) => {
        if (name === 'si') found.push({ start: from, end: from });
      },
      close: (name, to) => {
        if (name === 'si') found.at(-1)!.end = to;
      },
    },
    path,
  );
  return found;
}

/** Edits of a cell's text → edits of the XML that holds it, over its runs. Readings above the words fall away. */
function itemEdits(xml: string, edits: readonly Edit[], path: string): Edit[] {
  const copy = new CopyText();
  const gone: Edit[] = [];
  let reading = 0;
  let inText = false;
  readXml(
    xml,
    {
      open(name, _, from) {
        if (name === 'rPh') {
          reading += 1;
          gone.push({ start: from, end: from, text: '' });
        } else if (name === 't' || name === 'v') inText = reading === 0;
      },
      text(text, from, size) {
        if (inText) addEscaped(copy, text, from, size);
      },
      close(name, to) {
        if (name === 'rPh') {
          reading -= 1;
          gone.at(-1)!.end = to;
        } else if (name === 't' || name === 'v') inText = false;
      },
    },
    path,
  );
  const stretches = copy.stretches({ start: 0, end: copy.length });
  const inside = edits.flatMap((edit) => editsOf(edit, stretches));
  // What looks like an escape of Excel's must not become one.
  const safe = inside.map((edit) => ({ ...edit, text: edit.text.replace(/_(?=x[0-9A-Fa-f]{4}_)/g, '_x005F_') }));
  return [...textEdits(xml, safe), ...gone];
}

/** Excel writes control characters as `_x000D_`: one character of the cell. */
function addEscaped(copy: CopyText, text: string, from: number, size: number): void {
  if (text.length !== size) {
    copy.add(text, from, size);
    return;
  }
  let at = 0;
  for (const { 0: found, 1: code, index } of text.matchAll(/_x([0-9A-Fa-f]{4})_/g)) {
    copy.add(text.slice(at, index), from + at);
    copy.add(String.fromCharCode(Number.parseInt(code!, 16)), from + index, found.length);
    at = index + found.length;
  }
  copy.add(text.slice(at), from + at);
}

/** `uniqueCount` is the number of strings; `count`, of cells that use one, stays. */
function counted(xml: string, more: number): string {
  return xml.replace(/(<(?:\w+:)?sst\b[^>]*?\suniqueCount=")(\d+)(")/, (_, before, count, after) => {
    return `${before}${Number(count) + more}${after}`;
  });
}
