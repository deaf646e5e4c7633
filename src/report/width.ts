import { eastAsianWidth } from 'get-east-asian-width';

// string-width decides the same from the same table, but compiles the whole list of emoji sequences first, which costs
// half as much as starting Node; the properties below name all that this list holds.
const HIDDEN = /^[\p{Default_Ignorable_Code_Point}\p{Cc}\p{Cf}\p{Mn}\p{Me}\p{Cs}]*$/u;
const EMOJI = /(?![\u{1f1e6}-\u{1f1ff}]$)\p{Emoji_Presentation}|\p{Extended_Pictographic}\ufe0f|^[\d#*]\ufe0f?\u20e3/u;
const SPACING = /[\p{Mc}\uff00-\uffef]/u;

/** Terminal cells of one grapheme: 0, 1 or 2, more where marks in it take room of their own. */
export function graphemeWidth(grapheme: string): number {
  const code = grapheme.codePointAt(0) ?? 0;
  if (grapheme.length === 1) {
    if (code >= 0x4e00 && code <= 0x9fff) return 2;
    if (code >= 0x20 && code < 0x7f) return 1;
  }
  let width = 0;
  for (const character of grapheme) {
    if (HIDDEN.test(character)) continue;
    if (width === 0 && EMOJI.test(grapheme)) return 2;
    if (width === 0 || SPACING.test(character)) width += eastAsianWidth(character.codePointAt(0) ?? 0);
  }
  return width;
}
