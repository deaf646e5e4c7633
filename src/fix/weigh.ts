import type { Finding } from '../model.js';
import { type Reading, saidAt } from './reading.js';

/** How often each rule speaks: in each utterance, and, for rules about a whole script, in the file. */
export interface Weights {
  utterances: Map<number, Map<string, number>>;
  file: Map<string, number>;
}

/** Errors and warnings only. What only a whole script or section can tell is reported once and counts for the file. */
export function weigh({ findings, said }: Pick<Reading, 'findings' | 'said'>): Weights {
  const weights: Weights = { utterances: new Map(), file: new Map() };
  for (const finding of findings) {
    if (!counts(finding)) continue;
    const index = saidAt(said, finding.span.start);
    for (const rule of [finding.rule, ...finding.also.filter(counts).map((also) => also.rule)]) {
      if (finding.scope || index < 0) add(weights.file, rule, finding.count ?? 1);
      else {
        const here = weights.utterances.get(index) ?? new Map<string, number>();
        weights.utterances.set(index, here);
        add(here, rule, 1);
      }
    }
  }
  return weights;
}

export const counts = ({ verdict, severity }: Pick<Finding, 'verdict' | 'severity'>): boolean =>
  verdict !== 'exempt' && severity !== 'info';

function add(map: Map<string, number>, key: string, value: number): void {
  map.set(key, (map.get(key) ?? 0) + value);
}

const sum = (map: ReadonlyMap<string, number> | undefined): number =>
  [...(map?.values() ?? [])].reduce((total, value) => total + value, 0);

/** The rules that speak more often than they did. `of[i]`: which old utterance the new one `i` is. */
export function louder(before: Weights, after: Weights, of: readonly number[] | undefined): string[] {
  const more = (now: ReadonlyMap<string, number>, then: ReadonlyMap<string, number> | undefined): string[] =>
    [...now].filter(([rule, count]) => count > (then?.get(rule) ?? 0)).map(([rule]) => rule);
  const here = of
    ? [...after.utterances].flatMap(([index, now]) => more(now, before.utterances.get(of[index] ?? -1)))
    : more(totals(after), totals(before));
  return [...new Set([...more(after.file, before.file), ...here])];
}

/** Whether the rules say less of this utterance than they did; a rule about the whole script counts for all. */
export function better(before: Weights, after: Weights, of: readonly number[] | undefined, index: number): boolean {
  if (sum(after.file) < sum(before.file)) return true;
  if (!of) return sum(totals(after)) < sum(totals(before));
  const now = of.indexOf(index);
  return sum(now < 0 ? undefined : after.utterances.get(now)) < sum(before.utterances.get(index));
}

function totals({ utterances }: Weights): Map<string, number> {
  const found = new Map<string, number>();
  for (const map of utterances.values()) for (const [rule, count] of map) add(found, rule, count);
  return found;
}
