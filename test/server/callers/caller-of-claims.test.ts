import { expect, it } from 'vitest';
import { type ClaimNames, callerOfClaims } from '../../../src/server/callers/caller-of-claims.ts';

const names: ClaimNames = { nameClaim: 'sub', scopesClaim: 'scope', scopesPrefix: '' };

const scopesOf = (scope: unknown, scopesPrefix = ''): readonly string[] | undefined => {
  const caller = callerOfClaims({ sub: 'ada', scope }, { ...names, scopesPrefix });
  return caller === null ? undefined : [...caller.scopes];
};

it('is called after the claim that names it, so that nobody is taken for a named token', () => {
  expect(callerOfClaims({ sub: 'ada' }, names)?.name).toBe('jwt:ada');
  expect(callerOfClaims({ email: 'ada@example.com' }, { ...names, nameClaim: 'email' })?.name).toBe(
    'jwt:ada@example.com',
  );
  expect(callerOfClaims({}, { ...names, nameClaim: 'constructor' })).toBeNull();
});

it('has the scopes that it is given, in a list or between spaces, and no others', () => {
  expect(scopesOf('openid read plan')).toEqual(['read', 'plan']);
  expect(scopesOf(['read', 'READ', 'toString'])).toEqual(['read']);
  expect(scopesOf('')).toEqual([]);
  expect(scopesOf(undefined)).toEqual([]);
  expect(scopesOf(['read', 1])).toBeUndefined();
});

it('has only scopes that begin as configured', () => {
  expect(scopesOf('read rolecall:plan rolecall:', 'rolecall:')).toEqual(['plan']);
});

it('sees all backends only where the configuration names no claim', () => {
  expect(callerOfClaims({ sub: 'ada', backends: [] }, names)?.backends).toBeNull();
  const restricted = { ...names, backendsClaim: 'backends' };
  expect(callerOfClaims({ sub: 'ada' }, restricted)?.backends).toEqual(new Set());
  expect(callerOfClaims({ sub: 'ada', backends: ['hub'] }, restricted)?.backends).toEqual(new Set(['hub']));
  expect(callerOfClaims({ sub: 'ada', backends: null }, restricted)).toBeNull();
});

it('has the accounts that it is told are its own', () => {
  const withAccounts = { ...names, accountsClaim: 'accounts' };
  const accounts = [{ backend: 'hub', id: 'ada', more: 1 }];
  expect(callerOfClaims({ sub: 'ada', accounts }, withAccounts)?.accounts).toEqual([
    { backend: 'hub', id: 'ada' },
  ]);
  expect(callerOfClaims({ sub: 'ada', accounts: [{ backend: 'hub' }] }, withAccounts)).toBeNull();
});
