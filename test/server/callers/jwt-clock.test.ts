import { createLocalJWKSet } from 'jose';
import { afterAll, expect, it } from 'vitest';
import { findByJwt } from '../../../src/server/callers/jwt.ts';
import { startIssuer, termsOf } from './issuer.ts';

const issuer = await startIssuer();
afterAll(() => issuer[Symbol.asyncDispose]());

const at = 1_800_000_000;

/** Whether a token with these claims is taken at the time `at`, in seconds. */
const isTaken = async (claims: object): Promise<boolean> => {
  const find = findByJwt({
    terms: termsOf(issuer),
    keys: createLocalJWKSet({ keys: [...issuer.publicKeys()] }),
    now: () => at * 1000,
    log: { warn: () => false },
  });
  return (await find(await issuer.token({ iat: at, exp: at + 300, ...claims }))) !== null;
};

it('P11: clocks may differ by less than a minute, in either direction', async () => {
  expect(await isTaken({})).toBe(true);
  expect(await isTaken({ exp: at - 59 })).toBe(true);
  expect(await isTaken({ exp: at - 60 })).toBe(false);
  expect(await isTaken({ exp: at - 61 })).toBe(false);
  expect(await isTaken({ nbf: at + 60 })).toBe(true);
  expect(await isTaken({ nbf: at + 61 })).toBe(false);
  expect(await isTaken({ iat: at + 60 })).toBe(true);
  expect(await isTaken({ iat: at + 61 })).toBe(false);
});
