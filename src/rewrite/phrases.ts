import { late } from '../late.js';
import { expander } from './lists.js';
import { Pieces } from './pieces.js';
import type { PhrasesFile, Sayings } from './schema.js';
import { Sieve } from './sieve.js';
import type { Step } from './types.js';

export type { PhrasesFile } from './schema.js';

/**
 * The words the rewriter may put into a sentence and the grammar it mends around a cut: rules/rewriting.yaml, compiled.
 * Every regular expression there may use `<name>` for a list of the same file.
 */
export interface Phrases {
  /** repairs tried at every seam */
  near: Repairs;
  /** repairs of what a clause that went leaves behind */
  far: Repairs;
  /** things of the source that a safe rewrite may not lose */
  facts: RegExp;
  vocative: RegExp;
  topic: RegExp;
  /** goods pointed at, which alone say nothing */
  thing: RegExp;
  /** a text that points at its goods somewhere */
  pointed: RegExp;
  goods: Goods;
  /** a pointing word without a noun, which stands for the goods only where the rest of the clause stays */
  bareTopic: RegExp;
  /** goods named at the end of a clause, after the hit; group 1 */
  object: RegExp;
  /** words after which a topic may not be carried over, because the next clause names its own subject */
  ownSubject: RegExp;
  /** what says nothing when it stands alone */
  empty: RegExp;
  /** a whole clause that has no predicate of its own */
  stump: Pick<Pieces, 'test'>;
  /** the end of what leads to something that is not there: a preposition, a verb that wants an object */
  open: RegExp;
  /** categories and words that may go without taking a claim along */
  hollow: { categories: Set<string>; words: RegExp };
  /** categories of breaches whose figures go with them: a reward for praise, a loan */
  hollowFacts: Set<string>;
  /** categories of breaches that the figures beside them belong to: an effect and how much of it */
  claimedFacts: Set<string>;
  /** what tells something of the goods or the sale, and what each thing known of a clause adds to whether it goes with a breach */
  hung: {
    stays: RegExp;
    weights: PhrasesFile['hung'];
    categories: Map<string, number>;
  };
  particles: RegExp;
  question: RegExp;
  /** soft clause borders inside text without punctuation */
  breakBefore: RegExp;
  breakAfter: RegExp;
  /** a figure that begins something new */
  breakFigure: RegExp;
  /** the end of a breach of several clauses that points at one's own goods, with the mark in front */
  ownEnd: RegExp;
  /** words that close a spoken clause */
  closes: RegExp;
  /**
   * how a price is told, group 1, where it is none, and how it is said by itself; what the seller asks beside another's
   * price, group 1, in categories where it stays though its clause is said anew; the slot that asks for a price
   */
  price: {
    find: RegExp;
    not: RegExp;
    say: string;
    mine: RegExp;
    beside: Set<string>;
    slot: string;
  };
  /** what tells the fact that slots ask for, so that it is not asked; `not`: where it tells another */
  told: { slots: Set<string>; find: RegExp; not: RegExp | undefined }[];
  /** words that make a figure behind them a difference from another's */
  compared: RegExp;
  /** words that say what a figure behind them means */
  figureWord: RegExp;
  hedge: Hedge;
  /** words that invite, of whatever rule */
  invites: RegExp;
  /** what says which one is meant, and stays in front of an invitation */
  which: RegExp;
  invitations: Saying[];
  /** sayings that rules may name */
  sayings: Map<string, Saying[]>;
  /** the particle between a judgement and the goods it is put on */
  attribute: RegExp;
  /** missing fact → what to say with its slot */
  ask: Map<string, string>;
  /** categories whose rules ask for different things, so that each may be answered */
  apart: Set<string>;
  fallback: Map<string, Step[][]>;
}

/** Things to say in a situation; without `when`, in any. */
export interface Saying {
  when: RegExp | undefined;
  say: string[];
}

