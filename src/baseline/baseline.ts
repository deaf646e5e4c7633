import { existsSync } from 'node:fs';
import { dirname, relative, resolve, sep } from 'node:path';
import type { Finding } from '../model.js';
import { counted, type Entry, entryOf } from './entry.js';
import { Held } from './held.js';

/** Findings that were there already. Follows one run: what it holds, what was found, what is gone. */
export class Baseline {
  private readonly byFile = new Map<string, Entry[]>();
  private readonly seen = new Map<string, { held: Held; found: Entry[]; accepted: Entry[] }>();
  private gonePart: Held | undefined;

  /** @param file absolute path of the baseline; the paths in it are relative to its folder */
  constructor(
    readonly file: string,
    readonly entries: readonly Entry[],
  ) {
    for (const entry of entries) this.byFile.set(entry.file, [...(this.byFile.get(entry.file) ?? []), entry]);
  }

  /** The findings of a file (absolute path), or of the next part of it, with `baselineState`. What is exempt or silenced has none. */
  mark(path: string, findings: readonly Finding[]): Finding[] {
    const file = this.name(path);
    let seen = this.seen.get(file);
    if (!seen) {
      seen = { held: new Held(this.byFile.get(file) ?? []), found: [], accepted: [] };
      this.seen.set(file, seen);
    }
    const { held, found, accepted } = seen;
    const counting = findings.filter(({ verdict, suppression }) => verdict !== 'exempt' && !suppression);
    const states = held.match(counting);
    // A file that was renamed takes along what it was held for.
    const fresh = counting.filter((_, index) => states[index] === 'new');
    const moved = fresh.length === 0 ? [] : this.lost().match(fresh);
    const marked = new Map<Finding, Finding>();
    for (const [index, finding] of counting.entries()) {
      const state = states[index] === 'new' ? moved.shift() : states[index];
      marked.set(finding, { ...finding, baselineState: state });
      const entry = entryOf(finding, file);
      found.push(entry);
      if (state !== 'new') accepted.push(entry);
    }
    return findings.map((finding) => marked.get(finding) ?? finding);
  }

  /** What is held of files that are gone. */
  private lost(): Held {
    this.gonePart ??= new Held(this.entries.filter(({ file }) => !this.exists(file)));
    return this.gonePart;
  }

  /** How many findings of the files that were checked, or that are gone, no longer occur. */
  gone(): number {
    return this.idle().reduce((sum, { count }) => sum + count, 0);
  }

  private idle(): Entry[] {
    return [...[...this.seen.values()].flatMap(({ held }) => held.unused()), ...this.lost().unused()];
  }

  /** The entries after an update: what was found in the files that were checked, and the others as they were. */
  updated(): Entry[] {
    return this.rebuilt(({ found }) => found);
  }

  /** The entries without what no longer occurs; sentences that were edited are taken as they are now. Nothing is added. */
  pruned(): Entry[] {
    return this.rebuilt(({ accepted }) => accepted);
  }

  private rebuilt(of: (seen: { found: Entry[]; accepted: Entry[] }) => Entry[]): Entry[] {
    const kept = this.entries.filter(({ file }) => !this.seen.has(file) && this.exists(file));
    return counted([...kept, ...[...this.seen.values()].flatMap(of)]);
  }

  /** Absolute paths of the files it holds something of, by whether they exist. */
  files(there: boolean): string[] {
    return [...this.byFile.keys()].filter((file) => this.exists(file) === there).map((file) => this.path(file));
  }

  private path(file: string): string {
    return resolve(dirname(this.file), file);
  }

  private readonly known = new Map<string, boolean>();
  private exists(file: string): boolean {
    const known = this.known.get(file) ?? existsSync(this.path(file));
    this.known.set(file, known);
    return known;
  }

  /** Names are compared as people read them: a disk may spell é in two ways. */
  private name(path: string): string {
    return relative(dirname(this.file), path).split(sep).join('/').normalize('NFC');
  }
}
