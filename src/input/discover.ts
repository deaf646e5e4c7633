import { type Dirent, readdirSync, type Stats, statSync } from 'node:fs';
import { isAbsolute, join, relative, resolve, sep } from 'node:path';
import { InputError } from './error.js';
import { EXTENSIONS, inFolder } from './formats.js';
import { type IgnoreChain, ignoreChain } from './ignore-files.js';

/** One thing to read. `path` is as shown: relative to where koubo runs if it lies below, with `/` on every system. */
export interface Found {
  path: string;
  /** absolute; undefined for standard input */
  file?: string;
}

export interface DiscoverOptions {
  cwd: string;
  /** koubo.yaml's `ignore`; asked about absolute paths found in folders and by globs */
  ignored?(file: string, isFolder: boolean): boolean | Promise<boolean>;
  /** whether that and the ignore files also hold for files named themselves: a hook names whatever changed */
  forceExclude?: boolean;
}

export interface Discovered {
  found: Found[];
  /** paths that name nothing; the others are still read */
  errors: InputError[];
}

/**
 * Paths, folders, globs and `-` → files, in the order given, folders sorted by name, each file once. A file named itself is
 * always read unless `forceExclude`; folders and globs leave out hidden ones, node_modules and whatever .gitignore, .kouboignore and `ignore` name.
 */
export async function discover(paths: readonly string[], options: DiscoverOptions): Promise<Discovered> {
  const found = new Map<string, Found>();
  const errors: InputError[] = [];
  const add = (file: string): void => {
    if (!found.has(file)) found.set(file, { path: shown(file, options.cwd), file });
  };
  for (const path of paths) {
    if (path === '-') {
      found.set('-', { path: '<stdin>' });
      continue;
    }
    const file = resolve(options.cwd, path);
    const stats = statOf(file);
    if (stats?.isDirectory()) {
      const before = found.size;
      const inside = await walk(file, options);
      for (const each of inside) add(each);
      if (inside.length === 0 && found.size === before) {
        errors.push(new InputError('no-scripts', path, { extensions: [...new Set(EXTENSIONS)].join(' ') }));
      }
    } else if (stats) {
      if (!options.forceExclude || !(await isExcluded(file, options))) add(file);
    } else if (isGlob(path)) {
      const matches = await glob(path, options);
      for (const each of matches) add(each);
      if (matches.length === 0) errors.push(new InputError('no-match', path));
    } else errors.push(new InputError('missing', path, await nearName(file, options.cwd)));
  }
  return { found: [...found.values()], errors };
}

async function walk(folder: string, options: DiscoverOptions): Promise<string[]> {
  const files: string[] = [];
  await enter(folder, ignoreChain(folder), options, files);
  return files;
}

async function enter(folder: string, chain: IgnoreChain, options: DiscoverOptions, files: string[]): Promise<void> {
  let entries: Dirent[];
  try {
    entries = readdirSync(folder, { withFileTypes: true });
  } catch (error) {
    throw new InputError('unreadable', shown(folder, options.cwd), {
      reason: (error as NodeJS.ErrnoException).code ?? 'EIO',
    });
  }
  entries.sort((a, b) => (a.name < b.name ? -1 : a.name > b.name ? 1 : 0));
  const here = await chain.enter(folder, new Set(entries.map((entry) => entry.name)));
  for (const entry of entries) {
    if (entry.name.startsWith('.') || entry.name === 'node_modules') continue;
    const file = join(folder, entry.name);
    // A link to a folder is not followed: it may lead back up. A link to a file is a file.
    const isFolder = entry.isDirectory();
    if (!isFolder && !entry.isFile() && !(entry.isSymbolicLink() && statOf(file)?.isFile())) continue;
    if (!isFolder && !(await inFolder(file))) continue;
    if (here.ignores(file, isFolder) || (await options.ignored?.(file, isFolder))) continue;
    if (isFolder) await enter(file, here, options, files);
    else files.push(file);
  }
}

async function glob(pattern: string, options: DiscoverOptions): Promise<string[]> {
  // Loaded only here: shells expand most patterns themselves.
  const { glob: find } = await import('tinyglobby');
  const files = await find(pattern.split(sep).join('/'), {
    cwd: options.cwd,
    absolute: true,
    dot: false,
    expandDirectories: false,
    followSymbolicLinks: false,
    ignore: ['**/node_modules/**'],
  });
  const kept: string[] = [];
  for (const each of files.map((file) => resolve(file)).sort()) if (!(await isExcluded(each, options))) kept.push(each);
  return kept;
}

async function isExcluded(file: string, options: DiscoverOptions): Promise<boolean> {
  const chain = await ignoreChain(file).upTo(file);
  return chain.ignores(file, false) || ((await options.ignored?.(file, false)) ?? false);
}

const isGlob = (path: string): boolean => /[*?{]|\[[^\]]+\]|[!@+]\(/.test(path);

function statOf(path: string): Stats | undefined {
  try {
    return statSync(path);
  } catch {
    return undefined;
  }
}

/** A file of almost this name in the same folder. */
async function nearName(file: string, cwd: string): Promise<Record<string, string>> {
  const folder = resolve(file, '..');
  let names: string[];
  try {
    names = readdirSync(folder);
  } catch {
    return {};
  }
  const { nearestName } = await import('./near-name.js');
  const best = nearestName(relative(folder, file), names);
  if (best === undefined) return {};
  return { near: shown(join(folder, best), cwd) };
}

export function shown(file: string, cwd: string): string {
  const short = relative(cwd, file);
  const path = short === '' || short.startsWith('..') || isAbsolute(short) ? file : short;
  return path.split(sep).join('/');
}
