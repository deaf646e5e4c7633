import { displayWidth, padCells } from '../report/display.js';

/** A plain table: first column left, the others right, padded by terminal cells. */
export function table(rows: readonly (readonly string[])[]): string {
  const widths: number[] = [];
  for (const row of rows)
    row.forEach((cell, i) => {
      widths[i] = Math.max(widths[i] ?? 0, displayWidth(cell));
    });
  return rows
    .map((row) =>
      row
        .map((cell, i) => padCells(cell, widths[i] ?? 0, i === 0 ? 'right' : 'left'))
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
}
