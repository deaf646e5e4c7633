import { readFileSync } from 'node:fs';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { describe, expect, it } from 'vitest';
import { allSchemas } from '../../scripts/build-schemas.js';
import { json } from '../../src/report/json.js';
import { hardFinding, OPTIONS, totals } from './sample.js';

describe('published schemas', () => {
  for (const [name, text] of Object.entries(allSchemas())) {
    it(`schema/${name} is current (npx tsx scripts/build-schemas.ts)`, () => {
      expect(readFileSync(new URL(`../../schema/${name}`, import.meta.url), 'utf8')).toBe(text);
    });
  }

  it('validate a report', () => {
    const { script, finding } = hardFinding();
    const printer = json(OPTIONS);
    printer.add({ path: script.path, script, findings: [finding] });
    const report = JSON.parse(printer.end(totals({ problems: [{ message: '读不了' }] })));
    const validate = new Ajv2020({ strict: false }).compile(JSON.parse(allSchemas()['report.schema.json'] ?? ''));
    validate(report);
    expect(validate.errors).toBeNull();
    delete report.files[0].findings[0].rule;
    expect(validate(report)).toBe(false);
  });
});
