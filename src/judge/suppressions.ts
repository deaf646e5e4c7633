/** Which findings the comments of a script silence, and what is to be said of the comments themselves. */
import type { Finding, Script, Suppression } from '../model.js';

/** What is wrong with one suppression, once the whole script was judged. */
export type SuppressionFault =
  | { kind: 'unused'; suppression: Suppression; rules: string[] }
  | { kind: 'expired' | 'no-reason' | 'bad-date'; suppression: Suppression }
  | { kind: 'unknown'; suppression: Suppression; rule: string };

export interface SuppressionSettings {
  /** ISO date against which `until` is held */
  today: string;
  requireReason: boolean;
  /** every name a suppression may carry: rules and packs */
  known: ReadonlySet<string>;
  /** the names of those that are judged in this run; of the others nothing can be said */
  judged: ReadonlySet<string>;
  /** whether all rules that are on were run; else a comment without names may well be needed */
  complete: boolean;
}

/** Follows the suppressions of one script through all its parts. */
export class Suppressions {
  /** comment → the names in it that silenced something; `''` stands for a comment without names */
  private readonly used = new Map<Suppression, Set<string>>();
  private readonly scripts = new Map<Suppression, Script>();

  constructor(private readonly settings: SuppressionSettings) {}

  /** Takes note of the comments of a part. Those that reach over several parts are the same objects. */
  see(script: Script): void {
    for (const suppression of script.suppressions) {
      if (this.used.has(suppression)) continue;
      this.used.set(suppression, new Set());
      this.scripts.set(suppression, script);
    }
  }

  /** The first comment that silences a finding of a rule on a 1-based line; all that do count as used. */
  silencing({ rule, pack }: Pick<Finding, 'rule' | 'pack'>, line: number, script: Script): Suppression | undefined {
    let first: Suppression | undefined;
    for (const suppression of script.suppressions) {
      if (!this.holds(suppression) || line < suppression.lines.first || line > suppression.lines.last) continue;
      const name = suppression.rules.length === 0 ? '' : suppression.rules.find((one) => one === rule || one === pack);
      if (name === undefined) continue;
      this.used.get(suppression)?.add(name);
      first ??= suppression;
    }
    return first;
  }

  private holds({ until }: Suppression): boolean {
    return until === undefined || (isDate(until) && until >= this.settings.today);
  }

  /** To be asked once, after the last part; in the order of the comments. */
  faults(): { fault: SuppressionFault; script: Script }[] {
    const found: { fault: SuppressionFault; script: Script }[] = [];
    for (const [suppression, script] of this.scripts)
      for (const fault of this.faultsOf(suppression)) found.push({ fault, script });
    return found;
  }

  private faultsOf(suppression: Suppression): SuppressionFault[] {
    const { requireReason, known, judged, complete } = this.settings;
    const { rules, reason, until } = suppression;
    const faults: SuppressionFault[] = [];
    for (const rule of rules) if (!known.has(rule)) faults.push({ kind: 'unknown', suppression, rule });
    if (requireReason && reason === undefined) faults.push({ kind: 'no-reason', suppression });
    if (until !== undefined && !isDate(until)) return [...faults, { kind: 'bad-date', suppression }];
    if (!this.holds(suppression)) return [...faults, { kind: 'expired', suppression }];
    const used = this.used.get(suppression) as Set<string>;
    const idle = rules.filter((rule) => judged.has(rule) && !used.has(rule));
    if (idle.length > 0) faults.push({ kind: 'unused', suppression, rules: idle });
    else if (rules.length === 0 && complete && used.size === 0) faults.push({ kind: 'unused', suppression, rules: [] });
    return faults;
  }
}

/** A day of the calendar as YYYY-MM-DD. */
export function isDate(text: string): boolean {
  const time = /^\d{4}-\d{2}-\d{2}$/.test(text) ? Date.parse(`${text}T00:00:00Z`) : Number.NaN;
  return !Number.isNaN(time) && new Date(time).toISOString().startsWith(text);
}
