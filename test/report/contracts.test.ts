import { createRequire } from 'node:module';
import { RDFormatValidator } from '@umbrelladocs/rdformat-validator';
import { Ajv } from 'ajv';
import Ajv4Module from 'ajv-draft-04';
import formatsModule from 'ajv-formats';
import { parse as parseCsv } from 'csv-parse/sync';
import { XMLParser, XMLValidator } from 'fast-xml-parser';
import { parse as parseJunit } from 'junit2json';
import { Parser as TapParser } from 'tap-parser';
import { describe, expect, it } from 'vitest';
import { checkstyle } from '../../src/report/checkstyle.js';
import { CSV_COLUMNS, csv } from '../../src/report/csv.js';
import { github } from '../../src/report/github.js';
import { gitlab } from '../../src/report/gitlab.js';
import { junit } from '../../src/report/junit.js';
import { markdown } from '../../src/report/markdown.js';
import { rdjson } from '../../src/report/rdjson.js';
import { sarif } from '../../src/report/sarif.js';
import { tap } from '../../src/report/tap.js';
import type { Formatter, RuleInfo } from '../../src/report/types.js';
import { findingIn, HARD_LINE, hardFinding, OPTIONS, script, totals } from './sample.js';

const RULE: RuleInfo = {
  id: 'absolute/superlative',
  title: '最字句',
  titleEn: 'Superlatives',
  pack: 'absolute',
  category: 'absolute',
  severity: 'error',
  verdict: 'violation',
  basis: [{ id: 'AdLaw-9.3', title: '广告法第九条第三项', status: 'verified' }],
  say: '“{hit}”是绝对化用语。',
  sayEn: '"{hit}" is an absolute claim.',
};

/** The hard line, text that fights each notation, an advice, an exemption, a file without findings, an unreadable one. */
function render(format: Formatter): string {
  const { script: hard, finding } = hardFinding();
  const nasty = script('=cmd|"/c calc"!A1, <b>&amp;</b> 100%最好\u0007 @everyone | `x` ]]> ::error::最低价');
  const rewrites = [{ text: '说“参数”，\n别说别的。', kind: 'needs-fact' as const, slots: ['参数'], moves: [] }];
  const found = [
    findingIn(nasty, '=cmd|"/c calc"!A1, <b>&amp;</b>', {
      message: '坏<字>&"符"|`号`\n第二行\u0000',
      rewrites,
      missing: ['参数'],
    }),
    findingIn(nasty, '100%最好', { severity: 'warning', verdict: 'unproven' }),
    findingIn(nasty, '最低价', { severity: 'info', verdict: 'advice', speaker: '主播' }),
    findingIn(nasty, '@everyone', { verdict: 'exempt', exemptions: [{ because: '引用', held: true }] }),
  ];
  const printer = format({ ...OPTIONS, rules: () => [RULE], ruleUrl: (id) => `https://example.org/${id}` });
  return [
    printer.add({ path: hard.path, script: hard, findings: [finding] }),
    printer.add({ path: '话术/a b#1.txt', script: nasty, findings: found }),
    printer.add({ path: '话术/干净.txt', script: script('好。'), findings: [] }),
    printer.end(totals({ problems: [{ path: '坏.txt', message: '不是有效的 UTF-8', remedy: '另存为 UTF-8' }] })),
  ].join('');
}

/** The part of the text that a line and a column of UTF-8 bytes point to. */
function byBytes(text: string, start: { line: number; column: number }, end: { line: number; column: number }): string {
  const lines = text.split('\n').map((line) => Buffer.from(line));
  if (start.line !== end.line) throw new Error('one line only');
  return (lines[start.line - 1] as Buffer).subarray(start.column - 1, end.column - 1).toString('utf8');
}
const HARD_TEXT = `第一行。\n${HARD_LINE}\n`;

