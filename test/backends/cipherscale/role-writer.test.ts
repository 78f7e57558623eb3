import { afterEach, expect, test } from 'vitest';
import type { RoleChange, RoleWriter } from '../../../src/backends/backend.ts';
import { cipherscaleIds } from '../../../src/emulators/cipherscale/ids.ts';
import type { CipherscaleSwitches } from '../../../src/emulators/cipherscale/switches.ts';
import { expectConformance } from '../../contracts/conformance.ts';
import { answering } from '../../faults.ts';
import { withoutOrganization } from '../assignments.ts';
import { changeOf as toChange } from '../contract/role-change.ts';
import { readOne } from '../reading.ts';
import { required } from '../required.ts';
import { callsOf, originsOf, startTenant, type Tenant } from './tenant.ts';

const { users, roles, groups } = cipherscaleIds;

let tenant: Tenant;
let writer: RoleWriter;
const start = async (switches: Partial<CipherscaleSwitches> = {}) => {
  tenant = await startTenant({ switches });
  writer = required(tenant.backend.roleWriter, 'roleWriter');
  return tenant;
};
afterEach(() => tenant.close());

/** The change as the core makes it; what reads it asked for is forgotten. */
const changeOf = async (
  userId: string,
  grants: readonly string[],
  revokes: readonly string[],
): Promise<RoleChange> => {
  const change = await toChange(tenant.backend, userId, {
    grants: withoutOrganization(...grants),
    revokes: withoutOrganization(...revokes),
  });
  tenant.emulator.forget();
  return change;
};

const directRolesOf = (userId: string) => [...(tenant.emulator.state.users.get(userId)?.directRoles ?? [])];

test('a change is one delta with both arrays', async () => {
  const { emulator } = await start();
  await writer.write(await changeOf(users.locked, [roles.billing], [roles.auditor]));
  expect(callsOf(emulator)).toEqual([`PATCH /users/${users.locked}/roles`]);
  expect(JSON.parse(emulator.requests[0]?.body ?? '')).toEqual({
    addedRoles: [roles.billing],
    removedRoles: [roles.auditor],
  });
  expect(directRolesOf(users.locked)).toEqual([roles.billing]);
  expectConformance('cipherscale', emulator);
});

test('P35: what someone else granted meanwhile stays', async () => {
  const { emulator } = await start();
  const change = await changeOf(users.locked, [roles.billing], []);
  emulator.state.users.get(users.locked)?.directRoles.add(roles.support);
  await writer.write(change);
  expect(directRolesOf(users.locked)).toEqual([roles.auditor, roles.support, roles.billing]);
});

test('P42: nothing but the roles differs after a change', async () => {
  const { backend } = await start();
  const before = await readOne(backend, users.doubled);
  await writer.write(await changeOf(users.doubled, [roles.billing], [roles.admin]));
  const after = await readOne(backend, users.doubled);
  expect({ ...after, assignments: [], updatedAt: null }).toEqual({
    ...before,
    assignments: [],
    updatedAt: null,
  });
});

test('what is held already and what is not direct is not sent, and nothing to send is no call', async () => {
  const { emulator } = await start({ redundantRole: 409, inheritedRole: 400, roleInBothArrays: 400 });
  await writer.write(await changeOf(users.doubled, [roles.admin], []));
  await writer.write(await changeOf(users.doubled, [], [roles.user]));
  await writer.write(await changeOf(users.doubled, [roles.billing], [roles.billing]));
  expect(emulator.requests).toEqual([]);
  await writer.write(await changeOf(users.doubled, [roles.admin, roles.billing], [roles.user]));
  expect(directRolesOf(users.doubled)).toEqual([roles.admin, roles.billing]);
});

test('the last direct role can go', async () => {
  await start();
  await writer.write(await changeOf(users.locked, [], [roles.auditor]));
  expect(directRolesOf(users.locked)).toEqual([]);
  expect([writer.style, writer.min, writer.max]).toEqual(['delta', 0, Number.POSITIVE_INFINITY]);
});

test('revoking what is direct leaves what the group grants', async () => {
  const { backend } = await start();
  await writer.write(await changeOf(users.doubled, [], [roles.admin]));
  expect(await originsOf(backend, [await readOne(backend, users.doubled)])).toEqual([
    ['Admin from Engineering Team', 'User from Default Group'],
  ]);
});

test('ownership cannot be taken, and no call is made', async () => {
  const { emulator } = await start();
  const change = await changeOf(users.owner, [], [roles.owner]);
  await expect(writer.write(change)).rejects.toMatchObject({ code: 'IMMUTABLE' });
  expect(emulator.requests).toEqual([]);
});

test('there are no organizations to grant a role in', async () => {
  const { emulator } = await start();
  const change = await changeOf(users.locked, [], []);
  const grants = [{ nativeRoleId: roles.billing, organizationId: groups.operations }];
  await expect(writer.write({ ...change, grants })).rejects.toMatchObject({ code: 'BAD_INPUT' });
  expect(emulator.requests).toEqual([]);
});

test('P23: a write that fails is sent once, and its failure is told', async () => {
  const { emulator } = await start();
  const change = await changeOf(users.locked, [roles.billing], []);
  emulator.faults.add(answering({ status: 500 }, { applied: true }));
  await expect(writer.write(change)).rejects.toMatchObject({ code: 'UPSTREAM_UNAVAILABLE', retryable: true });
  expect(emulator.requests).toHaveLength(1);
});

test('a role that does not exist is refused by the backend', async () => {
  await start();
  const change = await changeOf(users.locked, ['6f0d0a10-0000-4000-8000-00000000ffff'], []);
  await expect(writer.write(change)).rejects.toMatchObject({ code: 'UPSTREAM_REJECTED', status: 400 });
});
