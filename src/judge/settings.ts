/** What a run asks of the judge, resolved from options, config and the script's own front matter. */
import type { Severity } from '../model.js';
import type { Change, Rule } from '../rules/program.js';
import { type RuleOptions, withOptions } from './rule-options.js';

/** Something the seller can prove; clears `unproven` findings it covers until it expires. */
export interface Evidence {
  id: string;
  /** words it proves */
  covers?: string[];
  /** a sentence it proves */
  claim?: string;
  /** ISO date of its last day */
  validUntil?: string;
  validFrom?: string;
}

/** Entries add up; a later one of the same id takes the earlier one's place. */
export function mergeEvidence<E extends Evidence>(before: readonly E[], more: readonly E[]): E[] {
  const all = [...before, ...more];
  const last = new Map(all.map((entry) => [entry.id, entry]));
  return all.filter((entry) => last.get(entry.id) === entry);
}

export interface Settings {
  trade?: string;
  platform?: string;
  /** packs or rules to run; empty: all that are on */
  packs: string[];
  rules: string[];
  off: string[];
  severities: Record<string, Severity | 'off'>;
  /** measures by rule id */
  options: Record<string, RuleOptions>;
  evidence: Evidence[];
  /** ISO date against which evidence and rules are dated */
  today: string;
  lang: 'zh' | 'en';
  showExempt: boolean;
  /** whether texts are weighed as a whole, beside what rules find in them */
  weighing: boolean;
  /** rewrites wanted for a sentence, 0–3 */
  rewrites: number;
}

/** A rule as it applies in this run. */
export interface ActiveRule {
  rule: Rule;
  changes: Change[];
  severity?: Severity | undefined;
  /** what is asked of each of its hits, once there is one; see termsOf */
  terms?: Terms | undefined;
}

/** Of a rule what is asked of each of its hits. */
export type Terms = Pick<
  Rule,
  'basis' | 'edges' | 'evidence' | 'needs' | 'severity' | 'spare' | 'verdict' | 'with' | 'without'
>;

/** Rules differ in what they have and are read late, so that asking them for each hit would take longer. */
export function termsOf(active: ActiveRule): Terms {
  if (active.terms) return active.terms;
  const { basis, edges, evidence, needs, severity, spare, verdict, with: wanted, without } = active.rule;
  active.terms = { basis, edges, evidence, needs, severity, spare, verdict, with: wanted, without };
  return active.terms;
}

/** The rule as it applies, or undefined where it does not. */
export function activate(rule: Rule, s: Settings): ActiveRule | undefined {
  const named = s.rules.includes(rule.id);
  if (rule.trades && !(s.trade && rule.trades.includes(s.trade)) && !named) return undefined;
  if (rule.platforms && !(s.platform && rule.platforms.includes(s.platform)) && !named) return undefined;
  const severity = s.severities[rule.id];
  if (severity === 'off' || s.off.includes(rule.id) || s.off.includes(rule.pack)) return undefined;
  if (rule.off && !named && !severity && !s.packs.includes(rule.pack)) return undefined;
  if (rule.since && rule.since > s.today) return undefined;
  if ((s.rules.length > 0 || s.packs.length > 0) && !named && !s.packs.includes(rule.pack)) return undefined;
  const changes: Change[] = [];
  if (s.trade && rule.byTrade?.[s.trade]) changes.push(rule.byTrade[s.trade] as Change);
  if (s.platform && rule.byPlatform?.[s.platform]) changes.push(rule.byPlatform[s.platform] as Change);
  return { rule: withOptions(rule, s.options[rule.id]), changes, severity, terms: undefined };
}
