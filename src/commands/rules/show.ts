import type { RuleMessages } from '../../messages/rules.js';
import { paletteFor } from '../../report/colour.js';
import { wrapText } from '../../report/display.js';
import { loadBundle, loadSources } from '../../rules/bundle.js';
import { ownRules } from '../../suppression-findings.js';
import { type Context, ExitCode } from '../context.js';
import { checkNames, knownNames } from '../engine.js';
import { choice } from '../options.js';
import { type Described, describeRule } from './describe.js';

const SHOWN = 12;

export async function show(
  id: string,
  options: { format: string },
  context: Context,
  t: RuleMessages,
): Promise<ExitCode> {
  const bundle = loadBundle();
  const format = choice('--format', options.format, ['text', 'json'], context);
  checkNames({ rule: [id] }, knownNames(bundle.program), context);
  const own = ownRules().find((one) => one.id === id);
  if (own) {
    const title = context.lang === 'en' ? own.titleEn : own.title;
    const said = `${own.id}  ${context.m.severity[own.severity]}  ${title}\n\n${context.lang === 'en' ? own.sayEn : own.say}\n`;
    context.out.write(format === 'json' ? `${JSON.stringify(own, null, 2)}\n` : said);
    return ExitCode.clean;
  }
  const rule = bundle.program.rules.find((one) => one.id === id);
  if (!rule) return ExitCode.failed;
  const described = describeRule(rule, bundle.program, loadSources(), context, t);
  context.out.write(format === 'json' ? `${JSON.stringify(rule, null, 2)}\n` : page(described, context, t));
  return ExitCode.clean;
}

function page(rule: Described, { colour, io, m }: Context, t: RuleMessages): string {
  const paint = paletteFor(colour);
  const width = Math.max(40, Math.min(io.isTTY ? io.columns : 80, 100)) - 2;
  const rows = [
    `${paint.strong(rule.id)}  ${paint.verdict[rule.verdict](m.verdict[rule.verdict])}  ${rule.title}`,
    paint.faint(
      [`${rule.pack} ${rule.packVersion}`, m.category(rule.category), m.severity[rule.severity], ...rule.notes].join(
        '  ',
      ),
    ),
  ];
  const section = (title: string, lines: readonly string[]) => {
    if (lines.length === 0) return;
    rows.push('', paint.label(title));
    for (const line of lines.slice(0, SHOWN)) rows.push(`  ${wrapText(line, width).join('\n    ')}`);
    if (lines.length > SHOWN) rows.push(`  ${paint.faint(t.more(lines.length - SHOWN))}`);
  };
  section(t.says, rule.says);
  section(t.law, rule.laws);
  section(t.patterns, rule.patterns);
  section(t.absent, rule.absent);
  section(t.needsBeside, rule.with);
  section(t.unless, rule.without);
  section(t.spare, rule.spares);
  section(t.needs, rule.needs);
  section(t.rewrite, rule.rewrites);
  section(t.bad, rule.bad);
  section(t.good, rule.good);
  section(t.options, rule.options);
  section(t.serves, rule.serves.length > 0 ? [rule.serves.join(' ')] : []);
  return `${rows.join('\n')}\n`;
}
