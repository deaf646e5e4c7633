import type { Span } from '../model.js';
import { type Cell, widthOfCells } from './display.js';

const CLAUSE_END = /[，。！？；：、,.!?;:\s　…]/;
/** A cut shorter than this is not worth its `…`. */
const MIN_CUT = 6;

/**
 * Cells of a long sentence around its hits: whole clauses where they are short, a few words of context where not.
 * Cut places hold one `…`, which belongs to no offset. A sentence that fits is returned as it is.
 */
export function windowAround(cells: readonly Cell[], hits: readonly Span[], budget: number): Cell[] {
  if (widthOfCells(cells) <= budget) return [...cells];
  const keep = new Array<boolean>(cells.length).fill(false);
  const each = Math.max(16, Math.floor(budget / Math.max(1, hits.length) / 2));
  for (const hit of hits) {
    const first = cells.findIndex((cell) => cell.end > hit.start);
    if (first < 0) continue;
    let last = first;
    while (last + 1 < cells.length && (cells[last + 1]?.start ?? 0) < hit.end) last++;
    for (let i = reach(cells, first, -1, each); i <= reach(cells, last, 1, each); i++) keep[i] = true;
  }
  if (!keep.includes(true))
    for (let i = 0, used = 0; i < cells.length && used < budget; i++) {
      keep[i] = true;
      used += cells[i]?.width ?? 0;
    }
  return withDots(cells, keep);
}

/** Index where the context on one side ends: the clause's end when it is near, otherwise after `limit` cells. */
function reach(cells: readonly Cell[], from: number, step: 1 | -1, limit: number): number {
  let used = 0;
  let index = from;
  while (index + step >= 0 && index + step < cells.length) {
    const next = cells[index + step];
    const inward = step < 0 ? next : cells[index];
    if (inward && CLAUSE_END.test(inward.text) && (step < 0 || used > 0 || index > from)) break;
    used += next?.width ?? 0;
    if (used > limit) break;
    index += step;
  }
  return index;
}

function withDots(cells: readonly Cell[], keep: boolean[]): Cell[] {
  const result: Cell[] = [];
  for (let i = 0; i < cells.length; ) {
    if (keep[i]) {
      result.push(cells[i] as Cell);
      i++;
      continue;
    }
    let end = i;
    while (end < cells.length && !keep[end]) end++;
    const cut = cells.slice(i, end);
    if (widthOfCells(cut) < MIN_CUT) result.push(...cut);
    else result.push({ text: '…', width: 1, start: -1, end: -1 });
    i = end;
  }
  return result;
}
