/** What no rule found word by word, weighed as a whole: a few sentences at a time, reported at the clause that weighs most. */
import type { Span } from '../model.js';
import type { Token } from '../text/segmenter.js';
import type { Frame } from './frame.js';
import type { Judged, Trace } from './judge.js';
import { Scale, type Sign, type Weighed } from './scale.js';
import type { ActiveRule } from './settings.js';
import type { SignTable } from './signs.js';

/** A clause that reads like a breach. Offsets are into the utterance's folded text. */
export interface Suspect {
  active: ActiveRule;
  hit: Span;
  /** the heaviest signs, as a person reads them */
  signs: string;
  /** what rules found there and is outweighed: the text reads far more like this category */
  instead: readonly Judged[];
}

/** What is weighed at once: sentences together, as many characters as a person takes in as one thing said. */
const AT_ONCE = 120;
/** Shorter text says too little. */
const LEAST = 12;
/** A clause shorter than this, marks included, is no claim. */
const LEAST_CLAUSE = 3;
/** A clause alone says less than a sentence and is told apart worse: by so much more may it weigh. Tried on labelled texts. */
const CLAUSE_SLACK = 1.5;
/** A clause beside the heaviest that reads so much like the place of a breach is part of it: tried from 0.5 to 3 by how much of what is marked is told. */
const JOINS = 1;
/** Signs that are named to people. */
const NAMED = 3;

export class Weighing {
  private readonly rules = new Map<string, ActiveRule>();
  private readonly scale: Scale;
  /** no rule asks for less */
  private readonly least: number;

  constructor(
    private readonly table: SignTable,
    active: readonly ActiveRule[],
  ) {
    this.scale = new Scale(table);
    for (const one of active) if (one.rule.weigh) this.rules.set(one.rule.category, one);
    this.least = Math.min(...[...this.rules.values()].map(({ rule }) => rule.weigh?.over ?? Number.POSITIVE_INFINITY));
  }

  /**
   * Hits in a sentence that reads so lawful that the rule is not to be trusted with it. What stands in other sentences excuses
   * nothing, the words around the hit must not read like a breach themselves, and who disguises a word knows why.
   */
  doubted(frame: Frame, judged: readonly Judged[], trace?: Trace): Judged[] {
    if (this.scale.empty) return [];
    const score = (span: Span) => this.scale.score(frame.text, span);
    return judged.filter((j) => {
      if (!speaks(j) || frame.folded.disguises.some((d) => overlap(d, j.hit))) return false;
      const sentence = frame.sentence(j.hit);
      if (sentence.end - sentence.start < LEAST) return false;
      const trust = this.trust(j.rule.id);
      const whole = score(sentence);
      if (whole + trust >= 0 || score(frame.clause(j.hit)) - CLAUSE_SLACK + trust >= 0) return false;
      trace?.({ kind: 'doubted', rule: j.rule.id, span: j.hit, score: whole, trust });
      return true;
    });
  }

  /** See `Scale.place`; nothing leans where there is nothing to weigh by. */
  place(text: string, clause: Span): number {
    return this.scale.empty ? Number.NEGATIVE_INFINITY : this.scale.place(text, clause);
  }

  /** See `Scale.score`. */
  breach(text: string, clause: Span): number {
    return this.scale.empty ? Number.NEGATIVE_INFINITY : this.scale.score(text, clause);
  }

  /** See `Scale.leftover`. */
  leftover(text: string, clause: Span): number {
    return this.scale.empty ? Number.NEGATIVE_INFINITY : this.scale.leftover(text, clause);
  }

  /** See `Scale.begins`; anything may begin and end a clause where there is nothing to weigh by. */
  begins(words: readonly Token[]): number {
    return this.scale.empty ? Number.POSITIVE_INFINITY : this.scale.begins(words);
  }

  /** See `Scale.ends`. */
  ends(words: readonly Token[]): number {
    return this.scale.empty ? Number.POSITIVE_INFINITY : this.scale.ends(words);
  }

  private trust(rule: string): number {
    const { rules, other } = this.table.trust;
    return rules[rule] ?? other;
  }

  /**
   * How much the category that a text reads like leads those that rules found in it, where all of these give way to so much; 0 where
   * they found nothing.
   */
  private lead(spoken: readonly Judged[], { category, categories }: Weighed): number | undefined {
    const own = categories.get(category) ?? 0;
    let least = Number.POSITIVE_INFINITY;
    for (const { rule } of spoken) {
      const yields = this.rules.get(rule.category)?.rule.weigh?.yields;
      const lead = own - (categories.get(rule.category) ?? Number.POSITIVE_INFINITY);
      if (yields === undefined || lead < yields) return undefined;
      least = Math.min(least, lead);
    }
    return spoken.length === 0 ? 0 : least;
  }

