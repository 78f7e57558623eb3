import { expect, it } from 'vitest';
import { startSeeded } from './run-mutation.ts';

it('tells of variables with very many faults that they are at fault, and of no fault of Rolecall', async () => {
  await using gateway = await startSeeded();
  const { status, errors } = await gateway.query(
    'mutation ($input: LinkAccountsInput!) { linkAccounts(input: $input) { errors { code } } }',
    { input: { accounts: Array.from({ length: 60 }, () => ({ backend: 'iot' })), reason: 'x' } },
  );
  expect(status).toBe(400);
  expect(errors?.length).toBeGreaterThan(10);
  expect(new Set(errors?.map(({ extensions }) => extensions.code))).toEqual(new Set(['BAD_INPUT']));
});
