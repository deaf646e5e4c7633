import { describe, expect, it } from 'vitest';
import { charactersFile } from '../../scripts/build-characters.js';
import { compileFoldTables } from '../../src/text/compile.js';
import { fold } from '../../src/text/fold.js';
import { type DisguisesFile, disguisesSchema } from '../../src/text/schema.js';
import { loadFoldTables } from '../../src/text/tables.js';
import { foldSources } from './support.js';

const sources = foldSources();
const data = compileFoldTables(sources);
const disguises = disguisesSchema.parse(sources.disguises);
const guarded = Object.values(disguises.guarded).flat();

function withDisguises(change: (file: DisguisesFile) => void): () => void {
  const file = structuredClone(disguises);
  change(file);
  return () => compileFoldTables({ ...sources, disguises: file });
}

describe('tables', () => {
  it('are plain data: they survive the file that they are kept in', () => {
    const loaded = loadFoldTables(JSON.parse(JSON.stringify(data)));
    expect(fold('ZUI好用', loaded).text).toBe('最好用');
    expect(JSON.stringify(data).length).toBeLessThan(300_000);
  });

  it('guard at least a hundred and fifty terms', () => {
    expect(new Set(guarded).size).toBeGreaterThan(150);
  });

  it('leave every guarded term as it is', () => {
    const loaded = loadFoldTables(data);
    for (const term of guarded) {
      const result = fold(term, loaded);
      expect([term, result.text, result.disguises]).toEqual([term, term, []]);
    }
  });

  it('come from characters that are up to date', () => {
    expect(JSON.parse(charactersFile())).toEqual(sources.characters);
  });
});

describe('what is wrong in the files', () => {
  it.each<[string, (file: DisguisesFile) => void, RegExp]>([
    ['a guarded character without its syllable', (f) => f.guarded.rank!.push('第一龘'), /pinyin lacks 龘/],
    [
      'variants of a character that no term has',
      (f) => Object.assign(f.variants, { 龘: { sound: '达' } }),
      /龘, which no guarded term has/,
    ],
    [
      'a spelling of what is not guarded',
      (f) => f.spellings.push({ for: '龙虾', as: ['lx'], kind: 'initials' }),
      /no guarded term has 龙虾/,
    ],
    ['initials of what is not guarded', (f) => Object.assign(f.initials, { lxlx: '龙虾' }), /no guarded term has 龙虾/],
    ['an unknown kind', (f) => f.spellings.push({ for: '微信', as: ['wex'], kind: 'odd' as 'symbol' }), /kind/],
    ['an unknown key', (f) => Object.assign(f, { hidden: [] }), /hidden/],
  ])('%s', (_, change, message) => {
    expect(withDisguises(change)).toThrow(message);
  });
});
