import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, isAbsolute, join, resolve } from 'node:path';
import { ConfigErrors } from './error.js';
import { configIn } from './find.js';
import { type ConfigFile, loadConfigFile } from './load.js';
import { nearest } from './nearest.js';
import { PROFILES, profileNamed } from './profiles.js';
import type { RawConfig } from './schema.js';

/**
 * One source of settings: a file, or a profile that comes with koubo. Patterns of `overrides` and `ignore` are relative to `base`:
 * a file's own folder, but for a package the folder of the config that extends it, since it knows nothing of where it lies.
 */
export type Layer =
  | { kind: 'file'; file: ConfigFile; data: RawConfig; base: string }
  | { kind: 'profile'; name: string; data: RawConfig };

/** A config and all it extends, in the order in which they are applied: what is extended comes first. */
export function layersOf(file: string, chain: readonly string[] = [], base: string = dirname(file)): Layer[] {
  const config = loadConfigFile(file);
  const extended = config.data.extends;
  const names = extended === undefined ? [] : typeof extended === 'string' ? [extended] : extended;
  const layers = names.flatMap((name, index) => {
    const path = typeof extended === 'string' ? ['extends'] : ['extends', index];
    return extendsLayers(config, name, path, [...chain, file], base);
  });
  return [...layers, { kind: 'file', file: config, data: config.data, base }];
}

function extendsLayers(
  config: ConfigFile,
  name: string,
  path: (string | number)[],
  chain: readonly string[],
  base: string,
): Layer[] {
  if (name.startsWith('koubo:')) {
    const data = profileNamed(name);
    if (data) return [{ kind: 'profile', name, data }];
    const known = [...Object.keys(PROFILES), 'koubo:platform/…', 'koubo:trade/…'];
    throw new ConfigErrors([
      config.error('unknown-profile', path, { name, known: known.join(', '), ...nearest(name, known) }),
    ]);
  }
  const packed = isPath(name) && !isSubpath(name, config.folder) ? undefined : packageTarget(config, name, path);
  const target = packed ?? fileTarget(config, name, path);
  const at = chain.indexOf(target);
  if (at >= 0) {
    const cycle = [...chain.slice(at), target].map((file) => short(file, dirname(chain[0]!))).join(' → ');
    throw new ConfigErrors([config.error('cycle', path, { cycle })]);
  }
  // Within a package its files go on from where the package was named; a file beside the config has its own folder.
  const inPackage = packed !== undefined || base !== config.folder;
  return layersOf(target, chain, inPackage ? base : undefined);
}

const isPath = (name: string): boolean => /^\.{0,2}[/\\]|\.(?:ya?ml|json)$/.test(name) || isAbsolute(name);

/** `some-package/strict.yaml`: a file of a package, where no such file lies beside the config. */
function isSubpath(name: string, folder: string): boolean {
  if (/^\.{0,2}[/\\]/.test(name) || isAbsolute(name) || existsSync(resolve(folder, name))) return false;
  const [first] = split(name);
  return first !== name && packageFolder(first, folder) !== undefined;
}

/** A package's name, and what is meant in it. */
function split(name: string): [name: string, inside: string] {
  const parts = name.split('/');
  const own = name.startsWith('@') ? 2 : 1;
  return [parts.slice(0, own).join('/'), parts.slice(own).join('/')];
}

function fileTarget(config: ConfigFile, name: string, path: (string | number)[]): string {
  const file = resolve(config.folder, name);
  if (existsSync(file)) return file;
  throw new ConfigErrors([config.error('missing-extends', path, { name })]);
}

/** An npm package that holds rules: its koubo.yaml, `koubo` in its package.json, or the file in it that is named. */
function packageTarget(config: ConfigFile, name: string, path: (string | number)[]): string {
  const [own, inside] = split(name);
  const folder = packageFolder(own, config.folder);
  if (folder === undefined) throw new ConfigErrors([config.error('missing-extends', path, { name, package: 1 })]);
  if (inside !== '') {
    const file = join(folder, inside);
    if (existsSync(file)) return file;
    throw new ConfigErrors([config.error('missing-extends', path, { name })]);
  }
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
