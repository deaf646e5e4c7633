import { bySentence } from '../judge/by-sentence.js';
import { liveMessagesFor } from '../messages/live.js';
import { type Finding, VERDICTS } from '../model.js';
import { padCells } from './display.js';
import { ndjson } from './ndjson.js';
import { personPlace } from './place.js';
import { pageOf, sentenceRows } from './pretty.js';
import { summaryRecord, toolRecord } from './record.js';
import type { Repeated } from './repeats.js';
import type { Batch, FormatOptions, Totals } from './types.js';

/** What a stream gave, for the summary. */
export interface Heard {
  lines: number;
  utterances: number;
  unreadable: number;
  repeated: Repeated[];
}

/** Text for each alert as it comes, and for the summary. */
export interface LivePrinter {
  alert(batch: Batch): string;
  /** a finding told in full before */
  again(finding: Finding, count: number, batch: Batch): string;
  end(totals: Totals, heard: Heard): string;
}

export function livePretty(options: FormatOptions): LivePrinter {
  const t = liveMessagesFor(options.lang);
  const page = { ...pageOf(options), say: t.correct };
  const { m, paint } = page;
  return {
    alert: (batch) =>
      bySentence(batch.findings)
        .map((group) => [standing(group[0]!, batch), ...sentenceRows(group, page), ''].join('\n'))
        .map((block) => `${block}\n`)
        .join(''),
    again(finding, count, batch) {
      const words = finding.text.trim() === '' ? finding.title : m.quote(finding.text.trim());
      const verdict = paint.verdict[finding.verdict](m.verdict[finding.verdict]);
      return `${standing(finding, batch)}  ${verdict}  ${words} ${t.again(count)}  ${paint.faint(finding.rule)}\n`;
    },
    end(totals, heard) {
      if (options.quiet) return '';
      const counts = VERDICTS.map((verdict) => ({ verdict, count: totals.verdicts[verdict] })).filter(
        ({ count }) => count > 0,
      );
      const told = counts.map(({ verdict, count }) => `${m.verdict[verdict]} ${m.number(count)}`);
      const head = [t.heard(heard.utterances, totals.characters), ...told].join('　');
      const worst = totals.severities.error > 0 ? paint.bad : counts.length > 0 ? paint.strong : paint.good;
      const rows = [worst(head)];
      if (heard.repeated.length > 0) rows.push(`${t.repeated}${m.colon.trimEnd()}`);
      for (const { text, count, rule } of heard.repeated)
        rows.push(`  ${padCells(t.times(count), 10, 'left')}  ${m.quote(text)}  ${paint.faint(rule)}`);
      if (heard.unreadable > 0) rows.push(paint.faint(t.unreadable(heard.unreadable)));
      return rows.map((row) => `${row}\n`).join('');
    },
  };

  /** The recording's time and who spoke, or line and column of the stream. */
  function standing(finding: Finding, batch: Batch): string {
    const { label, line, column } = personPlace(finding, batch.script);
    if (label !== undefined) return paint.place(label);
    const speaker = finding.speaker ? `  ${finding.speaker}` : '';
    return `${paint.place(`${line}:${column}`)}${paint.faint(speaker)}`;
  }
}

export function liveNdjson(options: FormatOptions): LivePrinter {
  const printer = ndjson(options);
  return {
    alert: (batch) => printer.add(batch),
    again({ rule, verdict, severity, text, span, start, speaker }, count) {
      const { line, column, label, at } = start;
      const place = { offset: span.start, line, column, ...(label ? { label } : {}), ...(at ? { at } : {}) };
      const who = speaker === undefined ? {} : { speaker };
      return `${JSON.stringify({ type: 'repeat', rule, verdict, severity, text, count, start: place, ...who })}\n`;
    },
    end: (totals, heard) =>
      `${JSON.stringify({
        type: 'summary',
        ...toolRecord(options),
        summary: summaryRecord(totals),
        problems: totals.problems.map(({ path, message, remedy }) => ({ path, message, remedy })),
        live: heard,
      })}\n`,
  };
}
