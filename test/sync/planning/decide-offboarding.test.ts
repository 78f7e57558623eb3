import { describe, expect, it } from 'vitest';
import type { Change } from '../../../src/domain/change.ts';
import type { StoredAccount } from '../../../src/domain/stored-account.ts';
import { createPlace } from '../../../src/sync/place.ts';
import { decideOffboarding } from '../../../src/sync/planning/decide-offboarding.ts';
import type { Decided } from '../../../src/sync/planning/decided.ts';
import {
  configuredBackends,
  direct,
  idsOf,
  inherited,
  nativeRole,
  storedAccount,
  tableOf,
} from './worlds.ts';

const backends = configuredBackends('writes: true, protect: [guarded]');
const table = tableOf([
  ...['a', 'b', 'cdata_admin', 'ca310b8d-2f4a-44e0-a36e-957c202cd8d4'].map((id) => nativeRole(id)),
  nativeRole('fixed', { immutable: 'ownership cannot be assigned' }),
]);
const placeOf = (id: keyof typeof backends) => createPlace(backends[id], table);

const account = (
  backend: keyof typeof backends,
  assignments: StoredAccount['account']['assignments'],
  more: Partial<StoredAccount['account']> = {},
  stored: Partial<StoredAccount> = {},
) => storedAccount({ ref: { backend, id: 'gone' }, assignments, ...more }, stored);

const told = ({ changes, exclusions }: Decided) => ({
  changes: changes.map(({ change }) => describeChange(change)),
  excluded: exclusions.map(({ code }) => code),
});

const describeChange = ({ step, losses }: Change): string => {
  switch (step.kind) {
    case 'ROLES':
      return `${losses} lost: revoke ${idsOf(step.revokes).join(' ')}`;
    case 'STATUS':
      return `${losses} lost: ${step.before} to ${step.after}`;
    case 'DELETE':
      return `${losses} lost: delete`;
    case 'CREATE':
    case 'UPDATE':
    case 'REINVITE':
      return step.kind;
  }
};

describe('an offboarding', () => {
  it('revokes all that is held, in whatever place and whether or not a role is spelled with it', () => {
    const held = [direct('a'), direct('b', 'seattle'), direct('unknown')];
    expect(told(decideOffboarding(account('etl', held), placeOf('etl'), 'REVOKE'))).toEqual({
      changes: ['3 lost: revoke a b in seattle unknown'],
      excluded: [],
    });
  });

  it('bars the account as well, and counts what it loses once', () => {
    const held = [direct('a'), inherited('b')];
    const decided = decideOffboarding(account('vpn', held), placeOf('vpn'), 'DISABLE');
    expect(told(decided)).toEqual({
      changes: ['1 lost: revoke a', '1 lost: ACTIVE to DISABLED'],
      excluded: ['IMMUTABLE'],
    });
    expect(decided.exclusions[0]?.message).toBe('It keeps what groups give it: B from a group');
  });

  it('deletes, and counts all that goes with the account', () => {
    const held = [direct('a'), inherited('b')];
    expect(told(decideOffboarding(account('hub', held), placeOf('hub'), 'DELETE'))).toEqual({
      changes: ['2 lost: delete'],
      excluded: [],
    });
  });

  it('of an account that holds nothing and is barred already is nothing', () => {
    const barred = account('etl', [], { status: 'DISABLED' });
    expect(told(decideOffboarding(barred, placeOf('etl'), 'DISABLE'))).toEqual({ changes: [], excluded: [] });
  });

  it('goes as far as it can where sign-in cannot be barred, and says so', () => {
    const decided = decideOffboarding(account('hub', [direct('a')]), placeOf('hub'), 'DISABLE');
    expect(told(decided)).toEqual({ changes: ['1 lost: revoke a'], excluded: ['UNSUPPORTED'] });
    expect(decided.exclusions[0]?.message).toBe(
      'The account can still sign in: backend hub cannot disable accounts',
    );
  });

  it('leaves what gives least where the backend needs a role, and says so', () => {
    const administrator = 'ca310b8d-2f4a-44e0-a36e-957c202cd8d4';
    const held = [direct(administrator), direct('a'), direct('b', 'seattle')];
    const decided = decideOffboarding(account('iot', held), placeOf('iot'), 'REVOKE');
    expect(told(decided)).toEqual({
      changes: [`2 lost: revoke a ${administrator}`],
      excluded: ['UNSUPPORTED'],
    });
    expect(decided.exclusions[0]?.message).toContain('It keeps B: an account of backend iot must');
    expect(told(decideOffboarding(account('iot', [direct('a')]), placeOf('iot'), 'REVOKE'))).toEqual({
      changes: [],
      excluded: ['UNSUPPORTED'],
    });
  });

  it('leaves what cannot be revoked, and says so', () => {
    const decided = decideOffboarding(
      account('vpn', [direct('a'), direct('fixed')]),
      placeOf('vpn'),
      'REVOKE',
    );
    expect(told(decided)).toEqual({ changes: ['1 lost: revoke a'], excluded: ['IMMUTABLE'] });
  });

  it.each(['REVOKE', 'DISABLE', 'DELETE'] as const)(
    'to %s touches nobody who may not be touched',
    (extent) => {
      const codes = (stored: StoredAccount, place = placeOf('vpn')) =>
        told(decideOffboarding(stored, place, extent));
      const held = [direct('a')];
      expect(codes(account('vpn', held, {}, { link: 'SUGGESTED' }))).toEqual({
        changes: [],
        excluded: ['LINK_NOT_CONFIRMED'],
      });
      expect(codes(account('vpn', held, { protection: "the space's owner" }))).toEqual({
        changes: [],
        excluded: ['PROTECTED'],
      });
      expect(codes(account('vpn', held, { ref: { backend: 'vpn', id: 'guarded' } }))).toEqual({
        changes: [],
        excluded: ['PROTECTED'],
      });
      expect(codes(account('hub', held, { external: true }), placeOf('hub'))).toEqual({
        changes: [],
        excluded: ['IMMUTABLE'],
      });
      const readOnly = createPlace(configuredBackends('writes: false').vpn, table);
      expect(codes(account('vpn', held), readOnly)).toEqual({ changes: [], excluded: ['WRITES_DISABLED'] });
    },
  );

  it('of an administrator is told as what it is, through both of its changes', () => {
    const decided = decideOffboarding(
      account('etl', [direct('cdata_admin'), direct('a')]),
      placeOf('etl'),
      'DISABLE',
    );
    expect(decided.changes.map(({ effect }) => effect.administration)).toEqual([
      { before: 'ACTIVE', after: 'NONE', isTouched: true },
      { before: 'NONE', after: 'NONE', isTouched: false },
    ]);
    expect(
      decideOffboarding(account('etl', [direct('cdata_admin')]), placeOf('etl'), 'DELETE').changes[0]?.effect,
    ).toMatchObject({ losses: 1, isGain: false, administration: { before: 'ACTIVE', after: 'NONE' } });
  });
});
