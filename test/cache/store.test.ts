import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Entry, LARGEST_ENTRY, Store } from '../../src/cache/store.js';
import { folderWith } from '../cli/run.js';

const entry = (more: Partial<Entry> = {}): Entry => ({
  content: 'c',
  settings: 's',
  made: '2026-06-01',
  through: '',
  notices: [],
  parts: [Buffer.from('["面霜"]'), Buffer.from('[2]')],
  ...more,
});

function store(cwd: string, today = '2026-06-01'): { store: Store; lines: string[] } {
  const lines: string[] = [];
  return {
    store: new Store({ file: join(cwd, 'c'), own: true, cwd, today, debug: (line) => lines.push(line) }),
    lines,
  };
}

function saved(files: Record<string, Entry>): string {
  const cwd = folderWith(Object.fromEntries(Object.keys(files).map((name) => [name, ''])));
  const { store: first } = store(cwd);
  for (const [path, each] of Object.entries(files)) first.put(path, each);
  first.save();
  return cwd;
}

const texts = (found: Entry | undefined) => found?.parts.map((part) => Buffer.from(part).toString());

describe('the cache file', () => {
  it('gives back what was put, and only for the same settings and while it holds', () => {
    const cwd = saved({ 'a.txt': entry({ notices: ['甲\n'], through: '2026-06-10' }), 'b.txt': entry({ parts: [] }) });
    const { store: next } = store(cwd, '2026-06-10');
    expect(next.size).toBe(2);
    expect(next.find('a.txt', 's')).toMatchObject({ content: 'c', notices: ['甲\n'], made: '2026-06-01' });
    expect(texts(next.find('a.txt', 's'))).toEqual(['["面霜"]', '[2]']);
    expect(texts(next.find('b.txt', 's'))).toEqual([]);
    expect(next.find('a.txt', 'other')).toBeUndefined();
    expect(next.find('c.txt', 's')).toBeUndefined();
    expect(next.knows('s')).toBe(true);
    expect(next.knows('other')).toBe(false);
    expect(store(cwd, '2026-06-11').store.find('a.txt', 's')).toBeUndefined();
    expect(store(cwd, '2026-05-31').store.find('a.txt', 's')).toBeUndefined();
  });

  it('is as good as none when any byte of it is another', () => {
    const cwd = saved({ 'a.txt': entry(), 'b.txt': entry() });
    const file = join(cwd, 'c');
    const sound = readFileSync(file);
    fc.assert(
      fc.property(fc.nat(sound.length - 1), fc.integer({ min: 1, max: 255 }), (at, by) => {
        const bytes = Buffer.from(sound);
        bytes[at] = (bytes[at] as number) ^ by;
        writeFileSync(file, bytes);
        const { store: next, lines } = store(cwd);
        expect(next.size).toBe(0);
        expect(lines).toHaveLength(1);
      }),
    );
    for (const bytes of ['', 'koubo', '{"a":1}\n', sound.subarray(0, -1), Buffer.concat([sound, sound])]) {
      writeFileSync(file, bytes);
      expect(store(cwd).store.size).toBe(0);
    }
    writeFileSync(file, sound);
    expect(store(cwd).store.size).toBe(2);
  });

  it('keeps what another run wrote meanwhile', () => {
    const cwd = saved({ 'a.txt': entry(), 'b.txt': entry(), 'd.txt': entry() });
    const [one, two] = [store(cwd).store, store(cwd).store];
    one.put('a.txt', entry({ content: 'one' }));
    one.put('b.txt', entry({ content: 'one' }));
    two.put('b.txt', entry({ content: 'two' }));
    two.drop('d.txt');
    one.save();
    two.save();
    const { store: last } = store(cwd);
    expect(last.find('a.txt', 's')?.content).toBe('one');
    expect(last.find('b.txt', 's')?.content).toBe('two');
    expect(readdirSync(cwd).filter((name) => name.endsWith('.tmp'))).toEqual([]);
  });

  it('lets go of files that are gone, of old entries, and takes none that is too large', () => {
    const cwd = saved({ 'a.txt': entry(), 'b.txt': entry(), 'c.txt': entry() });
    rmSync(join(cwd, 'b.txt'));
    const { store: second } = store(cwd, '2026-06-20');
    second.put('a.txt', entry());
    second.save();
    expect(store(cwd, '2026-06-20').store.size).toBe(2);
    const { store: third } = store(cwd, '2026-07-10');
    third.put('d.txt', entry({ parts: [Buffer.alloc(LARGEST_ENTRY + 1)] }));
    third.save();
    const { store: last } = store(cwd, '2026-07-10');
    expect(last.size).toBe(1);
    expect(last.find('a.txt', 's')).toBeDefined();
  });

  it('does not write when nothing changed, and does not fail where it cannot', () => {
    const cwd = saved({ 'a.txt': entry() });
    const before = readFileSync(join(cwd, 'c'));
    rmSync(join(cwd, 'c'));
    const idle = store(cwd).store;
    idle.save();
    expect(readdirSync(cwd)).not.toContain('c');
    mkdirSync(join(cwd, 'c'));
    const { store: stuck, lines } = store(cwd);
    stuck.put('a.txt', entry());
    stuck.save();
    expect(lines.length).toBeGreaterThan(0);
    expect(readdirSync(cwd).filter((name) => name.endsWith('.tmp'))).toEqual([]);
    expect(before.length).toBeGreaterThan(0);
  });
});
