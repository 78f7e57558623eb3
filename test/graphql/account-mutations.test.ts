import { describe, expect, it } from 'vitest';
import { cipherscaleIds } from '../../src/emulators/cipherscale/ids.ts';
import { expectConformance } from '../contracts/conformance.ts';
import { backendIds } from '../four-emulators.ts';
import type { BackendId, Gateway } from '../gateway.ts';
import { writesTo } from './grounds.ts';
import { refusal, runMutation, startSeeded } from './run-mutation.ts';
import { shareGateway } from './shared-gateway.ts';

const { deactivated, doubled, jane, mailless, nameless, owner } = cipherscaleIds.users;
const user2 = 'dc1c916b-a652-49ea-b128-7c465a54c759';
const ops = '9b2d7c10-5f7b-4c4e-9d57-7f2a1a0e2b22';

/** One account of each backend that may be changed. */
const ordinary: Readonly<Record<BackendId, string>> = { iot: user2, etl: ops, hub: 'user_1', vpn: mailless };
const contracts = { iot: 'iot-central', etl: 'cdata-sync', hub: 'cfengine', vpn: 'cipherscale' } as const;

const types = {
  updateAccount: 'account { nativeId displayName email status vendor { ...names } }',
  setAccountStatus: 'account { nativeId status roles { name } }',
  reinviteAccount: 'account { nativeId status }',
  deleteAccount: 'deletedId',
} as const;

const names = `fragment names on VendorAccount { ... on CfengineAccount { timeZone } ... on CipherscaleAccount { firstName lastName image } }`;

/** Changes an account through GraphQL: `ordinary` unless `nativeId` is given. */
const change = async (
  gateway: Gateway,
  field: keyof typeof types,
  backend: BackendId,
  {
    nativeId = ordinary[backend],
    ...rest
  }: { readonly nativeId?: string } & Readonly<Record<string, unknown>> = {},
) =>
  runMutation(
    gateway,
    field,
    types[field],
    { account: { backend, nativeId }, ...rest },
    { fragments: field === 'updateAccount' ? names : '' },
  );

/** All that the emulators hold. */
const stateOf = (gateway: Gateway, backend: BackendId) => structuredClone({ ...gateway[backend].state });

const everyBackend = (pairs: (backend: BackendId) => string) =>
  Object.fromEntries(backendIds.map((backend) => [backend, pairs(backend)])) as Record<BackendId, string>;

/** For what is refused, so that nothing changes. */
const untouched = shareGateway(startSeeded);
const readOnly = shareGateway(() => startSeeded({ backends: everyBackend(() => 'writes: false') }));
const protecting = shareGateway(() =>
  startSeeded({ backends: everyBackend((backend) => `writes: true, protect: ["${ordinary[backend]}"]`) }),
);

