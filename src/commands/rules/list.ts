import type { RuleMessages } from '../../messages/rules.js';
import { paletteFor } from '../../report/colour.js';
import { displayWidth, padCells } from '../../report/display.js';
import { loadBundle } from '../../rules/bundle.js';
import type { Rule } from '../../rules/program.js';
import { type Context, ExitCode } from '../context.js';
import { checkNames, knownNames } from '../engine.js';
import { choice } from '../options.js';

interface Options {
  pack?: string[];
  category?: string;
  format: string;
}

/** What a rule's record holds, in this order. */
const TOLD = [
  'id',
  'title',
  'titleEn',
  'pack',
  'packVersion',
  'category',
  'verdict',
  'severity',
  'basis',
  'serves',
  'off',
  'status',
  'trades',
  'platforms',
] as const;

export async function list(options: Options, context: Context, t: RuleMessages): Promise<ExitCode> {
  const { program } = loadBundle();
  const { m, out, lang } = context;
  const format = choice('--format', options.format, ['text', 'json'], context);
  checkNames({ pack: options.pack }, knownNames(program), context);
  if (options.category !== undefined) {
    const categories = [...new Set(program.rules.map(({ category }) => category))].sort();
    choice('--category', options.category, categories, context);
  }
  const rules = program.rules
    .filter(({ pack }) => !options.pack || options.pack.includes(pack))
    .filter(({ category }) => options.category === undefined || category === options.category);
  if (format === 'json') {
    const records = rules.map((rule) => Object.fromEntries(TOLD.map((key) => [key, rule[key]])));
    out.write(`${JSON.stringify(records, null, 2)}\n`);
    return ExitCode.clean;
  }
  const paint = paletteFor(context.colour);
  const idWidth = Math.max(...rules.map(({ id }) => displayWidth(id)));
  const verdictWidth = Math.max(...rules.map(({ verdict }) => displayWidth(m.verdict[verdict])));
  const line = (rule: Rule) => {
    const verdict = paint.verdict[rule.verdict](padCells(m.verdict[rule.verdict], verdictWidth));
    const notes = notesOf(rule, t);
    const title = lang === 'en' ? rule.titleEn : rule.title;
    return `  ${padCells(rule.id, idWidth)}  ${verdict}  ${title}${notes.length > 0 ? paint.faint(`  ${notes.join('  ')}`) : ''}\n`;
  };
  for (const pack of program.packs) {
    const inPack = rules.filter((rule) => rule.pack === pack.name);
    if (inPack.length === 0) continue;
    out.write(
      `${paint.strong(pack.name)} ${pack.version}  ${lang === 'en' ? pack.titleEn : pack.title}\n${inPack.map(line).join('')}\n`,
    );
  }
  out.write(`${t.counts(rules.length, new Set(rules.map(({ pack }) => pack)).size)}\n`);
  return ExitCode.clean;
}

/** What narrows a rule: where it applies, whether it is on, how far its law was verified. */
export function notesOf(rule: Rule, t: RuleMessages): string[] {
  return [
    rule.trades ? t.trades(rule.trades) : '',
    rule.platforms ? t.platforms(rule.platforms) : '',
    rule.off ? t.off : '',
    rule.status === 'verified' ? '' : t.unverified,
  ].filter((note) => note !== '');
}
