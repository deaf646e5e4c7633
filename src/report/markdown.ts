import { messagesFor } from '../messages/index.js';
import { VERDICTS } from '../model.js';
import { personPlace } from './place.js';
import { lawText } from './summary-text.js';
import { gather } from './types.js';

/** Hosts of pull requests refuse comments past 65,536 characters. */
const LIMIT = 60_000;

/** A comment for a pull request: what, why and what to say, a table a file. */
export const markdown = gather(
  (finding, { script }, { lang, ruleUrl }) => {
    const m = messagesFor(lang);
    const place = personPlace(finding, script);
    const url = ruleUrl(finding.rule);
    const rule = url ? `[${finding.rule}](${url})` : `\`${finding.rule}\``;
    const why = [cell(finding.message), cell(lawText(finding, m)), rule].filter((part) => part !== '').join('<br>');
    const rewrites = finding.verdict === 'exempt' ? [] : finding.rewrites.slice(0, 2);
    const say = rewrites
      .map(({ text, kind }) => `${cell(text) || m.report.leaveOut}<br><sub>${m.kind[kind]}</sub>`)
      .join('<br>');
    const where = place.label ? cell(place.label) : `${place.line}:${place.column}`;
    return `| ${where} | ${m.verdict[finding.verdict]} | ${cell(finding.text)} | ${why} | ${say} |\n`;
  },
  (files, totals, options) => {
    const m = messagesFor(options.lang);
    const counts = VERDICTS.map((verdict) => ({ verdict, count: totals.verdicts[verdict] })).filter(
      ({ count }) => count > 0,
    );
    const total = counts.reduce((sum, { count }) => sum + count, 0);
    const head =
      total === 0
        ? m.report.clean(totals.files, totals.characters)
        : m.report.summary(total, totals.filesWithFindings, counts);
    const unread = totals.problems
      .map(({ path, message }) => `- ${cell([path, message].filter(Boolean).join(m.colon))}\n`)
      .join('');
    let page = `### koubo\n\n${head}\n${unread === '' ? '' : `\n${unread}`}`;
    let cut = totals.unshown;
    for (const { path, records } of files) {
      if (records.length === 0) continue;
      let rows = `\n#### ${cell(path)}\n\n| ${m.report.columns.join(' | ')} |\n|---|---|---|---|---|\n`;
      for (const record of records) {
        if (page.length + rows.length + record.length > LIMIT) cut++;
        else rows += record;
      }
      if (rows.endsWith('---|\n')) continue;
      page += rows;
    }
    return cut > 0 ? `${page}\n${m.report.unshown(cut)}\n` : page;
  },
);

/** Copy inside a table cell: nothing in it may become markup, a mention, an image or a new row. */
function cell(text: string): string {
  return text
    .replace(/[\\`*_{}[\]<>|#~!]/g, '\\$&')
    .replace(/@/g, '&#64;')
    .replace(/\s*[\r\n]+\s*/g, ' ')
    .trim();
}
