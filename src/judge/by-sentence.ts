import type { Finding } from '../model.js';

/** Findings of one sentence belong together because they share its rewrites. Order of first appearance. */
export function bySentence(findings: readonly Finding[]): Finding[][] {
  const groups = new Map<string, Finding[]>();
  for (const finding of findings) {
    const key = `${finding.sentence.start}-${finding.sentence.end}`;
    const group = groups.get(key);
    if (group) group.push(finding);
    else groups.set(key, [finding]);
  }
  return [...groups.values()];
}
