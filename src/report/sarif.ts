import { messagesFor } from '../messages/index.js';
import type { Finding, Place } from '../model.js';
import { locateIn, shownPath } from './place.js';
import { fullMessage, lawText } from './summary-text.js';
import { type Batch, type FormatOptions, gather, type RuleInfo, type ScriptText, type Totals } from './types.js';

const LEVEL = { error: 'error', warning: 'warning', info: 'note' } as const;

/** SARIF 2.1.0. Columns are UTF-16 code units, as `columnKind` says. */
export const sarif = gather(
  (finding, batch, options) => ({ rule: finding.rule, result: resultOf(finding, batch, options) }),
  (files, totals, options) => {
    const all = files.flatMap(({ records, aside }) => [...records, ...aside]);
    // SARIF wants the property on all results of a run or on none.
    const silenced = all.some(({ result }) => result.suppressions.length > 0);
    const used = [...new Set(all.map(({ rule }) => rule))].sort();
    const infos = new Map(options.rules().map((info) => [info.id, info]));
    const log = {
      $schema: 'https://json.schemastore.org/sarif-2.1.0.json',
      version: '2.1.0',
      runs: [
        {
          tool: {
            driver: {
              name: 'koubo',
              version: options.version,
              semanticVersion: options.version,
              language: options.lang === 'zh' ? 'zh-CN' : 'en-US',
              rules: used.map((id) => descriptor(id, infos.get(id), options)),
            },
          },
          columnKind: 'utf16CodeUnits',
          invocations: [invocation(totals)],
          artifacts: files.map(({ path }) => ({ location: artifact(path) })),
          results: all.map(({ rule, result: { suppressions, ...result } }) => ({
            ruleId: rule,
            ruleIndex: used.indexOf(rule),
            ...result,
            ...(silenced ? { suppressions } : {}),
          })),
        },
      ],
    };
    return `${JSON.stringify(log, null, 2)}\n`;
  },
);

/** GitHub wants relative URIs without a base; absolute paths become file URIs. */
function artifact(path: string) {
  const encoded = path.split('/').map(encodeURIComponent).join('/');
  return { uri: path.startsWith('/') ? `file://${encoded}` : encoded };
}

function invocation({ problems }: Totals) {
  return {
    executionSuccessful: problems.length === 0,
    toolExecutionNotifications: problems.map(({ path, message, remedy }) => ({
      level: 'error',
      message: { text: [path, message, remedy].filter(Boolean).join(' — ') },
    })),
  };
}

function descriptor(id: string, info: RuleInfo | undefined, options: FormatOptions) {
  const url = options.ruleUrl(id);
  if (!info) return { id, ...(url ? { helpUri: url } : {}) };
  const en = options.lang === 'en';
  const laws = info.basis.map((basis) => `${basis.title} ${basis.id}`);
  const title = en ? info.titleEn : info.title;
  const say = en ? info.sayEn : info.say;
  return {
    id,
    name: id,
    shortDescription: { text: title },
    fullDescription: { text: say || title },
    help: {
      text: [say || title, ...laws].join('\n'),
      markdown: [`**${title}**`, say, laws.map((law) => `- ${law}`).join('\n')].filter(Boolean).join('\n\n'),
    },
    ...(url ? { helpUri: url } : {}),
    defaultConfiguration: { level: LEVEL[info.severity] },
    properties: {
      tags: [...new Set([info.category, info.pack])],
      verdict: info.verdict,
      basis: info.basis.map((basis) => basis.id),
    },
  };
}

function resultOf(finding: Finding, { path, script }: Batch, options: FormatOptions) {
  const m = messagesFor(options.lang);
  const location = artifact(shownPath(path, options.cwd));
  const exempt = finding.verdict === 'exempt';
  const sentence = regionOf(
    finding.sentence,
    locateIn(script, finding.sentence.start, finding.start),
    locateIn(script, finding.sentence.end, finding.end),
  );
  return {
    // An exemption is a check that passed.
    kind: exempt ? 'pass' : 'fail',
    level: exempt ? 'none' : LEVEL[finding.severity],
    message: { text: fullMessage(finding, m) },
    locations: [
      {
        physicalLocation: {
          artifactLocation: location,
          region: { ...regionOf(finding.span, finding.start, finding.end), snippet: { text: finding.text } },
          ...(finding.sentence.text === ''
            ? {}
            : { contextRegion: { ...sentence, snippet: { text: finding.sentence.text } } }),
        },
        ...(finding.start.label ? { logicalLocations: [{ fullyQualifiedName: finding.start.label }] } : {}),
      },
    ],
    partialFingerprints: { 'koubo/v1': finding.fingerprint },
    suppressions: suppressionsOf(finding),
    ...(finding.baselineState ? { baselineState: finding.baselineState } : {}),
    ...(canReplace(finding, script) ? { fixes: fixesOf(finding, location, sentence, m) } : {}),
    properties: {
      verdict: finding.verdict,
      category: finding.category,
      basis: finding.basis.map(({ id }) => id),
      law: lawText(finding, m),
      packVersion: finding.packVersion,
      ...(finding.missing.length > 0 ? { missing: finding.missing } : {}),
      ...(finding.also.length > 0 ? { also: finding.also.map(({ rule }) => rule) } : {}),
    },
  };
}

function suppressionsOf({ suppression }: Finding) {
  if (!suppression) return [];
  const { reason, until } = suppression;
  return [
    {
      kind: 'inSource',
      status: 'accepted',
      ...(reason === undefined ? {} : { justification: reason }),
      ...(until === undefined ? {} : { properties: { until } }),
    },
  ];
}

/** A replacement wants a place in a text file; sheets and documents have none that SARIF could name. */
const canReplace = (finding: Finding, script: ScriptText | undefined) =>
  script !== undefined && finding.start.label === undefined && finding.rewrites.length > 0;

function fixesOf(finding: Finding, location: object, deletedRegion: object, m: ReturnType<typeof messagesFor>) {
  return finding.rewrites.map(({ text, kind, slots }) => ({
    description: { text: m.report.say(kind === 'needs-fact' ? m.report.fill(slots) : m.kind[kind]) },
    artifactChanges: [{ artifactLocation: location, replacements: [{ deletedRegion, insertedContent: { text } }] }],
  }));
}

function regionOf(span: { start: number; end: number }, start: Place, end: Place) {
  return {
    startLine: start.line,
    startColumn: start.column,
    endLine: end.line,
    endColumn: end.column,
    charOffset: span.start,
    charLength: span.end - span.start,
  };
}
