import { describe, expect, it } from 'vitest';
import { koubo } from './run.js';

const FILES = {
  'a.txt': '这款面霜是国家级品质，全网最好用。\n'.repeat(20),
  'b.txt': '某家的用了烂脸，最后三分钟。\n'.repeat(20),
};

/** Rows of the table of rules: name, milliseconds, attempts, matches. */
function rules(err: string): { rule: string; ms: number; attempts: number; matches: number }[] {
  return [...err.matchAll(/^([a-z-]+\/[a-z-]+) +([\d.]+) ms +[\d.]+% +([\d,]+) +([\d,]+)$/gm)].map(
    ([, rule, ms, attempts, matches]) => ({
      rule: rule as string,
      ms: Number(ms),
      attempts: Number(attempts?.replaceAll(',', '')),
      matches: Number(matches?.replaceAll(',', '')),
    }),
  );
}

describe('--timing', () => {
  it('tells stages and rules, the slowest first, and leaves the report as it is', async () => {
    const plain = await koubo(['check', '.', '-f', 'json'], FILES);
    expect(plain.err).toBe('');
    const timed = await koubo(['check', '.', '-f', 'json', '--timing', '--lang', 'en'], FILES);
    expect(JSON.parse(timed.out).summary).toEqual(JSON.parse(plain.out).summary);
    expect(timed.err).toMatch(/^start +[\d.]+ ms$/m);
    expect(timed.err).toMatch(/^check +[\d.]+ ms$/m);
    const table = rules(timed.err);
    expect(table.length).toBeGreaterThan(3);
    expect(table.length).toBeLessThanOrEqual(20);
    expect(table.map(({ ms }) => ms)).toEqual(table.map(({ ms }) => ms).sort((a, b) => b - a));
    for (const { attempts, matches } of table) expect(attempts).toBeGreaterThanOrEqual(matches);
  });

  it('counts attempts and matches alike in every run and with every number of threads', async () => {
    const counts = async (...argv: string[]) => {
      const { err } = await koubo(['check', '.', '-f', 'json', '--timing', '--rule', 'absolute/grade', ...argv], FILES);
      return rules(err).map(({ rule, attempts, matches }) => ({ rule, attempts, matches }));
    };
    const one = await counts('--threads', '1');
    expect(one).toContainEqual(expect.objectContaining({ rule: 'absolute/grade', matches: 20 }));
    expect(await counts('--threads', '1')).toEqual(one);
    expect(await counts('--threads', '2')).toEqual(one);
  }, 60_000);
});
