/** Compiles rules/ into dist/: what the linter loads, so that starting costs no YAML and no schema. Fails on any defect. */
import { mkdirSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { buildRules } from '../src/rules/build.js';
import { RuleError } from '../src/rules/errors.js';

const root = join(import.meta.dirname, '..');
try {
  const out = join(root, 'dist');
  mkdirSync(out, { recursive: true });
  const built = buildRules(join(root, 'rules'));
  for (const [name, data] of Object.entries(built)) {
    const file = join(out, `${name}.json`);
    writeFileSync(`${file}.tmp`, JSON.stringify(data));
    renameSync(`${file}.tmp`, file);
  }
  console.log(`rules: ${built.rules.program.rules.length} rules, ${built.rules.program.patterns.length} patterns`);
} catch (error) {
  if (!(error instanceof RuleError)) throw error;
  console.error(error.message);
  process.exitCode = 1;
}
