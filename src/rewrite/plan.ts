import type { Span } from '../model.js';
import { type Alternative, type Op, SAY, slotsOf, withoutAsked } from './alternative.js';
import { beside } from './beside.js';
import { clauseOf, withoutOpening } from './clause.js';
import { applyEdits, type Edit, settle } from './draft.js';
import { factsIn, outside } from './facts.js';
import type { Named } from './goods.js';
import type { Ground } from './ground.js';
import { mayHedge, openingOf, planHedge } from './hedge.js';
import { type Phrases, pick } from './phrases.js';
import { clauseSpans, clausesOf, core, inStyle, isClose, isOpen, isSeparator, type Style } from './punctuation.js';
import type { RewriteContext, Target } from './types.js';

/** What the plans of one composition share. `said` keeps soft words and slots from being said twice. */
export interface Scene {
  ground: Ground;
  text: string;
  style: Style;
  phrases: Phrases;
  trade: string | undefined;
  hash: number;
  /** clauses go whole, whatever they hold: the last resort */
  whole: boolean;
  /** and their price with them */
  priceless: boolean;
  /** numbers and names outside every hit */
  facts: readonly (Span & { text: string })[];
  find(pattern: string, text: string): readonly Span[];
  /** where goods are named, and the names, each once */
  named: readonly Named[];
  goods: string[];
  leans?: RewriteContext['leans'] | undefined;
  begins?: RewriteContext['begins'] | undefined;
  ends?: RewriteContext['ends'] | undefined;
  starts?: RewriteContext['starts'] | undefined;
  noun?: RewriteContext['noun'] | undefined;
  /** categories, or rules, for which a clause was said anew already: a second one of the kind only goes */
  answered: Set<string>;
  /** the clauses of the targets asked about so far */
  clauses: Map<Target, Span>;
  /** the last target that would invite: an invitation comes after what is told */
  inviter: number;
  said: { hedge: boolean; invite: boolean; slots: Set<string>; price?: boolean };
}

/** A sentence asks for at most this many facts; a draw or a prepaid card may need one more, if nothing else is asked. */
const MAX_SLOTS = 3;
const MAX_SLOTS_ALONE = 4;
/** Letters of a word whose end a hit left out. */
const TAIL = 1;
/** How plainly the words beside a hit must lean away from a breach to tell another thing, and how many there must be. */
const APART = -1;
const LEAST_PIECE = 4;

