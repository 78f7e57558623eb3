import { expect, it } from 'vitest';
import { runFuzz } from './run-fuzz.ts';

it('P1: 2,000 random requests crash nothing, take no longer than 5 s, and are told nothing of what is inside', {
  timeout: 240_000,
}, async () => {
  const { faults, executed, byStatus } = await runFuzz({ seed: 6, requests: 2000 });
  expect(faults).toEqual([]);
  expect(executed).toBeGreaterThan(200);
  expect(byStatus.size).toBeGreaterThan(3);
});
