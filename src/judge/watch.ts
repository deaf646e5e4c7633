/**
 * Which patterns a script still has to be searched for. Rules about a script as a whole ask whether something was said at all;
 * once it was, looking for more of it tells nothing, and the patterns for prices match in every other sentence.
 */
import type { Find, Need } from '../rules/program.js';
import type { ActiveRule } from './settings.js';

/** What is known of a script, or of one section of it. */
export interface Known {
  /** pattern → its sightings */
  readonly seen: ReadonlyMap<number, { count: number }>;
}

/** One reason to look for some patterns, which ends when it is answered. */
interface Reason {
  patterns: readonly number[];
  answered(whole: Known, section: Known): boolean;
}

export class Watch {
  /** pattern → 0 if nothing more can come of its matches */
  readonly wanted: Uint8Array;
  /** another object whenever something is wanted again that was not: as long as it stays the same, ever less is wanted */
  since: object = {};
  /** pattern → how many reasons to look for it are open */
  private readonly open: Uint16Array;
  private readonly reasons = new Map<number, Reason[]>();
  private readonly answered = new Set<Reason>();
  /** patterns whose every sighting counts, because some utterances around it are looked at */
  private readonly counted = new Set<number>();

  /** @param patterns how many there are */
  constructor(active: readonly ActiveRule[], patterns: number) {
    this.wanted = new Uint8Array(patterns);
    this.open = new Uint16Array(patterns);
    for (const { rule } of active) {
      const found: number[] = [];
      for (let i = 0; i < rule.find.length; i++) {
        const { p } = rule.find[i] as Find;
        if (p !== undefined) found.push(p);
      }
      // What an utterance gives must not depend on those before it: its hits are looked for as long as anyone speaks.
      this.add(found, undefined);
      for (const need of rule.needs) this.need(need);
      const { absent } = rule;
      if (absent)
        this.add(absent.any, (whole, section) => {
          const { seen } = absent.in === 'script' ? whole : section;
          return absent.any.some((p) => seen.has(p));
        });
    }
  }

  /** Whether it matters in which utterances a pattern stands, not only in which scope. */
  counts(pattern: number): boolean {
    return this.counted.has(pattern);
  }

  /** After something new was seen: patterns for which that was the last answer are looked for no longer. */
  learn(pattern: number, whole: Known, section: Known): void {
    for (const reason of this.reasons.get(pattern) ?? [])
      if (!this.answered.has(reason) && reason.answered(whole, section)) this.shift(reason, -1);
  }

  /** When another section is heard: what the last one answered is open again. */
  turn(whole: Known, section: Known): void {
    for (const reason of new Set([...this.reasons.values()].flat())) {
      const now = reason.answered(whole, section);
      if (now !== this.answered.has(reason)) this.shift(reason, now ? -1 : 1);
    }
  }

  private need({ any, within, where, times }: Need): void {
    if (typeof within === 'number') {
      for (const p of any) this.counted.add(p);
      this.add(any, undefined);
    } else if (within === 'script' || within === 'section') {
      // What must come after a hit has to be known by its last place, and several before it by each.
      const final = where === 'anywhere' || (where === 'before' && times === 1);
      const enough = (whole: Known, section: Known) => {
        const { seen } = within === 'script' ? whole : section;
        return any.reduce((sum, p) => sum + (seen.get(p)?.count ?? 0), 0) >= times;
      };
      this.add(any, final ? enough : undefined);
    }
  }

  /** @param answered undefined: never */
  private add(patterns: readonly number[], answered: Reason['answered'] | undefined): void {
    const reason = answered && { patterns, answered };
    // Thousands of patterns: an iterator makes something of each.
    for (let i = 0; i < patterns.length; i++) {
      const p = patterns[i] as number;
      this.open[p] = (this.open[p] as number) + 1;
      this.wanted[p] = 1;
      if (!reason) continue;
      const known = this.reasons.get(p);
      if (known) known.push(reason);
      else this.reasons.set(p, [reason]);
    }
  }

  private shift(reason: Reason, by: 1 | -1): void {
    if (by < 0) this.answered.add(reason);
    else {
      this.answered.delete(reason);
      this.since = {};
    }
    for (const p of reason.patterns) {
      this.open[p] = (this.open[p] as number) + by;
      this.wanted[p] = this.open[p] === 0 ? 0 : 1;
    }
  }
}
