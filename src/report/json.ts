import { shownPath } from './place.js';
import { findingRecord, summaryRecord, toolRecord } from './record.js';
import { type Batch, whole } from './types.js';

/** One document in the shape of src/report/schema.ts (published as schema/report.schema.json). */
export const json = whole((batches, totals, options) => {
  const files = new Map<string, Batch['findings'][number][]>();
  for (const batch of batches) {
    const path = shownPath(batch.path, options.cwd);
    files.set(path, [...(files.get(path) ?? []), ...batch.findings]);
  }
  const report = {
    ...toolRecord(options),
    summary: summaryRecord(totals),
    files: [...files].map(([path, findings]) => ({ path, findings: findings.map(findingRecord) })),
    problems: totals.problems,
  };
  return `${JSON.stringify(report, null, 2)}\n`;
});
