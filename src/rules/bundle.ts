/** Finds and reads what the build compiled. */
import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { RuleBundle, RuleSources } from './build.js';
import { readBundle } from './file.js';

/** This module runs from dist/, from a chunk one folder below it, or, in development, from src/rules/. */
const HOMES = ['./', '../', '../../dist/'];

function find(name: string): string {
  for (const home of HOMES) {
    const file = fileURLToPath(new URL(`${home}${name}`, import.meta.url));
    if (existsSync(file)) return file;
  }
  throw new Error(`${name} is missing: run "npm run build"`);
}

let bundle: RuleBundle | undefined;

export function loadBundle(): RuleBundle {
  bundle ??= readBundle({
    json: readFileSync(find('rules.json'), 'utf8'),
    numbers: readFileSync(find('rules.bin')),
    patterns: () => readFileSync(find('patterns.json'), 'utf8'),
  });
  return bundle;
}

export function loadSources(): RuleSources {
  return JSON.parse(readFileSync(find('sources.json'), 'utf8')) as RuleSources;
}
