import type { Finding, Place } from '../model.js';
import { shownPath } from './place.js';
import { findingRecord, problemRecords, summaryRecord, toolRecord } from './record.js';
import type { Formatter } from './types.js';

/** One finding a line as it is found, then one line of type `summary`. Holds nothing, so memory stays flat on any input. */
export const ndjson: Formatter = (options) => {
  const line = lineWriter();
  return {
    add(batch) {
      const path = `"path":${JSON.stringify(shownPath(batch.path, options.cwd))},`;
      let lines = '';
      for (const finding of batch.findings) lines += `{"type":"finding",${path}${line(finding)}\n`;
      if (options.showSuppressed)
        for (const finding of batch.aside ?? [])
          if (finding.suppression) lines += `{"type":"suppressed",${path}${line(finding)}\n`;
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
  };
};

/**
 * The fields of a finding's record, without the opening brace. A night's transcript repeats the same few rules and
 * sentences a hundred thousand times, so the parts that only depend on the rule or the sentence are written once.
 */
function lineWriter(): (finding: Finding) => string {
  const heads = new Map<string, string>();
  const bases = new Map<string, string>();
  const rewrites = new WeakMap<object, string>();
  return (finding) => {
    const { rule, packVersion, category, verdict, severity, title, pack } = finding;
    const headKey = `${rule}\n${verdict}\n${severity}\n${title}`;
    let head = heads.get(headKey);
    if (head === undefined) {
      head = JSON.stringify({ rule, title, pack, packVersion, category, verdict, severity }).slice(1, -1);
      heads.set(headKey, head);
    }
    const basisKey = finding.basis.map(({ id, title: name, status }) => `${id} ${name} ${status}`).join('\n');
    let basis = bases.get(basisKey);
    if (basis === undefined) {
      basis = JSON.stringify(finding.basis.map(({ id, title: name, status }) => ({ id, title: name, status })));
      bases.set(basisKey, basis);
    }
    let say = rewrites.get(finding.rewrites);
    if (say === undefined) {
      say = JSON.stringify(finding.rewrites.map(({ text, kind, slots, moves }) => ({ text, kind, slots, moves })));
      rewrites.set(finding.rewrites, say);
    }
    const { start, end, span, sentence, restored, speaker, scope, count, suppression } = finding;
    return (
      `${head},"start":${place(span.start, start)},"end":${place(span.end, end)},"text":${quote(finding.text)}` +
      `${restored === undefined ? '' : `,"restored":${quote(restored)}`}` +
      `,"sentence":{"start":${sentence.start},"end":${sentence.end},"text":${quote(sentence.text)}}` +
      `,"message":${quote(finding.message)},"basis":${basis},"missing":${array(finding.missing)}` +
      `,"exemptions":${array(finding.exemptions)},"rewrites":${say}` +
      `,"also":${finding.also.length === 0 ? '[]' : quote(findingRecord(finding).also)}` +
      `,"fingerprint":${quote(finding.fingerprint)}` +
      `${speaker === undefined ? '' : `,"speaker":${quote(speaker)}`}` +
      `${scope === undefined ? '' : `,"scope":${quote(scope)}`}${count === undefined ? '' : `,"count":${count}`}` +
      `${suppression === undefined ? '' : `,"suppression":${quote(suppression)}`}}`
    );
  };
}

const quote = (value: unknown): string => JSON.stringify(value);
const array = (values: readonly unknown[]): string => (values.length === 0 ? '[]' : JSON.stringify(values));

function place(offset: number, { line, column, label, at }: Place): string {
  const named = label ? `,"label":${quote(label)}` : '';
  return `{"offset":${offset},"line":${line},"column":${column}${named}${at ? `,"at":${quote(at)}` : ''}}`;
}
