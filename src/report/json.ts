import { findingRecord, problemRecords, summaryRecord, toolRecord } from './record.js';
import { gather } from './types.js';

/** One document in the shape of src/report/schema.ts (published as schema/report.schema.json). */
export const json = gather(findingRecord, (files, totals, options) => {
  const report = {
    ...toolRecord(options),
    summary: summaryRecord(totals),
    files: files.map(({ path, records, aside }) => ({
      path,
      findings: records,
      ...(options.showSuppressed ? { suppressed: aside.filter(({ suppression }) => suppression) } : {}),
    })),
    problems: problemRecords(totals),
  };
  return `${JSON.stringify(report, null, 2)}\n`;
});
