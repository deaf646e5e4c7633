import type { Place } from '../../model.js';
import { lastNotAfter } from '../lines.js';
import { clockText } from '../subtitles/cue.js';

export interface Spoken {
  line: number;
  /** where its copy begins in what the recogniser gave, 0-based */
  column?: number;
  time?: number;
  speaker?: string;
}

/** `00:12:03.250 主播`, or `#7` where a recogniser gave no time. */
export function labelledPlace(starts: readonly number[], spoken: readonly Spoken[], offset: number): Place {
  if (starts.length === 0) return { line: 1, column: 1 };
  const at = lastNotAfter(starts, offset);
  const { line, column = 0, time, speaker } = spoken[at]!;
  const words = [time === undefined ? `#${line}` : clockText(time), ...(speaker === undefined ? [] : [speaker])];
  return {
    line,
    column: column + offset - starts[at]! + 1,
    label: words.join(' '),
    at: { ...(time === undefined ? {} : { time }), ...(speaker === undefined ? {} : { speaker }) },
  };
}
