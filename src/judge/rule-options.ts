/** What a config may set of a rule besides its severity: the measures of judgements over several utterances. */
import type { Rule } from '../rules/program.js';
import type { Scope } from '../rules/schema.js';

export interface RuleOptions {
  /** characters a script or section must have before it can be blamed for what it leaves out */
  'min-chars'?: number;
  /** of a rule about how often something is said */
  'more-than'?: number;
  per?: number | 'minute';
  /** where a fact must be said: so many utterances around, the section, or the script */
  within?: number | 'section' | 'script';
  /** how often it must be said there */
  times?: number;
}

export const RULE_OPTIONS = ['min-chars', 'more-than', 'per', 'within', 'times'] as const;
export type RuleOption = (typeof RULE_OPTIONS)[number];

/** Utterances that a window may reach. Sightings beyond it are let go. */
export const FARTHEST = 64;

/** Needs that look beyond the utterance are watched for everywhere; the others have no measure to set. */
const reaches = (within: Scope): within is number | 'section' | 'script' =>
  typeof within === 'number' || within === 'section' || within === 'script';

/** The options a rule has, with what holds where a config says nothing. */
export function optionsOf({ often, absent, needs, minChars }: Rule): RuleOptions {
  const wide = needs.filter(({ within }) => reaches(within));
  const [first] = wide;
  const scoped = absent || often || wide.some(({ within }) => typeof within !== 'number');
  return {
    ...(scoped ? { 'min-chars': minChars } : {}),
    ...(often ? { 'more-than': often.moreThan, per: often.per } : {}),
    ...(first ? { within: first.within as RuleOptions['within'], times: first.times } : {}),
  };
}

/** The rule with its measures changed. */
export function withOptions(rule: Rule, options: RuleOptions | undefined): Rule {
  if (!options) return rule;
  const { 'min-chars': minChars = rule.minChars, 'more-than': moreThan, per, within, times } = options;
  // What is asked for late (see rules/file.ts) stays so.
  return Object.assign(Object.create(rule) as Rule, {
    minChars,
    ...(rule.often ? { often: { moreThan: moreThan ?? rule.often.moreThan, per: per ?? rule.often.per } } : {}),
    needs: rule.needs.map((need) =>
      reaches(need.within) ? { ...need, within: within ?? need.within, times: times ?? need.times } : need,
    ),
  });
}
