import { describe, expect, it } from 'vitest';
import type { LinkState } from '../../../src/domain/link.ts';
import type { StoredAccount } from '../../../src/domain/stored-account.ts';
import { fingerprintOfSource } from '../../../src/sync/fingerprint.ts';
import { createPlace } from '../../../src/sync/place.ts';
import { decideRoleSync } from '../../../src/sync/planning/decide-role-sync.ts';
import { wantedFromSource } from '../../../src/sync/planning/wanted-roles.ts';
import { toObserved } from '../../../src/sync/to-observed.ts';
import {
  adaHolding,
  configuredBackends,
  direct,
  idsOf,
  inherited,
  nativeRole,
  storedAccount,
  tableOf,
  targetOf,
} from './worlds.ts';

const more = `roles:
  - { name: runner, map: { iot: [{ native: x }], vpn: [{ native: x }] } }
  - { name: reader, map: { iot: [{ native: y }], vpn: [{ native: y }] } }
  - { name: lead, map: { iot: [{ native: x }, { native: z }] } }`;
const { iot, vpn } = configuredBackends('writes: true', more);
const table = tableOf(
  ['x', 'y', 'z', 'free'].map((id) => nativeRole(id)),
  true,
);
const source = createPlace(iot, table);

const onSource = (
  id: string,
  assignments: StoredAccount['account']['assignments'],
  link: LinkState = 'LINKED',
) => storedAccount({ ref: { backend: 'iot', id }, assignments }, { link });

describe('what a user holds on the source', () => {
  it('is every role that is held whole for the whole application, directly or by a group', () => {
    const account = onSource('a', [direct('x'), inherited('y'), direct('free')]);
    expect(wantedFromSource(source, [account])).toEqual({
      told: [],
      wanted: {
        roles: ['runner', 'reader'],
        unsaid: [],
        sources: [
          { account: { backend: 'iot', id: 'a' }, fingerprint: fingerprintOfSource(toObserved(account)) },
        ],
        reason: 'Holds runner, reader on iot',
      },
    });
  });

  it('is what all accounts there hold together', () => {
    const { wanted } = wantedFromSource(source, [onSource('a', [direct('x')]), onSource('b', [direct('y')])]);
    expect(wanted?.roles).toEqual(['runner', 'reader']);
    expect(wanted?.sources.map(({ account }) => account.id)).toEqual(['a', 'b']);
  });

  it('is nothing that is wanted where there is no account: absence takes nobody anything', () => {
    expect(wantedFromSource(source, [])).toEqual({ wanted: null, told: [] });
  });

  it.each(['SUGGESTED', 'DISPUTED', 'DENIED', 'UNLINKED'] as const)(
    'does not come from an account whose link is %s: that is told (G6)',
    (link) => {
      const { wanted, told } = wantedFromSource(source, [onSource('a', [direct('x')], link)]);
      expect(wanted).toBeNull();
      expect(told).toMatchObject([
        {
          account: { backend: 'iot' },
          changes: [],
          exclusions: [{ account: { id: 'a' }, code: 'LINK_NOT_CONFIRMED' }],
        },
      ]);
    },
  );

  it.each(['DISABLED', 'EXPIRED'] as const)(
    'does not come from an account that is %s: that is told',
    (status) => {
      const gone = onSource('a', [direct('x')]);
      const { wanted, told } = wantedFromSource(source, [
        { ...gone, account: { ...gone.account, status } },
        onSource('b', [direct('y')]),
      ]);
      expect(wanted).toMatchObject({ roles: ['reader'], sources: [{ account: { id: 'b' } }] });
      expect(told).toMatchObject([{ exclusions: [{ account: { id: 'a' }, code: 'NOT_FOUND' }] }]);
    },
  );

  it('does not hold what is held within an organization only: that is told, and takes nothing with REPLACE', () => {
    const { wanted, told } = wantedFromSource(source, [onSource('a', [direct('x', 'seattle'), direct('y')])]);
    expect(wanted).toMatchObject({ roles: ['reader'], unsaid: ['runner'] });
    expect(told).toMatchObject([
      {
        exclusions: [
          {
            code: 'NOT_EXPRESSIBLE',
            message:
              'It holds runner only within an organization: that is not carried over to other backends',
          },
        ],
      },
    ]);
    if (wanted === null) throw new Error('expected something to be wanted');
    const on = (assignments: StoredAccount['account']['assignments']) =>
      decideRoleSync(
        {
          userId: 'the user',
          name: null,
          accounts: [adaHolding(assignments)],
        },
        wanted,
        targetOf(vpn, table),
        'REPLACE',
      )[0]?.changes[0]?.change.step;
    expect(on([direct('x'), direct('y')])).toBeUndefined();
    const step = on([direct('x')]);
    expect(step?.kind === 'ROLES' && [idsOf(step.grants), idsOf(step.revokes)]).toEqual([['y'], []]);
  });
});
