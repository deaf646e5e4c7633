/** Writes schema/: the JSON Schemas of the config, of rule packs and of the reports. A test keeps them current. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { packJsonSchema } from '../src/commands/rules/schema.js';
import { configJsonSchema } from '../src/config/schema.js';
import { schemaFiles } from '../src/report/schema.js';

export function allSchemas(): Record<string, string> {
  return {
    ...schemaFiles(),
    'koubo.schema.json': `${JSON.stringify(configJsonSchema(), null, 2)}\n`,
    'pack.schema.json': packJsonSchema(),
  };
}

if (process.argv[1] === import.meta.filename) {
  const folder = join(import.meta.dirname, '../schema');
  mkdirSync(folder, { recursive: true });
  for (const [name, text] of Object.entries(allSchemas())) writeFileSync(join(folder, name), text);
}
