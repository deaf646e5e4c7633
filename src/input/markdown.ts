import type { Script, ScriptMeta, Span } from '../model.js';
import { CopyText } from './copy-text.js';
import { type TextBlock, textBlocks } from './decode.js';
import { parseDirective } from './directive.js';
import { InputError } from './error.js';
import { frontMatter } from './front-matter.js';
import { columnOf, eachLine, placer } from './lines.js';
import { addInline } from './markdown-inline.js';
import { Outline } from './outline.js';
import type { Reader, ReadOptions } from './reader.js';
import type { Source } from './source.js';
import type { Structure } from './structure.js';

/**
 * Markdown, line by line. A full parser would read a million characters a second and want the whole file; what matters here
 * (headings, code, comments, tables, emphasis) is told by single lines. Where CommonMark and caution differ, text is copy.
 */
export const markdownReader: Reader = { format: 'markdown', read };

async function* read(source: Source, options: ReadOptions): AsyncGenerator<Script> {
  const parts = new MarkdownParts(source.path, options.structure);
  for await (const block of textBlocks(source, options.encoding)) yield await parts.next(block);
  if (!parts.anything) throw new InputError('empty', source.path);
}

const FENCE = /^(?:`{3,}(?=[^`]*$)|~{3,})/;
const CONTAINER = /(?:>[ \t]?|[-*+][ \t]+(?:\[[ xX]\][ \t]+)?|\d{1,9}[.)][ \t]+)/y;
const HEADING = /^#{1,6}(?=[ \t]|$)/;
const RULE = /^(?:(?:\*[ \t]*){3,}|(?:-[ \t]*){3,}|(?:_[ \t]*){3,}|=+)$/;
const TABLE_RULE = /^\|?[ \t]*:?-+:?[ \t]*(?:\|[ \t]*:?-+:?[ \t]*)*\|?$/;
/** A first character that opens no block: anything but marks and digits. */
const PLAIN_LINE = /[^\s!-@[-`{-~]/;
const REFERENCE = /^\[[^\]^][^\]]*\]:[ \t]*\S+/;
const RAW = /^<(script|style|pre|textarea)(?=[\s>]|$)/i;

export class MarkdownParts {
  anything = false;
  private offset = 0;
  private copied = 0;
  private line = 1;
  private meta: ScriptMeta = {};
  private readonly outline = new Outline();
  private copy = new CopyText();
  /** what we are inside of, over lines and parts */
  private fence: string | undefined;
  private raw: RegExp | undefined;
  private comment: { start: number; line: number; text: string } | undefined;
  private table = false;
  private lastLine = 0;

  constructor(
    private readonly path: string,
    private readonly structure: Structure,
  ) {}

  async next(block: TextBlock): Promise<Script> {
    const first = this.offset === 0;
    const head = first ? await frontMatter(block.text, this.path, this.structure) : undefined;
    if (head) {
      this.meta = head.meta;
      this.anything = true;
    }
    const copy = new CopyText();
    this.copy = copy;
    const lines = eachLine(block.text, (start, end, index) => {
      if (start < (head?.end ?? 0)) return;
      this.anything = true;
      this.visit(block.text, start, end, this.line + index);
    });
    const place = placer(block.text, this.line);
    const offset = this.offset;
    const text = copy.text;
    const script: Script = {
      path: this.path,
      format: 'markdown',
      text,
      ...this.outline.part(text.length, block.last),
      meta: this.meta,
      part: { offset: this.copied, line: this.line, first, last: block.last },
      locate: (at) => place(copy.offset(at)),
      origin: (span) => {
        const found = copy.span(span);
        return { start: found.start + offset, end: found.end + offset };
      },
      stretches: (span) => copy.stretches(span).map((s) => ({ ...s, from: s.from + offset, to: s.to + offset })),
      encoding: { name: block.encoding, bom: block.bom },
    };
    this.offset += block.text.length;
    this.copied += text.length;
    this.line += lines;
    return script;
  }

  private visit(text: string, start: number, end: number, line: number): void {
    if (line > this.lastLine + 1) this.table = false;
    this.lastLine = line;
    if (this.comment) {
      this.goOn(text, start, end, line);
      return;
    }
    if (this.raw) {
      if (this.raw.test(text.slice(start, end))) this.raw = undefined;
      return;
    }
    if (this.fence === undefined && PLAIN_LINE.test(text[start]!) && !text.slice(start, end).includes('<!--')) {
      // Nearly every line of a script: nothing opens with such a character.
      this.content(text, start, end, line);
      return;
    }
    const from = this.fence === undefined ? skipContainers(text, start, end) : start;
    const rest = text.slice(from, end);
    if (this.inFence(rest)) return;
    if (from >= end || RULE.test(rest) || REFERENCE.test(rest)) return;
    const raw = RAW.exec(rest);
    if (raw) {
      const close = new RegExp(`</${raw[1]}>`, 'i');
      if (!close.test(rest)) this.raw = close;
      return;
    }
    if (rest.includes('<!--')) this.withComments(text, from, end, line);
    else this.content(text, from, end, line);
  }

  private inFence(rest: string): boolean {
    if (this.fence !== undefined) {
      const close = skipped(rest);
      const mark = this.fence;
      if (close.startsWith(mark) && new RegExp(`^${mark[0]}+$`).test(close)) this.fence = undefined;
      return true;
    }
    this.fence = FENCE.exec(rest)?.[0];
    return this.fence !== undefined;
  }

  /** Copy around comments; the comments themselves may speak to koubo. */
  private withComments(text: string, start: number, end: number, line: number): void {
    let from = start;
    const after: (() => void)[] = [];
    while (from < end) {
      const open = text.indexOf('<!--', from);
      if (open < 0 || open >= end) break;
      this.trimmed(text, from, open, line);
      const close = text.indexOf('-->', open + 4);
      if (close < 0 || close >= end) {
        this.comment = { start: this.offset + open, line, text: text.slice(open + 4, end) };
        from = end;
        break;
      }
      const span = { start: this.offset + open, end: this.offset + close + 3 };
      const said = text.slice(open + 4, close);
      const column = columnOf(text, open);
      after.push(() => this.direct(said, span, line, column));
      from = close + 3;
    }
    this.trimmed(text, from, end, line);
    for (const act of after) act();
  }

  private goOn(text: string, start: number, end: number, line: number): void {
    const comment = this.comment!;
    // Within the line only: looking on to the end of the block from every line would cost its square.
    const found = text.slice(start, end).indexOf('-->');
    const close = start + found;
    if (found < 0) {
      if (comment.text.length < 4096) comment.text += `\n${text.slice(start, end)}`;
      return;
    }
    this.comment = undefined;
    this.direct(
      `${comment.text}\n${text.slice(start, close)}`,
      { start: comment.start, end: this.offset + close + 3 },
      line,
    );
    this.trimmed(text, close + 3, end, line);
  }

  /** A comment over several lines counts for its last, and is told there. */
  private direct(comment: string, span: Span, line: number, column = 1): void {
    const directive = parseDirective(comment.trim());
    if (directive) this.outline.direct(directive, span, line, line, { column });
  }

  private trimmed(text: string, start: number, end: number, line: number): void {
    const from = start + (/^\s*/u.exec(text.slice(start, end))?.[0].length ?? 0);
    if (from < end) this.content(text, from, from + text.slice(from, end).trimEnd().length, line);
  }

  private content(text: string, start: number, end: number, line: number): void {
    const heading = text[start] === '#' ? HEADING.exec(text.slice(start, Math.min(end, start + 8))) : null;
    if (heading) {
      const title = new CopyText();
      addInline(title, text, start + heading[0].length, end, 0);
      this.outline.section(title.text.replace(/[ \t]+#+[ \t]*$/u, '').trim(), this.copy.length);
      return;
    }
    const rest = text.slice(start, end);
    if (rest.includes('|')) {
      if (this.table || rest.startsWith('|')) {
        this.row(text, start, end, line);
        return;
      }
      if (TABLE_RULE.test(rest)) {
        this.table = true;
        return;
      }
    }
    this.say(text, start, end, line);
  }

  private row(text: string, start: number, end: number, line: number): void {
    if (TABLE_RULE.test(text.slice(start, end))) {
      this.table = true;
      return;
    }
    let from = start;
    for (let at = start; at <= end; at += 1) {
      if (at < end && (text[at] !== '|' || text[at - 1] === '\\')) continue;
      const cell = text.slice(from, at);
      const lead = cell.length - cell.trimStart().length;
      if (cell.trim() !== '') this.say(text, from + lead, from + cell.trimEnd().length, line);
      from = at + 1;
    }
  }

  private say(text: string, start: number, end: number, line: number): void {
    const opening = this.structure.opening(text, start, end);
    if (opening?.title !== undefined) this.outline.section(opening.title, this.copy.length);
    const from = opening?.start ?? start;
    if (from >= end) return;
    const at = this.copy.length;
    addInline(this.copy, text, from, end, 0);
    // Markup at either end may have left space: <br>, a paragraph's tag.
    const said = this.copy.since(at);
    const to = at + said.trimEnd().length;
    const first = at + said.length - said.trimStart().length;
    if (said === '') return;
    // Utterances stay apart in the copy, as lines do in a file.
    this.copy.add('\n', end);
    if (first >= to) return;
    this.outline.say(first, to, opening?.role ?? 'unknown', line, opening);
  }
}

/** Where the line's own text starts behind quote marks and list markers. */
function skipContainers(text: string, start: number, end: number): number {
  let at = start;
  while (at < end) {
    CONTAINER.lastIndex = at;
    const found = CONTAINER.exec(text);
    // `- - -` is a rule, not three lists.
    if (found === null || CONTAINER.lastIndex > end || (at === start && RULE.test(text.slice(at, end)))) return at;
    at = CONTAINER.lastIndex;
  }
  return at;
}

const skipped = (line: string): string => line.slice(skipContainers(line, 0, line.length)).trim();
