import * as fc from 'fast-check';
import { errors } from 'jose';
import { expect, it } from 'vitest';
import { scopes } from '../../../src/domain/caller.ts';
import { type ClaimNames, callerOfClaims } from '../../../src/server/callers/caller-of-claims.ts';

const names: ClaimNames = { nameClaim: 'sub', scopesClaim: 'scope', scopesPrefix: '' };

const scopesOf = (scope: unknown, scopesPrefix = ''): readonly string[] => [
  ...callerOfClaims({ sub: 'ada', scope }, { ...names, scopesPrefix }).scopes,
];

it('a caller by claims is called after the claim that names it, so that nobody is taken for a named token', () => {
  expect(callerOfClaims({ sub: 'ada' }, names).name).toBe('jwt:ada');
  expect(callerOfClaims({ email: 'ada@example.com' }, { ...names, nameClaim: 'email' }).name).toBe(
    'jwt:ada@example.com',
  );
  expect(() => callerOfClaims({}, { ...names, nameClaim: 'constructor' })).toThrow(
    '"constructor" is missing or of another shape',
  );
});

it('a caller by claims has the scopes that it is given, in a list or between spaces, and no others', () => {
  expect(scopesOf('openid read plan')).toEqual(['read', 'plan']);
  expect(scopesOf(['read', 'READ', 'toString'])).toEqual(['read']);
  expect(scopesOf('')).toEqual([]);
  expect(scopesOf(undefined)).toEqual([]);
  expect(scopesOf('read\tplan  admin,apply\u00a0write')).toEqual([]);
  expect(() => scopesOf(['read', 1])).toThrow('"scope" is missing or of another shape');
  expect(() => scopesOf(null)).toThrow('"scope" is missing or of another shape');
});

it('a caller by claims has only scopes that begin as configured', () => {
  expect(scopesOf('read rolecall:plan rolecall:', 'rolecall:')).toEqual(['plan']);
});

it('a caller by claims sees all backends only where the configuration names no claim', () => {
  expect(callerOfClaims({ sub: 'ada', backends: [] }, names).backends).toBeNull();
  const restricted = { ...names, backendsClaim: 'backends' };
  expect(callerOfClaims({ sub: 'ada' }, restricted).backends).toEqual(new Set());
  expect(callerOfClaims({ sub: 'ada', backends: ['hub'] }, restricted).backends).toEqual(new Set(['hub']));
  expect(() => callerOfClaims({ sub: 'ada', backends: null }, restricted)).toThrow(
    '"backends" is missing or of another shape',
  );
});

it('a caller by claims has the accounts that it is told are its own', () => {
  const withAccounts = { ...names, accountsClaim: 'accounts' };
  const accounts = [{ backend: 'hub', id: 'ada', more: 1 }];
  expect(callerOfClaims({ sub: 'ada', accounts }, withAccounts).accounts).toEqual([
    { backend: 'hub', id: 'ada' },
  ]);
  expect(callerOfClaims({ sub: 'ada' }, withAccounts).accounts).toEqual([]);
  for (const told of [[{ backend: 'hub' }], { backend: 'hub', id: 'ada' }, [null], 'hub/ada', null])
    expect(() => callerOfClaims({ sub: 'ada', accounts: told }, withAccounts)).toThrow(
      '"accounts" is missing or of another shape',
    );
});

it('a caller by claims has a name of one line and scopes that there are, or is nobody, whatever the claims are', () => {
  const all: ClaimNames = {
    ...names,
    scopesPrefix: 'rolecall:',
    backendsClaim: 'backends',
    accountsClaim: 'accounts',
  };
  const scope = fc
    .constantFrom(...scopes, 'Admin', 'admin ', '__proto__', '')
    .map((one) => `rolecall:${one}`);
  const claims = fc.record(
    {
      sub: fc.oneof(fc.string({ unit: 'binary', maxLength: 300 }), fc.jsonValue()),
      scope: fc.oneof(
        fc.array(scope),
        fc.array(scope).map((some) => some.join(' ')),
        fc.jsonValue(),
      ),
      backends: fc.oneof(fc.array(fc.string()), fc.jsonValue()),
      accounts: fc.oneof(fc.array(fc.record({ backend: fc.string(), id: fc.string() })), fc.jsonValue()),
    },
    { requiredKeys: [] },
  );
  fc.assert(
    fc.property(claims, (told) => {
      try {
        const caller = callerOfClaims(told, all);
        expect(caller.name).toMatch(/^jwt:[^\p{C}]{1,255}$/u);
        expect(scopes).toEqual(expect.arrayContaining([...caller.scopes]));
        expect(caller.backends).not.toBeNull();
      } catch (error) {
        expect(error).toBeInstanceOf(errors.JWTInvalid);
      }
    }),
    { numRuns: 2000 },
  );
});
