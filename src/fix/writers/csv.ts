import { delimiterOf, rowsOf } from '../../input/tables/csv.js';
import type { Span } from '../../model.js';
import { applied, editsOf } from '../edits.js';
import { hunks } from '../hunks.js';
import { Refusal } from '../refusal.js';
import type { Edit, OpenWriter } from '../types.js';
import { spanWithLabel } from './lines.js';
import { PlainFile } from './plain.js';

/** Only the fields concerned change; one that needs quote marks now gets them. */
export const csvWriter: OpenWriter = async (bytes, scripts, path) => {
  const file = new PlainFile(bytes, scripts, path);
  const delimiter = delimiterOf(file.text);
  const fields: { start: number; end: number }[] = [];
  for (const row of rowsOf(file.text, delimiter, path)) for (const cell of row.cells) fields.push(cell.span!);
  return {
    plans({ script, span, text }) {
      const edits = (of: Span): Edit[] => {
        const stretches = file.stretches(script, of);
        const old = script.text.slice(of.start, of.end);
        return hunks(old, text, of.start).flatMap((hunk) => editsOf(hunk, stretches));
      };
      const labelled = text === '' ? spanWithLabel(script, span) : undefined;
      return labelled ? [edits(labelled), edits(span)] : [edits(span)];
    },
    async write(edits) {
      const out: Edit[] = [];
      const byField = new Map<{ start: number; end: number }, Edit[]>();
      for (const edit of edits) {
        const field = fieldAt(fields, edit);
        byField.set(field, [...(byField.get(field) ?? []), edit]);
      }
      for (const [field, inside] of byField) out.push(...fieldEdits(file.text, field, inside, delimiter));
      return file.write(out);
    },
  };
};

function fieldAt(fields: readonly { start: number; end: number }[], edit: Edit): { start: number; end: number } {
  let low = 0;
  let high = fields.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (fields[middle]!.start <= edit.start) low = middle;
    else high = middle - 1;
  }
  const field = fields[low];
  if (!field || edit.end > field.end) throw new Refusal('structure');
  return field;
}

function fieldEdits(
  text: string,
  field: { start: number; end: number },
  edits: readonly Edit[],
  delimiter: string,
): Edit[] {
  if (text[field.start] === '"') return edits.map((edit) => ({ ...edit, text: edit.text.replaceAll('"', '""') }));
  const needsQuotes = edits.some(({ text: said }) => said.includes(delimiter) || /["\r\n]/.test(said));
  if (!needsQuotes) return [...edits];
  const moved = edits.map(({ start, end, text: said }) => ({
    start: start - field.start,
    end: end - field.start,
    text: said,
  }));
  const cell = applied(text.slice(field.start, field.end), moved);
  return [{ ...field, text: `"${cell.replaceAll('"', '""')}"` }];
}
