import { editsOf, lineAround } from '../edits.js';
import { hunks } from '../hunks.js';
import type { Edit, OpenWriter } from '../types.js';
import { LABEL, withoutEmptiedLines } from './lines.js';
import { PlainFile } from './plain.js';

/** In Markdown also quote marks, list markers, and emphasis around nothing. */
const MARKERS = /^[\s>]*(?:(?:[-*+]|\d{1,9}[.)])\s+)?(?:\[[ xX]\]\s*)?(?:[*_~`]*)\s*$/u;

export const textWriter: OpenWriter = async (bytes, scripts, path) =>
  writer(new PlainFile(bytes, scripts, path), false);
export const markdownWriter: OpenWriter = async (bytes, scripts, path) =>
  writer(new PlainFile(bytes, scripts, path), true);

function writer(file: PlainFile, markdown: boolean): Awaited<ReturnType<OpenWriter>> {
  const bare = markdown ? MARKERS : /^\s*$/u;
  return {
    plans({ script, span, text }) {
      const stretches = file.stretches(script, span);
      const old = script.text.slice(span.start, span.end);
      const gentle = hunks(old, text, span.start).flatMap((hunk) => editsOf(hunk, stretches));
      const plans = [gentle];
      if (text === '') plans.unshift(...withLabel(file.text, gentle, markdown));
      if (markdown) {
        const tidy = gentle.map((edit) => withMarks(file.text, edit));
        if (tidy.some((edit, index) => edit.start !== gentle[index]!.start)) plans.unshift(tidy);
        const whole = { start: stretches[0]!.from, end: stretches.at(-1)!.to };
        plans.push([{ ...whole, text }], gentle.map(escaped), [escaped({ ...whole, text })]);
      }
      return plans;
    },
    write: (edits) => file.write(withoutEmptiedLines(file.text, edits, (left) => bare.test(left))),
  };
}

const escaped = (edit: Edit): Edit => ({ ...edit, text: edit.text.replace(/[\\`*_~[\]<&|]/g, '\\$&') });

/** Takes emphasis along when nothing is left between its marks. */
function withMarks(text: string, edit: Edit): Edit {
  let { start, end } = edit;
  if (edit.text !== '') return edit;
  while (/[*_~`]/.test(text[start - 1] ?? '') && text[start - 1] === text[end]) {
    start -= 1;
    end += 1;
  }
  return { start, end, text: '' };
}

/** Takes a speaker's label along when nothing is left for the speaker to say. */
function withLabel(text: string, edits: readonly Edit[], markdown: boolean): Edit[][] {
  const first = edits[0];
  if (!first) return [];
  const line = lineAround(text, first.start);
  const last = edits.at(-1)!;
  if (last.end > line.end) return [];
  const before = text.slice(line.start, first.start);
  const after = text.slice(last.end, line.end);
  const label = markdown ? before.replace(/^[\s>]*(?:(?:[-*+]|\d{1,9}[.)])\s+)?/u, '').replace(/[*_~`]+/g, '') : before;
  if (!LABEL.test(label) || !/^[\s*_~`]*$/u.test(after)) return [];
  return [[{ start: line.start, end: line.end, text: '' }]];
}
