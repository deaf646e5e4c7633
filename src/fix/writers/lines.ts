import type { Script, Span } from '../../model.js';
import { lineAround, ordered } from '../edits.js';
import type { Edit } from '../types.js';

/**
 * Removes the lines of which edits leave nothing, together with their line ends: an empty line would part paragraphs
 * and end cues. `bare` tells whether what is left of a line means nothing.
 */
export function withoutEmptiedLines(text: string, edits: readonly Edit[], bare: (left: string) => boolean): Edit[] {
  const found: Edit[] = [];
  const sorted = ordered(edits);
  for (let index = 0; index < sorted.length; ) {
    const line = lineAround(text, sorted[index]!.start);
    const here: Edit[] = [];
    while (index < sorted.length && sorted[index]!.start <= line.end) here.push(sorted[index++]!);
    found.push(...(emptied(text, line, here, bare) ? [{ start: line.start, end: line.next, text: '' }] : here));
  }
  return found;
}

function emptied(
  text: string,
  line: { start: number; end: number },
  edits: readonly Edit[],
  bare: (left: string) => boolean,
): boolean {
  if (edits.some((edit) => edit.text.trim() !== '' || edit.end > line.end)) return false;
  let left = '';
  let at = line.start;
  for (const edit of edits) {
    left += text.slice(at, edit.start);
    at = edit.end;
  }
  return bare(left + text.slice(at, line.end));
}

/** What may stand before the words of a line and means nothing without them: a speaker's name and its colon. */
export const LABEL = /^\s*(?:[【[][^\]】]{1,20}[\]】]|[^：:]{1,20}[：:])\s*$/u;

/**
 * A sentence with the speaker's label before it, in formats whose copy holds both, if nothing else is said on its line.
 */
export function spanWithLabel({ text }: Script, { start, end }: Span): Span | undefined {
  const line = lineAround(text, start);
  if (line.start === start || !LABEL.test(text.slice(line.start, start))) return undefined;
  return text.slice(end, line.end).trim() === '' ? { start: line.start, end } : undefined;
}
