/** One cue of a subtitle file. Offsets point into the file's decoded text. */
export interface Cue {
  /** milliseconds; absent where the file's times are broken or missing */
  start?: number;
  end?: number;
  /** as the format itself says it; a prefix such as a role and a colon is found later */
  speaker?: string;
  /** stretches of the file that are copy; `instead` where they stand for something else */
  pieces: { from: number; to: number; instead?: string }[];
  /** 1-based lines of its text */
  line: number;
  lastLine: number;
}

/** A comment to koubo, at its place in the order of cues. */
export interface CueComment {
  comment: string;
  from: number;
  to: number;
  line: number;
}

export type CueItem = Cue | CueComment;

/** `1:02:03.5`, `02:03,250`, `00:02:03:12` (frames are left out) → milliseconds. */
export function clock(text: string): number | undefined {
  const match = /^\s*(?:(\d{1,4}):)?(\d{1,3}):(\d{1,2})(?:[.,:](\d{1,3}))?\s*$/u.exec(text);
  if (match === null) return undefined;
  const [, hours = '0', minutes, seconds, fraction = '0'] = match;
  return (
    (Number(hours) * 60 + Number(minutes)) * 60_000 +
    Number(seconds) * 1000 +
    Math.round(Number(`0.${fraction}`) * 1000)
  );
}

/** Milliseconds → `00:12:03.250`. */
export function clockText(time: number): string {
  const two = (value: number): string => String(Math.floor(value)).padStart(2, '0');
  const ms = Math.max(0, Math.round(time));
  return `${two(ms / 3_600_000)}:${two((ms / 60_000) % 60)}:${two((ms / 1000) % 60)}.${String(ms % 1000).padStart(3, '0')}`;
}

/** The pieces of [from, to) that `markup` (global) leaves over. */
export function pieces(
  text: string,
  from: number,
  to: number,
  markup: RegExp,
  instead?: (mark: string) => string | undefined,
): Cue['pieces'] {
  const found: Cue['pieces'] = [];
  let at = from;
  for (const mark of text.slice(from, to).matchAll(markup)) {
    const start = from + mark.index;
    if (start > at) found.push({ from: at, to: start });
    at = start + mark[0].length;
    const other = instead?.(mark[0]);
    if (other !== undefined) found.push({ from: start, to: at, instead: other });
  }
  if (to > at) found.push({ from: at, to });
  return found;
}
