import type { Span } from '../model.js';
import { placesOf } from './facts.js';
import type { Opening } from './hedge.js';
import type { Scene } from './plan.js';
import { clauseAround, isSeparator } from './punctuation.js';
import type { Target } from './types.js';

/** Characters between a hit and the end of what was said without a mark. */
const FAR = 8;
/** A rest that leans at least so far away from a breach does not go with it. */
const AWAY = -0.5;
/** A clause without marks longer than this is cut at spoken borders instead. */
const LONG_CLAUSE = 22;

/** The hit's clause; a long stretch without marks is cut at spoken borders around the hit. */
export function clauseOf(target: Target, scene: Scene): Span {
  let clause = scene.clauses.get(target);
  if (!clause) {
    clause = findClause(target, scene);
    scene.clauses.set(target, clause);
  }
  return clause;
}

function findClause(target: Target, scene: Scene): Span {
  const { text, phrases } = scene;
  const clause = clauseAround(text, target);
  if (!scene.style.bare && clause.end - clause.start <= LONG_CLAUSE) return clause;
  const inner = text.slice(clause.start, clause.end);
  const closed = phrases.closes.test(text.slice(target.start, target.end));
  if (/[，。！？；,!?;]/.test(inner)) return clause;
  const from = target.start - clause.start;
  const to = target.end - clause.start;
  let start = -1;
  let end = closed ? to : Number.POSITIVE_INFINITY;
  for (const [borders, after] of [
    [phrases.breakBefore, false],
    [phrases.breakAfter, true],
  ] as const) {
    for (const border of placesOf(inner, borders)) {
      const at = after ? border.end : border.start;
      if (at <= from) start = Math.max(start, at);
      // right behind the hit stands what it is about
      else if (after ? at >= to : at > to) end = Math.min(end, at);
    }
  }
  for (const figure of placesOf(inner, phrases.breakFigure)) if (figure.start >= to) end = Math.min(end, figure.start);
  // a figure is told of the goods right in front of it
  const whose = scene.named.find((one) => one.end === clause.start + end && one.start >= target.end);
  if (whose) end = whose.start - clause.start;
  // what is far from the hit and leans away from a breach is another matter, border or not
  const apart = (from: number, to: number) =>
    to - from > FAR && scene.style.bare && (scene.leans?.(inner, { start: from, end: to }) ?? -1) < AWAY;
  // goods named behind it begin something new, where what is said of them leans away
  if (scene.style.bare) {
    const thing = scene.named.find((one) => one.start >= target.end && one.end <= clause.end && !one.guess);
    const at = (thing?.start ?? clause.end) - clause.start;
    const told = thing && clause.end - thing.end > 1;
    if (told && at < end && (scene.leans?.(inner, { start: at, end: inner.length }) ?? 0) < 0) end = at;
  }
  if (start < 0) start = apart(0, from) ? from : 0;
  if (end > inner.length) end = apart(to, inner.length) ? to : inner.length;
  return { start: clause.start + start, end: clause.start + end };
}

/**
 * What goes when a clause is dropped: not whom it speaks to, and not the goods it names where a next clause can take
 * them as its subject.
 */
export function withoutOpening(clause: Span, opening: Opening, scene: Scene): Span {
  const { text, phrases } = scene;
  // whom nothing is said to any more
  if (scene.whole && opening.vocative === clause.end) return clause;
  let next = clause.end;
  while (next < text.length && isSeparator(text[next])) next += 1;
  const bare = clause.end === next && next < text.length;
  if (next >= text.length || bare) return { start: opening.vocative, end: clause.end };
  const carried = opening.topic > opening.vocative && !phrases.ownSubject.test(text.slice(next));
  return { start: carried ? opening.topic : opening.vocative, end: clause.end };
}
