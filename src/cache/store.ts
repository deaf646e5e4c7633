/**
 * Findings kept between runs, for files that are still what they were. One file holds them all: opening one an entry would cost
 * more than reading the scripts. Its first line names format and build and has the checksum of the rest, its second is the index,
 * behind which the parts' texts follow one after the other and are decoded only when asked for. What does not check out in any
 * way counts as never written.
 */
import { createHash } from 'node:crypto';
import { closeSync, existsSync, fstatSync, openSync, readFileSync, readSync, type Stats, statSync } from 'node:fs';
import { resolve } from 'node:path';
import { writeAtomically } from './atomic.js';
import { buildId } from './build.js';
import { holds } from './validity.js';

const NAME = 'koubo-cache';
const FORMAT = `${NAME} 1`;
/** Days for which an entry stays that nobody asked for. */
const KEPT_DAYS = 30;
/** Bytes of all entries; those not asked for longest go first. */
const LARGEST = 256 * 2 ** 20;
/** Bytes of one file's entry. What is longer is checked anew: a cache must not hold what a run itself never holds. */
export const LARGEST_ENTRY = 16 * 2 ** 20;

/** What was found in one file. */
export interface Entry {
  /** of its content, see `contentHash` */
  content: string;
  /** of all else that decides what is found, see SettingsKeys */
  settings: string;
  /** the day on which it was found, and the last one on which it holds ('' for ever) */
  made: string;
  through: string;
  /** lines for standard error */
  notices: string[];
  /** one for each part, see encodePart; UTF-8 */
  parts: Uint8Array[];
}

type Indexed = [path: string, Entry['content'], Entry['settings'], string, string, number, string[], number[]];

interface Kept extends Entry {
  /** the day on which it was last asked for, as days since 1970 */
  used: number;
}

export interface StoreOptions {
  /** absolute */
  file: string;
  /** koubo named it, so whatever lies there may be written over */
  own: boolean;
  /** paths of entries are relative to it */
  cwd: string;
  /** ISO date */
  today: string;
  debug: (line: string) => void;
}

export class Store {
  private entries = new Map<string, Kept>();
  private readonly asked = new Set<string>();
  private readonly day: number;
  private readonly key = `${buildId()}.${process.version}`;
  private stamp: string | undefined;
  private settings: Set<string> | undefined;
  private changed = false;

  constructor(private readonly options: StoreOptions) {
    this.day = Math.floor(Date.parse(`${options.today}T00:00:00Z`) / 86_400_000);
    this.entries = this.read();
  }

  get size(): number {
    return this.entries.size;
  }

  /** Whether anything was found under these settings before: then the names in them are known to be right. */
  knows(settings: string): boolean {
    this.settings ??= new Set([...this.entries.values()].map((entry) => entry.settings));
    return this.settings.has(settings);
  }

  /** What is known of a file, if its settings are these and today is within its days; its content is still to be compared. */
  find(path: string, settings: string): Entry | undefined {
    const entry = this.entries.get(path);
    if (!entry) return undefined;
    this.asked.add(path);
    if (entry.used !== this.day) {
      entry.used = this.day;
      this.changed = true;
    }
    return entry.settings === settings && holds(entry, this.options.today) ? entry : undefined;
  }

  put(path: string, entry: Entry): void {
    this.asked.add(path);
    this.changed = true;
    if (sizeOf(entry) > LARGEST_ENTRY) this.entries.delete(path);
    else this.entries.set(path, { ...entry, used: this.day });
  }

  /** Nothing is known of a file any more. */
  drop(path: string): void {
    if (this.entries.delete(path)) this.changed = true;
  }

  /** Writes what changed. A folder that cannot be written is no error: the next run takes longer. */
  save(): void {
    if (!this.changed) return;
    const { file, debug, own } = this.options;
    try {
      if (!own && isForeign(file)) return;
      this.takeFromOthers();
      writeAtomically(file, this.pieces());
    } catch (error) {
      debug(`${file}: ${(error as Error).message}`);
    }
  }

