import type { RuleMessages } from '../../messages/rules.js';
import type { RuleSources } from '../../rules/build.js';
import type { Program, Rule } from '../../rules/program.js';
import type { Context } from '../context.js';
import { describeRule } from './describe.js';

/** The page of one rule, in Markdown. */
export function rulePage(
  rule: Rule,
  program: Program,
  sources: RuleSources,
  context: Context,
  t: RuleMessages,
): string {
  const { m } = context;
  const d = describeRule(rule, program, sources, context, t);
  const facts = [
    m.category(d.category),
    m.verdict[d.verdict],
    m.severity[d.severity],
    `${d.pack} ${d.packVersion}`,
    ...d.notes,
  ];
  const lines = [`# ${d.id}`, '', `**${d.title}** · ${facts.join(' · ')}`];
  const section = (title: string, items: readonly string[], show: (item: string) => string = (item) => item) => {
    if (items.length > 0) lines.push('', `## ${title}`, '', ...items.map((item) => `- ${show(item)}`));
  };
  if (d.says.length > 0) lines.push('', ...d.says.map((line) => line.replace(/\{([a-z-]+)\}/g, '…')));
  section(t.law, d.laws);
  section(t.bad, d.bad, example);
  section(t.good, d.good, example);
  section(t.spare, d.spares, code);
  section(t.needs, d.needs);
  section(t.patterns, d.patterns, code);
  section(t.absent, d.absent, code);
  section(t.needsBeside, d.with, code);
  section(t.unless, d.without, code);
  section(t.rewrite, d.rewrites, code);
  section(t.serves, d.serves);
  lines.push(
    '',
    `## ${t.docsUse}`,
    '',
    '```yaml',
    '# koubo.yaml',
    'rules:',
    `  ${d.id}: off   # error | warning | info | off`,
    ...(d.options.length > 0 ? [`  # ${t.options}${m.colon}`, `  # ${d.id}: {${d.options.join(', ')}}`] : []),
    '```',
  );
  return `${lines.join('\n')}\n`;
}

/** All rules by pack. */
export function indexPage(program: Program, { m, lang }: Context, t: RuleMessages): string {
  const lines = [`# ${t.docsTitle}`, '', t.docsIntro, '', t.counts(program.rules.length, program.packs.length)];
  for (const pack of program.packs) {
    lines.push('', `## ${pack.name} — ${lang === 'en' ? pack.titleEn : pack.title}`, '');
    for (const rule of program.rules.filter((one) => one.pack === pack.name)) {
      const title = lang === 'en' ? rule.titleEn : rule.title;
      lines.push(`- [${rule.id}](${rule.id}.md) ${title} · ${m.verdict[rule.verdict]}`);
    }
  }
  return `${lines.join('\n')}\n`;
}

/** Marked words in bold; a line break of an example is shown, not made. */
function example(text: string): string {
  return text
    .replaceAll('\n', ' ⏎ ')
    .replace(/[\\`*_<>|[\]]/g, '\\$&')
    .replaceAll('⟦', '**')
    .replaceAll('⟧', '**');
}

function code(text: string): string {
  return `\`${text.replaceAll('`', '′')}\``;
}
