/** One span, one main finding: rules that hit the same words of a sentence are listed under the weightiest of them. */
import type { Finding, Severity } from '../model.js';

const WEIGHT: Record<Severity, number> = { error: 0, warning: 1, info: 2 };

/** @param findings of one utterance, in any order */
export function merge(findings: Finding[]): Finding[] {
  if (findings.length < 2) return findings;
  const length = (f: Finding) => f.span.end - f.span.start;
  const ranked = [...findings].sort(
    (a, b) =>
      Number(a.verdict === 'exempt') - Number(b.verdict === 'exempt') ||
      WEIGHT[a.severity] - WEIGHT[b.severity] ||
      length(b) - length(a) ||
      a.span.start - b.span.start ||
      (a.rule < b.rule ? -1 : 1),
  );
  const mains: Finding[] = [];
  for (const f of ranked) {
    const main = mains.find(
      (m) =>
        m.span.start < f.span.end && f.span.start < m.span.end && (m.verdict === 'exempt') === (f.verdict === 'exempt'),
    );
    if (!main) {
      mains.push(f);
      continue;
    }
    main.also.push(
      { rule: f.rule, category: f.category, verdict: f.verdict, severity: f.severity, span: f.span },
      ...f.also,
    );
  }
  return mains.sort(byPlace);
}

export function byPlace(a: Finding, b: Finding): number {
  return a.span.start - b.span.start || a.span.end - b.span.end || (a.rule < b.rule ? -1 : a.rule > b.rule ? 1 : 0);
}
