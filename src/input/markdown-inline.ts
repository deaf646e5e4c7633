import type { CopyText } from './copy-text.js';

const MARKUP = /[*_`~<[\\&]/;

const ENTITIES: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'", nbsp: '\u00a0' };

interface Delimiter {
  at: number;
  size: number;
  mark: string;
  opens: boolean;
  closes: boolean;
}

/**
 * Adds the copy of one stretch of Markdown, [start, end) of `text`, without its inline markup. Only marks that really are
 * markup go: paired emphasis, links, tags, escapes. A lone `*` inside a word may be a disguise and stays.
 */
export function addInline(copy: CopyText, text: string, start: number, end: number, offset: number): void {
  const line = text.slice(start, end);
  if (!MARKUP.test(line)) {
    copy.add(line, offset + start);
    return;
  }
  const dropped = droppedMarks(line);
  let from = 0;
  const flush = (to: number): void => {
    if (to > from) copy.add(line.slice(from, to), offset + start + from);
  };
  for (const mark of dropped) {
    flush(mark.at);
    if (mark.instead !== undefined) copy.add(mark.instead, offset + start + mark.at, mark.size);
    from = mark.at + mark.size;
  }
  flush(line.length);
}

interface Mark {
  at: number;
  size: number;
  instead?: string;
}

const CODE = /`+/y;
const LINK_END = /\](?:\((?:[^()\s]|\([^()]*\))*(?:\s+["'(][^"')]*["')])?\)|\[[^\][]*\])/y;
const TAG = /<(\/?)([a-z][a-z0-9-]*)(?:\s[^<>]*)?\/?>/iy;
const AUTOLINK = /<(?:https?:|mailto:)[^<>\s]*>/y;
const ENTITY = /&(?:([a-z]+)|#(\d{1,6})|#x([0-9a-f]{1,6}));/iy;
const FOOTNOTE = /\[\^[^\]\s]+\]/y;

/** Markup to leave out, in order. */
function droppedMarks(line: string): Mark[] {
  const marks: Mark[] = [];
  const delimiters: Delimiter[] = [];
  const brackets: { at: number; size: number }[] = [];
  for (let at = 0; at < line.length; ) {
    const unit = line[at]!;
    if (unit === '\\' && /[!-/:-@[-`{-~]/.test(line[at + 1] ?? '')) {
      marks.push({ at, size: 1 });
      at += 2;
    } else if (unit === '`') {
      at = codeSpan(line, at, marks);
    } else if (unit === '*' || unit === '_' || unit === '~') {
      const delimiter = delimiterAt(line, at, unit);
      if (delimiter.opens || delimiter.closes) delimiters.push(delimiter);
      at += delimiter.size;
    } else if (unit === '[') {
      const note = stick(FOOTNOTE, line, at);
      if (note) marks.push({ at, size: note[0].length });
      else brackets.push({ at: line[at - 1] === '!' ? at - 1 : at, size: line[at - 1] === '!' ? 2 : 1 });
      at += note ? note[0].length : 1;
    } else if (unit === ']') {
      const link = brackets.length > 0 ? stick(LINK_END, line, at) : null;
      const open = brackets.pop();
      if (link && open) marks.push(open, { at, size: link[0].length });
      at += link ? link[0].length : 1;
    } else if (unit === '<') {
      const tag = stick(AUTOLINK, line, at) ?? stick(TAG, line, at);
      if (tag)
        marks.push({
          at,
          size: tag[0].length,
          ...(/^(?:br|p|li|tr|td|div)$/i.test(tag[2] ?? '') ? { instead: '\n' } : {}),
        });
      at += tag ? tag[0].length : 1;
    } else if (unit === '&') {
      const entity = stick(ENTITY, line, at);
      const instead = entity ? entityText(entity) : undefined;
      if (entity && instead !== undefined) marks.push({ at, size: entity[0].length, instead });
      at += entity && instead !== undefined ? entity[0].length : 1;
    } else {
      at += 1;
    }
  }
  pairDelimiters(delimiters, marks);
  return marks.sort((a, b) => a.at - b.at);
}

function codeSpan(line: string, at: number, marks: Mark[]): number {
  const fence = stick(CODE, line, at)![0];
  for (
    let close = line.indexOf(fence, at + fence.length);
    close >= 0;
    close = line.indexOf(fence, close + fence.length)
  ) {
    if (line[close - 1] === '`' || line[close + fence.length] === '`') continue;
    marks.push({ at, size: fence.length }, { at: close, size: fence.length });
    return close + fence.length;
  }
  return at + fence.length;
}

function delimiterAt(line: string, at: number, mark: string): Delimiter {
  let size = 1;
  while (line[at + size] === mark) size += 1;
  const before = line[at - 1] ?? ' ';
  const after = line[at + size] ?? ' ';
  let opens = !/\s/u.test(after) && size <= 3;
  let closes = !/\s/u.test(before) && size <= 3;
  if (mark === '_') {
    opens &&= !/[\p{L}\p{N}]/u.test(before);
    closes &&= !/[\p{L}\p{N}]/u.test(after);
  }
  if (mark === '~' && size !== 2) opens = closes = false;
  return { at, size, mark, opens, closes };
}

function pairDelimiters(delimiters: Delimiter[], marks: Mark[]): void {
  // One list a kind, so that a line of thousands of lone marks costs no more than its length.
  const open = new Map<string, Delimiter[]>();
  for (const delimiter of delimiters) {
    const key = delimiter.mark + delimiter.size;
    const waiting = open.get(key) ?? [];
    open.set(key, waiting);
    const partner = delimiter.closes ? waiting.pop() : undefined;
    if (partner) marks.push({ at: partner.at, size: partner.size }, { at: delimiter.at, size: delimiter.size });
    else if (delimiter.opens) waiting.push(delimiter);
  }
}

function entityText(entity: RegExpExecArray): string | undefined {
  if (entity[1] !== undefined) return ENTITIES[entity[1].toLowerCase()];
  const code = entity[2] !== undefined ? Number.parseInt(entity[2], 10) : Number.parseInt(entity[3]!, 16);
  return code > 0 && code <= 0x10ffff && (code < 0xd800 || code > 0xdfff) ? String.fromCodePoint(code) : undefined;
}

function stick(pattern: RegExp, text: string, at: number): RegExpExecArray | null {
  pattern.lastIndex = at;
  return pattern.exec(text);
}
