import { expect, it } from 'vitest';
import { startGateway } from '../gateway.ts';
import { askInterleaved, strangers } from './interleaved.ts';

it('P18: a thousand equal queries of callers with different rights, all mixed, are answered as to each alone', async () => {
  await using gateway = await startGateway({ callers: strangers });
  await gateway.refreshAll();
  const { wrong, distinct } = await askInterleaved(gateway, { questions: 1000, atOnce: 48 });
  expect(wrong).toEqual([]);
  // Nobody is answered as another.
  expect(distinct).toBe(12);
});
