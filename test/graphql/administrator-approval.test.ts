import { expect, it } from 'vitest';
import { cipherscaleIds } from '../../src/emulators/cipherscale/ids.ts';
import { startGateway } from '../gateway.ts';
import { writesTo } from './grounds.ts';
import { runMutation } from './run-mutation.ts';

const { groups, roles } = cipherscaleIds;

it('P39: any mutation that makes or unmakes an administrator takes somebody else, where the configuration wants it so', async () => {
  await using gateway = await startGateway({
    people: 40,
    config: 'guards: { approveAdministrators: always, minAdmins: 0 }',
  });
  await gateway.refreshAll();
  const { data } = await gateway.query(
    '{ accounts(first: 100, filter: { backend: "vpn", role: "admin", status: [ACTIVE] }) { nodes { nativeId protected } } }',
  );
  const [admin] = data.accounts.nodes.filter((one: { protected: boolean }) => !one.protected);
  const account = { backend: 'vpn', nativeId: admin.nativeId };
  const [nobody] = [...gateway.vpn.state.users.values()].filter(
    ({ directRoles, status }) => directRoles.has(roles.auditor) && status === 'Active',
  );
  const other = { backend: 'vpn', nativeId: nobody?.id };
  gateway.calls();
  const attempts = [
    ['revokeRoles', { account, roles: ['admin'] }],
    ['setRoles', { account, roles: ['auditor'] }],
    ['grantRoles', { account: other, roles: ['admin'] }],
    ['setAccountStatus', { account, status: 'DISABLED' }],
    ['deleteAccount', { account }],
    [
      'createAccount',
      { backend: 'vpn', account: { email: 'new@example.com', groups: [groups.engineering] } },
    ],
    ['createAccount', { backend: 'hub', account: { userName: 'new', roles: ['admin'] } }],
    ['addAccountToGroup', { account: other, group: groups.engineering }],
    ['updateGroup', { backend: 'vpn', nativeId: groups.engineering, nativeRoles: [roles.user] }],
    ['updateGroup', { backend: 'vpn', nativeId: groups.operations, nativeRoles: [roles.admin] }],
    ['deleteGroup', { backend: 'vpn', nativeId: groups.engineering }],
  ] as const;
  for (const [field, input] of attempts)
    expect(await runMutation(gateway, field, '__typename', input), field).toMatchObject({
      errors: [{ code: 'GUARD_BLOCKED', message: expect.stringContaining('unmake an administrator') }],
    });
  expect([...writesTo(gateway, 'vpn'), ...writesTo(gateway, 'hub')]).toEqual([]);
  expect(
    await runMutation(gateway, 'grantRoles', '__typename', { account: other, roles: ['builder'] }),
  ).not.toMatchObject({ errors: [{ code: 'GUARD_BLOCKED' }] });
});

it('G28: no more goes with a group than may go', async () => {
  await using gateway = await startGateway({
    people: 60,
    config: 'guards: { maxRevoked: 3, minAdmins: 0 }',
  });
  await gateway.refreshAll();
  gateway.calls();
  for (const [field, input] of [
    ['updateGroup', { backend: 'vpn', nativeId: groups.operations, nativeRoles: [] }],
    ['deleteGroup', { backend: 'vpn', nativeId: groups.operations }],
  ] as const)
    expect(await runMutation(gateway, field, '__typename', input), field).toMatchObject({
      errors: [{ code: 'GUARD_BLOCKED' }],
    });
  expect(writesTo(gateway, 'vpn')).toEqual([]);

  const inGroup = (id: string) => [...(gateway.vpn.state.groups.get(id)?.members.keys() ?? [])];
  // Nobody can leave the last group.
  const members = inGroup(groups.operations).filter((id) => inGroup(groups.everyone).includes(id));
  const leave = (nativeId: string | undefined) =>
    runMutation(gateway, 'removeAccountFromGroup', '__typename', {
      account: { backend: 'vpn', nativeId },
      group: groups.operations,
    });
  for (const id of members.slice(0, 3)) expect(await leave(id)).toMatchObject({ errors: [] });
  expect(await leave(members[3])).toMatchObject({ errors: [{ code: 'GUARD_BLOCKED' }] });
  const others = [...gateway.vpn.state.users.values()].filter(({ directRoles }) =>
    directRoles.has(roles.support),
  );
  expect(
    await runMutation(gateway, 'revokeRoles', '__typename', {
      account: { backend: 'vpn', nativeId: others[0]?.id },
      nativeRoles: [roles.support],
    }),
  ).toMatchObject({ errors: [{ code: 'GUARD_BLOCKED' }] });
});

it('G28: no native role is deleted that more hold than may lose one', async () => {
  await using gateway = await startGateway({ people: 60, config: 'guards: { maxRevoked: 3, minAdmins: 0 }' });
  await gateway.refreshAll();
  gateway.calls();
  const input = { backend: 'hub', nativeId: 'linux_team' };
  expect(await runMutation(gateway, 'deleteNativeRole', 'deletedId', input)).toMatchObject({
    deletedId: null,
    errors: [{ code: 'GUARD_BLOCKED' }],
  });
  expect(writesTo(gateway, 'hub')).toEqual([]);
});
