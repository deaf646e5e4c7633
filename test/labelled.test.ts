import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { readLeftovers } from '../scripts/labelled.js';

describe('clauses that stood beside a breach', () => {
  it('are read with what becomes of them', () => {
    expect(readLeftovers('# a comment\n\n- 我可没吹\n+ 手柄是木头的\r\n', 'x')).toEqual([
      { clause: '我可没吹', goes: true },
      { clause: '手柄是木头的', goes: false },
    ]);
  });
  it('are refused with their line', () => {
    expect(() => readLeftovers('- 好\n我可没吹\n', 'leftovers.txt')).toThrow('leftovers.txt:2');
  });
  it('go or stay, not both', () => {
    const all = readLeftovers(readFileSync('fixtures/leftovers.txt', 'utf8'), 'leftovers.txt');
    const goes = new Set(all.filter((one) => one.goes).map((one) => one.clause));
    expect(all.filter((one) => !one.goes && goes.has(one.clause))).toEqual([]);
    expect(new Set(all.map((one) => one.clause)).size).toBe(all.length);
  });
});
