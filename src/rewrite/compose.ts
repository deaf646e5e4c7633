import type { RewriteKind, Span } from '../model.js';
import { type Alternative, alternative, slotsOf, worst } from './alternative.js';
import { clauseOf } from './clause.js';
import { applyEdits, type Draft, type Edit, SAME, settle, splice } from './draft.js';
import { factsIn, placesOf, survive } from './facts.js';
import { goodsIn, nameAgain } from './goods.js';
import { groundOf } from './ground.js';
import { dropHalves } from './halves.js';
import { leftovers } from './leftovers.js';
import { plan, type Scene } from './plan.js';
import { BRACKETS, clauseAround, clauseSpans, clausesOf, isWord, type Style } from './punctuation.js';
import { bare, repair } from './repair.js';
import type { RewriteContext, Step, Target, Wish } from './types.js';

/** One text on its way: what it is now and how it came to be. */
export interface Composition {
  text: string;
  kind: RewriteKind;
  moves: string[];
  hedged: boolean;
  invited: boolean;
  /** goods were named again */
  named?: boolean | undefined;
}

/** Letters of a word: what is longer says something of its own. */
const WORD = 6;

const DROP_HIT: Step[] = [{ drop: 'hit' }];
const DROP_CLAUSE: Step[] = [{ drop: 'clause' }];

/**
 * One round: every target's preferred alternative that fits, put together into one text and mended.
 * `skip` says how many alternatives of a rule were tried already.
 */
export function compose(
  from: Composition,
  found: readonly Target[],
  wish: Wish,
  skip: ReadonlyMap<string, number>,
  ctx: RewriteContext,
  hash: number,
  naming = true,
): Composition {
  const { phrases } = ctx;
  const { text } = from;
  const ground = groundOf(text, found, ctx);
  const scene: Scene = {
    ground,
    text,
    style: ground.style,
    phrases,
    trade: ctx.trade,
    hash,
    whole: wish === 'plain' || wish === 'priced',
    priceless: wish === 'plain',
    facts: ground.facts,
    answered: new Set(),
    clauses: ground.clauses,
    find: ctx.find,
    named: ground.named,
    goods: ground.goods,
    leans: ctx.leans,
    begins: ctx.begins,
    ends: ctx.ends,
    starts: ctx.starts,
    noun: ctx.noun,
    inviter: ground.inviter,
    said: { hedge: from.hedged, invite: from.invited, slots: new Set(ground.slots) },
  };
  const edits: Edit[] = [];
  let kind = from.kind;
  for (const [index, target] of ground.ordered) {
    const chosen = choose(target, index, wish, skip.get(target.rule) ?? 0, scene);
    edits.push(...chosen.edits);
    kind = worst(kind, chosen.kind);
  }
  // Wishes that choose the same end in the same text; what an earlier round did is told of in its moves, and those are few.
  const { hedge, invite } = scene.said;
  if (from.moves.length > 0) return carryOut(from, edits, kind, scene, ctx, naming);
  const key = [kind, naming, hedge, invite, ...edits.map((one) => Object.values(one).join('\t'))].join('\n');
  let made = ground.made.get(key);
  if (!made) {
    made = carryOut(from, edits, kind, scene, ctx, naming);
    ground.made.set(key, made);
  }
  return made;
}

