import { existsSync, mkdirSync, renameSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { changesSince } from '../../src/git/changes.js';
import { GitError } from '../../src/git/run.js';
import { commitAll, git, temporary } from './support.js';

const TEN = Array.from({ length: 10 }, (_, index) => `第${index + 1}句\n`).join('');

const ALL = Array.from({ length: 12 }, (_, index) => index + 1);

let place: ReturnType<typeof temporary>;
let cwd: string;
beforeEach(() => {
  place = temporary();
  cwd = join(place.folder, 'work');
  mkdirSync(cwd);
  git(cwd, 'init', '-q', '-b', 'main');
});
afterEach(() => place.remove());

function write(path: string, text: string | Buffer, root = cwd): string {
  mkdirSync(dirname(join(root, path)), { recursive: true });
  writeFileSync(join(root, path), text);
  return join(root, path);
}
const edit = (line: number) => TEN.replace(`第${line}句`, `第${line}句改`);

/** Lines of 1 to 12 that count as changed. */
async function lines(path: string, ref?: string, env: Record<string, string> = {}, from = cwd): Promise<number[]> {
  const changes = await changesSince(from, ref, env);
  const file = join(cwd, path);
  return ALL.filter((line) => changes.has(file, line, line));
}
async function refusal(ref?: string, env: Record<string, string> = {}, from = cwd): Promise<GitError> {
  try {
    await changesSince(from, ref, env);
  } catch (error) {
    if (error instanceof GitError) return error;
    throw error;
  }
  throw new Error('not refused');
}

describe('what changed', () => {
  it.each(['a.txt', '话术/面 霜.md', 'a "b" \\ c.txt', '-x.txt', 'tab\there.txt', ' 空 .txt'])(
    'in %s',
    async (path) => {
      write(path, TEN);
      commitAll(cwd);
      expect((await changesSince(cwd, undefined, {})).touched(join(cwd, path))).toBe(false);
      write(path, edit(3));
      expect(await lines(path)).toEqual([3]);
      git(cwd, 'add', '-A');
      expect(await lines(path)).toEqual([3]);
    },
  );

  it('under settings that change what git prints', async () => {
    write('面.txt', TEN);
    commitAll(cwd);
    write('面.txt', edit(3));
    for (const [key, value] of [
      ['diff.noprefix', 'true'],
      ['diff.mnemonicPrefix', 'true'],
      ['diff.external', 'false'],
      ['core.quotePath', 'true'],
      ['color.ui', 'always'],
      ['diff.context', '5'],
      ['diff.interHunkContext', '9'],
      ['diff.renames', 'false'],
      ['core.fsmonitor', 'touch pwned'],
    ])
      git(cwd, 'config', key!, value!);
    expect(await lines('面.txt')).toEqual([3]);
    expect(existsSync(join(cwd, 'pwned'))).toBe(false);
  });

  it('a new file is new throughout, known to git or not, ignored or not', async () => {
    write('.gitignore', 'ignored.txt\n');
    commitAll(cwd);
    for (const path of ['untracked.txt', 'ignored.txt', 'added.txt', 'meant.txt']) write(path, TEN);
    git(cwd, 'add', 'added.txt');
    git(cwd, 'add', '-N', 'meant.txt');
    expect(await lines('untracked.txt')).toEqual(ALL);
    expect(await lines('ignored.txt')).toEqual(ALL);
    expect(await lines('added.txt')).toEqual(ALL.slice(0, 10));
    expect(await lines('meant.txt')).toEqual(ALL.slice(0, 10));
  });

  it('a renamed file is its old self', async () => {
    write('old.txt', TEN);
    write('same.txt', TEN.replaceAll('句', '行'));
    commitAll(cwd);
    renameSync(join(cwd, 'same.txt'), join(cwd, '新.txt'));
    rmSync(join(cwd, 'old.txt'));
    write('deep/new.txt', edit(5));
    git(cwd, 'add', '-A');
    expect(await lines('deep/new.txt')).toEqual([5]);
    expect((await changesSince(cwd, undefined, {})).touched(join(cwd, '新.txt'))).toBe(false);
  });

  it('lines taken out touch the file and no line', async () => {
    write('a.txt', TEN);
    commitAll(cwd);
    write('a.txt', TEN.replace('第4句\n', ''));
    expect(await lines('a.txt')).toEqual([]);
    expect((await changesSince(cwd, undefined, {})).touched(join(cwd, 'a.txt'))).toBe(true);
  });

  it('everything before the first commit, also for a hook that names HEAD', async () => {
    write('a.txt', TEN);
    git(cwd, 'add', 'a.txt');
    for (const ref of [undefined, 'HEAD'])
      expect((await changesSince(cwd, ref, {})).has(join(cwd, 'a.txt'), 3, 3)).toBe(true);
    expect((await refusal('other')).code).toBe('unknown-ref');
  });

  it('what git takes for binary has no lines', async () => {
    write('话 术.docx', Buffer.from([80, 75, 0, 1]));
    write('旧.docx', Buffer.from(`PK\0${TEN.repeat(20)}`));
    commitAll(cwd);
    write('话 术.docx', Buffer.from([80, 75, 0, 2]));
    rmSync(join(cwd, '旧.docx'));
    write('新\t名.docx', Buffer.from(`PK\0${TEN.repeat(20)}!`));
    git(cwd, 'add', '-A');
    expect(await lines('话 术.docx')).toEqual(ALL);
    expect(await lines('新\t名.docx')).toEqual(ALL);
  });

  it('from a folder below, and through a link', async () => {
    write('sub/a.txt', TEN);
    commitAll(cwd);
    write('sub/a.txt', edit(2));
    expect(await lines('sub/a.txt', undefined, {}, join(cwd, 'sub'))).toEqual([2]);
    symlinkSync(cwd, join(place.folder, 'link'));
    const changes = await changesSince(join(place.folder, 'link'), undefined, {});
    expect(changes.has(join(place.folder, 'link/sub/a.txt'), 2, 2)).toBe(true);
    expect(changes.has(join(place.folder, 'link/sub/a.txt'), 3, 3)).toBe(false);
  });

  it('everything, before the first commit', async () => {
    write('a.txt', TEN);
    expect(await lines('a.txt')).toEqual(ALL);
  });
});

describe('since when', () => {
  /** main goes on after the branch forked from it. */
  function forked(): void {
    write('a.txt', TEN);
    commitAll(cwd);
    git(cwd, 'switch', '-q', '-c', 'work');
    write('a.txt', edit(3));
    commitAll(cwd);
    git(cwd, 'switch', '-q', 'main');
    write('a.txt', edit(8));
    commitAll(cwd);
    git(cwd, 'switch', '-q', 'work');
  }

  it('a branch: since the two parted, and what is not committed yet', async () => {
    forked();
    expect(await lines('a.txt', 'main')).toEqual([3]);
    write('a.txt', edit(3).replace('第1句', '第一句'));
    expect(await lines('a.txt', 'main')).toEqual([1, 3]);
    expect(await lines('a.txt')).toEqual([1]);
    expect(await lines('a.txt', 'HEAD~1')).toEqual([1, 3]);
  });

  it('the upstream of the branch, or the target that CI names', async () => {
    forked();
    const clone = join(place.folder, 'clone');
    git(place.folder, 'clone', '-q', '-b', 'work', cwd, clone);
    write('a.txt', edit(3).replace('第9句', '第九句'), clone);
    commitAll(clone);
    const at = async (env: Record<string, string>) => {
      const changes = await changesSince(clone, undefined, env);
      return [changes.base?.name, ALL.filter((line) => changes.has(join(clone, 'a.txt'), line, line))];
    };
    const fork = git(cwd, 'merge-base', 'main', 'work').trim();
    expect(await at({})).toEqual(['origin/work', [9]]);
    expect(await at({ GITHUB_BASE_REF: 'main' })).toEqual(['origin/main', [3, 9]]);
    expect(await at({ GITHUB_BASE_REF: '' })).toEqual(['origin/work', [9]]);
    expect(await at({ CI_MERGE_REQUEST_TARGET_BRANCH_NAME: 'main' })).toEqual(['origin/main', [3, 9]]);
    expect(await at({ CI_MERGE_REQUEST_DIFF_BASE_SHA: fork })).toEqual([fork, [3, 9]]);
  });
});

describe('what cannot be', () => {
  it('a shallow clone says how to make it deeper', async () => {
    write('a.txt', TEN);
    commitAll(cwd);
    git(cwd, 'switch', '-q', '-c', 'work');
    commitAll(cwd);
    commitAll(cwd);
    const clone = join(place.folder, 'clone');
    git(place.folder, 'clone', '-q', '--depth', '1', '-b', 'work', `file://${cwd}`, clone);
    for (const error of [
      await refusal('origin/main', {}, clone),
      await refusal(undefined, { GITHUB_BASE_REF: 'main' }, clone),
    ]) {
      expect(error.code).toBe('shallow');
      expect(error.say('zh').remedy).toContain('fetch-depth: 0');
      expect(error.say('en').remedy).toContain('git fetch --unshallow');
    }
    // Both ends are there, and what lies between is not.
    git(clone, 'fetch', '-q', '--depth', '1', 'origin', 'main:refs/remotes/origin/main');
    expect((await refusal('origin/main', {}, clone)).code).toBe('shallow');
  });

  it.each([
    ['mian', 'unknown-ref', /是不是 main？/],
    ['main:a.txt', 'unknown-ref', /git fetch/],
    ['--output=pwned', 'bad-ref', /--changed=main/],
    ['-h', 'bad-ref', /--changed=main/],
  ])('%s', async (ref, code, remedy) => {
    write('a.txt', TEN);
    commitAll(cwd);
    const error = await refusal(ref);
    expect([error.code, error.say('zh').remedy]).toEqual([code, expect.stringMatching(remedy)]);
    expect(existsSync(join(cwd, 'pwned'))).toBe(false);
  });

  it('histories without a common start', async () => {
    write('a.txt', TEN);
    commitAll(cwd);
    git(cwd, 'switch', '-q', '--orphan', 'other');
    commitAll(cwd);
    expect((await refusal('main')).code).toBe('unrelated');
  });

  it('no repository, or one without files', async () => {
    expect(await refusal(undefined, {}, place.folder)).toMatchObject({ code: 'no-repository' });
    git(place.folder, 'init', '-q', '--bare', 'bare.git');
    expect((await refusal(undefined, {}, join(place.folder, 'bare.git'))).code).toBe('no-repository');
  });
});
