import { messagesFor } from '../messages/index.js';
import type { Finding, Place } from '../model.js';
import { columnIn, locateIn, shownPath } from './place.js';
import { fullMessage } from './summary-text.js';
import { type Batch, type FormatOptions, gather, type ScriptText } from './types.js';

const SEVERITY = { error: 'ERROR', warning: 'WARNING', info: 'INFO' } as const;

/** Reviewdog Diagnostic Format. Its columns count UTF-8 bytes. */
export const rdjson = gather(
  (finding, batch, options) => (finding.verdict === 'exempt' ? [] : [diagnostic(finding, batch, options)]),
  (files) => {
    const diagnostics = files.flatMap(({ records }) => records.flat());
    return `${JSON.stringify({ source: { name: 'koubo' }, severity: 'WARNING', diagnostics }, null, 2)}\n`;
  },
);

function diagnostic(finding: Finding, { path, script }: Batch, { cwd, lang, ruleUrl }: FormatOptions) {
  const { span, sentence } = finding;
  const url = ruleUrl(finding.rule);
  const sentenceRange = {
    start: position(sentence.start, locateIn(script, sentence.start, finding.start), script),
    end: position(sentence.end, locateIn(script, sentence.end, finding.end), script),
  };
  // Without the text the sentence cannot be placed, and a replacement of the wrong range is worse than none.
  const replaceable = script && finding.start.label === undefined;
  return {
    message: fullMessage(finding, messagesFor(lang)),
    location: {
      path: shownPath(path, cwd),
      range: { start: position(span.start, finding.start, script), end: position(span.end, finding.end, script) },
    },
    severity: SEVERITY[finding.severity],
    code: { value: finding.rule, ...(url ? { url } : {}) },
    ...(replaceable && finding.rewrites.length > 0
      ? { suggestions: finding.rewrites.map(({ text }) => ({ range: sentenceRange, text })) }
      : {}),
  };
}

function position(offset: number, place: Place, script: ScriptText | undefined) {
  return { line: place.line, column: columnIn('bytes', script, offset, place) };
}
