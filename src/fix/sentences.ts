import { bySentence } from '../judge/by-sentence.js';
import type { Finding, Rewrite, Script } from '../model.js';
import { OWN_PACK } from '../suppression-findings.js';
import type { Reading } from './reading.js';
import type { Change } from './types.js';
import { counts } from './weigh.js';

/** A sentence with something wrong, and what could be said instead. */
export interface Sentence {
  script: Script;
  /** errors and warnings, at least one */
  findings: readonly Finding[];
  text: string;
  /** of all its findings, best first */
  rewrites: readonly Rewrite[];
}

/** In the order of the file. What is wrong with comments to koubo is nothing that could be said otherwise. */
export function sentencesOf({ findings, scripts }: Pick<Reading, 'findings' | 'scripts'>): Sentence[] {
  const found: Sentence[] = [];
  for (const group of bySentence(findings.filter((finding) => counts(finding) && finding.pack !== OWN_PACK))) {
    const { sentence } = group[0]!;
    const script = scripts.find(
      ({ part, text }) => sentence.start >= part.offset && sentence.end <= part.offset + text.length,
    );
    if (!script) continue;
    const rewrites = new Map(group.flatMap((finding) => finding.rewrites).map((rewrite) => [rewrite.text, rewrite]));
    found.push({ script, findings: group, text: sentence.text, rewrites: [...rewrites.values()] });
  }
  return found.sort((a, b) => a.findings[0]!.sentence.start - b.findings[0]!.sentence.start);
}

/** The sentence said as one of these texts. */
export function changeOf({ script, findings }: Sentence, texts: readonly string[]): Change {
  const { start, end } = findings[0]!.sentence;
  const { offset } = script.part;
  return { script, span: { start: start - offset, end: end - offset }, texts };
}

/** `safe`: may be said unasked; `all`: what softens a claim or drops it, too. An open fact is never written. */
export type Mode = 'safe' | 'all';

/** Texts that a run without questions may use, best first. */
export function textsFor({ rewrites }: Sentence, mode: Mode): string[] {
  return rewrites
    .filter(({ kind, slots }) => slots.length === 0 && (kind === 'safe' || (mode === 'all' && kind === 'suggested')))
    .map(({ text }) => text);
}

/** Why there is no text to use. */
export type Lack = 'needs-fact' | 'only-suggested' | 'no-rewrite';

export function lackOf({ rewrites }: Sentence, mode: Mode): Lack {
  if (rewrites.length === 0) return 'no-rewrite';
  if (mode === 'safe' && rewrites.some(({ kind, slots }) => kind === 'suggested' && slots.length === 0))
    return 'only-suggested';
  return 'needs-fact';
}

/** A blank that nobody has filled in: 〔…〕. */
export const openSlot = (text: string): boolean => /〔[^〔〕]*〕/.test(text);
