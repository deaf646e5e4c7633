import { readFileSync } from 'node:fs';
import { parse } from 'yaml';
import { compilePhrases, type RewriteContext, rewrite, type Step, type Target } from '../../src/rewrite/index.js';
import { prepare } from '../../src/rewrite/prepare.js';
import { phrasesSchema } from '../../src/rewrite/schema.js';

const file = phrasesSchema.parse(parse(readFileSync('rules/rewriting.yaml', 'utf8')));
/** As the build prepares it. */
export const phrases = compilePhrases(prepare(file, () => 0));

export interface FakeRule {
  id: string;
  find: RegExp;
  rewrite: Step[][];
  category?: string;
  missing?: string[];
}

/** A linter of a few regular expressions: enough to judge how findings are put together. */
export function fakeLint(rules: readonly FakeRule[]) {
  return (text: string): Target[] =>
    rules.flatMap((rule) =>
      [...text.matchAll(new RegExp(rule.find, 'g'))].map((match) => {
        const start = match.index;
        const end = start + match[0].length;
        const head = text
          .slice(0, start)
          .split(/[，。！？；,!?;]/)
          .at(-1)!;
        const tail = text.slice(end).split(/[，。！？；,!?;]/)[0]!;
        return {
          start,
          end,
          clause: { start: start - head.length, end: end + tail.length },
          captures: { ...match.groups },
          rule: rule.id,
          category: rule.category ?? 'absolute',
          alternatives: rule.rewrite,
          missing: rule.missing ?? [],
        };
      }),
    );
}

export function rewriteWith(rules: readonly FakeRule[], sentence: string, more: Partial<RewriteContext> = {}) {
  const relint = fakeLint(rules);
  return rewrite({
    sentence,
    targets: relint(sentence),
    phrases,
    relint,
    find: (pattern, text) =>
      [...text.matchAll(new RegExp(pattern, 'g'))].map((m) => ({ start: m.index, end: m.index + m[0].length })),
    ...more,
  });
}
