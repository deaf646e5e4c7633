/** Lines that were added or changed, read from `git diff --unified=0` as it comes. */

/** 1-based, inclusive, in order. */
export type LineRanges = [first: number, last: number][];

export class DiffReader {
  /** path as git has it → lines of the new file; none where lines were only taken out */
  readonly files = new Map<string, LineRanges>();
  private rest: Buffer = Buffer.alloc(0);
  private current: LineRanges | undefined;
  /** lines of the hunk at hand that are still to come: they are content, whatever they look like */
  private content = 0;

  readonly push = (chunk: Buffer): void => {
    let data = this.rest.length === 0 ? chunk : Buffer.concat([this.rest, chunk]);
    for (let feed = data.indexOf(0x0a); feed >= 0; feed = data.indexOf(0x0a)) {
      this.line(data.subarray(0, feed));
      data = data.subarray(feed + 1);
    }
    this.rest = data;
  };

  private line(line: Buffer): void {
    if (this.content > 0) {
      // `\ No newline at end of file` belongs to the line before it.
      if (line[0] !== 0x5c) this.content--;
      return;
    }
    const head = line.subarray(0, 3).toString('latin1');
    if (head === '+++') this.current = this.open(pathOf(line.subarray(4)));
    else if (head === '@@ ') this.hunk(line.toString('latin1'));
    else if (head === 'dif') this.current = undefined;
  }

  private open(path: string | undefined): LineRanges | undefined {
    if (path === undefined) return undefined;
    const ranges: LineRanges = this.files.get(path) ?? [];
    this.files.set(path, ranges);
    return ranges;
  }

  private hunk(line: string): void {
    const match = /^@@ -\d+(?:,(\d+))? \+(\d+)(?:,(\d+))? @@/.exec(line);
    if (!match) return;
    const [removed, first, added] = [Number(match[1] ?? 1), Number(match[2]), Number(match[3] ?? 1)];
    this.content = removed + added;
    if (added > 0) this.current?.push([first, first + added - 1]);
  }
}

/** The path behind `+++ `; undefined for a file that is gone. */
function pathOf(bytes: Buffer): string | undefined {
  const text = bytes[0] === 0x22 ? unquoted(bytes) : bytes.toString('utf8').replace(/\t$/, '');
  return text.startsWith('b/') ? text.slice(2) : undefined;
}

const ESCAPES: Record<string, number> = { a: 7, b: 8, t: 9, n: 10, v: 11, f: 12, r: 13 };

/** Git quotes a name that holds quotes, backslashes or control characters as C would. */
function unquoted(bytes: Buffer): string {
  const out: number[] = [];
  for (let at = 1; at < bytes.length && bytes[at] !== 0x22; at++) {
    if (bytes[at] !== 0x5c) {
      out.push(bytes[at]!);
      continue;
    }
    const octal = /^[0-3][0-7]{2}/.exec(bytes.subarray(at + 1, at + 4).toString('latin1'))?.[0];
    const next = String.fromCharCode(bytes[at + 1] ?? 0);
    out.push(octal === undefined ? (ESCAPES[next] ?? next.charCodeAt(0)) : Number.parseInt(octal, 8));
    at += octal === undefined ? 1 : 3;
  }
  return Buffer.from(out).toString('utf8');
}

/** Whether any line from `first` to `last` is among them. */
export function touches(ranges: LineRanges, first: number, last: number): boolean {
  let low = 0;
  let high = ranges.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (ranges[middle]![1] < first) low = middle + 1;
    else high = middle;
  }
  return low < ranges.length && ranges[low]![0] <= last;
}
