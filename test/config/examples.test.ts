import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Ajv2020 } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { koubo } from '../cli/run.js';

const root = fileURLToPath(new URL('../..', import.meta.url));
const HINT = /^# yaml-language-server: \$schema=\.\/node_modules\/koubo\/(\S+)$/m;

/** What an editor does: the schema that the first line names, on the rest. */
function editorSays(text: string): unknown[] {
  const named = HINT.exec(text)?.[1];
  expect(named && existsSync(join(root, named)), named).toBe(true);
  const ajv = new Ajv2020({ allErrors: true, strict: false });
  addFormats.default(ajv);
  const validate = ajv.compile(JSON.parse(readFileSync(join(root, named!), 'utf8')));
  validate(parse(text));
  return validate.errors ?? [];
}

/** Configurations in the pages of docs/: those with the line, and those that begin with their name. */
const pages = [
  'README.md',
  ...readdirSync(join(root, 'docs'))
    .filter((name) => name.endsWith('.md'))
    .map((name) => `docs/${name}`),
];
const examples = pages.flatMap((page) =>
  [...readFileSync(join(root, page), 'utf8').matchAll(/^```yaml\n([\s\S]*?)^```$/gm)].map(([, text]) => ({
    page,
    text: text!,
  })),
);

describe('the schema that the yaml-language-server line names', () => {
  it.each(examples.filter(({ text }) => HINT.test(text)))('accepts the example in $page', ({ text }) => {
    expect(editorSays(text)).toEqual([]);
  });

  it('is named in at least one example', () => {
    expect(examples.some(({ text }) => HINT.test(text))).toBe(true);
  });

  it('accepts what init writes, and tells a slip', async () => {
    const argv = ['init', '--yes', '--force', '--trade', 'food', '--platform', 'douyin', '--own-brand', '小满'];
    const { folder } = await koubo(argv);
    const text = readFileSync(join(folder, 'koubo.yaml'), 'utf8');
    expect(editorSays(text)).toEqual([]);
    expect(editorSays(text.replace('trade:', 'trad:'))).not.toEqual([]);
    expect(dirname(HINT.exec(text)![1]!)).toBe('schema');
  });
});
