/** Why a place is reported, or why it is not: the way of one utterance through every stage, as a record. */
import type { TraceEvent } from './judge/judge.js';
import { createLinter, type LinterOptions } from './lint.js';
import type { Finding, Script, Span } from './model.js';
import { loadBundle } from './rules/bundle.js';
import { type Disguise, fold } from './text/fold.js';
import type { Token } from './text/segmenter.js';
import { createSegmenter } from './text/segmenters/index.js';
import { loadFoldTables } from './text/tables.js';

export interface Explanation {
  /** offsets in the script's text */
  utterance: Span & { text: string };
  /** the text as the rules read it; the spans of `tokens`, `disguises` and `events` point into it */
  folded: string;
  disguises: readonly Disguise[];
  tokens: Token[];
  /** matches, what dropped them, exemptions and disclosures tried: in the order in which they were tried */
  events: TraceEvent[];
  /** what was reported, with the steps of its rewrites in `rewrites[].moves` */
  findings: Finding[];
}

/**
 * Explains the utterance that holds `offset`, or undefined where nothing is said there.
 * Needs that look beyond the utterance are shown as they stand for the utterance alone.
 */
export function explainAt(script: Script, offset: number, options: LinterOptions = {}): Explanation | undefined {
  const utterance = script.utterances.find((u) => offset >= u.start && offset <= u.end);
  if (!utterance) return undefined;
  const events: TraceEvent[] = [];
  const alone = { ...script, utterances: [utterance] };
  const judge = (more: LinterOptions) =>
    createLinter({ ...options, showExempt: true, showSuppressed: true, ...more })
      .open(script.meta)
      .feed(alone);
  // Rewrites are linted again, which would be traced too: the trace is taken of a run without them.
  judge({ rewrites: 0, trace: (event) => events.push(event) });
  const findings = judge({});
  const text = script.text.slice(utterance.start, utterance.end);
  const bundle = options.bundle ?? loadBundle();
  const folded = fold(text, loadFoldTables(bundle.text));
  return {
    utterance: { start: utterance.start, end: utterance.end, text },
    folded: folded.text,
    disguises: folded.disguises,
    tokens: createSegmenter(options.segmenter).tag(folded.text),
    events,
    findings,
  };
}
