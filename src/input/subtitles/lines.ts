import { lineStarts } from '../lines.js';

export interface Line {
  from: number;
  to: number;
  /** 1-based */
  number: number;
}

/** Lines without their ends. */
export function linesOf(text: string): Line[] {
  const starts = lineStarts(text);
  return starts.map((from, index) => {
    let to = starts[index + 1] ?? text.length;
    while (to > from && (text[to - 1] === '\n' || text[to - 1] === '\r')) to -= 1;
    return { from, to, number: index + 1 };
  });
}

const OPEN = /^\s*(?:#|\/\/|;|<!--|NOTE\b|\{|\[#:)\s*(?=koubo-(?:dis|en)able)/;
const CLOSE = /(?:-->|\}|\])$/;

/** A line that is a comment to koubo, in any of the marks that text formats use. */
export function commentIn(line: string): string | undefined {
  const open = OPEN.exec(line)?.[0];
  return open === undefined ? undefined : line.slice(open.length).trimEnd().replace(CLOSE, '');
}
