import type { Span } from '../model.js';
import type { Edit } from './draft.js';
import { factsIn } from './facts.js';
import type { Phrases } from './phrases.js';
import { clauseAround, clauseSpans, isAsked, isOpen } from './punctuation.js';
import type { RewriteContext, Target } from './types.js';

/** From how much on a clause hangs or leans that nothing is said of but what it reads like; below, it may stay with an invitation. */
const HARMLESS = { hangs: 0.5, telling: 2.3 };
/** Of what a clause cannot be compared with. */
const FARTHEST = -6;

/**
 * What goes with a clause that goes, though no rule found it: a part of the breach that stands beside it, a proof left to the buyer, an
 * excuse. Told by a sum of what the clause reads like and of what stands around it (`hung`); all else stays as it was said.
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
  if (!leans || edits.length === 0) return [];
  const clauses = clauseSpans(text);
  if (clauses.length < 2) return [];
  const gone: (Edit | undefined)[] = clauses.map((clause) =>
    edits.find(
      (edit) => answers(edit, clause) || (edit.rank >= (edit.text === '' ? 1 : 2) && covers(edit, clause, text)),
    ),
  );
  const touched = clauses.map(({ start, end }) =>
    edits.some((edit) => (edit.start < end && start < edit.end) || (edit.start >= start && edit.end <= end)),
  );
  const leaning = clauses.map((clause) => leans(text, clause));
  const { weights, categories } = phrases.hung;
  const goes = (at: number): boolean => {
    const clause = clauses[at]!;
    const words = text.slice(clause.start, clause.end);
    if (isPrice(words, phrases)) return false;
    const has = (weight: number, is: boolean) => (is ? weight : 0);
    const beside = [at - 1, at + 1].filter((other) => other >= 0 && other < clauses.length);
    const most = (of: number[]) => Math.max(FARTHEST, ...of.map((other) => leaning[other]!));
    let sum =
      weights.base +
      weights.leans * leaning[at]! +
      weights.reads * (ctx.reads?.(text, clause) ?? 0) +
      weights.hangs * (ctx.hangs?.(text, clause) ?? 0) +
      weights['beside-leans'] * most(beside) +
      weights['most-leans'] * most(clauses.map((_, other) => other).filter((other) => other !== at)) +
      has(weights.goods, namesGoods(clause, named)) +
      has(weights.telling, tellsOf(text, clause, named, phrases)) +
      has(
        weights.beside,
        beside.some((other) => gone[other]),
      ) +
      has(weights.last, at === clauses.length - 1) +
      has(weights.question, isAsked(text[clause.end]));
    const kinds = new Set(gone.map((edit) => edit && targets[edit.target]!.category));
    for (const kind of kinds) if (kind) sum += categories.get(kind) ?? 0;
    return sum > 0;
  };
  const more: Edit[] = [];
  for (let changed = gone.some((one) => one !== undefined); changed; ) {
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
