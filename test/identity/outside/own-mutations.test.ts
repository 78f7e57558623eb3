import { describe, expect, it } from 'vitest';
import { cipherscaleIds } from '../../../src/emulators/cipherscale/ids.ts';
import { iotCentralRoles } from '../../../src/emulators/iot-central/ids.ts';
import { type BackendId, type Gateway, startGateway } from '../../gateway.ts';

const { groups, roles, users } = cipherscaleIds;
const ops = '9b2d7c10-5f7b-4c4e-9d57-7f2a1a0e2b22';
const password = 'Str0ng-Passw0rd';

const accountOf = (backend: BackendId, nativeId: string) => ({ account: { backend, nativeId } });
const grantOf = (backend: BackendId, nativeId: string, role: string) =>
  ({ ...accountOf(backend, nativeId), nativeRoles: [role] }) as const;
const newAccount = (backend: BackendId, account: object) => ({ backend, account });
const memberOf = (nativeId: string, group: string) => ({ ...accountOf('vpn', nativeId), group });

/** One after another, on seeds of the emulators and people. */
const mutations: readonly (readonly [field: string, input: object])[] = [
  ['createAccount', newAccount('iot', { nativeId: 'new', email: 'new@contoso.com', roles: ['operator'] })],
  ['grantRoles', grantOf('iot', 'new', iotCentralRoles.builder)],
  ['setRoles', grantOf('iot', 'new', iotCentralRoles.custom)],
  [
    'createAccount',
    newAccount('etl', { userName: 'new', email: 'new@example.com', password, roles: ['operator'] }),
  ],
  ['grantRoles', grantOf('etl', ops, 'cdata_support')],
  ['revokeRoles', grantOf('etl', ops, 'cdata_support')],
  ['setAccountStatus', { ...accountOf('etl', ops), status: 'ACTIVE' }],
  ['updateAccount', { ...accountOf('etl', ops), email: 'ops@example.com' }],
  ['createAccount', newAccount('hub', { userName: 'new', password, nativeRoles: ['linux_team'] })],
  ['grantRoles', grantOf('hub', 'user_1', 'linux_team')],
  ['deleteNativeRole', { backend: 'hub', nativeId: 'linux_team' }],
  ['deleteAccount', accountOf('hub', 'new')],
  ['createAccount', newAccount('vpn', { email: 'new@example.com', groups: [groups.operations] })],
  ['grantRoles', grantOf('vpn', users.mailless, roles.auditor)],
  ['addAccountToGroup', memberOf(users.mailless, groups.engineering)],
  [
    'updateGroup',
    { backend: 'vpn', nativeId: groups.engineering, nativeRoles: [roles.support, roles.billing] },
  ],
  ['removeAccountFromGroup', memberOf(users.mailless, groups.engineering)],
  ['setAccountStatus', { ...accountOf('vpn', users.mailless), status: 'DISABLED' }],
  ['reinviteAccount', accountOf('vpn', users.jane)],
  ['deleteAccount', accountOf('vpn', users.deactivated)],
];

const outside = async (gateway: Gateway) => {
  const { data, errors } = await gateway.query(
    '{ drift { outside(first: 100) { nodes { account { backend nativeId } granted { nativeRole { nativeId } } revoked { nativeRole { nativeId } } status { before after } presence } } } }',
  );
  expect(errors).toBeUndefined();
  return data.drift.outside.nodes;
};

const run = async (gateway: Gateway, field: string, input: object): Promise<void> => {
  const type = `${field.charAt(0).toUpperCase()}${field.slice(1)}Input`;
  const { data, errors } = await gateway.query(
    `mutation ($input: ${type}!) { ${field}(input: $input) { errors { code message } } }`,
    { input },
  );
  expect([field, errors, data?.[field]]).toEqual([field, undefined, { errors: [] }]);
};

describe('what callers change through Rolecall (G27)', () => {
  it('is told of nobody else, and what somebody else changes beside it is', async () => {
    await using gateway = await startGateway({
      people: 40,
      config: 'guards: { maxRevoked: 1000, maxRevokedPercent: 100, smallMaxRevoked: 1000, minAdmins: 1 }',
    });
    await gateway.refreshAll();
    for (const [field, input] of mutations) await run(gateway, field, input);
    await gateway.refreshAll();
    expect(await outside(gateway)).toEqual([]);

    const user = gateway.hub.state.internal.get('user_1');
    gateway.hub.state.internal.set('user_1', {
      ...user,
      roles: [...(user?.roles ?? []), 'db_team'],
    } as never);
    await run(gateway, 'grantRoles', grantOf('hub', 'user_1', 'cf_remoteagent'));
    await gateway.refreshAll();
    expect(await outside(gateway)).toMatchObject([
      {
        account: { backend: 'hub', nativeId: 'user_1' },
        granted: [{ nativeRole: { nativeId: 'db_team' } }],
        revoked: [],
        status: null,
        presence: 'STAYED',
      },
    ]);
  }, 60_000);
});
