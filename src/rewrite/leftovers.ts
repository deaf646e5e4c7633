import type { Span } from '../model.js';
import type { Edit } from './draft.js';
import { factsIn } from './facts.js';
import type { Phrases } from './phrases.js';
import { clauseAround, clauseSpans } from './punctuation.js';
import type { RewriteContext, Target } from './types.js';

/** What a clause must lean by to belong to the breach. Tried on clauses of labelled sentences. */
const LEAST = {
  /** beside it */
  beside: 0.2,
  /** beside one one of a category that is spoken by whole sentences */
  spoken: -0.9,
  /** a short clause has few signs */
  short: -0.4,
  /** with nothing but the breach on either side */
  between: -2.2,
  /** anywhere in the sentence */
  anywhere: 1.7,
  /** where it tells a figure or names goods */
  telling: 1.4,
};
const SHORT = 5;

/**
 * What hung on a clause that goes and breaks no rule by itself (再不付…, 请立即支付): clauses beside it that lean the same way
 * and tell no fact go with it, one after another.
 */
export function leftovers(
  text: string,
  edits: readonly Edit[],
  targets: readonly Target[],
  named: readonly Span[],
  phrases: Phrases,
  ctx: RewriteContext,
): Edit[] {
  const { leans } = ctx;
  if (!leans) return [];
  const clauses = clauseSpans(text);
  const gone: (Edit | undefined)[] = clauses.map((clause) =>
    edits.find(
      (edit) => answers(edit, clause) || (edit.rank >= (edit.text === '' ? 1 : 2) && covers(edit, clause, text)),
    ),
  );
  const touched = clauses.map(({ start, end }) =>
    edits.some((edit) => (edit.start < end && start < edit.end) || (edit.start >= start && edit.end <= end)),
  );
  const leaning = clauses.map((clause) => leans(text, clause));
  const anyone = edits[0];
  const least = (at: number): number => {
    const { start, end } = clauses[at]!;
    const words = text.slice(start, end);
    const telling =
      factsIn(words, phrases.facts).length > 0 || named.some((one) => one.start >= start && one.end <= end);
    const [before, after] = [gone[at - 1], gone[at + 1]];
    const beside = before ?? after;
    if (!beside) return telling ? LEAST.anywhere + LEAST.telling : LEAST.anywhere;
    if (telling) return LEAST.telling;
    if ((before || at === 0) && (after || at === clauses.length - 1)) return LEAST.between;
    if (phrases.goods.spoken.has(targets[beside.target]!.category)) return LEAST.spoken;
    return words.length > SHORT ? LEAST.beside : LEAST.short;
  };
  const more: Edit[] = [];
  for (let changed = true; changed; ) {
    changed = false;
    for (const [at, clause] of clauses.entries()) {
      const words = text.slice(clause.start, clause.end);
      if (!anyone || gone[at] || touched[at] || leaning[at]! < least(at) || isPrice(words, phrases)) continue;
      const start = clause.start + (phrases.vocative.exec(words)?.[0].length ?? 0);
      const target = (gone[at - 1] ?? gone[at + 1] ?? anyone).target;
      const edit: Edit = { start, end: clause.end, text: '', rank: 2, target, move: `drop-clause ${words}` };
      gone[at] = edit;
      more.push(edit);
      changed = true;
    }
  }
  return more;
}

function isPrice(words: string, { price, goods }: Phrases): boolean {
  return goods.kept.test(words) || (price.find.test(words) && !price.not.test(words));
}

/** Whether what is said in place of a clause was put behind it, because a fact in it stays. */
function answers(edit: Edit, clause: Span): boolean {
  return edit.rank === 0 && edit.start === clause.end && (edit.move === 'replace clause' || edit.move === 'invite');
}

/** Whether an edit takes all of a clause but perhaps whom it speaks to or what it is about. */
function covers(edit: Edit, clause: Span, text: string): boolean {
  if (edit.end < clause.end || edit.start >= clause.end) return false;
  return edit.start <= clause.start || edit.rank >= 2 || clauseAround(text, edit).start === edit.start;
}
