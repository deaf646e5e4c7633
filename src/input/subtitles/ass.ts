import { type Cue, type CueItem, clock } from './cue.js';
import { commentIn, linesOf } from './lines.js';
import { subtitleReader } from './script.js';

const DEFAULT = ['layer', 'start', 'end', 'style', 'name', 'marginl', 'marginr', 'marginv', 'effect', 'text'];
const MARKUP = /\{[^{}\n]*\}|\\[Nnh]/g;

export const assReader = subtitleReader('ass', parse);

/** Dialogue lines of [Events]. `Comment:` lines are not spoken, but may speak to koubo. */
function parse(text: string): CueItem[] {
  const items: CueItem[] = [];
  let fields = DEFAULT;
  let events = false;
  for (const line of linesOf(text)) {
    const content = text.slice(line.from, line.to);
    const comment = commentIn(content);
    if (comment !== undefined) {
      items.push({ comment, from: line.from, to: line.to, line: line.number });
      continue;
    }
    const section = /^\s*\[([^\]]+)\]\s*$/.exec(content);
    if (section) events = section[1]!.trim().toLowerCase() === 'events';
    if (!events) continue;
    const format = /^\s*Format\s*:(.*)$/i.exec(content);
    if (format) fields = format[1]!.split(',').map((field) => field.trim().toLowerCase());
    const event = /^\s*(Dialogue|Comment)\s*:\s*/i.exec(content);
    if (!event) continue;
    const values = split(text, line.from + event[0].length, line.to, fields.length);
    const value = (name: string): { from: number; to: number } | undefined => values[fields.indexOf(name)];
    const body = value('text') ?? values.at(-1)!;
    if (event[1]!.toLowerCase() === 'comment') {
      const said = text.slice(body.from, body.to).trim();
      if (said.startsWith('koubo-')) items.push({ comment: said, from: line.from, to: line.to, line: line.number });
      continue;
    }
    const read = (name: string): string => {
      const found = value(name);
      return found ? text.slice(found.from, found.to).trim() : '';
    };
    const cue: Cue = { pieces: visible(text, body.from, body.to), line: line.number, lastLine: line.number };
    const [start, end] = [clock(read('start')), clock(read('end'))];
    if (start !== undefined) Object.assign(cue, { start, end: end !== undefined && end >= start ? end : start });
    if (read('name') !== '') cue.speaker = read('name');
    if (cue.pieces.length > 0) items.push(cue);
  }
  // Styling tools write events in any order.
  return items.some((item) => !('pieces' in item))
    ? items
    : items.sort((a, b) => ((a as Cue).start ?? 0) - ((b as Cue).start ?? 0));
}

/** The first `count - 1` commas part fields; the last field may hold commas. */
function split(text: string, from: number, to: number, count: number): { from: number; to: number }[] {
  const values: { from: number; to: number }[] = [];
  let at = from;
  while (values.length < count - 1) {
    const comma = text.indexOf(',', at);
    if (comma < 0 || comma >= to) break;
    values.push({ from: at, to: comma });
    at = comma + 1;
  }
  values.push({ from: at, to });
  return values;
}

/** Text without override tags; line breaks join; drawings ({\p1} … {\p0}) are no text. */
function visible(text: string, from: number, to: number): Cue['pieces'] {
  const found: Cue['pieces'] = [];
  let at = from;
  let drawing = false;
  for (const mark of text.slice(from, to).matchAll(MARKUP)) {
    const start = from + mark.index;
    if (start > at && !drawing) found.push({ from: at, to: start });
    at = start + mark[0].length;
    if (mark[0] === '\\h') found.push({ from: start, to: at, instead: ' ' });
    const mode = /\\p(\d+)/.exec(mark[0]);
    if (mode) drawing = mode[1] !== '0';
  }
  if (to > at && !drawing) found.push({ from: at, to });
  return found;
}
