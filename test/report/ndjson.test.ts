import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { Finding } from '../../src/model.js';
import { ndjson } from '../../src/report/ndjson.js';
import { findingRecord } from '../../src/report/record.js';
import { findingIn, hardFinding, OPTIONS, script } from './sample.js';

const { finding } = hardFinding();
const line = (one: Finding) => ndjson(OPTIONS).add({ path: '话术/a"b.txt', findings: [one] });
const byRecord = (one: Finding) =>
  `${JSON.stringify({ type: 'finding', path: '话术/a"b.txt', ...findingRecord(one) })}\n`;

it('the line that is put together by hand is the record, letter by letter', () => {
  const text = fc.string({ unit: 'binary', maxLength: 12 });
  const maybe = <T>(arb: fc.Arbitrary<T>) => fc.option(arb, { nil: undefined });
  const change = fc.record({
    rule: text,
    title: text,
    text,
    message: text,
    restored: maybe(text),
    speaker: maybe(text),
    count: maybe(fc.nat(9)),
    missing: fc.array(text, { maxLength: 2 }),
    exemptions: fc.array(fc.record({ because: text, held: fc.boolean(), by: maybe(text) }), { maxLength: 2 }),
    basis: fc.array(
      fc.record({ id: text, title: text, status: fc.constantFrom('verified' as const, 'unverified' as const) }),
    ),
    rewrites: fc.array(
      fc.record({ text, kind: fc.constant('safe' as const), slots: fc.array(text), moves: fc.array(text) }),
    ),
    also: fc.constantFrom([], finding.also),
    start: fc.constantFrom(finding.start, { line: 2, column: 3, label: '话术!C7', at: { sheet: '话术', cell: 'C7' } }),
  });
  fc.assert(
    fc.property(change, (more) => {
      const one = { ...finding, ...more } as Finding;
      expect(line(one)).toBe(byRecord(one));
    }),
  );
});

it('findings of one rule with other severities or articles do not borrow from each other', () => {
  const file = script('全网最好用，最好用。');
  const printer = ndjson(OPTIONS);
  const findings = [
    findingIn(file, '全网最好用'),
    findingIn(file, '最好用', { severity: 'warning', basis: [], verdict: 'unproven' }),
  ];
  const lines = printer.add({ path: '话术/a"b.txt', findings }).trimEnd().split('\n');
  expect(lines.map((l) => `${l}\n`)).toEqual(findings.map(byRecord));
});

it('findings of one fingerprint do not borrow from each other either, unless they say the same', () => {
  const changes: Partial<Finding>[] = [
    {},
    { span: { start: 7, end: 9 }, start: { line: 9, column: 2 } },
    { text: '最最好用' },
    { restored: '最好用' },
    { sentence: { ...finding.sentence, text: '另一句。' } },
    { message: '别这么说' },
    { basis: [] },
    { missing: ['依据'] },
    { exemptions: [{ because: '自比', held: false }] },
    { rewrites: [] },
    { severity: 'info' },
    { title: '另一个名字' },
    { speaker: '小雨' },
  ];
  const findings = [...changes, ...changes].map((change) => ({ ...finding, ...change }));
  const lines = ndjson(OPTIONS).add({ path: '话术/a"b.txt', findings });
  expect(lines).toBe(findings.map(byRecord).join(''));
});

it('a large batch comes in pieces of whole lines', () => {
  const batch = { path: '话术/a"b.txt', findings: Array.from({ length: 200 }, () => finding) };
  const pieces = [...(ndjson(OPTIONS).pieces?.(batch) ?? [])];
  expect(pieces.length).toBeGreaterThan(3);
  for (const piece of pieces) expect(piece.endsWith('}\n')).toBe(true);
  expect(pieces.join('')).toBe(batch.findings.map(byRecord).join(''));
});
