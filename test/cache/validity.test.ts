import { describe, expect, it } from 'vitest';
import { holds, lastDay } from '../../src/cache/validity.js';

const none = { evidence: [], untils: [], since: [] };

describe('how long a verdict holds', () => {
  const today = '2026-06-15';
  it.each([
    ['nothing has a date', none, ''],
    ['evidence runs out', { ...none, evidence: [{ validUntil: '2026-06-20' }] }, '2026-06-20'],
    ['evidence ran out before', { ...none, evidence: [{ validUntil: '2026-06-14' }] }, ''],
    ['evidence runs out today', { ...none, evidence: [{ validUntil: today }] }, today],
    ['evidence begins', { ...none, evidence: [{ validFrom: '2026-07-01' }] }, '2026-06-30'],
    ['a suppression ends', { ...none, untils: ['2026-12-31', '2026-07-02'] }, '2026-07-02'],
    ['a suppression ended', { ...none, untils: ['2026-06-01'] }, ''],
    ['a rule comes into force', { ...none, since: ['2026-03-01', '2027-01-01'] }, '2026-12-31'],
    [
      'the first of several',
      { evidence: [{ validUntil: '2026-09-01' }], untils: ['2026-08-01'], since: ['2026-07-02'] },
      '2026-07-01',
    ],
    ['a day that is none', { ...none, since: ['soon'] }, today],
  ])('%s', (_, dated, expected) => {
    expect(lastDay(today, dated)).toBe(expected);
  });

  it.each([
    ['2026-06-14', '', false],
    ['2026-06-15', '2026-06-20', true],
    ['2026-06-20', '2026-06-20', true],
    ['2026-06-21', '2026-06-20', false],
    ['2030-01-01', '', true],
  ])('made on 2026-06-15, on %s, through “%s”: %s', (day, through, expected) => {
    expect(holds({ made: today, through }, day)).toBe(expected);
  });
});
