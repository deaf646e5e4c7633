import { type Judged, type Judgement, rightCategories, rightly } from './judgement.js';

export interface Comparison {
  /** records in both runs */
  records: number;
  /** ids wrong before and right now (violating or not) */
  gained: string[];
  lost: string[];
  /** ids whose set of categories was wrong before and is right now, where the flag itself did not change sides */
  categoriesGained: string[];
  categoriesLost: string[];
}

/**
 * Earlier judgements, from a file written by `--out` (JSON lines) or by `--format json`.
 * Undefined when it is neither.
 */
export function parseJudgements(text: string): Map<string, Judgement> | undefined {
  try {
    const whole = JSON.parse(text) as { judgements?: Judgement[] } & Partial<Judgement>;
    if (Array.isArray(whole.judgements)) return byId(whole.judgements);
    return typeof whole.id === 'string' ? byId([whole as Judgement]) : undefined;
  } catch {
    // Several lines are no JSON document; read them one by one.
  }
  try {
    const lines = text.split(/\r?\n/).filter((line) => line.trim() !== '');
    const read = lines.map((line) => JSON.parse(line) as Judgement);
    return read.length > 0 && read.every(({ id, flagged }) => typeof id === 'string' && typeof flagged === 'boolean')
      ? byId(read)
      : undefined;
  } catch {
    return undefined;
  }
}

const byId = (judgements: readonly Judgement[]) => new Map(judgements.map((judgement) => [judgement.id, judgement]));

export function compareWith(old: ReadonlyMap<string, Judgement>, judged: readonly Judged[]): Comparison {
  const result: Comparison = { records: 0, gained: [], lost: [], categoriesGained: [], categoriesLost: [] };
  for (const now of judged) {
    const judgement = old.get(now.record.id);
    if (!judgement) continue;
    result.records++;
    const before: Judged = { record: now.record, judgement };
    const { id } = now.record;
    if (rightly(before) !== rightly(now)) (rightly(now) ? result.gained : result.lost).push(id);
    else if (rightCategories(before) !== rightCategories(now)) {
      (rightCategories(now) ? result.categoriesGained : result.categoriesLost).push(id);
    }
  }
  return result;
}
