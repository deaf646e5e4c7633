import { z } from 'zod';
import { FARTHEST } from '../judge/rule-options.js';
import { FAIL_ON, SEGMENTERS } from './model.js';

/** The version of this schema; a config may name the one it was written for. */
export const SCHEMA_VERSION = 1;

const words = z.union([z.string(), z.array(z.string())]);
const texts = z.union([z.string(), z.array(z.union([z.string(), z.number()]))]);
const severity = z.enum(['off', 'info', 'warning', 'error']);
const date = z.string().regex(/^\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])$/);
const text = z.union([z.string(), z.number()]);

const evidence = z.strictObject({
  id: text.describe('Your own number for it; findings that it clears name it.'),
  covers: texts.optional().describe('Words it proves.'),
  claim: z.string().optional().describe('A sentence it proves.'),
  kind: z.string().optional().describe('What it is: 检测报告, 数据来源, 授权书, …'),
  number: text.optional(),
  source: z.string().optional(),
  period: z.string().optional().describe('The time its figures are about: 2026-01-01/2026-06-30.'),
  valid_until: date.optional().describe('Its last day, YYYY-MM-DD. Afterwards it clears nothing.'),
});

const listChange = z.strictObject({
  add: words.optional().describe('Words to add.'),
  remove: words.optional().describe('Words to take out.'),
});

const ruleSetting = z.strictObject({
  severity: severity.optional(),
  'min-chars': z
    .int()
    .min(0)
    .optional()
    .describe('Characters a script or section must have to be blamed for what it leaves out.'),
  'more-than': z.number().min(0).optional().describe('How often something may be said.'),
  per: z
    .union([z.int().min(1), z.literal('minute')])
    .optional()
    .describe('In how many characters, or minute.'),
  within: z
    .union([z.int().min(1).max(FARTHEST), z.enum(['section', 'script'])])
    .optional()
    .describe('Where a fact must be said: so many utterances around, section, or script.'),
  times: z.int().min(1).optional().describe('How often it must be said there.'),
});

const shape = {
  trade: z.string().optional().describe('What is sold: cosmetics, food, health-food, …'),
  platform: z.string().optional().describe('Where it is sold: douyin, taobao, kuaishou, …'),
  'own-brands': words.optional().describe('Your own brands: comparing with them is no disparagement.'),
  competitors: words.optional().describe('Other sellers and brands that your copy may mention.'),
  packs: words.optional().describe('Rule packs of your own: files or folders, relative to this file.'),
  rules: z
    .record(z.string(), z.union([severity, ruleSetting]))
    .optional()
    .describe('Severity by rule id or pack name; off switches it off. Rules that have options take them here.'),
  lists: z
    .record(z.string(), z.union([listChange, z.array(z.string())]))
    .optional()
    .describe('Changes to named word lists; a plain list adds.'),
  evidence: z.array(evidence).optional().describe('What you can prove.'),
  'min-severity': z.enum(['error', 'warning', 'info']).optional().describe('Findings below it are not shown.'),
  'fail-on': z.enum(FAIL_ON).optional().describe('Exit code 1 from this severity on.'),
  segmenter: z.enum(SEGMENTERS).optional(),
  lang: z.enum(['zh', 'en']).optional().describe('Language of messages.'),
  baseline: z
    .string()
    .min(1)
    .optional()
    .describe('Findings that were there already and are not reported, relative to this file.'),
  'require-reason': z.boolean().optional().describe('Every suppression comment must give its reason.'),
};

const override = z.strictObject({
  files: words.describe('Which files, in .gitignore syntax, relative to this file.'),
  ...shape,
});

export const configSchema = z
  .strictObject({
    $schema: z.string().optional(),
    version: z.number().optional().describe(`The version of this schema: ${SCHEMA_VERSION}.`),
    root: z.boolean().optional().describe('Do not look for configs in the folders above.'),
    extends: words
      .optional()
      .describe('Profiles (koubo:recommended, koubo:strict), files, or npm packages to start from; later ones win.'),
    ignore: words.optional().describe('Files never checked, in .gitignore syntax, relative to this file.'),
    ...shape,
    overrides: z.array(override).optional().describe('Settings for some files only; later ones win.'),
  })
  .meta({ title: 'koubo configuration', description: 'koubo.yaml, .koubo.yaml, or "koubo" in package.json' });

export type RawConfig = z.infer<typeof configSchema>;
export type RawSettings = Omit<RawConfig, '$schema' | 'version' | 'root' | 'extends' | 'ignore' | 'overrides'>;

/** The JSON Schema that editors complete from; published as schema/koubo.schema.json. */
export function configJsonSchema(): Record<string, unknown> {
  return z.toJSONSchema(configSchema, { io: 'input' }) as Record<string, unknown>;
}