/** The edits of one alternative, none where what is said already serves; undefined where it cannot be done here. */
export function plan(target: Target, index: number, wanted: Alternative, scene: Scene): Edit[] | undefined {
  const { said, phrases, style, text } = scene;
  const choice = withoutAsked(wanted, said.slots);
  if (choice.captures.some((name) => target.captures[name] === undefined)) return undefined;
  const clause = clauseOf(target, scene);
  const around = text.slice(clause.start, clause.end);
  const sayings = new Map<string, string>();
  scene.ground.goodsSaid ??= goodsSaid(scene);
  const goods = scene.ground.goodsSaid;
  if (choice.goods.some((name) => !goods.has(name))) return undefined;
  const withGoods = (say: string) => say.replace(GOODS_NAMES, (_, name: string) => goods.get(name) ?? '');
  const isTold = (asked: readonly string[]) =>
    phrases.told.some((fact) => asked.some((slot) => fact.slots.has(slot)) && tellsFact(text, clause, fact));
  const fits = (say: string) =>
    [...say.matchAll(GOODS_NAMES)].every(([, name]) => goods.has(name!)) && !isTold(slotsOf(say));
  const about = [...scene.goods, around, text];
  for (const name of choice.sayings) {
    const saying = pick(phrases.sayings.get(name) ?? [], about, scene.hash, fits);
    if (saying === undefined || slotsOf(saying).some((slot) => said.slots.has(slot))) return undefined;
    sayings.set(SAY + name, withGoods(saying));
  }
  if (isTold(choice.slots)) return undefined;
  // a title tells no price
  const asked = [...choice.slots, ...[...sayings.values()].flatMap(slotsOf)];
  const isTitle = isClose(text[clause.end]);
  if (isTitle && (asked.includes(phrases.price.slot) || choice.ops.some(({ op }) => op === 'after'))) return undefined;
  // a title that says nothing else goes whole, rather than say something friendly
  const isWholeTitle = isTitle && isOpen(text[clause.start - 1]) && clauseSpans(text).length > 1;
  if (isWholeTitle && choice.restates && asked.length === 0) return undefined;
  const invites = choice.restates && choice.ops.some((op) => phrases.invites.test(op.text));
  if (invites && said.invite) return undefined;
  const fresh = choice.slots.filter((name) => !said.slots.has(name));
  // the source asked for a moment ago covers these words too
  if (fresh.length === 0 && choice.slots.length > 0 && choice.keepsHit) return [];
  const most = said.slots.size === 0 ? MAX_SLOTS_ALONE : MAX_SLOTS;
  if (fresh.length < choice.slots.length) return undefined;
  if (fresh.length > 0 && said.slots.size + fresh.length > most) return undefined;
  if (choice.hedges && !mayHedge(target, scene)) return undefined;
  const wants = choice.ops.some((op) => op.op === 'ask');
  const missing = wants ? target.missing.filter((name) => !said.slots.has(name) && !fresh.includes(name)) : [];
  const room = MAX_SLOTS - said.slots.size - fresh.length;
  if (wants && (missing.length === 0 || room <= 0)) return undefined;

  const opening = scene.ground.openings.get(target) ?? openingOf(text, clause, target, scene);
  scene.ground.openings.set(target, opening);
  // what leads a clause stands at its beginning
  const leads = choice.ops.some(({ op, text: put }) => op === 'hit' && isSeparator(put.at(-1)));
  if (leads && target.start !== opening.vocative) return undefined;
  const hit = target.words ?? text.slice(target.start, target.end);
  const fill = (template: string) =>
    inStyle(
      template.replace(/\{([^{}]+)\}/g, (_, name: string) =>
        name === 'hit' ? hit : (sayings.get(name) ?? goods.get(name) ?? target.captures[name] ?? ''),
      ),
      style,
    );
  const edits: Edit[] = [];
  const add = (start: number, end: number, put: string, rank: Edit['rank'], move: string): void => {
    edits.push({ start, end, text: put, rank, target: index, move });
  };
  const wide = (range: Span, put: string, rank: Edit['rank'], move: string): void => {
    const theirs = (fact: Span) =>
      phrases.goods.spoken.has(target.category) && phrases.compared.test(text.slice(range.start, fact.start));
    // of some breaches a figure is a part, unless the words with it plainly tell another thing
    const part = (fact: Span) => {
      if (!phrases.claimedFacts.has(target.category)) return false;
      const piece =
        fact.end <= target.start
          ? { start: range.start, end: target.start }
          : { start: Math.max(range.start, target.end), end: range.end };
      return piece.end - piece.start < LEAST_PIECE || (scene.leans?.(text, piece) ?? 0) >= APART;
    };
    const told = outside(scene.facts, [target]).filter(
      (fact) =>
        fact.start >= range.start && fact.end <= range.end && !put.includes(fact.text) && !theirs(fact) && !part(fact),
    );
    const stays = beside(range, target, scene);
    if (stays.before || stays.after) {
      const kept = [stays.before, stays.after]
        .map((piece) => (piece ? text.slice(piece.start, piece.end) : ''))
        .join('\n');
      // a price that stays is not said again
      const price = phrases.price.find.exec(put)?.[1];
      const rest = price !== undefined && kept.includes(price) ? '' : put;
      const start = stays.before?.end ?? (told.some((fact) => fact.end <= target.start) ? target.start : range.start);
      if (stays.after) {
        add(start, stays.after.start, '', 1, `drop-word ${text.slice(start, stays.after.start)}`);
        if (rest !== '') add(range.end, range.end, led(rest, style), 0, move);
      } else add(start, range.end, rest === '' || start === range.start ? rest : led(rest, style), 1, move);
      return;
    }
    // in a transcript the words beside a hit make no sense without it; what tells something new was cut off before
    if (told.length === 0 || style.bare || phrases.hollowFacts.has(target.category)) {
      add(range.start, range.end, put, rank, move);
      return;
    }
    // numbers and names beside the hit stay: only the words go, and what is put in stands as a clause of its own
    const after = told.some((fact) => fact.start >= target.end);
    const start = told.some((fact) => fact.end <= target.start) || after ? target.start : range.start;
    if (after) {
      // the word that makes it a reduction stays with its figure
      const sense = phrases.figureWord.exec(text.slice(start, target.end));
      const next = told.some((fact) => fact.start === target.end);
      add(start, sense && next ? start + sense.index : target.end, '', 1, `drop-word ${hit}`);
      if (put !== '') add(range.end, range.end, led(put, style), 0, move);
    } else add(start, range.end, put === '' || start === range.start ? put : led(put, style), 1, move);
  };

  /** A clause said anew: behind the goods' name where it has one, else with the goods its end names in front. */
  const renewed = (say: string): [Span, string] => {
    let put = say;
    const whole = { start: opening.vocative, end: clause.end };
    const topic = text.slice(opening.vocative, opening.topic);
    const particle = phrases.particles.exec(text.slice(target.end, clause.end))?.[0] ?? '';
    if (!phrases.particles.test(put)) put += particle;
    // a name that is said anew, too, would be said twice
    const twice = scene.goods.some((name) => say.startsWith(name) || (topic.includes(name) && say.includes(name)));
    if (phrases.ownSubject.test(put) || twice) return [whole, put];
    // two subjects
    const known = scene.named.some((one) => one.end === opening.topic) || phrases.thing.test(topic);
    const mark = phrases.goods.subject.test(put) || !known ? style.comma : '';
    if (topic !== '')
      return phrases.bareTopic.test(topic) ? [whole, put] : [{ ...whole, start: opening.topic }, mark + put];
    const object = phrases.object.exec(text.slice(target.end, clause.end))?.[1] ?? '';
    return [whole, object + put];
  };

  /** What is said of a price that would go with its clause: beside another's price only one's own. */
  const priceOf = (words: string): string => {
    const { find, not, say } = phrases.price;
    if (scene.priceless) return '';
    const others = phrases.goods.spoken.has(target.category);
    const own = others ? undefined : clausesOf(words).find((clause) => find.test(clause) && !not.test(clause));
    const price = own === undefined ? undefined : find.exec(own)?.[1];
    return price === undefined ? ownPrice(target, phrases, text) : say.replace('$1', price);
  };

  /** Goods that the hit is put on: they stand right behind it, but for the end of its last word, and go on, as in a title. */
  const ledGoods = (): Span | undefined => {
    if (phrases.goods.spoken.has(target.category)) return undefined;
    if (target.start !== opening.vocative && target.start !== opening.topic) return undefined;
    const claimed = phrases.claimedFacts.has(target.category);
    if (claimed && [...text.slice(target.start, target.end)].some(isSeparator)) return undefined;
    const tail = claimed ? 0 : TAIL;
    const isNext = (one: Span) =>
      one.start >= target.end &&
      one.start - target.end <= tail &&
      factsIn(text.slice(target.end, one.start), phrases.facts).length === 0;
    return scene.named.find((one) => isNext(one) && one.end <= clause.end && !one.guess);
  };

  const dropKeepingPrice = (): void => {
    const price = priceOf(around);
    const range = withoutOpening(clause, opening, scene);
    const next = clauseSpans(text).find(({ start }) => start >= clause.end);
    // the goods first, then what they cost
    const behind = price !== '' && next && scene.named.some((one) => one.start >= next.start && one.end <= next.end);
    wide(range, behind ? '' : price, 2, `drop-clause ${around}`);
    if (behind) add(next.end, next.end, led(price, style), 0, 'keep price');
  };

  /** A clause said anew; what the seller asks beside another's price stays. */
  const sayAnew = (say: string): void => {
    const [range, put] = renewed(say);
    const asked = said.price || said.slots.has(phrases.price.slot) || !phrases.price.beside.has(target.category);
    const price = asked ? '' : ownPrice(range, phrases, text);
    if (price !== '') said.price = true;
    wide(range, price === '' ? put : put + led(price, style), 2, 'replace clause');
  };

  const apply = (op: Op): void => {
    switch (op.op) {
      case 'hit':
        add(target.start, target.end, fill(op.text), 1, `replace ${hit} → ${fill(op.text)}`);
        break;
      case 'drop-hit':
        add(target.start, target.end, '', 1, `drop-word ${hit}`);
        break;
      case 'drop-clause': {
        const led = scene.whole ? undefined : ledGoods();
        const links = !scene.whole && (led !== undefined || !phrases.claimedFacts.has(target.category));
        const link = links ? phrases.attribute.exec(text.slice(target.end, clause.end)) : null;
        if (link) add(target.start, target.end + link[0].length, '', 1, `drop-word ${hit}`);
        else if (led) add(target.start, led.start, '', 1, `drop-word ${hit}`);
        else dropKeepingPrice();
        break;
      }
      case 'drop-sentence':
        wide(core(text), '', 3, 'drop-sentence');
        break;
      case 'drop-pattern':
        for (const found of scene.find(op.text, text)) {
          add(found.start, found.end, '', 1, `drop-word ${text.slice(found.start, found.end)}`);
        }
        break;
      case 'clause':
        sayAnew(fill(op.text));
        break;
      case 'sentence':
        wide(core(text), fill(op.text), 3, 'replace sentence');
        break;
      case 'before':
        add(opening.vocative, opening.vocative, fill(op.text), 0, 'insert');
        break;
      case 'after':
        add(clause.end, clause.end, led(fill(op.text), style), 0, 'insert');
        break;
      case 'before-hit':
        add(target.start, target.start, fill(op.text), 0, 'insert');
        break;
      case 'after-hit':
        add(target.end, target.end, fill(op.text), 0, 'insert');
        break;
      case 'swap': {
        const pairs = op.swap ?? [];
        // a superlative may stand right before its noun, what takes its place may not
        const { judged, link } = phrases.goods;
        const isNext =
          judged.has(target.category) &&
          (scene.named.some((one) => one.start === target.end && !one.guess) ||
            scene.noun?.(text, target.end) === true);
        const put = isNext ? swapped(hit, pairs, scene.find) : '';
        // a saying is no adjective
        const exchanged = put !== '' && put !== hit && !put.includes(SAY);
        if (exchanged && !put.endsWith(link)) add(target.end, target.end, link, 0, 'insert');
        if (target.words === undefined) {
          for (const [pattern, to] of pairs) {
            for (const found of scene.find(pattern, text)) {
              if (found.end <= target.start || found.start >= target.end) continue;
              const was = text.slice(found.start, found.end);
              add(found.start, found.end, fill(to), 1, fill(to) === '' ? `drop-word ${was}` : `replace ${was} → ${to}`);
            }
          }
        } else {
          const put = swapped(hit, pairs, scene.find);
          if (put !== hit) add(target.start, target.end, fill(put), 1, `replace ${hit} → ${put}`);
        }
        break;
      }
      case 'hedge':
        planHedge(target, clause, opening, scene, choice.ops.find((one) => one.text !== '')?.text ?? '', add);
        break;
      case 'ask': {
        const names = missing.slice(0, room);
        const say = names.map((name) => phrases.ask.get(name) ?? `〔${name}〕`).join('，');
        for (const name of slotsOf(say)) said.slots.add(name);
        add(clause.end, clause.end, led(inStyle(say, style), style), 0, `ask ${names.join('、')}`);
        break;
      }
      case 'invite': {
        if (said.invite || index < scene.inviter) {
          wide(withoutOpening(clause, opening, scene), '', 2, 'drop-clause');
          break;
        }
        said.invite = true;
        const particle = phrases.particles.exec(text.slice(clause.start, clause.end))?.[0] ?? '';
        // which link it is stays
        const which = phrases.which.exec(around)?.[0] ?? '';
        const start =
          opening.topic > opening.vocative && opening.topic === target.start ? opening.topic : opening.vocative;
        wide(
          { start, end: clause.end },
          (start > opening.vocative ? style.comma : '') +
            (which && which + style.comma) +
            inStyle(pick(phrases.invitations, [around, text], scene.hash) ?? '', style) +
            particle,
          2,
          'invite',
        );
        break;
      }
    }
  };
  if (invites) said.invite = true;
  for (const op of choice.ops) {
    const before = edits.length;
    apply(op);
    // words to swap that are not there: the alternative was written for another way of saying it
    if (op.op === 'swap' && edits.length === before) return undefined;
  }
  for (const name of [...fresh, ...[...sayings.values()].flatMap(slotsOf)]) said.slots.add(name);
  return edits;
}

