import { existsSync, statSync } from 'node:fs';
import { basename, dirname, isAbsolute, join, relative, resolve, sep } from 'node:path';
import { placeFile, realWithin, replaceFile, WriteError } from '../../fix/atomic.js';
import { type Found, shown } from '../../input/discover.js';
import type { FixMessages } from '../../messages/fix.js';
import { Failure } from '../context.js';
import type { FixOptions } from '../fix.js';

/** Where changed files go: back in their place, or, with --out, elsewhere. */
export class Outlet {
  private readonly destinations = new Map<string, string>();

  /** @throws Failure where --out cannot take these files */
  constructor(
    private readonly paths: readonly string[],
    found: readonly Required<Found>[],
    private readonly options: FixOptions,
    private readonly cwd: string,
    private readonly t: FixMessages,
  ) {
    if (options.out !== undefined) this.plan(options.out, found);
  }

  /** Whether the command line names the file itself, rather than a folder or a pattern. */
  isNamed({ file }: Required<Found>): boolean {
    return this.paths.some((path) => resolve(this.cwd, path) === file);
  }

  /** Says beforehand what writing would say, before a person answers questions for nothing. @throws Failure */
  check({ file, path }: Required<Found>): void {
    if (this.options.out === undefined) this.told(path, () => realWithin(file, this.rootOf(file)));
  }

  /** Returns what there is to tell about where it went. @throws Failure; then nothing was written */
  write({ file, path }: Required<Found>, expected: Buffer, content: Buffer): string[] {
    const { t, cwd } = this;
    return this.told(path, () => {
      const to = this.destinations.get(file);
      if (to !== undefined) {
        placeFile(to, content, file);
        return [t.wroteTo(shown(to, cwd))];
      }
      // A second run changes nothing, not even the time of the last change.
      if (content.equals(expected)) return [];
      const saved = replaceFile({
        ...{ file, expected, content, within: this.rootOf(file) },
        backup: this.options.backup ?? false,
      });
      return saved === undefined ? [] : [t.backedUp(shown(saved, cwd))];
    });
  }

  private told<T>(path: string, act: () => T): T {
    const { t } = this;
    try {
      return act();
    } catch (error) {
      if (!(error instanceof WriteError)) throw error;
      if (error.code === 'changed') throw new Failure(t.changedOnDisk, t.changedOnDiskRemedy, path);
      if (error.code === 'outside') throw new Failure(t.outside(error.detail), t.outsideRemedy, path);
      throw new Failure(t.cannotWrite(error.detail), t.cannotWriteRemedy, path);
    }
  }

  private plan(out: string, found: readonly Required<Found>[]): void {
    const { t, cwd } = this;
    const target = resolve(cwd, out);
    const isFolder = existsSync(target) ? statSync(target).isDirectory() : /[\\/]$/.test(out) || found.length > 1;
    if (!isFolder && found.length > 1) throw new Failure(t.outIsFile(out), t.outIsFileRemedy);
    const taken = new Set<string>();
    for (const { file } of found) {
      const below = relative(cwd, file);
      const inside = below.startsWith('..') || isAbsolute(below) ? basename(file) : below;
      const to = isFolder ? join(target, inside) : target;
      if (taken.has(to)) throw new Failure(t.outTwice(shown(to, cwd)), t.outTwiceRemedy);
      taken.add(to);
      this.destinations.set(file, to);
    }
  }

  /** The folder that was named, or that holds the file that was named, or in which a glob begins. */
  private rootOf(file: string): string {
    for (const path of this.paths) {
      const named = resolve(this.cwd, path);
      if (named === file) return dirname(file);
      const root = existsSync(named) ? named : globRoot(path, this.cwd);
      if (file.startsWith(root.endsWith(sep) ? root : root + sep)) return root;
    }
    return dirname(file);
  }
}

function globRoot(pattern: string, cwd: string): string {
  const parts = pattern.split(/[\\/]/);
  const first = parts.findIndex((part) => /[*?{[(!@+]/.test(part));
  return resolve(cwd, parts.slice(0, Math.max(0, first)).join('/') || (pattern.startsWith('/') ? '/' : '.'));
}
