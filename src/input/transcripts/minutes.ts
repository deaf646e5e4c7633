import type { Script } from '../../model.js';
import { textBlocks } from '../decode.js';
import { parseDirective } from '../directive.js';
import { InputError } from '../error.js';
import { columnOf, eachLine, lastNotAfter, placer } from '../lines.js';
import { Outline } from '../outline.js';
import type { Reader } from '../reader.js';
import { clockText } from '../subtitles/cue.js';
import { commentIn } from '../subtitles/lines.js';
import { speakerLine } from './speaker-line.js';

/** Text exports of 飞书妙记, 讯飞听见, 通义听悟 and the like. What stands above the first speaker is no speech. */
export const minutesReader: Reader = {
  format: 'minutes',
  async *read(source, { structure, encoding }) {
    const outline = new Outline();
    let offset = 0;
    let line = 1;
    let spoken: { time: number; speaker: string } | undefined;
    let said = 0;
    for await (const block of textBlocks(source, encoding)) {
      const { text } = block;
      const starts: number[] = [];
      const speakers: (typeof spoken)[] = [];
      const first = line;
      const base = offset;
      if (spoken) {
        starts.push(0);
        speakers.push(spoken);
      }
      const lines = eachLine(text, (start, end, index) => {
        const content = text.slice(start, end);
        const found = speakerLine(content);
        if (found) {
          spoken = found;
          return;
        }
        const comment = commentIn(content);
        const directive = comment === undefined ? undefined : parseDirective(comment);
        if (directive) {
          const span = { start: base + start, end: base + end };
          outline.direct(directive, span, first + index, first + index, { column: columnOf(text, start) });
          return;
        }
        if (!spoken) return;
        starts.push(start);
        speakers.push(spoken);
        const opening = structure.opening(text, start, end);
        if (opening?.title !== undefined) outline.section(opening.title, start);
        const from = opening?.start ?? start;
        if (from >= end) return;
        said += 1;
        const role = opening && opening.role !== 'unknown' ? opening.role : structure.roleOfSpeaker(spoken.speaker);
        outline.say(from, end, role, first + index, {
          speaker: opening?.speaker ?? spoken.speaker,
          time: { start: spoken.time, end: spoken.time },
        });
      });
      const place = placer(text, line);
      const script: Script = {
        path: source.path,
        format: 'minutes',
        text,
        ...outline.part(text.length, block.last),
        meta: {},
        part: { offset, line, first: offset === 0, last: block.last },
        locate: (at) => {
          const found = starts.length === 0 ? undefined : speakers[lastNotAfter(starts, at)];
          const here = place(at);
          return found ? { ...here, label: `${clockText(found.time)} ${found.speaker}`, at: { ...found } } : here;
        },
        encoding: { name: block.encoding, bom: block.bom },
      };
      offset += text.length;
      line += lines;
      yield script;
    }
    if (said === 0) throw new InputError('no-copy', source.path, { format: 'minutes' });
  },
};
