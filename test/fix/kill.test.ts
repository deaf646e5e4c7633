import { expect, it } from 'vitest';
import { killMany, killSamples } from './kill.js';

// A few in the gate; `node --import tsx test/fix/kill.ts 200` for the count in docs/reliability.md.
it('a killed fix leaves the old file or the new one', async () => {
  const { kills, old, new: fresh } = await killMany(killSamples(), 12, 7);
  expect(kills).toBe(12);
  expect(old + fresh).toBe(kills);
}, 120_000);
