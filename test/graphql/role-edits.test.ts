import { describe, expect, it } from 'vitest';
import { cipherscaleIds } from '../../src/emulators/cipherscale/ids.ts';
import { iotCentralRoles } from '../../src/emulators/iot-central/ids.ts';
import { expectConformance } from '../contracts/conformance.ts';
import { type BackendId, startGateway } from '../gateway.ts';
import {
  ada,
  backendGrounds,
  documentOf,
  edit,
  grounds,
  restOf,
  startGrounds,
  told,
  type Verb,
  type Wish,
  writesTo,
} from './grounds.ts';
import { shareGateway } from './shared-gateway.ts';

const contracts = { iot: 'iot-central', etl: 'cdata-sync', hub: 'cfengine', vpn: 'cipherscale' } as const;

const plain = shareGateway(() => startGrounds());
const exclusive = shareGateway(() => startGrounds({ config: 'exclusive: [[runner, reader]]' }));

describe.each(grounds)('on $title', (ground) => {
  /** Ada holds this, asks for that, is told so, and then holds what the payload says. */
  const story = async (
    before: readonly string[],
    verb: Verb,
    wish: Wish,
    expected: Parameters<typeof told>[0],
    gateway = plain(),
  ) => {
    ground.hold(gateway, before);
    const rest = restOf(gateway, ground);
    expect(await edit(gateway, ground, verb, wish)).toEqual(told(expected));
    expect(ground.held(gateway)).toEqual(expected?.held ?? before);
    expect(restOf(gateway, ground)).toEqual(rest);
    expectConformance(contracts[ground.backend], gateway[ground.backend]);
    const writes = writesTo(gateway, ground.backend);
    expect(writes).toHaveLength(
      (expected.granted?.length ?? 0) + (expected.revoked?.length ?? 0) > 0 ? 1 : 0,
    );
  };

  it('grantRoles by role adds all native roles that spell it (P42: and changes nothing else)', () =>
    story(
      ['unmanaged'],
      'grantRoles',
      { roles: ['lead'] },
      { held: ['unmanaged', 'x', 'z'], granted: ['x', 'z'] },
    ));

  it('grantRoles by native role adds just that', () =>
    story(['unmanaged'], 'grantRoles', { natives: ['z'] }, { held: ['unmanaged', 'z'], granted: ['z'] }));

  it('grantRoles tells what was held already', () =>
    story(
      ['unmanaged', 'x'],
      'grantRoles',
      { roles: ['lead', 'runner'] },
      { held: ['unmanaged', 'x', 'z'], granted: ['z'], alreadyHeld: ['x'] },
    ));

  it('revokeRoles leaves what a kept role still needs, and says so', () =>
    story(
      ['unmanaged', 'x', 'z'],
      'revokeRoles',
      { roles: ['lead'] },
      { held: ['unmanaged', 'x'], revoked: ['z'], stillNeeded: ['x'] },
    ));

  it('revokeRoles by native role takes just that', () =>
    story(
      ['unmanaged', 'x', 'z'],
      'revokeRoles',
      { natives: ['z'] },
      { held: ['unmanaged', 'x'], revoked: ['z'] },
    ));

  it('revokeRoles takes an unmanaged native role only when it is named', () =>
    story(
      ['unmanaged', 'x'],
      'revokeRoles',
      { natives: ['unmanaged'] },
      { held: ['x'], revoked: ['unmanaged'] },
    ));

  it('setRoles replaces the managed native roles and keeps the unmanaged', () =>
    story(
      ['unmanaged', 'x', 'z'],
      'setRoles',
      { roles: ['reader', 'runner'] },
      { held: ['unmanaged', 'x', 'y'], granted: ['y'], revoked: ['z'], alreadyHeld: ['x'] },
    ));

  it('setRoles takes roles and native roles together', () =>
    story(
      ['unmanaged', 'x'],
      'setRoles',
      { roles: ['reader'], natives: ['z'] },
      { held: ['unmanaged', 'y', 'z'], granted: ['y', 'z'], revoked: ['x'] },
    ));

  it('setRoles with an empty list takes every managed native role', () =>
    story(['unmanaged', 'x', 'y'], 'setRoles', { roles: [] }, { held: ['unmanaged'], revoked: ['x', 'y'] }));

  it('G11: a grant in an exclusive group displaces the role that was held', () =>
    story(
      ['unmanaged', 'x'],
      'grantRoles',
      { roles: ['reader'] },
      { held: ['unmanaged', 'y'], granted: ['y'], revoked: ['x'], displaced: ['runner'] },
      exclusive(),
    ));

  it('a native role displaces just as the role that it spells does', () =>
    story(
      ['unmanaged', 'x'],
      'grantRoles',
      { natives: ['y'] },
      { held: ['unmanaged', 'y'], granted: ['y'], revoked: ['x'], displaced: ['runner'] },
      exclusive(),
    ));

  it('a BROADER spelling is granted when the caller allows it', () =>
    story(
      ['unmanaged'],
      'grantRoles',
      { roles: ['keeper'], allowEscalation: true },
      { held: ['broad', 'unmanaged'], granted: ['broad'] },
    ));

  it('the same edit twice makes no second write', async () => {
    const gateway = plain();
    const twice = async (verb: Verb, wish: Wish) => {
      await edit(gateway, ground, verb, wish);
      gateway[ground.backend].forget();
      const again = await edit(gateway, ground, verb, wish);
      expect(again).toMatchObject({ granted: [], revoked: [], errors: [] });
      expect(writesTo(gateway, ground.backend)).toEqual([]);
      return again;
    };
    ground.hold(gateway, ['unmanaged', 'y']);
    expect(await twice('grantRoles', { roles: ['lead'] })).toMatchObject({ alreadyHeld: ['x', 'z'] });
    expect(await twice('revokeRoles', { roles: ['lead'] })).toMatchObject({ stillNeeded: ['x'] });
    expect(await twice('setRoles', { roles: ['reader'] })).toMatchObject({ alreadyHeld: ['y'] });
    expect(ground.held(gateway)).toEqual(['unmanaged', 'y']);
  });

  it('P42: in 40 edits at random, what was told is what is held, and nothing else moves', async () => {
    const gateway = plain();
    ground.hold(gateway, ['unmanaged']);
    const rest = restOf(gateway, ground);
    const pick = createPick(ground.title.length);
    for (let round = 0; round < 40; round += 1) {
      const before = new Set(ground.held(gateway));
      const verb = pick(['setRoles', 'grantRoles', 'revokeRoles'] as const);
      const roles = ['runner', 'reader', 'lead'].filter(() => pick([true, false]));
      const wish = verb !== 'setRoles' && roles.length === 0 ? { natives: ['z'] } : { roles };
      const { held, granted, revoked, errors } = await edit(gateway, ground, verb, wish);
      expect(errors).toEqual([]);
      expect(granted.filter((one) => before.has(one))).toEqual([]);
      expect(revoked.filter((one) => !before.has(one))).toEqual([]);
      expect([...before.difference(new Set(revoked)), ...granted].toSorted()).toEqual(held);
      expect(ground.held(gateway)).toEqual(held);
    }
    expect(restOf(gateway, ground)).toEqual(rest);
  });
});

