/** What is wrong with suppression comments, told as findings: in every format, and counted like any other. */
import { fingerprint } from './judge/fingerprint.js';
import { type SuppressionFault, Suppressions } from './judge/suppressions.js';
import type { LinterOptions } from './lint.js';
import { suppressionMessages } from './messages/suppressions.js';
import type { Finding, Script, Severity } from './model.js';
import { nearest } from './rules/errors.js';
import type { Program } from './rules/program.js';
import { kouboVersion } from './version.js';

/** The pack of koubo's own rules: they are about comments to koubo, not about what is said. */
export const OWN_PACK = 'koubo';
const CATEGORY = 'suppression';

interface OwnRule {
  severity: Severity;
  /** off until it is given a severity or, for missing-reason, `require-reason` */
  off?: boolean;
}

const OWN: Record<keyof (typeof suppressionMessages)['zh']['titles'], OwnRule> = {
  'unused-suppression': { severity: 'info' },
  'expired-suppression': { severity: 'warning' },
  'invalid-suppression': { severity: 'warning' },
  'missing-reason': { severity: 'error', off: true },
};
type OwnName = keyof typeof OWN;
const OWN_NAMES = Object.keys(OWN) as OwnName[];

export const OWN_RULE_IDS: readonly string[] = OWN_NAMES.map((name) => `${OWN_PACK}/${name}`);

/** The same for listings and reports, in the shape of any other rule. */
export function ownRules() {
  const { zh, en } = suppressionMessages;
  return OWN_NAMES.map((name) => ({
    id: `${OWN_PACK}/${name}`,
    title: zh.titles[name],
    titleEn: en.titles[name],
    pack: OWN_PACK,
    category: CATEGORY,
    severity: OWN[name].severity,
    verdict: 'advice' as const,
    say: zh.says[name],
    sayEn: en.says[name],
    basis: [],
  }));
}

/** The suppressions of one script under these options. `active`: the rules that are judged. */
export function suppressionsFor(options: LinterOptions, program: Program, active: readonly string[]): Suppressions {
  const complete = [options.rules, options.packs].every((names) => (names ?? []).length === 0);
  const packs = complete ? program.packs.map(({ name }) => name) : [];
  return new Suppressions({
    today: options.today ?? new Date().toISOString().slice(0, 10),
    requireReason: severityOf('missing-reason', options) !== undefined,
    known: new Set([...namesOf(program), ...OWN_RULE_IDS, OWN_PACK]),
    judged: new Set([...active, ...packs]),
    complete: complete && (options.off ?? []).length === 0,
  });
}

const namesOf = ({ rules, packs }: Program) => [...rules.map(({ id }) => id), ...packs.map(({ name }) => name)];

/** What is to be said of the comments of a script that was judged to its end. */
export function suppressionFindings(
  suppressions: Suppressions,
  options: LinterOptions,
  program: Program,
  passes: (severity: Severity) => boolean,
): Finding[] {
  return suppressions.faults().flatMap(({ fault, script }) => {
    const name = ownName(fault);
    const severity = severityOf(name, options);
    return severity === undefined || !passes(severity)
      ? []
      : [findingOf(fault, name, severity, script, options, program)];
  });
}

function ownName({ kind }: SuppressionFault): OwnName {
  if (kind === 'unused') return 'unused-suppression';
  if (kind === 'expired') return 'expired-suppression';
  return kind === 'no-reason' ? 'missing-reason' : 'invalid-suppression';
}

/** Undefined where the rule is off. */
function severityOf(name: OwnName, options: LinterOptions): Severity | undefined {
  const id = `${OWN_PACK}/${name}`;
  const { off = [], rules = [], packs = [], severities = {}, requireReason = false } = options;
  const set = severities[id];
  if (set === 'off' || off.includes(id) || off.includes(OWN_PACK)) return undefined;
  const named = rules.includes(id) || packs.includes(OWN_PACK);
  if (rules.length + packs.length > 0 && !named) return undefined;
  if (OWN[name].off && set === undefined && !named && !requireReason) return undefined;
  return set ?? OWN[name].severity;
}

function findingOf(
  fault: SuppressionFault,
  name: OwnName,
  severity: Severity,
  script: Script,
  { lang = 'zh' }: LinterOptions,
  program: Program,
): Finding {
  const { suppression } = fault;
  const rule = `${OWN_PACK}/${name}`;
  const offset = script.part.offset + suppression.after;
  const span = { start: offset, end: offset };
  return {
    path: script.path,
    rule,
    title: suppressionMessages[lang].titles[name],
    pack: OWN_PACK,
    packVersion: kouboVersion(),
    category: CATEGORY,
    verdict: 'advice',
    severity,
    span,
    start: suppression.place,
    end: suppression.place,
    text: '',
    sentence: { ...span, text: '' },
    message: sentenceOf(fault, lang, program),
    basis: [],
    missing: [],
    exemptions: [],
    rewrites: [],
    also: [],
    fingerprint: fingerprint(rule, detailOf(fault), `${suppression.rules} ${suppression.reason ?? ''}`),
  };
}

function sentenceOf(fault: SuppressionFault, lang: 'zh' | 'en', program: Program): string {
  const say = suppressionMessages[lang];
  switch (fault.kind) {
    case 'unused':
      return say.unused(fault.rules);
    case 'unknown':
      return say.unknown(fault.rule, nearest(fault.rule, namesOf(program)));
    case 'no-reason':
      return say.noReason;
    case 'expired':
      return say.expired(fault.suppression.until ?? '');
    case 'bad-date':
      return say.badDate(fault.suppression.until ?? '');
  }
}

function detailOf(fault: SuppressionFault): string {
  if (fault.kind === 'unused') return fault.rules.join(' ');
  return fault.kind === 'unknown' ? fault.rule : '';
}
