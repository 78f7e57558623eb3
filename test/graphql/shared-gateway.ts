import { afterAll, beforeAll, beforeEach } from 'vitest';
import { backendIds } from '../four-emulators.ts';
import type { Gateway } from '../gateway.ts';

/** One gateway for all tests around it, for those that bring along what they change. Faults and recorded calls end with each test. */
export const shareGateway = (start: () => Promise<Gateway>): (() => Gateway) => {
  const started: Gateway[] = [];
  const current = (): Gateway => {
    const [gateway] = started;
    if (gateway === undefined) throw new Error('expected to be called within a test');
    return gateway;
  };

  beforeAll(async () => {
    started.push(await start());
  });
  beforeEach(() => {
    for (const id of backendIds) {
      current()[id].faults.clear();
      current()[id].forget();
    }
  });
  afterAll(() => current()[Symbol.asyncDispose]());
  return current;
};
