import { describe, expect, it } from 'vitest';
import { cipherscaleIds } from '../../src/emulators/cipherscale/ids.ts';
import { iotCentralRoles } from '../../src/emulators/iot-central/ids.ts';
import { type BackendId, type Gateway, startGateway } from '../gateway.ts';
import {
  ada,
  backendGrounds,
  documentOf,
  edit,
  grounds,
  startGrounds,
  type Told,
  told,
  type Verb,
  writesTo,
} from './grounds.ts';
import { shareGateway } from './shared-gateway.ts';

const plain = shareGateway(() => startGrounds());
const exclusive = shareGateway(() => startGrounds({ config: 'exclusive: [[runner, reader]]' }));
const readOnly = shareGateway(() => startGrounds({ backends: 'writes: false' }));
const protecting = shareGateway(() => startGrounds({ backends: `writes: true, protect: ["${ada}"]` }));

describe.each(grounds)('on $title', (ground) => {
  const { backend } = ground;

  /** Nothing is told but this error, nothing was written, and ada holds what she held. */
  const expectRefusal = (
    gateway: Gateway,
    answer: Told,
    error: Partial<Told['errors'][number]>,
    rest: Partial<Told> = {},
  ) => {
    expect(answer).toEqual(
      told({
        held: null,
        errors: [expect.objectContaining({ backend, retryable: false, ...error })],
        ...rest,
      }),
    );
    expect(writesTo(gateway, backend)).toEqual([]);
    expect(ground.held(gateway)).toEqual(['unmanaged', 'x']);
  };
  const start = (started: () => Gateway) => {
    const gateway = started();
    ground.hold(gateway, ['unmanaged', 'x']);
    return gateway;
  };

  it('G10: a BROADER spelling is GUARD_BLOCKED unless escalation is allowed, by its name', async () => {
    const gateway = start(plain);
    for (const verb of ['grantRoles', 'setRoles'] as const)
      expectRefusal(gateway, await edit(gateway, ground, verb, { roles: ['keeper'] }), {
        code: 'GUARD_BLOCKED',
        path: ['allowEscalation'],
        message: expect.stringContaining('gives more'),
      });
  });

  it('a role without a spelling is NOT_EXPRESSIBLE, and every one of them is named', async () => {
    const gateway = start(plain);
    const answer = await edit(gateway, ground, 'grantRoles', { roles: ['runner', 'nowhere', 'billing'] });
    const notExpressible = backend === 'vpn' ? ['nowhere'] : ['nowhere', 'billing'];
    expectRefusal(gateway, answer, { code: 'NOT_EXPRESSIBLE', path: ['roles'] }, { notExpressible });
  });

  it('a role that nobody configured is BAD_INPUT, before any call', async () => {
    const gateway = start(plain);
    const answer = await edit(gateway, ground, 'setRoles', { roles: ['runer'] });
    expectRefusal(gateway, answer, { code: 'BAD_INPUT', path: ['roles'] });
    expect(gateway.calls()[backend]).toEqual([]);
  });

  it('an edit that names nothing is BAD_INPUT, before any call', async () => {
    const gateway = start(plain);
    for (const verb of ['grantRoles', 'revokeRoles', 'setRoles'] as const)
      expectRefusal(gateway, await edit(gateway, ground, verb, {}), { code: 'BAD_INPUT', path: ['roles'] });
    expect(gateway.calls()[backend]).toEqual([]);
  });

  it('G11: two roles of an exclusive group are BAD_INPUT, by role or by native role', async () => {
    const gateway = start(exclusive);
    for (const verb of ['grantRoles', 'setRoles'] as const)
      for (const wish of [
        { roles: ['runner', 'reader'] },
        { roles: ['reader'], natives: ['x'] },
        { natives: ['x', 'y'] },
      ])
        expectRefusal(gateway, await edit(gateway, ground, verb, wish), { code: 'BAD_INPUT' });
  });

  it('without `writes: true` every edit is WRITES_DISABLED, before any call', async () => {
    const gateway = start(readOnly);
    for (const verb of ['grantRoles', 'revokeRoles', 'setRoles'] as const)
      expectRefusal(gateway, await edit(gateway, ground, verb, { roles: ['runner'] }), {
        code: 'WRITES_DISABLED',
        path: ['account', 'backend'],
      });
    expect(gateway.calls()[backend]).toEqual([]);
  });

  it('an account that the configuration protects is PROTECTED', async () => {
    const gateway = start(protecting);
    for (const verb of ['grantRoles', 'revokeRoles', 'setRoles'] as const)
      expectRefusal(gateway, await edit(gateway, ground, verb, { roles: ['lead'] }), {
        code: 'PROTECTED',
        path: ['account'],
      });
  });
});

