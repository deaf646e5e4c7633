import {
  chmodSync,
  linkSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { placeFile, replaceFile, WriteError } from '../../src/fix/atomic.js';

const OLD = Buffer.from('旧');
const NEW = Buffer.from('新的');
let root: string;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'koubo-atomic-'));
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

const file = (name: string): string => join(root, name);
const put = (name: string, content: string | Buffer = OLD): string => {
  writeFileSync(file(name), content);
  return file(name);
};
const replace = (path: string, more: Partial<Parameters<typeof replaceFile>[0]> = {}): string | undefined =>
  replaceFile({ file: path, expected: OLD, content: NEW, within: root, backup: false, ...more });
const refusalOf = (act: () => unknown): unknown => {
  try {
    act();
  } catch (error) {
    return error;
  }
  throw new Error('was written');
};

describe('replaceFile', () => {
  it('puts the new bytes in the place of the old, and leaves nothing else behind', () => {
    replace(put('稿.txt'));
    expect(readFileSync(file('稿.txt'))).toEqual(NEW);
    expect(readdirSync(root)).toEqual(['稿.txt']);
  });

  it.each([0o600, 0o644, 0o664, 0o755, 0o440])('keeps mode %o', (mode) => {
    const path = put('稿.txt');
    chmodSync(path, mode);
    replace(path);
    expect(statSync(path).mode & 0o7777).toBe(mode);
  });

  it('keeps the owner, where it may', () => {
    const path = put('稿.txt');
    const { uid, gid } = statSync(path);
    replace(path);
    expect(statSync(path)).toMatchObject({ uid, gid });
  });

  it('takes names as long as the system takes', () => {
    const name = `${'稿'.repeat(83)}.txt`;
    replace(put(name));
    expect(readFileSync(file(name))).toEqual(NEW);
  });

  it('keeps a backup of the old bytes, and never overwrites one', () => {
    const path = put('稿.txt');
    chmodSync(path, 0o640);
    put('稿.txt.bak', '更旧');
    expect(replace(path, { backup: true })).toBe(file('稿.txt.bak2'));
    expect(readFileSync(file('稿.txt.bak'), 'utf8')).toBe('更旧');
    expect(readFileSync(file('稿.txt.bak2'))).toEqual(OLD);
    expect(statSync(file('稿.txt.bak2')).mode & 0o777).toBe(0o640);
    expect(readFileSync(path)).toEqual(NEW);
  });

  it('refuses what has been changed since', () => {
    const path = put('稿.txt', '别人改的');
    expect(refusalOf(() => replace(path))).toMatchObject({ code: 'changed' });
    expect(readFileSync(path, 'utf8')).toBe('别人改的');
    expect(readdirSync(root)).toEqual(['稿.txt']);
  });

  it('refuses what has gone, and where nothing can be put', () => {
    expect(refusalOf(() => replace(file('没有.txt')))).toMatchObject({ code: 'io', detail: 'ENOENT' });
    expect(refusalOf(() => replace(put('稿.txt'), { within: file('nowhere') }))).toBeInstanceOf(WriteError);
  });

  it('leaves a link a link, and writes what it leads to', () => {
    mkdirSync(file('sub'));
    const target = put('sub/真.txt');
    symlinkSync('sub/真.txt', file('链.txt'));
    replace(file('链.txt'));
    expect(lstatSync(file('链.txt')).isSymbolicLink()).toBe(true);
    expect(readFileSync(target)).toEqual(NEW);
  });

  it.each(['file', 'folder'])('refuses a link out of the tree (%s)', (what) => {
    mkdirSync(file('tree'));
    mkdirSync(file('outside'));
    const target = put('outside/a.txt');
    if (what === 'file') symlinkSync(target, file('tree/a.txt'));
    else symlinkSync(file('outside'), file('tree/in'));
    const path = file(what === 'file' ? 'tree/a.txt' : 'tree/in/a.txt');
    expect(refusalOf(() => replace(path, { within: file('tree') }))).toMatchObject({ code: 'outside' });
    expect(readFileSync(target)).toEqual(OLD);
  });

  it('does not take a folder whose name only begins alike for the tree', () => {
    mkdirSync(file('tree'));
    mkdirSync(file('tree2'));
    const path = put('tree2/a.txt');
    expect(refusalOf(() => replace(path, { within: file('tree') }))).toMatchObject({ code: 'outside' });
  });

  it('parts from further hard links rather than writing through them', () => {
    const path = put('稿.txt');
    linkSync(path, file('另.txt'));
    replace(path);
    expect(readFileSync(file('另.txt'))).toEqual(OLD);
  });
});

describe('placeFile', () => {
  it('makes folders on the way, and takes the mode of the original', () => {
    const like = put('稿.txt');
    chmodSync(like, 0o640);
    placeFile(file('out/a/稿.txt'), NEW, like);
    expect(readFileSync(file('out/a/稿.txt'))).toEqual(NEW);
    expect(statSync(file('out/a/稿.txt')).mode & 0o777).toBe(0o640);
    expect(readdirSync(file('out/a'))).toEqual(['稿.txt']);
  });

  it('takes the place of a link, not of what it leads to', () => {
    const like = put('稿.txt');
    symlinkSync(like, file('out.txt'));
    placeFile(file('out.txt'), NEW, like);
    expect(readFileSync(like)).toEqual(OLD);
    expect(readFileSync(file('out.txt'))).toEqual(NEW);
  });

  it('leaves a folder of that name alone', () => {
    mkdirSync(file('out'));
    expect(refusalOf(() => placeFile(file('out'), NEW))).toBeInstanceOf(WriteError);
    expect(readdirSync(root)).toEqual(['out']);
  });
});
