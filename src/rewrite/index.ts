import type { Rewrite, Span } from '../model.js';
import { applyEdits } from '../text/offsets.js';
import { spaced, typographicSpaces } from '../text/spacing.js';
import { alternative, slotsOf, worst } from './alternative.js';
import { type Composition, compose, dropSentence, preference } from './compose.js';
import { goodsIn } from './goods.js';
import { harmless } from './leftovers.js';
import { pick } from './phrases.js';
import { clauseSpans, core, inStyle, styleOf } from './punctuation.js';
import type { RewriteContext, Target, Wish } from './types.js';

export { compilePhrases, type Phrases } from './phrases.js';
export type { PhrasesFile } from './schema.js';
export type { RewriteContext, Step, StepMap, Target } from './types.js';

/** Rounds of repair by rule before the offending clauses are given up. */
const ROUNDS = 3;
/** Ways of saying one alternative that are tried. */
const WAYS = 3;

/**
 * Sentences to say instead, best first, none of which holds a finding; at least one where there is a finding.
 * The first costs one call of `relint` where the rules' first alternatives are clean.
 */
export function rewrite(ctx: RewriteContext): Rewrite[] {
  if (ctx.targets.length === 0) return [];
  const spaces = typographicSpaces(ctx.sentence);
  if (!spaces) return rewriteWords(ctx);
  // spaces that mean nothing part no clauses: without them first, and with them in what comes out
  const before = (at: number) => at - spaces.filter(({ end }) => end <= at).length;
  const moved = <S extends Span>(span: S): S => ({ ...span, start: before(span.start), end: before(span.end) });
  const targets = ctx.targets.map((target) => ({ ...moved(target), clause: moved(target.clause) }));
  const found = rewriteWords({ ...ctx, sentence: applyEdits(ctx.sentence, spaces).text, targets });
  return found.map((one) => {
    const text = spaced(one.text);
    return ctx.relint(text).length > 0 ? one : { ...one, text };
  });
}

function rewriteWords(ctx: RewriteContext): Rewrite[] {
  const limit = Math.max(1, Math.min(3, ctx.limit ?? 3));
  const hash = hashOf(ctx.sentence);
  const left = new Map<string, readonly Target[]>();
  const relint = (text: string) => {
    let found = left.get(text);
    if (!found) {
      found = text === '' ? [] : ctx.relint(text);
      left.set(text, found);
    }
    return found;
  };
  const results: Composition[] = [];
  let empty: Composition | undefined;
  const tried = new Set<string>();
  const tryWish = (wish: Wish) => {
    const key = preference(ctx.targets, wish);
    if (tried.has(key)) return;
    tried.add(key);
    const made = compliant(ctx, wish, relint, hash);
    if (made.text === '') empty ??= made;
    else if (made.text !== ctx.sentence && !results.some((one) => one.text === made.text)) results.push(made);
  };
  tryWish('best');
  const own = ctx.targets.flatMap((target) => target.alternatives.map(alternative));
  const asking = own.some((one) => one.slots.length > 0 || one.asks);
  const [first] = results;
  // one to say now and one to complete, where the rules have both; what keeps the goods before what only takes away
  if (results.length < limit && first && first.kind !== 'needs-fact' && asking) tryWish('fact');
  if (results.length < limit && (!first || first.kind === 'needs-fact')) tryWish('sayable');
  if (results.length < limit && own.some((one) => !one.drops && one.slots.length === 0 && !one.asks)) tryWish('kept');
  if (results.length < limit && !first && asking) tryWish('fact');
  if (results.length < limit && own.length > ctx.targets.length) tryWish('other');
  // clauses that break no rule and went nevertheless
  const rest = clauseSpans(ctx.sentence)
    .filter((clause) => !ctx.targets.some((target) => target.start < clause.end && clause.start < target.end))
    .map(({ start, end }) => ctx.sentence.slice(start, end).trim());
  const lostIn = (text: string) => rest.filter((words) => !text.includes(words)).length;
  const names = goodsIn(ctx.sentence, ctx.phrases, ctx).map(({ start, end }) => ctx.sentence.slice(start, end));
  const unnamed = (text: string) => Number(names.length > 0 && !names.some((name) => text.includes(name)));
  for (const wish of ['kept', 'other'] as const) {
    if (
      results.length > 0 &&
      results.length < limit &&
      results.every((one) => lostIn(one.text) + unnamed(one.text) > 0)
    )
      tryWish(wish);
  }
  for (const wish of ['last', 'spare', 'rest'] as const) if (results.length === 0) tryWish(wish);
  // a sentence that can only be left out is still an answer, but no alternative to one that can be said
  if (results.length === 0) results.push(empty ?? dropSentence());
  results.sort((a, b) => lostIn(a.text) - lostIn(b.text) || unnamed(a.text) - unnamed(b.text));
  return results
    .slice(0, limit)
    .map(({ text, kind, moves }) => ({ text, kind, slots: [...new Set(slotsOf(text))], moves }));
}

