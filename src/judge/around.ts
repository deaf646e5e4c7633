/** Searches around one hit: for conditions, exemptions and disclosures, each within its reach. */
import type { Matcher } from '../match/matcher.js';
import type { ExemptionTrial, Span } from '../model.js';
import type { Condition, NearScope, Need, Spare } from '../rules/program.js';
import type { Frame } from './frame.js';

export class Around {
  private hit: Span | undefined;
  private ranges: Partial<Record<NearScope, Span>> = {};

  constructor(
    private readonly matcher: Matcher,
    private readonly frame: Frame,
  ) {}

  private within(
    patterns: readonly number[],
    hit: Span,
    scope: NearScope,
    accept?: (m: Span) => boolean,
  ): string | undefined {
    const match = this.matcher.search(patterns, this.range(hit, scope), hit, accept);
    return match && this.frame.text.slice(match.start, match.end);
  }

  /** As the frame has it; asked for many times for one hit. */
  private range(hit: Span, scope: NearScope): Span {
    if (hit !== this.hit) {
      this.hit = hit;
      this.ranges = {};
    }
    let range = this.ranges[scope];
    if (!range) {
      range = this.frame.range(hit, scope);
      this.ranges[scope] = range;
    }
    return range;
  }

  first(c: Condition, hit: Span): string | undefined {
    return this.within(c.any, hit, c.within);
  }

  /** A disclosure must be said apart from the words that call for it. */
  said(need: Need, hit: Span): string | undefined {
    const accept = (m: Span) => {
      if (m.start >= hit.start && m.end <= hit.end) return false;
      if (need.where === 'before') return m.start < hit.start;
      if (need.where === 'after') return m.end > hit.end;
      return true;
    };
    return this.within(need.any, hit, need.within as NearScope, accept);
  }

  /** The trial of one exemption, or undefined where none of its words are there at all. */
  tries(spare: Spare, hit: Span, lang: 'zh' | 'en'): ExemptionTrial | undefined {
    let by: string | undefined;
    if (spare.when) {
      by = this.within(spare.when, hit, 'sentence', (m) => m.start < hit.end && m.end > hit.start);
      if (by === undefined) return undefined;
    }
    if (spare.near) {
      by = this.within(spare.near, hit, spare.within);
      if (by === undefined) return undefined;
    }
    if (spare.before) {
      by = this.within(spare.before, hit, spare.within, (m) => m.end <= hit.start);
      if (by === undefined) return undefined;
    }
    if (spare.after) {
      by = this.within(spare.after, hit, spare.within, (m) => m.start >= hit.end);
      if (by === undefined) return undefined;
    }
    const trial: ExemptionTrial = {
      basis: spare.basis,
      because: lang === 'en' ? (spare.becauseEn ?? spare.because) : spare.because,
      held: false,
    };
    if (by !== undefined) trial.by = by;
    const cancelled = spare.unless && this.within(spare.unless, hit, spare.unlessWithin);
    if (cancelled !== undefined) return { ...trial, cancelled };
    return { ...trial, held: true };
  }
}
