import { afterEach, describe, expect, test } from 'vitest';
import { BackendError } from '../../../src/domain/errors.ts';
import { cipherscaleIds } from '../../../src/emulators/cipherscale/ids.ts';
import type { CipherscaleSwitches } from '../../../src/emulators/cipherscale/switches.ts';
import { expectConformance } from '../../contracts/conformance.ts';
import { altering, answering } from '../../faults.ts';
import { replaceLastByFirst } from '../contract/answers.ts';
import { listAll, readOne } from '../reading.ts';
import { callsOf, codeOf, originsOf, startTenant, type Tenant, truthOf } from './tenant.ts';

const { users, roles, groups } = cipherscaleIds;

let tenant: Tenant;
const start = async (options: Parameters<typeof startTenant>[0] = {}) => {
  tenant = await startTenant(options);
  return tenant;
};
afterEach(() => tenant.close());

test('one account is two calls: its direct roles, and the page of groups', async () => {
  const { backend, emulator } = await start();
  const dora = await readOne(backend, users.doubled);
  emulator.forget();
  expect(await originsOf(backend, [dora])).toEqual([
    ['Admin DIRECT', 'Admin from Engineering Team', 'User from Default Group'],
  ]);
  expect(callsOf(emulator).toSorted()).toEqual([
    'GET /groups?limit=100&offset=0',
    `GET /users/${users.doubled}/roles?rolesOnly=true`,
  ]);
  expectConformance('cipherscale', emulator);
});

test('a hundred accounts are a call for the role table, for each role and for each page of groups', async () => {
  const { backend, emulator } = await start({ people: 200 });
  const accounts = (await listAll(backend)).slice(0, 100);
  emulator.forget();
  const told = await originsOf(backend, accounts);
  expect(told).toEqual(accounts.map(({ ref }) => truthOf(tenant, ref.id)));
  const ofRoles = [...emulator.state.roles.keys()].map((id) => `GET /roles/${id}/users?groups=false`);
  expect(callsOf(emulator).toSorted()).toEqual(
    ['GET /groups?limit=100&offset=0', 'GET /roles', ...ofRoles].toSorted(),
  );
  expectConformance('cipherscale', emulator);
});

test('P27: a holder of a role who is told twice, perhaps in place of another, fails the asking', async () => {
  const { backend, emulator } = await start({ people: 20 });
  const accounts = await listAll(backend);
  emulator.faults.add(altering(replaceLastByFirst), { target: new RegExp(`/roles/${roles.admin}/users`) });
  const error = await backend.getAssignments?.(accounts).catch((failure: unknown) => failure);
  expect(error).toMatchObject({ code: 'UPSTREAM_INVALID', operation: 'RolesController_findRoleUsers' });
});

test('no account is no call', async () => {
  const { backend, emulator } = await start();
  expect(await originsOf(backend, [])).toEqual([]);
  expect(emulator.requests).toEqual([]);
});

test('accounts are asked one by one where the tenant has more roles than there are accounts', async () => {
  const { backend, emulator } = await start({ people: 4 });
  const accounts = await listAll(backend);
  const [custom] = [...emulator.state.roles.values()].filter(({ deleteable }) => deleteable);
  for (let made = 0; custom !== undefined && made < 10; made += 1) {
    const id = `6f0d0a10-0000-4000-8000-0000000001${made}0`;
    emulator.state.roles.set(id, { ...custom, id });
  }
  emulator.forget();
  expect(accounts.length).toBeGreaterThan(8);
  expect(await originsOf(backend, accounts)).toEqual(accounts.map(({ ref }) => truthOf(tenant, ref.id)));
  expect(callsOf(emulator)).toHaveLength(accounts.length + 2);
});

test('one account that fails harms no other', async () => {
  const { backend, emulator } = await start();
  const accounts = [await readOne(backend, users.doubled), await readOne(backend, users.locked)];
  emulator.state.users.delete(users.locked);
  const [dora, locked] = (await backend.getAssignments?.(accounts)) ?? [];
  expect(dora).toHaveLength(3);
  expect(codeOf(locked)).toBe('NOT_FOUND');
});

test('a group that the backend does not list leaves the account untold', async () => {
  const { backend, emulator } = await start();
  const jane = await readOne(backend, users.jane);
  emulator.state.groups.delete(groups.engineering);
  const [answer] = (await backend.getAssignments?.([jane])) ?? [];
  expect(answer).toBeInstanceOf(BackendError);
  expect(answer).toMatchObject({ code: 'UPSTREAM_INCOMPLETE', retryable: true });
});

test('a page of groups that fails fails the call', async () => {
  const { backend, emulator } = await start();
  const jane = await readOne(backend, users.jane);
  emulator.faults.add(answering({ status: 500 }), { target: /groups\?/ });
  await expect(backend.getAssignments?.([jane])).rejects.toMatchObject({ code: 'UPSTREAM_UNAVAILABLE' });
});

