import { clock } from '../subtitles/cue.js';

/** `说话人 1 00:00:12` · `张三(00:01:02)：` · `[00:12] 发言人2` on a line of its own, above what was said */
const SPEAKER =
  /^(?:[[（(]?(?<before>\d{1,2}:\d{2}(?::\d{2})?(?:\.\d{1,3})?)[\])）]?[ \t\u3000]+(?<late>[^\s:：，。！？,!?][^:：，。！？!?]{0,18})|(?<early>[^\s:：，。！？,!?][^:：，。！？!?]{0,18}?)[ \t\u3000]*[[（(]?(?<after>\d{1,2}:\d{2}(?::\d{2})?(?:\.\d{1,3})?)[\])）]?)[ \t]*[:：]?$/u;

/** Who speaks from here on, and when (ms). */
export function speakerLine(line: string): { time: number; speaker: string } | undefined {
  if (line.length > 60) return undefined;
  const groups = SPEAKER.exec(line)?.groups;
  if (!groups) return undefined;
  const time = clock(groups.before ?? groups.after ?? '');
  const speaker = (groups.late ?? groups.early ?? '').trim();
  // A number alone is none, nor is the bracket of a stamp that stands alone.
  return time === undefined || !/\p{L}/u.test(speaker) ? undefined : { time, speaker };
}

/** Two such lines near the top; names that return or are numbered: a run-down (`10:00 开场`) is no record of speech. */
export function looksLikeMinutes(head: string): boolean {
  const lines = head
    .split(/\r?\n/u)
    .map((line) => line.trim())
    .filter((line) => line !== '');
  lines.pop();
  const names = lines.flatMap((line) => speakerLine(line)?.speaker ?? []);
  return names.length >= 2 && (new Set(names).size < names.length || names.every((name) => /\d$/.test(name)));
}
