import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, isAbsolute, join, resolve } from 'node:path';
import { ConfigErrors } from './error.js';
import { configIn } from './find.js';
import { type ConfigFile, loadConfigFile } from './load.js';
import { nearest } from './nearest.js';
import { PROFILES, profileNamed } from './profiles.js';
import type { RawConfig } from './schema.js';

/** One source of settings: a file, or a profile that comes with koubo. */
export type Layer =
  | { kind: 'file'; file: ConfigFile; data: RawConfig }
  | { kind: 'profile'; name: string; data: RawConfig };

/** A config and all it extends, in the order in which they are applied: what is extended comes first. */
export function layersOf(file: string, chain: readonly string[] = []): Layer[] {
  const config = loadConfigFile(file);
  const extended = config.data.extends;
  const names = extended === undefined ? [] : typeof extended === 'string' ? [extended] : extended;
  const layers = names.flatMap((name, index) => {
    const path = typeof extended === 'string' ? ['extends'] : ['extends', index];
    return extendsLayers(config, name, path, [...chain, file]);
  });
  return [...layers, { kind: 'file', file: config, data: config.data }];
}

function extendsLayers(config: ConfigFile, name: string, path: (string | number)[], chain: readonly string[]): Layer[] {
  if (name.startsWith('koubo:')) {
    const data = profileNamed(name);
    if (data) return [{ kind: 'profile', name, data }];
    const known = [...Object.keys(PROFILES), 'koubo:platform/…', 'koubo:trade/…'];
    throw new ConfigErrors([
      config.error('unknown-profile', path, { name, known: known.join(', '), ...nearest(name, known) }),
    ]);
  }
  const target =
    /^\.{0,2}[/\\]|\.(?:ya?ml|json)$/.test(name) || isAbsolute(name)
      ? fileTarget(config, name, path)
      : packageTarget(config, name, path);
  const at = chain.indexOf(target);
  if (at >= 0) {
    const cycle = [...chain.slice(at), target].map((file) => short(file, dirname(chain[0]!))).join(' → ');
    throw new ConfigErrors([config.error('cycle', path, { cycle })]);
  }
  return layersOf(target, chain);
}

function fileTarget(config: ConfigFile, name: string, path: (string | number)[]): string {
  const file = resolve(config.folder, name);
  if (existsSync(file)) return file;
  throw new ConfigErrors([config.error('missing-extends', path, { name })]);
}

/** An npm package that holds rules: its koubo.yaml, or `koubo` in its package.json. */
function packageTarget(config: ConfigFile, name: string, path: (string | number)[]): string {
  const folder = packageFolder(name, config.folder);
  if (folder === undefined) throw new ConfigErrors([config.error('missing-extends', path, { name, package: 1 })]);
  const found = configIn(folder);
  if (found === undefined) throw new ConfigErrors([config.error('empty-package', path, { name })]);
  return found;
}

function packageFolder(name: string, from: string): string | undefined {
  const lookup = createRequire(join(from, 'package.json')).resolve.paths(name) ?? [];
  return lookup.map((modules) => join(modules, name)).find((folder) => existsSync(join(folder, 'package.json')));
}

const short = (file: string, base: string): string =>
  file.startsWith(`${base}/`) ? file.slice(base.length + 1) : file;
