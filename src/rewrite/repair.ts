import type { Span } from '../model.js';
import { type Draft, type Seam, splice } from './draft.js';
import { factsIn } from './facts.js';
import type { Phrases, Repair } from './phrases.js';
import { clauseAround, isSeparator, isSeparatorAt, join, type Style, settleQuestion } from './punctuation.js';
import type { Sieve } from './sieve.js';

/** How far from a seam the grammar may have to be read again. */
const REACH = 14;
const PASSES = 3;

/** Mends marks and grammar around the cuts, and nowhere else. Returns what was mended. */
export function repair(draft: Draft, phrases: Phrases, style: Style): string[] {
  const { near, far } = phrases;
  const done: string[] = [];
  joinAll(draft);
  for (let pass = 0; pass < PASSES; pass += 1) {
    const before = draft.text;
    for (const seam of draft.seams) {
      let seen = look(draft, seam, near.sieve);
      for (let at = 0; at < near.rows.length; at += 1) {
        if (!near.sieve.passes(at)) continue;
        mendNear(draft, seam, near.rows[at]!, phrases, done);
        if (draft.text !== seen) seen = look(draft, seam, near.sieve);
      }
      if (!seam.cut && !seam.stub && !seam.anew) continue;
      far.sieve.look(draft.text);
      seen = draft.text;
      for (let at = 0; at < far.rows.length; at += 1) {
        const row = far.rows[at]!;
        if (!far.sieve.passes(at) || !concerns(row, seam)) continue;
        mendFar(draft, seam, row, phrases, done);
        if (draft.text !== seen) far.sieve.look(draft.text);
        seen = draft.text;
      }
    }
    if (draft.text === before) break;
    joinAll(draft);
  }
  for (const seam of draft.seams) settleQuestion(draft, seam.end, style, phrases.question);
  return done;
}

/** Whether a clause went in the way that the repair is for. */
function concerns({ at }: Repair, seam: Seam): boolean {
  if (at === 'stub') return seam.stub;
  if (at === 'before' && seam.stub) return true;
  return seam.cut || (seam.anew && (at === 'behind' || at === 'lead'));
}

/** Looks at what a repair at a seam can reach; returns the text that was looked at. */
function look(draft: Draft, seam: Seam, sieve: Sieve): string {
  const { start, end } = around(draft.text, seam);
  sieve.look(draft.text, start, end);
  return draft.text;
}

/** The part of the text that a repair at a seam can reach. */
function around(text: string, seam: Seam): Span {
  return { start: Math.max(0, seam.start - REACH), end: Math.min(text.length, seam.end + REACH) };
}

function joinAll(draft: Draft): void {
  for (const seam of draft.seams) {
    if (seam.end > seam.start) join(draft, seam.end);
    const width = seam.end - seam.start;
    const at = join(draft, seam.start);
    if (width === 0) {
      seam.start = at;
      seam.end = at;
    }
  }
}

function mendNear(draft: Draft, seam: Seam, row: Repair, phrases: Phrases, done: string[]): void {
  const { find } = row;
  const { start, end } = around(draft.text, seam);
  const view = draft.text.slice(start, end);
  find.lastIndex = 0;
  for (let match = find.exec(view); match; match = find.exec(view)) {
    if (match[0] === '') {
      find.lastIndex += 1;
      continue;
    }
    const from = start + match.index;
    const to = from + match[0].length;
    if (from > seam.end) return;
    // at the border of the view nothing can be said of what stands beyond
    if ((from === start && start > 0) || (to === end && end < draft.text.length)) continue;
    if (reaches(row, { start: from, end: to }, seam)) {
      replace(draft, seam, row, match, from, phrases.facts, done);
      return;
    }
  }
}

function mendFar(draft: Draft, seam: Seam, row: Repair, phrases: Phrases, done: string[]): void {
  const { text } = draft;
  if (row.at === 'before' || row.at === 'lead' || row.at === 'end' || row.at === 'stub') {
    let end = row.at === 'before' || row.at === 'lead' ? seam.start : text.length;
    while (end > 0 && isSeparator(text[end - 1])) end -= 1;
    if (seam.start < end) return;
    const match = row.find.exec(text.slice(0, end));
    if (match) replace(draft, seam, row, match, match.index, phrases.facts, done);
    return;
  }
  let from = seam.end;
  while (from < text.length && isSeparator(text[from])) from += 1;
  if (row.at === 'start' && !opens(text.slice(0, seam.start), phrases)) return;
  row.find.lastIndex = from;
  const match = row.find.exec(text);
  if (match?.index === from) replace(draft, seam, row, match, from, phrases.facts, done);
}

/** What the speaker said beside a cut is no business of ours: a repair takes in changed text or both sides of the joint. */
function reaches(row: Repair, found: Span, seam: Seam): boolean {
  if (row.at === 'gap' && (seam.cut || seam.end > seam.start)) return false;
  return row.at !== 'seam' ? found.end >= seam.start : found.end > seam.start && found.start < seam.end;
}

function replace(
  draft: Draft,
  seam: Seam,
  row: Repair,
  match: RegExpExecArray,
  from: number,
  facts: RegExp,
  done: string[],
): void {
  let start = from;
  let end = start + match[0].length;
  let to = '';
  if (row.to === undefined) {
    const clause = clauseAround(draft.text, { start, end });
    // a stub that names a model or a number still says something
    if (row.at === 'stub' && factsIn(draft.text.slice(clause.start, clause.end), facts).length > 0) return;
    start = clause.start;
    end = clause.end;
    draft.gone.push(draft.text.slice(start, end));
    seam.cut = seam.cut || !seam.anew;
    seam.stub = false;
  } else to = row.to.replace(/\$(\d)/g, (_, group: string) => match[Number(group)] ?? '');
  if (draft.text.slice(start, end) === to) return;
  done.push(`repair ${draft.text.slice(start, end)} → ${to}`);
  splice(draft, start, end, to);
  seam.start = Math.min(seam.start, start);
  seam.end = Math.max(Math.min(seam.end, start + to.length), start + to.length);
}

/** Nothing has been said yet but perhaps a greeting. */
function opens(head: string, phrases: Phrases): boolean {
  return bare(head.replace(phrases.vocative, '')) === '';
}

/** A text without its marks. */
export function bare(text: string): string {
  let out = '';
  let from = 0;
  for (let at = 0; at <= text.length; at += 1) {
    if (at < text.length && !isSeparatorAt(text, at)) continue;
    if (at > from) out += text.slice(from, at);
    from = at + 1;
  }
  return out;
}
