import type { Span } from '../model.js';
import type { Edit } from './draft.js';
import { factsIn } from './facts.js';
import type { Phrases } from './phrases.js';
import { clauseAround, clauseSpans, isOpen } from './punctuation.js';
import type { RewriteContext, Target } from './types.js';

/** Name of the measure for a category that has none of its own. */
const ANY = 'default';
/** How plainly a clause must read like one that says nothing without the breach; more so where it tells of the goods. Tried on labelled clauses left out. */
const HANGS = { telling: 1.2, other: 0.5 };

/**
 * What hung on a clause that goes and breaks no rule by itself (a proof left to the buyer, an excuse): clauses beside it that read like
 * such, and such as lean the same way very plainly, one after another. All else stays as it was said.
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
  const { hung } = phrases;
  const goes = (at: number): boolean => {
    const { start, end } = clauses[at]!;
    const words = text.slice(start, end);
    const beside = [gone[at - 1], gone[at + 1]].filter((one) => one !== undefined);
    if (beside.length === 0) return false;
    const categories = beside.map((one) => targets[one.target]!.category);
    if (isPrice(words, phrases)) return false;
    const telling = tellsOf(text, clauses[at]!, named, phrases);
    if ((ctx.hangs?.(text, clauses[at]!) ?? -1) >= (telling ? HANGS.telling : HANGS.other)) return true;
    const least = telling ? hung.telling : hung.least;
    const most = Math.min(...categories.map((one) => least.get(one) ?? least.get(ANY) ?? Number.POSITIVE_INFINITY));
    return Number.isFinite(most) && leans(text, clauses[at]!) >= most;
  };
  const more: Edit[] = [];
  for (let changed = true; changed; ) {
    changed = false;
    for (const [at, clause] of clauses.entries()) {
      const words = text.slice(clause.start, clause.end);
      // what an earlier round put in was never said beside the breach
      if (gone[at] || touched[at] || isOpen(text[clause.end]) || !ctx.sentence.includes(words) || !goes(at)) continue;
      // whom a sentence speaks to is said at its start
      const start = clause.start + (at === 0 ? (phrases.vocative.exec(words)?.[0].length ?? 0) : 0);
      const target = (gone[at - 1] ?? gone[at + 1])!.target;
      const edit: Edit = { start, end: clause.end, text: '', rank: 2, target, move: `drop-clause ${words}` };
      gone[at] = edit;
      more.push(edit);
      changed = true;
    }
  }
  return more;
}

/** Whether a clause that was weighed as a breach only tells of the goods or the sale, or says what no breach is made of, and does not sound like one much. */
export function harmless(
  text: string,
  clause: Span,
  named: readonly Span[],
  phrases: Phrases,
  ctx: RewriteContext,
): boolean {
  const leans = ctx.leans?.(text, clause) ?? 0;
  if (!tellsOf(text, clause, named, phrases)) return leans < 0 && (ctx.hangs?.(text, clause) ?? 0) < HANGS.other;
  return isPrice(text.slice(clause.start, clause.end), phrases) || leans < (phrases.hung.least.get(ANY) ?? 0);
}

/** Whether a clause tells something of the goods or of the sale, however much it sounds like a breach. */
function tellsOf(text: string, { start, end }: Span, named: readonly Span[], phrases: Phrases): boolean {
  const words = text.slice(start, end);
  if (phrases.hung.stays.test(words) || isPrice(words, phrases)) return true;
  return factsIn(words, phrases.facts).length > 0 || named.some((one) => one.start >= start && one.end <= end);
}

function isPrice(words: string, { price, goods }: Phrases): boolean {
  return goods.kept.test(words) || price.mine.test(words) || (price.find.test(words) && !price.not.test(words));
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
