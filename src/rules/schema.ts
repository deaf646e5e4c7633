/** What a rule pack may say. Unknown keys are errors. Imported only to validate: built-in packs are validated at build time. */
import { z } from 'zod';

const CATEGORIES = [
  'absolute',
  'unverifiable',
  'bundling',
  'competitor',
  'promo',
  'pressure',
  'wording',
  'service',
  'protection',
] as const;

const pattern = z.string().min(1).describe('A pattern in the notation of docs/rules.md');
const patterns = z.union([pattern.transform((p) => [p]), z.array(pattern).min(1)]);
const name = z.string().regex(/^[a-z][a-z0-9-]*$/, 'lower-case letters, digits and -');
const verdict = z.enum(['violation', 'unproven', 'undisclosed', 'advice']);
const severity = z.enum(['error', 'warning', 'info']);
const status = z.enum(['verified', 'reported', 'unverified']);
const role = z.enum(['host', 'assistant', 'control', 'viewer', 'unknown']);

export const scopeSchema = z.union([
  z.enum(['hit', 'clause', 'sentence', 'utterance', 'section', 'script']),
  z.number().int().min(1).max(20).describe('this utterance and so many before and after it'),
]);
/** Scopes that end within the utterance. */
const nearScope = z.enum(['hit', 'clause', 'sentence', 'utterance']);

const conditionSchema = z.strictObject({ any: patterns, within: nearScope.default('clause') });

const spareSchema = z.strictObject({
  basis: z.string().optional(),
  because: z.string(),
  'because-en': z.string().optional(),
  when: patterns.optional(),
  near: patterns.optional(),
  before: patterns.optional(),
  after: patterns.optional(),
  within: nearScope.default('clause'),
  unless: patterns.optional(),
  'unless-within': nearScope.default('sentence'),
});

const needSchema = z.strictObject({
  fact: z.string(),
  'fact-en': z.string().optional(),
  any: patterns,
  within: scopeSchema.default('utterance'),
  where: z.enum(['before', 'after', 'anywhere']).default('anywhere'),
  times: z.number().int().min(1).max(9).default(1),
});

const edit = {
  hit: z.string().optional(),
  drop: z.string().optional(),
  clause: z.string().optional(),
  sentence: z.string().optional(),
  before: z.string().optional(),
  after: z.string().optional(),
  'before-hit': z.string().optional(),
  'after-hit': z.string().optional(),
  swap: z.record(z.string(), z.string()).optional(),
  kind: z.enum(['safe', 'suggested', 'needs-fact']).optional(),
};
const stepSchema = z.union([z.enum(['hedge', 'invite', 'ask']), z.strictObject(edit)]);
const alternativeSchema = z.union([stepSchema.transform((s) => [s]), z.array(stepSchema).min(1)]);
const rewriteSchema = z.union([z.array(alternativeSchema).max(3), stepSchema.transform((s) => [[s]])]);

const findSchema = z.union([
  pattern.transform((p) => ({ pattern: p })),
  z.strictObject({
    pattern: pattern.optional(),
    disguised: z.literal(true).optional(),
    say: z.string().optional(),
    'say-en': z.string().optional(),
    rewrite: rewriteSchema.optional(),
    verdict: verdict.optional(),
    severity: severity.optional(),
  }),
]);

const changeSchema = z.strictObject({
  verdict: verdict.optional(),
  severity: severity.optional(),
  basis: z.array(z.string()).optional(),
  say: z.string().optional(),
  'say-en': z.string().optional(),
});

const exampleSchema = z.union([
  z.string().transform((text) => ({ text })),
  z.strictObject({
    text: z.string(),
    fix: z.string().optional(),
    trade: z.string().optional(),
    platform: z.string().optional(),
    lines: z.array(z.string()).optional(),
  }),
]);

export const ruleSchema = z.strictObject({
  id: z.string().regex(/^[a-z][a-z0-9-]*\/[a-z0-9][a-z0-9-]*$/, 'pack/name, lower-case letters, digits and -'),
  title: z.string(),
  'title-en': z.string().optional(),
  category: z.enum(CATEGORIES).optional(),
  serves: z.array(z.string().regex(/^P\d\d$/)).default([]),
  basis: z.array(z.string()).optional(),
  find: z.union([pattern.transform((p) => [{ pattern: p }]), z.array(findSchema)]).default([]),
  swap: z.record(z.string(), z.string()).optional(),
  with: z.array(conditionSchema).default([]),
  without: z.array(conditionSchema).default([]),
  guards: z.array(name).optional(),
  spare: z.array(spareSchema).default([]),
  needs: z.array(needSchema).default([]),
  evidence: z.boolean().default(false),
  often: z
    .strictObject({
      'more-than': z.number().int().min(0),
      per: z.union([z.number().int().min(100), z.literal('minute')]),
      'min-chars': z.number().int().optional(),
    })
    .optional(),
  weigh: z.strictObject({ over: z.number(), yields: z.number().optional() }).optional(),
  absent: z
    .strictObject({ any: patterns, in: z.enum(['script', 'section']), 'min-chars': z.number().int().optional() })
    .optional(),
  'min-chars': z.number().int().optional(),
  trades: z.array(name).optional(),
  platforms: z.array(name).optional(),
  default: z.enum(['on', 'off']).default('on'),
  status: status.default('verified'),
  since: z.string().optional(),
  verdict: verdict.default('violation'),
  severity: severity.optional(),
  'by-trade': z.record(name, changeSchema).optional(),
  'by-platform': z.record(name, changeSchema).optional(),
  roles: z.array(role).optional(),
  edges: z.enum(['word', 'none']).default('word'),
  say: z.string(),
  'say-en': z.string().optional(),
  rewrite: rewriteSchema.default([]),
  examples: z
    .strictObject({ bad: z.array(exampleSchema).default([]), good: z.array(exampleSchema).default([]) })
    .default({ bad: [], good: [] }),
});

const listsSchema = z.record(name, z.array(z.union([pattern, z.number().transform(String)])));

export const packSchema = z.strictObject({
  pack: name,
  version: z.string().regex(/^\d+\.\d+\.\d+$/, 'a version such as 1.0.0'),
  schema: z.number().int().default(1),
  title: z.string(),
  'title-en': z.string().optional(),
  category: z.enum(CATEGORIES).optional(),
  trade: name.optional().describe('all rules of this pack apply only to this trade'),
  platform: name.optional().describe('all rules of this pack apply only to this platform'),
  basis: z.array(z.string()).default([]),
  guards: z.array(name).default([]),
  lists: listsSchema.default({}),
  rules: z.array(ruleSchema).default([]),
});

export const listFileSchema = z.strictObject({ lists: listsSchema });
export const guardFileSchema = z.strictObject({
  lists: listsSchema.default({}),
  guards: z.record(name, z.array(spareSchema)),
});
export const lawFileSchema = z.strictObject({
  law: z.record(
    z.string(),
    z.strictObject({
      title: z.string(),
      'title-en': z.string().optional(),
      status,
      note: z.string().optional(),
      url: z.string().optional(),
    }),
  ),
});

export type PackSource = z.output<typeof packSchema>;
export type RuleSource = z.output<typeof ruleSchema>;
export type SpareSource = z.output<typeof spareSchema>;
export type NeedSource = z.output<typeof needSchema>;
export type ConditionSource = z.output<typeof conditionSchema>;
export type Scope = z.output<typeof scopeSchema>;
export type StepSource = z.output<typeof stepSchema>;
export type LawSource = z.output<typeof lawFileSchema>['law'];
export type { CATEGORIES };
