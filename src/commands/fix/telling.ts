import type { FixMessages } from '../../messages/fix.js';
import { paletteFor } from '../../report/colour.js';
import { cellsOf } from '../../report/display.js';
import type { Output } from '../../report/output.js';
import { placeText } from '../../report/place.js';
import type { Context } from '../context.js';
import type { FixTotals } from '../fix.js';
import type { FixedFile } from './fixing.js';
import { createPatch } from './patch.js';

/** What changes in a file: as a unified diff, or sentence by sentence. */
export async function printChanges(fixed: FixedFile, diff: boolean, context: Context, t: FixMessages): Promise<void> {
  if (diff && fixed.changes.length === 0) return;
  const { out, io, colour } = context;
  const paint = paletteFor(colour);
  // Copy comes from strangers; a file or a program that takes the patch gets it as it is.
  const shown = (text: string): string => (io.isTTY ? plain(text) : text);
  if (diff) {
    for (const line of await createPatch(fixed)) {
      const text = shown(line);
      out.write(`${line.startsWith('+') ? paint.good(text) : line.startsWith('-') ? paint.bad(text) : text}\n`);
    }
    return;
  }
  for (const { place, before, after } of fixed.changes) {
    out.write(`${paint.place(placeText(fixed.path, place))}\n`);
    out.write(`  ${paint.bad(`- ${shown(before)}`)}\n`);
    out.write(`  ${paint.good(`+ ${after === '' ? t.leaveOut : shown(after)}`)}\n`);
  }
  for (const { place, text, code, what } of fixed.left) {
    out.write(
      `${paint.place(placeText(fixed.path, place))}\n  = ${shown(text)}\n    ${paint.faint(t.left(code, what))}\n`,
    );
  }
}

export function printFile(
  { path, changes, left, notes }: FixedFile,
  dry: boolean,
  context: Context,
  t: FixMessages,
): void {
  if (changes.length === 0 && notes.length === 0) return;
  const line = (dry ? t.fileWould : t.file)(path, changes.length, left.length);
  context.out.write(`${[line, ...notes].join(context.lang === 'zh' ? '，' : ', ')}\n`);
}

export function printSummary(totals: FixTotals, context: Context, t: FixMessages, out: Output): void {
  const { files, sentences, left, dry } = totals;
  const paint = paletteFor(context.colour);
  const head = (dry ? t.summaryWould : t.summary)(files, sentences);
  out.write(`${sentences > 0 ? paint.good(head) : head}\n`);
  const why = [...left].map(([code, count]) => ({ code, count })).sort((a, b) => b.count - a.count);
  const total = why.reduce((sum, { count }) => sum + count, 0);
  out.write(`${total === 0 ? t.nothingLeft : t.summaryLeft(total, why)}\n`);
}

const plain = (text: string): string =>
  cellsOf(text)
    .map((cell) => cell.text)
    .join('');
