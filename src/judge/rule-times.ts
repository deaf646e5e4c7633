/** How long the attempts at each rule's patterns take. Only where somebody asks: nothing of it is in the way otherwise. */
import type { Matcher } from '../match/matcher.js';
import type { Program, Rule } from '../rules/program.js';

export interface RuleTime {
  rule: string;
  /** of all attempts at its patterns and those of its conditions and exemptions, in milliseconds */
  ms: number;
  attempts: number;
  /** attempts at what it looks for that matched; conditions decide later whether it is a hit */
  matches: number;
}

interface Compiled {
  try(at: number): unknown;
}

export class RuleTimes {
  private readonly byRule = new Map<string, RuleTime>();

  /**
   * Times every attempt of a matcher from now on. A pattern that several rules name counts for the first of them. What finds the
   * places to try is shared by all rules and is nobody's.
   */
  watch(matcher: Matcher, program: Program): void {
    const owners = ownersOf(program);
    const timed: (Compiled | undefined)[] = [];
    // Put on this one matcher: a look at the clock, or only at whether one is wanted, would slow every attempt of all others.
    const plain = matcher as unknown as { pattern(number: number): Compiled };
    const compile = (Object.getPrototypeOf(matcher) as typeof plain).pattern;
    plain.pattern = (number) => {
      timed[number] ??= this.timed(compile.call(matcher, number), owners.get(number));
      return timed[number];
    };
  }

  private timed(compiled: Compiled, owner: { rule: string; finds: boolean } | undefined): Compiled {
    if (!owner) return compiled;
    const time = this.of(owner.rule);
    return {
      try: (at) => {
        const start = performance.now();
        const match = compiled.try(at);
        time.ms += performance.now() - start;
        time.attempts++;
        if (match && owner.finds) time.matches++;
        return match;
      },
    };
  }

  /** Of another thread. */
  add({ rule, ms, attempts, matches }: RuleTime): void {
    const time = this.of(rule);
    time.ms += ms;
    time.attempts += attempts;
    time.matches += matches;
  }

  /** The slowest first. */
  list(): RuleTime[] {
    return [...this.byRule.values()]
      .filter(({ attempts }) => attempts > 0)
      .sort((a, b) => b.ms - a.ms || (a.rule < b.rule ? -1 : 1));
  }

  private of(rule: string): RuleTime {
    const known = this.byRule.get(rule);
    if (known) return known;
    const time = { rule, ms: 0, attempts: 0, matches: 0 };
    this.byRule.set(rule, time);
    return time;
  }
}

/** Pattern → the first rule that names it, and whether as what it looks for. */
function ownersOf({ rules }: Program): Map<number, { rule: string; finds: boolean }> {
  const owners = new Map<number, { rule: string; finds: boolean }>();
  const own = (rule: Rule, patterns: readonly (number | undefined)[], finds: boolean) => {
    for (const p of patterns) if (p !== undefined && !owners.has(p)) owners.set(p, { rule: rule.id, finds });
  };
  for (const rule of rules)
    own(
      rule,
      rule.find.map(({ p }) => p),
      true,
    );
  for (const rule of rules) {
    for (const { any } of [...rule.with, ...rule.without, ...rule.needs]) own(rule, any, false);
    own(rule, rule.absent?.any ?? [], false);
    for (const { when = [], near = [], before = [], after = [], unless = [] } of rule.spare)
      own(rule, [...when, ...near, ...before, ...after, ...unless], false);
  }
  return owners;
}