/** Repairs, and which of them can find anything in a text. */
export interface Repairs {
  sieve: Sieve;
  rows: Repair[];
}

export interface Repair {
  /**
   * seam: over changed text or a joint; edge: touching it is enough; gap: the same where nothing was put
   * in; cut: behind a clause that went; start: the same where
   * nothing was said before; before: in front of a clause that went; end: the same at the end of the sentence;
   * behind, lead: behind and in front of a clause that went or was said anew; stub: what is left of a clause at the end
   */
  at: 'seam' | 'edge' | 'gap' | 'cut' | 'start' | 'behind' | 'before' | 'lead' | 'end' | 'stub';
  find: RegExp | Pieces;
  /** the text put in place (`$1` for groups); undefined: the whole clause goes */
  to: string | undefined;
}

/** How goods are told from other words, and how they are named again. */
export interface Goods {
  /** rule pattern of names */
  find: string;
  /** what such a name may be without being what is sold */
  not: RegExp;
  /** what makes a longer name of one */
  head: RegExp;
  /** what such a name does not stand in front of */
  notBefore: RegExp;
  /** what a name may end in without meaning more */
  suffix: RegExp;
  /** a word that ends in what the thing is */
  compound: RegExp;
  /** a name that something points at */
  named: RegExp;
  /** words right in front of a name that point at it */
  pointer: RegExp;
  /** what a saying begins with that points at the goods and leaves their name out */
  shows: RegExp;
  /** what stands before the name of goods that somebody used or is shown */
  shown: RegExp;
  /** what may stand between such a name and the end of its clause */
  whole: RegExp;
  /** words right behind a name that point at it */
  pointedBehind: RegExp;
  /** words in front of a name that bring it up */
  about: RegExp;
  /** words right in front of a name that make it no topic */
  object: RegExp;
  /** what points at the goods where nothing did */
  lead: string;
  /** names that nothing points at */
  unpointed: RegExp;
  /** what stands for goods that nothing names */
  bare: string;
  /** between two names */
  and: string;
  /** how goods are named that somebody would have alone, groups */
  alone: RegExp;
  /** what a name may stand in front of without a mark */
  predicate: RegExp;
  /** what brings its own subject, so that a mark stands between the goods and it */
  subject: RegExp;
  /** what says something else than what the goods are */
  apart: RegExp;
  /** words that tell what goods are like */
  quality: RegExp;
  /** a clause that tells something of the goods by itself */
  kept: RegExp;
  /** categories of breaches that a whole sentence is spoken for, so that what stands beside them serves them too */
  spoken: Set<string>;
  /** categories of breaches that pass judgement on goods: what such a one names is what is sold */
  judged: Set<string>;
  /** between a judgement and the name it is put on */
  link: string;
  /** a text that is nothing but figures */
  figure: RegExp;
}

export interface Hedge {
  trades: Set<string>;
  categories: Set<string>;
  words: RegExp;
  said: RegExp;
  own: RegExp;
  ownSay: string[];
  /** a phrase that is said in the host's own name */
  ownWords: RegExp;
  /** situation → attribution; the first that fits */
  others: Saying[];
  close: Saying[];
  soften: { find: RegExp; to: string }[];
}

/** Near repairs are looked for in a view, those behind a cut at one place, those in front of it from the end. */
const FLAGS: Record<Repair['at'], string> = {
  seam: 'g',
  edge: 'g',
  gap: 'g',
  cut: 'y',
  start: 'y',
  behind: 'y',
  before: '',
  lead: '',
  end: '',
  stub: '',
};

/**
 * The saying that fits: by the first of the texts that any row fits (what is sold, the clause, the sentence); then turn and
 * turn about by the sentence's hash. None where a row that says nothing fits one of the texts, whatever goods are named.
 */