describe('updateAccount', () => {
  it('P42: changes address and password on CData Sync, and nothing else', async () => {
    await using gateway = await startSeeded();
    const before = structuredClone(gateway.etl.state.users.get(ops));
    const { account, errors } = await change(gateway, 'updateAccount', 'etl', {
      email: 'Ops@example.com',
      password: 'New-Password-1',
    });
    expect(errors).toEqual([]);
    expect(account).toMatchObject({ nativeId: ops, email: 'Ops@example.com', status: 'DISABLED' });
    expect(gateway.etl.state.users.get(ops)).toEqual({
      ...before,
      email_address: 'Ops@example.com',
      password: 'New-Password-1',
      updated_at: expect.any(String),
    });
    expectConformance('cdata-sync', gateway.etl);
  });

  it('P42: changes name, address, time zone and password on CFEngine, and nothing else', async () => {
    await using gateway = await startSeeded();
    const before = gateway.hub.state.internal.get('user_1');
    const { account, errors } = await change(gateway, 'updateAccount', 'hub', {
      displayName: 'User One',
      timeZone: 'Asia/Tokyo',
      password: 'New-Password-1',
    });
    expect(errors).toEqual([]);
    expect(account).toMatchObject({
      displayName: 'User One',
      email: 'user_1@example.com',
      vendor: { timeZone: 'Asia/Tokyo' },
    });
    expect(gateway.hub.state.internal.get('user_1')).toEqual({
      ...before,
      name: 'User One',
      time_zone: 'Asia/Tokyo',
    });
    expect(gateway.hub.state.passwords.get('user_1')).toBe('New-Password-1');
    expectConformance('cfengine', gateway.hub);
  });

  it('P42: changes names and picture on CipherScale, and nothing else', async () => {
    await using gateway = await startSeeded();
    const before = structuredClone(gateway.vpn.state.users.get(doubled));
    const { account, errors } = await change(gateway, 'updateAccount', 'vpn', {
      nativeId: doubled,
      lastName: 'Dias',
    });
    expect(errors).toEqual([]);
    expect(account).toMatchObject({
      displayName: 'Dora Dias',
      vendor: { firstName: 'Dora', lastName: 'Dias', image: before?.image },
    });
    expect(gateway.vpn.state.users.get(doubled)).toEqual({
      ...before,
      lastName: 'Dias',
      updatedAt: expect.any(String),
    });
    expectConformance('cipherscale', gateway.vpn);
  });

  it('clears with null', async () => {
    await using gateway = await startSeeded();
    const inHub = await change(gateway, 'updateAccount', 'hub', { email: null });
    const inVpn = await change(gateway, 'updateAccount', 'vpn', { nativeId: doubled, image: null });
    expect([inHub.account.email, inVpn.account.vendor.image]).toEqual([null, null]);
    expect([inHub.errors, inVpn.errors]).toEqual([[], []]);
  });

  it('annotates an external account of CFEngine, but not its password', async () => {
    await using gateway = await startSeeded();
    const annotated = await change(gateway, 'updateAccount', 'hub', {
      nativeId: 'calvin',
      displayName: 'Calvin',
    });
    expect(annotated).toMatchObject({ account: { displayName: 'Calvin' }, errors: [] });
    expect(gateway.hub.state.external.get('calvin')?.roles).toEqual(['Huguenots', 'Marketing']);
    gateway.hub.forget();
    const refused = await change(gateway, 'updateAccount', 'hub', {
      nativeId: 'calvin',
      password: 'New-Password-1',
    });
    expect(refused).toEqual(refusal({ code: 'IMMUTABLE' }));
    expect(writesTo(gateway, 'hub')).toEqual([]);
  });

  it.each([
    ['iot', 'email', 'a@contoso.com'],
    ['iot', 'password', 'New-Password-1'],
    ['etl', 'displayName', 'Ops'],
    ['etl', 'timeZone', 'Asia/Tokyo'],
    ['hub', 'firstName', 'User'],
    ['vpn', 'email', 'a@example.com'],
    ['vpn', 'password', 'New-Password-1'],
    ['vpn', 'displayName', 'Dora'],
  ] as const)('on %s answers UNSUPPORTED for %s, before any call', async (backend, field, value) => {
    const gateway = untouched();
    expect(await change(gateway, 'updateAccount', backend, { [field]: value })).toEqual(
      refusal({ code: 'UNSUPPORTED', path: [field], backend, retryable: false }),
    );
    expect(gateway.calls()[backend]).toEqual([]);
  });

  it('answers BAD_INPUT where there is nothing to change, or where a password is null, before any call', async () => {
    const gateway = untouched();
    for (const backend of backendIds)
      expect(await change(gateway, 'updateAccount', backend)).toEqual(
        refusal({ code: 'BAD_INPUT', path: null, backend }),
      );
    expect(await change(gateway, 'updateAccount', 'hub', { password: null })).toEqual(
      refusal({ code: 'BAD_INPUT', path: ['password'] }),
    );
    expect(Object.values(gateway.calls()).flat()).toEqual([]);
  });
});

