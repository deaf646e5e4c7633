/** Which rules look for a pattern. There are thousands of patterns and few of them match, so nothing is made for each. */
import type { Find } from '../rules/program.js';
import type { ActiveRule } from './settings.js';

export interface Owner {
  active: ActiveRule;
  find: Find;
}

export class Owners {
  /** pattern → what looks for it, once it was asked for */
  private readonly known: (readonly Owner[] | undefined)[];
  /** all that look for patterns, one after another; of each the one before it that looks for the same, and of patterns the last; -1: none */
  private readonly rules: ActiveRule[] = [];
  private readonly finds: Find[] = [];
  private readonly before: number[] = [];
  private readonly last: Int32Array;

  /** @param patterns how many there are */
  constructor(patterns: number) {
    this.known = new Array(patterns);
    this.last = new Int32Array(patterns).fill(-1);
  }

  add(pattern: number, active: ActiveRule, find: Find): void {
    this.before.push(this.last[pattern] as number);
    this.last[pattern] = this.rules.length;
    this.rules.push(active);
    this.finds.push(find);
  }

  /** What looks for a pattern, in the order in which it was added. */
  of(pattern: number): readonly Owner[] {
    let owners = this.known[pattern];
    if (!owners) {
      const found: Owner[] = [];
      for (let at = this.last[pattern] as number; at >= 0; at = this.before[at] as number)
        found.push({ active: this.rules[at] as ActiveRule, find: this.finds[at] as Find });
      owners = found.reverse();
      this.known[pattern] = owners;
    }
    return owners;
  }
}
