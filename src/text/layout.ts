import type { Span } from '../model.js';
import { clauses, sentences } from './split.js';
import type { FoldTables } from './tables.js';

/**
 * Sentences and clauses of one folded text, found once and looked up as often as needed: a line of a million characters
 * with a hit in every tenth must not be split anew for each. Both are of bounded length even where nothing is punctuated.
 */
export class Layout {
  private spans: Span[] | undefined;
  private readonly inner = new Map<number, Span[]>();

  constructor(
    private readonly text: string,
    private readonly tables: FoldTables,
  ) {}

  /** All sentences; they tile the text. */
  get sentences(): readonly Span[] {
    this.spans ??= sentences(this.text, this.tables);
    return this.spans;
  }

  /** Clauses of the sentence at an index of `sentences`; they tile the sentence. */
  clausesOf(index: number): readonly Span[] {
    let found = this.inner.get(index);
    if (!found) {
      found = clauses(this.text, this.sentences[index]!, this.tables);
      this.inner.set(index, found);
    }
    return found;
  }

  /** The sentence that holds a span, or from the start of the first to the end of the last that hold a part of it. */
  sentence(span: Span): Span {
    const all = this.sentences;
    const first = indexAt(all, span.start);
    const last = indexAt(all, lastOf(span));
    return { start: all[first]?.start ?? 0, end: all[last]?.end ?? this.text.length };
  }

  /** Likewise for clauses. */
  clause(span: Span): Span {
    return { start: this.clauseAt(span.start).start, end: this.clauseAt(lastOf(span)).end };
  }

  private clauseAt(offset: number): Span {
    if (this.text === '') return { start: 0, end: 0 };
    const all = this.clausesOf(indexAt(this.sentences, offset));
    return all[indexAt(all, offset)]!;
  }
}

function lastOf(span: Span): number {
  return Math.max(span.start, span.end - 1);
}

/** Index of the span that holds an offset, the nearest one where none does; the spans tile a text. */
function indexAt(spans: readonly Span[], offset: number): number {
  let low = 0;
  let high = spans.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >>> 1;
    if (spans[middle]!.start <= offset) low = middle;
    else high = middle - 1;
  }
  return low;
}
