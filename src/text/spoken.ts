import { isHan } from './letters.js';
import type { Edit } from './offsets.js';
import type { FoldTables } from './tables.js';

/**
 * What speech leaves in a transcript and nobody means: stutters, hesitation, misheard words.
 * Looks at one offset; returns edits from there on, or undefined.
 */
export function spokenEdits(text: string, at: number, tables: FoldTables): Edit[] | undefined {
  const code = text.charCodeAt(at);
  const collapse = tables.collapse.get(code);
  if (collapse) {
    for (const [word, from] of collapse) {
      const end = runEnd(text, at, word);
      if (end - at >= word.length * from) return [{ start: at + word.length, end, by: '' }];
    }
  }
  const fillers = tables.fillers.get(code);
  if (fillers) {
    const edit = dropFiller(text, at, fillers, tables);
    if (edit) return [edit];
  }
  const misheard = tables.misheard.get(code);
  if (misheard) {
    for (const [written, said] of misheard) {
      if (text.startsWith(written, at)) return replace(at, written, said);
    }
  }
  const late = tables.late.get(code);
  return late === undefined ? undefined : [{ start: at, end: at + 1, by: late }];
}

function runEnd(text: string, at: number, word: string): number {
  let end = at;
  while (text.startsWith(word, end)) end += word.length;
  return end;
}

/** A filler goes together with its repetitions, the empty words beside it and the pause after it. */
function dropFiller(text: string, at: number, fillers: string[], tables: FoldTables): Edit | undefined {
  const filler = fillers.find((word) => text.startsWith(word, at));
  // Looked at once, where the run starts: a text of nothing else must not take for ever.
  if (filler && text.startsWith(filler, at - filler.length)) return undefined;
  if (!filler || at === 0 || !isHan(text.charCodeAt(at - 1))) {
    return filler ? afterPause(text, at, filler, tables) : undefined;
  }
  let end = runEnd(text, at, filler);
  for (const word of tables.fillerWords) if (text.startsWith(word, end)) end = runEnd(text, end, word);
  if (isPause(text[end])) end++;
  if (!isHan(text.charCodeAt(end))) return undefined;
  return { start: at, end, by: '' };
}

/** Between two pauses: one of them stays. */
function afterPause(text: string, at: number, filler: string, tables: FoldTables): Edit | undefined {
  let end = runEnd(text, at, filler);
  for (const word of tables.fillerWords) if (text.startsWith(word, end)) end = runEnd(text, end, word);
  if (!isPause(text[at - 1]) || !isHan(text.charCodeAt(at - 2))) return undefined;
  if (isPause(text[end])) end++;
  return isHan(text.charCodeAt(end)) ? { start: at, end, by: '' } : undefined;
}

function replace(at: number, written: string, said: string): Edit[] {
  if (written.length !== said.length) return [{ start: at, end: at + written.length, by: said }];
  const edits: Edit[] = [];
  for (let i = 0; i < written.length; i++) {
    if (written[i] !== said[i]) edits.push({ start: at + i, end: at + i + 1, by: said[i]! });
  }
  return edits;
}

function isPause(char: string | undefined): boolean {
  return char === '，' || char === ',' || char === ' ' || char === '、' || char === '…';
}
