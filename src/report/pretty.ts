import { bySentence } from '../judge/by-sentence.js';
import { type Messages, messagesFor } from '../messages/index.js';
import { type Finding, type Rewrite, type Span, VERDICTS } from '../model.js';
import { newParts } from './change.js';
import { link, type Paint, type Palette, paletteFor } from './colour.js';
import { type Cell, cellsOf, displayWidth, padCells, wrapCells, wrapText } from './display.js';
import { fileUrl, personPlace, placeText, shownPath } from './place.js';
import type { Batch, FormatOptions, Formatter, Totals } from './types.js';
import { windowAround } from './window.js';

const INDENT = '    ';
const MAX_WIDTH = 100;
/** Rows of the sentence shown before it is cut to its hits. */
const MAX_ROWS = 4;
const MAX_REWRITES = 3;

export interface Page {
  options: FormatOptions;
  m: Messages;
  paint: Palette;
  width: number;
  /** above a rewrite; what it is for differs for what is written and what has been said */
  say: (what: string) => string;
}

export function pageOf(options: FormatOptions): Page {
  const m = messagesFor(options.lang);
  const width = Math.max(40, Math.min(options.width, MAX_WIDTH));
  return { options, m, paint: paletteFor(options.colour), width, say: m.report.say };
}

/** A page for people: file by file, sentence by sentence, what is wrong, why, and what to say. */
export const pretty: Formatter = (options) => {
  const page = pageOf(options);
  let current: string | undefined;
  return {
    add(batch) {
      const silenced = options.showSuppressed ? (batch.aside ?? []).filter(({ suppression }) => suppression) : [];
      if (batch.findings.length + silenced.length === 0) return '';
      const rows: string[] = [];
      if (batch.path !== current) {
        current = batch.path;
        rows.push(fileHeading(shownPath(batch.path, options.cwd), page), '');
      }
      for (const group of bySentence(batch.findings)) rows.push(...sentenceBlock(group, batch, page), '');
      if (silenced.length > 0) rows.push(...silenced.map((finding) => silencedRow(finding, batch, page)), '');
      return `${rows.join('\n')}\n`;
    },
    end: (totals) =>
      options.quiet
        ? ''
        : summary(totals, page)
            .map((row) => `${row}\n`)
            .join(''),
  };
};

function fileHeading(path: string, { paint, width }: Page): string {
  const line = Math.max(2, width - displayWidth(path) - 4);
  return `${paint.faint('──')} ${paint.path(path)} ${paint.faint('─'.repeat(line))}`;
}

function sentenceBlock(group: readonly Finding[], batch: Batch, page: Page): string[] {
  const first = group[0] as Finding;
  const { paint, options } = page;
  const path = shownPath(batch.path, options.cwd);
  const speaker = first.speaker ? `  ${first.speaker}` : '';
  const where = link(
    placeText(path, personPlace(first, batch.script)),
    fileUrl(batch.path, options.cwd),
    options.links,
  );
  const place = `${paint.place(where)}${paint.faint(speaker)}`;
  return [place, ...sentenceRows(group, page)];
}

/** Below the place: the sentence with its marks, what is wrong with it, and what to say. */
export function sentenceRows(group: readonly Finding[], page: Page): string[] {
  const { m } = page;
  const rows = markedSentence(group, page);
  const labelWidth = Math.max(...VERDICTS.map((verdict) => displayWidth(m.verdict[verdict])));
  for (const same of byRule(group)) rows.push(...findingRows(same, labelWidth, page));
  rows.push(...rewriteRows(group, page));
  return rows;
}

/** Several hits of one rule in a sentence are told together, so that its articles are named once. */
function byRule(group: readonly Finding[]): Finding[][] {
  const blocks = new Map<string, Finding[]>();
  for (const finding of group) {
    const key = `${finding.verdict} ${finding.rule} ${finding.basis.map(({ id }) => id)}`;
    blocks.set(key, [...(blocks.get(key) ?? []), finding]);
  }
  return [...blocks.values()];
}

/** What a comment silences, in one line: that it is there, and why it may be. */
function silencedRow(finding: Finding, batch: Batch, { m, paint, options }: Page): string {
  const { reason, until, line } = finding.suppression ?? { line: 0 };
  const place = placeText(shownPath(batch.path, options.cwd), personPlace(finding, batch.script));
  const words = finding.text === '' || finding.scope ? '' : ` ${m.quote(finding.text)}`;
  return paint.faint(`${place}  ${m.report.silenced(line, until, reason)}${m.colon}${finding.rule}${words}`);
}

interface Mark extends Span {
  sign: string;
  paint: Paint;
  rank: number;
}

function marksOf(group: readonly Finding[], paint: Palette): Mark[] {
  return group.map((finding) => {
    const exempt = finding.verdict === 'exempt';
    const rank = exempt ? 3 : ['error', 'warning', 'info'].indexOf(finding.severity);
    return {
      start: finding.span.start - finding.sentence.start,
      end: finding.span.end - finding.sentence.start,
      sign: rank < 2 ? '^' : '-',
      paint: exempt ? paint.mark.exempt : paint.mark[finding.severity],
      rank,
    };
  });
}

