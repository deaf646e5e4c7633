import { readdirSync, readFileSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { compiled } from '../../src/cache/bundles.js';
import { createLinter } from '../../src/lint.js';
import type { RuleBundle } from '../../src/rules/build.js';
import { textScript } from '../../src/script.js';
import { folderWith } from '../cli/run.js';

const CHANGES = { lists: {}, ownBrands: [], competitors: ['某蓓'], packs: [] };
const TEXT = '某蓓家的面霜用了就烂脸，我们家的是国家级品质。';
const found = (bundle: RuleBundle) => createLinter({ bundle }).lint(textScript(TEXT));

describe('compiled rules of a config', () => {
  it('are kept, judge the same when read again, and are compiled again where the file is not sound', async () => {
    const folder = join(folderWith(), 'cache');
    const lines: string[] = [];
    const get = () => compiled(CHANGES, folder, (line) => lines.push(line));
    const first = found(await get());
    expect(first.length).toBeGreaterThan(1);
    const [name] = readdirSync(folder) as [string];
    const file = join(folder, name);
    const bytes = readFileSync(file);
    const long = new Date(2020, 0);
    utimesSync(file, long, long);
    expect(found(await get())).toEqual(first);
    // It was read, not written again, and counts as used.
    expect(readdirSync(folder)).toEqual([name]);
    expect(statSync(file).mtimeMs).toBeGreaterThan(long.getTime());
    expect(lines).toEqual([]);

    bytes[bytes.length >> 1] = (bytes[bytes.length >> 1] as number) ^ 1;
    writeFileSync(file, bytes);
    expect(found(await get())).toEqual(first);
    expect(lines).toEqual([expect.stringContaining(name)]);
    writeFileSync(file, 'x');
    expect(found(await get())).toEqual(first);
    expect(found(await get())).toEqual(first);
    expect(lines).toHaveLength(2);
  }, 120_000);

  it('are compiled where there is no folder, or none that can be written', async () => {
    const lines: string[] = [];
    const cwd = folderWith({ file: '' });
    const bundle = await compiled(CHANGES, join(cwd, 'file', 'below'), (line) => lines.push(line));
    expect(found(bundle).length).toBeGreaterThan(1);
    expect(lines).toHaveLength(1);
  }, 120_000);

  it('are told apart by every change, packs by their content', async () => {
    const folder = join(folderWith(), 'cache');
    const cwd = folderWith({ 'mine.yaml': 'pack: [\n' });
    const packs = [join(cwd, 'mine.yaml')];
    // A broken pack is an error each time, and nothing is kept.
    for (let i = 0; i < 2; i++)
      await expect(compiled({ ...CHANGES, packs }, folder, () => {})).rejects.toMatchObject({
        defects: expect.anything(),
      });
    await expect(compiled({ ...CHANGES, packs: [join(cwd, 'none.yaml')] }, folder, () => {})).rejects.toThrow();
    expect(statSync(folder, { throwIfNoEntry: false })).toBeUndefined();
  }, 120_000);
});
