import { type ExampleResult, testRules } from '../../examples.js';
import type { RuleMessages } from '../../messages/rules.js';
import { paletteFor } from '../../report/colour.js';
import { loadBundle } from '../../rules/bundle.js';
import { type Context, ExitCode } from '../context.js';
import { checkNames, isPackPath, knownNames } from '../engine.js';
import { choice } from '../options.js';
import { rulesFrom, rulesWith } from './sources.js';

interface Options {
  from?: string;
  unexercised?: boolean;
  format: string;
}

/** Exits with 1 when an example does not hold. */
export async function test(packs: string[], options: Options, context: Context, t: RuleMessages): Promise<ExitCode> {
  const format = choice('--format', options.format, ['text', 'json'], context);
  const paths = packs.filter(isPackPath);
  const { rules, sources } =
    paths.length > 0 ? await rulesWith(paths, context) : await rulesFrom(options.from, context);
  checkNames({ pack: packs }, knownNames(rules.program), context);
  // The packs that came last are those of the paths; the built-in ones stand before them.
  const own =
    paths.length > 0 ? rules.program.packs.slice(loadBundle().program.packs.length).map(({ name }) => name) : [];
  const report = testRules(rules, sources, [...packs.filter((name) => !isPackPath(name)), ...own]);
  const { out } = context;
  const code = report.failures.length > 0 ? ExitCode.findings : ExitCode.clean;
  if (format === 'json') {
    out.write(`${JSON.stringify(report, null, 2)}\n`);
    return code;
  }
  const paint = paletteFor(context.colour);
  for (const failure of report.failures) out.write(failureText(failure, context, t));
  if (options.unexercised) for (const pattern of report.unexercised) out.write(failureText(pattern, context, t));
  else if (report.unexercised.length > 0) out.write(`${paint.faint(t.unexercised(report.unexercised.length))}\n`);
  const verdict = report.failures.length > 0 ? paint.bad(t.failed(report.failures.length)) : paint.good(t.allPass);
  out.write(`${t.tested(report.rules, report.examples)}${context.lang === 'zh' ? '：' : ': '}${verdict}\n`);
  return code;
}

function failureText(failure: ExampleResult, { colour, m }: Context, t: RuleMessages): string {
  const paint = paletteFor(colour);
  const rows = [
    `${paint.bad(t.outcome[failure.outcome] ?? failure.outcome)} ${failure.rule}  ${paint.faint(failure.file)}`,
  ];
  if (failure.example !== undefined) rows.push(`  ${failure.example.replaceAll('\n', '⏎')}`);
  if (failure.found) rows.push(`  ${t.found}${m.colon}${failure.found}`);
  if (failure.tokens) rows.push(`  ${t.tokens}${m.colon}${failure.tokens}`);
  return `${rows.join('\n')}\n`;
}
