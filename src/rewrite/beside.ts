import type { Span } from '../model.js';
import { factsIn } from './facts.js';
import type { Scene } from './plan.js';
import { isAsked } from './punctuation.js';
import type { Target } from './types.js';

/** Fewer letters tell nothing of their own. */
const LEAST = 2;
/** Words without goods, figures or terms in them: how many there must be, and how plainly they must lean away from a breach. */
const LONG = 4;
const AWAY = -1;
/** What tells something may lean towards a breach a little, for want of anything else; an effect is often said in more words than were hit. */
const TOWARDS = 2;
const TOWARDS_CLAIM = 0;
/**
 * How little a piece may read like one that a clause begins or ends with: of clauses of texts of another origin than those the weights were
 * fitted on one in ten reads less like it, of pieces that end between two words of a clause more than every other.
 */
const LEAST_EDGE = -1.5;
/** Words in front of a claimed effect mostly lead up to it, and must read like an end. */
const LEAST_CLAIM_EDGE = 0;

/** The rest of a clause around a hit: what stays when the hit goes or is said anew. */
export interface Beside {
  before?: Span;
  after?: Span;
}

/**
 * What of a clause tells something of its own and can be said without the hit, in front of it and behind it: the goods it is put on, a
 * gift, a figure.
 */
export function beside(range: Span, target: Target, scene: Scene): Beside {
  const { ground, starts, text } = scene;
  if (!scene.leans) return {};
  const found: Beside = {};
  const read = ({ start, end }: Span, as: Scene['ends']) => as?.(text.slice(start, end)) ?? 0;
  if (starts) ground.borders ??= new Set(starts(text));
  const isBorder = (at: number) => at === 0 || at === text.length || (ground.borders?.has(at) ?? true);
  const claimed = scene.phrases.claimedFacts.has(target.category);
  // where a hit begins inside a word the word goes with it, unless it is no word there; an illness is named by all of it
  let end = target.start;
  while (end > range.start && !isBorder(end)) end -= 1;
  const before = (claimed ? [end] : [target.start, end])
    .map((edge) => ({ start: range.start, end: edge }))
    .reduce((one, other) => (read(other, scene.ends) >= read(one, scene.ends) ? other : one));
  const least = claimed ? LEAST_CLAIM_EDGE : LEAST_EDGE;
  if (tells(before, target, scene) && read(before, scene.ends) > least) found.before = before;
  let start = target.end;
  while (start < range.end && !isBorder(start)) start += 1;
  const after = { start, end: range.end };
  // goods stand well behind what is said of them
  const goods = scene.named.some((one) => one.start === start && !one.guess);
  // the rest of a question asks nothing
  if (isAsked(text[range.end])) return found;
  if (tells(after, target, scene) && (goods || read(after, scene.begins) > LEAST_EDGE)) found.after = after;
  return found;
}

function tells(piece: Span, { category, end }: Target, scene: Scene): boolean {
  const { text, phrases, named } = scene;
  const words = text.slice(piece.start, piece.end).trim();
  if (words.length < LEAST || phrases.stump.test(words) || phrases.open.test(words)) return false;
  if (scene.ground.targets.some((one) => one.start < piece.end && piece.start < one.end)) return false;
  const leans = scene.leans?.(text, piece) ?? 0;
  const goods = named.some((one) => !one.guess && one.start >= piece.start && one.end <= piece.end);
  if (leans > (phrases.claimedFacts.has(category) && !goods ? TOWARDS_CLAIM : TOWARDS)) return false;
  // how something is, right behind a claimed effect, is the effect
  const isEffect = phrases.claimedFacts.has(category) && piece.start >= end && !goods;
  if (!isEffect && words.length >= LONG && leans < AWAY) return true;
  if (factsIn(words, phrases.facts).length > 0) return true;
  // of what a whole sentence is spoken for the goods are a part: who wants the one has to take the other
  if (phrases.goods.spoken.has(category)) return phrases.goods.kept.test(words);
  return goods || (!isEffect && phrases.hung.stays.test(words)) || phrases.goods.kept.test(words);
}
