import type { Place, Role, Section, Span, Suppression, Utterance } from '../model.js';
import type { Directive } from './directive.js';

/** A block without its end, or a whole file: every line that follows. */
export const LAST_LINE = Number.MAX_SAFE_INTEGER;

interface More {
  speaker?: string;
  time?: Utterance['time'];
  confidence?: number;
  /** where the utterance goes over several lines of the file */
  lastLine?: number;
}

/**
 * Collects what a reader finds, part by part: utterances, sections and suppressions. Offsets of utterances and sections
 * are those of the current part's text; a section or an open block that goes on into the next part is taken along.
 */
export class Outline {
  private utterances: Utterance[] = [];
  private sections: Section[] = [{ start: 0, end: 0 }];
  private suppressions: Suppression[] = [];
  private open: Suppression[] = [];
  private waiting: Suppression[] = [];
  private whole: Suppression[] = [];

  /** A new product's stretch. An untitled opening section that holds nothing gives way to it. */
  section(title: string, start: number): void {
    const current = this.sections.at(-1)!;
    const bare = this.utterances.at(-1)?.section !== this.sections.length - 1;
    if (bare && current.title === undefined && !current.continued) this.sections.pop();
    else current.end = start;
    this.sections.push({ start, end: start, title });
  }

  say(start: number, end: number, role: Role, line: number, more: More = {}): void {
    const utterance: Utterance = { start, end, section: this.sections.length - 1, role };
    if (more.speaker !== undefined) utterance.speaker = more.speaker;
    if (more.time !== undefined) utterance.time = more.time;
    if (more.confidence !== undefined) utterance.confidence = more.confidence;
    this.utterances.push(utterance);
    if (this.waiting.length > 0) this.settle(line, more.lastLine ?? line);
  }

  get said(): number {
    return this.utterances.length;
  }

  /** `span` in the whole file's decoded text; `at`: what is known of the comment's place beyond its line. */
  direct(directive: Directive, span: Span, line: number, lastLine = line, at: Partial<Place> = {}): void {
    if (directive.kind === 'enable') {
      this.enable(directive.rules, line);
      return;
    }
    const { kind, rules, reason, until } = directive;
    const suppression: Suppression = {
      ...span,
      rules,
      lines: { first: line, last: lastLine },
      place: { line, column: 1, ...at },
      after: this.utterances.at(-1)?.end ?? 0,
    };
    if (reason !== undefined) suppression.reason = reason;
    if (until !== undefined) suppression.until = until;
    if (kind === 'next-line') {
      this.waiting.push(suppression);
      return;
    }
    if (kind === 'file') {
      suppression.lines = { first: 1, last: LAST_LINE };
      this.whole.push(suppression);
    } else if (kind === 'block') {
      suppression.lines.last = LAST_LINE;
      this.open.push(suppression);
    }
    this.suppressions.push(suppression);
  }

  private enable(rules: string[], line: number): void {
    const closes = (open: Suppression): boolean =>
      rules.length === 0 || open.rules.some((rule) => rules.includes(rule));
    for (const open of this.open.filter(closes)) open.lines = { first: open.lines.first, last: line };
    this.open = this.open.filter((open) => !closes(open));
  }

  /** "next line" is the next line with copy: comments and empty lines may stand between. */
  private settle(line: number, last: number): void {
    // A table is told when it ends: a comment between its rows waits for the row below it.
    const waiting = this.waiting.filter(({ place }) => place.line > line);
    for (const suppression of this.waiting) {
      if (waiting.includes(suppression)) continue;
      suppression.lines = { first: line, last };
      this.suppressions.push(suppression);
    }
    this.waiting = waiting;
  }

  /** Ends the part whose text has this length, and starts the next one. */
  part(length: number, last: boolean): { utterances: Utterance[]; sections: Section[]; suppressions: Suppression[] } {
    const { utterances, sections, suppressions } = this;
    const current = sections.at(-1)!;
    current.end = length;
    // A comment with no line behind it covers nothing; it is given so that it can be called unused.
    if (last) suppressions.push(...this.waiting);
    this.utterances = [];
    this.sections = [
      { start: 0, end: 0, ...(current.title === undefined ? {} : { title: current.title }), continued: true },
    ];
    this.suppressions = [...this.whole, ...this.open];
    return { utterances, sections, suppressions };
  }
}
