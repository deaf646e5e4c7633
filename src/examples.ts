/**
 * Runs the examples of rules. The contract: a bad example is reported by its rule exactly at the marked spans and can be
 * rewritten so that no error or warning is left; a good example is silent under all rules.
 */
import { createLinter, type Linter, type LinterOptions } from './lint.js';
import type { Finding, Span } from './model.js';
import type { RuleBundle, RuleSources } from './rules/build.js';
import type { RuleSource } from './rules/schema.js';
import { textScript } from './script.js';

export type Outcome =
  | 'passed'
  | 'missing'
  | 'noisy'
  | 'wrong-span'
  | 'wrong-rewrite'
  | 'no-rewrite'
  | 'no-examples'
  | 'unexercised';

export interface ExampleResult {
  rule: string;
  file: string;
  outcome: Outcome;
  /** the example as it stands in the pack */
  example?: string;
  /** what was found instead */
  found?: string;
  /** segmented, for a failure whose cause is a word boundary */
  tokens?: string;
}

export interface RuleTestReport {
  rules: number;
  examples: number;
  failures: ExampleResult[];
  /** patterns that no bad example reaches: not a failure, but untested */
  unexercised: ExampleResult[];
}

const OPEN = '⟦';
const CLOSE = '⟧';

/** `a⟦b⟧c` → the text without marks, and where they were */
export function marked(example: string): { text: string; spans: Span[] } {
  const spans: Span[] = [];
  let text = '';
  let start = -1;
  for (const c of example) {
    if (c === OPEN) start = text.length;
    else if (c === CLOSE) spans.push({ start, end: text.length });
    else text += c;
  }
  return { text, spans };
}

export function testRules(bundle: RuleBundle, sources: RuleSources, packs: readonly string[] = []): RuleTestReport {
  const report: RuleTestReport = { rules: 0, examples: 0, failures: [], unexercised: [] };
  const linters = new Map<string, Linter>();
  const reached = new Set<string>();
  const linter = (options: LinterOptions): Linter => {
    const key = JSON.stringify(options);
    let known = linters.get(key);
    if (!known) {
      known = createLinter({
        ...options,
        bundle,
        trace: (e) => e.kind === 'match' && reached.add(`${e.rule}\n${e.pattern}`),
      });
      linters.set(key, known);
    }
    return known;
  };
  for (const { file, source: pack } of sources.packs) {
    if (packs.length > 0 && !packs.includes(pack.pack)) continue;
    for (const rule of pack.rules) {
      report.rules++;
      if (rule.examples.bad.length === 0 || rule.examples.good.length === 0)
        report.failures.push({ rule: rule.id, file, outcome: 'no-examples' });
      const base = settingsFor(rule, pack);
      for (const example of rule.examples.bad) {
        report.examples++;
        const options = { ...base, ...conditions(example) };
        const result = bad(rule, example, linter(options));
        if (result) report.failures.push({ rule: rule.id, file, example: example.text, ...result });
      }
      for (const example of rule.examples.good) {
        report.examples++;
        const options = { ...base, minChars: undefined, ...conditions(example), rewrites: 0 };
        const found = linter(options).lint(textScript(example.text)).filter(counts);
        if (found.length > 0)
          report.failures.push({
            rule: rule.id,
            file,
            outcome: 'noisy',
            example: example.text,
            found: describe(found),
          });
      }
      for (const find of rule.find) {
        const pattern = 'pattern' in find ? find.pattern : undefined;
        if (pattern !== undefined && !reached.has(`${rule.id}\n${pattern}`))
          report.unexercised.push({ rule: rule.id, file, outcome: 'unexercised', example: pattern });
      }
    }
  }
  return report;
}

/** What a rule needs to run at all: its trade, its platform, and to be on. */
export function settingsFor(rule: RuleSource, pack: RuleSources['packs'][number]['source']): LinterOptions {
  // Patterns are tested as they are; what a text weighs as a whole would hide which of them hit.
  const options: LinterOptions = { weighing: rule.weigh !== undefined };
  const trade = rule.trades?.[0] ?? pack.trade;
  const platform = rule.platforms?.[0] ?? pack.platform;
  if (trade) options.trade = trade;
  if (platform) options.platform = platform;
  if (rule.default === 'off') options.severities = { [rule.id]: rule.severity ?? 'warning' };
  if (
    rule.absent ||
    rule.often ||
    rule.needs.some((n) => typeof n.within === 'number' || n.within === 'section' || n.within === 'script')
  )
    options.minChars = 0;
  return options;
}

export type Example = RuleSource['examples']['bad'][number] & { trade?: string; platform?: string; fix?: string };

export function conditions(example: Example): LinterOptions {
  return {
    ...(example.trade ? { trade: example.trade } : {}),
    ...(example.platform ? { platform: example.platform } : {}),
  };
}

function bad(rule: RuleSource, example: Example, linter: Linter): Omit<ExampleResult, 'rule' | 'file'> | undefined {
  const { text, spans } = marked(example.text);
  const script = textScript(text);
  const findings = linter.lint(script);
  const own = findings.flatMap((f) => [
    ...(f.rule === rule.id ? [f.span] : []),
    ...f.also.filter((a) => a.rule === rule.id).map((a) => a.span),
  ]);
  if (own.length === 0) return { outcome: 'missing', found: describe(findings) };
  if (spans.length > 0 && !sameSpans(own, spans))
    return { outcome: 'wrong-span', found: own.map((s) => text.slice(s.start, s.end)).join(' / ') };
  const loud = findings.filter(
    (f) => (f.severity === 'error' || f.severity === 'warning') && !rule.absent && !rule.often,
  );
  const without = loud.find((f) => f.rewrites.length === 0);
  if (without) return { outcome: 'no-rewrite', found: without.text };
  if (example.fix !== undefined) {
    const main = loud.find((f) => f.rule === rule.id || f.also.some((a) => a.rule === rule.id));
    if (!main?.rewrites.some((r) => r.text === example.fix))
      return { outcome: 'wrong-rewrite', found: main?.rewrites.map((r) => r.text).join(' / ') };
  }
  return undefined;
}

const counts = (f: Finding) => f.verdict !== 'exempt' && f.severity !== 'info';

function sameSpans(a: Span[], b: Span[]): boolean {
  const key = (s: Span[]) =>
    [...s]
      .sort((x, y) => x.start - y.start)
      .map((x) => `${x.start}-${x.end}`)
      .join(',');
  return key(a) === key(b);
}

function describe(findings: Finding[]): string {
  return findings
    .map((f) => `${f.rule} “${f.text}”${f.also.length > 0 ? ` (+${f.also.map((a) => a.rule).join(' ')})` : ''}`)
    .join(', ');
}
