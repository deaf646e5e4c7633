import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { ruleMessagesFor } from '../../messages/rules.js';
import type { RuleBundle, RuleSources } from '../../rules/build.js';
import { loadBundle, loadSources } from '../../rules/bundle.js';
import { type Context, Failure } from '../context.js';

/** Compiled rules with the packs they came from: the built-in ones, or a folder's, for those who write rules. */
export async function rulesFrom(
  folder: string | undefined,
  { io, lang }: Context,
): Promise<{ rules: RuleBundle; sources: RuleSources }> {
  if (folder === undefined) return { rules: loadBundle(), sources: loadSources() };
  const path = resolve(io.cwd, folder);
  if (!existsSync(path)) throw new Failure(ruleMessagesFor(lang).noFolder(folder));
  const { buildRules } = await import('../../rules/build.js');
  return buildRules(path);
}

/** The built-in rules with packs of one's own: files, or folders laid out as rules/ is. */
export async function rulesWith(
  paths: readonly string[],
  { io }: Context,
): Promise<{ rules: RuleBundle; sources: RuleSources }> {
  const { extendRules } = await import('../../rules/extend.js');
  const packs = paths.map((path) => resolve(io.cwd, path));
  const { bundle, sources } = extendRules({ lists: {}, ownBrands: [], competitors: [], packs });
  return { rules: bundle, sources };
}

/** A file that is shipped in rules/; this module runs from src/commands/rules/ or from a chunk in dist/. */
export function shippedRulesFile(name: string): string | undefined {
  return ['../rules/', '../../rules/', '../../../rules/']
    .map((home) => fileURLToPath(new URL(`${home}${name}`, import.meta.url)))
    .find((file) => existsSync(file));
}
