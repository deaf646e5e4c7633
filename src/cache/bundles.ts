/** Compiled rules of configs that change the built-in ones, kept between runs: compiling them takes seconds, reading them does not. */
import { createHash } from 'node:crypto';
import { type Dirent, readdirSync, readFileSync, rmSync, statSync, utimesSync } from 'node:fs';
import { join } from 'node:path';
import type { RuleBundle } from '../rules/build.js';
import { builtSigns } from '../rules/bundle.js';
import type { RuleChanges } from '../rules/extend.js';
import { readBundle, writeBundle } from '../rules/file.js';
import { writeAtomically } from './atomic.js';
import { buildId } from './build.js';

/** Each takes some megabytes; those not used for longest go first. */
const KEPT = 12;
const NAME = /^rules-[\w-]{43}\.bin$/;
/** checksum and the sizes of what follows, padded so that the numbers stand where typed arrays can view them */
const HEAD = 128;

/**
 * The built-in rules with these changes: as they were compiled before from the same changes by the same build, or compiled
 * now and kept in `folder` for the next time. A kept file that is not sound, or a folder that cannot be written, costs only time.
 * @throws RuleError for a pack that cannot be used
 */
export async function compiled(
  changes: RuleChanges,
  folder: string | undefined,
  debug: (line: string) => void,
): Promise<RuleBundle> {
  const name = folder === undefined ? '' : bundleName(changes);
  const known = folder === undefined ? undefined : kept(join(folder, name), debug);
  if (known) return known;
  const { extendRules } = await import('../rules/extend.js');
  const { bundle } = extendRules(changes);
  try {
    // A pack that was changed while it was compiled is not kept under what it was.
    if (folder !== undefined && bundleName(changes) === name) keep(folder, name, bundle);
  } catch (error) {
    debug(`${folder}: ${(error as Error).message}`);
  }
  return bundle;
}

function kept(file: string, debug: (line: string) => void): RuleBundle | undefined {
  let bytes: Buffer;
  try {
    bytes = readFileSync(file);
  } catch {
    return undefined;
  }
  const bundle = unpack(bytes);
  if (!bundle) {
    debug(`${file}: not sound, compiled again`);
    return undefined;
  }
  try {
    const now = new Date();
    utimesSync(file, now, now);
  } catch {
    // Only how long it is kept depends on it.
  }
  return bundle;
}

function keep(folder: string, name: string, bundle: RuleBundle): void {
  writeAtomically(join(folder, name), pack(bundle));
  prune(folder);
}

/** The name of the file that holds what these changes compile to. Packs count by what they contain. */
function bundleName({ lists, ownBrands, competitors, packs }: RuleChanges): string {
  const hash = createHash('sha256');
  hash.update(JSON.stringify([buildId(), lists, ownBrands, competitors, packs]));
  for (const pack of packs) hashPack(pack, hash);
  return `rules-${hash.digest('base64url')}.bin`;
}

/** A pack file, or all the YAML of a folder, by name and content; one that cannot be read is the compiler's to report. */
export function hashPack(path: string, hash: ReturnType<typeof createHash>): void {
  let entries: Dirent[] | undefined;
  try {
    if (statSync(path).isDirectory()) entries = readdirSync(path, { withFileTypes: true });
    else hash.update(readFileSync(path));
  } catch (error) {
    hash.update(`${(error as NodeJS.ErrnoException).code}`);
  }
  hash.update('\0');
  for (const entry of [...(entries ?? [])].sort((a, b) => (a.name < b.name ? -1 : 1))) {
    if (!entry.isDirectory() && !/\.ya?ml$/i.test(entry.name)) continue;
    hash.update(`${entry.name}\0`);
    hashPack(join(path, entry.name), hash);
  }
}

function pack(bundle: RuleBundle): Uint8Array[] {
  const { texts, numbers, patterns } = writeBundle(bundle);
  const parts = [numbers, texts, Buffer.from(patterns)];
  const head = Buffer.alloc(HEAD, ' ');
  head.write(JSON.stringify({ sum: sumOf(parts), sizes: parts.map(({ length }) => length) }));
  return [head, ...parts];
}

function unpack(bytes: Buffer): RuleBundle | undefined {
  try {
    const { sum, sizes } = JSON.parse(bytes.toString('latin1', 0, HEAD)) as { sum: string; sizes: number[] };
    const parts: Buffer[] = [];
    let at = HEAD;
    for (const size of sizes) {
      parts.push(bytes.subarray(at, at + size));
      at += size;
    }
    if (at !== bytes.length || sumOf(parts) !== sum) return undefined;
    const [numbers, texts, patterns] = parts as [Buffer, Buffer, Buffer];
    return readBundle({ texts, numbers, patterns: () => patterns.toString('utf8'), signs: builtSigns });
  } catch {
    return undefined;
  }
}

function sumOf(parts: readonly Uint8Array[]): string {
  const hash = createHash('sha256');
  for (const part of parts) hash.update(part);
  return hash.digest('base64url');
}

function prune(folder: string): void {
  const kept = readdirSync(folder)
    .filter((name) => NAME.test(name))
    .flatMap((name) => {
      const stats = statSync(join(folder, name), { throwIfNoEntry: false });
      return stats ? [{ name, used: stats.mtimeMs }] : [];
    })
    .sort((a, b) => b.used - a.used);
  for (const { name } of kept.slice(KEPT)) rmSync(join(folder, name), { force: true });
}
