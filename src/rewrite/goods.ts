import type { Span } from '../model.js';
import type { Draft, Edit } from './draft.js';
import { splice } from './draft.js';
import { placesOf } from './facts.js';
import type { Phrases } from './phrases.js';
import { BRACKETS, clauseAround, clauseSpans, isSeparator, isWord, type Style } from './punctuation.js';
import { bare } from './repair.js';
import type { RewriteContext } from './types.js';

/** A name of goods. `guess`: told by its last character alone, good enough to know that goods are named but not to name them. */
export interface Named extends Span {
  guess?: boolean | undefined;
}

/** The goods that a text names, in order, the longest name at each place. */
export function goodsIn(text: string, phrases: Phrases, ctx: RewriteContext): readonly Named[] {
  let known = found.get(ctx.find);
  if (!known) {
    known = new Map();
    found.set(ctx.find, known);
  }
  let names = known.get(text);
  if (!names) {
    names = look(text, phrases, ctx);
    known.set(text, names);
  }
  return names;
}

const isOpening = (text: string, at: number): boolean => at === 0 || isSeparator(text[at - 1]);

/** Names found, by the rewriting that asked: it looks at the same texts again and again. */
const found = new WeakMap<RewriteContext['find'], Map<string, readonly Named[]>>();

function look(text: string, phrases: Phrases, ctx: RewriteContext): Named[] {
  const { goods } = phrases;
  const starts = ctx.starts && new Set(ctx.starts(text));
  const isEdge = (at: number) => !starts || at === 0 || at >= text.length || starts.has(at);
  const found: Named[] = [];
  const add = (one: Named) => {
    if (goods.not.test(text.slice(one.start, one.end)) || goods.notBefore.test(text.slice(one.end))) return;
    if (!found.some((other) => one.start < other.end && other.start < one.end)) found.push(one);
  };
  for (const { start, end } of ctx.find(goods.find, text)) {
    // the words around it may use its characters otherwise; a name of three is no accident
    if (end - start <= 2 && !(isEdge(start) && isEdge(end))) continue;
    // one character more may make it another thing
    const longer = starts && isEdge(end + 1) && end < text.length && goods.head.test(text[end]!);
    add({ start, end: longer ? end + 1 : end });
  }
  for (const one of placesOf(text, goods.named)) add(one);
  // names that no list holds end in what the thing is
  if (starts) {
    for (const { start: least, end } of placesOf(text, goods.compound)) {
      if (!isEdge(end)) continue;
      let start = end - 1;
      while (start > least && !isEdge(start)) start -= 1;
      if (end - start < 2) {
        start -= 1;
        while (start > least && !isEdge(start)) start -= 1;
      }
      if (end - start === 2 && isEdge(end - 1)) {
        // two words of one character are none, unless the word in front begins the clause: with one character more a name that no
        // word list knows, else a guess
        let before = start - 1;
        while (before > least && !isEdge(before)) before -= 1;
        if (before < least || !isEdge(before) || !isOpening(text, before)) continue;
        if (start - before === 1) start = before;
      }
      if (start >= least && end - start >= 2 && isEdge(start)) add({ start, end, guess: end - start === 2 });
    }
  }
  found.sort((a, b) => a.start - b.start);
  // two names in a row are one thing
  return found.reduce<Named[]>((merged, one) => {
    const last = merged.at(-1);
    if (last?.end === one.start) [last.end, last.guess] = [one.end, last.guess && one.guess];
    else merged.push({ ...one });
    return merged;
  }, []);
}

/** The names of goods in a text, each thing once: a shorter name may be that of a clause before. */
export function namesOf(named: readonly Named[], text: string, { goods }: Phrases): string[] {
  const names = [...new Set(named.map(({ start, end }) => text.slice(start, end)))];
  const stem = (name: string) => name.replace(goods.suffix, '');
  return names.filter(
    (name, at) =>
      !names.some(
        (other, of) =>
          of !== at && other.length >= name.length && other.endsWith(stem(name)) && (other !== name || of < at),
      ),
  );
}

/** Characters in front of a name that only say which. */
const MODIFIER = 2;
/** Characters in front of a name in which a word may make it the object of something. */
const NEAR = 3;

/**
 * Names the goods again where what named them went: nobody knows otherwise what is spoken of. `edits` and the seams of the
 * draft belong together, one by one; `naming` tells what goods the draft names still, `judges` whether an edit serves a breach that passes judgement on
 * goods. Returns what was put in.
 */
