import { createLinter, type Linter, type LinterOptions } from '../lint.js';
import type { RuleInfo } from '../report/types.js';
import { loadBundle } from '../rules/bundle.js';
import { nearest } from '../rules/errors.js';
import type { Program, Rule } from '../rules/program.js';
import { type Context, Failure } from './context.js';

export type { Linter } from '../lint.js';

/** What a run may choose by name. */
export interface Names {
  trade?: string;
  platform?: string;
  packs?: readonly string[];
  rules?: readonly string[];
  off?: readonly string[];
}

/** A name that nothing answers to must stop the run: a misspelt rule would otherwise be a green one. */
export function checkNames(names: Names, program: Program, { m }: Context): void {
  const rules = program.rules.map(({ id }) => id);
  const packs = program.packs.map(({ name }) => name);
  const trades = tradesOf(program);
  const platforms = platformsOf(program);
  for (const id of names.rules ?? []) {
    if (!rules.includes(id)) throw new Failure(m.problem.unknownRule(id, nearestRule(id, rules)), m.problem.seeRules);
  }
  for (const id of names.packs ?? []) {
    if (!packs.includes(id)) throw new Failure(m.problem.unknownPack(id, nearest(id, packs)), m.problem.seeRules);
  }
  for (const id of names.off ?? []) {
    if (rules.includes(id) || packs.includes(id)) continue;
    const near = id.includes('/') ? nearestRule(id, rules) : nearest(id, packs);
    throw new Failure(
      id.includes('/') ? m.problem.unknownRule(id, near) : m.problem.unknownPack(id, near),
      m.problem.seeRules,
    );
  }
  const { trade, platform } = names;
  if (trade !== undefined && trade !== 'auto' && trades.length > 0 && !trades.includes(trade)) {
    throw new Failure(m.problem.unknownTrade(trade, trades, nearest(trade, trades)));
  }
  if (platform !== undefined && platforms.length > 0 && !platforms.includes(platform)) {
    throw new Failure(m.problem.unknownPlatform(platform, platforms, nearest(platform, platforms)));
  }
}

/** `superlative` alone names `absolute/superlative` well enough for a hint. */
function nearestRule(id: string, rules: readonly string[]): string | undefined {
  return nearest(id, rules) ?? rules.find((rule) => rule.endsWith(`/${id}`));
}

export function tradesOf({ packs, rules }: Program): string[] {
  const named = rules.flatMap(({ trades = [], byTrade = {} }) => [...trades, ...Object.keys(byTrade)]);
  return [...new Set([...packs.flatMap(({ trade }) => trade ?? []), ...named])].sort();
}

export function platformsOf({ packs, rules }: Program): string[] {
  const named = rules.flatMap(({ platforms = [], byPlatform = {} }) => [...platforms, ...Object.keys(byPlatform)]);
  return [...new Set([...packs.flatMap(({ platform }) => platform ?? []), ...named])].sort();
}

export function rulesOf({ rules, law }: Program): RuleInfo[] {
  return rules.map((rule) => infoOf(rule, law));
}

function infoOf(rule: Rule, law: Program['law']): RuleInfo {
  const { id, title, titleEn, pack, category, severity, verdict, say, sayEn } = rule;
  const basis = rule.basis.map((name) => ({
    id: name,
    title: law[name]?.title ?? name,
    status: law[name]?.status ?? ('unverified' as const),
  }));
  return { id, title, titleEn, pack, category, severity, verdict, say, sayEn, basis };
}

/** The built-in rules and nothing of any config: for `eval`, whose figures must not depend on where it is run. */
export async function bareLinter(
  options: { pack?: string[]; rule?: string[]; off?: string[] },
  context: Context,
): Promise<Linter> {
  const names: LinterOptions = { packs: options.pack, rules: options.rule, off: options.off };
  checkNames(names, loadBundle().program, context);
  return createLinter({ ...names, rewrites: 0, lang: context.lang });
}
