import { shownPath } from './place.js';
import { findingRecord, problemRecords, summaryRecord, toolRecord } from './record.js';
import type { Formatter } from './types.js';

/** One finding a line as it is found, then one line of type `summary`. Holds nothing, so memory stays flat on any input. */
export const ndjson: Formatter = (options) => ({
  add(batch) {
    const path = shownPath(batch.path, options.cwd);
    let lines = '';
    for (const finding of batch.findings) {
      lines += `${JSON.stringify({ type: 'finding', path, ...findingRecord(finding) })}\n`;
    }
    return lines;
  },
  end(totals) {
    const summary = {
      type: 'summary',
      ...toolRecord(options),
      summary: summaryRecord(totals),
      problems: problemRecords(totals),
    };
    return `${JSON.stringify(summary)}\n`;
  },
});
