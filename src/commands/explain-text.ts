import type { Explanation } from '../explain.js';
import type { TraceEvent } from '../judge/judge.js';
import type { ExplainMessages } from '../messages/explain.js';
import { paletteFor } from '../report/colour.js';
import { padCells, wrapText } from '../report/display.js';
import type { Context } from './context.js';

/** An explanation as a page: the text as read, its words, what each rule made of it, what was reported. */
export function explanationText(one: Explanation, context: Context, t: ExplainMessages): string {
  const { m, io } = context;
  const paint = paletteFor(context.colour);
  const width = Math.max(40, Math.min(io.isTTY ? io.columns : 80, 100)) - 6;
  const rows: string[] = [];
  const field = (name: string, text: string) => {
    rows.push(`${paint.label(padCells(name, 6))}${wrapText(text, width).join('\n      ')}`);
  };
  field(t.original, one.utterance.text);
  if (one.folded !== one.utterance.text) field(t.read, one.folded);
  for (const { written, restored } of one.disguises) field(t.restored, `${written} → ${restored}`);
  field(t.tokens, one.tokens.map(({ text, pos }) => `${text}${pos === 'x' || pos === 'w' ? '' : `/${pos}`}`).join(' '));

  rows.push('', paint.label(t.candidates));
  if (one.events.length === 0) rows.push(`  ${t.none}`);
  for (const [head, events] of byHit(one.events)) {
    rows.push(`  ${head}`);
    for (const event of events) rows.push(`    ${eventText(event, t, paint)}`);
  }

  rows.push('', paint.label(t.result));
  if (one.findings.length === 0) rows.push(`  ${t.nothing}`);
  for (const finding of one.findings) {
    const verdict = paint.verdict[finding.verdict](m.verdict[finding.verdict]);
    rows.push(`  ${verdict} ${finding.rule} ${m.quote(finding.text)}  ${finding.message}`);
    for (const { rule, verdict: other } of finding.also)
      rows.push(`    ${m.report.also([`${rule} ${m.verdict[other]}`])}`);
    if (finding.missing.length > 0) rows.push(`    ${m.report.missing(finding.missing)}`);
    if (finding.suppression) rows.push(`    ${paint.faint(t.suppressed)}`);
  }
  const rewrites = new Map(one.findings.flatMap(({ rewrites: all }) => all.map((r) => [r.text, r] as const)));
  for (const { text, kind, moves } of rewrites.values()) {
    rows.push('', `${paint.label(t.rewrite)}  ${m.kind[kind]}`, `  ${text || m.report.leaveOut}`);
    if (moves.length > 0) rows.push(`  ${paint.label(t.steps)} ${moves.join(' → ')}`);
  }
  return `${rows.join('\n')}\n`;
}

/** Events of one hit of one rule together, in the order of first appearance. */
function byHit(events: readonly TraceEvent[]): Map<string, TraceEvent[]> {
  const hits = new Map<string, TraceEvent[]>();
  const words = new Map<string, string>();
  for (const event of events) {
    const key = `${event.rule} ${event.span.start}-${event.span.end}`;
    if ('text' in event) words.set(key, event.text);
    hits.set(key, [...(hits.get(key) ?? []), event]);
  }
  return new Map(
    [...hits].map(([key, list]) => [`${list[0]?.rule} “${words.get(key) ?? ''}”  ${key.split(' ')[1]}`, list]),
  );
}

function eventText(event: TraceEvent, t: ExplainMessages, paint: ReturnType<typeof paletteFor>): string {
  switch (event.kind) {
    case 'match':
      return `${t.pattern} ${paint.faint(event.pattern)}`;
    case 'dropped':
      return paint.faint([t.dropped[event.why] ?? event.why, event.by ? `“${event.by}”` : ''].join(' ').trim());
    case 'spare': {
      const { because, basis, held, by, cancelled } = event.trial;
      const what = held
        ? paint.good(t.spareHeld)
        : cancelled
          ? paint.slot(t.spareCancelled)
          : paint.faint(t.spareFailed);
      const why = [by ? t.by(by) : '', cancelled ? t.cancelledBy(cancelled) : ''].filter(Boolean).join(' ');
      return [what, because, basis ?? '', why].filter(Boolean).join(' ');
    }
    case 'need':
      return event.met
        ? paint.good(`${t.needMet(event.fact)}${event.by ? ` “${event.by}”` : ''}`)
        : paint.slot(t.needMissing(event.fact));
    case 'evidence':
      return paint.good(t.evidence(event.id));
    case 'doubted':
      return paint.faint(t.doubted(event.score.toFixed(2), event.trust.toFixed(2)));
    case 'outweighed':
      return paint.faint(t.outweighed(event.category, event.lead.toFixed(2)));
    case 'weighed': {
      const { score, over, signs } = event;
      const told = signs.slice(0, 8).map(({ text, weight }) => `${text} ${weight > 0 ? '+' : ''}${weight.toFixed(2)}`);
      const line = t.weighed(score.toFixed(2), String(over));
      return `${score > over ? paint.slot(line) : paint.faint(line)} ${paint.faint(told.join('  '))}`;
    }
  }
}