  private read(): Map<string, Kept> {
    const { file, debug } = this.options;
    const none = (why?: string) => {
      if (why !== undefined) debug(`${file}: ${why}`);
      return new Map<string, Kept>();
    };
    let bytes: Buffer;
    try {
      const fd = openSync(file, 'r');
      try {
        this.stamp = stampOf(fstatSync(fd));
        bytes = readFileSync(fd);
      } finally {
        closeSync(fd);
      }
    } catch (error) {
      const { code, message } = error as NodeJS.ErrnoException;
      return none(code === 'ENOENT' ? undefined : message);
    }
    const head = bytes.indexOf(10);
    const [format, key, sum] = bytes.toString('latin1', 0, Math.min(head, 256)).split('\t');
    if (head < 0 || format !== FORMAT) return none('no cache of koubo, ignored');
    if (key !== this.key) return none('from another build, ignored');
    if (sum !== hashOf([bytes.subarray(head + 1)])) return none('damaged, ignored');
    try {
      return entriesIn(bytes, head + 1);
    } catch (error) {
      return none((error as Error).message);
    }
  }

  /** What another run wrote since this one began stays, for files this one did not look at. */
  private takeFromOthers(): void {
    const now = statSync(this.options.file, { throwIfNoEntry: false });
    if (now === undefined || stampOf(now) === this.stamp) return;
    for (const [path, entry] of this.read()) if (!this.asked.has(path)) this.entries.set(path, entry);
  }

  private pieces(): Uint8Array[] {
    const kept = this.worthKeeping();
    const index: Indexed[] = kept.map(([path, { content, settings, made, through, used, notices, parts }]) => [
      path,
      content,
      settings,
      made,
      through,
      used,
      notices,
      parts.map(({ length }) => length),
    ]);
    const rest = [Buffer.from(`${JSON.stringify(index)}\n`), ...kept.flatMap(([, { parts }]) => parts)];
    return [Buffer.from(`${FORMAT}\t${this.key}\t${hashOf(rest)}\n`), ...rest];
  }

  /** By path. Without what is old, whose file is gone, or what is too much. */
  private worthKeeping(): [string, Kept][] {
    const { cwd } = this.options;
    const kept = [...this.entries].filter(
      ([path, { used }]) => this.asked.has(path) || (this.day - used <= KEPT_DAYS && existsSync(resolve(cwd, path))),
    );
    let room = LARGEST;
    return kept
      .sort(([, a], [, b]) => b.used - a.used)
      .filter(([, entry]) => {
        room -= sizeOf(entry);
        return room >= 0;
      })
      .sort(([a], [b]) => (a < b ? -1 : 1));
  }
}

/** Somebody named this file: if it is none of koubo's, it may be what they work on. */
function isForeign(file: string): boolean {
  if (!existsSync(file)) return false;
  const fd = openSync(file, 'r');
  try {
    const head = Buffer.alloc(NAME.length);
    const size = readSync(fd, head);
    return size > 0 && head.toString('latin1') !== NAME;
  } finally {
    closeSync(fd);
  }
}

/** @throws where the index is not what it should be */
function entriesIn(bytes: Buffer, start: number): Map<string, Kept> {
  const entries = new Map<string, Kept>();
  const end = bytes.indexOf(10, start);
  let at = end + 1;
  const index = JSON.parse(bytes.toString('utf8', start, end)) as Indexed[];
  for (const [path, content, settings, made, through, used, notices, sizes] of index) {
    const parts: Uint8Array[] = [];
    for (const size of sizes) {
      parts.push(bytes.subarray(at, at + size));
      at += size;
    }
    entries.set(path, { content, settings, made, through, used, notices, parts });
  }
  return entries;
}

function sizeOf({ parts }: Entry): number {
  return parts.reduce((sum, { length }) => sum + length, 0);
}

function stampOf({ ino, size, mtimeMs }: Stats): string {
  return `${ino} ${size} ${mtimeMs}`;
}

function hashOf(pieces: readonly Uint8Array[]): string {
  const hash = createHash('sha256');
  for (const piece of pieces) hash.update(piece);
  return hash.digest('base64url');
}
