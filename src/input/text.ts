import type { Script, ScriptMeta } from '../model.js';
import { type TextBlock, textBlocks } from './decode.js';
import { type Directive, parseDirective } from './directive.js';
import { InputError } from './error.js';
import { frontMatter } from './front-matter.js';
import { blank, columnOf, eachLine, placer } from './lines.js';
import { Outline } from './outline.js';
import type { Reader, ReadOptions } from './reader.js';
import type { Source } from './source.js';
import type { Structure } from './structure.js';

/** Plain text: each line that is not empty is an utterance. */
export const textReader: Reader = { format: 'text', read };

async function* read(source: Source, options: ReadOptions): AsyncGenerator<Script> {
  const parts = new TextParts(source.path, options.structure);
  for await (const block of textBlocks(source, options.encoding)) yield await parts.next(block);
  if (!parts.anything) throw new InputError('empty', source.path);
}

/** Turns the blocks of one file into Scripts, in order. */
export class TextParts {
  anything = false;
  private offset = 0;
  private line = 1;
  private meta: ScriptMeta = {};
  private readonly outline = new Outline();

  constructor(
    private readonly path: string,
    private readonly structure: Structure,
  ) {}

  async next(block: TextBlock): Promise<Script> {
    const { text } = block;
    const first = this.offset === 0;
    const head = first ? await frontMatter(text, this.path, this.structure) : undefined;
    if (head) this.meta = head.meta;
    const lines = this.scan(text, head?.end ?? 0);
    const script: Script = {
      path: this.path,
      format: 'text',
      text,
      ...this.outline.part(text.length, block.last),
      meta: this.meta,
      part: { offset: this.offset, line: this.line, first, last: block.last },
      locate: placer(text, this.line),
      encoding: { name: block.encoding, bom: block.bom },
    };
    this.offset += text.length;
    this.line += lines;
    return script;
  }

  private scan(text: string, from: number): number {
    const { outline } = this;
    const directed = text.includes('koubo-');
    return eachLine(text, (start, end, index) => {
      if (start < from) return;
      this.anything = true;
      const line = this.line + index;
      const comment = directed ? trailingComment(text, start, end) : undefined;
      const to = comment?.start ?? end;
      if (to > start) this.copy(text, start, to, line);
      // After the line's own copy: `next-line` must not cover it.
      if (!comment) return;
      const span = { start: this.offset + comment.at, end: this.offset + end };
      outline.direct(comment.directive, span, line, line, { column: columnOf(text, comment.at) });
    });
  }

  private copy(text: string, start: number, end: number, line: number): void {
    const opening = this.structure.opening(text, start, end);
    if (opening === undefined) {
      this.outline.say(start, end, 'unknown', line);
      return;
    }
    if (opening.title !== undefined) this.outline.section(opening.title, start);
    if (opening.start < end) this.outline.say(opening.start, end, opening.role, line, opening);
  }
}

/** A comment to koubo at the end of a line, or the whole line. `start`: where the copy before it ends; `at`: the comment. */
function trailingComment(
  text: string,
  start: number,
  end: number,
): { directive: Directive; start: number; at: number } | undefined {
  const marked = /(?:#|\/\/|<!--)\s*(?=koubo-(?:dis|en)able)/u.exec(text.slice(start, end));
  if (marked === null) return undefined;
  const at = start + marked.index;
  const directive = parseDirective(text.slice(at + marked[0].length, end).replace(/-->$/u, ''));
  if (directive === undefined) return undefined;
  let to = at;
  while (to > start && blank(text.charCodeAt(to - 1))) to -= 1;
  return { directive, start: to, at };
}
