import { messagesFor } from '../messages/index.js';
import { personPlace } from './place.js';
import { fullMessage } from './summary-text.js';
import { gather } from './types.js';

/** Test Anything Protocol 13: a test point a file, its findings as YAML below. JSON strings are YAML strings. */
export const tap = gather(
  (finding, { script }, { lang }) => ({
    fails: finding.verdict !== 'exempt' && finding.severity !== 'info',
    severity: finding.verdict === 'exempt' ? 'exempt' : finding.severity,
    rule: finding.rule,
    place: personPlace(finding, script),
    message: fullMessage(finding, messagesFor(lang)),
  }),
  (files, { problems }) => {
    const points = files.map(({ path, records }) => {
      const items = records.map(
        ({ severity, rule, place, message }) =>
          `    - rule: ${JSON.stringify(rule)}\n      severity: ${severity}\n      line: ${place.line}\n      column: ${place.column}\n      message: ${JSON.stringify(message)}\n`,
      );
      const yaml = items.length === 0 ? '' : `  ---\n  findings:\n${items.join('')}  ...\n`;
      return { ok: !records.some(({ fails }) => fails), name: path, yaml };
    });
    for (const { path, message, remedy } of problems) {
      const yaml = `  ---\n  message: ${JSON.stringify(message)}\n  remedy: ${JSON.stringify(remedy ?? '')}\n  ...\n`;
      points.push({ ok: false, name: path ?? 'koubo', yaml });
    }
    const lines = points.map(
      ({ ok, name, yaml }, i) => `${ok ? 'ok' : 'not ok'} ${i + 1} - ${name.replace(/[#\\]/g, '\\$&')}\n${yaml}`,
    );
    return `TAP version 13\n1..${points.length}\n${lines.join('')}`;
  },
);
