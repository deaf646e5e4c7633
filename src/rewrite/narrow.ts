import type { Span } from '../model.js';
import { placesOf } from './facts.js';
import type { Phrases } from './phrases.js';
import { isSeparator } from './punctuation.js';
import type { RewriteContext, Target } from './types.js';

/** A hit without marks that is longer than this may hold more than one thing said. */
const LONG = 14;
/** How plainly the rest must lean away from the breach before it is told apart. */
const AWAY = 0.1;
const LEAST = 5;

/**
 * A transcript has no marks, and a hit that was weighed there is all of it: what stands in front of the breach or behind it and
 * leans away from it (a size, a material) is told apart at a spoken border.
 */
export function narrow(
  target: Target,
  text: string,
  phrases: Phrases,
  goods: readonly Span[],
  ctx: RewriteContext,
): Target {
  const { leans } = ctx;
  const words = text.slice(target.start, target.end);
  if (!leans || !target.weighed || words.length <= LONG || [...words].some((c) => isSeparator(c))) return target;
  const cuts = new Set<number>();
  for (const [borders, after] of [
    [phrases.breakBefore, false],
    [phrases.breakFigure, false],
    [phrases.breakAfter, true],
  ] as const) {
    for (const { start, end } of placesOf(words, borders)) cuts.add(target.start + (after ? end : start));
  }
  for (const { start } of goods) cuts.add(start);
  let { start, end } = target;
  const best = (worth: (at: number) => number): number | undefined => {
    let found: number | undefined;
    let most = 0;
    for (const at of cuts) {
      if (at - start < LEAST || end - at < LEAST) continue;
      const value = worth(at);
      if (value > most) [found, most] = [at, value];
    }
    return found;
  };
  const gain = (breach: Span, rest: Span) => {
    const away = leans(text, rest);
    return away > AWAY ? 0 : leans(text, breach) - away - leans(text, { start, end });
  };
  end = best((at) => gain({ start, end: at }, { start: at, end })) ?? end;
  // goods named last, with what is told of them
  const last = goods.find(
    (one) =>
      one.start - start >= LEAST &&
      one.end < end &&
      leans(text, { start: one.start, end }) < 0 &&
      leans(text, { start, end: one.start }) > 0,
  );
  if (last) end = last.start;
  start = best((at) => gain({ start: at, end }, { start, end: at })) ?? start;
  return start === target.start && end === target.end ? target : { ...target, start, end };
}
