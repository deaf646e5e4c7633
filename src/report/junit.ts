import { messagesFor } from '../messages/index.js';
import { personPlace } from './place.js';
import { fullMessage } from './summary-text.js';
import { type Gathered, gather } from './types.js';
import { attributes, xmlText } from './xml.js';

interface Case {
  xml: string;
  failed: boolean;
}

/**
 * JUnit XML: a suite a file, a case a finding. Errors and warnings are failures, advice and exemptions passing cases
 * with their text as output. A file without findings is one passing case, a file that could not be read an error.
 */
export const junit = gather(
  (finding, { script }, { lang }): Case => {
    const m = messagesFor(lang);
    const place = personPlace(finding, script);
    const where = place.label ?? `${place.line}:${place.column}`;
    const failed = finding.verdict !== 'exempt' && finding.severity !== 'info';
    const text = xmlText(fullMessage(finding, m)).replaceAll('&#10;', '\n');
    const inner = failed
      ? `<failure${attributes({ message: finding.message, type: finding.rule })}>${text}</failure>`
      : `<system-out>${text}</system-out>`;
    const head = attributes({
      name: `${where} ${finding.rule}`,
      classname: finding.path,
      file: finding.path,
      line: place.line,
    });
    return { xml: `    <testcase${head}>\n      ${inner}\n    </testcase>\n`, failed };
  },
  (files, totals) => {
    const suites = files.map(suite);
    const errors = totals.problems.length;
    if (errors > 0) {
      const cases = totals.problems.map(({ path, message, remedy }) => {
        const head = attributes({ name: path ?? 'koubo', classname: 'koubo' });
        return `    <testcase${head}>\n      <error${attributes({ message, type: 'input' })}>${xmlText(remedy ?? '')}</error>\n    </testcase>\n`;
      });
      const head = attributes({ name: 'koubo', tests: errors, failures: 0, errors, skipped: 0 });
      suites.push({ xml: `  <testsuite${head}>\n${cases.join('')}  </testsuite>\n`, tests: errors, failures: 0 });
    }
    const sum = (key: 'tests' | 'failures') => suites.reduce((total, s) => total + s[key], 0);
    const head = attributes({ name: 'koubo', tests: sum('tests'), failures: sum('failures'), errors });
    return `<?xml version="1.0" encoding="UTF-8"?>\n<testsuites${head}>\n${suites.map(({ xml }) => xml).join('')}</testsuites>\n`;
  },
);

function suite({ path, records }: Gathered<Case>): { xml: string; tests: number; failures: number } {
  const failures = records.filter(({ failed }) => failed).length;
  const clean = `    <testcase${attributes({ name: path, classname: path, file: path })}/>\n`;
  const tests = Math.max(1, records.length);
  const head = attributes({ name: path, tests, failures, errors: 0, skipped: 0 });
  const cases = records.length === 0 ? clean : records.map(({ xml }) => xml).join('');
  return { xml: `  <testsuite${head}>\n${cases}  </testsuite>\n`, tests, failures };
}