/** The same choices for the same seed. */
const createPick = (seed: number) => {
  let state = seed;
  return <T>(choices: readonly T[]): T => {
    state = (Math.imul(state, 1_103_515_245) + 12_345) >>> 0;
    return choices[Math.floor((state / 2 ** 32) * choices.length)] as T;
  };
};

describe('an edit costs', () => {
  const version = '?api-version=2022-07-31';
  const pattern = encodeURIComponent(`^(${ada})$`).replaceAll('(', '%28').replaceAll(')', '%29');
  const observeOnVpn = [
    `GET /qa/tenants/users/${ada}`,
    'GET /qa/tenants/groups?limit=100&offset=0',
    `GET /qa/tenants/users/${ada}/roles?rolesOnly=true`,
  ];
  const costs: Readonly<
    Record<
      BackendId,
      {
        readonly table: string;
        readonly read: readonly string[];
        /** In turn; those of one turn go out together. */
        readonly write: readonly (readonly string[])[];
        readonly readBack: readonly string[];
      }
    >
  > = {
    iot: {
      table: `GET /api/roles${version}`,
      read: [`GET /api/users/${ada}${version}`],
      write: [[`PATCH /api/users/${ada}${version}`]],
      readBack: [`GET /api/users/${ada}${version}`],
    },
    etl: {
      table: 'GET /api.rsc/v2/users',
      read: [`GET /api.rsc/v2/users/${ada}`],
      write: [[`PUT /api.rsc/v2/users/${ada}`]],
      readBack: [`GET /api.rsc/v2/users/${ada}`],
    },
    hub: {
      table: 'GET /api/role?page=1&count=100',
      read: [`GET /api/user?id=${pattern}&page=1&count=3`],
      // The update takes the whole record, so just before it the adapter reads all that the hub tells of it: for a namesake, and alone.
      write: [
        [`GET /api/user?id=${pattern}&page=1&count=3`, `GET /api/user/${ada}`],
        [`POST /api/user/${ada}`],
      ],
      readBack: [`GET /api/user?id=${pattern}&page=1&count=3`],
    },
    vpn: {
      table: 'GET /qa/tenants/roles',
      read: observeOnVpn,
      write: [[`PATCH /qa/tenants/users/${ada}/roles`]],
      readBack: observeOnVpn,
    },
  };

  const expectInTurn = (calls: readonly string[], turns: readonly (readonly string[])[]) => {
    const starts = turns.map((_, at) => turns.slice(0, at).flat().length);
    const inTurn = turns.map(({ length }, at) => {
      const start = starts[at] ?? 0;
      return calls.slice(start, start + length).toSorted();
    });
    expect([...inTurn, calls.slice(turns.flat().length)]).toEqual([
      ...turns.map((turn) => turn.toSorted()),
      [],
    ]);
  };

  it.each(backendGrounds)(
    'on $title: the role table once, then to read, to write and to read back',
    async (ground) => {
      await using gateway = await startGrounds();
      ground.hold(gateway, ['unmanaged']);
      const { table, read, write, readBack } = costs[ground.backend];
      const calls = () => gateway.calls()[ground.backend];

      await edit(gateway, ground, 'grantRoles', { roles: ['runner'] });
      expectInTurn(calls(), [[table], read, ...write, readBack]);
      await edit(gateway, ground, 'setRoles', { roles: ['reader'] });
      expectInTurn(calls(), [read, ...write, readBack]);
      await edit(gateway, ground, 'setRoles', { roles: ['reader'] });
      expectInTurn(calls(), [read]);
    },
  );

  it.each(backendGrounds)(
    'on $title nothing more to tell names and origins of what was done',
    async (ground) => {
      await using gateway = await startGrounds();
      ground.hold(gateway, ['unmanaged', 'x']);
      const { table, read, write, readBack } = costs[ground.backend];
      const document = `mutation ($input: SetRolesInput!) { setRoles(input: $input) {
      account { roles { name } assignments { ...whole } } granted { ...whole } revoked { ...whole } errors { code } } }
      fragment whole on Assignment { origin group { name } nativeRole { name } roles { name } }`;
      const { data, errors } = await gateway.query(document, {
        input: { account: { backend: ground.backend, nativeId: ada }, roles: ['reader'] },
      });
      expect(errors).toBeUndefined();
      expect(data.setRoles.revoked).toEqual([
        expect.objectContaining({
          origin: 'DIRECT',
          group: null,
          roles: [{ name: 'runner' }, { name: 'lead' }],
        }),
      ]);
      expect(data.setRoles.granted).toEqual([
        expect.objectContaining({ origin: 'DIRECT', roles: [{ name: 'reader' }] }),
      ]);
      expectInTurn(gateway.calls()[ground.backend], [[table], read, ...write, readBack]);
    },
  );
});

