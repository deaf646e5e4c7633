import { readFileSync } from 'node:fs';
import type { Data } from '../messages/input.js';
import { type ConfigCode, ConfigError } from './error.js';
import { codeFrame } from './frame.js';
import type { ResolvedConfig } from './model.js';
import { nearest } from './nearest.js';

/** Every name that a config may use; only the rules know them. */
export interface KnownNames {
  rules: readonly string[];
  packs: readonly string[];
  lists: readonly string[];
  trades: readonly string[];
  platforms: readonly string[];
  /** rules that have options → their names */
  options: Readonly<Record<string, readonly string[]>>;
}

const KINDS = {
  rules: ['rule or pack', '规则或规则包'],
  lists: ['list', '词表'],
  trades: ['trade', '类目'],
  platforms: ['platform', '平台'],
} as const;

/** Names in a config that nothing answers to, each where it stands. A misspelt rule would otherwise change nothing unseen. */
export function unknownNames(config: ResolvedConfig, known: KnownNames): ConfigError[] {
  const errors: ConfigError[] = [];
  const check = (kind: keyof typeof KINDS, name: string, key: string, names: readonly string[]): void => {
    if (names.length === 0 || names.includes(name)) return;
    errors.push(errorAt(config, key, { name, kind: KINDS[kind][0], kindZh: KINDS[kind][1], ...nearest(name, names) }));
  };
  for (const id of Object.keys(config.rules)) check('rules', id, `rules.${id}`, [...known.rules, ...known.packs]);
  for (const [id, options] of Object.entries(config.ruleOptions)) {
    const names = Object.keys(options);
    const all = [...known.rules, ...known.packs];
    // Told above where a severity stands beside it.
    if (config.rules[id] === undefined) check('rules', id, `rules.${id}.${names[0]}`, all);
    const has = known.options[id] ?? [];
    for (const name of all.includes(id) ? names.filter((one) => !has.includes(one)) : [])
      errors.push(errorAt(config, `rules.${id}.${name}`, { name, id, known: has.join(', ') }, 'no-option'));
  }
  for (const [name, { remove }] of Object.entries(config.lists)) {
    // A list of one's own may be new; taking words out of one that does not exist is a slip.
    if (remove.length > 0) check('lists', name, `lists.${name}`, known.lists);
  }
  if (config.trade !== undefined && config.trade !== 'auto') check('trades', config.trade, 'trade', known.trades);
  if (config.platform !== undefined) check('platforms', config.platform, 'platform', known.platforms);
  return errors;
}

function errorAt(config: ResolvedConfig, key: string, data: Data, code: ConfigCode = 'unknown-name'): ConfigError {
  const from = config.from[key]?.at(-1);
  if (from?.file === undefined || from.line === undefined)
    return new ConfigError(code, from?.file ?? from?.source ?? '', data);
  const { file, line, column = 1 } = from;
  const word = code === 'no-option' ? String(data.name) : key.includes('.') ? key.slice(key.indexOf('.') + 1) : key;
  const frame = codeFrame(readFileSync(file, 'utf8'), line, column, word.length);
  return new ConfigError(code, file, data, { line, column, frame });
}
