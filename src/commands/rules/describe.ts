import { optionsOf } from '../../judge/rule-options.js';
import type { RuleMessages } from '../../messages/rules.js';
import type { Severity, Verdict } from '../../model.js';
import type { RuleSources } from '../../rules/build.js';
import type { Program, Rule } from '../../rules/program.js';
import type { StepSource } from '../../rules/schema.js';
import type { Context } from '../context.js';
import { notesOf } from './list.js';

/** A rule in words, for its page and for `rules show`. */
export interface Described {
  id: string;
  title: string;
  pack: string;
  packVersion: string;
  category: string;
  verdict: Verdict;
  severity: Severity;
  notes: string[];
  says: string[];
  laws: string[];
  articles: { id: string; title: string; note: string; url?: string }[];
  exemptions: { because: string; basis?: string; patterns: string[]; shared?: string }[];
  patterns: string[];
  absent: string[];
  with: string[];
  without: string[];
  spares: string[];
  needs: string[];
  rewrites: string[];
  bad: string[];
  good: string[];
  serves: string[];
  /** `more-than: 9`, as a config may set it */
  options: string[];
}

export function describeRule(
  rule: Rule,
  program: Program,
  sources: RuleSources,
  { lang, m }: Context,
  t: RuleMessages,
): Described {
  const en = lang === 'en';
  const text = (numbers: readonly number[] = []) => numbers.map((n) => program.patterns[n]?.[0] ?? '').join(' | ');
  const law = (id: string) => {
    const entry = program.law[id];
    return entry ? `${(en ? entry['title-en'] : undefined) ?? entry.title} ${id}${m.basisStatus[entry.status]}` : id;
  };
  const source = sources.packs.flatMap(({ source: pack }) => pack.rules).find(({ id }) => id === rule.id);
  // A guard is told by its reason: compiled, it is an exemption like any other.
  const own = new Set(source?.spare.map(({ because }) => because));
  const shared = new Map(
    Object.entries(sources.guards).flatMap(([name, list]) =>
      list.filter(({ because }) => !own.has(because)).map(({ because }): [string, string] => [because, name]),
    ),
  );
  const often = rule.often;
  const change = (name: string, { verdict, say, sayEn }: NonNullable<Rule['byTrade']>[string]) =>
    `${name}${m.colon}${[verdict ? m.verdict[verdict] : '', (en ? sayEn : say) ?? ''].filter(Boolean).join(' ')}`;
  return {
    id: rule.id,
    title: en ? rule.titleEn : rule.title,
    pack: rule.pack,
    packVersion: rule.packVersion,
    category: rule.category,
    verdict: rule.verdict,
    severity: rule.severity,
    notes: [
      ...notesOf(rule, t),
      ...(often ? [t.often(often.moreThan, often.per === 'minute' ? t.minute : t.perChars(often.per))] : []),
    ],
    says: [
      (en ? rule.sayEn : rule.say) || '',
      ...Object.entries(rule.byTrade ?? {}).map(([name, c]) => change(t.byTrade(name), c)),
      ...Object.entries(rule.byPlatform ?? {}).map(([name, c]) => change(t.byPlatform(name), c)),
    ].filter((line) => line !== ''),
    laws: rule.basis.map(law),
    articles: rule.basis.map((id) => {
      const entry = program.law[id];
      const title = `${(en ? entry?.['title-en'] : undefined) ?? entry?.title ?? id}`;
      // What the article says is told in Chinese, as it stands in the law.
      return {
        id,
        title: `${title}${entry ? m.basisStatus[entry.status] : ''}`,
        note: entry?.note ?? '',
        url: entry?.url,
      };
    }),
    exemptions: rule.spare.map((s) => ({
      because: (en ? s.becauseEn : undefined) ?? s.because,
      basis: s.basis === undefined ? undefined : law(s.basis),
      shared: shared.get(s.because),
      patterns: [...(s.when ?? []), ...(s.near ?? []), ...(s.before ?? []), ...(s.after ?? [])].map((n) => text([n])),
    })),
    patterns: rule.find.flatMap(({ p }) => (p === undefined ? [] : [text([p])])),
    absent: rule.absent ? [text(rule.absent.any)] : [],
    with: rule.with.map(({ any, within }) => `${text(any)}  (${within})`),
    without: rule.without.map(({ any, within }) => `${text(any)}  (${within})`),
    spares: [
      ...rule.spare.map((s) =>
        [(en ? s.becauseEn : undefined) ?? s.because, s.basis ?? '', text([...(s.when ?? []), ...(s.near ?? [])])]
          .filter(Boolean)
          .join('  '),
      ),
      ...(rule.evidence ? [t.evidence] : []),
    ],
    needs: rule.needs.map((n) => `${(en ? n.factEn : undefined) ?? n.fact}  (${n.within})`),
    rewrites: rule.rewrite.map((steps) => steps.map(stepText).join(' + ')),
    bad: source?.examples.bad.map(({ text: example }) => example) ?? [],
    good: source?.examples.good.map(({ text: example }) => example) ?? [],
    serves: rule.serves,
    options: Object.entries(optionsOf(rule)).map(([name, value]) => `${name}: ${value}`),
  };
}

function stepText(step: StepSource): string {
  if (typeof step === 'string') return step;
  return Object.entries(step)
    .filter(([key]) => key !== 'kind')
    .map(([key, value]) => `${key} ${typeof value === 'string' ? value : JSON.stringify(value)}`)
    .join(' ');
}
