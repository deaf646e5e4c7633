import type { RuleMessages } from '../../messages/rules.js';
import type { RuleSources } from '../../rules/build.js';
import type { Program, Rule } from '../../rules/program.js';
import type { Context } from '../context.js';
import { type Described, describeRule } from './describe.js';
import { notesOf } from './list.js';
import type { ShownExample } from './shown-examples.js';

/** The page of one rule, in Markdown: what it is, why, how it looks, what is spared, and last how it is found. */
export function rulePage(
  rule: Rule,
  program: Program,
  sources: RuleSources,
  bad: readonly ShownExample[],
  context: Context,
  t: RuleMessages,
): string {
  const { m, lang } = context;
  const d = describeRule(rule, program, sources, context, t);
  const other = lang === 'en' ? rule.title : rule.titleEn;
  const sections = [
    `# ${plain(d.title)}`,
    `\`${d.id}\`${other && other !== d.title ? ` · ${plain(other)}` : ''}`,
    table(t.docsColumns, [
      [
        m.verdict[d.verdict],
        m.severity[d.severity],
        m.category(d.category),
        `[${d.pack}](../README.md#${d.pack}) ${d.packVersion}`,
        d.notes.join('<br>') || t.docsAll,
      ],
    ]),
    `> ${plain(toldBy(d, bad))}`,
    section(t.law, d.articles.map(article)),
    section(t.docsVaries, d.says.slice(1).map(placeholders).map(plain)),
    badExamples(bad, context, t),
    section(t.good, d.good.map(example)),
    spared(d, t),
    section(t.needs, d.needs.map(plain)),
    finding(d, t),
    usage(d, context, t),
    d.serves.length > 0 ? `<sub>${t.serves}${m.colon}${d.serves.join(' ')}</sub>` : '',
  ];
  return `${sections.filter((text) => text !== '').join('\n\n')}\n`;
}

/** All rules by pack. */
export function indexPage(program: Program, { m, lang }: Context, t: RuleMessages): string {
  const en = lang === 'en';
  const packs = program.packs.map((pack) => {
    const rules = program.rules.filter((one) => one.pack === pack.name);
    if (rules.length === 0) return '';
    const rows = rules.map((rule) => [
      `[${rule.id}](${rule.id}.md)`,
      plain(en ? rule.titleEn : rule.title),
      m.verdict[rule.verdict],
      notesOf(rule, t).join('<br>'),
    ]);
    return `## ${pack.name}\n\n${plain(en ? pack.titleEn : pack.title)}\n\n${table(t.docsIndexColumns, rows)}`;
  });
  const head = [`# ${t.docsTitle}`, t.docsIntro, t.counts(program.rules.length, program.packs.length)];
  return `${[...head, ...packs].filter((text) => text !== '').join('\n\n')}\n`;
}

/** The exemptions that many rules try: their patterns stand here once. */
export function guardsPage(guards: RuleSources['guards'], { lang }: Context, t: RuleMessages): string {
  const parts = Object.entries(guards).map(([name, spares]) => {
    const lists = spares.flatMap(({ because, 'because-en': becauseEn, when, near }) => [
      `- ${plain((lang === 'en' ? becauseEn : undefined) ?? because)}`,
      ...[...(when ?? []), ...(near ?? [])].map((text) => `  - ${code(text)}`),
    ]);
    return `## ${name}\n\n${lists.join('\n')}`;
  });
  return `${[`# ${t.docsGuards}`, t.docsIntro, t.docsLanguage.replace('../../', '../'), ...parts].join('\n\n')}\n`;
}

/** What it says of its own first example; else its template. */
const toldBy = ({ says }: Described, bad: readonly ShownExample[]): string =>
  bad.find(({ message }) => message !== undefined)?.message ?? placeholders(says[0] ?? '');

const placeholders = (text: string): string => text.replace(/\{([a-z-]+)\}/g, '…');

const article = ({ id, title, note, url }: Described['articles'][number]): string => {
  const name = url ? `[${plain(title)}](${url})` : `**${plain(title)}**`;
  return `${name} \`${id}\`${note ? `<br>${plain(note)}` : ''}`;
};