/** The sentence with the hit words coloured and underlined, wrapped; nothing where no words were hit. */
function markedSentence(group: readonly Finding[], page: Page): string[] {
  const { paint, width } = page;
  const marks = marksOf(group, paint).filter((mark) => mark.end > mark.start);
  const text = group[0]?.sentence.text ?? '';
  if (marks.length === 0 || text === '') return [];
  const room = width - INDENT.length;
  const cells = windowAround(cellsOf(text.trimEnd()), marks, room * MAX_ROWS);
  return wrapCells(cells, room).flatMap((row) => {
    const worst = row.map((cell) => worstMark(cell, marks));
    const line = INDENT + paintRuns(row, (index) => worst[index]?.paint);
    const under = row.map((cell, index) => (worst[index]?.sign ?? ' ').repeat(cell.width)).join('');
    if (under.trim() === '') return [line];
    const underCells = row.map((cell, index) => ({ ...cell, text: (worst[index]?.sign ?? ' ').repeat(cell.width) }));
    return [line, (INDENT + paintRuns(underCells, (index) => worst[index]?.paint)).trimEnd()];
  });
}

function worstMark(cell: Cell, marks: readonly Mark[]): Mark | undefined {
  let worst: Mark | undefined;
  for (const mark of marks) {
    const inside = cell.start >= 0 && cell.start < mark.end && cell.end > mark.start;
    if (inside && (!worst || mark.rank < worst.rank)) worst = mark;
  }
  return worst;
}

/** Joins cells, painting runs of the same colour at once so that the output holds few escapes. */
function paintRuns(cells: readonly Cell[], paintAt: (index: number) => Paint | undefined): string {
  let out = '';
  for (let i = 0; i < cells.length; ) {
    const paint = paintAt(i);
    let text = '';
    do text += cells[i++]?.text ?? '';
    while (i < cells.length && paintAt(i) === paint);
    out += paint ? paint(text) : text;
  }
  return out;
}

function findingRows(findings: readonly Finding[], labelWidth: number, page: Page): string[] {
  const { m, paint } = page;
  const hang = ' '.repeat(2 + labelWidth + 2);
  const rows: string[] = [];
  const detail = (text: string, paintRow?: Paint) => rows.push(hang + hanging(text, hang, page, paintRow));
  for (const finding of findings) {
    const label =
      rows.length > 0
        ? hang
        : `  ${paint.verdict[finding.verdict](padCells(m.verdict[finding.verdict], labelWidth))}  `;
    rows.push(label + hanging(ownWords(finding, m), hang, page));
    if (finding.restored && finding.restored !== finding.text)
      detail(m.report.restored(finding.text, finding.restored));
    if (finding.missing.length > 0) detail(m.report.missing(finding.missing), paint.slot);
    if (finding.count && finding.count > 0) detail(m.report.more(finding.count));
  }
  const first = findings[0] as Finding;
  if (first.verdict !== 'exempt') rows.push(...lawRows(first, hang, page));
  rows.push(hang + ruleLine(findings, page));
  return rows;
}

/** The articles, as many to a row as fit; none is broken while it fits on a row of its own. */
function lawRows(finding: Finding, hang: string, page: Page): string[] {
  const { m, paint, width, options } = page;
  const label = `${m.report.basis} `;
  const inner = hang + ' '.repeat(displayWidth(label));
  // One cell pair is kept for the separator at a row's end.
  const room = width - displayWidth(inner) - 2;
  const comma = options.lang === 'zh' ? '；' : '; ';
  const rows: string[] = [];
  for (const basis of finding.basis) {
    const text = `${basis.title} ${basis.id}${m.basisStatus[basis.status]}`;
    const last = rows.pop();
    if (last === undefined) rows.push(...wrapText(text, room));
    else if (displayWidth(last + comma + text) <= room) rows.push(last + comma + text);
    else rows.push(last + comma.trimEnd(), ...wrapText(text, room));
  }
  return rows.map((row, index) => (index === 0 ? hang + paint.label(label) : inner) + row);
}

/** The message, led by the hit words where it does not quote them itself. */
function ownWords(finding: Finding, m: Messages): string {
  const words = finding.text.trim();
  if (finding.verdict === 'exempt') return [words === '' ? '' : m.quote(words), exemption(finding, m)].join(' ').trim();
  // A message may quote the words as they are read: in lower case, or with their disguise undone.
  const quoted = [words, words.toLowerCase(), finding.restored ?? words].some((form) => finding.message.includes(form));
  if (words === '' || [...words].length > 24 || quoted) return finding.message;
  return `${m.quote(words)} ${finding.message}`;
}