/** The text that edits make, mended, and whether it can be said at all. */
function carryOut(
  from: Composition,
  edits: readonly Edit[],
  planned: RewriteKind,
  scene: Scene,
  ctx: RewriteContext,
  naming: boolean,
): Composition {
  const { phrases, text, style } = scene;
  const { targets, facts, claims, named } = scene.ground;
  let kind = planned;
  let settled = settle(edits.filter((edit) => !isMoot(edit, edits, targets)));
  const hung = leftovers(text, settled, scene.ground, ctx);
  if (hung.length > 0) settled = settle([...settled, ...hung]);
  // what an earlier round said already is not said again
  for (const edit of settled) {
    const said =
      edit.text.length >= SAME && `${text.slice(0, edit.start)}\n${text.slice(edit.end)}`.includes(edit.text);
    if (said && (edit.rank >= 2 || edit.move === 'replace clause')) edit.text = '';
  }
  const whole = (range: Span) => {
    const clause = clauseAround(text, range);
    return range.start <= clause.start && range.end >= clause.end;
  };
  const draft = applyEdits(text, settled, whole);
  const repairs = repair(draft, phrases, style);
  repairs.push(...dropHalves(draft, settled, style, ctx).map((half) => `drop-clause ${half}`));
  const hollow = (words: string) => phrases.hollow.words.test(bare(words));
  // what is taken away and says something is the writer's to give up
  const losesClaim = (edit: Edit) => {
    if (edit.text !== '' || phrases.hollow.categories.has(targets[edit.target]!.category)) return false;
    const words = bare(text.slice(edit.start, edit.end));
    return (words.length > WORD || edit.rank >= 2 || whole(edit)) && !hollow(words);
  };
  setApart(draft, style);
  const speaks =
    says(draft.text, settled, draft, ctx) && balanced(draft.text) >= balanced(text) && tells(draft.text, settled, ctx);
  let renamed = false;
  if (speaks && naming) {
    const again = nameAgain(
      draft,
      text,
      settled,
      named,
      () => goodsIn(draft.text, phrases, ctx),
      phrases,
      style,
      ({ target }) => phrases.goods.judged.has(targets[target]!.category),
    );
    renamed = again !== undefined;
    if (again !== undefined) repairs.push(`insert ${again}`);
  }
  let out = draft.text;
  if (!speaks) out = '';
  // a saying may ask, and what asked may have gone
  if (slotsOf(out).length > slotsOf(ctx.sentence).length) kind = worst(kind, 'needs-fact');
  if (slotsOf(out).length === 0 && kind === 'needs-fact') kind = 'suggested';
  if (kind === 'safe' && hung.length > 0) kind = 'suggested';
  if (kind === 'safe') {
    const kept = survive(facts, out) && keepsFigures(claims, settled) && draft.gone.every(hollow);
    if (!kept || settled.some(losesClaim)) kind = 'suggested';
  }
  if (out === '') kind = worst(kind, 'suggested');
  const moves = [...new Set([...from.moves, ...settled.map((edit) => edit.move), ...repairs])];
  if (out === '' && !moves.includes('drop-sentence')) moves.push('drop-sentence');
  return { text: out, kind, moves, hedged: scene.said.hedge, invited: scene.said.invite, named: renamed };
}

/** What is to be added to a clause that another finding of the category says anew. */
function isMoot(edit: Edit, edits: readonly Edit[], targets: readonly Target[]): boolean {
  const kind = targets[edit.target]!.category;
  const isAnew = (other: Edit) =>
    other.move === 'replace clause' && other.target !== edit.target && targets[other.target]!.category === kind;
  return (
    edit.move === 'insert' &&
    edits.some((other) => isAnew(other) && other.start <= edit.start && edit.start <= other.end)
  );
}

/** The first alternative that can be done here, in the order of the wish; at last the words or the clause go. */
function choose(
  target: Target,
  index: number,
  wish: Wish,
  skip: number,
  scene: Scene,
): { edits: Edit[]; kind: RewriteKind } {
  const topic = scene.phrases.apart.has(target.category) ? target.rule : target.category;
  if (!scene.whole && !scene.answered.has(topic)) {
    for (const choice of ordered(target, wish, skip, scene)) {
      const edits = plan(target, index, choice, scene);
      if (!edits || (edits.length === 0 && !choice.keepsHit)) continue;
      if (choice.restates) scene.answered.add(topic);
      return { edits, kind: choice.kind };
    }
  }
  const clause = clauseOf(target, scene);
  const whole = scene.whole || target.end - target.start < clause.end - clause.start;
  const last = alternative(whole ? DROP_CLAUSE : DROP_HIT);
  return { edits: plan(target, index, last, scene) ?? [], kind: 'suggested' };
}

function ordered(target: Target, wish: Wish, skip: number, scene: Scene): Alternative[] {
  const own = target.alternatives.map(alternative);
  const { fallback } = scene.phrases;
  const spare = (fallback.get(target.category) ?? fallback.get('default') ?? []).map((steps) => {
    const read = alternative(steps);
    return { ...read, kind: worst(read.kind, 'suggested') };
  });
  if (skip > 0) return [...own, ...spare].slice(skip);
  if (wish === 'spare') return spare;
  if (wish === 'rest') return [...spare].reverse();
  const preferred = preferring(own, wish);
  return wish === 'last' ? preferred : [...preferred, ...spare];
}

function preferring(own: Alternative[], wish: Wish): Alternative[] {
  const asks = (one: Alternative) => one.slots.length > 0 || one.asks;
  const says = own.filter((one) => !asks(one));
  switch (wish) {
    case 'sayable':
      return says;
    case 'kept':
      return [...says.filter((one) => !one.drops), ...says.filter((one) => one.drops)];
    case 'fact':
      return [...own.filter(asks), ...says];
    case 'other':
      return [...own.slice(1), ...own.slice(0, 1)];
    case 'last':
      return [...own].reverse();
    default:
      return own;
  }
}

/** What a wish comes down to for these targets: two wishes of one preference need composing once. */
export function preference(targets: readonly Target[], wish: Wish): string {
  const key = targets.map((target) => {
    const own = target.alternatives.map(alternative);
    return preferring(own, wish)
      .map((one) => own.indexOf(one))
      .join('');
  });
  return wish === 'spare' || wish === 'rest' ? wish : key.join(' ');
}

