import type { Span } from '../model.js';
import { flags, type Judged, rightly, violates } from './judgement.js';

/** Precision is 1 where nothing was flagged, recall 1 where nothing was to be found. */
export interface Counts {
  /** records that are so by their label */
  records: number;
  /** records that koubo says are so */
  flagged: number;
  right: number;
  precision: number;
  recall: number;
  f1: number;
}

export interface CategoryScore extends Counts {
  category: string;
}

export interface SpanScore {
  labelled: number;
  /** labelled spans that a finding of the same category overlaps */
  found: number;
  reported: number;
  /** reported spans that overlap a label of the same category */
  right: number;
  precision: number;
  recall: number;
  f1: number;
  /** shared characters over all characters of either, whatever the category */
  overlap: number;
}

export interface PairScore {
  pairs: number;
  right: number;
  share: number;
}

export interface Score {
  records: number;
  /** violating or not, per utterance */
  overall: Counts;
  categories: CategoryScore[];
  micro: Counts;
  /** mean of the categories' F1 */
  macroF1: number;
  spans: SpanScore;
  pairs?: PairScore;
}

export interface Scores {
  all: Score;
  /** the same without records marked hard; a pair with a hard side is left out whole */
  withoutHard: Score;
}

export function scoresOf(judged: readonly Judged[]): Scores {
  const hardPairs = new Set(judged.filter(({ record }) => record.hard).map(({ record }) => record.pair ?? record.id));
  return {
    all: scoreOf(judged, new Set()),
    withoutHard: scoreOf(
      judged.filter(({ record }) => !record.hard),
      hardPairs,
    ),
  };
}

export function scoreOf(judged: readonly Judged[], hardPairs: ReadonlySet<string>): Score {
  const names = new Set(judged.flatMap(({ record, judgement }) => [...record.categories, ...judgement.categories]));
  const categories = [...names].sort().map(
    (category): CategoryScore => ({
      category,
      ...countsOf(
        judged.filter(({ record }) => record.categories.includes(category)).length,
        judged.filter(({ judgement }) => judgement.categories.includes(category)).length,
        judged.filter((j) => j.record.categories.includes(category) && j.judgement.categories.includes(category))
          .length,
      ),
    }),
  );
  const sum = (key: 'records' | 'flagged' | 'right') => categories.reduce((total, c) => total + c[key], 0);
  const labelled = categories.filter(({ records }) => records > 0);
  const pairs = pairsOf(judged, hardPairs);
  return {
    records: judged.length,
    overall: countsOf(
      judged.filter(violates).length,
      judged.filter(({ judgement }) => judgement.flagged).length,
      judged.filter((j) => violates(j) && j.judgement.flagged).length,
    ),
    categories,
    micro: countsOf(sum('records'), sum('flagged'), sum('right')),
    macroF1: labelled.length === 0 ? 1 : labelled.reduce((total, { f1 }) => total + f1, 0) / labelled.length,
    spans: spansOf(judged),
    ...(pairs.pairs > 0 ? { pairs } : {}),
  };
}

export function countsOf(records: number, flagged: number, right: number): Counts {
  const precision = flagged === 0 ? 1 : right / flagged;
  const recall = records === 0 ? 1 : right / records;
  return { records, flagged, right, precision, recall, f1: harmonic(precision, recall) };
}

function harmonic(a: number, b: number): number {
  return a + b === 0 ? 0 : (2 * a * b) / (a + b);
}

const touch = (a: Span, b: Span) => a.start < b.end && b.start < a.end;

function spansOf(judged: readonly Judged[]): SpanScore {
  let [labelled, found, reported, right, shared, either] = [0, 0, 0, 0, 0, 0];
  for (const { record, judgement } of judged) {
    const fired = judgement.findings.filter(flags);
    const match = (a: Span & { category: string }, b: Span & { category: string }) =>
      a.category === b.category && touch(a, b);
    labelled += record.spans.length;
    reported += fired.length;
    found += record.spans.filter((span) => fired.some((f) => match(span, f))).length;
    right += fired.filter((f) => record.spans.some((span) => match(span, f))).length;
    const gold = covered(record.spans);
    const said = covered(fired);
    for (const at of said) if (gold.has(at)) shared++;
    either += new Set([...gold, ...said]).size;
  }
  const precision = reported === 0 ? 1 : right / reported;
  const recall = labelled === 0 ? 1 : found / labelled;
  return {
    labelled,
    found,
    reported,
    right,
    precision,
    recall,
    f1: harmonic(precision, recall),
    overlap: either === 0 ? 1 : shared / either,
  };
}

function covered(spans: readonly Span[]): Set<number> {
  const offsets = new Set<number>();
  for (const { start, end } of spans) for (let at = start; at < end; at++) offsets.add(at);
  return offsets;
}

/** A pair counts only when both of its sides are among the records. */
function pairsOf(judged: readonly Judged[], left: ReadonlySet<string>): PairScore {
  const sides = new Map<string, Judged[]>();
  for (const one of judged) {
    const { pair } = one.record;
    if (pair !== undefined && !left.has(pair)) sides.set(pair, [...(sides.get(pair) ?? []), one]);
  }
  const whole = [...sides.values()].filter((pair) => pair.length === 2);
  const right = whole.filter((pair) => pair.every(rightly)).length;
  return { pairs: whole.length, right, share: whole.length === 0 ? 1 : right / whole.length };
}
