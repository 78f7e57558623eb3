import { setImmediate as turn } from 'node:timers/promises';
import type { Store } from '../../store/store.ts';

/** Forgets plans that nobody applied in time, once 90 days have passed. What was applied is kept for good, and so is the audit trail. */
export const forgetPlans = async (
  store: Pick<Store, 'write'>,
  { now, signal }: { readonly now: number; readonly signal: AbortSignal },
): Promise<void> => {
  while (!signal.aborted && (await store.write(({ plans }) => plans.forgetUnapplied(now - keptMs))))
    await turn();
};

/** As long as what others changed. */
const keptMs = 90 * 24 * 60 * 60_000;
