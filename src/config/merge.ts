import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { mergeEvidence } from '../judge/settings.js';
import { ConfigErrors } from './error.js';
import type { Layer } from './layers.js';
import type { ConfigOptions, Evidence, Provenance, ResolvedConfig, RuleSeverity } from './model.js';
import type { RawSettings } from './schema.js';

/** What holds where nothing is said. */
export function defaults(): ResolvedConfig {
  const from: ResolvedConfig['from'] = {};
  for (const key of ['minSeverity', 'failOn', 'segmenter', 'requireReason']) from[key] = [{ source: 'default' }];
  return {
    ownBrands: [],
    competitors: [],
    packs: [],
    rules: {},
    ruleOptions: {},
    lists: {},
    evidence: [],
    minSeverity: 'info',
    failOn: 'warning',
    segmenter: 'node-rs-jieba',
    requireReason: false,
    files: [],
    from,
  };
}

/**
 * Puts settings on top of what is there. Single values replace. Brands, competitors, packs, words of lists and evidence add
 * up (evidence of the same id replaces). Rules go by name: the last word on each counts.
 */
export function apply(config: ResolvedConfig, raw: RawSettings, layer: Layer, base: (string | number)[] = []): void {
  const note = (key: string, ...path: (string | number)[]): void =>
    trace(config, key, provenance(layer, [...base, ...path]));
  for (const key of ['trade', 'platform', 'lang', 'segmenter'] as const) {
    if (raw[key] === undefined) continue;
    Object.assign(config, { [key]: raw[key] });
    note(key, key);
  }
  for (const [key, name] of [
    ['min-severity', 'minSeverity'],
    ['fail-on', 'failOn'],
    ['require-reason', 'requireReason'],
  ] as const) {
    if (raw[key] === undefined) continue;
    Object.assign(config, { [name]: raw[key] });
    note(name, key);
  }
  for (const [key, name] of [
    ['own-brands', 'ownBrands'],
    ['competitors', 'competitors'],
  ] as const) {
    if (raw[key] === undefined) continue;
    config[name] = union(config[name], list(raw[key]));
    note(name, key);
  }
  if (raw.baseline !== undefined) {
    config.baseline = layer.kind === 'file' ? resolve(layer.file.folder, raw.baseline) : raw.baseline;
    note('baseline', 'baseline');
  }
  if (raw.packs !== undefined) {
    config.packs = union(
      config.packs,
      list(raw.packs).map((name, index) => {
        const at = typeof raw.packs === 'string' ? [] : [index];
        return packPath(layer, name, [...base, 'packs', ...at]);
      }),
    );
    note('packs', 'packs');
  }
  for (const [id, setting] of Object.entries(raw.rules ?? {})) {
    const { severity, ...options } = typeof setting === 'string' ? { severity: setting } : setting;
    if (severity !== undefined) {
      config.rules[id] = severity;
      note(`rules.${id}`, 'rules', id);
    }
    for (const [name, value] of Object.entries(options)) {
      config.ruleOptions[id] = { ...config.ruleOptions[id], [name]: value };
      note(`rules.${id}.${name}`, 'rules', id, name);
    }
  }
  for (const [name, change] of Object.entries(raw.lists ?? {})) {
    const before = config.lists[name] ?? { add: [], remove: [] };
    const { add = [], remove = [] } = Array.isArray(change) ? { add: change } : change;
    const added = list(add);
    const removed = list(remove);
    // The later word wins: what a nearer config adds again is no longer removed.
    config.lists[name] = {
      add: union(
        before.add.filter((word) => !removed.includes(word)),
        added,
      ),
      remove: union(
        before.remove.filter((word) => !added.includes(word)),
        removed,
      ),
    };
    note(`lists.${name}`, 'lists', name);
  }
  for (const [index, entry] of (raw.evidence ?? []).entries()) {
    const evidence = toEvidence(entry);
    config.evidence = mergeEvidence(config.evidence, [evidence]);
    note(`evidence.${evidence.id}`, 'evidence', index);
  }
}

/** The command line goes last. */
export function applyOptions(config: ResolvedConfig, options: ConfigOptions): void {
  const cli: Provenance = { source: 'cli' };
  for (const key of ['trade', 'platform', 'lang', 'segmenter', 'minSeverity', 'failOn', 'requireReason'] as const) {
    if (options[key] === undefined) continue;
    Object.assign(config, { [key]: options[key] });
    trace(config, key, cli);
  }
  if (options.baseline !== undefined) {
    config.baseline = options.baseline || undefined;
    trace(config, 'baseline', cli);
  }
  for (const key of ['ownBrands', 'competitors', 'packs'] as const) {
    const more = options[key];
    if (more === undefined || more.length === 0) continue;
    config[key] = union(config[key], more);
    trace(config, key, cli);
  }
  for (const [id, severity] of Object.entries(options.rules ?? {}) as [string, RuleSeverity][]) {
    config.rules[id] = severity;
    trace(config, `rules.${id}`, cli);
  }
}

export function toEvidence(raw: NonNullable<RawSettings['evidence']>[number]): Evidence {
  const { id, covers, claim, kind, number, source, period, valid_until: validUntil } = raw;
  return {
    id: String(id),
    covers: covers === undefined ? [] : list(covers).map(String),
    ...(claim === undefined ? {} : { claim }),
    ...(kind === undefined ? {} : { kind }),
    ...(number === undefined ? {} : { number: String(number) }),
    ...(source === undefined ? {} : { source }),
    ...(period === undefined ? {} : { period }),
    ...(validUntil === undefined ? {} : { validUntil }),
  };
}

function packPath(layer: Layer, name: string, path: (string | number)[]): string {
  if (layer.kind === 'profile') return name;
  const file = resolve(layer.file.folder, name);
  if (!existsSync(file)) throw new ConfigErrors([layer.file.error('missing-pack', path, { name })]);
  return file;
}

function provenance(layer: Layer, path: (string | number)[]): Provenance {
  if (layer.kind === 'profile') return { source: 'profile', file: layer.name };
  return { source: 'config', file: layer.file.file, ...layer.file.where(path) };
}

function trace(config: ResolvedConfig, key: string, from: Provenance): void {
  config.from[key] = [...(config.from[key] ?? []), from];
}

function list<T>(value: string | readonly T[]): (T | string)[] {
  return typeof value === 'string' ? [value] : [...value];
}

const union = (before: readonly string[], more: readonly string[]): string[] => [...new Set([...before, ...more])];
