import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { testRules } from '../../src/examples.js';
import { buildRules, type RuleBundle, type RuleSources } from '../../src/rules/build.js';

const ROOT = join(import.meta.dirname, '../..');
const TRADES = [
  'food',
  'health-food',
  'cosmetics',
  'medical-device',
  'maternal-infant',
  'education',
  'finance-investment',
  'real-estate',
  'alcohol',
  'jewellery',
  'agriculture',
  'second-hand',
  'cross-border',
  'pets',
];
const CATEGORIES = [
  'absolute',
  'unverifiable',
  'bundling',
  'competitor',
  'promo',
  'pressure',
  'wording',
  'service',
  'protection',
];

let rules: RuleBundle;
let sources: RuleSources;
beforeAll(() => {
  ({ rules, sources } = buildRules(join(ROOT, 'rules')));
}, 120_000);

describe('the built-in rules', () => {
  it('hold all their examples', { timeout: 300_000 }, () => {
    const report = testRules(rules, sources);
    expect(report.failures.map((f) => `${f.outcome} ${f.rule}: ${f.example ?? ''} → ${f.found ?? ''}`)).toEqual([]);
    expect(report.examples).toBeGreaterThan(report.rules * 2);
  });

  it('cover every category', () => {
    const found = new Set(rules.program.rules.map((r) => r.category));
    expect(CATEGORIES.filter((c) => !found.has(c))).toEqual([]);
  });

  it('serve every prescription', () => {
    const served = new Set(rules.program.rules.flatMap((r) => r.serves));
    const asked = readFileSync(join(ROOT, 'rules/prescriptions.yaml'), 'utf8').match(/^ {2}P\d\d/gm) ?? [];
    expect(asked.length).toBeGreaterThan(50);
    // P58 asks that platforms can be chosen: the packs of rules/platforms are its answer.
    expect(asked.map((row) => row.trim()).filter((row) => !served.has(row) && row !== 'P58')).toEqual([]);
    expect(rules.program.packs.filter((p) => p.platform).length).toBeGreaterThan(3);
  });

  it('have a pack for each trade, and nothing for a trade that cannot be guessed', () => {
    expect(rules.program.packs.flatMap((p) => p.trade ?? []).sort()).toEqual([...TRADES].sort());
    expect(Object.keys(rules.trades.trades).sort()).toEqual([...TRADES].sort());
  });

  it('never present an unverified platform rule unasked', () => {
    const loud = rules.program.rules.filter((r) => r.platforms && r.status === 'unverified' && !r.off);
    expect(loud.map((r) => r.id)).toEqual([]);
  });

  it('say something short in both languages', () => {
    const wrong = rules.program.rules.filter((r) => r.say === r.sayEn || r.title === r.titleEn || r.say.length > 60);
    expect(wrong.map((r) => r.id)).toEqual([]);
  });
});

describe('knowledge stays in rules/', () => {
  it('no Chinese words in the engine', () => {
    const rooms = ['match', 'judge', 'rewrite', 'rules', 'text', 'lint.ts', 'explain.ts'];
    const files = rooms.flatMap((room) =>
      room.endsWith('.ts')
        ? [room]
        : readdirSync(join(ROOT, 'src', room), { recursive: true, encoding: 'utf8' })
            .filter((f) => f.endsWith('.ts'))
            .map((f) => `${room}/${f}`),
    );
    const code = (file: string) =>
      readFileSync(join(ROOT, 'src', file), 'utf8').replace(/\/\*[\s\S]*?\*\/|\/\/.*$/gm, '');
    expect(files.filter((file) => /[\u4e00-\u9fff]/.test(code(file)))).toEqual([]);
  });
});