function badExamples(bad: readonly ShownExample[], { m }: Context, t: RuleMessages): string {
  if (bad.length === 0) return '';
  const rows = bad.flatMap(({ text, instead }) =>
    instead ? [[example(text), `${example(instead.text) || m.report.leaveOut}（${m.kind[instead.kind]}）`]] : [],
  );
  const others = bad.filter(({ instead }) => !instead).map(({ text }) => `- ${example(text)}`);
  const parts = [`## ${t.bad}`];
  if (rows.length > 0) parts.push(table([t.bad, t.docsInstead], rows));
  if (rows.length > 0 && others.length > 0) parts.push(t.docsMoreBad);
  if (others.length > 0) parts.push(others.join('\n'));
  return parts.join('\n\n');
}

function spared({ exemptions, spares }: Described, t: RuleMessages): string {
  if (spares.length === 0) return '';
  const rows = exemptions.map(({ because, basis, shared }) => {
    const law = basis ? ` — ${plain(basis)}` : '';
    return `- ${plain(because)}${law}${shared ? ` [${t.docsShared}](../guards.md#${shared})` : ''}`;
  });
  // What is no pattern: evidence.
  rows.push(...spares.slice(exemptions.length).map((text) => `- ${plain(text)}`));
  const patterns = exemptions.flatMap(({ because, patterns: list, shared }) =>
    list.length === 0 || shared ? [] : [`- ${plain(because)}`, ...list.map((text) => `  - ${code(text)}`)],
  );
  return `## ${t.spare}\n\n${rows.join('\n')}${patterns.length > 0 ? `\n\n${folded(t, patterns)}` : ''}`;
}

/** For those who write rules: folded, since nobody else reads patterns. */
function finding(d: Described, t: RuleMessages): string {
  const lines = (title: string, list: readonly string[]) =>
    list.length === 0 ? [] : [`- ${title}`, ...list.map((text) => `  - ${code(text)}`)];
  const all = [
    ...lines(t.patterns, d.patterns),
    ...lines(t.absent, d.absent),
    ...lines(t.needsBeside, d.with),
    ...lines(t.unless, d.without),
    ...lines(t.rewrite, d.rewrites),
  ];
  return all.length === 0 ? '' : `## ${t.docsHow}\n\n${folded(t, all)}\n\n${t.docsLanguage}`;
}

function folded(t: RuleMessages, lines: readonly string[]): string {
  const count = lines.filter((line) => line.startsWith('  ')).length;
  return `<details><summary>${t.docsPatterns(count)}</summary>\n\n${lines.join('\n')}\n\n</details>`;
}

function usage({ id, options }: Described, { m }: Context, t: RuleMessages): string {
  const more = options.length > 0 ? [`  # ${t.options}${m.colon}`, `  # ${id}: {${options.join(', ')}}`] : [];
  const config = ['```yaml', '# koubo.yaml', 'rules:', `  ${id}: off   # error | warning | info | off`, ...more, '```'];
  const comment = ['```md', `<!-- koubo-disable-next-line ${id} -- ${t.docsReason} -->`, '```'];
  return [`## ${t.docsUse}`, config.join('\n'), t.docsSilence, comment.join('\n')].join('\n\n');
}

const section = (title: string, items: readonly string[]): string =>
  items.length === 0 ? '' : `## ${title}\n\n${items.map((item) => `- ${item}`).join('\n')}`;

const table = (head: readonly string[], rows: readonly (readonly string[])[]): string =>
  [head, head.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`).join('\n');

/** Copy is no markup; a line break of an example is shown, not made. */
const plain = (text: string): string => text.replaceAll('\n', ' ⏎ ').replace(/[\\`*_<>|[\]]/g, '\\$&');

/** Marked words in bold. */
const example = (text: string): string => plain(text).replaceAll('⟦', '**').replaceAll('⟧', '**');

function code(text: string): string {
  return `\`${text.replaceAll('`', '′')}\``;
}
