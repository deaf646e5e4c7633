import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { createLinter } from '../../src/lint.js';
import { buildRules } from '../../src/rules/build.js';
import { textScript } from '../../src/script.js';

const raw = parse(readFileSync('rules/rewriting.yaml', 'utf8')) as {
  invitations: { say: string[] }[];
  sayings: Record<string, { say: string[] }[]>;
  hedge: { own: { say: string[] }; others: { say: string[] }[]; close: { say: string[] }[] };
  ask: Record<string, string>;
};
const linter = createLinter({ bundle: buildRules('rules').rules, rewrites: 0 });

const hedges = raw.hedge.others.flatMap((row) => row.say);
const closes = raw.hedge.close.flatMap((row) => row.say);
const said = [
  ...raw.invitations.flatMap((row) => row.say),
  ...Object.values(raw.sayings).flatMap((rows) => rows.flatMap((row) => row.say)),
  ...hedges.flatMap((who) => closes.map((close) => `${who}用着挺舒服，${close}`)),
  ...Object.values(raw.ask),
];

describe('what the rewriter may say', () => {
  it.each([...new Set(said)])('%s is silent under all rules', (text) => {
    const left = linter.lint(textScript(text)).filter((one) => one.severity !== 'info' && one.verdict !== 'exempt');
    expect(left.map((one) => `${one.rule} ${one.text}`)).toEqual([]);
  });

  it('leaves open only facts with a short name', () => {
    for (const text of said) {
      for (const [, name] of text.matchAll(/〔(.*?)〕/g)) expect(name!.length).toBeLessThanOrEqual(10);
    }
  });
});
