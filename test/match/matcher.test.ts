import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { Matcher } from '../../src/match/matcher.js';
import { textOf } from '../../src/match/numbers.js';
import { buildRules } from '../../src/rules/build.js';
import { POSTING, type Program } from '../../src/rules/program.js';

const ROOT = join(import.meta.dirname, '../..');
/** Words of two characters: patterns that ask for parts of speech or word edges are tried, too. */
const TOKENS = {
  startingAt: (at: number) => (at % 2 === 0 ? { end: at + 2, pos: at % 4 === 0 ? 'n' : 'v' } : undefined),
  isEdge: (at: number) => at % 2 === 0,
};

let program: Program;
let matcher: Matcher;
let main: Set<number>;
/** context patterns by the condition, exemption or disclosure that names them */
let context: number[];
/** what stands in patterns and lists as it is */
let words: string[];
beforeAll(() => {
  ({ program } = buildRules(join(ROOT, 'rules')).rules);
  matcher = new Matcher(program);
  main = new Set(program.main.postings.all.filter((_, i) => i % POSTING === 0));
  context = [
    ...new Set(
      program.rules.flatMap((r) => [
        ...[...r.with, ...r.without].flatMap((c) => c.any),
        ...r.spare.flatMap((s) => [s.when, s.near, s.before, s.after, s.unless].flatMap((any) => any ?? [])),
      ]),
    ),
  ];
  const { text, textAt } = program.pool;
  const written = textOf(text);
  words = Array.from(textAt.slice(0, -1), (from, i) => written.slice(from, textAt[i + 1])).filter((w) =>
    /^[\u4e00-\u9fff]+$/.test(w),
  );
}, 180_000);

function everywhere(text: string): string[] {
  const all: string[] = [];
  for (const p of main)
    for (let at = 0; at < text.length; at++) {
      const m = matcher.tryAt(p, at);
      if (m) all.push(`${p}@${at}-${m.end}`);
    }
  return all.sort();
}

function found(text: string): string[] {
  const all: string[] = [];
  matcher.findAll(text, (m) => all.push(`${m.pattern}@${m.start}-${m.end}`));
  return all.sort();
}

/** Texts in which much of the rules' own words stands side by side, as it might be said. */
const spoken = () =>
  fc
    .array(
      fc.oneof(
        { weight: 6, arbitrary: fc.nat().map((n) => words[n % words.length] as string) },
        { weight: 2, arbitrary: fc.constantFrom(...'我你它的了都不就是也一三9个天家，。？ '.split('')) },
        { weight: 1, arbitrary: fc.constantFrom('〔名称〕', 'abc', '100', '㊗', '\n') },
      ),
      { minLength: 1, maxLength: 40 },
    )
    .map((parts) => parts.join(''));

describe('looking for literals first', () => {
  it('finds all that trying every pattern at every place finds', { timeout: 180_000 }, () => {
    const lines = ['fixtures/scripts/face-cream-host.md', 'fixtures/transcripts/evening-asr.txt']
      .flatMap((f) => readFileSync(join(ROOT, f), 'utf8').split('\n'))
      .filter((_, i) => i % 4 === 0);
    // Longer than a bit for each place allows, by a place, and by far.
    const all = lines.join('');
    lines.push(all.slice(0, 512), all.slice(0, 513), all.slice(0, 1025), all.slice(400, 2900));
    let matches = 0;
    for (const line of lines) {
      matcher.load(line, TOKENS);
      const expected = everywhere(line);
      expect(found(line)).toEqual(expected);
      matches += expected.length;
    }
    expect(matches).toBeGreaterThan(100);
  });

  it('and so it does in texts made of the rules’ own words', { timeout: 180_000 }, () => {
    fc.assert(
      fc.property(spoken(), (text) => {
        matcher.load(text, TOKENS);
        expect(found(text)).toEqual(everywhere(text));
      }),
      { numRuns: 150 },
    );
  });

  it('around a hit finds what looking from every place finds', { timeout: 180_000 }, () => {
    let matches = 0;
    fc.assert(
      fc.property(spoken(), fc.nat(), fc.nat(), fc.nat(), (text, a, b, c) => {
        matcher.load(text, TOKENS);
        const hit = { start: a % text.length, end: 0 };
        hit.end = Math.min(text.length, hit.start + 1 + (b % 6));
        const range = { start: Math.max(0, hit.start - (c % 60)), end: Math.min(text.length, hit.end + (c % 50)) };
        for (const p of context) {
          const quick = matcher.search([p], range, hit);
          const slow = matcher.searchEverywhere(p, range, hit);
          expect([p, quick?.start, quick?.end]).toEqual([p, slow?.start, slow?.end]);
          if (quick) matches++;
        }
      }),
      { numRuns: 150 },
    );
    expect(matches).toBeGreaterThan(100);
  });

  it('every pattern can be found at all', () => {
    const lost = program.rules.flatMap((r) => r.find).filter((f) => f.p !== undefined && !main.has(f.p));
    expect(lost.map((f) => program.patterns[f.p as number]?.[0])).toEqual([]);
  });
});
