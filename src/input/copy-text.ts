import type { Span, Stretch } from '../model.js';
import { lastNotAfter } from './lines.js';

/**
 * Copy taken out of a file's text, with the way back. Pieces are added in file order; a piece stands for a stretch of the
 * file, usually of the same length and the very same characters.
 */
export class CopyText {
  private readonly pieces: string[] = [];
  private readonly starts: number[] = [0];
  private readonly from: number[] = [0];
  private readonly to: number[] = [0];
  length = 0;

  /** `from`: where the piece stands in the file; `size`: how long it is there. */
  add(piece: string, from: number, size = piece.length): void {
    if (piece === '') return;
    const last = this.starts.length - 1;
    const verbatim = piece.length === size;
    if (verbatim && this.length > 0 && this.to[last] === from && this.same(last)) {
      this.to[last] = from + size;
    } else if (this.length === 0) {
      this.from[0] = from;
      this.to[0] = from + size;
    } else {
      this.starts.push(this.length);
      this.from.push(from);
      this.to.push(from + size);
    }
    this.pieces.push(piece);
    this.length += piece.length;
  }

  private same(at: number): boolean {
    return this.to[at]! - this.from[at]! === this.length - this.starts[at]!;
  }

  get endsInLatin(): boolean {
    return /[A-Za-z0-9]$/.test(this.pieces.at(-1) ?? '');
  }

  /** The copy from an offset on, which is where a piece begins. */
  since(start: number): string {
    let first = this.pieces.length;
    for (let at = this.length; at > start; first -= 1) at -= this.pieces[first - 1]!.length;
    return this.pieces.slice(first).join('');
  }

  get text(): string {
    return this.pieces.join('');
  }

  /** Offset in the copy → offset in the file of the character that stands there. */
  offset(at: number): number {
    const piece = lastNotAfter(this.starts, at);
    return Math.min(this.from[piece]! + at - this.starts[piece]!, this.to[piece]!);
  }

  /** Span of the copy → span of the file, markup at its edges left out. */
  span({ start, end }: Span): Span {
    const first = this.offset(start);
    if (end <= start) return { start: first, end: first };
    const piece = lastNotAfter(this.starts, end - 1);
    const atEnd = piece + 1 < this.starts.length ? this.starts[piece + 1]! : this.length;
    const last =
      end === atEnd ? this.to[piece]! : Math.min(this.from[piece]! + end - this.starts[piece]!, this.to[piece]!);
    return { start: first, end: last };
  }

  /** The pieces that a span of the copy is made of, in order; a piece that stands for something else is given whole. */
  stretches({ start, end }: Span): Stretch[] {
    const found: Stretch[] = [];
    if (this.length === 0) return found;
    for (let piece = lastNotAfter(this.starts, start); piece < this.starts.length; piece += 1) {
      const first = this.starts[piece]!;
      if (first >= end) break;
      const last = piece + 1 < this.starts.length ? this.starts[piece + 1]! : this.length;
      if (last <= start) continue;
      const [from, to] = [this.from[piece]!, this.to[piece]!];
      if (to - from !== last - first) {
        found.push({ start: first, end: last, from, to });
        continue;
      }
      const [a, b] = [Math.max(first, start), Math.min(last, end)];
      found.push({ start: a, end: b, from: from + a - first, to: from + b - first });
    }
    return found;
  }
}
