import { afterEach, describe, expect, test } from 'vitest';
import { cipherscaleIds } from '../../../src/emulators/cipherscale/ids.ts';
import type { CipherscaleSwitches } from '../../../src/emulators/cipherscale/switches.ts';
import { expectConformance } from '../../contracts/conformance.ts';
import { answering } from '../../faults.ts';
import { listAll, readOne } from '../reading.ts';
import { required } from '../required.ts';
import { callsOf, describeAssignment, startTenant, type Tenant, truthOf } from './tenant.ts';

const { users, roles, groups } = cipherscaleIds;

let tenant: Tenant;
const start = async (options: Parameters<typeof startTenant>[0] = {}) => {
  tenant = await startTenant(options);
  return tenant;
};
afterEach(() => tenant.close());

const prepare = () => required(tenant.backend.prepareAttribution, 'prepareAttribution')();

test('a whole tenant is a call for the role table, for each role and for each page of groups', async () => {
  const { backend, emulator } = await start({ people: 200 });
  const attribute = await prepare();
  const ofRoles = [...emulator.state.roles.keys()].map((id) => `GET /roles/${id}/users?groups=false`);
  expect(callsOf(emulator).toSorted()).toEqual(
    ['GET /groups?limit=100&offset=0', 'GET /roles', ...ofRoles].toSorted(),
  );
  for (const account of await listAll(backend))
    expect(attribute(account).map(describeAssignment).toSorted()).toEqual(truthOf(tenant, account.ref.id));
  expectConformance('cipherscale', emulator);
});

const switches: readonly Partial<CipherscaleSwitches>[] = [
  { unpagedLists: 'object' },
  { unpagedLists: 'data' },
  { userRoles: 'effective', doubledRoles: 'twice' },
  { roleUsersGroups: false },
  { pageFields: [] },
  { limitCap: 2 },
  { roleFlags: 'ignored' },
];
test.each(switches)('each account is told truly where the backend has %j', async (switched) => {
  const { backend } = await start({ people: 40, switches: switched });
  const attribute = await prepare();
  for (const account of await listAll(backend))
    expect(attribute(account).map(describeAssignment).toSorted()).toEqual(truthOf(tenant, account.ref.id));
});

test('where groups=false is ignored an inherited role shows as direct, too, and nobody is asked about one by one', async () => {
  const { backend, emulator } = await start();
  emulator.faults.add(answering({ status: 200, json: [{ id: users.jane }] }), {
    target: new RegExp(`/roles/${roles.admin}/users`),
  });
  const attribute = await prepare();
  expect(callsOf(emulator).filter((call) => /\/users\/.*\/roles/.test(call))).toEqual([]);
  const jane = await readOne(backend, users.jane);
  expect(attribute(jane).map(describeAssignment)).toEqual(['Admin DIRECT', 'Admin from Engineering Team']);
});

describe('of what came meanwhile', () => {
  test('a group that is not known gives nothing, and harms nothing else', async () => {
    const { backend, emulator } = await start();
    emulator.state.groups.delete(groups.engineering);
    const attribute = await prepare();
    const dora = await readOne(backend, users.doubled);
    const wanderer = { ...dora, groups: [...dora.groups, { id: groups.engineering, name: null }] };
    expect(attribute(wanderer).map(describeAssignment).toSorted()).toEqual(truthOf(tenant, users.doubled));
  });

  test('a role that the record of an account tells is held, from nobody knows where', async () => {
    const { backend, emulator } = await start();
    const attribute = await prepare();
    emulator.state.users.get(users.jane)?.directRoles.add(roles.billing);
    const jane = await readOne(backend, users.jane);
    expect(attribute(jane).map(({ nativeRoleName, origin }) => [nativeRoleName, origin?.kind])).toEqual([
      ['Admin', 'INHERITED'],
      ['Billing', undefined],
    ]);
  });
});

test('P27: what fails in between fails all', async () => {
  const { emulator } = await start({ people: 40 });
  emulator.faults.add(answering({ status: 500 }), { target: new RegExp(`/roles/${roles.billing}/users`) });
  await expect(prepare()).rejects.toMatchObject({ code: 'UPSTREAM_UNAVAILABLE' });
});
