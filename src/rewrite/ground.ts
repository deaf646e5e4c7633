import type { Span } from '../model.js';
import { alternative, slotsOf } from './alternative.js';
import type { Composition } from './compose.js';
import { factsIn, outside } from './facts.js';
import { goodsIn, type Named, namesOf } from './goods.js';
import type { Opening } from './hedge.js';
import { narrow } from './narrow.js';
import type { Phrases } from './phrases.js';
import { BRACKETS, isSeparator, type Style, styleOf } from './punctuation.js';
import type { RewriteContext, Target } from './types.js';

type Fact = Span & { text: string };

/**
 * What is known of a text and its findings, whatever is said in their place: a sentence is composed several times, in the order of
 * one wish after another.
 */
export interface Ground {
  text: string;
  style: Style;
  targets: readonly Target[];
  /** targets with their index: clauses said anew are planned first, what only adds to a clause may find its facts asked for already */
  ordered: readonly (readonly [number, Target])[];
  /** numbers and names, those outside every hit, and the others */
  facts: readonly Fact[];
  claims: readonly Fact[];
  /** where goods are named, and the names, each once */
  named: readonly Named[];
  goods: string[];
  /** slots that the text has already */
  slots: readonly string[];
  /** the last target that would invite: an invitation comes after what is told */
  inviter: number;
  /** found out when first asked for: the clause of a target and how it begins, what placeholders for goods stand for */
  clauses: Map<Target, Span>;
  openings: Map<Target, Opening>;
  /** where words begin */
  borders?: ReadonlySet<number>;
  goodsSaid?: Map<string, string>;
  /** of a clause by its number: what speaks for it to go with a breach (leftovers.ts) */
  sums: Map<number, number | undefined>;
  /** what came of edits that were made already */
  made: Map<string, Composition>;
}

const grounds = new WeakMap<readonly Target[], { ctx: RewriteContext; ground: Ground }>();

/** The ground of a text with these findings; the same for the same array of them within one rewriting. */
export function groundOf(text: string, found: readonly Target[], ctx: RewriteContext): Ground {
  const known = grounds.get(found);
  if (known?.ctx === ctx && known.ground.text === text) return known.ground;
  const ground = survey(text, found, ctx);
  grounds.set(found, { ctx, ground });
  return ground;
}

function survey(text: string, found: readonly Target[], ctx: RewriteContext): Ground {
  const { phrases } = ctx;
  const named = goodsIn(text, phrases, ctx);
  const targets = leading(found.map((one) => narrow(withoutMarks(one, text, phrases), text, phrases, named, ctx)));
  const all = factsIn(text, phrases.facts);
  const facts = outside(all, targets);
  return {
    text,
    style: styleOf(outsideOf(ctx.sentence, ctx.targets)),
    targets,
    ordered: widestFirst(targets),
    facts,
    claims: all.filter((fact) => !facts.includes(fact)),
    named,
    goods: namesOf(named, text, phrases),
    slots: slotsOf(text),
    inviter: targets.findLastIndex((target) => target.alternatives.some((steps) => steps[0] === 'invite')),
    clauses: new Map(),
    openings: new Map(),
    sums: new Map(),
    made: new Map(),
  };
}

/** Category of findings about how a word is written. */
const DISGUISE = 'wording';

/**
 * Of findings over the same words the one with most to say of them: the longest, and what a disguise stands for before the
 * disguise. The others are answered with it; what is left of them shows when the text is checked again.
 */
function leading(targets: readonly Target[]): Target[] {
  if (targets.length < 2) return [...targets];
  const outranked = (one: Target, other: Target): boolean => {
    if (one === other || other.start > one.start || other.end < one.end) return false;
    // what would only take away does not outrank what has something to say
    if (answersIn(one) && !answersIn(other)) return false;
    if (other.end - other.start > one.end - one.start) return true;
    if ((one.category === DISGUISE) !== (other.category === DISGUISE)) return one.category === DISGUISE;
    if (one.rule !== other.rule) return other.rule < one.rule;
    return targets.indexOf(other) < targets.indexOf(one);
  };
  return targets.filter((one) => !targets.some((other) => outranked(one, other)));
}

/** Whether a rule's first answer says something in place of its hit. */
function answersIn({ alternatives: [first] }: Target): boolean {
  return first !== undefined && alternative(first).restates;
}

/** What the writer's punctuation is read from: a disguise may be nothing but marks. */
function outsideOf(text: string, ranges: readonly Span[]): string {
  let out = '';
  let at = 0;
  for (const range of [...ranges].sort((a, b) => a.start - b.start)) {
    if (range.start < at) continue;
    out += `${text.slice(at, range.start)}${text.slice(range.start, range.end).replace(/\s/g, '')}`;
    at = range.end;
  }
  return out + text.slice(at);
}

function widestFirst(targets: readonly Target[]): [number, Target][] {
  const anew = (target: Target) => Number(target.alternatives.some((steps) => alternative(steps).restates));
  return [...targets.entries()].sort(([, a], [, b]) => anew(b) - anew(a));
}

const DIGIT = /[0-9]/;
const RANGE = /^(?:\.[0-9]+)?[-–—~～][0-9]+(?:\.[0-9]+)?[%％]?/;

/** The words of a finding without marks at their ends: those belong to the sentence. */
function withoutMarks(target: Target, text: string, phrases: Phrases): Target {
  let { start, end } = target;
  // a comparison that ends by pointing at one's own goods: what points is told of them
  const own = phrases.ownEnd.exec(text.slice(start, end));
  if (own) end = start + own.index;
  // a figure is hit with the other end of its range
  const range = DIGIT.test(text[end - 1] ?? '') ? RANGE.exec(text.slice(end)) : null;
  if (range) end += range[0].length;
  while (end - 1 > start && isSeparator(text[end - 1])) end -= 1;
  while (start < end - 1 && isSeparator(text[start])) start += 1;
  // a hit that runs over the edge of a bracket: what is bracketed is one thing, what follows another
  for (const [open, close] of BRACKETS) {
    const [first, last] = [text.indexOf(close, start), text.lastIndexOf(open, end - 1)];
    if (first > start && first < end && !text.slice(start, first).includes(open)) end = first;
    else if (last > start && last < end - 1 && !text.slice(last, end).includes(close)) start = last + 1;
  }
  return start === target.start && end === target.end ? target : { ...target, start, end };
}