describe('G14: organizations of IoT Central', () => {
  const { operator, organizationOperator, organizationViewer, custom } = iotCentralRoles;
  const start = async () => {
    const gateway = await startGateway({ people: 0 });
    gateway.iot.state.users.set('olaf', {
      id: 'olaf',
      type: 'email',
      email: 'olaf@contoso.com',
      roles: [
        { role: operator },
        { role: organizationViewer, organization: 'us' },
        { role: organizationViewer, organization: 'washington' },
        { role: organizationOperator, organization: 'washington' },
        { role: custom },
      ],
    });
    return gateway;
  };
  type Gateway = Awaited<ReturnType<typeof start>>;
  const run = async (gateway: Gateway, verb: Verb, input: object) => {
    const { data } = await gateway.query(documentOf(verb), {
      input: { account: { backend: 'iot', nativeId: 'olaf' }, ...input },
    });
    expect(data[verb].errors).toEqual([]);
    return data[verb];
  };
  const held = ({ iot }: Gateway) => iot.state.users.get('olaf')?.roles;

  it('survive a grant in one of them', async () => {
    await using gateway = await start();
    const { granted } = await run(gateway, 'grantRoles', { roles: ['viewer'], organization: 'seattle' });
    expect(granted).toEqual([
      { nativeRole: { nativeId: organizationViewer }, organization: { nativeId: 'seattle' } },
    ]);
    expect(held(gateway)).toEqual([
      { role: operator },
      { role: organizationViewer, organization: 'us' },
      { role: organizationViewer, organization: 'washington' },
      { role: organizationOperator, organization: 'washington' },
      { role: custom },
      { role: organizationViewer, organization: 'seattle' },
    ]);
  });

  it('survive a revocation in one of them', async () => {
    await using gateway = await start();
    await run(gateway, 'revokeRoles', { roles: ['viewer'], organization: 'washington' });
    expect(held(gateway)).toEqual([
      { role: operator },
      { role: organizationViewer, organization: 'us' },
      { role: organizationOperator, organization: 'washington' },
      { role: custom },
    ]);
  });

  it('survive setting the roles of one of them, and of the application', async () => {
    await using gateway = await start();
    await run(gateway, 'setRoles', { roles: ['admin'], organization: 'washington' });
    await run(gateway, 'setRoles', { roles: ['builder'] });
    expect(held(gateway)).toEqual([
      { role: organizationViewer, organization: 'us' },
      { role: custom },
      { role: iotCentralRoles.organizationAdministrator, organization: 'washington' },
      { role: iotCentralRoles.builder },
    ]);
  });

  it('tell one role apart: held in the application it is not held in an organization', async () => {
    await using gateway = await start();
    const payload = await run(gateway, 'grantRoles', { roles: ['operator'], organization: 'us' });
    expect(payload.alreadyHeld).toEqual([]);
    expect(payload.granted).toEqual([
      { nativeRole: { nativeId: organizationOperator }, organization: { nativeId: 'us' } },
    ]);
  });

  it('displace within themselves only', async () => {
    await using gateway = await startGateway({ people: 0, config: 'exclusive: [[viewer, operator]]' });
    gateway.iot.state.users.set('olaf', {
      id: 'olaf',
      type: 'email',
      email: 'olaf@contoso.com',
      roles: [
        { role: operator },
        { role: organizationViewer, organization: 'us' },
        { role: organizationViewer, organization: 'washington' },
      ],
    });
    const payload = await run(gateway, 'grantRoles', { roles: ['operator'], organization: 'us' });
    expect(payload.displaced).toEqual([{ name: 'viewer' }]);
    expect(held(gateway)).toEqual([
      { role: operator },
      { role: organizationViewer, organization: 'washington' },
      { role: organizationOperator, organization: 'us' },
    ]);
  });
});

