import { z } from 'zod';
import { SCHEMA_VERSION } from './record.js';

/**
 * The published shape of `--format json` and of the lines of `--format ndjson`. Only tests and the schema script load
 * this module: reading a report needs a validator, writing one does not.
 */
const verdict = z.enum(['violation', 'unproven', 'undisclosed', 'advice', 'exempt']);
const severity = z.enum(['error', 'warning', 'info']);
const offset = z.int().min(0).describe('UTF-16 code units from the start of the decoded text');
const count = z.int().min(0);

const place = z.strictObject({
  offset,
  line: z.int().min(1),
  column: z.int().min(1).describe('1-based, UTF-16 code units'),
  label: z.string().optional().describe('the place in formats without lines: a cell, a timecode'),
  at: z
    .strictObject({
      paragraph: count.optional(),
      table: count.optional(),
      sheet: z.string().optional(),
      cell: z.string().optional(),
      row: count.optional(),
      page: count.optional(),
      time: z.number().optional().describe('milliseconds from the start of the recording'),
      speaker: z.string().optional(),
    })
    .optional()
    .describe('the parts of the label'),
});

const finding = z.strictObject({
  rule: z.string().describe('rule id, pack/name'),
  title: z.string(),
  pack: z.string(),
  packVersion: z.string(),
  category: z.string(),
  verdict,
  severity,
  start: place,
  end: place.describe('exclusive'),
  text: z.string().describe('the words found, as written'),
  restored: z.string().optional().describe('what a disguised spelling stands for'),
  sentence: z.strictObject({ start: offset, end: offset, text: z.string() }).describe('what a rewrite replaces'),
  message: z.string(),
  basis: z.array(
    z.strictObject({
      id: z.string().describe('short id of the article, such as AdLaw-9.3'),
      title: z.string(),
      status: z.enum(['verified', 'reported', 'unverified']),
    }),
  ),
  missing: z.array(z.string()).describe('facts that must be said and were not'),
  exemptions: z
    .array(
      z.strictObject({
        basis: z.string().optional(),
        because: z.string(),
        held: z.boolean(),
        by: z.string().optional().describe('the words that made it hold'),
        cancelled: z.string().optional().describe('the words that cancelled it'),
      }),
    )
    .describe('exemptions tried on the hit'),
  rewrites: z
    .array(
      z.strictObject({
        text: z.string().describe('the whole sentence anew; empty: leave the sentence out'),
        kind: z.enum(['safe', 'suggested', 'needs-fact']),
        slots: z.array(z.string()).describe('facts to fill in, as named between 〔 and 〕'),
        moves: z.array(z.string()).describe('the steps taken'),
      }),
    )
    .describe('best first; each was checked again and holds no error or warning'),
  also: z
    .array(z.strictObject({ rule: z.string(), category: z.string(), verdict, severity, start: offset, end: offset }))
    .describe('other rules that hit the same words'),
  fingerprint: z.string().describe('stays the same when lines move'),
  speaker: z.string().optional(),
  scope: z.enum(['section', 'script']).optional().describe('set where only the whole section or script tells'),
  count: count.optional().describe('other places of the same finding, for rules reported once'),
  suppression: z
    .strictObject({
      reason: z.string().optional(),
      until: z.string().optional().describe('its last day, YYYY-MM-DD'),
      line: z.int().min(1).describe('where the comment stands'),
    })
    .optional()
    .describe('the comment that silences it; only in `suppressed`'),
});

const summary = z.strictObject({
  files: count,
  filesWithFindings: count,
  characters: count,
  findings: count,
  verdicts: z.strictObject({ violation: count, unproven: count, undisclosed: count, advice: count, exempt: count }),
  severities: z.strictObject({ error: count, warning: count, info: count }).describe('exempt findings do not count'),
  unshown: count.describe('left out because of --max-findings'),
  exemptHidden: count.describe('cleared by an exemption and not listed'),
  suppressed: count.describe('silenced by a comment in the file; in no other count'),
  changedSince: z
    .string()
    .optional()
    .describe('with --changed: only lines changed since this reference were looked at'),
  baseline: z
    .strictObject({
      held: count.describe('findings that were there already; in no other count'),
      gone: count.optional().describe('how many of the baseline no longer occur, where the run can tell'),
    })
    .optional()
    .describe('with --baseline'),
});

const tool = z.strictObject({ name: z.literal('koubo'), version: z.string() });
const problems = z.array(
  z.strictObject({ path: z.string().optional(), message: z.string(), remedy: z.string().optional() }),
);
const schemaVersion = z.literal(SCHEMA_VERSION);

export const reportSchema = z
  .strictObject({
    schemaVersion,
    tool,
    summary,
    files: z.array(
      z.strictObject({
        path: z.string(),
        findings: z.array(finding),
        suppressed: z.array(finding).optional().describe('what comments silence; with --show-suppressed'),
      }),
    ),
    problems,
  })
  .describe('What `koubo check --format json` prints');

export const lineSchema = z
  .discriminatedUnion('type', [
    finding.extend({ type: z.literal('finding'), path: z.string() }),
    finding.extend({ type: z.literal('suppressed'), path: z.string() }).describe('with --show-suppressed'),
    z
      .strictObject({
        type: z.literal('repeat'),
        rule: z.string(),
        verdict,
        severity,
        text: z.string().describe('the words, as they were written this time'),
        count: z.int().min(2).describe('how often they were said by now'),
        start: place,
        speaker: z.string().optional(),
      })
      .describe('`koubo live`: a finding that was told in full before, the 2nd, 5th, 10th, 20th, … time'),
    z.strictObject({
      type: z.literal('summary'),
      schemaVersion,
      tool,
      summary,
      problems,
      live: z
        .strictObject({
          lines: count.describe('lines of the stream'),
          utterances: count.describe('things said in them'),
          unreadable: count.describe('lines that could not be read; the first of them stand in `problems`'),
          repeated: z.array(z.strictObject({ rule: z.string(), text: z.string(), count })).describe('most often first'),
        })
        .optional()
        .describe('`koubo live` only'),
    }),
  ])
  .describe('One line of `koubo check --format ndjson` or `koubo live --format ndjson`');

/** The JSON Schema files as they are published: name below schema/ → text. */
export function schemaFiles(): Record<string, string> {
  const text = (schema: z.ZodType, title: string) =>
    `${JSON.stringify({ title, ...z.toJSONSchema(schema, { target: 'draft-2020-12' }) }, null, 2)}\n`;
  return {
    'report.schema.json': text(reportSchema, 'koubo report'),
    'report-line.schema.json': text(lineSchema, 'koubo report line'),
  };
}
