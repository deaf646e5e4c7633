import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { Matcher } from '../../src/match/matcher.js';
import { buildRules } from '../../src/rules/build.js';
import { POSTING } from '../../src/rules/program.js';

const ROOT = join(import.meta.dirname, '../..');
const EVERYWHERE = { startingAt: () => undefined, isEdge: () => true };

describe('looking for literals first', () => {
  it('finds all that trying every pattern at every place finds', { timeout: 120_000 }, () => {
    const { program } = buildRules(join(ROOT, 'rules')).rules;
    const matcher = new Matcher(program);
    const main = new Set(program.main.postings.all.filter((_, i) => i % POSTING === 0));
    const lines = ['fixtures/scripts/face-cream-host.md', 'fixtures/transcripts/evening-asr.txt']
      .flatMap((f) => readFileSync(join(ROOT, f), 'utf8').split('\n'))
      .filter((_, i) => i % 3 === 0);
    let matches = 0;
    for (const line of lines) {
      matcher.load(line, EVERYWHERE);
      const found: string[] = [];
      matcher.findAll(line, (m) => found.push(`${m.pattern}@${m.start}-${m.end}`));
      const all: string[] = [];
      for (const p of main)
        for (let at = 0; at < line.length; at++) {
          const m = matcher.tryAt(p, at);
          if (m) all.push(`${p}@${at}-${m.end}`);
        }
      expect(found.sort()).toEqual(all.sort());
      matches += all.length;
    }
    expect(matches).toBeGreaterThan(100);
  });

  it('every pattern can be found at all', () => {
    const { program } = buildRules(join(ROOT, 'rules')).rules;
    const main = new Set(program.main.postings.all.filter((_, i) => i % POSTING === 0));
    const lost = program.rules.flatMap((r) => r.find).filter((f) => f.p !== undefined && !main.has(f.p));
    expect(lost.map((f) => program.patterns[f.p as number]?.[0])).toEqual([]);
  });
});
