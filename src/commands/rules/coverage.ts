import { readFileSync } from 'node:fs';
import { parse } from 'yaml';
import type { RuleMessages } from '../../messages/rules.js';
import { paletteFor } from '../../report/colour.js';
import { wrapText } from '../../report/display.js';
import { loadBundle } from '../../rules/bundle.js';
import { type Context, ExitCode } from '../context.js';
import { choice } from '../options.js';
import { shippedRulesFile } from './sources.js';

/** One prescription that copy can obey or break, and how it is served: by rules, or by there being platform packs. */
interface Row {
  title: string;
  'title-en': string;
  by?: 'platforms';
}

/** The row → rule table. Exits with 1 when a row has no rule. */
export async function coverage(options: { format: string }, context: Context, t: RuleMessages): Promise<ExitCode> {
  const format = choice('--format', options.format, ['text', 'json'], context);
  const { rules, packs } = loadBundle().program;
  const rows = Object.entries(prescriptions()).map(([id, row]) => {
    const serving = rules.filter(({ serves }) => serves.includes(id)).map((rule) => rule.id);
    const platforms = row.by === 'platforms' ? packs.filter(({ platform }) => platform).map(({ name }) => name) : [];
    return { id, title: context.lang === 'en' ? row['title-en'] : row.title, rules: [...serving, ...platforms] };
  });
  const gaps = rows.filter((row) => row.rules.length === 0);
  const { out } = context;
  if (format === 'json') out.write(`${JSON.stringify(rows, null, 2)}\n`);
  else {
    const paint = paletteFor(context.colour);
    for (const row of rows) {
      const list = row.rules.length === 0 ? paint.bad(t.gap) : wrapText(row.rules.join(', '), 72).join('\n      ');
      out.write(`${paint.strong(row.id)}   ${row.title}\n      ${list}\n`);
    }
    out.write(`${t.rows(rows.length - gaps.length, rows.length)}\n`);
  }
  return gaps.length > 0 ? ExitCode.findings : ExitCode.clean;
}

function prescriptions(): Record<string, Row> {
  const file = shippedRulesFile('prescriptions.yaml');
  if (file === undefined) throw new Error('rules/prescriptions.yaml is missing');
  return (parse(readFileSync(file, 'utf8')) as { prescriptions: Record<string, Row> }).prescriptions;
}
