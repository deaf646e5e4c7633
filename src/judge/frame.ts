/** One utterance being judged: its folded text, its clauses and sentences, its tokens. Made lazily; most utterances need none. */
import type { TokenView } from '../match/tape.js';
import type { Span, Utterance } from '../model.js';
import type { Folded } from '../text/fold.js';
import type { Layout } from '../text/layout.js';
import type { Segmenter, Token } from '../text/segmenter.js';

/** A word whose start lies farther back is a code or a foreign word. */
const LONGEST_STRADDLING = 12;

export class Frame {
  readonly text: string;
  private tokens: ClauseTokens | undefined;

  /** @param written the utterance before it was folded */
  constructor(
    readonly utterance: Utterance,
    readonly written: string,
    readonly folded: Folded,
    private readonly segmenter: () => Segmenter,
    private readonly layout: Layout,
  ) {
    this.text = folded.text;
  }

  /** The same words said elsewhere, by the same role. */
  at(utterance: Utterance): Frame {
    return new Frame(utterance, this.written, this.folded, this.segmenter, this.layout);
  }

  /** All sentences; they tile the text. */
  get sentences(): readonly Span[] {
    return this.layout.sentences;
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
    return view.straddling(span.start) ?? view.straddling(span.end);
  }
}

/** What is known of a place. */
const INSIDE = 1;
const START = 2;

class ClauseTokens implements TokenView {
  /** tagged words by their start, of the clauses asked about so far */
  private tagged: Map<number, Token> | undefined;
  private readonly done: Span[] = [];
  /** place → INSIDE a word, the START of one, or 0: nobody asked about its clause yet */
  private places: Uint8Array | undefined;

  constructor(
    private readonly text: string,
    private readonly clauseAt: (at: number) => Span,
    private readonly segmenter: () => Segmenter,
  ) {}

  startingAt(at: number): { end: number; pos: string } | undefined {
    this.tagged ??= new Map();
    if (!this.done.some((s) => at >= s.start && at < s.end)) this.tag(this.clauseAt(at), this.tagged);
    return this.tagged.get(at);
  }

  isEdge(at: number): boolean {
    return at <= 0 || at >= this.text.length || this.cut(at)[at] === START;
  }

  /** The word that holds both sides of `at`, where there is one. */
  straddling(at: number): string | undefined {
    if (this.isEdge(at)) return undefined;
    const places = this.cut(at);
    for (let p = at - 1; p >= 0 && p > at - LONGEST_STRADDLING; p--) {
      if (places[p] !== START) continue;
      let end = at + 1;
      while (places[end] === INSIDE) end++;
      return this.text.slice(p, end);
    }
    return undefined;
  }

  private tag(clause: Span, tagged: Map<number, Token>): void {
    for (const token of this.segmenter().tag(this.text.slice(clause.start, clause.end))) {
      const start = clause.start + token.start;
      tagged.set(start, { ...token, start, end: clause.start + token.end });
    }
    this.done.push(clause);
  }

  private cut(at: number): Uint8Array {
    this.places ??= new Uint8Array(this.text.length);
    const { places } = this;
    if (places[at] !== 0) return places;
    const clause = this.clauseAt(at);
    places.fill(INSIDE, clause.start, clause.end);
    for (const start of this.segmenter().starts(this.text.slice(clause.start, clause.end)))
      places[clause.start + start] = START;
    return places;
  }
}
