import { messagesFor } from '../messages/index.js';
import { personPlace, shownPath } from './place.js';
import { lawText } from './summary-text.js';
import type { Formatter } from './types.js';

export const CSV_COLUMNS = [
  'path',
  'line',
  'column',
  'place',
  'speaker',
  'verdict',
  'severity',
  'rule',
  'category',
  'text',
  'message',
  'missing',
  'law',
  'sentence',
  'rewrite',
  'rewrite-kind',
  'fingerprint',
] as const;

/**
 * CSV for spreadsheets (RFC 4180). It starts with a byte order mark, without which Excel reads Chinese as rubbish, and
 * no cell starts a formula: the copy comes from strangers.
 */
export const csv: Formatter = (options) => {
  const m = messagesFor(options.lang);
  let header = `\ufeff${CSV_COLUMNS.join(',')}\r\n`;
  const headerOnce = () => {
    const now = header;
    header = '';
    return now;
  };
  return {
    add({ path, script, findings }) {
      const rows = findings.map((f) => {
        const place = personPlace(f, script);
        const rewrite = f.rewrites[0];
        return [
          shownPath(path, options.cwd),
          place.line,
          place.column,
          place.label ?? '',
          f.speaker ?? '',
          m.verdict[f.verdict],
          f.verdict === 'exempt' ? '' : f.severity,
          f.rule,
          f.category,
          f.text,
          f.message,
          m.list(f.missing),
          lawText(f, m),
          f.sentence.text,
          rewrite?.text ?? '',
          rewrite ? m.kind[rewrite.kind] : '',
          f.fingerprint,
        ];
      });
      return headerOnce() + rows.map((row) => `${row.map(field).join(',')}\r\n`).join('');
    },
    end: () => headerOnce(),
  };
};

function field(value: string | number): string {
  if (typeof value === 'number') return String(value);
  const safe = /^[=+\-@\t\r]/.test(value) ? `'${value}` : value;
  return /[",\r\n]|^\s|\s$/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
