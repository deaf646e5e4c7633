import type { Span } from '../model.js';
import { type Draft, type Edit, splice } from './draft.js';
import { factsIn, placesOf } from './facts.js';
import { goodsIn } from './goods.js';
import { clauseAround, clausesOf, isSeparator, isWord, join, type Style } from './punctuation.js';
import type { RewriteContext } from './types.js';

/**
 * How little a piece may read like one that a clause begins or ends with before it is taken for half a sentence. Of clauses of texts of another
 * origin than those the weights were fitted on one in twenty reads less like it, of pieces that end between two words of a clause one in two.
 */
const LEAST = -2.3;
/** Halves in front of one cut. */
const MOST = 3;

/**
 * Takes away what was left of a clause and cannot be said by itself, such as one that ends with a preposition. What names goods or tells a figure stays. `edits` and the
 * seams of the draft belong together, one by one. Returns what went.
 */
export function dropHalves(draft: Draft, edits: readonly Edit[], style: Style, ctx: RewriteContext): string[] {
  const { begins, ends, phrases } = ctx;
  const gone: string[] = [];
  if (!begins || !ends) return gone;
  const said = new Set(clausesOf(ctx.sentence));
  const isHalf = (words: string, read: (piece: string) => number) =>
    // a clause that no edit touched was said so
    !said.has(words.trim()) &&
    read(words) < LEAST &&
    factsIn(words, phrases.facts).length === 0 &&
    goodsIn(words, phrases, ctx).length === 0;
  const drop = (start: number, end: number): number => {
    const words = draft.text.slice(start, end);
    gone.push(words);
    draft.gone.push(words);
    splice(draft, start, end, '');
    return join(draft, start);
  };
  const put = ({ start, end }: Span) => draft.seams.some((one) => one.anew && one.start < end && start < one.end);
  // what was put in is a clause of its own, whether or not a mark stands behind it yet
  const beginOf = (place: number) => {
    const { start } = clauseAround(draft.text, { start: place - 1, end: place });
    return Math.max(start, ...draft.seams.filter((one) => one.anew && one.end < place).map((one) => one.end));
  };
  for (const [at, seam] of draft.seams.entries()) {
    const edit = edits[at];
    if (!edit || edit.start === edit.end) continue;
    const anew = edit.text !== '' && (edit.rank >= 2 || isSeparator(edit.text[0]));
    if (edit.text !== '' && !anew) continue;
    // where both sides were joined nothing ends
    const ended = () => isWord(draft.text[seam.start - 1]) && (anew || !isWord(draft.text[seam.end]));
    for (let half = 0; half < MOST && ended(); half += 1) {
      const { text } = draft;
      const start = beginOf(seam.start);
      const words = text.slice(start, seam.start);
      if (put({ start, end: seam.start }) || said.has(words.trim())) break;
      const open = phrases.open.exec(words);
      // without marks the half begins where a speaker would breathe
      const border = style.bare ? placesOf(words, phrases.breakBefore).findLast((one) => one.start > 0) : undefined;
      const from = start + (open?.index ?? border?.start ?? 0);
      if (!open && !isHalf(text.slice(from, seam.start), ends)) break;
      seam.cut = seam.cut || (!seam.anew && from === start);
      drop(from, seam.start);
    }
    if (!anew && isWord(draft.text[seam.end]) && !isWord(draft.text[seam.end - 1])) {
      const { end } = clauseAround(draft.text, { start: seam.end, end: seam.end + 1 });
      if (!put({ start: seam.end, end }) && isHalf(draft.text.slice(seam.end, end), begins)) {
        const meet = drop(seam.end, end);
        [seam.start, seam.end] = [Math.min(seam.start, meet), meet];
      }
    }
  }
  return gone;
}
