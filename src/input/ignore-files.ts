import { existsSync, readFileSync } from 'node:fs';
import { dirname, join, relative, sep } from 'node:path';
import type { Ignore } from 'ignore';

const NAMES = ['.gitignore', '.kouboignore'];

interface Level {
  folder: string;
  rules: Ignore;
}

/** The ignore files that hold for a folder: its own and those above it, up to the root of its repository. */
export interface IgnoreChain {
  ignores(file: string, isFolder: boolean): boolean;
  /** The chain inside a folder; `names`: what lies in it, where that is known. */
  enter(folder: string, names?: ReadonlySet<string>): Promise<IgnoreChain>;
  /** The chain with the files of every folder down to the one that holds `file`. */
  upTo(file: string): Promise<IgnoreChain>;
}

/** A chain that holds nothing yet; entering its first folder reads the ignore files above it too. */
export function ignoreChain(start: string): IgnoreChain {
  return new Chain(undefined, start);
}

class Chain implements IgnoreChain {
  constructor(
    private readonly levels: readonly Level[] | undefined,
    private readonly start: string,
  ) {}

  ignores(file: string, isFolder: boolean): boolean {
    // The nearest file that says anything wins, as in git.
    for (let at = (this.levels?.length ?? 0) - 1; at >= 0; at -= 1) {
      const { folder, rules } = this.levels![at]!;
      const path = relative(folder, file).split(sep).join('/');
      if (path === '' || path.startsWith('..')) continue;
      const verdict = rules.test(isFolder ? `${path}/` : path);
      if (verdict.ignored) return true;
      if (verdict.unignored) return false;
    }
    return false;
  }

  async enter(folder: string, names?: ReadonlySet<string>): Promise<IgnoreChain> {
    const levels = this.levels ?? (await levelsAbove(folder));
    const level = await levelOf(folder, names);
    return new Chain(level ? [...levels, level] : levels, this.start);
  }

  async upTo(file: string): Promise<IgnoreChain> {
    return this.enter(dirname(file));
  }
}

async function levelsAbove(folder: string): Promise<Level[]> {
  const folders: string[] = [];
  // Above the root of a repository its ignore files do not reach; outside of one only the folder itself counts.
  let at = folder;
  while (!existsSync(join(at, '.git'))) {
    const parent = dirname(at);
    if (parent === at) return [];
    folders.unshift(parent);
    at = parent;
  }
  const levels: Level[] = [];
  for (const each of folders) {
    const level = await levelOf(each);
    if (level) levels.push(level);
  }
  return levels;
}

async function levelOf(folder: string, names?: ReadonlySet<string>): Promise<Level | undefined> {
  const present = NAMES.filter((name) => (names ? names.has(name) : existsSync(join(folder, name))));
  if (present.length === 0) return undefined;
  const { default: ignore } = await import('ignore');
  const rules = ignore();
  for (const name of present) rules.add(readFileSync(join(folder, name), 'utf8'));
  return { folder, rules };
}
