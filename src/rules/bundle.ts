/** Finds and reads what the build compiled. */
import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { RuleBundle, RuleSources } from './build.js';
import { bytesOf } from './bytes.js';
import { readBundle } from './file.js';

/** This module runs from dist/, from a chunk one folder below it, or, in development, from src/rules/. */
const HOMES = ['./', '../', '../../dist/'];

/** A file that the build wrote beside the program. */
export function builtFile(name: string): string {
  for (const home of HOMES) {
    const file = fileURLToPath(new URL(`${home}${name}`, import.meta.url));
    if (existsSync(file)) return file;
  }
  throw new Error(`${name} is missing: run "npm run build"`);
}

/** Part of the weights of signs; they are the same whatever rules a config adds. */
export const builtSigns = (start: number, into: Uint8Array): void => bytesOf(builtFile('signs.bin'))(start, into);

let bundle: RuleBundle | undefined;

export function loadBundle(): RuleBundle {
  bundle ??= readBundle({
    texts: readFileSync(builtFile('rules.txt')),
    numbers: readFileSync(builtFile('rules.bin')),
    patterns: () => readFileSync(builtFile('patterns.json'), 'utf8'),
    signs: builtSigns,
  });
  return bundle;
}

/** Told without loading it. */
export const isBuiltIn = (given: RuleBundle): boolean => given === bundle;

export function loadSources(): RuleSources {
  return JSON.parse(readFileSync(builtFile('sources.json'), 'utf8')) as RuleSources;
}
