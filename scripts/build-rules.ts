/** Compiles rules/ into dist/: what the linter loads, so that starting costs no YAML and no schema. Fails on any defect. */
import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { buildRules } from '../src/rules/build.js';
import { RuleError } from '../src/rules/errors.js';
import { writeBundle } from '../src/rules/file.js';

const root = join(import.meta.dirname, '..');
try {
  const out = join(root, 'dist');
  mkdirSync(out, { recursive: true });
  const built = buildRules(join(root, 'rules'));
  const { texts, numbers, patterns } = writeBundle(built.rules);
  for (const [name, data] of [
    ['rules.txt', texts],
    ['rules.bin', numbers],
    ['patterns.json', patterns],
    ['signs.bin', readFileSync(join(root, 'rules/signs.bin'))],
    ['sources.json', JSON.stringify(built.sources)],
  ] as const) {
    const file = join(out, name);
    writeFileSync(`${file}.tmp`, data);
    renameSync(`${file}.tmp`, file);
  }
  console.log(`rules: ${built.rules.program.rules.length} rules, ${built.rules.program.patterns.length} patterns`);
} catch (error) {
  if (!(error instanceof RuleError)) throw error;
  console.error(error.message);
  process.exitCode = 1;
}