const switches: readonly Partial<CipherscaleSwitches>[] = [
  { unpagedLists: 'object' },
  { unpagedLists: 'data' },
  { userRoles: 'effective' },
  { userRoles: 'effective', doubledRoles: 'twice' },
  { roleUsersGroups: false },
  { pageFields: [] },
  { limitCap: 2 },
  { roleFlags: 'ignored' },
  { roleFlags: 'ignored', doubledRoles: 'twice' },
];
describe.each(switches)('where the backend has %j', (switched) => {
  test('each account alone is told truly', async () => {
    const { backend } = await start({ switches: switched });
    for (const account of await listAll(backend))
      expect(await originsOf(backend, [account])).toEqual([truthOf(tenant, account.ref.id)]);
  });

  test('many accounts at once are told truly', async () => {
    const { backend } = await start({ people: 40, switches: switched });
    const accounts = await listAll(backend);
    expect(accounts.length).toBeGreaterThan(30);
    expect(await originsOf(backend, accounts)).toEqual(accounts.map(({ ref }) => truthOf(tenant, ref.id)));
  });
});

describe('where rolesOnly is ignored', () => {
  test('only the inherited roles of an account are asked about again, from the side of the role', async () => {
    const { backend, emulator } = await start({ switches: { roleFlags: 'ignored' } });
    const mara = await readOne(backend, users.mailless);
    emulator.forget();
    expect(await originsOf(backend, [mara])).toEqual([['Support DIRECT', 'User from Default Group']]);
    expect(callsOf(emulator).filter((call) => call.includes('/roles/'))).toEqual([
      `GET /roles/${roles.user}/users?groups=false`,
    ]);
  });

  test('one account of several is enough to see that it is heeded', async () => {
    const { backend, emulator } = await start();
    emulator.state.users.get(users.jane)?.directRoles.add(roles.admin);
    const accounts = [await readOne(backend, users.jane), await readOne(backend, users.nameless)];
    emulator.forget();
    expect(await originsOf(backend, accounts)).toEqual([
      ['Admin DIRECT', 'Admin from Engineering Team'],
      ['User from Default Group'],
    ]);
    expect(emulator.requests).toHaveLength(3);
  });
});

/** A server that counts those who inherit a role among its holders, asked or not. */
const ignoreGroupsFlag = ({ emulator: { state, faults } }: Tenant): void => {
  for (const role of state.roles.values()) {
    const inheriting = [...state.groups.values()].filter((group) => group.roles.has(role.id));
    const holders = [...state.users.values()].filter(
      ({ id, directRoles }) => directRoles.has(role.id) || inheriting.some(({ members }) => members.has(id)),
    );
    faults.add(
      altering(() => ({ status: 200, json: holders.map(({ id }) => ({ id })) })),
      { target: new RegExp(`/roles/${role.id}/users`) },
    );
  }
};

test('where groups=false is ignored, those who inherit a role are asked about one by one', async () => {
  const { backend, emulator } = await start({ people: 20 });
  ignoreGroupsFlag(tenant);
  const accounts = await listAll(backend);
  emulator.forget();
  expect(await originsOf(backend, accounts)).toEqual(accounts.map(({ ref }) => truthOf(tenant, ref.id)));
  expect(callsOf(emulator).filter((call) => call.endsWith('rolesOnly=true'))).toHaveLength(accounts.length);
});

test('where both flags are ignored an inherited role shows as direct, too', async () => {
  const { backend } = await start({ switches: { roleFlags: 'ignored' } });
  ignoreGroupsFlag(tenant);
  const jane = await readOne(backend, users.jane);
  expect(await originsOf(backend, [jane])).toEqual([['Admin DIRECT', 'Admin from Engineering Team']]);
});

describe('where origins do not matter', () => {
  const heldBy = (tenant: Tenant, id: string) => [
    ...new Set(truthOf(tenant, id).map((role) => role.replace(/ (DIRECT|from .*)$/, ''))),
  ];
  const namesOf = async (accounts: Parameters<NonNullable<Tenant['backend']['getAssignments']>>[0]) =>
    ((await tenant.backend.getAssignments?.(accounts, { origins: false })) ?? []).map((answer) =>
      answer instanceof BackendError
        ? answer.code
        : answer.map(({ nativeRoleName }) => nativeRoleName).toSorted(),
    );

  test.each(switches)('few accounts are a call each, and truly told with %j', async (switched) => {
    const { backend, emulator } = await start({ switches: switched });
    const accounts = (await listAll(backend)).slice(0, 8);
    emulator.forget();
    expect(await namesOf(accounts)).toEqual(accounts.map(({ ref }) => heldBy(tenant, ref.id)));
    expect(callsOf(emulator).toSorted()).toEqual(
      accounts.map(({ ref }) => `GET /users/${ref.id}/roles`).toSorted(),
    );
  });

  test('more accounts are a call for each page of groups', async () => {
    const { backend, emulator } = await start({ people: 40 });
    const accounts = await listAll(backend);
    emulator.forget();
    expect(await namesOf(accounts)).toEqual(accounts.map(({ ref }) => heldBy(tenant, ref.id)));
    expect(callsOf(emulator)).toEqual(['GET /groups?limit=100&offset=0']);
  });

  test('one account that is gone harms no other', async () => {
    const { backend, emulator } = await start();
    const accounts = [await readOne(backend, users.locked), await readOne(backend, users.doubled)];
    emulator.state.users.delete(users.locked);
    expect(await namesOf(accounts)).toEqual(['NOT_FOUND', ['Admin', 'User']]);
    expectConformance('cipherscale', emulator);
  });
});
