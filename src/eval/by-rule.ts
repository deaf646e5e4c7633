import { flags, type Judged, violates } from './judgement.js';

export interface RuleScore {
  rule: string;
  category: string;
  /** findings of severity error or warning */
  hits: number;
  records: number;
  /** records that violate the rule's category */
  right: number;
  /** records that violate anything */
  violating: number;
  /** right ÷ records */
  precision: number;
  /** violating ÷ records: how often the alarm as such was justified */
  alarmPrecision: number;
  /** records that no other rule flags: what would be lost without the rule */
  alone: number;
  aloneRight: number;
}

/** How often each rule fires and how often it is right; the weakest rules first. */
export function ruleScores(judged: readonly Judged[]): RuleScore[] {
  const scores = new Map<string, RuleScore>();
  for (const one of judged) {
    const fired = one.judgement.findings.filter(flags);
    const rules = new Set(fired.map(({ rule }) => rule));
    for (const { rule, category } of fired) {
      const score = scores.get(rule) ?? blank(rule, category);
      scores.set(rule, score);
      score.hits++;
      if (!rules.has(rule)) continue;
      rules.delete(rule);
      score.records++;
      if (one.record.categories.includes(category)) score.right++;
      if (violates(one)) score.violating++;
      if (fired.every((other) => other.rule === rule)) {
        score.alone++;
        if (violates(one)) score.aloneRight++;
      }
    }
  }
  for (const score of scores.values()) {
    score.precision = score.right / score.records;
    score.alarmPrecision = score.violating / score.records;
  }
  const wrong = (s: RuleScore) => s.records - s.violating;
  return [...scores.values()].sort(
    (a, b) => wrong(b) - wrong(a) || a.precision - b.precision || (a.rule < b.rule ? -1 : 1),
  );
}

function blank(rule: string, category: string): RuleScore {
  return {
    rule,
    category,
    hits: 0,
    records: 0,
    right: 0,
    violating: 0,
    precision: 1,
    alarmPrecision: 1,
    alone: 0,
    aloneRight: 0,
  };
}
