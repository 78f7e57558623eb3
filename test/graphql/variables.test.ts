import { describe, expect, it } from 'vitest';
import { startSeeded } from './run-mutation.ts';
import { shareGateway } from './shared-gateway.ts';

it('variables with very many faults are told to be at fault, and Rolecall is not', async () => {
  await using gateway = await startSeeded();
  const { status, errors } = await gateway.query(
    'mutation ($input: LinkAccountsInput!) { linkAccounts(input: $input) { errors { code } } }',
    { input: { accounts: Array.from({ length: 60 }, () => ({ backend: 'iot' })), reason: 'x' } },
  );
  expect(status).toBe(400);
  expect(errors?.length).toBeGreaterThan(10);
  expect(new Set(errors?.map(({ extensions }) => extensions.code))).toEqual(new Set(['BAD_INPUT']));
});

describe('an instant', () => {
  const gateway = shareGateway(() => startSeeded());

  it.each([
    '2026-02-29T00:00:00Z',
    '2026-04-31T00:00:00Z',
    '2026-13-01T00:00:00Z',
    '2026-01-01T00:00:60Z',
    '2026-01-01T00:00:00+25:00',
    '+275760-09-13T00:00:00.001Z',
    '2026-01-01',
    'yesterday',
    '',
    12,
  ])('is not %s', async (instant) => {
    const { status, errors } = await gateway().query(
      'query ($since: DateTime) { drift(since: $since) { pending { outcome } } }',
      { since: instant },
    );
    expect(status).toBe(400);
    expect(errors).toMatchObject([{ extensions: { code: 'BAD_INPUT' } }]);
  });

  it.each(['2024-02-29T00:00:00Z', '0000-01-01T00:00:00Z', '2026-01-01T00:00:00.123+05:30'])(
    'is %s',
    async (instant) => {
      const { errors } = await gateway().query(
        'query ($since: DateTime) { drift(since: $since) { pending { outcome } } }',
        { since: instant },
      );
      expect(errors).toBeUndefined();
    },
  );
});