/** Everything goes: what is left when nothing else is clean. */
export function dropSentence(): Composition {
  return { text: '', kind: 'suggested', moves: ['drop-sentence'], hedged: false, invited: false };
}

/** 1 where every bracket is closed. */
function balanced(text: string): number {
  const count = (c: string) => {
    let found = 0;
    for (let at = text.indexOf(c); at >= 0; at = text.indexOf(c, at + c.length)) found += 1;
    return found;
  };
  return BRACKETS.every(([open, close]) => count(open) === count(close)) ? 1 : 0;
}

/** What leans so far away from a breach tells something of its own. */
const TELLING = -0.5;

/** Where nothing but cuts were made: whether what is left tells anything, a figure, goods, or what no breach is made of. */
function tells(text: string, edits: readonly Edit[], ctx: RewriteContext): boolean {
  const { leans, phrases } = ctx;
  if (!leans || edits.some((edit) => edit.text !== '') || !edits.some((edit) => edit.rank >= 2)) return true;
  if (factsIn(text, phrases.facts).length > 0 || goodsIn(text, phrases, ctx).length > 0) return true;
  const says = (clause: Span) => text.slice(clause.start, clause.end);
  return clauseSpans(text).some((clause) => {
    const words = says(clause);
    // what an earlier round put in
    if (!ctx.sentence.includes(words)) return true;
    if (phrases.stump.test(words)) return false;
    return leans(text, clause) < TELLING || phrases.goods.quality.test(words) || phrases.hung.stays.test(words);
  });
}

/**
 * What is said anew ends with a mark where nothing else tells that it does; in a transcript, where nothing tells where it
 * begins either, it begins with one.
 */
function setApart(draft: Draft, { bare, comma }: Style): void {
  for (const seam of draft.seams) {
    if (!seam.anew || seam.start === seam.end) continue;
    for (const at of bare ? [seam.end, seam.start] : [seam.end]) {
      const joins = at > 0 && isWord(draft.text[at - 1]) && isWord(draft.text[at]);
      if (joins) splice(draft, at, at, bare ? ' ' : comma);
    }
  }
}

/** A claim deleted with its figure is the writer's to give up; a countdown that turns into an invitation is not. */
function keepsFigures(claims: readonly Span[], edits: readonly Edit[]): boolean {
  return !claims.some((fact) =>
    edits.some((edit) => edit.text === '' && edit.start <= fact.start && edit.end >= fact.end),
  );
}

/** Whether a text is one bracketed title and nothing else. */
function isTitle(text: string): boolean {
  const close = BRACKETS.find(([open]) => text.startsWith(open))?.[1];
  return close !== undefined && bare(text.slice(text.indexOf(close) + 1)) === '';
}

/** Letters in front of a name that say no more than which of them it is. */
const EPITHET = 3;
/** A share of nothing that is named, or from one to another. */
const FIGURE = /^(?:[0-9.]+[%％]?[-–~～])?[0-9.]+[%％]$/;

/**
 * Whether anything is left that can be said alone: more than a greeting and, where whole clauses were taken away, more than
 * the goods' name, whom it speaks to, or what led up to the clause that went.
 */
function says(text: string, edits: readonly Edit[], draft: Draft, ctx: RewriteContext): boolean {
  const { phrases, sentence } = ctx;
  const rest = text.replace(phrases.vocative, '');
  if (bare(rest) === '' || (isTitle(rest) && !isTitle(sentence))) return false;
  if (FIGURE.test(bare(rest)) && !FIGURE.test(bare(sentence))) return false;
  // what leads up to something may take the place of words, and what it led up to may have gone
  const only = clausesOf(rest).every((clause) => phrases.stump.test(clause));
  if (edits.some((edit) => edit.text !== '' && (edit.rank >= 2 || !only))) return true;
  const kept = edits.some((edit) => edit.rank < 2) ? rest : rest.replace(phrases.thing, '');
  if (phrases.empty.test(bare(kept))) return false;
  const left = clausesOf(rest);
  // a name with a word in front
  const isName = (clause: string) => {
    const names = goodsIn(clause, phrases, ctx);
    if (names.some(({ start, end }) => end === clause.length && start <= EPITHET)) return true;
    return names[0]?.start === 0 && placesOf(clause, phrases.goods.compound).some(({ end }) => end === clause.length);
  };
  // a title may well be nothing but a name, and a name with a mark in front what is left of one
  const cut =
    (left.length > 1 && left.length < clausesOf(sentence).length) ||
    draft.gone.length > 0 ||
    draft.seams.some((seam) => seam.cut || seam.stub);
  return !cut || left.some((clause) => !phrases.stump.test(clause) && !isName(clause));
}
