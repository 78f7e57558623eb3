import { describe, expect, it } from 'vitest';
import type { Account } from '../../src/domain/account.ts';
import type { StepKind } from '../../src/domain/change.ts';
import { fingerprintOf } from '../../src/sync/fingerprint.ts';
import { nameOfAccount } from '../../src/sync/name-of-account.ts';
import { createPlanDigest } from '../../src/sync/plan-digest.ts';
import { toObserved } from '../../src/sync/to-observed.ts';
import { direct, inherited, storedAccount } from './planning/worlds.ts';

const fingerprint = (kind: StepKind, more: Partial<Account> = {}) =>
  fingerprintOf(
    kind,
    toObserved(
      storedAccount({
        ref: { backend: 'vpn', id: 'ada' },
        assignments: [direct('a'), inherited('b')],
        ...more,
      }),
    ),
  );

const differing: Readonly<Record<string, Partial<Account>>> = {
  'a role more': { assignments: [direct('a'), direct('c'), inherited('b')] },
  'a role within an organization': { assignments: [direct('a', 'seattle'), inherited('b')] },
  'a role that is its own': { assignments: [direct('a'), direct('b')] },
  'a role from another group': { assignments: [direct('a'), inherited('b', 'another group')] },
  'another status': { status: 'DISABLED' },
  'a protection': { protection: 'the owner' },
  'a directory': { external: true },
};

describe('the fingerprint of an account', () => {
  it.each<readonly [StepKind, readonly string[]]>([
    [
      'ROLES',
      [
        'a role more',
        'a role within an organization',
        'a role that is its own',
        'a role from another group',
        'a protection',
        'a directory',
      ],
    ],
    ['STATUS', ['another status', 'a protection', 'a directory']],
    ['DELETE', Object.keys(differing)],
  ])('for %s is another one exactly with %j', (kind, telling) => {
    for (const [what, more] of Object.entries(differing))
      expect([what, fingerprint(kind, more) !== fingerprint(kind)]).toEqual([what, telling.includes(what)]);
  });

  it('hangs neither on the order of what is held nor on what the account says of itself', () => {
    expect(fingerprint('ROLES', { assignments: [inherited('b'), direct('a')] })).toBe(fingerprint('ROLES'));
    expect(fingerprint('DELETE', { displayName: 'Another', email: 'x@y', updatedAt: 'z' })).toBe(
      fingerprint('DELETE'),
    );
  });

  it('is none for what rests on nothing but that the account is there', () => {
    for (const kind of ['CREATE', 'UPDATE', 'REINVITE'] as const) expect(fingerprint(kind)).toBeNull();
  });
});

describe('the name of an account', () => {
  it('is what people know it by, the first that there is', () => {
    const name = { displayName: 'Ada', email: 'ada@example.com', userName: 'ada' };
    expect(nameOfAccount(name)).toBe('Ada');
    expect(nameOfAccount({ ...name, displayName: null })).toBe('ada@example.com');
    expect(nameOfAccount({ ...name, displayName: null, email: null })).toBe('ada');
    expect(nameOfAccount({ displayName: null, email: null, userName: null })).toBeNull();
  });
});

describe('the digest of a plan', () => {
  const exclusion = (id: string) => ({
    account: { backend: 'vpn', id, name: null },
    userId: null,
    code: 'PROTECTED' as const,
    message: 'no',
  });
  const head = {
    id: 'a plan',
    origin: 'ROLE_SYNC' as const,
    request: {},
    createdBy: 'author',
    createdAt: 0,
    expiresAt: 1,
    backends: ['vpn'],
  };
  const planned = {
    mode: 'REPLACE' as const,
    summary: [],
    guards: [],
    forecast: { calls: 0, minimumSeconds: 0, backends: [] },
    notExpressible: [],
    changes: 0,
    excluded: 2,
    inputs: [],
  };
  const digest = (ids: readonly string[], more: object = {}) => {
    const parts = createPlanDigest();
    for (const id of ids) parts.addExclusion(exclusion(id));
    return parts.end({ ...head, ...more }, planned);
  };

  it('is of every part, in its order, and of all that the plan says', () => {
    expect(digest(['a', 'b'])).toMatch(/^[0-9a-f]{64}$/);
    expect(digest(['a', 'b'])).toBe(digest(['a', 'b']));
    const others = [
      digest(['b', 'a']),
      digest(['a']),
      digest([]),
      digest(['a', 'b'], { createdBy: 'mallory' }),
    ];
    expect(new Set([...others, digest(['a', 'b'])]).size).toBe(5);
  });
});
