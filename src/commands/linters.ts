/** Linters by settings, and what a script says of itself beside them. */
import { ConfigErrors, type ResolvedConfig } from '../config/index.js';
import { unknownNames } from '../config/names.js';
import { Structure } from '../input/index.js';
import type { RuleTimes } from '../judge/rule-times.js';
import { guessTrade } from '../judge/trade.js';
import { createLinter, type Linter, type LinterOptions } from '../lint.js';
import type { Script, ScriptMeta } from '../model.js';
import type { CheckOptions } from './check.js';
import type { Context } from './context.js';
import { AUTO, type Bundles, knownNames, linterOptions } from './engine.js';

interface Job {
  options: CheckOptions;
  bundles: Bundles;
  context: Pick<Context, 'm' | 'lang'>;
  /** ISO date against which everything is dated; default: the day at the time of judging */
  today?: string;
  /** gets the time each rule takes */
  times?: RuleTimes;
}

/** One linter for all files whose settings are the same. */
export class Linters {
  private readonly known = new Map<string, Linter>();
  /** for scripts that name no brands: all but a few */
  private readonly plain = new WeakMap<ResolvedConfig, Linter>();

  constructor(private readonly job: Job) {}

  /** `meta`: what the script says of itself; its brands count as the config's do. */
  async for(config: ResolvedConfig, meta: ScriptMeta, more?: Partial<LinterOptions>): Promise<Linter> {
    if (more || meta.ownBrands?.length || meta.competitors?.length) return this.find(config, meta, more);
    const linter = this.plain.get(config) ?? (await this.find(config, meta));
    this.plain.set(config, linter);
    return linter;
  }

  private async find(config: ResolvedConfig, meta: ScriptMeta, more: Partial<LinterOptions> = {}): Promise<Linter> {
    const { options, bundles, context, today, times } = this.job;
    const ownBrands = [...config.ownBrands, ...(meta.ownBrands ?? [])];
    const competitors = [...config.competitors, ...(meta.competitors ?? [])];
    const bundle = await bundles.for({ ...config, ownBrands, competitors });
    const { bundle: changed, ...asked } = linterOptions(config, options, bundle, context);
    const wanted = { ...asked, today, ...more };
    const key = JSON.stringify([wanted, changed ? [config.lists, ownBrands, competitors, config.packs] : '']);
    let linter = this.known.get(key);
    if (!linter) {
      // Once for each kind of settings, before anything is judged by them.
      const unknown = unknownNames(config, knownNames(bundle.program));
      if (unknown.length > 0) throw new ConfigErrors(unknown);
      linter = createLinter({ ...wanted, times, ...(changed ? { bundle: changed } : {}) });
      this.known.set(key, linter);
    }
    return linter;
  }
}

/** Characters by which a trade is guessed: the first products of a script tell as much as the last. */
const GUESS_BY = 40_000;

/** `auto` becomes a trade, and says so to `notice`: which law applies must not be guessed in silence. */
export function told(
  meta: ScriptMeta,
  script: Script,
  config: ResolvedConfig,
  { context: { m, lang }, bundles }: Pick<Job, 'context' | 'bundles'>,
  notice: (line: string) => void,
): ScriptMeta {
  if ((meta.trade ?? config.trade) !== AUTO) return meta;
  const { trade: _, ...rest } = meta;
  const guess = guessTrade(script.text.slice(0, GUESS_BY), bundles.language.trades);
  if (!guess) {
    notice(m.check.noTrade(script.path));
    return rest;
  }
  notice(m.check.guessedTrade(script.path, lang === 'en' ? guess.titleEn : guess.title, guess.words));
  return { ...rest, trade: guess.trade };
}

/** A file's own word on its trade and platform counts more than the config's, the command line's most of all. */
export function metaOf(meta: ScriptMeta, { trade, platform }: CheckOptions): ScriptMeta {
  return { ...meta, ...(trade === undefined ? {} : { trade }), ...(platform === undefined ? {} : { platform }) };
}

let words: Structure | undefined;
export function structure(bundles: Bundles): Structure {
  words ??= new Structure(bundles.language.structure);
  return words;
}
