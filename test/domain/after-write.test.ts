import { describe, expect, it } from 'vitest';
import { afterWrite } from '../../src/domain/after-write.ts';
import { BackendError } from '../../src/domain/errors.ts';

describe('P23: what follows an acknowledged write', () => {
  it('leaves the write unsettled where it is refused, and keeps what the refusal says', async () => {
    const refusal = new BackendError('RATE_LIMITED', 'Backend hub answered getUser with 429', {
      backend: 'hub',
      operation: 'getUser',
      status: 429,
      retryAfterMs: 7000,
    });
    expect(refusal.isUnsettled).toBe(false);
    await expect(afterWrite(() => Promise.reject(refusal))).rejects.toMatchObject({
      code: 'RATE_LIMITED',
      message: 'Backend hub answered getUser with 429; the write before it was acknowledged',
      backend: 'hub',
      operation: 'getUser',
      status: 429,
      retryAfterMs: 7000,
      isUnsettled: true,
    });
  });

  it('leaves answers and other errors as they are', async () => {
    expect(await afterWrite(async () => 7)).toBe(7);
    const fault = new TypeError('ours');
    await expect(afterWrite(() => Promise.reject(fault))).rejects.toBe(fault);
  });
});
