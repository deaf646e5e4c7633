/** A linter over rules written in the test itself, with no word list but its own. */

import { join } from 'node:path';
import { createLinter, type Linter, type LinterOptions } from '../src/lint.js';
import type { Finding } from '../src/model.js';
import { buildLanguage, type RuleBundle } from '../src/rules/build.js';
import { compile } from '../src/rules/compile.js';
import type { Knowledge } from '../src/rules/knowledge.js';
import { loadPack } from '../src/rules/load.js';
import { textScript } from '../src/script.js';

let language: Omit<RuleBundle, 'program'> | undefined;

export const LAW: Knowledge['law'] = { 'Law-1': { title: '某法第一条', status: 'verified' } };

/** @param packs YAML; the header is added where it is left out */
export function bundleOf(...packs: string[]): RuleBundle {
  const knowledge: Knowledge = {
    packs: packs.map((text, i) => loadPack(text.startsWith('pack:') ? text : `${header(i)}${text}`, `pack${i}.yaml`)),
    lists: {},
    guards: {},
    law: LAW,
  };
  language ??= buildLanguage(join(import.meta.dirname, '../rules'));
  return { ...language, program: compile(knowledge) };
}

export function header(i = 0): string {
  return `pack: p${i}\nversion: 1.0.0\ntitle: 试\ncategory: absolute\nbasis: [Law-1]\n`;
}

/** One rule `p0/r` with these YAML lines. */
export function rule(body: string): string {
  const lines = body.trim().split('\n');
  return `rules:\n  - id: p0/r\n    title: 试\n    say: 不要说{hit}\n${lines.map((l) => `    ${l}`).join('\n')}\n`;
}

export function linterOf(body: string, options: LinterOptions = {}): Linter {
  return createLinter({ bundle: bundleOf(rule(body)), today: '2026-11-21', ...options });
}

/** What a rule reports in a text: the words, one entry a finding. Several lines are several utterances. */
export function hits(body: string, text: string, options: LinterOptions = {}): string[] {
  return find(body, text, options).map((f) => f.text);
}

export function find(body: string, text: string, options: LinterOptions = {}): Finding[] {
  const linter = linterOf(body, options);
  return linter.lint(textScript(text));
}
