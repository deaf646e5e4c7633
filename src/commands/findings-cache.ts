/** What `--cache` keeps, as the command sees it: by file and config, and silent about all that can go wrong with a cache. */
import { createHash } from 'node:crypto';
import { statSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { contentHash } from '../cache/content.js';
import { cacheFolder } from '../cache/folder.js';
import { SettingsKeys } from '../cache/settings.js';
import { type Entry, Store } from '../cache/store.js';
import type { ResolvedConfig } from '../config/index.js';
import type { Found } from '../input/index.js';
import type { CheckOptions } from './check.js';
import { type Context, debug } from './context.js';
import type { Facts } from './file-check.js';

export class FindingsCache {
  private readonly store: Store;
  private readonly settings: SettingsKeys;
  private hits = 0;
  private misses = 0;

  constructor(
    { file, own }: CacheFile,
    options: CheckOptions,
    private readonly context: Context,
    private readonly today: string,
  ) {
    const { io, lang } = context;
    this.store = new Store({ file, own, cwd: io.cwd, today, debug: (line) => debug(line, context) });
    this.settings = new SettingsKeys(options, lang);
    debug(context.m.check.cacheOpened(file, this.store.size), context);
  }

  /** Whether these settings were used before, so that every name in them is one that the rules know. */
  knows(config: ResolvedConfig): boolean {
    return this.store.knows(this.settings.for(config));
  }

  /** What was found, if the file is what it was then. */
  find({ file, path }: Found, config: ResolvedConfig): Entry | undefined {
    if (file === undefined) return undefined;
    const entry = this.store.find(path, this.settings.for(config));
    const known = entry && this.same(file, entry) ? entry : undefined;
    if (known) this.hits++;
    else this.misses++;
    return known;
  }

  private same(file: string, { content }: Entry): boolean {
    try {
      return contentHash(file) === content;
    } catch {
      // Whoever reads it says what is wrong.
      return false;
    }
  }

  keep(
    { path }: Found,
    config: ResolvedConfig,
    { facts, notices, parts }: { facts: Facts; notices: string[]; parts: readonly string[] },
  ): void {
    const { content, through } = facts;
    if (content === undefined) return;
    const settings = this.settings.for(config);
    const texts = parts.map((part) => Buffer.from(part));
    this.store.put(path, { content, settings, made: this.today, through, notices, parts: texts });
  }

  forget({ path }: Found): void {
    this.store.drop(path);
  }

  save(): void {
    debug(this.context.m.check.cacheUsed(this.hits, this.misses), this.context);
    this.store.save();
  }
}

interface CacheFile {
  /** absolute */
  file: string;
  /** koubo chose its name */
  own: boolean;
}

/** `--cache-location`: a file, or a folder for a file of koubo's own naming. Undefined where there is no place for one. */
export function cacheFile(location: string | undefined, { io }: Context): CacheFile | undefined {
  const folder = location === undefined ? cacheFolder(io) : resolve(io.cwd, location);
  if (folder === undefined) return undefined;
  if (location !== undefined && !/[\\/]$/.test(location)) {
    const isFolder = statSync(folder, { throwIfNoEntry: false })?.isDirectory() ?? false;
    if (!isFolder) return { file: folder, own: false };
  }
  // Paths are relative to where koubo runs: each such place has a file of its own.
  const place = createHash('sha256').update(io.cwd).digest('hex').slice(0, 12);
  return { file: join(folder, `check-${place}.cache`), own: true };
}
