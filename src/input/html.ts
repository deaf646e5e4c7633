import { Parser } from 'htmlparser2';
import { decode, encodingNamed } from './decode.js';
import { InputError } from './error.js';
import { placer } from './lines.js';
import { type Piece, Prose, rowOf } from './prose.js';
import type { Reader } from './reader.js';
import { readWhole } from './source.js';
import type { Structure } from './structure.js';

const MAX_BYTES = 64 * 2 ** 20;

/** The parser's time grows with the square of it. */
const MAX_DEPTH = 2000;

const SILENT = new Set([
  'script',
  'style',
  'head',
  'template',
  'noscript',
  'svg',
  'iframe',
  'object',
  'select',
  'textarea',
  'pre',
  'rt',
  'rp',
]);
const INLINE = new Set(
  'a abbr b bdi bdo big cite code data del dfn em font i ins kbd label mark q ruby rb s samp small span strike strong sub sup time tt u var wbr img'.split(
    ' ',
  ),
);
const HEADING = /^h[1-6]$/;

export const htmlReader: Reader = {
  format: 'html',
  async *read(source, { structure, encoding }) {
    const bytes = await readWhole(source, MAX_BYTES);
    const { text } = decode(bytes, source.path, encoding ?? declared(bytes, source.path));
    if (text.trim() === '') throw new InputError('empty', source.path);
    const page = new Page(text, structure);
    page.read(source.path);
    if (page.prose.said === 0) throw new InputError('no-copy', source.path, { format: 'html' });
    yield page.script(source.path);
  },
};

/** What the page says of its own encoding, if it is one that koubo reads and the bytes are no UTF-8. */
function declared(bytes: Buffer, path: string): string | undefined {
  const name = /<meta[^>]{0,200}charset\s*=\s*["']?([\w-]+)/i.exec(bytes.subarray(0, 2048).toString('latin1'))?.[1];
  if (name === undefined || /^utf-?8$/i.test(name)) return undefined;
  try {
    return encodingNamed(name, path);
  } catch {
    return undefined;
  }
}

class Page {
  readonly prose: Prose;
  private readonly place: ReturnType<typeof placer>;
  private pieces: Piece[] = [];
  private silent = 0;
  private heading = false;
  private tables = 0;
  private depth = 0;
  private rows: Piece[][][] = [];

  constructor(
    private readonly text: string,
    structure: Structure,
  ) {
    this.prose = new Prose(structure);
    this.place = placer(text);
  }

  read(path: string): void {
    let depth = 0;
    const parser = new Parser(
      {
        onopentag: (name) => {
          depth += 1;
          if (depth > MAX_DEPTH) throw new InputError('too-deep', path, { limit: MAX_DEPTH });
          this.open(name);
        },
        ontext: (text) => {
          if (this.silent === 0) this.add(text, parser.startIndex, parser.endIndex + 1 - parser.startIndex);
        },
        onclosetag: (name) => {
          depth -= 1;
          this.close(name);
        },
        oncomment: (comment) => {
          if (!/^\s*koubo-/.test(comment)) return;
          this.flush();
          this.prose.direct(comment, this.place(parser.startIndex).line);
        },
      },
      { decodeEntities: true, lowerCaseTags: true },
    );
    parser.end(this.text);
    this.flush();
  }

  script(path: string): ReturnType<Prose['script']> {
    const { copy } = this.prose;
    const script = this.prose.script(path, 'html');
    // The file has lines: a place is where it stands in the source.
    return {
      ...script,
      locate: (offset) => ({ ...this.place(copy.offset(offset)) }),
      origin: (span) => copy.span(span),
    };
  }

  private linesOf(pieces: readonly Piece[]): { line: number; lastLine: number } | undefined {
    const said = pieces.filter(({ text }) => text.trim() !== '');
    if (said.length === 0) return undefined;
    return { line: this.place(said[0]!.from).line, lastLine: this.place(said.at(-1)!.from).line };
  }

  private open(name: string): void {
    if (SILENT.has(name)) this.silent += 1;
    if (this.silent > 0) return;
    if (name === 'br') this.add('\n', this.pieces.at(-1)?.from ?? 0, 0);
    else if (!INLINE.has(name)) this.flush();
    if (HEADING.test(name)) this.heading = true;
    if (name === 'table') {
      this.depth += 1;
      if (this.depth === 1) this.rows = [];
    } else if (name === 'tr' && this.depth === 1) this.rows.push([]);
    else if ((name === 'td' || name === 'th') && this.depth === 1) this.rows.at(-1)?.push([]);
  }

  private close(name: string): void {
    if (SILENT.has(name)) {
      this.silent = Math.max(0, this.silent - 1);
      return;
    }
    if (this.silent > 0) return;
    if (!INLINE.has(name)) this.flush();
    if (HEADING.test(name)) this.heading = false;
    if (name !== 'table' || this.depth === 0) return;
    this.depth -= 1;
    if (this.depth > 0) return;
    this.tables += 1;
    const number = this.tables;
    this.prose.table(
      this.rows.map((cells, index) => ({ ...rowOf(index + 1, cells), ...this.linesOf(cells.flat()) })),
      undefined,
      (cell) => `table ${number} ${cell}`,
      { table: number },
    );
  }

  /** White space of the source is one space; the copy keeps where it stood. */
  private add(text: string, from: number, size: number): void {
    if (!/[ \t\r\n\f]{2,}|[\t\r\n\f]/.test(text) || size === 0 || text.length !== size) {
      this.pieces.push({ text, from, size });
      return;
    }
    for (const match of text.matchAll(/[ \t\r\n\f]+|[^ \t\r\n\f]+/g)) {
      const space = /^[ \t\r\n\f]/.test(match[0]);
      if (!space) this.pieces.push({ text: match[0], from: from + match.index, size: match[0].length });
      else if (this.wantsSpace(text[match.index + match[0].length])) {
        this.pieces.push({ text: ' ', from: from + match.index, size: match[0].length });
      }
    }
  }

  /** A line break between Chinese characters in the source is no space on the page of most editors, and none in speech. */
  private wantsSpace(next: string | undefined): boolean {
    const before = this.pieces.at(-1)?.text.at(-1);
    return before !== undefined && next !== undefined && !/[\u2e80-\u9fff\uff00-\uffef]/.test(before + next);
  }

  private flush(): void {
    const { pieces } = this;
    this.pieces = [];
    if (pieces.length === 0 || pieces.every(({ text }) => text.trim() === '')) return;
    if (this.depth > 0) {
      const cell = this.rows.at(-1)?.at(-1);
      if (!cell) return;
      const last = cell.at(-1);
      if (last) cell.push({ text: '\n', from: last.from + last.size, size: 0 });
      cell.push(...pieces);
      return;
    }
    if (this.heading) this.prose.heading(pieces.map((piece) => piece.text).join(''));
    else this.prose.paragraph(pieces, this.linesOf(pieces));
  }
}
