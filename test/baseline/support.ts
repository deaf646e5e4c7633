import { fingerprint } from '../../src/judge/fingerprint.js';
import type { Finding } from '../../src/model.js';
import { findingIn, script } from '../report/sample.js';

/** A finding on `⟦words⟧` of a sentence, with the fingerprint it would have. */
export function claim(sentence: string, more: Partial<Finding> = {}): Finding {
  const words = /⟦(.*?)⟧/u.exec(sentence)?.[1] ?? '';
  const found = findingIn(script(sentence.replace(/[⟦⟧]/gu, '')), words, more);
  return { ...found, fingerprint: fingerprint(found.rule, found.restored ?? words, found.sentence.text) };
}