/** One wish carried through until the text is clean, however little of it is left. */
function compliant(
  ctx: RewriteContext,
  wish: Wish,
  relint: (text: string) => readonly Target[],
  hash: number,
): Composition {
  const start: Composition = { text: ctx.sentence, kind: 'safe', moves: [], hedged: false, invited: false };
  let now = start;
  let targets: readonly Target[] = ctx.targets;
  const tried = new Map<string, number>();
  const isNew = ({ start, end }: Span, { text }: Composition) => !ctx.sentence.includes(text.slice(start, end));
  for (let round = 0; round < ROUNDS; round += 1) {
    const from = now;
    now = compose(from, targets, wish, tried, ctx, hash);
    let left = relint(now.text);
    // what may be said in more than one way may be clean in another
    for (let way = 1; way < WAYS && left.some((one) => isNew(one, now)); way += 1) {
      const other = compose(from, targets, wish, tried, ctx, hash + way);
      if (other.text === now.text) break;
      const found = relint(other.text);
      if (found.length === 0) [now, left] = [other, found];
    }
    if (left.length > 0 && now.named) {
      const other = compose(from, targets, wish, tried, ctx, hash, false);
      const found = relint(other.text);
      if (found.length === 0) [now, left] = [other, found];
    }
    if (left.length === 0) return now;
    const friendly = invited(now, left, ctx, hash, relint, isNew);
    if (friendly) return friendly;
    // what the findings left are of the category of is what brought them in
    const blamed = targets.filter(({ category }) => left.some((one) => one.category === category));
    const rules = new Set((blamed.length > 0 ? blamed : targets).map(({ rule }) => rule));
    for (const rule of rules) tried.set(rule, (tried.get(rule) ?? 0) + 1);
    // what was put in is not cut to pieces: the next alternative takes its place
    const ours = left.some((one) => {
      const read = one.alternatives[0] && alternative(one.alternatives[0]);
      return read && (read.drops || read.restates) && isNew(one, now);
    });
    if (ours) [now, targets] = [start, ctx.targets];
    else targets = left;
  }
  // what the rules offer is not clean: the offending clauses of the sentence as it was said go, and their price last
  for (const last of ['priced', 'plain'] as const) {
    now = { ...start, kind: 'suggested' };
    targets = ctx.targets;
    for (let round = 0; round < ROUNDS; round += 1) {
      const next = compose(now, targets, last, tried, ctx, hash);
      if (next.text === now.text) break;
      now = next;
      targets = relint(now.text);
      if (targets.length === 0) return now;
    }
  }
  return dropSentence();
}

/**
 * What is left of a breach and only tells of the goods may still read like it as a whole, for want of anything else: an
 * invitation behind it makes plain that it is meant as told. Undefined where it does not, or where more than that is left.
 */
function invited(
  now: Composition,
  left: readonly Target[],
  ctx: RewriteContext,
  hash: number,
  relint: (text: string) => readonly Target[],
  isNew: (span: Span, now: Composition) => boolean,
): Composition | undefined {
  const { text } = now;
  const named = goodsIn(text, ctx.phrases, ctx);
  const told = (one: Target) => one.weighed && !isNew(one, now) && harmless(text, one.clause, named, ctx.phrases, ctx);
  if (now.invited || ctx.phrases.invites.test(text) || !left.every(told)) return undefined;
  const style = styleOf(ctx.sentence);
  const at = core(text).end;
  for (let way = 0; way < WAYS; way += 1) {
    const say = inStyle(pick(ctx.phrases.invitations, [text], hash + way) ?? '', style);
    const said = `${text.slice(0, at)}${style.comma}${say}${text.slice(at)}`;
    if (relint(said).length > 0) continue;
    return { ...now, text: said, kind: worst(now.kind, 'suggested'), moves: [...now.moves, 'invite'], invited: true };
  }
  return undefined;
}

/** FNV-1a, so that the same sentence always gets the same wording. */
function hashOf(text: string): number {
  let hash = 0x811c9dc5;
  for (let at = 0; at < text.length; at += 1) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193);
  return hash >>> 0;
}
