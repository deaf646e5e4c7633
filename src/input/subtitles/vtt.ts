import { type Cue, type CueItem, clock, pieces } from './cue.js';
import { linesOf } from './lines.js';
import { subtitleReader } from './script.js';

const TIMES = /^\s*(\S+)\s+-->\s+(\S+)/;
const VOICE = /<v(?:\.[^\s>]*)?\s+([^\s<>][^<>]*)>/;
const MARKUP = /<[^<>\n]*>|&(?:amp|lt|gt|nbsp|lrm|rlm);/g;
const ENTITIES: Record<string, string> = {
  '&amp;': '&',
  '&lt;': '<',
  '&gt;': '>',
  '&nbsp;': '\u00a0',
  '&lrm;': '',
  '&rlm;': '',
};

export const vttReader = subtitleReader('vtt', parse);

/** Blocks are parted by empty lines; NOTE, STYLE and REGION are no cues, but a NOTE may speak to koubo. */
function parse(text: string): CueItem[] {
  const items: CueItem[] = [];
  let cue: Cue | undefined;
  let skipping = false;
  let speaker: string | undefined;
  for (const line of linesOf(text)) {
    const content = text.slice(line.from, line.to);
    if (content.trim() === '') {
      cue = undefined;
      skipping = false;
      continue;
    }
    const note = /^\s*(?:NOTE\s+)?(koubo-(?:dis|en)able.*)$/u.exec(content);
    if (note !== null && (skipping || content.startsWith('NOTE'))) {
      items.push({ comment: note[1]!, from: line.from, to: line.to, line: line.number });
      skipping = true;
      continue;
    }
    if (!cue && /^(?:WEBVTT|NOTE|STYLE|REGION)(?:\s|$)/.test(content)) skipping = true;
    if (skipping) continue;
    const times = TIMES.exec(content);
    if (times !== null) {
      const [start, end] = [clock(times[1]!), clock(times[2]!)];
      cue = { pieces: [], line: line.number + 1, lastLine: line.number + 1 };
      speaker = undefined;
      if (start !== undefined) Object.assign(cue, { start, end: end !== undefined && end >= start ? end : start });
      items.push(cue);
    } else if (cue) {
      const voice = VOICE.exec(content)?.[1]?.trim();
      if (voice !== undefined && speaker !== undefined && voice !== speaker) {
        // A second voice in one cue.
        const { start, end } = cue;
        cue = { pieces: [], line: line.number, lastLine: line.number };
        if (start !== undefined) Object.assign(cue, { start, end });
        items.push(cue);
      }
      speaker = voice ?? speaker;
      if (speaker !== undefined) cue.speaker = speaker;
      cue.pieces.push(...pieces(text, line.from, line.to, MARKUP, (mark) => ENTITIES[mark]));
      cue.lastLine = line.number;
    }
  }
  return items.filter((item) => !('pieces' in item) || item.pieces.length > 0);
}
