import { CircuitState, type IBreaker } from 'cockatiel';

/**
 * Says stop where more than `share` of the calls of the last `windowMs` failed, `minCalls` or more having been made.
 *
 * cockatiel's own sampling moves on by one part of its window with each call, however long ago the last one was, so that on a quiet
 * backend failures of yesterday would still count.
 */
export const createFailureShare = (options: {
  /** From 0 to 1. */
  readonly share: number;
  readonly minCalls: number;
  readonly windowMs: number;
}): IBreaker => {
  let slots: { readonly from: number; calls: number; failures: number }[] = [];

  const record = (isFailure: boolean): void => {
    const now = Date.now();
    const slotMs = options.windowMs / slotCount;
    if (slots.length > 0 && (slots[0]?.from ?? 0) <= now - options.windowMs)
      slots = slots.filter(({ from }) => from > now - options.windowMs);
    let slot = slots.at(-1);
    if (slot === undefined || slot.from <= now - slotMs) {
      slot = { from: now, calls: 0, failures: 0 };
      slots.push(slot);
    }
    slot.calls += 1;
    if (isFailure) slot.failures += 1;
  };

  return {
    state: null,
    success: (state) => {
      // With a probe that succeeded a new count begins.
      if (state !== CircuitState.Closed) slots = [];
      record(false);
    },
    failure: () => {
      record(true);
      const calls = slots.reduce((sum, slot) => sum + slot.calls, 0);
      const failures = slots.reduce((sum, slot) => sum + slot.failures, 0);
      return calls >= options.minCalls && failures > options.share * calls;
    },
  };
};

/** In how many parts the window moves on. */
const slotCount = 60;
