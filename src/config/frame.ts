import { displayWidth } from '../report/display.js';

/** The line at a place (1-based; column in UTF-16 units), one line around it, and marks under `size` units. */
export function codeFrame(text: string, line: number, column: number, size: number): string {
  const lines = text.split(/\r?\n/u);
  const shown: string[] = [];
  const last = Math.min(line + 1, lines.length);
  const width = String(last).length;
  for (let at = Math.max(1, line - 1); at <= last; at += 1) {
    const content = lines[at - 1]!.replaceAll('\t', '  ');
    shown.push(`${at === line ? '>' : ' '} ${String(at).padStart(width)} | ${content}`);
    if (at !== line) continue;
    const raw = lines[at - 1]!;
    const before = raw.slice(0, column - 1).replaceAll('\t', '  ');
    const marked = raw.slice(column - 1, column - 1 + Math.max(size, 1));
    shown.push(
      `  ${' '.repeat(width)} | ${' '.repeat(displayWidth(before))}${'^'.repeat(Math.max(1, displayWidth(marked)))}`,
    );
  }
  return shown.join('\n');
}
