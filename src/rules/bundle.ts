/** Finds and reads what the build compiled. */
import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { RuleBundle, RuleSources } from './build.js';

/** This module runs from dist/, from a chunk one folder below it, or, in development, from src/rules/. */
const HOMES = ['./', '../', '../../dist/'];

function read(name: string): string {
  for (const home of HOMES) {
    const file = fileURLToPath(new URL(`${home}${name}`, import.meta.url));
    if (existsSync(file)) return readFileSync(file, 'utf8');
  }
  throw new Error(`${name} is missing: run "npm run build"`);
}

let bundle: RuleBundle | undefined;

export function loadBundle(): RuleBundle {
  bundle ??= JSON.parse(read('rules.json')) as RuleBundle;
  return bundle;
}

export function loadSources(): RuleSources {
  return JSON.parse(read('sources.json')) as RuleSources;
}
