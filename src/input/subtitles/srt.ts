import { type Cue, type CueItem, clock, pieces } from './cue.js';
import { commentIn, linesOf } from './lines.js';
import { subtitleReader } from './script.js';

/** Broken times still part cues; an arrow between words is copy. */
const TIMES = /^\s*([^\s\u3400-\u9fff]*)\s*-->\s*([^\s\u3400-\u9fff]*)/;
const MARKUP = /<\/?[a-z][^<>\n]*>|\{\\[^{}\n]*\}/gi;

export const srtReader = subtitleReader('srt', parse);

/** Cues with broken times are kept: their words were said all the same. */
function parse(text: string): CueItem[] {
  const items: CueItem[] = [];
  const lines = linesOf(text);
  let cue: Cue | undefined;
  for (const [at, line] of lines.entries()) {
    const content = text.slice(line.from, line.to);
    const comment = commentIn(content);
    if (comment !== undefined) {
      items.push({ comment, from: line.from, to: line.to, line: line.number });
      continue;
    }
    const times = TIMES.exec(content);
    if (times !== null) {
      const [start, end] = [clock(times[1]!), clock(times[2]!)];
      cue = { pieces: [], line: line.number + 1, lastLine: line.number + 1 };
      if (start !== undefined) Object.assign(cue, { start, end: end !== undefined && end >= start ? end : start });
      items.push(cue);
    } else if (content.trim() === '') {
      // An empty line ends a cue, unless what follows is no new cue but more of its text.
      if (!startsText(text, lines, at + 1)) cue = undefined;
    } else if (cue && !isNumber(content, text, lines[at + 1])) {
      cue.pieces.push(...pieces(text, line.from, line.to, MARKUP));
      cue.lastLine = line.number;
    }
  }
  return items.filter((item) => !('pieces' in item) || item.pieces.length > 0);
}

/** A cue's number, told by the times that follow it. */
function isNumber(content: string, text: string, next: { from: number; to: number } | undefined): boolean {
  return /^\s*\d+\s*$/.test(content) && next !== undefined && TIMES.test(text.slice(next.from, next.to));
}

function startsText(text: string, lines: { from: number; to: number }[], at: number): boolean {
  const line = lines[at];
  if (line === undefined) return false;
  const content = text.slice(line.from, line.to);
  return content.trim() !== '' && !TIMES.test(content) && !isNumber(content, text, lines[at + 1]);
}
