import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { demoOutput, excerpt, READMES, withDemo } from '../scripts/readme.js';
import { koubo } from './cli/run.js';

const root = fileURLToPath(new URL('..', import.meta.url));
const read = (file: string) => readFileSync(join(root, file), 'utf8');

describe.each(READMES)('$file', ({ file, lang }) => {
  it('shows what the demo really prints', () => {
    const readme = read(file);
    expect(withDemo(readme, lang, excerpt(demoOutput(lang)))).toBe(readme);
  });

  it('links only to files that exist', () => {
    const links = [...read(file).matchAll(/\]\((?!https?:)([^)#]+)/g)].map((match) =>
      join(dirname(file), match[1] ?? ''),
    );
    expect(links.length).toBeGreaterThan(3);
    expect(links.filter((path) => !existsSync(join(root, path)))).toEqual([]);
  });
});

it('the two READMEs have the same parts', () => {
  const shape = (file: string) => read(file).match(/^(#+ |```\w+|\| ---)/gm);
  expect(shape('README.zh-CN.md')).toEqual(shape('README.md'));
});

it('the READMEs show what fix really prints', async () => {
  const file = 'fixtures/scripts/clothing-autumn.md';
  const { out } = await koubo(['fix', '--all', '--diff', '--no-config', file], {}, { cwd: root });
  for (const { file: readme } of READMES) {
    const shown = /\$ koubo fix --all --diff [^\n]*\n([\s\S]*?)```/.exec(read(readme))?.[1];
    expect(shown).toBeTruthy();
    expect(out.startsWith(shown ?? '-')).toBe(true);
  }
});
