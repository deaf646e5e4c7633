import { chmodSync, mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type Discovered, discover, fileSource, readScripts } from '../../src/input/index.js';

let cwd: string;

beforeEach(() => {
  cwd = realpathSync(mkdtempSync(join(tmpdir(), 'koubo-')));
});
afterEach(() => rmSync(cwd, { recursive: true, force: true }));

function write(...names: string[]): void {
  for (const name of names) {
    mkdirSync(dirname(join(cwd, name)), { recursive: true });
    writeFileSync(join(cwd, name), '好\n');
  }
}

const find = (...paths: string[]): Promise<Discovered> => discover(paths, { cwd });
const paths = ({ found }: Discovered): string[] => found.map(({ path }) => path);

describe('discover', () => {
  it('walks folders in a stable order and takes known endings only', async () => {
    write('b/2.md', 'b/10.txt', 'a.txt', 'c.png', 'B.TXT', 'node_modules/x.txt', '.hidden/x.txt', '.x.txt');
    expect(paths(await find('.'))).toEqual(['B.TXT', 'a.txt', 'b/10.txt', 'b/2.md']);
  });

  it('reads whatever is named, once, in the order given', async () => {
    write('z.weird', 'a.txt', '.x.txt');
    const result = await find('z.weird', 'a.txt', '.x.txt', './a.txt', join(cwd, 'a.txt'), '-');
    expect(paths(result)).toEqual(['z.weird', 'a.txt', '.x.txt', '<stdin>']);
    expect(result.found.at(-1)).toEqual({ path: '<stdin>' });
  });

  it('shows what lies elsewhere by its whole path', async () => {
    write('a/x.txt', 'b/y.txt');
    const { found } = await discover(['../b'], { cwd: join(cwd, 'a') });
    expect(found).toEqual([{ path: join(cwd, 'b/y.txt'), file: join(cwd, 'b/y.txt') }]);
  });

  it('expands globs', async () => {
    write('a/1.txt', 'a/2.md', 'b/3.txt', 'node_modules/4.txt', 'a/5.log');
    expect(paths(await find('**/*.txt'))).toEqual(['a/1.txt', 'b/3.txt']);
    expect(paths(await find('a/*.{md,log}'))).toEqual(['a/2.md', 'a/5.log']);
  });

  it('takes a name with glob characters literally where such a file exists', async () => {
    write('稿[1].txt', '稿1.txt');
    expect(paths(await find('稿[1].txt'))).toEqual(['稿[1].txt']);
  });

  it('respects ignore files, the nearest one first', async () => {
    write('a.txt', 'draft/b.txt', 'old/c.txt', 'old/keep.txt', 'old/deep/d.txt');
    writeFileSync(join(cwd, '.gitignore'), 'draft/\n*.bak\n');
    writeFileSync(join(cwd, '.kouboignore'), 'old/**/*.txt\n');
    writeFileSync(join(cwd, 'old/.kouboignore'), '!keep.txt\n');
    expect(paths(await find('.'))).toEqual(['a.txt', 'old/keep.txt']);
    expect(paths(await find('draft/b.txt'))).toEqual(['draft/b.txt']);
  });

  it('leaves out what is ignored, named or not, where a hook asks for it', async () => {
    write('a.txt', 'draft/b.txt', 'mine/c.txt');
    mkdirSync(join(cwd, '.git'));
    writeFileSync(join(cwd, '.kouboignore'), 'draft/\n');
    const ignored = (file: string) => file.includes('mine');
    const named = await discover(['a.txt', 'draft/b.txt', 'mine/c.txt'], { cwd, ignored, forceExclude: true });
    expect(paths(named)).toEqual(['a.txt']);
    expect((await discover(['draft/b.txt'], { cwd, forceExclude: true })).errors).toEqual([]);
  });

  it('respects ignore files above the folder, up to the root of the repository', async () => {
    write('.git/HEAD', 'in/a.txt', 'in/b.txt');
    writeFileSync(join(cwd, '.gitignore'), 'in/b.txt\n');
    expect(paths(await find('in'))).toEqual(['in/a.txt']);
    expect(paths(await find('in/*.txt'))).toEqual(['in/a.txt']);
  });

  it('asks whether a path is ignored', async () => {
    write('a.txt', 'b/c.txt');
    const result = await discover(['.', '*.txt'], { cwd, ignored: (file, isFolder) => isFolder && file.endsWith('b') });
    expect(paths(result)).toEqual(['a.txt']);
  });

  it('does not follow links to folders', async () => {
    write('a/x.txt');
    symlinkSync(join(cwd, 'a'), join(cwd, 'a/loop'));
    symlinkSync(join(cwd, 'a/x.txt'), join(cwd, 'a/y.txt'));
    expect(paths(await find('a'))).toEqual(['a/x.txt', 'a/y.txt']);
  });

  it('says what is not there, and goes on', async () => {
    write('script.txt', 'empty/x.png');
    const { found, errors } = await find('scirpt.txt', 'script.txt', 'empty', '*.nope', 'nowhere/at/all.txt');
    expect(found).toHaveLength(1);
    expect(errors.map(({ code, path }) => [code, path])).toEqual([
      ['missing', 'scirpt.txt'],
      ['no-scripts', 'empty'],
      ['no-match', '*.nope'],
      ['missing', 'nowhere/at/all.txt'],
    ]);
    expect(errors[0]!.remedy).toContain('script.txt');
    expect(errors[1]!.say('en').remedy).toContain('.txt');
  });
});

describe('fileSource', () => {
  const readFile = async (name: string): Promise<void> => {
    for await (const _ of readScripts(fileSource(join(cwd, name), name)));
  };

  it('refuses a file that went away', async () => {
    await expect(readFile('gone.txt')).rejects.toMatchObject({ code: 'missing', path: 'gone.txt' });
  });

  it('refuses what it may not read', async () => {
    write('a.txt');
    mkdirSync(join(cwd, 'folder.txt'));
    await expect(readFile('folder.txt')).rejects.toMatchObject({ code: 'unreadable', data: { reason: 'EISDIR' } });
    chmodSync(join(cwd, 'a.txt'), 0);
    // Root may read everything.
    if (process.getuid?.() !== 0) await expect(readFile('a.txt')).rejects.toMatchObject({ code: 'unreadable' });
  });
});