export function pick(
  rows: readonly Saying[],
  about: readonly string[],
  hash: number,
  fits: (say: string) => boolean = () => true,
): string | undefined {
  if (rows.some(({ when, say }) => say.length === 0 && about.some((text) => when?.test(text)))) return undefined;
  for (const text of [...about, undefined]) {
    for (const row of rows) {
      if (text === undefined ? row.when : !row.when?.test(text)) continue;
      const say = row.say.filter(fits);
      if (say.length > 0) return say[hash % say.length];
    }
  }
  return undefined;
}

/**
 * The engine makes bytecode of an expression and, when it is met again, machine code; of a long one, bytecode takes several
 * times as long. On a text from this length on it makes machine code at once. Where another engine does otherwise nothing is lost.
 */
const LONG = '\n'.repeat(1000);

/**
 * Compiles parsed YAML, each expression when it is first asked for: most sentences need few of them.
 * `raw` must have passed `phrasesSchema`; defaults are filled in here so that a built file need not.
 */
export function compilePhrases(raw: PhrasesFile): Phrases {
  const expand = expander(raw.lists ?? {});
  const re = (source: string, flags = ''): RegExp => {
    try {
      const made = new RegExp(expand(source), flags);
      made.test(LONG);
      made.lastIndex = 0;
      return made;
    } catch (error) {
      throw new Error(`rewriting.yaml: cannot read “${source}”: ${(error as Error).message}`);
    }
  };
  const said = (rows: Sayings) =>
    rows.map(({ when, say }) =>
      late<Saying>({ when: () => (when === undefined ? undefined : re(when)), say: () => say }),
    );
  const needs = (source: string): string[] => raw.needs?.[source] ?? [];
  /** An expression between two others, or the pieces it was taken apart into. */
  const whole = (source: string, before: string, after: string, flags?: string): RegExp | Pieces => {
    const pieces = raw.pieces?.[source];
    const make = (piece: string) => re(`${before}${piece}${after}`, flags);
    return pieces ? new Pieces(pieces, pieces.map(needs), make) : make(source);
  };
  const repairs = raw.repairs.map(({ at = 'seam', find, to }) => ({
    source: find,
    row: late<Repair>({ at: () => at, find: () => whole(find, '', '', FLAGS[at]), to: () => to }),
  }));
  const isNear = ({ row: { at } }: (typeof repairs)[number]) => at === 'seam' || at === 'edge' || at === 'gap';
  const sifted = (some: typeof repairs): Repairs => ({
    sieve: new Sieve(some.map(({ source }) => needs(source))),
    rows: some.map(({ row }) => row),
  });
  const { hedge, hollow } = raw;
  return late<Phrases>({
    near: () => sifted(repairs.filter(isNear)),
    far: () => sifted(repairs.filter((repair) => !isNear(repair))),
    facts: () => re(raw.facts.join('|'), 'g'),
    vocative: () => re(`^(?:${raw.vocative})`),
    thing: () => re('^(?!<in>*<deed>(?:<stop>|$))<goods>'),
    pointed: () => re(raw.goods.pointed),
    goods: () =>
      late<Goods>({
        find: () => raw.goods.find,
        not: () => re(`^(?:${raw.goods.not})`),
        head: () => re(raw.goods.head),
        notBefore: () => re(`^(?:${raw.goods['not-before']})`),
        suffix: () => re(`(?:${raw.goods.suffix})$`),
        compound: () => re(raw.goods.compound, 'g'),
        object: () => re(`(?:${raw.goods.object})$`),
        named: () => re(raw.goods.named, 'g'),
        pointer: () => re(`(?:${raw.goods.pointer})$`),
        shows: () => re(`^(?:${raw.goods.shows})`),
        shown: () => re(`(?:${raw.goods.shown})$`),
        whole: () => re(`^(?:${raw.goods.whole})$`),
        pointedBehind: () => re(`^(?:${raw.goods['pointed-behind']})`),
        about: () => re(`^(?:${raw.goods.about})`),
        lead: () => raw.goods.lead,
        unpointed: () => re(raw.goods.unpointed),
        bare: () => raw.goods.bare,
        and: () => raw.goods.and,
        alone: () => re(raw.goods.alone),
        predicate: () => re(`^(?:${raw.goods.predicate})`),
        subject: () => re(`^(?:${raw.goods.subject})`),
        apart: () => re(`^(?:${raw.goods.apart})`),
        quality: () => re(raw.goods.quality),
        kept: () => re(raw.goods.kept),
        spoken: () => new Set(raw.goods.spoken),
        judged: () => new Set(raw.goods.judged),
        link: () => raw.goods.link,
        figure: () => re(raw.goods.figure),
      }),
    topic: () => re(`^(?:${raw.topic})`),
    bareTopic: () => re(`^(?:${raw['bare-topic']})$`),
    object: () => re(`^(?:${raw.object})$`),
    ownSubject: () => re(`^(?:${raw['own-subject']})`),
    empty: () => re(`^(?:${raw.empty})*$`),
    stump: () => whole(raw.stump, '^(?:', ')$'),
    open: () => re(`(?:${raw.open})$`),
    hollow: () =>
      late<Phrases['hollow']>({
        categories: () => new Set(hollow.categories),
        words: () => re(`^(?:${hollow.words})$`),
      }),
    hollowFacts: () => new Set(hollow.facts),
    claimedFacts: () => new Set(hollow.claimed),
    hung: () =>
      late<Phrases['hung']>({
        stays: () => re(raw.hung.stays),
        weights: () => raw.hung,
        categories: () => new Map(Object.entries(raw.hung.categories)),
      }),
    particles: () => re(`(?:${raw.particles})$`),
    question: () => re(raw.question),
    breakBefore: () => re(raw['break-before'], 'g'),
    breakFigure: () => re(raw['break-figure'], 'g'),
    price: () =>
      late<Phrases['price']>({
        find: () => re(raw.price.find),
        not: () => re(raw.price.not),
        mine: () => re(raw.price.mine),
        beside: () => new Set(raw.price.beside),
        slot: () => raw.price.slot,
        say: () => raw.price.say,
      }),
    told: () =>
      raw.told.map(({ slots, find, not }) =>
        late<Phrases['told'][number]>({
          slots: () => new Set(slots),
          find: () => re(find),
          not: () => (not === undefined ? undefined : re(not)),
        }),
      ),
    compared: () => re(`(?:${raw.compared})$`),
    figureWord: () => re(`(?:${raw['figure-word']})$`),
    ownEnd: () => re(`<stop>+(?:${raw['own-end']})$`),
    closes: () => re(`(?:${raw.closes})$`),
    breakAfter: () => re(raw['break-after'], 'g'),
    hedge: () =>
      late<Hedge>({
        trades: () => new Set(hedge['not-for'].trades),
        categories: () => new Set(hedge['not-for'].categories),
        words: () => re(hedge['not-for'].words),
        said: () => re(hedge.said),
        own: () => re(hedge.own.when),
        ownSay: () => hedge.own.say,
        ownWords: () => re(`^(?:${hedge.own.words})`),
        others: () => said(hedge.others),
        close: () => said(hedge.close),
        soften: () => hedge.soften.map(({ find, to }) => late({ find: () => re(find, 'g'), to: () => to })),
      }),
    invites: () => re(raw.invites),
    which: () => re(raw.which),
    invitations: () => said(raw.invitations),
    sayings: () => new Map(Object.entries(raw.sayings).map(([name, rows]) => [name, said(rows)])),
    attribute: () => re(`^(?:${raw.attribute})`),
    ask: () => new Map(Object.entries(raw.ask)),
    apart: () => new Set(raw.apart),
    fallback: () =>
      new Map(
        Object.entries(raw.fallback).map(([category, list]) => [
          category,
          list.map((entry): Step[] => (Array.isArray(entry) ? entry : [entry])),
        ]),
      ),
  });
}