/** What the seller asks, where the words name it beside another's price, said by itself. */
function ownPrice({ start, end }: Span, { price }: Phrases, text: string): string {
  const asked = price.mine.exec(text.slice(start, end))?.[1];
  return asked === undefined ? '' : price.say.replace('$1', asked);
}

/** Whether another clause than this one tells a fact. */
function tellsFact(text: string, clause: Span, { find, not }: Phrases['told'][number]): boolean {
  if (!not) return find.test(`${text.slice(0, clause.start)}\n${text.slice(clause.end)}`);
  return clauseSpans(text).some(({ start, end }) => {
    if (start < clause.end && clause.start < end) return false;
    const words = text.slice(start, end);
    return find.test(words) && !not.test(words);
  });
}

const GOODS_NAMES = /\{(goods:[a-z]+)\}/g;

/** Goods named together at most. */
const MOST = 3;

/** What the placeholders for goods stand for, where the sentence names enough of them. */
function goodsSaid({ goods, named, phrases, text }: Scene): Map<string, string> {
  // of several the one that is pointed at
  const shown = named
    .filter(({ start, guess }) => !guess && phrases.goods.pointer.test(text.slice(0, start)))
    .map(({ start, end }) => text.slice(start, end));
  // nor what somebody else has or does it with
  const isUsed = (name: string) => phrases.goods.object.test(text.slice(0, text.indexOf(name)));
  const any = [goods.length === 1 ? goods : shown].find((names) => names.length === 1 && !isUsed(names[0]!))?.[0];
  const said = new Map([['goods:any', any ?? '']]);
  // what somebody would have alone is named first, though no list knows it
  const alone = phrases.goods.alone
    .exec(text)
    ?.slice(1)
    .find((name) => name !== undefined);
  const several = [
    ...(alone ? [alone] : []),
    ...goods.filter((name) => !alone || !(name.endsWith(alone) || alone.includes(name))),
  ].slice(0, MOST);
  if (several.length > 0) said.set('goods:one', several[0]!);
  if (several.length > 1)
    said.set('goods:all', [several.slice(0, -1).join('、'), several.at(-1)].join(phrases.goods.and));
  return said;
}

/** Restored words with each pattern replaced; longer finds first. */
function swapped(words: string, pairs: readonly [string, string][], find: Scene['find']): string {
  const edits: Edit[] = pairs.flatMap(([pattern, to], target) =>
    find(pattern, words).map(({ start, end }) => ({ start, end, text: to, rank: 1 as const, target, move: '' })),
  );
  return applyEdits(words, settle(edits), () => false).text;
}

/** A phrase put behind something needs a mark in front, unless it brings one or the writer uses none. */
function led(phrase: string, style: Style): string {
  return isSeparator(phrase[0]) ? phrase : style.comma + phrase;
}