describe('deleteAccount', () => {
  it.each(backendIds)('on %s deletes one account and tells its global id', async (backend) => {
    await using gateway = await startSeeded();
    const accounts = () => (backend === 'hub' ? gateway.hub.state.internal : gateway[backend].state.users);
    const size = accounts().size;
    const { data } = await gateway.query(
      'query ($b: ID!, $n: ID!) { account(backend: $b, nativeId: $n) { id } }',
      {
        b: backend,
        n: ordinary[backend],
      },
    );
    const { deletedId, errors } = await change(gateway, 'deleteAccount', backend);
    expect(errors).toEqual([]);
    expect(deletedId).toBe(data.account.id);
    expect(accounts().has(ordinary[backend])).toBe(false);
    expect(accounts().size).toBe(size - 1);
    const gone = await gateway.query('query ($id: ID!) { node(id: $id) { id } }', { id: deletedId });
    expect(gone.data.node).toBeNull();
    expectConformance(contracts[backend], gateway[backend]);
    expect(await change(gateway, 'deleteAccount', backend)).toEqual(
      refusal({ code: 'NOT_FOUND', path: ['account'], backend }),
    );
  });

  it.each(backendIds)('on %s is settled by reading where the answer is lost', async (backend) => {
    for (const [applied, code] of [
      [true, undefined],
      [false, 'UPSTREAM_UNAVAILABLE'],
    ] as const) {
      await using gateway = await startSeeded();
      gateway[backend].faults.add({ kind: 'reset', applied }, { method: 'DELETE' });
      const { deletedId, errors } = await change(gateway, 'deleteAccount', backend);
      expect(deletedId === null).toBe(!applied);
      expect(errors).toEqual(
        code === undefined ? [] : [expect.objectContaining({ code, backend, retryable: true })],
      );
      expect(writesTo(gateway, backend)).toHaveLength(1);
    }
  });

  it('G15: answers IMMUTABLE for an external account of CFEngine, without a write', async () => {
    const gateway = untouched();
    expect(await change(gateway, 'deleteAccount', 'hub', { nativeId: 'calvin' })).toEqual(
      refusal({ code: 'IMMUTABLE', backend: 'hub' }),
    );
    expect(writesTo(gateway, 'hub')).toEqual([]);
  });

  it('answers ACCOUNT_AMBIGUOUS where an internal and an external account of CFEngine share the name', async () => {
    await using gateway = await startSeeded();
    gateway.hub.state.internal.set('calvin', { id: 'calvin', roles: ['linux_team'], external: false });
    for (const [field, rest] of [
      ['deleteAccount', {}],
      ['updateAccount', { displayName: 'Calvin' }],
    ] as const)
      expect(await change(gateway, field, 'hub', { nativeId: 'calvin', ...rest })).toEqual(
        refusal({ code: 'ACCOUNT_AMBIGUOUS' }),
      );
    expect(writesTo(gateway, 'hub')).toEqual([]);
  });
});

