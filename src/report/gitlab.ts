import { createHash } from 'node:crypto';
import { messagesFor } from '../messages/index.js';
import { shownPath } from './place.js';
import { fullMessage } from './summary-text.js';
import { gather } from './types.js';

const SEVERITY = { error: 'critical', warning: 'major', info: 'info' } as const;

/** GitLab Code Quality report. Fingerprints must be unique in a report: the same sentence said twice gets two. */
export const gitlab = gather(
  (finding, batch, { lang, cwd }) => ({
    exempt: finding.verdict === 'exempt',
    fingerprint: finding.fingerprint,
    issue: {
      type: 'issue',
      check_name: finding.rule,
      description: fullMessage(finding, messagesFor(lang)).replaceAll('\n', ' '),
      categories: ['Compliance'],
      severity: SEVERITY[finding.severity],
      location: {
        path: shownPath(batch.path, cwd).replace(/^\.\//, ''),
        lines: { begin: finding.start.line, end: finding.end.line },
      },
    },
  }),
  (files) => {
    const seen = new Map<string, number>();
    const issues = files
      .flatMap(({ records }) => records)
      .filter(({ exempt }) => !exempt)
      .map(({ fingerprint, issue }) => {
        const key = `${issue.location.path}\n${fingerprint}`;
        const nth = seen.get(key) ?? 0;
        seen.set(key, nth + 1);
        return { ...issue, fingerprint: createHash('md5').update(`${key}\n${nth}`).digest('hex') };
      });
    return `${JSON.stringify(issues, null, 2)}\n`;
  },
);