describe.each(backendGrounds)('on $title', (ground) => {
  const { backend } = ground;
  const grant = (gateway: Gateway, input: object) =>
    gateway.query(documentOf('grantRoles'), { input }).then(({ data }) => data.grantRoles);

  it('an account that is not there is NOT_FOUND', async () => {
    const gateway = plain();
    const { errors } = await grant(gateway, { account: { backend, nativeId: 'nobody' }, roles: ['runner'] });
    expect(errors).toEqual([
      expect.objectContaining({ code: 'NOT_FOUND', path: ['account'], backend, retryable: false }),
    ]);
    expect(writesTo(gateway, backend)).toEqual([]);
  });

  it('G16: a native role that is not there is refused, and where the table of roles is complete before anything is sent', async () => {
    const gateway = plain();
    ground.hold(gateway, ['unmanaged', 'x']);
    const nothing = '00000000-0000-4000-8000-000000000000';
    const { errors } = await edit(gateway, ground, 'grantRoles', { natives: [nothing] });
    const isListed = backend === 'hub' || backend === 'vpn';
    expect(errors).toEqual([
      expect.objectContaining(
        isListed ? { code: 'ROLE_MISSING', path: ['nativeRoles'] } : { code: 'UPSTREAM_REJECTED' },
      ),
    ]);
    if (isListed) expect(writesTo(gateway, backend)).toEqual([]);
    expect(ground.held(gateway)).toEqual(['unmanaged', 'x']);
  });
});

it.each(backendGrounds.filter(({ backend }) => backend !== 'iot'))(
  'on $title an organization is UNSUPPORTED with every verb, before any call',
  async (ground) => {
    const gateway = plain();
    for (const verb of ['grantRoles', 'revokeRoles', 'setRoles'] as const) {
      const { errors } = await edit(gateway, { ...ground, organization: 'seattle' }, verb, {
        roles: ['runner'],
      });
      expect(errors).toEqual([expect.objectContaining({ code: 'UNSUPPORTED', path: ['organization'] })]);
    }
    expect(gateway.calls()[ground.backend]).toEqual([]);
  },
);

/** One edit of any account. What went wrong, and what was written. */
const refused = async (gateway: Gateway, verb: Verb, backend: BackendId, nativeId: string, input: object) => {
  gateway[backend].forget();
  const { data } = await gateway.query(documentOf(verb), {
    input: { account: { backend, nativeId }, ...input },
  });
  const { errors, ...payload } = data[verb];
  expect(payload).toMatchObject({
    account: null,
    granted: [],
    revoked: [],
    alreadyHeld: [],
    stillNeeded: [],
  });
  return { error: errors[0], writes: writesTo(gateway, backend) };
};

describe('G15: what is decided elsewhere is IMMUTABLE, by its name and without a write', () => {
  it('the roles of an external account of CFEngine', async () => {
    await using gateway = await startGateway({ people: 0 });
    for (const verb of ['grantRoles', 'revokeRoles', 'setRoles'] as const)
      expect(await refused(gateway, verb, 'hub', 'calvin', { nativeRoles: ['linux_team'] })).toEqual({
        error: expect.objectContaining({
          code: 'IMMUTABLE',
          path: ['account'],
          message: 'The account is external: its directory decides its roles and its end',
        }),
        writes: [],
      });
  });

  it('a role that an account of CipherScale inherits', async () => {
    await using gateway = await startGateway({ people: 0 });
    const { jane } = cipherscaleIds.users;
    for (const [verb, input] of [
      ['revokeRoles', { roles: ['admin'] }],
      ['revokeRoles', { nativeRoles: [cipherscaleIds.roles.admin] }],
      ['setRoles', { roles: ['billing'] }],
      ['setRoles', { roles: [] }],
    ] as const)
      expect(await refused(gateway, verb, 'vpn', jane, input)).toEqual({
        error: expect.objectContaining({
          code: 'IMMUTABLE',
          message: expect.stringContaining('inherited from the group Engineering Team'),
        }),
        writes: [],
      });
  });

  it('ownership of a space of CipherScale', async () => {
    await using gateway = await startGateway({ people: 0 });
    const input = { nativeRoles: [cipherscaleIds.roles.owner] };
    expect(await refused(gateway, 'grantRoles', 'vpn', cipherscaleIds.users.nameless, input)).toEqual({
      error: expect.objectContaining({ code: 'IMMUTABLE', path: ['nativeRoles'] }),
      writes: [],
    });
  });
});

