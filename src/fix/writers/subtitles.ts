import type { Script, Stretch } from '../../model.js';
import { distribute } from '../distribute.js';
import { editsOf } from '../edits.js';
import { hunks } from '../hunks.js';
import { Refusal } from '../refusal.js';
import type { Edit, OpenWriter } from '../types.js';
import { withoutEmptiedLines } from './lines.js';
import { PlainFile } from './plain.js';

/** Longer than this for each second of its cues, and longer than it was, is not readable any more. */
const CHARACTERS_A_SECOND = 20;

interface Slot {
  /** its part of the sentence in the copy */
  start: number;
  end: number;
  stretches: Stretch[];
}

/**
 * srt, vtt, ass and lrc. Numbers, times, styles and tags stay. A sentence over several cues or lines is shared among them
 * again; an emptied line goes with its line end, a cue without any line keeps its number and time.
 */
const subtitles =
  (mark: RegExp | undefined, lines: boolean, escapes: (text: string) => string): OpenWriter =>
  async (bytes, scripts, path) => {
    const file = new PlainFile(bytes, scripts, path);
    return {
      plans({ script, span, text }) {
        const slots = slotsOf(file, script, span, mark);
        if (slots.length === 0) throw new Refusal('structure');
        if (tooFast(script, span, text)) throw new Refusal('pace');
        const shares = distribute(
          slots.map(({ start, end }) => script.text.slice(start, end)),
          text,
        );
        if (!shares) throw new Refusal('structure');
        const gentle = slots.flatMap((slot, index) => within(script, slot, shares[index]!));
        const whole = slots.map(({ stretches }, index) => ({
          start: stretches[0]!.from,
          end: stretches.at(-1)!.to,
          text: shares[index]!.trim(),
        }));
        return [gentle, whole];
      },
      write(edits) {
        const safe = edits.map((edit) => ({ ...edit, text: escapes(edit.text) }));
        return file.write(lines ? withoutEmptiedLines(file.text, safe, (left) => TAGS.test(left)) : safe);
      },
    };
  };

/** A line of nothing but markup, and at most the name of whoever would speak. */
const TAGS = /^(?:\s|<[^<>]*>|\{[^{}]*\})*(?:[^：:<>{}]{1,20}[：:])?(?:\s|<[^<>]*>|\{[^{}]*\})*$/u;

const asIs = (text: string): string => text;

export const srtWriter = subtitles(undefined, true, asIs);
export const vttWriter = subtitles(undefined, true, (text) =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;'),
);
// A line of these formats holds the time as well: it stays, whatever is said on it.
export const assWriter = subtitles(/\\[Nn]/, false, asIs);
export const lrcWriter = subtitles(undefined, false, asIs);

/** The stretches of a sentence by the lines they stand on. What the reader put in between belongs to none. */
function slotsOf(
  file: PlainFile,
  script: Script,
  span: { start: number; end: number },
  mark: RegExp | undefined,
): Slot[] {
  const slots: Slot[] = [];
  let to = 0;
  for (const stretch of file.stretches(script, span)) {
    if (stretch.to === stretch.from) continue;
    const between = file.text.slice(to, stretch.from);
    const open = slots.at(-1);
    if (open && !/[\r\n]/.test(between) && !mark?.test(between)) {
      open.stretches.push(stretch);
      open.end = stretch.end;
    } else slots.push({ start: stretch.start, end: stretch.end, stretches: [stretch] });
    to = stretch.to;
  }
  return slots;
}

function within(script: Script, slot: Slot, text: string): Edit[] {
  const old = script.text.slice(slot.start, slot.end);
  return hunks(old, text.trim(), slot.start).flatMap((hunk) => editsOf(hunk, slot.stretches));
}

/** The sentence's share of its utterance's time, against the words it would have to hold. */
function tooFast(script: Script, span: { start: number; end: number }, text: string): boolean {
  const size = span.end - span.start;
  if (text.length <= size) return false;
  const said = script.utterances.find(({ start, end }) => start <= span.start && span.end <= end);
  if (!said?.time || said.time.end <= said.time.start) return false;
  const seconds = (((said.time.end - said.time.start) / 1000) * size) / Math.max(1, said.end - said.start);
  return text.length > Math.max(12, seconds * CHARACTERS_A_SECOND);
}
