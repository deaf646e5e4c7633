import { messagesFor } from '../messages/index.js';
import { columnIn } from './place.js';
import { fullMessage } from './summary-text.js';
import { gather } from './types.js';
import { attributes } from './xml.js';

/** Checkstyle 4.3 XML, as Jenkins and many reviewers' bots read it. Columns in characters, as their other tools give them. */
export const checkstyle = gather(
  (finding, { script }, { lang }) =>
    attributes({
      line: finding.start.line,
      column: columnIn('characters', script, finding.span.start, finding.start),
      severity: finding.verdict === 'exempt' ? 'ignore' : finding.severity,
      message: fullMessage(finding, messagesFor(lang)),
      source: `koubo.${finding.rule}`,
    }),
  (files) => {
    const body = files.map(({ path, records }) => {
      const errors = records.map((record) => `    <error${record}/>\n`).join('');
      return `  <file${attributes({ name: path })}>\n${errors}  </file>\n`;
    });
    return `<?xml version="1.0" encoding="UTF-8"?>\n<checkstyle version="4.3">\n${body.join('')}</checkstyle>\n`;
  },
);
