import { InputError } from '../error.js';
import { type Piece, Prose, rowOf } from '../prose.js';
import type { Reader } from '../reader.js';
import type { Structure } from '../structure.js';
import { openOffice } from './container.js';
import { attribute, readXml } from './xml.js';
import type { Zip } from './zip.js';

export const docxReader: Reader = {
  format: 'docx',
  async *read(source, { structure }) {
    const zip = await openOffice(source, 'docx', MAIN);
    const prose = docxProse(zip, structure, source.path);
    if (prose.said === 0) throw new InputError('no-copy', source.path, { format: 'docx' });
    yield prose.script(source.path, 'docx');
  },
};

export const MAIN = /^word\/document\d*\.xml$/;

/** Copy of the body; `copy` of the result maps it to offsets in the XML of the body. */
export function docxProse(zip: Zip, structure: Structure, path: string): Prose {
  const headings = zip.has('word/styles.xml') ? headingStyles(zip.text('word/styles.xml'), path) : new Set<string>();
  const body = new Body(structure, headings);
  const name = zip.names.find((each) => MAIN.test(each))!;
  readXml(zip.text(name), body, path);
  return body.prose;
}

/** Ids of the styles that make a paragraph a heading. */
function headingStyles(xml: string, path: string): Set<string> {
  const found = new Set<string>();
  let id = '';
  readXml(
    xml,
    {
      open(name, attributes) {
        if (name === 'style') id = attribute(attributes, 'styleId') ?? '';
        const value = attribute(attributes, 'val') ?? '';
        if (name === 'name' && /^(?:heading \d|title$|标题)/i.test(value)) found.add(id);
        if (name === 'outlineLvl' && Number(value) < 9) found.add(id);
      },
    },
    path,
  );
  return found;
}

interface Paragraph {
  pieces: Piece[];
  heading: boolean;
}

/** Deletions and moves away are gone, alternatives are said twice, and readings stand above the words. */
const SILENT = new Set([
  'del',
  'moveFrom',
  'Fallback',
  'rt',
  'instrText',
  'delText',
  'pPrChange',
  'rPrChange',
  'sectPr',
]);

class Body {
  readonly prose: Prose;
  private silent = 0;
  private inText = false;
  private inProperties = 0;
  private readonly stack: Paragraph[] = [];
  private paragraphs = 0;
  private tables = 0;
  /** depth of tables, and the outermost one's rows */
  private depth = 0;
  private rows: Piece[][][] = [];

  constructor(
    structure: Structure,
    private readonly headings: ReadonlySet<string>,
  ) {
    this.prose = new Prose(structure);
  }

  open(name: string, attributes: Record<string, string>): void {
    if (SILENT.has(name)) this.silent += 1;
    if (this.silent > 0) return;
    const paragraph = this.stack.at(-1);
    switch (name) {
      case 'p':
        this.stack.push({ pieces: [], heading: false });
        break;
      case 'pPr':
        this.inProperties += 1;
        break;
      case 'pStyle':
        if (paragraph && this.headings.has(attribute(attributes, 'val') ?? '')) paragraph.heading = true;
        break;
      case 'outlineLvl':
        if (paragraph && Number(attribute(attributes, 'val')) < 9) paragraph.heading = true;
        break;
      case 't':
        this.inText = true;
        break;
      case 'tab':
        if (this.inProperties === 0) this.add('\t');
        break;
      case 'br':
      case 'cr':
        this.add('\n');
        break;
      case 'noBreakHyphen':
        this.add('-');
        break;
      case 'tbl':
        this.depth += 1;
        if (this.depth === 1) this.rows = [];
        break;
      case 'tr':
        if (this.depth === 1) this.rows.push([]);
        break;
      case 'tc':
        if (this.depth === 1) this.rows.at(-1)?.push([]);
        break;
    }
  }

  text(text: string, from: number, size: number): void {
    if (this.inText && this.silent === 0) this.stack.at(-1)?.pieces.push({ text, from, size });
  }

  close(name: string): void {
    if (SILENT.has(name)) {
      this.silent -= 1;
      return;
    }
    if (this.silent > 0) return;
    if (name === 't') this.inText = false;
    else if (name === 'pPr') this.inProperties -= 1;
    else if (name === 'p') this.endParagraph();
    else if (name === 'tbl') {
      this.depth -= 1;
      if (this.depth === 0) this.endTable();
    }
  }

  private add(text: string): void {
    const pieces = this.stack.at(-1)?.pieces;
    const last = pieces?.at(-1);
    pieces?.push({ text, from: last ? last.from + last.size : 0, size: 0 });
  }

  private endParagraph(): void {
    const paragraph = this.stack.pop();
    if (!paragraph) return;
    const { pieces, heading } = paragraph;
    if (this.depth > 0) {
      const cell = this.rows.at(-1)?.at(-1);
      if (!cell) return;
      const last = cell.at(-1);
      if (last && pieces.length > 0) cell.push({ text: '\n', from: last.from + last.size, size: 0 });
      cell.push(...pieces);
      return;
    }
    this.paragraphs += 1;
    if (heading && this.stack.length === 0) this.prose.heading(pieces.map((piece) => piece.text).join(''));
    else this.prose.paragraph(pieces, { label: `paragraph ${this.paragraphs}`, at: { paragraph: this.paragraphs } });
  }

  private endTable(): void {
    this.tables += 1;
    const number = this.tables;
    const rows = this.rows.map((cells, index) => rowOf(index + 1, cells));
    this.prose.table(rows, undefined, (cell) => `table ${number} ${cell}`, { table: number });
  }
}