describe('setAccountStatus', () => {
  it('enables and disables on CData Sync, and the roles stay', async () => {
    await using gateway = await startSeeded();
    const before = structuredClone(gateway.etl.state.users.get(ops));
    const enabled = await change(gateway, 'setAccountStatus', 'etl', { status: 'ACTIVE' });
    expect(enabled).toEqual({
      account: { nativeId: ops, status: 'ACTIVE', roles: [{ name: 'operator' }] },
      errors: [],
    });
    expect(gateway.etl.state.users.get(ops)).toEqual({
      ...before,
      is_active: true,
      updated_at: expect.any(String),
    });
    const disabled = await change(gateway, 'setAccountStatus', 'etl', { status: 'DISABLED' });
    expect(disabled).toMatchObject({ account: { status: 'DISABLED' }, errors: [] });
    expectConformance('cdata-sync', gateway.etl);
  });

  it('enables and disables on CipherScale, and the roles stay', async () => {
    await using gateway = await startSeeded();
    const disabled = await change(gateway, 'setAccountStatus', 'vpn', {
      nativeId: nameless,
      status: 'DISABLED',
    });
    expect(disabled).toMatchObject({ account: { status: 'DISABLED' }, errors: [] });
    const enabled = await change(gateway, 'setAccountStatus', 'vpn', {
      nativeId: deactivated,
      status: 'ACTIVE',
    });
    expect(enabled).toEqual({
      account: { nativeId: deactivated, status: 'ACTIVE', roles: [{ name: 'billing' }] },
      errors: [],
    });
    expectConformance('cipherscale', gateway.vpn);
  });

  it.each([
    ['etl', ops],
    ['vpn', deactivated],
  ] as const)('on %s writes nothing where it is so already', async (backend, nativeId) => {
    const gateway = untouched();
    const payload = await change(gateway, 'setAccountStatus', backend, { nativeId, status: 'DISABLED' });
    expect(payload).toMatchObject({ account: { status: 'DISABLED' }, errors: [] });
    expect(writesTo(gateway, backend)).toEqual([]);
  });

  it.each([
    ['etl', ops, 'ACTIVE'],
    ['vpn', nameless, 'DISABLED'],
  ] as const)('on %s is settled by reading where the answer is lost', async (backend, nativeId, status) => {
    for (const applied of [true, false]) {
      await using gateway = await startSeeded();
      const lost = { kind: 'status', applied, answer: { status: 500, json: {} } } as const;
      for (const method of ['PUT', 'PATCH']) gateway[backend].faults.add(lost, { method });
      const payload = await change(gateway, 'setAccountStatus', backend, { nativeId, status });
      expect(payload.errors.map(({ code }: { code: string }) => code)).toEqual(
        applied ? [] : ['UPSTREAM_UNAVAILABLE'],
      );
      expect(payload.account?.status).toBe(applied ? status : undefined);
      expect(writesTo(gateway, backend)).toHaveLength(1);
    }
  });

  it.each(['iot', 'hub'] as const)('on %s answers UNSUPPORTED, before any call', async (backend) => {
    const gateway = untouched();
    expect(await change(gateway, 'setAccountStatus', backend, { status: 'DISABLED' })).toEqual(
      refusal({ code: 'UNSUPPORTED', path: ['account', 'backend'], backend }),
    );
    expect(gateway.calls()[backend]).toEqual([]);
  });
});

describe('reinviteAccount', () => {
  it('sends one more mail to whoever is invited to CipherScale', async () => {
    await using gateway = await startSeeded();
    expect(await change(gateway, 'reinviteAccount', 'vpn', { nativeId: jane })).toEqual({
      account: { nativeId: jane, status: 'INVITED' },
      errors: [],
    });
    expect(gateway.vpn.state.mails.get(jane)).toBe(1);
    expectConformance('cipherscale', gateway.vpn);
  });

  it('is never repeated: where the answer is lost, nobody can tell whether the mail went out', async () => {
    await using gateway = await startSeeded();
    gateway.vpn.faults.add({ kind: 'reset', applied: true }, { method: 'POST' });
    expect(await change(gateway, 'reinviteAccount', 'vpn', { nativeId: jane })).toEqual(
      refusal({ code: 'UPSTREAM_UNAVAILABLE', backend: 'vpn' }),
    );
    expect(gateway.vpn.state.mails.get(jane)).toBe(1);
  });

  it('is refused by CipherScale for whoever has accepted', async () => {
    const gateway = untouched();
    expect(await change(gateway, 'reinviteAccount', 'vpn', { nativeId: nameless })).toEqual(
      refusal({ code: 'UPSTREAM_REJECTED' }),
    );
  });

  it.each(['iot', 'etl', 'hub'] as const)('on %s answers UNSUPPORTED, before any call', async (backend) => {
    const gateway = untouched();
    expect(await change(gateway, 'reinviteAccount', backend)).toEqual(
      refusal({ code: 'UNSUPPORTED', path: ['account', 'backend'], backend }),
    );
    expect(gateway.calls()[backend]).toEqual([]);
  });
});

const everyChange = [
  ['updateAccount', { hub: { displayName: 'x' }, vpn: { firstName: 'x' }, etl: { email: 'x@example.com' } }],
  ['deleteAccount', { iot: {}, etl: {}, hub: {}, vpn: {} }],
  ['setAccountStatus', { etl: { status: 'ACTIVE' }, vpn: { status: 'DISABLED' } }],
  ['reinviteAccount', { vpn: {} }],
] as const;
const changes = everyChange.flatMap(([field, inputs]) =>
  Object.entries<Record<string, unknown>>(inputs).map(
    ([backend, input]) => [field, backend as BackendId, input] as const,
  ),
);

