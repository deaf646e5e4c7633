import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { cacheFolder } from '../../src/cache/folder.js';
import { folderWith } from '../cli/run.js';

describe('where the cache lies', () => {
  it('in node_modules of the package, from any folder below it', () => {
    const cwd = folderWith({ 'package.json': '{}', 'a/b/c.txt': '' });
    mkdirSync(join(cwd, 'node_modules'));
    const expected = join(cwd, 'node_modules', '.cache', 'koubo');
    for (const place of [cwd, join(cwd, 'a', 'b')])
      expect(cacheFolder({ cwd: place, env: { HOME: '/home/x' }, platform: 'linux' })).toBe(expected);
  });

  it.each([
    ['linux', { HOME: '/home/x' }, '/home/x/.cache/koubo'],
    ['linux', { HOME: '/home/x', XDG_CACHE_HOME: '/var/c' }, '/var/c/koubo'],
    ['darwin', { HOME: '/Users/x' }, '/Users/x/Library/Caches/koubo'],
    ['win32', { LOCALAPPDATA: '/local' }, '/local/koubo/Cache'],
    ['win32', { HOME: '/home/x' }, undefined],
    ['linux', {}, undefined],
  ] as const)('outside of a package, %s with %o: %s', (platform, env, expected) => {
    const cwd = folderWith({ 'package.json': '{}' });
    expect(cacheFolder({ cwd, env, platform })).toBe(expected);
  });
});
