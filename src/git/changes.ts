import { relative, resolve, sep } from 'node:path';
import { type Base, baseOf } from './base.js';
import { DiffReader, type LineRanges, touches } from './diff.js';
import { GitError, git, gitOutput, gitWord } from './run.js';

/** Lines that differ from a commit in the files as they are on disk. */
export class Changes {
  constructor(
    /** what they are counted from; undefined in a repository without commits, where everything is new */
    readonly base: Base | undefined,
    private readonly root: string,
    private readonly lines: ReadonlyMap<string, LineRanges | 'all'>,
    private readonly tracked: ReadonlySet<string>,
  ) {}

  /** Whether anything in the file (absolute path) changed. What git does not know is new. */
  touched(file: string): boolean {
    return this.of(file) !== undefined;
  }

  /** Whether one of the 1-based lines from `first` to `last` changed. */
  has(file: string, first: number, last: number): boolean {
    const lines = this.of(file);
    return lines === 'all' || (lines !== undefined && touches(lines, first, last));
  }

  private of(file: string): LineRanges | 'all' | undefined {
    const path = relative(this.root, file).split(sep).join('/').normalize('NFC');
    return this.lines.get(path) ?? (this.base === undefined || !this.tracked.has(path) ? 'all' : undefined);
  }
}

/**
 * @param ref a commit to count from; undefined: see `baseOf`
 * @throws GitError
 */
export async function changesSince(
  cwd: string,
  ref: string | undefined,
  env: Readonly<Record<string, string | undefined>>,
): Promise<Changes> {
  const { code, out, reason } = await git(cwd, ['rev-parse', '--show-cdup']);
  const inside = code === 0 && (await gitWord(cwd, ['rev-parse', '--is-inside-work-tree'])) === 'true';
  if (!inside) throw new GitError('no-repository', { reason: reason || cwd });
  // Seen from here rather than as git spells it: a link on the way to the repository stays one.
  const root = resolve(cwd, out.toString('utf8').replace(/\r?\n$/, ''));
  const born = await gitWord(root, ['rev-parse', '--verify', '--quiet', 'HEAD^{commit}']);
  if (born === undefined && (ref ?? 'HEAD') === 'HEAD') return new Changes(undefined, root, new Map(), new Set());
  const base = await baseOf(root, ref, env);
  const [lines, tracked] = await Promise.all([
    changedLines(root, base.commit),
    gitOutput(root, ['ls-files', '-z', '--full-name']).then(names),
  ]);
  return new Changes(base, root, lines, new Set(tracked));
}

const DIFF = ['diff', '--no-ext-diff', '--no-textconv', '--no-color', '--find-renames', '--ignore-submodules=all'];

async function changedLines(root: string, commit: string): Promise<Map<string, LineRanges | 'all'>> {
  const reader = new DiffReader();
  const patch = ['--unified=0', '--inter-hunk-context=0', '--src-prefix=a/', '--dst-prefix=b/', commit, '--'];
  const [counts] = await Promise.all([
    gitOutput(root, [...DIFF, '--numstat', '-z', commit, '--']),
    gitOutput(root, [...DIFF, ...patch], reader.push),
  ]);
  const lines = new Map<string, LineRanges | 'all'>();
  for (const [path, ranges] of reader.files) lines.set(path.normalize('NFC'), ranges);
  for (const path of binaries(counts)) lines.set(path, 'all');
  return lines;
}

const names = (out: Buffer): string[] =>
  out
    .toString('utf8')
    .split('\0')
    .filter((name) => name !== '')
    .map((name) => name.normalize('NFC'));

/** Files that have no lines for git, from `--numstat -z`: `-\t-\tpath`, or an empty path and then the old and the new name. */
function binaries(out: Buffer): string[] {
  const found: string[] = [];
  const records = out.toString('utf8').split('\0');
  for (let at = 0; at < records.length; at++) {
    const [added, , path] = (records[at] ?? '').split('\t');
    if (added === undefined || path === undefined) continue;
    const renamed = path === '';
    const name = renamed ? records[at + 2] : records[at]!.slice(records[at]!.indexOf('\t', 2) + 1);
    if (renamed) at += 2;
    if (added === '-' && name) found.push(name.normalize('NFC'));
  }
  return found;
}
