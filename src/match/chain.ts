/** Steps: a matcher is a chain of closures, each calling the next with the position it reached. */
import type { Bits } from './bits.js';
import { type Memory, RING } from './memory.js';
import type { Tape } from './tape.js';

/** From a position to the end of the match, or -1. */
export type Step = (at: number) => number;

/** A step and what it can begin with. Looking one character ahead spares most of the calls that would fail. */
export interface Chain {
  step: Step;
  /** null: any character, or none */
  first: Bits | null;
}

export const ACCEPT: Chain = { step: (at) => at, first: null };

/** What failed in a chain is remembered while its `id` is the same. */
export interface Run {
  id: number;
  window: number;
}

export const newRun = (): Run => ({ id: 0, window: -1 });

/**
 * Where a chain goes on from a place does not depend on where it began, so what failed stays failed until the window changes.
 * In a text longer than the memory has places, it is kept for one attempt only.
 */
export function begin(run: Run, { text, window }: Tape): void {
  if (run.window === window && text.length < RING) return;
  run.window = window;
  run.id++;
}

/** `next`, tried at most once a run at each position. */
export function once({ step: next, first }: Chain, run: Run, memory: Memory): Chain {
  if (next === ACCEPT.step) return ACCEPT;
  // Made when first needed: most chains of a short script are never run, or never fail.
  let failed = -1;
  const step: Step = (at) => {
    if (failed >= 0 && memory.has(failed, run.id, at)) return -1;
    const end = next(at);
    if (end < 0) {
      if (failed < 0) failed = memory.row();
      memory.add(failed, run.id, at);
    }
    return end;
  };
  return { step, first };
}