  /**
   * @param judged what rules found: where one spoke nothing is weighed, but for categories that give way to another, and a clause that
   *   an exemption of the category excused is not told
   */
  suspects(frame: Frame, judged: readonly Judged[], trace?: Trace): Suspect[] {
    if (this.rules.size === 0 || this.scale.empty) return [];
    const suspects: Suspect[] = [];
    const { role } = frame.utterance;
    for (const range of ranges(frame)) {
      if (range.end - range.start < LEAST) continue;
      const spoken = judged.filter((j) => speaks(j) && overlap(j.hit, range));
      if (spoken.some((j) => this.rules.get(j.rule.category)?.rule.weigh?.yields === undefined)) continue;
      if (spoken.some((j) => frame.folded.disguises.some((d) => overlap(d, j.hit)))) continue;
      const weighed = this.scale.weigh(frame.text, range, trace ? Number.NEGATIVE_INFINITY : this.least);
      const active = weighed && this.rules.get(weighed.category);
      const over = active?.rule.weigh?.over;
      if (!weighed || !active || over === undefined || !active.rule.roles.includes(role)) continue;
      const { score, category } = weighed;
      if (score <= over && !trace) continue;
      const lead = this.lead(spoken, weighed);
      if (lead === undefined) continue;
      const hit = worst(frame, range, this.scale);
      // An exemption excuses its words and not what else is said.
      if (judged.some((j) => j.verdict === 'exempt' && j.rule.category === category && overlap(j.hit, hit))) continue;
      if (trace) {
        const text = frame.text.slice(hit.start, hit.end);
        const signs = this.scale.signs(frame.text, range, category).sort(byWeight);
        trace({ kind: 'weighed', rule: active.rule.id, span: hit, text, score, over, signs });
      }
      if (score <= over) continue;
      for (const { rule, hit } of spoken) trace?.({ kind: 'outweighed', rule: rule.id, span: hit, category, lead });
      const signs = this.scale.signs(frame.text, range, category, hit).sort(byWeight);
      suspects.push({ active, hit, signs: named(signs), instead: spoken });
    }
    return suspects;
  }
}

/** Whether a hit will be told as an error or a warning of its own. */
function speaks({ verdict, severity, rule }: Judged): boolean {
  return verdict !== 'exempt' && severity !== 'info' && rule.often === undefined && rule.absent === undefined;
}

function ranges(frame: Frame): Span[] {
  const found: Span[] = [];
  let open: Span | undefined;
  for (const { start, end } of frame.sentences) {
    if (open && end - open.start <= AT_ONCE) open.end = end;
    else {
      open = { start, end };
      found.push(open);
    }
  }
  return found;
}

const byWeight = (a: Sign, b: Sign): number => b.weight - a.weight;
const overlap = (a: Span, b: Span): boolean => a.start < b.end && b.start < a.end;

/**
 * The clause that reads most like the breach, with those beside it that read like it plainly, too, without the marks at its ends.
 */
function worst(frame: Frame, range: Span, scale: Scale): Span {
  const clauses: { clause: Span; place: number }[] = [];
  let top = -1;
  for (let at = range.start; at < range.end; ) {
    const clause = frame.clause({ start: at, end: at + 1 });
    at = Math.max(clause.end, at + 1);
    if (clause.end - clause.start < LEAST_CLAUSE) continue;
    const place = scale.place(frame.text, clause);
    clauses.push({ clause, place });
    if (top < 0 || place > clauses[top]!.place) top = clauses.length - 1;
  }
  let first = top;
  let last = top;
  const joins = (at: number) => (clauses[at]?.place ?? Number.NEGATIVE_INFINITY) > JOINS;
  if (top >= 0) {
    while (joins(first - 1)) first -= 1;
    while (joins(last + 1)) last += 1;
  }
  let { start, end } = top < 0 ? range : { start: clauses[first]!.clause.start, end: clauses[last]!.clause.end };
  const blank = /[\s\p{P}]/u;
  while (end - 1 > start && blank.test(frame.text[end - 1] as string)) end--;
  while (start < end - 1 && blank.test(frame.text[start] as string)) start++;
  return { start, end };
}

/** The heaviest signs for a person to read: runs of at least two characters that share none. */
function named(signs: readonly Sign[]): string {
  const chosen: Sign[] = [];
  for (const sign of signs) {
    if (chosen.length === NAMED || sign.weight <= 0) break;
    if (sign.end - sign.start < 2 || /[\^$\p{P}]/u.test(sign.text)) continue;
    if (!chosen.some((c) => overlap(c, sign))) chosen.push(sign);
  }
  return chosen
    .sort((a, b) => a.start - b.start)
    .map(({ text }) => text)
    .join('…');
}
