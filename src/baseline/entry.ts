/** One line of a baseline: a finding that was there already, without the place where it stood. */
import type { Finding } from '../model.js';

export interface Entry {
  /** relative to the baseline's folder, with `/` */
  file: string;
  rule: string;
  /** the words found, disguises undone; empty where the whole script is meant */
  words: string;
  /** the words in ⟦ ⟧ with what stands around them in their sentence */
  around: string;
  fingerprint: string;
  /** how many alike there are in the file */
  count: number;
}

/** Characters kept to each side of the words. */
const REACH = 20;

export function entryOf(finding: Finding, file: string): Entry {
  const { rule, fingerprint, scope, sentence, span } = finding;
  if (scope !== undefined) return { file, rule, words: '', around: '', fingerprint, count: 1 };
  const before = [...sentence.text.slice(0, Math.max(0, span.start - sentence.start))].slice(-REACH).join('');
  const after = [...sentence.text.slice(Math.max(0, span.end - sentence.start))].slice(0, REACH).join('');
  const around = finding.text === '' ? '' : `${before}⟦${finding.text}⟧${after}`;
  return {
    file,
    rule,
    words: oneLine(finding.restored ?? finding.text),
    around: oneLine(around),
    fingerprint,
    count: 1,
  };
}

/** What is one finding to a baseline. */
export const keyOf = ({ file, rule, fingerprint }: Entry): string => `${file}\n${rule}\n${fingerprint}`;

export function byName(a: Entry, b: Entry): number {
  return (
    compare(a.file, b.file) ||
    compare(a.rule, b.rule) ||
    compare(a.words, b.words) ||
    compare(a.around, b.around) ||
    compare(a.fingerprint, b.fingerprint)
  );
}

/** Entries that are alike become one with a count. */
export function counted(entries: Iterable<Entry>): Entry[] {
  const known = new Map<string, Entry>();
  for (const entry of entries) {
    const same = known.get(keyOf(entry));
    if (same) same.count += entry.count;
    else known.set(keyOf(entry), { ...entry });
  }
  return [...known.values()].sort(byName);
}

const oneLine = (text: string) => text.replace(/\s+/g, ' ').trim();
const compare = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0);
