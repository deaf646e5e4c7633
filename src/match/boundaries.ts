/** Where a clause or a sentence ends, by punctuation alone. Offsets point into folded text. */

const BREAKS = new Uint8Array(65536);
const CLAUSE = 1;
const SENTENCE = 2;
for (const c of '，,；;：—…～~|／【】（）()「」《》<>\t') BREAKS[c.charCodeAt(0)] = CLAUSE;
for (const c of '。！？!?\n\r') BREAKS[c.charCodeAt(0)] = CLAUSE | SENTENCE;

/** CJK ideographs of the basic plane and extension A. */
export function isHan(c: number): boolean {
  return (c >= 0x4e00 && c <= 0x9fff) || (c >= 0x3400 && c <= 0x4dbf) || c === 0x3007;
}

const isDigit = (c: number) => c >= 48 && c <= 57;

/** A space ends a clause unless it stands between Latin letters or digits. */
function spaceBreaks(text: string, at: number): boolean {
  return isHan(text.charCodeAt(at - 1)) || isHan(text.charCodeAt(at + 1));
}

export function isClauseBreak(text: string, at: number): boolean {
  const c = text.charCodeAt(at);
  if (c === 32 || c === 0x3000) return spaceBreaks(text, at);
  if (((BREAKS[c] as number) & CLAUSE) === 0) return false;
  // 3,000 is one number
  return !(c === 44 && isDigit(text.charCodeAt(at - 1)) && isDigit(text.charCodeAt(at + 1)));
}

export function isSentenceEnd(text: string, at: number): boolean {
  return ((BREAKS[text.charCodeAt(at)] as number) & SENTENCE) !== 0;
}
