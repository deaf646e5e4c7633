/** Everything but a file's own content that decides what is found in it, as one short text. */
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { ResolvedConfig } from '../config/index.js';
import { hashPack } from './bundles.js';

/** Of the config: where settings come from, and what only concerns the exit code or the report. All else counts. */
const CONFIG_APART: readonly string[] = [
  'files',
  'from',
  'failOn',
  'lang',
  'baseline',
] satisfies (keyof ResolvedConfig)[];

/** Likewise of the command line. An option that is not named here counts, so a new one can only cost time. */
const OPTIONS_APART: readonly string[] = [
  'format',
  'failOn',
  'maxFindings',
  'showExempt',
  'showSuppressed',
  'quiet',
  'timing',
  'debug',
  'color',
  'cache',
  'cacheLocation',
  'baseline',
  'changed',
  'forceExclude',
  'threads',
  // Worked into the config before it comes here.
  'config',
  'minSeverity',
  'ownBrand',
  'competitor',
  'stdinFilename',
];

const SEGMENTERS: Record<ResolvedConfig['segmenter'], string> = {
  'node-rs-jieba': '@node-rs/jieba/package.json',
  nodejieba: 'nodejieba/package.json',
};

export class SettingsKeys {
  private readonly shared: string;
  private readonly known = new WeakMap<ResolvedConfig, string>();
  private readonly byText = new Map<string, string>();
  private readonly packs = new Map<string, string>();

  /** `options`: of the command line; `lang`: in which findings speak. */
  constructor(options: object, lang: string) {
    this.shared = JSON.stringify([lang, without(options, OPTIONS_APART)]);
  }

  /** Packs are read once: a run judges by what it began with. */
  for(config: ResolvedConfig): string {
    let key = this.known.get(config);
    if (key !== undefined) return key;
    const text = JSON.stringify(without(config, CONFIG_APART));
    key = this.byText.get(text);
    if (key === undefined) {
      const hash = createHash('sha256').update(`${this.shared}\n${text}\n${segmenterVersion(config.segmenter)}`);
      for (const path of config.packs) hash.update(this.pack(path));
      key = hash.digest('base64url').slice(0, 22);
      this.byText.set(text, key);
    }
    this.known.set(config, key);
    return key;
  }

  private pack(path: string): string {
    let sum = this.packs.get(path);
    if (sum === undefined) {
      const hash = createHash('sha256');
      hashPack(path, hash);
      sum = hash.digest('base64url');
      this.packs.set(path, sum);
    }
    return sum;
  }
}

function without(record: object, keys: readonly string[]): [string, unknown][] {
  return Object.entries(record)
    .filter(([key, value]) => value !== undefined && !keys.includes(key))
    .sort(([a], [b]) => (a < b ? -1 : 1));
}

const versions = new Map<string, string>();

/** It is no part of the build, and may be another one tomorrow. */
export function segmenterVersion(name: ResolvedConfig['segmenter']): string {
  let version = versions.get(name);
  if (version === undefined) {
    try {
      const file = createRequire(import.meta.url).resolve(SEGMENTERS[name]);
      version = (JSON.parse(readFileSync(file, 'utf8')) as { version: string }).version;
    } catch {
      version = 'none';
    }
    versions.set(name, version);
  }
  return version;
}