/** Why an exemption holds: what it is, where it stands, the words it rests on. */
function exemption(finding: Finding, m: Messages): string {
  const held = finding.exemptions.filter((trial) => trial.held);
  return held
    .map(({ because, basis = '', by }) =>
      [m.report.exemptBy(because, basis), by ? m.report.exemptWords(by) : ''].join(' ').trim(),
    )
    .join(m.list(['', '']));
}

function ruleLine(findings: readonly Finding[], { m, paint, options }: Page): string {
  const linked = (id: string) => link(id, options.ruleUrl(id), options.links);
  const rule = findings[0]?.rule ?? '';
  const also = [...new Set(findings.flatMap(({ also }) => also.map((entry) => entry.rule)))].filter(
    (id) => id !== rule,
  );
  const rest = also.length > 0 ? `  ${m.report.also(also.map(linked))}` : '';
  return paint.faint(linked(rule) + rest);
}

function hanging(text: string, hang: string, page: Page, paintRow: Paint = (t) => t): string {
  return wrapText(text, page.width - hang.length)
    .map((row) => paintRow(row))
    .join(`\n${hang}`);
}

function rewriteRows(group: readonly Finding[], page: Page): string[] {
  const { m, paint } = page;
  const wanting = group.filter((finding) => finding.verdict !== 'exempt');
  const rewrites = new Map<string, Rewrite>();
  for (const finding of wanting)
    for (const rewrite of finding.rewrites) {
      if (!rewrites.has(rewrite.text)) rewrites.set(rewrite.text, rewrite);
    }
  const all = [...rewrites.values()];
  if (all.length === 0) {
    const serious = wanting.some((finding) => finding.severity !== 'info' && finding.sentence.text !== '');
    return serious ? [`  ${paint.faint(m.report.noRewrite)}`] : [];
  }
  const rows = all
    .slice(0, MAX_REWRITES)
    .flatMap((rewrite, index) => oneRewrite(rewrite, index + 1, wanting[0] as Finding, page));
  if (all.length > MAX_REWRITES) rows.push(`  ${paint.faint(m.report.moreRewrites(all.length - MAX_REWRITES))}`);
  return rows;
}

function oneRewrite(rewrite: Rewrite, number: number, finding: Finding, page: Page): string[] {
  const { m, paint, width, options } = page;
  const what =
    rewrite.kind === 'needs-fact' && rewrite.slots.length > 0 ? m.report.fill(rewrite.slots) : m.kind[rewrite.kind];
  const head = `  ${options.numbered ? `${paint.strong(`[${number}]`)} ` : ''}${paint.good(page.say(what))}`;
  if (rewrite.text.trim() === '') return [head, `${INDENT}${m.report.leaveOut}`];
  const text = rewrite.text.trim();
  const fresh = newParts(finding.sentence.text, text);
  const isFresh = (cell: Cell) => fresh.some((span) => cell.start < span.end && cell.end > span.start);
  const rows = wrapCells(cellsOf(text), width - INDENT.length).flatMap((row) => {
    const line = INDENT + paintRuns(row, (index) => (isFresh(row[index] as Cell) ? paint.fresh : undefined));
    const plus = row
      .map((cell) => (isFresh(cell) ? '+' : ' ').repeat(cell.width))
      .join('')
      .trimEnd();
    // In colour the change is underlined; without it a row of plus signs shows the same.
    return options.colour || plus === '' ? [line] : [line, INDENT + plus];
  });
  return [head, ...rows];
}

function summary(totals: Totals, { m, paint, options }: Page): string[] {
  const counts = VERDICTS.map((verdict) => ({ verdict, count: totals.verdicts[verdict] })).filter(
    ({ count }) => count > 0,
  );
  const total = counts.reduce((sum, { count }) => sum + count, 0);
  const notes: string[] = [];
  if (totals.unshown > 0) notes.push(m.report.unshown(totals.unshown));
  if (totals.exemptHidden > 0) notes.push(m.report.exemptHidden(totals.exemptHidden));
  const { held = 0, gone = 0 } = totals.baseline ?? {};
  if (totals.changedSince !== undefined) notes.push(m.report.changedSince(totals.changedSince));
  if (held > 0) notes.push(m.report.held(held));
  if (gone > 0) notes.push(m.report.gone(gone));
  if (totals.suppressed > 0) notes.push(m.report.suppressed(totals.suppressed));
  if (totals.problems.length > 0) notes.push(m.report.notChecked(totals.problems.length));
  const rest = notes.map((note) => paint.faint(note));
  if (total === 0) {
    // With files unread there is nothing to be green about.
    if (totals.problems.length > 0 && totals.files === 0) return rest;
    return [paint.good(m.report.clean(totals.files, totals.characters)), ...rest];
  }
  const painted = counts.map(({ verdict, count }) => ({ verdict, count }));
  const head = m.report.summary(total, totals.filesWithFindings, painted);
  const worst = totals.severities.error > 0 ? paint.bad : paint.strong;
  return [options.colour ? worst(head) : head, ...rest];
}
