import type { Span } from '../model.js';
import type { Edit } from './draft.js';
import { factsIn } from './facts.js';
import type { Ground } from './ground.js';
import type { Phrases } from './phrases.js';
import { clauseAround, clauseSpans, isAsked, isOpen } from './punctuation.js';
import type { RewriteContext } from './types.js';

/** A clause that was weighed as a breach stays with an invitation while it hangs less than this, or leans less where it tells something. */
const HARMLESS = { hangs: 0.5, telling: 2.3 };
/** No clause is taken to lean farther away from a breach than this. */
const FARTHEST = -6;

/**
 * What goes with a clause that goes, though no rule found it: a part of the breach that stands beside it, a proof left to the buyer, an
 * excuse. Told by a sum of what the clause reads like and of what stands around it (`hung`); all else stays as it was said.
 */
export function leftovers(text: string, edits: readonly Edit[], ground: Ground, ctx: RewriteContext): Edit[] {
  const { phrases } = ctx;
  if (!ctx.leans || edits.length === 0) return [];
  const clauses = clauseSpans(text);
  if (clauses.length < 2) return [];
  const gone: (Edit | undefined)[] = clauses.map((clause) =>
    edits.find(
      (edit) => answers(edit, clause) || (edit.rank >= (edit.text === '' ? 1 : 2) && covers(edit, clause, text)),
    ),
  );
  if (!gone.some((edit) => edit)) return [];
  const touched = clauses.map(({ start, end }) =>
    edits.some((edit) => (edit.start < end && start < edit.end) || (edit.start >= start && edit.end <= end)),
  );
  const { weights, categories } = phrases.hung;
  const goes = (at: number): boolean => {
    const own = ownSum(text, clauses, at, ground, ctx);
    if (own === undefined) return false;
    const beside = gone[at - 1] || gone[at + 1] ? weights.beside : 0;
    const kinds = new Set(gone.flatMap((edit) => (edit ? [ground.targets[edit.target]!.category] : [])));
    return [...kinds].reduce((sum, kind) => sum + (categories.get(kind) ?? 0), own + beside) > 0;
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
      const { target } = gone[at - 1] ?? gone[at + 1] ?? gone.find((one) => one !== undefined)!;
      const edit: Edit = { start, end: clause.end, text: '', rank: 2, target, move: `drop-clause ${words}` };
      gone[at] = edit;
      more.push(edit);
      changed = true;
    }
  }
  return more;
}

/** What speaks for a clause to go, whatever went; undefined where it stays in any case. Found out once for a text. */
function ownSum(
  text: string,
  clauses: readonly Span[],
  at: number,
  { named, sums }: Ground,
  ctx: RewriteContext,
): number | undefined {
  if (sums.has(at)) return sums.get(at);
  const { phrases } = ctx;
  const { weights } = phrases.hung;
  const clause = clauses[at]!;
  const leaning = (others: readonly Span[]) =>
    Math.max(FARTHEST, ...others.map((other) => ctx.leans?.(text, other) ?? FARTHEST));
  let sum: number | undefined;
  if (!isPrice(text.slice(clause.start, clause.end), phrases)) {
    sum =
      weights.base +
      weights.leans * leaning([clause]) +
      weights.reads * (ctx.reads?.(text, clause) ?? 0) +
      weights.hangs * (ctx.hangs?.(text, clause) ?? 0) +
      weights['beside-leans'] * leaning(clauses.filter((_, other) => Math.abs(other - at) === 1)) +
      weights['most-leans'] * leaning(clauses.filter((_, other) => other !== at));
    if (namesGoods(clause, named)) sum += weights.goods;
    if (tellsOf(text, clause, named, phrases)) sum += weights.telling;
    if (at === clauses.length - 1) sum += weights.last;
    if (isAsked(text[clause.end])) sum += weights.question;
  }
  sums.set(at, sum);
  return sum;
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
  if (!tellsOf(text, clause, named, phrases)) return leans < 0 && (ctx.hangs?.(text, clause) ?? 0) < HARMLESS.hangs;
  return isPrice(text.slice(clause.start, clause.end), phrases) || leans < HARMLESS.telling;
}

/** Whether a clause tells something of the goods or of the sale, however much it sounds like a breach. */
function tellsOf(text: string, { start, end }: Span, named: readonly Span[], phrases: Phrases): boolean {
  const words = text.slice(start, end);
  if (phrases.hung.stays.test(words) || isPrice(words, phrases)) return true;
  return factsIn(words, phrases.facts).length > 0 || namesGoods({ start, end }, named);
}

function namesGoods({ start, end }: Span, named: readonly Span[]): boolean {
  return named.some((one) => one.start >= start && one.end <= end);
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