export function nameAgain(
  draft: Draft,
  text: string,
  edits: readonly Edit[],
  named: readonly Named[],
  naming: () => readonly Named[],
  phrases: Phrases,
  style: Style,
  judges: (edit: Edit) => boolean,
): string | undefined {
  const { goods } = phrases;
  const greeting = phrases.vocative.exec(draft.text)?.[0].length ?? 0;
  const put = (place: number, called: string, always: boolean): string | undefined => {
    // a title in brackets, a filler and whom it speaks to open a line before it says what of
    const opens = Math.max(greeting, titleEnd(draft.text), fillersEnd(draft.text, phrases));
    const at = place > opens ? pastMarks(draft.text, place) : opens;
    const rest = draft.text.slice(at);
    const predicate = goods.predicate.test(rest);
    if (rest === '' || goods.apart.test(rest) || !(predicate || always)) return undefined;
    const joins = at > 0 && isWord(draft.text[at - 1]) && at !== opens;
    const before = joins ? style.comma : '';
    splice(draft, at, at, before + called + (predicate ? '' : style.comma));
    return called;
  };
  const said = (one: Span) => text.slice(one.start, one.end);
  // what is said anew may point at goods without a name
  const shows = draft.seams.find((seam) => seam.anew && goods.shows.test(draft.text.slice(seam.start)));
  if (!shows && phrases.pointed.test(draft.text)) return undefined;
  const isFigure = goods.figure.test(draft.text);
  // a judgement of nothing
  const anew = draft.seams.find((seam) => seam.anew);
  const judged = anew && anew.start <= greeting ? anew : undefined;
  const lost = named.filter((one) => !draft.text.includes(said(one)));
  // to look for goods takes longer than all else, and mostly there is nothing to name
  if (lost.length === 0 && !isFigure && !judged) return undefined;
  const left = naming();
  const kept = left.map((one) => draft.text.slice(one.start, one.end));
  const pointerOf = (one: Named) => goods.pointer.exec(text.slice(clauseAround(text, one).start, one.start))?.[0];
  // what the sentence plainly tells of: something points at it, or a clause begins with it
  const isTopic = (one: Named): boolean => {
    if (one.guess) return false;
    const clause = clauseAround(text, one);
    const before = text.slice(clause.start, one.start).replace(phrases.vocative, '');
    if (goods.object.test(before)) return false;
    // without marks nothing tells where a clause begins: what is named last, where the goods of a title stand
    if (style.bare && one === named.at(-1) && left.length === 0) return true;
    if (pointerOf(one) !== undefined || goods.pointedBehind.test(text.slice(one.end, clause.end))) return true;
    return before.replace(goods.about, '').length <= MODIFIER && !goods.not.test(before);
  };
  const at = (one: Named) => edits.findIndex((edit) => one.start >= edit.start && one.end <= edit.end);
  let topics = lost.filter(isTopic);
  // a judgement is of the one thing that it names, an invitation is to it, wherever the name stood, and what somebody used or was
  // shown is what all of it is about
  if (topics.length === 0 && left.length === 0) {
    const sure = lost.filter((one) => {
      const edit = edits[at(one)];
      if (one.guess || !edit) return false;
      const clause = clauseAround(text, one);
      const before = text.slice(clause.start, one.start);
      if (goods.shown.test(before) && goods.whole.test(text.slice(one.end, clause.end))) return true;
      return (edit.move === 'invite' || judges(edit)) && !goods.object.test(before.slice(-NEAR));
    });
    if (namesOf(sure, text, phrases).length === 1) topics = sure.slice(-1);
  }
  // what stands right before the rest is what the rest tells of; what opened the sentence is what all of it is about
  const first = topics.find((one) => one === named[0] || pointerOf(one) !== undefined);
  const chosen =
    left.length > 0 ? first : (topics.find((one) => edits[at(one)]?.end === one.end) ?? first ?? topics[0]);
  if (chosen && !kept.some((name) => name.includes(said(chosen)) || said(chosen).includes(name))) {
    const called = `${pointerOf(chosen) ?? (goods.unpointed.test(said(chosen)) ? '' : goods.lead)}${said(chosen)}`;
    if (shows) {
      if (left.length > 0) return undefined;
      splice(draft, shows.start, shows.start + goods.shows.exec(draft.text.slice(shows.start))![0].length, called);
      return called;
    }
    // a judgement that waits for its subject
    const open = draft.seams.find((one) => one.anew && goods.predicate.test(draft.text.slice(one.start)));
    const seam = open ?? draft.seams[at(chosen)];
    const place = !seam || pastMarks(draft.text, seam.start) >= draft.text.length ? 0 : seam.start;
    const inner = seam?.anew && pastMarks(draft.text, seam.end) < draft.text.length ? seam.end : undefined;
    return put(place, called, true) ?? (inner === undefined ? undefined : put(inner, called, true));
  }
  if (left.length > 0 || shows) return undefined;
  if (isFigure) {
    splice(draft, 0, 0, goods.bare);
    return goods.bare;
  }
  return judged && put(judged.start, goods.bare, false);
}

/** Where the bracketed title ends that a text begins with; 0 where it begins with none, or is nothing else. */
function titleEnd(text: string): number {
  const close = BRACKETS.find(([open]) => text.startsWith(open))?.[1];
  const end = close === undefined ? 0 : text.indexOf(close) + 1;
  return end < text.length ? end : 0;
}

/** Where the clauses end that a text opens with and that tell nothing: a filler, whom it speaks to. */
function fillersEnd(text: string, { empty, vocative }: Phrases): number {
  let end = 0;
  for (const { start, end: to } of clauseSpans(text)) {
    const words = text.slice(start, to);
    if (to >= text.length || !(empty.test(bare(words)) || vocative.exec(words)?.[0].length === words.length)) break;
    end = pastMarks(text, to);
  }
  return end;
}

function pastMarks(text: string, at: number): number {
  let end = at;
  while (isSeparator(text[end])) end += 1;
  return end;
}
