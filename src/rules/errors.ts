import { distance } from 'fastest-levenshtein';

/** A defect in a rule pack: where it is, what is wrong, what to do. All of them are collected before any is thrown. */
export interface Defect {
  file: string;
  line: number;
  column: number;
  problem: string;
  remedy?: string;
}

export class RuleError extends Error {
  constructor(readonly defects: Defect[]) {
    super(
      defects
        .map((d) => `${d.file}:${d.line}:${d.column}: ${d.problem}${d.remedy ? `\n  ${d.remedy}` : ''}`)
        .join('\n'),
    );
    this.name = 'RuleError';
  }
}

/** The candidate closest to `word` by edit distance, if any is close enough to be a slip. */
export function nearest(word: string, candidates: Iterable<string>): string | undefined {
  let best: string | undefined;
  let least = Math.max(2, Math.floor(word.length / 3)) + 1;
  for (const candidate of candidates) {
    // Of equally distant words, the one as long: transposed letters are the commonest slip.
    const d = distance(word, candidate) + (candidate.length === word.length ? 0 : 0.5);
    if (d < least) {
      least = d;
      best = candidate;
    }
  }
  return best;
}
