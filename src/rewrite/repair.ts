import { type Draft, type Seam, splice } from './draft.js';
import { factsIn } from './facts.js';
import type { Phrases, Repair } from './phrases.js';
import { clauseAround, isSeparator, join, type Style, settleQuestion } from './punctuation.js';

/** How far in front of a seam the grammar may have to be read again. */
const REACH = 14;
const PASSES = 3;

/** Mends marks and grammar around the cuts, and nowhere else. Returns what was mended. */
export function repair(draft: Draft, phrases: Phrases, style: Style): string[] {
  const done: string[] = [];
  joinAll(draft);
  for (let pass = 0; pass < PASSES; pass += 1) {
    const before = draft.text;
    for (const seam of draft.seams) {
      const touched = phrases.anyRepair.test(around(draft.text, seam));
      if (!touched && !seam.cut && !seam.stub) continue;
      for (const row of phrases.repairs) {
        if (isNear(row) ? touched : row.at === 'stub' ? seam.stub : seam.cut) mend(draft, seam, row, phrases, done);
      }
    }
    if (draft.text === before) break;
    joinAll(draft);
  }
  for (const seam of draft.seams) settleQuestion(draft, seam.end, style, phrases.question);
  return done;
}

/** The text that a repair at a seam could reach, from mark to mark. */
function around(text: string, seam: Seam): string {
  let start = Math.max(0, seam.start - REACH);
  let end = Math.min(text.length, seam.end + REACH);
  while (start > 0 && !isSeparator(text[start])) start -= 1;
  while (end < text.length && !isSeparator(text[end])) end += 1;
  return text.slice(start, end + 1);
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

function mend(draft: Draft, seam: Seam, row: Repair, phrases: Phrases, done: string[]): void {
  const { find } = row;
  const { text } = draft;
  let from = 0;
  if (isNear(row)) from = Math.max(0, seam.start - REACH);
  else if (row.at === 'cut' || row.at === 'start') {
    from = seam.end;
    while (from < text.length && isSeparator(text[from])) from += 1;
    if (row.at === 'start' && !opens(text.slice(0, seam.start), phrases)) return;
  }
  if (row.at === 'end' || row.at === 'stub') {
    let end = text.length;
    while (end > 0 && isSeparator(text[end - 1])) end -= 1;
    if (seam.start < end) return;
    const match = find.exec(text.slice(0, end));
    if (match) replace(draft, seam, row, match, phrases.facts, done);
    return;
  }
  find.lastIndex = from;
  for (let match = find.exec(text); match && match.index <= seam.end + (isNear(row) ? 0 : 2); match = find.exec(text)) {
    if (match[0] === '') {
      find.lastIndex += 1;
      continue;
    }
    if (isNear(row) ? reaches(row, match, seam) : match.index === from) {
      replace(draft, seam, row, match, phrases.facts, done);
      return;
    }
  }
}

const isNear = (row: Repair): boolean => row.at === 'seam' || row.at === 'edge' || row.at === 'gap';

/** What the speaker said beside a cut is no business of ours: a repair takes in changed text or both sides of the joint. */
function reaches(row: Repair, match: RegExpExecArray, seam: Seam): boolean {
  const end = match.index + match[0].length;
  if (row.at === 'gap' && (seam.cut || seam.end > seam.start)) return false;
  return row.at !== 'seam' ? end >= seam.start : end > seam.start && match.index < seam.end;
}

function replace(draft: Draft, seam: Seam, row: Repair, match: RegExpExecArray, facts: RegExp, done: string[]): void {
  let start = match.index;
  let end = start + match[0].length;
  let to = '';
  if (row.to === undefined) {
    const clause = clauseAround(draft.text, { start, end });
    // a stub that names a model or a number still says something
    if (row.at === 'stub' && factsIn(draft.text.slice(clause.start, clause.end), facts).length > 0) return;
    start = clause.start;
    end = clause.end;
    seam.cut = true;
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
  for (const c of text) if (!isSeparator(c)) out += c;
  return out;
}
