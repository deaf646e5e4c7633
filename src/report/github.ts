import { messagesFor } from '../messages/index.js';
import { SEVERITIES } from '../model.js';
import { shownPath } from './place.js';
import { fullMessage } from './summary-text.js';
import { gather } from './types.js';

const LEVEL = { error: 'error', warning: 'warning', info: 'notice' } as const;

/** GitHub Actions workflow commands. GitHub keeps only the first ten of a level, so errors come first. */
export const github = gather(
  (finding, batch, { lang, cwd }) => {
    const m = messagesFor(lang);
    const { start, end } = finding;
    const sameLine = start.line === end.line;
    const properties: Record<string, string | number | undefined> = {
      file: shownPath(batch.path, cwd),
      line: start.line,
      endLine: end.line,
      // GitHub refuses columns of a range over several lines.
      col: sameLine ? start.column : undefined,
      endColumn: sameLine ? end.column : undefined,
      title: `${m.verdict[finding.verdict]} ${finding.rule}`,
    };
    const given = Object.entries(properties).filter(([, value]) => value !== undefined);
    const written = given.map(([name, value]) => `${name}=${property(String(value))}`).join(',');
    const line = `::${LEVEL[finding.severity]} ${written}::${data(fullMessage(finding, m))}\n`;
    return { severity: finding.severity, line: finding.verdict === 'exempt' ? '' : line };
  },
  (files, totals) => {
    const all = files.flatMap(({ records }) => records);
    const unread = totals.problems.map(({ path, message, remedy }) => {
      const where = path ? `file=${property(path)},` : '';
      return `::error ${where}title=koubo::${data([message, remedy].filter(Boolean).join('\n'))}\n`;
    });
    const ordered = SEVERITIES.flatMap((severity) => all.filter((one) => one.severity === severity));
    return unread.join('') + ordered.map(({ line }) => line).join('');
  },
);

const data = (text: string) => text.replace(/%/g, '%25').replace(/\r/g, '%0D').replace(/\n/g, '%0A');
const property = (text: string) => data(text).replace(/:/g, '%3A').replace(/,/g, '%2C');
