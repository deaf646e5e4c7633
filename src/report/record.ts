import type { Finding, Place, Severity, Verdict } from '../model.js';
import type { FormatOptions, Totals } from './types.js';

/** Rises when a field is removed or changes its meaning; new fields may come without it. */
export const SCHEMA_VERSION = 1;

/**
 * A finding as JSON shows it. Written out field by field: the model may grow, the published shape only on purpose.
 * Offsets are UTF-16 code units in the decoded text of the file.
 */
export function findingRecord(f: Finding) {
  return {
    rule: f.rule,
    title: f.title,
    pack: f.pack,
    packVersion: f.packVersion,
    category: f.category,
    verdict: f.verdict,
    severity: f.severity,
    start: placeRecord(f.span.start, f.start),
    end: placeRecord(f.span.end, f.end),
    text: f.text,
    ...(f.restored === undefined ? {} : { restored: f.restored }),
    sentence: { start: f.sentence.start, end: f.sentence.end, text: f.sentence.text },
    message: f.message,
    basis: f.basis.map(({ id, title, status }) => ({ id, title, status })),
    missing: f.missing,
    exemptions: f.exemptions,
    rewrites: f.rewrites.map(({ text, kind, slots, moves }) => ({ text, kind, slots, moves })),
    also: f.also.map(({ rule, category, verdict, severity, span }) => ({
      rule,
      category,
      verdict,
      severity,
      start: span.start,
      end: span.end,
    })),
    fingerprint: f.fingerprint,
    ...(f.speaker === undefined ? {} : { speaker: f.speaker }),
    ...(f.scope === undefined ? {} : { scope: f.scope }),
    ...(f.count === undefined ? {} : { count: f.count }),
    ...(f.suppression === undefined ? {} : { suppression: f.suppression }),
  };
}

function placeRecord(offset: number, place: Place) {
  return {
    offset,
    line: place.line,
    column: place.column,
    ...(place.label ? { label: place.label } : {}),
    ...(place.at ? { at: place.at } : {}),
  };
}

export function summaryRecord(totals: Totals) {
  return {
    files: totals.files,
    filesWithFindings: totals.filesWithFindings,
    characters: totals.characters,
    findings: total(totals.verdicts),
    verdicts: totals.verdicts,
    severities: totals.severities,
    unshown: totals.unshown,
    exemptHidden: totals.exemptHidden,
    suppressed: totals.suppressed,
    ...(totals.changedSince === undefined ? {} : { changedSince: totals.changedSince }),
    ...(totals.baseline === undefined ? {} : { baseline: totals.baseline }),
  };
}

/** Without the frame, which is for eyes. */
export function problemRecords({ problems }: Totals) {
  return problems.map(({ path, message, remedy }) => ({ path, message, remedy }));
}

export function toolRecord(options: FormatOptions) {
  return { schemaVersion: SCHEMA_VERSION, tool: { name: 'koubo', version: options.version } };
}

function total(counts: Record<Verdict, number> | Record<Severity, number>): number {
  return Object.values(counts).reduce((sum, count) => sum + count, 0);
}