describe('every change of an account', () => {
  it.each(changes)(
    '%s on %s is PROTECTED where the configuration protects the account',
    async (field, backend, input) => {
      const gateway = protecting();
      const before = stateOf(gateway, backend);
      expect(await change(gateway, field, backend, input)).toEqual(
        refusal({ code: 'PROTECTED', path: ['account'], backend }),
      );
      expect(writesTo(gateway, backend)).toEqual([]);
      expect(stateOf(gateway, backend)).toEqual(before);
    },
  );

  it.each(changes)(
    '%s on %s is WRITES_DISABLED without `writes: true`, before any call',
    async (field, backend, input) => {
      const gateway = readOnly();
      expect(await change(gateway, field, backend, input)).toEqual(
        refusal({ code: 'WRITES_DISABLED', path: ['account', 'backend'], backend }),
      );
      expect(gateway.calls()[backend]).toEqual([]);
    },
  );

  it.each([
    ['hub', 'CFE_ROBOT'],
    ['hub', 'admin'],
    ['vpn', owner],
  ] as const)('on %s is PROTECTED for %s by nature', async (backend, nativeId) => {
    const gateway = untouched();
    for (const [field, on, input] of changes)
      if (on === backend)
        expect(await change(gateway, field, backend, { ...input, nativeId })).toEqual(
          refusal({ code: 'PROTECTED', path: ['account'], backend }),
        );
    expect(writesTo(gateway, backend)).toEqual([]);
  });

  it('names a backend that there is not as NOT_FOUND, and repeats nothing of it', async () => {
    const gateway = untouched();
    expect(await change(gateway, 'deleteAccount', 'nowhere' as BackendId, { nativeId: 'x' })).toEqual(
      refusal({ code: 'NOT_FOUND', path: ['account', 'backend'], backend: null }),
    );
  });

  it('is seen by what comes later in the document', async () => {
    await using gateway = await startSeeded({ config: 'limits: { mutations: 10 }' });
    const account = 'account: { backend: "hub", nativeId: "user_1" }';
    const { data } = await gateway.query(`mutation {
      first: grantRoles(input: { ${account}, roles: ["admin"] }) { account { displayName roles { name } } }
      second: updateAccount(input: { ${account}, displayName: "One" }) { account { displayName roles { name } } }
      third: revokeRoles(input: { ${account}, roles: ["admin"] }) { account { displayName roles { name } } }
      fourth: deleteAccount(input: { ${account} }) { errors { code } }
      fifth: updateAccount(input: { ${account}, displayName: "One" }) { account { nativeId } errors { code } }
    }`);
    const admin = [{ name: 'admin' }];
    expect(data).toEqual({
      first: { account: { displayName: null, roles: admin } },
      second: { account: { displayName: 'One', roles: admin } },
      third: { account: { displayName: 'One', roles: [] } },
      fourth: { errors: [] },
      fifth: { account: null, errors: [{ code: 'NOT_FOUND' }] },
    });
  });

  it('of passwords shows none in any answer', async () => {
    await using gateway = await startSeeded();
    const password = 'Very-Secret-1';
    const answers = [];
    for (const backend of ['etl', 'hub'] as const) {
      answers.push(await change(gateway, 'updateAccount', backend, { password }));
      gateway[backend].faults.add(
        {
          kind: 'status',
          applied: false,
          answer: { status: 400, json: { error: { code: 'BadPassword', message: password } } },
        },
        { method: backend === 'etl' ? 'PUT' : 'POST' },
      );
      answers.push(await change(gateway, 'updateAccount', backend, { password }));
    }
    expect(answers.map(({ errors }) => errors.map(({ code }: { code: string }) => code))).toEqual([
      [],
      ['UPSTREAM_REJECTED'],
      [],
      ['UPSTREAM_REJECTED'],
    ]);
    expect(JSON.stringify(answers)).not.toContain(password);
  });
});
