import { type Cue, type CueItem, clock, pieces } from './cue.js';
import { commentIn, linesOf } from './lines.js';
import { subtitleReader } from './script.js';

const STAMPS = /^\s*(?:\[\d{1,3}:\d{1,2}(?:[.:]\d{1,3})?\]\s*)+/;
const WORD_STAMP = /<\d{1,3}:\d{1,2}(?:[.:]\d{1,3})?>/g;

export const lrcReader = subtitleReader('lrc', parse);

/** Each stamped line is said once, at its first stamp; tags such as [ti:…] are not said. */
function parse(text: string): CueItem[] {
  const items: CueItem[] = [];
  let before: Cue | undefined;
  for (const line of linesOf(text)) {
    const content = text.slice(line.from, line.to);
    const comment = commentIn(content);
    if (comment !== undefined) {
      items.push({ comment, from: line.from, to: line.to, line: line.number });
      continue;
    }
    if (content.trim() === '' || /^\s*\[[a-z#]+:[^\]]*\]\s*$/i.test(content)) continue;
    const stamps = STAMPS.exec(content)?.[0] ?? '';
    const from = line.from + stamps.length;
    const cue: Cue = { pieces: pieces(text, from, line.to, WORD_STAMP), line: line.number, lastLine: line.number };
    const start = clock(/\[([^\]]+)\]/.exec(stamps)?.[1]?.replace(/:(?=\d+$)(?<=:\d+:)/, '.') ?? '');
    if (start !== undefined) {
      Object.assign(cue, { start, end: start });
      if (before?.start !== undefined && start > before.start) before.end = start;
    }
    if (cue.pieces.length > 0) {
      items.push(cue);
      before = cue;
    }
  }
  return items;
}
