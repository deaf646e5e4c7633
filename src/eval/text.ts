import type { EvalMessages } from '../messages/eval.js';
import type { RuleScore } from './by-rule.js';
import type { Comparison } from './compare.js';
import { flags, type Judged, rightCategories, rightly, violates } from './judgement.js';
import type { Counts, Score, Scores } from './score.js';
import { table } from './table.js';

const share = (value: number) => value.toFixed(3);

/** The two score blocks side by side: all records, and those not marked hard. */
export function scoreText({ all, withoutHard }: Scores, m: EvalMessages): string {
  const head = [m.name, m.labelled, m.flagged, m.precision, m.recall, m.f1];
  const blocks = [
    { title: `${m.all} ${m.records(all.records)}`, score: all },
    { title: `${m.withoutHard} ${m.records(withoutHard.records)}`, score: withoutHard },
  ];
  return blocks.map(({ title, score }) => `${title}\n${table([head, ...scoreRows(score, m)])}`).join('\n\n');
}

function scoreRows(score: Score, m: EvalMessages): string[][] {
  const counts = (name: string, c: Counts) => [
    name,
    String(c.records),
    String(c.flagged),
    share(c.precision),
    share(c.recall),
    share(c.f1),
  ];
  const { spans, pairs } = score;
  return [
    counts(m.overall, score.overall),
    ...score.categories.map((c) => counts(c.category, c)),
    counts(m.micro, score.micro),
    [m.macro, '', '', '', '', share(score.macroF1)],
    [
      m.spans,
      String(spans.labelled),
      String(spans.reported),
      share(spans.precision),
      share(spans.recall),
      share(spans.f1),
    ],
    [m.overlap, '', '', '', '', share(spans.overlap)],
    ...(pairs ? [[m.pairs, String(pairs.pairs), String(pairs.right), '', '', share(pairs.share)]] : []),
  ];
}

/** Misses and false alarms with the text marked: ⟦ ⟧ what the label says, 【 】 what a rule hit. */
export function errorText(judged: readonly Judged[], categoriesToo: boolean, m: EvalMessages): string {
  const wrong = judged.filter((j) => !rightly(j));
  const lines = wrong.map((j) => errorLine(violates(j) ? m.missed : m.falseAlarm, j, m));
  if (categoriesToo) {
    const unlike = judged.filter((j) => rightly(j) && !rightCategories(j));
    lines.push(...unlike.map((j) => errorLine(m.wrongCategory, j, m)));
  }
  return lines.length === 0 ? m.noErrors : lines.join('\n');
}

function errorLine(kind: string, { record, judgement }: Judged, m: EvalMessages): string {
  const fired = judgement.findings.filter(flags);
  const rules = fired.map(({ rule, start, end }) => `${rule}“${record.text.slice(start, end)}”`);
  const labels = record.categories.length > 0 ? ` [${record.categories.join(' ')}]` : '';
  const note =
    typeof record.fields.note === 'string' && record.fields.note !== '' ? `\n    # ${record.fields.note}` : '';
  const what = rules.length > 0 ? `\n    ${rules.join('  ')}` : '';
  const hard = record.hard ? ` ${m.hard}` : '';
  return `${kind} ${record.id}${hard}${labels} ${bracketed(record.text, record.spans).replace(/\n/g, '⏎')}${what}${note}`;
}

function bracketed(text: string, spans: readonly { start: number; end: number }[]): string {
  const marks = spans.flatMap(({ start, end }) => [
    { at: start, sign: '⟦', order: 1 },
    { at: end, sign: '⟧', order: 0 },
  ]);
  // From the back, so that offsets before stay true; at one place a span closes before the next opens.
  marks.sort((a, b) => b.at - a.at || b.order - a.order);
  return marks.reduce((marked, { at, sign }) => marked.slice(0, at) + sign + marked.slice(at), text);
}

export function ruleText(scores: readonly RuleScore[], m: EvalMessages): string {
  const head = [m.rule, m.hits, m.records(0).replace(/^0 /, ''), m.rightShare, m.alarmShare, m.alone, m.aloneRight];
  return table([
    head,
    ...scores.map((s) => [
      s.rule,
      String(s.hits),
      String(s.records),
      share(s.precision),
      share(s.alarmPrecision),
      String(s.alone),
      String(s.aloneRight),
    ]),
  ]);
}

export function groupText(field: string, groups: ReadonlyMap<string, Score>, m: EvalMessages): string {
  const head = [
    m.by(field),
    m.records(0).replace(/^0 /, ''),
    m.labelled,
    m.flagged,
    m.precision,
    m.recall,
    m.f1,
    m.pairs,
  ];
  const rows = [...groups].map(([value, { records, overall, pairs }]) => [
    value,
    String(records),
    String(overall.records),
    String(overall.flagged),
    share(overall.precision),
    share(overall.recall),
    share(overall.f1),
    pairs ? `${pairs.right}/${pairs.pairs}` : '',
  ]);
  return table([head, ...rows]);
}

export function comparisonText(comparison: Comparison, judged: readonly Judged[], m: EvalMessages): string {
  const byId = new Map(judged.map((j) => [j.record.id, j]));
  const block = (title: string, ids: readonly string[]) => [
    `${title} ${ids.length}`,
    ...ids.flatMap((id) => {
      const one = byId.get(id);
      return one ? [`  ${errorLine(rightly(one) ? '✓' : '✗', one, m)}`] : [];
    }),
  ];
  return [
    m.compared(comparison.records),
    ...block(m.gained, comparison.gained),
    ...block(m.lost, comparison.lost),
    ...block(m.categoriesGained, comparison.categoriesGained),
    ...block(m.categoriesLost, comparison.categoriesLost),
  ].join('\n');
}