describe('what only one backend has', () => {
  it('CFEngine: roles that dangle stay, and can be taken by name', async () => {
    await using gateway = await startGateway({ people: 0 });
    const { internal } = gateway.hub.state;
    internal.set('hugo', { id: 'hugo', roles: ['Huguenots', 'linux_team'], external: false });
    const input = { account: { backend: 'hub', nativeId: 'hugo' } };
    await gateway.query(documentOf('setRoles'), { input: { ...input, roles: ['admin'] } });
    expect(internal.get('hugo')?.roles).toEqual(['Huguenots', 'linux_team', 'admin']);
    await gateway.query(documentOf('revokeRoles'), { input: { ...input, nativeRoles: ['Huguenots'] } });
    expect(internal.get('hugo')?.roles).toEqual(['linux_team', 'admin']);
  });

  it('CipherScale: a role held directly and through a group is told as revoked and is still held through the group', async () => {
    await using gateway = await startGateway({ people: 0, config: 'guards: { minAdmins: 5 }' });
    const { doubled } = cipherscaleIds.users;
    const { data } = await gateway.query(
      `mutation ($input: RevokeRolesInput!) { revokeRoles(input: $input) {
        revoked { origin nativeRole { name } }
        account { roles { name } assignments { origin group { name } nativeRole { name } } }
        errors { code } } }`,
      { input: { account: { backend: 'vpn', nativeId: doubled }, roles: ['admin'] } },
    );
    expect(data.revokeRoles).toEqual({
      revoked: [{ origin: 'DIRECT', nativeRole: { name: 'Admin' } }],
      account: {
        roles: [{ name: 'admin' }],
        assignments: expect.arrayContaining([
          { origin: 'INHERITED', group: { name: 'Engineering Team' }, nativeRole: { name: 'Admin' } },
        ]),
      },
      // Five administrators are to remain, and nobody ceases to be one.
      errors: [],
    });
    expect(gateway.vpn.state.users.get(doubled)?.directRoles).toEqual(new Set());
  });

  it('CipherScale: what a group gives is held already', async () => {
    await using gateway = await startGateway({ people: 0 });
    const { jane } = cipherscaleIds.users;
    const { data } = await gateway.query(documentOf('grantRoles'), {
      input: { account: { backend: 'vpn', nativeId: jane }, roles: ['admin'] },
    });
    expect(data.grantRoles).toMatchObject({
      granted: [],
      alreadyHeld: [{ nativeRole: { nativeId: cipherscaleIds.roles.admin } }],
      errors: [],
    });
    expect(writesTo(gateway, 'vpn')).toEqual([]);
  });
});
