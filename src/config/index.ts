import { dirname, relative, resolve, sep } from 'node:path';
import type { Ignore } from 'ignore';
import { configIn, foldersUp } from './find.js';
import type { Layer } from './layers.js';
import { apply, applyOptions, defaults } from './merge.js';
import type { ConfigOptions, ResolvedConfig } from './model.js';

export { ConfigError, ConfigErrors } from './error.js';
export type { ConfigOptions, Evidence, ListChange, Provenance, ResolvedConfig, RuleSeverity } from './model.js';

export interface ConfigsOptions {
  cwd: string;
  /** `--config FILE`: this one instead of any found. `false`: none at all. */
  config?: string | false;
  /** wins over every file */
  options?: ConfigOptions;
}

/**
 * What holds for a file, from low to high: defaults; the configs of its folders, outermost first, each behind all that it
 * extends and before its own matching `overrides`; the command line. (A script's front matter is the judge's business.)
 * Nothing but a few file look-ups happens where no config exists: YAML and schema are loaded with the first one.
 */
export class Configs {
  private readonly layered = new Map<string, Promise<Layer[]>>();

  constructor(readonly given: ConfigsOptions) {}

  /** @throws ConfigErrors */
  async resolve(file: string | undefined): Promise<ResolvedConfig> {
    const { cwd, options } = this.given;
    const path = file === undefined ? undefined : resolve(cwd, file);
    const folder = path === undefined ? cwd : dirname(path);
    const plain = this.plain.get(folder);
    if (plain) return plain;
    const config = defaults();
    const configs = await this.configsFor(folder);
    for (const layers of configs) await lay(config, layers, path);
    if (options) applyOptions(config, options);
    // Where nothing is overridden by name, all files of a folder share one record, which nobody changes.
    if (!configs.flat().some(({ data }) => data.overrides !== undefined)) this.plain.set(folder, config);
    return config;
  }

  private readonly plain = new Map<string, ResolvedConfig>();

  /** Whether the `ignore` of a config names this path. */
  async ignored(file: string, isFolder: boolean): Promise<boolean> {
    const configs = await this.configsFor(dirname(file));
    for (const layers of configs) {
      for (const layer of layers) {
        if (layer.kind !== 'file' || layer.data.ignore === undefined) continue;
        if (await named(layer.data.ignore, layer.base, file, isFolder)) return true;
      }
    }
    return false;
  }

  /** Configs that hold in a folder, outermost first; each with all it extends. */
  private async configsFor(folder: string): Promise<Layer[][]> {
    const { config, cwd } = this.given;
    if (config === false) return [];
    if (config !== undefined) return [await this.load(resolve(cwd, config))];
    const found: Layer[][] = [];
    for (const each of foldersUp(folder)) {
      const file = this.known.get(each) ?? configIn(each) ?? '';
      this.known.set(each, file);
      if (file === '') continue;
      const layers = await this.load(file);
      found.unshift(layers);
      if (layers.at(-1)!.data.root === true) break;
    }
    return found;
  }

  private readonly known = new Map<string, string>();

  private load(file: string): Promise<Layer[]> {
    let layers = this.layered.get(file);
    if (layers === undefined) {
      layers = import('./layers.js').then(({ layersOf }) => layersOf(file));
      this.layered.set(file, layers);
    }
    return layers;
  }
}

async function lay(config: ResolvedConfig, layers: readonly Layer[], path: string | undefined): Promise<void> {
  for (const layer of layers) {
    if (layer.kind === 'file') config.files.push(layer.file.file);
    apply(config, layer.data, layer);
    for (const [index, override] of (layer.data.overrides ?? []).entries()) {
      if (layer.kind !== 'file' || path === undefined) continue;
      if (await named(override.files, layer.base, path, false)) apply(config, override, layer, ['overrides', index]);
    }
  }
}

const compiled = new Map<string, Ignore>();

/** Whether patterns in .gitignore syntax name a path. */
async function named(
  patterns: string | readonly string[],
  folder: string,
  file: string,
  isFolder: boolean,
): Promise<boolean> {
  const path = relative(folder, file).split(sep).join('/');
  if (path === '' || path.startsWith('../')) return false;
  const lines = typeof patterns === 'string' ? patterns : patterns.join('\n');
  let matcher = compiled.get(lines);
  if (matcher === undefined) {
    const { default: ignore } = await import('ignore');
    matcher = ignore().add(lines);
    compiled.set(lines, matcher);
  }
  return matcher.ignores(isFolder ? `${path}/` : path);
}

/** One file, for callers that need no cache. */
export function resolveConfig(file: string | undefined, options: ConfigsOptions): Promise<ResolvedConfig> {
  return new Configs(options).resolve(file);
}
