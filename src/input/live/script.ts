import type { Place, Role, Script, Utterance } from '../../model.js';
import { lastNotAfter } from '../lines.js';
import type { Structure } from '../structure.js';
import { clockText } from '../subtitles/cue.js';
import type { Segment } from '../transcripts/segment.js';
import { COMMA, ENDS, PAUSE } from '../utterance.js';

/** What is kept of an unfinished sentence (UTF-16 units): as much as is ever judged as one. */
const LONGEST_TAIL = 120;
const STOPS = /[。！？!?…；;]/;
const LAST_STOP = /[。！？!?…；;~～]["”’」』）)]*(?=[^。！？!?…；;~～"”’」』）)]*$)/u;

/** One thing said as the stream gave it. `column`: where its text begins in the line, 0-based. */
export interface Said extends Segment {
  line: number;
  column: number;
}

interface Stand {
  start: number;
  line: number;
  column: number;
  time?: number;
  speaker?: string;
}

/** The end of what was said, while its sentence is not finished. */
interface Tail {
  text: string;
  stands: Stand[];
  role: Role;
  speaker?: string;
  end?: number;
}

/**
 * Speech → script parts, one for each thing said. Where it goes on with an unfinished sentence, the part begins with what
 * there is of the sentence (`judgedTo`), so that it is judged whole without anybody having waited for its end.
 */
export class LiveScript {
  private tail: Tail | undefined;
  /** where the tail, or else the next line, stands in the copy of the stream */
  private offset = 0;
  private sections = 0;
  private lines = 0;
  private stopped = 0;

  constructor(
    private readonly path: string,
    private readonly structure: Structure,
  ) {}

  next(said: Said): Script | undefined {
    const text = said.text.replace(/[\r\n]+/g, ' ');
    const from = text.length - text.trimStart().length;
    const to = text.trimEnd().length;
    if (from >= to) return undefined;
    const opening = this.structure.opening(text, from, to);
    const start = opening?.start ?? from;
    const speaker = opening?.speaker ?? said.speaker;
    const role = this.roleOf(opening?.role, speaker);
    const copy = text.slice(start, to);
    this.lines += 1;
    if (STOPS.test(copy)) this.stopped += 1;
    const title = opening?.title;
    const tail = title === undefined && copy !== '' && this.goesOn(said, role, speaker) ? this.tail : undefined;
    if (!tail) this.leave();

    const before = tail ? tail.text + (/[A-Za-z0-9]$/.test(tail.text) && /^[A-Za-z0-9]/.test(copy) ? ' ' : '') : '';
    const stand: Stand = { start: before.length, line: said.line, column: said.column + start };
    if (said.start !== undefined) stand.time = said.start;
    if (speaker !== undefined) stand.speaker = speaker;
    const stands = [...(tail?.stands ?? []), stand];
    const script = this.script(before + copy, stands, said.line, title);
    if (copy !== '') script.utterances.push(utterance(before.length, script.text.length, role, speaker, said));
    this.keep(script.text, stands, role, speaker, said.end ?? said.start);
    return script;
  }

  private roleOf(role: Role | undefined, speaker: string | undefined): Role {
    if (role !== undefined && role !== 'unknown') return role;
    return speaker === undefined ? 'unknown' : this.structure.roleOfSpeaker(speaker);
  }

  /** By its times; where there are none by a comma, or in a stream that writes stops by there being none. */
  private goesOn({ start }: Said, role: Role, speaker: string | undefined): boolean {
    const { tail } = this;
    if (!tail || tail.role !== role || tail.speaker !== speaker) return false;
    if (start !== undefined && tail.end !== undefined)
      return start >= (tail.stands.at(-1)?.time ?? 0) && start - tail.end <= PAUSE;
    return COMMA.test(tail.text) || (this.lines > 2 && this.stopped * 2 >= this.lines);
  }

  private script(text: string, stands: Stand[], line: number, title: string | undefined): Script {
    const starts = stands.map(({ start }) => start);
    const section = {
      start: 0,
      end: text.length,
      ...(title === undefined ? { continued: this.sections > 0 } : { title }),
    };
    this.sections += 1;
    return {
      path: this.path,
      format: 'live',
      text,
      utterances: [],
      sections: [section],
      suppressions: [],
      meta: {},
      part: { offset: this.offset, line, first: this.sections === 1, last: false },
      locate: (offset) => placeOf(stands[lastNotAfter(starts, offset)]!, offset),
    };
  }

  /** What was not finished is over; the next line stands on its own. */
  private leave(): void {
    if (this.tail) this.offset += this.tail.text.length + 1;
    this.tail = undefined;
  }

  private keep(text: string, stands: Stand[], role: Role, speaker: string | undefined, end: number | undefined): void {
    this.tail = undefined;
    if (text === '') return;
    let cut = ENDS.test(text) ? text.length : 0;
    if (cut === 0) {
      const stop = LAST_STOP.exec(text);
      cut = Math.max(stop ? stop.index + stop[0].length : 0, text.length - LONGEST_TAIL);
      const unit = text.charCodeAt(cut);
      if (unit >= 0xdc00 && unit <= 0xdfff) cut += 1;
    }
    this.offset += cut;
    if (cut === text.length) {
      this.offset += 1;
      return;
    }
    const first = lastNotAfter(
      stands.map((stand) => stand.start),
      cut,
    );
    const kept = stands.slice(first).map((stand) => {
      const start = Math.max(0, stand.start - cut);
      return { ...stand, start, column: stand.column + Math.max(0, cut - stand.start) };
    });
    this.tail = { text: text.slice(cut), stands: kept, role };
    if (speaker !== undefined) this.tail.speaker = speaker;
    if (end !== undefined) this.tail.end = end;
  }
}

function utterance(
  judgedTo: number,
  end: number,
  role: Role,
  speaker: string | undefined,
  { start: from, end: until, confidence }: Said,
): Utterance {
  return {
    start: 0,
    end,
    section: 0,
    role,
    ...(judgedTo > 0 ? { judgedTo } : {}),
    ...(speaker === undefined ? {} : { speaker }),
    ...(from === undefined ? {} : { time: { start: from, end: until ?? from } }),
    ...(confidence === undefined ? {} : { confidence }),
  };
}

function placeOf({ start, line, column, time, speaker }: Stand, offset: number): Place {
  const place: Place = { line, column: column + offset - start + 1 };
  if (time === undefined) return place;
  const at = { time, ...(speaker === undefined ? {} : { speaker }) };
  return { ...place, label: speaker === undefined ? clockText(time) : `${clockText(time)} ${speaker}`, at };
}