describe('PROTECTED by nature', () => {
  it.each([
    ['hub', 'CFE_ROBOT'],
    ['hub', 'admin'],
    ['vpn', cipherscaleIds.users.owner],
  ] as const)('on %s: %s', async (backend, nativeId) => {
    await using gateway = await startGateway({ people: 0 });
    for (const verb of ['grantRoles', 'revokeRoles', 'setRoles'] as const)
      expect(await refused(gateway, verb, backend, nativeId, { roles: ['admin'] })).toEqual({
        error: expect.objectContaining({ code: 'PROTECTED', path: ['account'] }),
        writes: [],
      });
  });
});

describe('organizations of IoT Central', () => {
  const user2 = 'dc1c916b-a652-49ea-b128-7c465a54c759';
  const { organizationViewer, administrator } = iotCentralRoles;

  it('are ORGANIZATION_REQUIRED for a role that exists only within one, by role or by native role', async () => {
    await using gateway = await startGateway({ people: 0 });
    for (const verb of ['grantRoles', 'setRoles'] as const)
      for (const input of [{ roles: ['viewer'] }, { nativeRoles: [organizationViewer] }])
        expect(await refused(gateway, verb, 'iot', user2, input)).toEqual({
          error: expect.objectContaining({ code: 'ORGANIZATION_REQUIRED', path: ['organization'] }),
          writes: [],
        });
  });

  it('take no role of the whole application', async () => {
    await using gateway = await startGateway({ people: 0 });
    const organization = 'seattle';
    expect(
      await refused(gateway, 'grantRoles', 'iot', user2, { roles: ['builder'], organization }),
    ).toMatchObject({ error: { code: 'NOT_EXPRESSIBLE', path: ['organization'] }, writes: [] });
    expect(
      await refused(gateway, 'grantRoles', 'iot', user2, { nativeRoles: [administrator], organization }),
    ).toMatchObject({ error: { code: 'BAD_INPUT', path: ['organization'] }, writes: [] });
  });

  it('are BAD_INPUT where the id is empty: nobody shall take it for the whole application', async () => {
    await using gateway = await startGateway({ people: 0 });
    const input = { nativeRoles: [iotCentralRoles.custom], organization: '' };
    expect(await refused(gateway, 'grantRoles', 'iot', user2, input)).toMatchObject({
      error: { code: 'BAD_INPUT', path: ['organization'] },
      writes: [],
    });
  });

  it('that are not there are refused by the backend, and nothing changes', async () => {
    await using gateway = await startGateway({ people: 0 });
    const before = gateway.iot.state.users.get(user2);
    const input = { roles: ['viewer'], organization: 'atlantis' };
    expect((await refused(gateway, 'grantRoles', 'iot', user2, input)).error.code).toBe('UPSTREAM_REJECTED');
    expect(gateway.iot.state.users.get(user2)).toEqual(before);
  });
});

describe('how many roles an account holds', () => {
  it('is never none on IoT Central', async () => {
    const gateway = plain();
    gateway.iot.state.users.set('sole', {
      id: 'sole',
      type: 'email',
      email: 'sole@contoso.com',
      roles: [{ role: iotCentralRoles.operator }],
    });
    for (const [verb, roles] of [
      ['revokeRoles', ['operator']],
      ['setRoles', []],
    ] as const)
      expect(await refused(gateway, verb, 'iot', 'sole', { roles })).toMatchObject({
        error: { code: 'BAD_INPUT', path: ['roles'], message: expect.stringContaining('at least 1') },
        writes: [],
      });
  });

  it('is five at most on CData Sync', async () => {
    const gateway = plain();
    const etl = backendGrounds.find(({ backend }) => backend === 'etl');
    etl?.hold(gateway, ['x', 'y', 'z', 'broad']);
    const grant = (nativeRoles: readonly string[]) =>
      refused(gateway, 'grantRoles', 'etl', ada, { nativeRoles });
    expect(await grant(['cdata_support', 'cdata_standard'])).toMatchObject({
      error: { code: 'BAD_INPUT', path: ['roles'], message: expect.stringContaining('at most 5') },
      writes: [],
    });
    expect(gateway.etl.state.users.get(ada)?.roles).toHaveLength(4);
  });
});

describe('one native role that spells two roles', () => {
  it('is no escalation for the one that it spells EXACTly, in whatever order they are named', async () => {
    for (const roles of [
      ['auditor', 'viewer'],
      ['viewer', 'auditor'],
    ]) {
      await using gateway = await startGateway({ people: 0 });
      const account = { backend: 'vpn', nativeId: cipherscaleIds.users.nameless };
      const { data } = await gateway.query(documentOf('grantRoles'), { input: { account, roles } });
      expect(data.grantRoles.errors).toEqual([]);
    }
    await using gateway = await startGateway({ people: 0 });
    expect(
      await refused(gateway, 'grantRoles', 'vpn', cipherscaleIds.users.nameless, { roles: ['viewer'] }),
    ).toMatchObject({ error: { code: 'GUARD_BLOCKED' } });
  });
});
