/** One utterance being judged: its folded text, its clauses and sentences, its tokens. Made lazily; most utterances need none. */
import type { TokenView } from '../match/machine.js';
import type { Span, Utterance } from '../model.js';
import type { Folded } from '../text/fold.js';
import type { Layout } from '../text/layout.js';
import type { Segmenter, Token } from '../text/segmenter.js';

export class Frame {
  readonly text: string;
  private tokens: ClauseTokens | undefined;

  constructor(
    readonly utterance: Utterance,
    readonly folded: Folded,
    private readonly segmenter: () => Segmenter,
    private readonly layout: Layout,
  ) {
    this.text = folded.text;
  }

  /** The clause or clauses that hold `span`. */
  clause(span: Span): Span {
    return this.layout.clause(span);
  }

  sentence(span: Span): Span {
    return this.layout.sentence(span);
  }

  range(span: Span, scope: 'hit' | 'clause' | 'sentence' | 'utterance'): Span {
    if (scope === 'hit') return span;
    if (scope === 'clause') return this.clause(span);
    if (scope === 'sentence') return this.sentence(span);
    return { start: 0, end: this.text.length };
  }

  /** Tokens of the clause around a position; segmented when first asked for. */
  view(): ClauseTokens {
    this.tokens ??= new ClauseTokens(this.text, (at) => this.clause({ start: at, end: at + 1 }), this.segmenter);
    return this.tokens;
  }

  /** A dictionary word that begins outside the span and ends inside it, or the reverse. */
  straddling(span: Span): string | undefined {
    const view = this.view();
    return (view.straddling(span.start) ?? view.straddling(span.end))?.text;
  }
}

class ClauseTokens implements TokenView {
  private readonly starts = new Map<number, Token>();
  private readonly done: Span[] = [];

  constructor(
    private readonly text: string,
    private readonly clauseAt: (at: number) => Span,
    private readonly segmenter: () => Segmenter,
  ) {}

  private need(at: number): void {
    if (at < 0 || at >= this.text.length) return;
    if (this.done.some((s) => at >= s.start && at < s.end)) return;
    const clause = this.clauseAt(at);
    for (const token of this.segmenter().tag(this.text.slice(clause.start, clause.end)))
      this.starts.set(clause.start + token.start, {
        ...token,
        start: clause.start + token.start,
        end: clause.start + token.end,
      });
    this.done.push(clause);
  }

  startingAt(at: number): { end: number; pos: string } | undefined {
    this.need(at);
    return this.starts.get(at);
  }

  isEdge(at: number): boolean {
    if (at <= 0 || at >= this.text.length) return true;
    this.need(at);
    this.need(at - 1);
    if (this.starts.has(at)) return true;
    // A position with no token start inside a segmented clause lies within a word, unless the clause ends here.
    return !this.done.some((s) => at > s.start && at < s.end);
  }

  /** The word that holds both sides of `at`, where there is one. */
  straddling(at: number): Token | undefined {
    if (this.isEdge(at)) return undefined;
    for (let p = at - 1; p >= 0 && p > at - 12; p--) {
      const token = this.starts.get(p);
      if (token) return token.end > at ? token : undefined;
    }
    return undefined;
  }
}
