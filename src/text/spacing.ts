/**
 * Spaces that are typography: many writers, and most programs that write Chinese, set one at every border between a Chinese character
 * and a number or a Latin word. They part no words and no clauses. Others part the fields of a title
 * by them: one space between two Chinese characters tells those apart, and one border without a space, too.
 */
import type { Edit } from './offsets.js';

const HAN = '\\p{Script=Han}';
const LATIN = '[A-Za-z0-9%]';
/** A border without a space, or a space that parts Chinese words: the spaces of such a text mean something. */
const MEANT = new RegExp(`${HAN}${LATIN}|${LATIN}${HAN}|${HAN} +${HAN}`, 'u');
const border = (between: string) =>
  new RegExp(`(?<=${HAN})${between}(?=${LATIN})|(?<=${LATIN})${between}(?=${HAN})`, 'gu');
const SPACED = border(' ');
const TIGHT = border('');

/** What takes such spaces away, in order; undefined where there are none. Offsets are UTF-16. */
export function typographicSpaces(text: string): Edit[] | undefined {
  if (!text.includes(' ') || MEANT.test(text)) return undefined;
  const edits = [...text.matchAll(SPACED)].map(({ index }) => ({ start: index, end: index + 1, by: '' }));
  return edits.length > 0 ? edits : undefined;
}

/** A text with a space at every border between a Chinese character and a number or a Latin word. */
export function spaced(text: string): string {
  return text.replace(TIGHT, ' ');
}
