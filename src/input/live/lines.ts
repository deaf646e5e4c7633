/** One line of a stream, still in bytes, without its end. */
export interface RawLine {
  /** 1-based */
  number: number;
  bytes: Buffer;
  /** longer than may be held: it was let go as it came, and `bytes` is empty */
  tooLong?: boolean;
}

/** A recogniser's record with the times of every word is some 100 KB; nothing that is said is longer. */
export const MAX_LINE_BYTES = 2 ** 20;

const EMPTY = Buffer.alloc(0);

/**
 * Cuts bytes into lines as they come. Holds one line at most, and of a line that is too long nothing. 0x0A is never half
 * of a character in UTF-8, GB18030 and Big5; with `wide` (UTF-16) it is looked for in pairs.
 */
export class LineSplitter {
  private pieces: Buffer[] = [];
  private size = 0;
  private number = 0;
  private dropping = false;

  constructor(
    private readonly wide: 'utf-16le' | 'utf-16be' | undefined = undefined,
    private readonly limit = MAX_LINE_BYTES,
  ) {}

  push(chunk: Uint8Array): RawLine[] {
    let data = Buffer.from(chunk.buffer, chunk.byteOffset, chunk.length);
    // Half a unit of UTF-16 waits for its other half.
    if (this.wide && this.size % 2 === 1) {
      data = Buffer.concat([...this.pieces, data]);
      this.pieces = [];
      this.size = 0;
    }
    const lines: RawLine[] = [];
    let start = 0;
    for (let at = this.feed(data, 0); at >= 0; at = this.feed(data, start)) {
      this.keep(data.subarray(start, at));
      lines.push(this.line());
      start = at + (this.wide ? 2 : 1);
    }
    this.keep(data.subarray(start));
    return lines;
  }

  /** What stands behind the last line end, if anything does. */
  end(): RawLine[] {
    return this.size > 0 || this.dropping ? [this.line()] : [];
  }

  private feed(data: Buffer, from: number): number {
    if (!this.wide) return data.indexOf(10, from);
    const [low, high] = this.wide === 'utf-16le' ? [0, 1] : [1, 0];
    for (let at = from; at + 1 < data.length; at += 2) if (data[at + low] === 10 && data[at + high] === 0) return at;
    return -1;
  }

  private keep(piece: Buffer): void {
    if (piece.length === 0 || this.dropping) return;
    this.size += piece.length;
    if (this.size > this.limit) {
      this.dropping = true;
      this.pieces = [];
      this.size = 0;
      return;
    }
    this.pieces.push(piece);
  }

  private line(): RawLine {
    this.number += 1;
    const bytes = this.pieces.length === 1 ? this.pieces[0]! : Buffer.concat(this.pieces);
    const tooLong = this.dropping;
    this.pieces = [];
    this.size = 0;
    this.dropping = false;
    return tooLong ? { number: this.number, bytes: EMPTY, tooLong } : { number: this.number, bytes };
  }
}
