import { cacheFolder } from '../cache/folder.js';
import type { ResolvedConfig } from '../config/index.js';
import type { KnownNames } from '../config/names.js';
import { optionsOf } from '../judge/rule-options.js';
import { createLinter, type Linter, type LinterOptions } from '../lint.js';
import type { RuleInfo } from '../report/types.js';
import type { RuleBundle } from '../rules/build.js';
import { isBuiltIn, loadBundle } from '../rules/bundle.js';
import { nearest } from '../rules/errors.js';
import type { RuleChanges } from '../rules/extend.js';
import { Pool } from '../rules/pool.js';
import type { Program, Rule } from '../rules/program.js';
import { OWN_PACK, OWN_RULE_IDS, ownRules } from '../suppression-findings.js';
import { type Context, debug, Failure } from './context.js';

export type { Linter } from '../lint.js';

/** The trade that means: tell it from the copy. */
export const AUTO = 'auto';

/** What the command line may choose by name. */
export interface Names {
  trade?: string;
  platform?: string;
  pack?: readonly string[];
  rule?: readonly string[];
  off?: readonly string[];
  /** warnings are counted even where only errors are listed */
  maxWarnings?: string;
}

export function knownNames(program: Program): KnownNames {
  return {
    rules: [...program.rules.map(({ id }) => id), ...OWN_RULE_IDS],
    packs: [...program.packs.map(({ name }) => name), OWN_PACK],
    lists: program.pool.listNames,
    trades: tradesOf(program),
    platforms: platformsOf(program),
    options: Object.fromEntries(
      program.rules
        .map((rule) => [rule.id, Object.keys(optionsOf(rule))] as const)
        .filter(([, options]) => options.length > 0),
    ),
  };
}

/** Whether there is any name to check. */
export const namesAny = ({ trade, platform, pack = [], rule = [], off = [] }: Names): boolean =>
  trade !== undefined || platform !== undefined || pack.length + rule.length + off.length > 0;

/** A name that nothing answers to must stop the run: a misspelt rule would otherwise be a green one. */
export function checkNames(names: Names, known: KnownNames, { m }: Context): void {
  const { rules, packs, trades, platforms } = known;
  for (const id of names.rule ?? []) {
    if (!rules.includes(id)) throw new Failure(m.problem.unknownRule(id, nearestRule(id, rules)), m.problem.seeRules);
  }
  for (const id of names.pack ?? []) {
    if (!isPackPath(id) && !packs.includes(id))
      throw new Failure(m.problem.unknownPack(id, nearest(id, packs)), m.problem.seeRules);
  }
  for (const id of names.off ?? []) {
    if (rules.includes(id) || packs.includes(id)) continue;
    const text = id.includes('/')
      ? m.problem.unknownRule(id, nearestRule(id, rules))
      : m.problem.unknownPack(id, nearest(id, packs));
    throw new Failure(text, m.problem.seeRules);
  }
  const { trade, platform } = names;
  if (trade !== undefined && trade !== AUTO && trades.length > 0 && !trades.includes(trade)) {
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
  return [...rules.map((rule) => infoOf(rule, law)), ...ownRules()];
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
export function bareLinter(names: Names, context: Context): Linter {
  checkNames(names, knownNames(loadBundle().program), context);
  return createLinter({ ...chosen(names), rewrites: 0, lang: context.lang });
}

const chosen = ({ pack = [], rule = [], off = [] }: Names) => ({
  packs: pack.filter((name) => !isPackPath(name)),
  rules: [...rule],
  off: [...off],
});

/** `--pack mine.yaml` names a file, `--pack promo` a pack. */
export const isPackPath = (name: string): boolean => /[\\/]|\.ya?ml$/i.test(name);

/** Compiled rules by settings: the built-in ones, compiled anew only where lists, brands or packs change them. */
export class Bundles {
  private readonly known = new Map<string, RuleBundle>();

  /** What is compiled is kept in `folder`; without one, or where it cannot be written, only in memory. */
  constructor(
    readonly folder?: string,
    private readonly debug: (line: string) => void = () => {},
  ) {}

  static in(context: Context): Bundles {
    return new Bundles(cacheFolder(context.io), (line) => debug(line, context));
  }

  /** Any bundle that is at hand, for what is the same in all of them. */
  get language(): Omit<RuleBundle, 'program'> {
    const [first] = this.known.values();
    return first ?? loadBundle();
  }

  /** @throws RuleError for a pack that cannot be used */
  async for({ lists, ownBrands: brands, competitors, packs }: RuleChanges): Promise<RuleBundle> {
    // Not loaded where it is of no use: other rules take its place.
    const other = competitors.length + packs.length > 0 || Object.keys(lists).length > 0;
    const ownBrands = other ? brands : brands.filter((brand) => changesRules(brand, loadBundle().program));
    if (!other && ownBrands.length === 0) return loadBundle();
    const key = JSON.stringify([lists, ownBrands, competitors, packs]);
    let bundle = this.known.get(key);
    if (!bundle) {
      const { compiled } = await import('../cache/bundles.js');
      bundle = await compiled({ lists, ownBrands, competitors, packs }, this.folder, this.debug);
      this.known.set(key, bundle);
    }
    return bundle;
  }
}

/**
 * A brand of one's own only takes names out of the lists of other brands. Most are in none, and compiling all rules anew
 * for nothing takes longer than checking the script.
 */
function changesRules(brand: string, { pool, patterns }: Program): boolean {
  const name = brand.toLowerCase();
  const lists = new Pool(pool);
  const listed = pool.listNames.some((list) => lists.list(list).beginning(name.charCodeAt(0)).includes(name));
  return listed || patterns.some(([source]) => source.includes('<own-brand>'));
}

/** The linter for files with these settings. */
export function linterOptions(
  config: ResolvedConfig,
  names: Names,
  bundle: RuleBundle,
  { lang }: Pick<Context, 'lang'>,
): LinterOptions {
  const { program } = bundle;
  const severities: NonNullable<LinterOptions['severities']> = {};
  // A pack's name stands for all of its rules; the rule's own name says more and wins.
  for (const { id, pack } of [...program.rules, ...ownRules()]) {
    const severity = config.rules[id] ?? config.rules[pack];
    if (severity !== undefined) severities[id] = severity;
  }
  return {
    ...chosen(names),
    ...(isBuiltIn(bundle) ? {} : { bundle }),
    trade: config.trade === AUTO ? undefined : config.trade,
    platform: config.platform,
    severities,
    ruleOptions: config.ruleOptions,
    evidence: config.evidence,
    minSeverity: names.maxWarnings !== undefined && config.minSeverity === 'error' ? 'warning' : config.minSeverity,
    segmenter: config.segmenter,
    // Exempt ones are asked for even when they are not listed: what is hidden is counted.
    showExempt: true,
    // Likewise what comments silence.
    showSuppressed: true,
    requireReason: config.requireReason,
    lang,
  };
}
