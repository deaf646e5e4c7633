import type { Finding, Place } from '../model.js';
import { Recent } from '../recent.js';
import { shownPath } from './place.js';
import { findingRecord, problemRecords, summaryRecord, toolRecord } from './record.js';
import type { Batch, Formatter } from './types.js';

/** UTF-16 code units after which a piece is handed on. */
const PIECE = 8 * 1024;

/** One finding a line as it is found, then one line of type `summary`. Holds nothing, so memory stays flat on any input. */
export const ndjson: Formatter = (options) => {
  const line = lineWriter();
  function* pieces({ path, findings, aside = [] }: Batch): Generator<string> {
    const named = `"path":${JSON.stringify(shownPath(path, options.cwd))},`;
    let lines = '';
    for (const finding of findings) {
      lines += `{"type":"finding",${named}${line(finding)}\n`;
      if (lines.length < PIECE) continue;
      yield lines;
      lines = '';
    }
    if (options.showSuppressed)
      for (const finding of aside) if (finding.suppression) lines += `{"type":"suppressed",${named}${line(finding)}\n`;
    if (lines !== '') yield lines;
  }
  return {
    pieces,
    add: (batch) => [...pieces(batch)].join(''),
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
 * sentences a hundred thousand times, so what does not tell where a finding stands is written once.
 */
function lineWriter(): (finding: Finding) => string {
  const heads = new Map<string, string>();
  const bases = new Map<string, string>();
  const rewrites = new WeakMap<object, string>();
  const written = new Recent<Written>(KEPT, (_, { words, told }) => words.length + told.length);

  const write = (finding: Finding): Written => {
    const { rule, packVersion, category, verdict, severity, title, pack, sentence } = finding;
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
    const { restored } = finding;
    return {
      finding,
      head,
      words: `"text":${quote(finding.text)}${restored === undefined ? '' : `,"restored":${quote(restored)}`}`,
      told:
        `"text":${quote(sentence.text)}},"message":${quote(finding.message)},"basis":${basis}` +
        `,"missing":${array(finding.missing)},"exemptions":${array(finding.exemptions)},"rewrites":${say}`,
    };
  };

  return (finding) => {
    const { fingerprint, start, end, span, sentence, also, speaker, scope, count, suppression } = finding;
    const known = written.get(fingerprint);
    let parts: Written;
    if (known && saysTheSame(known.finding, finding)) parts = known;
    else {
      parts = write(finding);
      written.set(fingerprint, parts);
    }
    return (
      `${parts.head},"start":${place(span.start, start)},"end":${place(span.end, end)},${parts.words}` +
      `,"sentence":{"start":${sentence.start},"end":${sentence.end},${parts.told}` +
      `,"also":${also.length === 0 ? '[]' : quote(findingRecord(finding).also)},"fingerprint":${quote(fingerprint)}` +
      `${speaker === undefined ? '' : `,"speaker":${quote(speaker)}`}` +
      `${scope === undefined ? '' : `,"scope":${quote(scope)}`}${count === undefined ? '' : `,"count":${count}`}` +
      `${suppression === undefined ? '' : `,"suppression":${quote(suppression)}`}}`
    );
  };
}

/** What is written of a finding wherever it stands. */
interface Written {
  finding: Finding;
  head: string;
  words: string;
  told: string;
}

/** Characters of findings that are kept for sure, in case they come again. */
const KEPT = 512 * 1024;

/** Whether two findings of one fingerprint differ in places alone. Those of a text heard before share their lists. */
function saysTheSame(a: Finding, b: Finding): boolean {
  return (
    a.rule === b.rule &&
    a.title === b.title &&
    a.pack === b.pack &&
    a.packVersion === b.packVersion &&
    a.category === b.category &&
    a.verdict === b.verdict &&
    a.severity === b.severity &&
    a.text === b.text &&
    a.restored === b.restored &&
    a.sentence.text === b.sentence.text &&
    a.message === b.message &&
    a.basis === b.basis &&
    a.missing === b.missing &&
    a.exemptions === b.exemptions &&
    a.rewrites === b.rewrites
  );
}

const quote = (value: unknown): string => JSON.stringify(value);
const array = (values: readonly unknown[]): string => (values.length === 0 ? '[]' : JSON.stringify(values));

function place(offset: number, { line, column, label, at }: Place): string {
  const named = label ? `,"label":${quote(label)}` : '';
  return `{"offset":${offset},"line":${line},"column":${column}${named}${at ? `,"at":${quote(at)}` : ''}}`;
}
