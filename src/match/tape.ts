/** What one attempt at a pattern reads and writes. */
import type { Span } from '../model.js';

/** The tokens of the text around a position. Asked only when a pattern names a part of speech or a word edge. */
export interface TokenView {
  /** the token that starts at `at`, or undefined */
  startingAt(at: number): { end: number; pos: string } | undefined;
  /** whether a token starts or ends at `at` */
  isEdge(at: number): boolean;
}

/** Shared by all patterns: matching is synchronous and never re-entered. */
export interface Tape {
  text: string;
  /** no match may begin before `lo` or end after `hi` */
  lo: number;
  hi: number;
  tokens: TokenView;
  hitStart: number;
  hitEnd: number;
  markStart: number;
  markEnd: number;
  captures: Map<string, Span>;
  /** changes whenever `text` does: what lists matched before holds no longer */
  epoch: number;
  /** changes whenever anything else above does, too: what failed before may succeed */
  window: number;
}

export interface Match extends Span {
  /** the reported part: the ⟦ ⟧ part, or all of it */
  mark: Span;
  captures: Record<string, string>;
}

export function emptyTape(): Tape {
  return {
    text: '',
    lo: 0,
    hi: 0,
    tokens: { startingAt: () => undefined, isEdge: () => true },
    hitStart: -1,
    hitEnd: -1,
    markStart: -1,
    markEnd: -1,
    captures: new Map(),
    epoch: 0,
    window: 0,
  };
}