describe('sarif', () => {
  const log = JSON.parse(render(sarif));
  const [run] = log.runs;

  it('fits the official schema', () => {
    const Ajv4 = Ajv4Module as unknown as typeof Ajv;
    const ajv = new Ajv4({ strict: false, allErrors: true, unicodeRegExp: false });
    (formatsModule as unknown as (a: Ajv) => void)(ajv);
    const require = createRequire(import.meta.url);
    const validate = ajv.compile(require('@microsoft/jest-sarif/lib/schemas/sarif-2.1.0-rtm.5.json'));
    for (const each of [log, JSON.parse(withAside())]) {
      validate(each);
      expect(validate.errors ?? []).toEqual([]);
    }
  });

  /** One finding that is new, one that a comment silences, one that the baseline holds. */
  function withAside(): string {
    const { script: file, finding } = hardFinding();
    const suppression = { line: 1, reason: '引用', until: '2026-12-31' };
    const printer = sarif({ ...OPTIONS, rules: () => [RULE] });
    printer.add({
      path: file.path,
      script: file,
      findings: [{ ...finding, baselineState: 'new' }],
      aside: [
        { ...finding, suppression },
        { ...finding, baselineState: 'updated' },
      ],
    });
    return printer.end(totals());
  }

  it('has what was set aside, each with its state', () => {
    const { results } = JSON.parse(withAside()).runs[0];
    expect(
      results.map((r: { suppressions: { kind: string }[]; baselineState?: string }) => [
        r.suppressions.map(({ kind }) => kind),
        r.baselineState,
      ]),
    ).toEqual([
      [[], 'new'],
      [['inSource'], undefined],
      [[], 'updated'],
    ]);
    // On all results of a run or on none.
    expect(run.results.every((r: object) => !('suppressions' in r))).toBe(true);
  });

  it('points at the words in UTF-16 code units', () => {
    expect(run.columnKind).toBe('utf16CodeUnits');
    const { region } = run.results[0].locations[0].physicalLocation;
    expect(HARD_TEXT.split('\n')[region.startLine - 1]?.slice(region.startColumn - 1, region.endColumn - 1)).toBe(
      '全网最好用',
    );
    expect(HARD_TEXT.slice(region.charOffset, region.charOffset + region.charLength)).toBe('全网最好用');
  });

  it('carries the rule with its law, and the rewrite as a replacement of the sentence', () => {
    const rule = run.tool.driver.rules[run.results[0].ruleIndex];
    expect(rule).toMatchObject({ id: 'absolute/superlative', helpUri: 'https://example.org/absolute/superlative' });
    expect(rule.help.text).toContain('广告法第九条第三项 AdLaw-9.3');
    const [replacement] = run.results[0].fixes[0].artifactChanges[0].replacements;
    const { charOffset, charLength } = replacement.deletedRegion;
    expect(HARD_TEXT.slice(charOffset, charOffset + charLength)).toBe(HARD_LINE);
    expect(replacement.insertedContent.text).toContain('挺好用的');
  });

  it('has relative, encoded paths, exemptions as passes, and what could not be read', () => {
    const uris = run.results.map(
      (r: { locations: { physicalLocation: { artifactLocation: { uri: string } } }[] }) =>
        r.locations[0]?.physicalLocation.artifactLocation.uri,
    );
    expect(decodeURIComponent(uris[1])).toBe('话术/a b#1.txt');
    expect(uris[1]).not.toMatch(/[ #]/);
    expect(run.results.filter((r: { kind: string }) => r.kind === 'pass')).toHaveLength(1);
    expect(run.invocations[0].executionSuccessful).toBe(false);
    expect(run.invocations[0].toolExecutionNotifications[0].message.text).toContain('坏.txt');
  });
});

describe('rdjson', () => {
  const report = JSON.parse(render(rdjson));

  it('fits the published schema', async () => {
    const result = await new RDFormatValidator({ strictMode: true, allowExtraFields: false }).validateObject(report);
    expect(result.errors).toEqual([]);
    expect(result.valid).toBe(true);
  });

  it('counts columns in UTF-8 bytes', () => {
    const [first] = report.diagnostics;
    const { start, end } = first.location.range;
    expect(byBytes(HARD_TEXT, start, end)).toBe('全网最好用');
    const [suggestion] = first.suggestions;
    expect(byBytes(HARD_TEXT, suggestion.range.start, suggestion.range.end)).toBe(HARD_LINE);
  });

  it('leaves exempt findings out', () => {
    expect(report.diagnostics.map((d: { severity: string }) => d.severity)).toEqual([
      'ERROR',
      'ERROR',
      'WARNING',
      'INFO',
    ]);
  });
});

describe('junit', () => {
  it('is read by a consumer, with failures for errors and warnings only', async () => {
    const suites = await parseJunit(render(junit));
    if (!suites || !('testsuite' in suites)) throw new Error('no testsuites');
    expect(suites).toMatchObject({ tests: 7, failures: 3, errors: 1 });
    expect(suites.testsuite?.map(({ name }) => name)).toEqual([
      '话术/面霜.txt',
      '话术/a b#1.txt',
      '话术/干净.txt',
      'koubo',
    ]);
    const failure = suites.testsuite?.[1]?.testcase?.[0]?.failure?.[0];
    expect(failure?.message).toBe('坏<字>&"符"|`号`\n第二行\ufffd');
    expect(failure?.inner).toContain('可以说（需补事实：参数）');
    expect(suites.testsuite?.[2]?.testcase).toHaveLength(1);
  });
});

describe('checkstyle', () => {
  it('is well-formed XML with files and errors', () => {
    const xml = render(checkstyle);
    expect(XMLValidator.validate(xml)).toBe(true);
    const options = {
      ignoreAttributes: false,
      attributeNamePrefix: '',
      isArray: (name: string) => ['file', 'error'].includes(name),
    };
    const { checkstyle: root } = new XMLParser(options).parse(xml);
    // What Checkstyle's own logger writes, and nothing else: strict readers refuse more.
    expect(Object.keys(root).sort()).toEqual(['file', 'version']);
    for (const { error = [], name, ...more } of root.file) {
      expect({ name: typeof name, more }).toEqual({ name: 'string', more: {} });
      for (const one of error) {
        expect(Object.keys(one).sort()).toEqual(['column', 'line', 'message', 'severity', 'source']);
        expect(['error', 'warning', 'info', 'ignore']).toContain(one.severity);
        expect(`${one.line}:${one.column}`).toMatch(/^[1-9]\d*:[1-9]\d*$/);
      }
    }
    expect(root.file.map(({ name }: { name: string }) => name)).toEqual([
      '话术/面霜.txt',
      '话术/a b#1.txt',
      '话术/干净.txt',
    ]);
    expect(root.file[0].error[0]).toMatchObject({
      line: '2',
      column: '20',
      severity: 'error',
      source: 'koubo.absolute/superlative',
    });
    expect(root.file[1].error.map(({ severity }: { severity: string }) => severity)).toEqual([
      'error',
      'warning',
      'info',
      'ignore',
    ]);
  });
});

describe('gitlab', () => {
  /** The fields that GitLab's documentation of Code Quality reports asks for. */
  const schema = {
    type: 'array',
    items: {
      type: 'object',
      required: ['description', 'check_name', 'fingerprint', 'severity', 'location'],
      properties: {
        description: { type: 'string', minLength: 1 },
        check_name: { type: 'string', minLength: 1 },
        fingerprint: { type: 'string', pattern: '^[0-9a-f]{32}$' },
        severity: { enum: ['info', 'minor', 'major', 'critical', 'blocker'] },
        location: {
          type: 'object',
          required: ['path', 'lines'],
          properties: {
            path: { type: 'string', pattern: '^(?!\\./|/)' },
            lines: { type: 'object', required: ['begin'], properties: { begin: { type: 'integer', minimum: 1 } } },
          },
        },
      },
    },
  };

  it('has every field that is asked for, and unique fingerprints', () => {
    const issues = JSON.parse(render(gitlab));
    const validate = new Ajv({ allErrors: true }).compile(schema);
    validate(issues);
    expect(validate.errors ?? []).toEqual([]);
    const prints = issues.map(({ fingerprint }: { fingerprint: string }) => fingerprint);
    expect(new Set(prints).size).toBe(prints.length);
    expect(prints).toHaveLength(4);
  });
});

describe('github', () => {
  const lines = render(github).trimEnd().split('\n');

  it('is one command a line, errors first, with nothing that could start another', () => {
    expect(lines.map((line) => /^::(\w+) /.exec(line)?.[1])).toEqual(['error', 'error', 'error', 'warning', 'notice']);
    for (const line of lines) expect(line.slice(2)).toMatch(/^[a-z]+ (?:\w+=[^,:\r\n]*,?)+::/);
  });

  it('gives columns of the words in the file', () => {
    const column = HARD_LINE.indexOf('全网最好用') + 1;
    expect(lines[1]).toContain(`file=话术/面霜.txt,line=2,endLine=2,col=${column},endColumn=${column + 5},`);
    expect(lines[2]).toContain('%0A第二行');
  });
});

describe('tap', () => {
  it('is read by a parser: a point a file, failing where errors and warnings are', async () => {
    const parser = new TapParser();
    const points: { ok: boolean; name: string; diag: unknown }[] = [];
    parser.on('assert', (point) => points.push(point));
    parser.end(render(tap));
    const result = parser.results;
    expect(result).toMatchObject({ count: 4, pass: 1, fail: 3, plan: { start: 1, end: 4 } });
    expect(points.map(({ ok, name }) => [ok, name])).toEqual([
      [false, '话术/面霜.txt'],
      [false, '话术/a b#1.txt'],
      [true, '话术/干净.txt'],
      [false, '坏.txt'],
    ]);
    expect(points[0]?.diag).toMatchObject({ findings: [{ rule: 'absolute/superlative', line: 2, column: 20 }] });
  });
});

describe('csv', () => {
  const text = render(csv);
  const rows: Record<string, string>[] = parseCsv(text, { columns: true, bom: true, relaxColumnCount: false });

  it('is read back whole, with a byte order mark for Excel', () => {
    expect(text.startsWith('\ufeff')).toBe(true);
    expect(Object.keys(rows[0] ?? {})).toEqual([...CSV_COLUMNS]);
    expect(rows).toHaveLength(5);
    expect(rows[0]).toMatchObject({ path: '话术/面霜.txt', line: '2', column: '20', text: '全网最好用' });
    expect(rows[1]?.rewrite).toBe('说“参数”，\n别说别的。');
  });

  it('lets no cell start a formula', () => {
    expect(rows[1]?.text?.startsWith("'=cmd")).toBe(true);
    for (const row of rows) for (const cell of Object.values(row)) expect(cell).not.toMatch(/^[=+\-@\t]/);
  });
});

describe('markdown', () => {
  const page = render(markdown);

  it('is a table a file in which copy cannot become markup', () => {
    const rows = page.split('\n').filter((line) => line.startsWith('| ') && !line.startsWith('| 位置'));
    for (const row of rows) expect(row.replace(/\\\|/g, '').split('|')).toHaveLength(7);
    expect(page).not.toMatch(/<b>|@everyone|(?<!\\)`x`/);
    expect(page).toContain('#### 话术/面霜.txt');
    expect(page).toContain('[absolute/superlative](https://example.org/absolute/superlative)');
  });

  it('stays below what a pull request comment may hold, and says what it left out', () => {
    const file = script('全网最好用。');
    const printer = markdown(OPTIONS);
    printer.add({ path: 'a.txt', script: file, findings: Array(2000).fill(findingIn(file, '全网最好用')) });
    const long = printer.end(totals());
    expect(long.length).toBeLessThan(65_000);
    expect(long).toMatch(/另有 [\d,]+ 处没有列出/);
  });
});
