import type { Finding, Severity, Verdict } from '../model.js';
import type { LabelledRecord } from './record.js';

/** One hit as it is counted. An `also` entry of a finding counts like a finding of its own. */
export interface Fired {
  rule: string;
  category: string;
  verdict: Verdict;
  severity: Severity;
  start: number;
  end: number;
}

/** What koubo says of one record; the shape of a line of --out. */
export interface Judgement {
  id: string;
  flagged: boolean;
  categories: string[];
  findings: Fired[];
}

/** Errors and warnings flag a record; advice does not, and what an exemption cleared is no finding at all. */
export const flags = (fired: { severity: Severity }): boolean => fired.severity !== 'info';

export function judgementOf(id: string, findings: readonly Finding[]): Judgement {
  const fired = findings
    .flatMap((finding): Fired[] => [
      pick(finding, finding.span),
      ...finding.also.map((entry) => pick(entry, entry.span)),
    ])
    .filter(({ verdict }) => verdict !== 'exempt');
  const flagging = fired.filter(flags);
  return {
    id,
    flagged: flagging.length > 0,
    categories: [...new Set(flagging.map(({ category }) => category))].sort(),
    findings: fired,
  };
}

function pick(entry: Omit<Fired, 'start' | 'end'>, span: { start: number; end: number }): Fired {
  const { rule, category, verdict, severity } = entry;
  return { rule, category, verdict, severity, start: span.start, end: span.end };
}

/** A record beside what was said of it. */
export interface Judged {
  record: LabelledRecord;
  judgement: Judgement;
}

export const violates = ({ record }: Judged): boolean => record.categories.length > 0;
export const rightly = (judged: Judged): boolean => violates(judged) === judged.judgement.flagged;
export function rightCategories({ record, judgement }: Judged): boolean {
  return (
    record.categories.length === judgement.categories.length &&
    record.categories.every((category) => judgement.categories.includes(category))
  );
}
