import { describe, expect, it } from 'vitest';
import { cipherscaleIds } from '../../src/emulators/cipherscale/ids.ts';
import { iotCentralRoles } from '../../src/emulators/iot-central/ids.ts';
import { uuidFor } from '../../src/emulators/population.ts';
import { backendIds } from '../four-emulators.ts';
import { type BackendId, type Gateway, startGateway, withoutLimits } from '../gateway.ts';
import { writesTo } from './grounds.ts';
import { shareGateway } from './shared-gateway.ts';

const { groups, roles } = cipherscaleIds;
const anna = uuidFor('anna');
const bert = uuidFor('bert');

/** Makes these accounts the only administrators that can sign in, beside those of `beside`. */
const makeAdmins = ({ iot, etl, hub, vpn }: Gateway, ids: readonly string[]) => {
  for (const user of iot.state.users.values())
    if (user.roles.some(({ role }) => role === iotCentralRoles.administrator))
      iot.state.users.set(user.id, { ...user, roles: [{ role: iotCentralRoles.operator }] });
  for (const user of etl.state.users.values()) user.roles = user.user === 'APIUser' ? ['cdata_admin'] : [];
  for (const user of hub.state.internal.values())
    if (!['admin', 'CFE_ROBOT'].includes(user.id)) hub.state.internal.set(user.id, { ...user, roles: [] });
  for (const user of vpn.state.users.values()) user.directRoles.delete(roles.admin);
  vpn.state.groups.get(groups.engineering)?.members.clear();

  const at = '2025-01-01T00:00:00Z';
  for (const [index, id] of ids.entries()) {
    const email = `${id}@example.com`;
    iot.state.users.set(id, {
      id,
      type: 'email',
      email,
      roles: [{ role: iotCentralRoles.administrator }, { role: iotCentralRoles.custom }],
    });
    etl.state.users.set(id, {
      id,
      longId: 9_007_199_254_760_000n + BigInt(index),
      user: id.slice(0, 20),
      email_address: email,
      password: null,
      is_active: true,
      roles: ['cdata_admin'],
      created_at: at,
      updated_at: at,
    });
    hub.state.internal.set(id, { id, roles: ['admin'], external: false });
    vpn.state.users.set(id, {
      id,
      createdAt: at,
      updatedAt: at,
      lastConnection: at,
      email,
      status: 'Active',
      isOwner: false,
      maxDevices: null,
      directRoles: new Set([roles.admin]),
      devices: [],
    });
    vpn.state.groups.get(groups.everyone)?.members.set(id, { createdAt: at, updatedAt: at });
  }
};

/** Administrators whom no story takes: CFEngine's `admin` and robot, CipherScale's owner, and on CData Sync Rolecall itself. */
const beside: Readonly<Record<BackendId, number>> = { iot: 0, etl: 1, hub: 2, vpn: 1 };

/** A gateway in which Anna and Bert are administrators, of whom so many must remain. */
const withRemaining = (remaining: number) => {
  const shared = shareGateway(() =>
    startGateway({
      config: withoutLimits,
      people: 0,
      backends: Object.fromEntries(
        backendIds.map((id) => [id, `writes: true, minAdmins: ${beside[id] + remaining}`]),
      ) as Partial<Record<BackendId, string>>,
    }),
  );
  return () => {
    makeAdmins(shared(), [anna, bert]);
    return shared();
  };
};
const bothNeeded = withRemaining(2);
const oneNeeded = withRemaining(1);

const removals: Readonly<
  Record<string, (account: object) => { readonly field: string; readonly input: object }>
> = {
  'revoking the role': (account) => ({ field: 'revokeRoles', input: { account, roles: ['admin'] } }),
  'setting other roles': (account) => ({ field: 'setRoles', input: { account, roles: [] } }),
  'deleting the account': (account) => ({ field: 'deleteAccount', input: { account } }),
  'disabling the account': (account) => ({
    field: 'setAccountStatus',
    input: { account, status: 'DISABLED' },
  }),
};

const run = async (gateway: Gateway, backend: BackendId, nativeId: string, removal: string) => {
  const made = removals[removal]?.({ backend, nativeId });
  if (made === undefined) throw new Error(`no removal is called ${removal}`);
  const type = `${made.field.charAt(0).toUpperCase()}${made.field.slice(1)}Input`;
  const { data } = await gateway.query(
    `mutation ($input: ${type}!) { ${made.field}(input: $input) { errors { code message backend path retryable } } }`,
    { input: made.input },
  );
  return data[made.field].errors;
};

const cases = backendIds.flatMap((backend) =>
  Object.keys(removals)
    .filter((removal) => removal !== 'disabling the account' || backend === 'etl' || backend === 'vpn')
    .map((removal) => [backend, removal] as const),
);

describe('an administrator without whom too few would remain', () => {
  it.each(cases)('on %s is not taken by %s, and nothing is written', async (backend, removal) => {
    const gateway = bothNeeded();
    expect(await run(gateway, backend, anna, removal)).toEqual([
      expect.objectContaining({
        code: 'LAST_ADMIN',
        backend,
        path: ['account'],
        retryable: false,
        message: `Backend ${backend} would be left with ${beside[backend] + 1} of at least ${beside[backend] + 2} administrators`,
      }),
    ]);
    expect(writesTo(gateway, backend)).toEqual([]);
  });

  it.each(cases)('on %s is taken by %s where enough remain', async (backend, removal) => {
    const gateway = oneNeeded();
    expect(await run(gateway, backend, anna, removal)).toEqual([]);
    expect(writesTo(gateway, backend)).toHaveLength(1);
  });

  it.each(backendIds)('on %s is kept when two are taken at once: one goes, one stays', async (backend) => {
    const gateway = oneNeeded();
    const errors = await Promise.all([
      run(gateway, backend, anna, 'revoking the role'),
      run(gateway, backend, bert, 'deleting the account'),
    ]);
    expect(errors.flat()).toEqual([expect.objectContaining({ code: 'LAST_ADMIN' })]);
    expect(writesTo(gateway, backend)).toHaveLength(1);
  });
});

