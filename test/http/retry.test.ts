import { describe, expect, it } from 'vitest';
import { BackendError, type ErrorCode } from '../../src/domain/errors.ts';
import type { HttpCall } from '../../src/http/call.ts';
import { createDeadline } from '../../src/http/deadline.ts';
import { path } from '../../src/http/path.ts';
import { createRetry } from '../../src/http/retry.ts';

const read: HttpCall = { operation: 'Users_List', method: 'GET', path: path`/api/users` };
const write: HttpCall = { operation: 'Users_Create', method: 'PUT', path: path`/api/users/bob` };

const failure = (code: ErrorCode, details: { wasSent?: boolean; retryAfterMs?: number } = {}) =>
  new BackendError(code, code, {
    backend: 'hub',
    ...(code === 'RATE_LIMITED' ? { status: 429 } : {}),
    ...details,
  });

/** How often a call that always fails is attempted. */
const attemptsOf = async (
  call: HttpCall,
  error: Error,
  {
    deadline = createDeadline(60_000),
    retry = createRetry({ random: () => 0, heldMs: () => 0, mayRetry: () => true }),
  } = {},
): Promise<number> => {
  let attempts = 0;
  const attempt = async () => {
    attempts += 1;
    throw error;
  };
  await expect(retry.run(call, deadline, attempt)).rejects.toBe(error);
  return attempts;
};

describe('a retry', () => {
  it.each(['UPSTREAM_UNAVAILABLE', 'UPSTREAM_TIMEOUT', 'RATE_LIMITED'] as const)(
    'repeats a read that failed with %s',
    async (code) => {
      expect(await attemptsOf(read, failure(code))).toBe(2);
    },
  );

  it.each(['UPSTREAM_UNAVAILABLE', 'UPSTREAM_TIMEOUT'] as const)(
    'P23: leaves a write alone that may have been processed: %s',
    async (code) => {
      expect(await attemptsOf(write, failure(code))).toBe(1);
    },
  );

  it('P23: repeats a write that never left', async () => {
    expect(await attemptsOf(write, failure('UPSTREAM_UNAVAILABLE', { wasSent: false }))).toBe(2);
  });

  it('P35: leaves a write alone that was too many: what it was built on may be old after the pause', async () => {
    expect(await attemptsOf(write, failure('RATE_LIMITED'))).toBe(1);
  });

  it('repeats nothing that Rolecall itself refused', async () => {
    expect(await attemptsOf(read, new BackendError('RATE_LIMITED', 'paused', { backend: 'hub' }))).toBe(1);
  });

  it('repeats what is said to be repeatable', async () => {
    expect(await attemptsOf({ ...write, isRepeatable: true }, failure('UPSTREAM_UNAVAILABLE'))).toBe(2);
  });

  it.each([
    'NOT_FOUND',
    'UPSTREAM_REFUSED',
    'UPSTREAM_REJECTED',
    'UPSTREAM_INVALID',
    'UPSTREAM_INCOMPLETE',
    'QUARANTINED',
  ] as const)('leaves alone what would fail again: %s', async (code) => {
    expect(await attemptsOf(read, failure(code))).toBe(1);
  });

  it("leaves alone what is nobody's failure but ours", async () => {
    expect(await attemptsOf(read, new TypeError('a bug'))).toBe(1);
  });

  it('begins no attempt after the deadline', async () => {
    expect(await attemptsOf(read, failure('UPSTREAM_UNAVAILABLE'), { deadline: createDeadline(0) })).toBe(1);
    const late = failure('RATE_LIMITED', { retryAfterMs: 5000 });
    expect(await attemptsOf(read, late, { deadline: createDeadline(4000) })).toBe(1);
  });

  it('P22: waits at least as long as nothing is sent, or does not happen', async () => {
    const retry = createRetry({ random: () => 0, heldMs: () => 1000, mayRetry: () => true });
    expect(await attemptsOf(read, failure('RATE_LIMITED'), { retry, deadline: createDeadline(900) })).toBe(1);
  });

  it('P21: adds no more than a fifth to any number of calls, from five on', async () => {
    const retry = createRetry({ random: () => 0, heldMs: () => 0, mayRetry: () => true });
    let attempts = 0;
    for (let calls = 1; calls <= 60; calls += 1) {
      attempts += await attemptsOf(read, failure('UPSTREAM_UNAVAILABLE'), { retry });
      expect(attempts).toBeLessThanOrEqual(1.2 * calls + 1);
      if (calls === 5) expect(attempts).toBe(6);
    }
  });

  it('saves nothing up while all is well', async () => {
    const retry = createRetry({ random: () => 0, heldMs: () => 0, mayRetry: () => true });
    for (let calls = 0; calls < 1000; calls += 1)
      await retry.run(read, createDeadline(1000), async () => calls);
    const attempts: number[] = [];
    for (let calls = 0; calls < 5; calls += 1)
      attempts.push(await attemptsOf(read, failure('UPSTREAM_UNAVAILABLE'), { retry }));
    expect(attempts).toEqual([2, 1, 1, 1, 1]);
  });

  it('does not happen while the backend is left alone', async () => {
    const retry = createRetry({ random: () => 0, heldMs: () => 0, mayRetry: () => false });
    expect(await attemptsOf(read, failure('UPSTREAM_UNAVAILABLE'), { retry })).toBe(1);
  });
});
