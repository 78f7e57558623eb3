import { expect, it } from 'vitest';
import { runFuzz } from './run-fuzz.ts';

it('P1: 2,000 random requests crash nothing, take no longer than 5 s, and are told nothing of what is inside', {
  timeout: 240_000,
}, async () => {
  const { faults, sent, executed, byStatus } = await runFuzz({ seed: 6, requests: 2000 });
  expect(faults).toEqual([]);
  expect(sent).toBe(2000);
  expect(executed).toBeGreaterThan(600);
  expect(byStatus.size).toBeGreaterThan(5);
});