describe('whoever cannot sign in', () => {
  it.each(['etl', 'vpn'] as const)('on %s does not count as remaining', async (backend) => {
    const gateway = oneNeeded();
    disable(gateway, bert);
    expect(await run(gateway, backend, anna, 'deleting the account')).toEqual([
      expect.objectContaining({ code: 'LAST_ADMIN' }),
    ]);
  });

  it.each(['etl', 'vpn'] as const)('on %s can go, since nobody is missing then', async (backend) => {
    for (const removal of ['revoking the role', 'deleting the account']) {
      const gateway = oneNeeded();
      disable(gateway, anna);
      expect(await run(gateway, backend, anna, removal)).toEqual([]);
    }
  });
});

const disable = ({ etl, vpn }: Gateway, id: string) => {
  const [inEtl, inVpn] = [etl.state.users.get(id), vpn.state.users.get(id)];
  if (inEtl !== undefined) inEtl.is_active = false;
  if (inVpn !== undefined) inVpn.status = 'Deactivated';
};

describe('an administrator through a group of CipherScale', () => {
  const removalsByGroup: Readonly<Record<string, readonly [field: string, type: string, input: object]>> = {
    'is taken out of the group': [
      'removeAccountFromGroup',
      'RemoveAccountFromGroupInput',
      { account: { backend: 'vpn', nativeId: anna }, group: groups.engineering },
    ],
    'is in a group that gives the role no more': [
      'updateGroup',
      'UpdateGroupInput',
      { backend: 'vpn', nativeId: groups.engineering, nativeRoles: [] },
    ],
    'is in a group that is deleted': [
      'deleteGroup',
      'DeleteGroupInput',
      { backend: 'vpn', nativeId: groups.engineering },
    ],
    'is deleted': ['deleteAccount', 'DeleteAccountInput', { account: { backend: 'vpn', nativeId: anna } }],
  };
  /** Anna inherits Admin, Bert holds it. */
  const run = async (gateway: Gateway, removal: string) => {
    const { state } = gateway.vpn;
    const at = '2025-01-01T00:00:00Z';
    state.groups.set(groups.engineering, {
      id: groups.engineering,
      createdAt: at,
      updatedAt: at,
      name: 'Engineering Team',
      roles: new Set([roles.admin]),
      deleteable: true,
      members: new Map([[anna, { createdAt: at, updatedAt: at }]]),
      maxDevices: 5,
      isSamlDefaultGroup: false,
      idpMapping: [],
    });
    state.users.get(anna)?.directRoles.clear();
    const [field = '', type, input] = removalsByGroup[removal] ?? [];
    const { data, errors } = await gateway.query(
      `mutation ($input: ${type}!) { ${field}(input: $input) { errors { code } } }`,
      { input },
    );
    expect(errors).toBeUndefined();
    return data[field].errors;
  };

  it.each(Object.keys(removalsByGroup))(
    'who %s is LAST_ADMIN where too few would remain',
    async (removal) => {
      const gateway = bothNeeded();
      expect(await run(gateway, removal)).toEqual([{ code: 'LAST_ADMIN' }]);
      expect(writesTo(gateway, 'vpn')).toEqual([]);
    },
  );

  it.each(Object.keys(removalsByGroup))('who %s goes where enough remain', async (removal) => {
    const gateway = oneNeeded();
    expect(await run(gateway, removal)).toEqual([]);
    expect(writesTo(gateway, 'vpn')).toHaveLength(1);
  });
});

describe('the count', () => {
  it('fails the removal when the list of accounts cannot be read to its end', async () => {
    const gateway = oneNeeded();
    gateway.iot.faults.add(
      { kind: 'status', applied: false, answer: { status: 503, json: {} } },
      { target: /^\/api\/users\?/ },
    );
    expect(await run(gateway, 'iot', anna, 'revoking the role')).toEqual([
      expect.objectContaining({ code: 'UPSTREAM_UNAVAILABLE', retryable: true }),
    ]);
    expect(writesTo(gateway, 'iot')).toEqual([]);
  });

  it('is followed by a second look at the account: what moved meanwhile is a CONFLICT', async () => {
    const gateway = oneNeeded();
    gateway.iot.faults.add(
      {
        kind: 'alter',
        alter: (answer) => {
          const sent = structuredClone(answer);
          const before = gateway.iot.state.users.get(anna);
          if (before !== undefined)
            gateway.iot.state.users.set(anna, {
              ...before,
              roles: [...before.roles, { role: iotCentralRoles.operator }],
            });
          return sent;
        },
      },
      { target: /^\/api\/users\?/ },
    );
    expect(await run(gateway, 'iot', anna, 'revoking the role')).toEqual([
      expect.objectContaining({ code: 'CONFLICT', path: ['account'] }),
    ]);
    expect(writesTo(gateway, 'iot')).toEqual([]);
  });

  it('is not made where nobody ceases to be an administrator', async () => {
    const gateway = bothNeeded();
    const input = { account: { backend: 'iot', nativeId: anna }, roles: ['operator'] };
    const { data } = await gateway.query(
      'mutation ($input: GrantRolesInput!) { grantRoles(input: $input) { errors { code } } }',
      { input },
    );
    expect(data.grantRoles.errors).toEqual([]);
    expect(gateway.calls().iot.some((call) => call.startsWith('GET /api/users?'))).toBe(false);
  });
});
