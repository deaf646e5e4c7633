/** Text that comes from no file, as a script. */
import { placer } from './input/lines.js';
import type { Script, Utterance } from './model.js';

/**
 * Each line that holds anything is an utterance of an unknown speaker, unless `utterances` says otherwise.
 * Offsets are UTF-16 code units in `text`.
 */
export function textScript(text: string, utterances: Utterance[] = lines(text)): Script {
  return {
    path: '',
    format: 'text',
    text,
    utterances,
    sections: [{ start: 0, end: text.length }],
    suppressions: [],
    meta: {},
    part: { offset: 0, line: 1, first: true, last: true },
    locate: placer(text),
  };
}

function lines(text: string): Utterance[] {
  const found: Utterance[] = [];
  for (const { 0: line, index } of text.matchAll(/[^\r\n]+/g))
    if (line.trim() !== '') found.push({ start: index, end: index + line.length, section: 0, role: 'unknown' });
  return found;
}
