/** The built-in rules with what a user's config adds: own lists, own brands, competitors, own packs. Compiled again. */
import { readFileSync, statSync } from 'node:fs';
import type { RuleBundle, RuleSources } from './build.js';
import { loadBundle, loadSources } from './bundle.js';
import { compile } from './compile.js';
import { RuleError } from './errors.js';
import type { Knowledge } from './knowledge.js';
import { loadPack, loadRules } from './load.js';

export interface RuleChanges {
  lists: Record<string, { add?: readonly string[]; remove?: readonly string[] }>;
  /** brands the user sells: no rule takes them for somebody else's */
  ownBrands: readonly string[];
  /** brands that are compared with, beyond the well-known ones */
  competitors: readonly string[];
  /** pack files, or folders laid out as rules/ is */
  packs: readonly string[];
}

/** The lists that config fills; both are empty in rules/. */
const OWN = 'own-brand';
const COMPETITOR = 'competitor';

export function changesNothing(c: RuleChanges): boolean {
  return (
    Object.keys(c.lists).length === 0 && c.ownBrands.length === 0 && c.competitors.length === 0 && c.packs.length === 0
  );
}

/** @throws RuleError for a pack that cannot be read, or that does not fit the rest */
export function extendRules(changes: RuleChanges): { bundle: RuleBundle; sources: RuleSources } {
  const bundle = loadBundle();
  const sources = loadSources();
  const knowledge = fromSources(sources);
  for (const path of changes.packs) addPack(knowledge, path);
  for (const [name, { add = [], remove = [] }] of Object.entries(changes.lists)) {
    const list = knowledge.lists[name];
    if (list) list.items = [...list.items.filter((item) => !remove.includes(item)), ...add];
    else knowledge.lists[name] = { file: 'koubo.yaml', items: [...add], locate: () => ({ line: 1, column: 1 }) };
  }
  const own = new Set(changes.ownBrands.map((b) => b.toLowerCase()));
  if (own.size > 0)
    for (const list of Object.values(knowledge.lists))
      list.items = list.items.filter((item) => !own.has(item.toLowerCase()));
  fillList(knowledge, OWN, changes.ownBrands);
  fillList(knowledge, COMPETITOR, changes.competitors);
  return {
    bundle: {
      ...bundle,
      program: { ...compile(knowledge, sources.frequencies), signs: bundle.program.signs },
    },
    sources: {
      ...sources,
      packs: knowledge.packs.map(({ file, source }) => ({ file, source })),
      lists: Object.fromEntries(
        Object.entries(knowledge.lists).map(([name, { file, items }]) => [name, { file, items }]),
      ),
    },
  };
}

function fillList(knowledge: Knowledge, name: string, words: readonly string[]): void {
  const list = knowledge.lists[name];
  // A brand is a word, not a pattern: what the notation would read as signs is escaped.
  if (list) list.items = [...list.items, ...words.map((w) => w.replace(/[()|<>?{}^$~&…⟦⟧\\ ]/g, '\\$&'))];
}

function fromSources(sources: RuleSources): Knowledge {
  const start = () => ({ line: 1, column: 1 });
  return {
    packs: sources.packs.map(({ file, source }) => ({ file, source, locate: start })),
    lists: Object.fromEntries(Object.entries(sources.lists).map(([name, list]) => [name, { ...list, locate: start }])),
    guards: { ...sources.guards },
    law: { ...sources.law },
  };
}

function addPack(knowledge: Knowledge, path: string): void {
  let folder = false;
  try {
    folder = statSync(path).isDirectory();
  } catch {
    throw new RuleError([
      {
        file: path,
        line: 1,
        column: 1,
        problem: 'this rule pack does not exist',
        remedy: 'check "packs" in koubo.yaml, or --pack',
      },
    ]);
  }
  if (!folder) {
    knowledge.packs.push(loadPack(readFileSync(path, 'utf8'), path));
    return;
  }
  const more = loadRules(path, '');
  knowledge.packs.push(...more.packs);
  Object.assign(knowledge.lists, more.lists);
  Object.assign(knowledge.guards, more.guards);
  Object.assign(knowledge.law, more.law);
}
