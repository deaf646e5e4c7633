import { messagesFor } from '../messages/index.js';
import { personPlace, placeText, shownPath } from './place.js';
import type { Formatter } from './types.js';

/** One finding a line, for grep, editors and problem matchers: `path:line:column: severity rule message`. */
export const compact: Formatter = (options) => {
  const m = messagesFor(options.lang);
  return {
    add(batch) {
      return batch.findings
        .map((finding) => {
          const place = placeText(shownPath(batch.path, options.cwd), personPlace(finding, batch.script));
          const level = finding.verdict === 'exempt' ? 'exempt' : finding.severity;
          const words = finding.message.includes(finding.text) ? '' : `${m.quote(finding.text)} `;
          return `${place}: ${level} ${finding.rule} ${oneLine(words + finding.message)}\n`;
        })
        .join('');
    },
    end: () => '',
  };
};

/** Line breaks, tabs and controls would break a line-based consumer. */
export function oneLine(text: string): string {
  return text.replace(/[\u0000-\u001f\u007f-\u009f\u2028\u2029]+/g, ' ').trim();
}
