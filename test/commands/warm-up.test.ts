import { describe, expect, it } from 'vitest';
import { WarmUp } from '../../src/commands/warm-up.js';

const HELD = ['--no-opt', '--interrupt-budget=1000000'];
const SLIM = '--heap-growing-percent=25';

describe('WarmUp', () => {
  const flagsAfter = (...heard: number[]): string[] => {
    const flags: string[] = [];
    const warmUp = new WarmUp((flag) => flags.push(flag));
    for (const characters of heard) warmUp.heard(characters);
    return flags;
  };

  it.each([
    ['a page', [1_500], HELD],
    ['many pages', Array.from({ length: 19 }, () => 1_500), HELD],
    ['enough of them', Array.from({ length: 21 }, () => 1_500), [...HELD, '--opt', SLIM]],
    ['one long transcript', [20_000_000, 20_000_000], [...HELD, '--opt', SLIM]],
  ])('%s', (_, heard, flags) => {
    expect(flagsAfter(...heard)).toEqual(flags);
  });

  it('ends when told to', () => {
    const flags: string[] = [];
    const warmUp = new WarmUp((flag) => flags.push(flag));
    warmUp.end();
    warmUp.heard(1_000_000);
    expect(flags).toEqual([...HELD, '--opt', SLIM]);
  });
});
