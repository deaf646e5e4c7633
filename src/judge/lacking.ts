import type { Need } from '../rules/program.js';
import type { Judged } from './judge.js';

/** The same hit lacking the same is one record wherever it stands, like the hit itself: what was told of it can be told again. */
const known = new WeakMap<Judged, Judged[]>();

/** A hit that turned out to lack `facts`, too. */
export function lacking(judged: Judged, facts: readonly Need[]): Judged {
  if (facts.length === 0) return judged;
  const missing = [...judged.missing, ...facts];
  const all = known.get(judged) ?? [];
  known.set(judged, all);
  let one = all.find(
    (other) => other.missing.length === missing.length && missing.every((n) => other.missing.includes(n)),
  );
  if (!one) {
    one = { ...judged, missing };
    all.push(one);
  }
  return one;
}
