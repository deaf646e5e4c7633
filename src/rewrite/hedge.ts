import type { Span } from '../model.js';
import type { Edit } from './draft.js';
import { pick } from './phrases.js';
import type { Scene } from './plan.js';
import { inStyle } from './punctuation.js';
import type { Target } from './types.js';

/** Ends of the opening parts of a clause: whom it speaks to, then the goods it is about. Offsets in the text. */
export interface Opening {
  vocative: number;
  topic: number;
}

/** Reads the opening of a clause up to the hit. */
export function openingOf(
  text: string,
  clause: Span,
  hit: Span,
  { phrases, named, starts }: Pick<Scene, 'phrases' | 'named' | 'starts'>,
): Opening {
  // whom it speaks to is never the offence, even where a rule took it in
  const called = phrases.vocative.exec(text.slice(clause.start, clause.end))?.[0].length ?? 0;
  const vocative = clause.start + called;
  const topic = vocative + (phrases.topic.exec(text.slice(vocative, hit.start))?.[0].length ?? 0);
  // where a name of goods is known, it ends there
  const known = named.findLast((one) => one.start >= vocative && one.end <= topic);
  if (known) return { vocative, topic: known.end };
  // half a word is no noun
  if (topic > vocative && topic < text.length && starts && !starts(text).includes(topic))
    return { vocative, topic: vocative };
  // an unknown noun is what the sentence is about only where it opens it
  const opens = text.slice(0, clause.start).trim() === '';
  // a noun is not what the sentence is about, where it names its goods elsewhere
  return {
    vocative,
    topic: (named.length > 0 || !opens) && !phrases.thing.test(text.slice(vocative)) ? vocative : topic,
  };
}

/** Whether a claim may be softened into someone's experience at all: illness, prices, ranks and some trades may not. */
export function mayHedge(target: Target, scene: Scene): boolean {
  const { hedge } = scene.phrases;
  if (scene.trade !== undefined && hedge.trades.has(scene.trade)) return false;
  return !hedge.categories.has(target.category) && !hedge.words.test(scene.text);
}

type Add = (start: number, end: number, put: string, rank: Edit['rank'], move: string) => void;

/**
 * One attribution close to the feeling, one disclaimer behind the clause; never twice in a sentence. `put` is what
 * the same alternative says in place of the claim: where it speaks for the host already, only the disclaimer is added.
 */
export function planHedge(target: Target, clause: Span, opening: Opening, scene: Scene, put: string, add: Add): void {
  const { phrases, said, style, text, hash } = scene;
  const { hedge } = phrases;
  for (const { find, to } of hedge.soften) {
    for (const match of text.slice(clause.start, clause.end).matchAll(find)) {
      const start = clause.start + match.index;
      const end = start + match[0].length;
      if (end <= target.start || start >= target.end) add(start, end, to, 1, `drop-word ${match[0]}`);
    }
  }
  if (said.hedge || hedge.said.test(text)) return;
  said.hedge = true;
  const around = text.slice(clause.start, clause.end);
  const own = hedge.own.exec(text.slice(0, target.end));
  let at = Math.max(opening.topic, opening.vocative);
  let who: string;
  if (own) {
    who = hedge.ownSay[hash % hedge.ownSay.length]!;
    const told = own.index + own[0].length;
    if (told > at && told <= target.start) at = told;
  } else who = pick(hedge.others, [around, text], hash) ?? '';
  if (!hedge.ownWords.test(put)) add(at, at, inStyle(who, style), 0, 'hedge');
  add(clause.end, clause.end, inStyle(`，${pick(hedge.close, [around, text], hash) ?? ''}`, style), 0, 'hedge');
}
