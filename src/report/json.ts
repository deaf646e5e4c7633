import { findingRecord, problemRecords, summaryRecord, toolRecord } from './record.js';
import { gather } from './types.js';

/** One document in the shape of src/report/schema.ts (published as schema/report.schema.json). */
export const json = gather(findingRecord, (files, totals, options) => {
  const report = {
    ...toolRecord(options),
    summary: summaryRecord(totals),
    files: files.map(({ path, records }) => ({ path, findings: records })),
    problems: problemRecords(totals),
  };
  return `${JSON.stringify(report, null, 2)}\n`;
});
