import { describe, expect, it } from 'vitest';
import { cipherscaleIds } from '../../src/emulators/cipherscale/ids.ts';
import { expectConformance } from '../contracts/conformance.ts';
import type { Gateway } from '../gateway.ts';
import { writesTo } from './grounds.ts';
import { refusal, runMutation, startSeeded } from './run-mutation.ts';

const { groups, roles, users } = cipherscaleIds;

const payloads = {
  createGroup: 'group { nativeId name description nativeRoles { nativeId name } }',
  updateGroup: 'group { nativeId name description nativeRoles { nativeId name } }',
  deleteGroup: 'deletedId',
  addAccountToGroup:
    'account { nativeId groups { name } assignments { origin nativeRole { name } group { name } } }',
  removeAccountFromGroup:
    'account { nativeId groups { name } assignments { origin nativeRole { name } group { name } } }',
} as const;
type Field = keyof typeof payloads;

const change = (gateway: Gateway, field: Field, input: object, caller?: string) =>
  runMutation(gateway, field, payloads[field], input, { caller });

const backend = 'vpn';
const memberOf = (nativeId: string, group: string) => ({ account: { backend, nativeId }, group });

describe('createGroup', () => {
  it('creates a group with its native roles', async () => {
    await using gateway = await startSeeded();
    const { group, errors } = await change(gateway, 'createGroup', {
      backend,
      name: 'Auditors',
      description: 'From outside',
      nativeRoles: [roles.auditor],
    });
    expect(errors).toEqual([]);
    expect(group).toEqual({
      nativeId: expect.any(String),
      name: 'Auditors',
      description: 'From outside',
      nativeRoles: [{ nativeId: roles.auditor, name: 'Auditor' }],
    });
    expect(gateway.vpn.state.groups.get(group.nativeId)).toMatchObject({
      name: 'Auditors',
      description: 'From outside',
      roles: new Set([roles.auditor]),
    });
    expectConformance('cipherscale', gateway.vpn);
  });

  it('G16: refuses a native role that there is not, and G15 ownership, without a write', async () => {
    await using gateway = await startSeeded();
    const nothing = '00000000-0000-4000-8000-000000000000';
    for (const [native, code] of [
      [nothing, 'ROLE_MISSING'],
      [roles.owner, 'IMMUTABLE'],
    ] as const)
      expect(await change(gateway, 'createGroup', { backend, name: 'G', nativeRoles: [native] })).toEqual(
        refusal({ code, path: ['nativeRoles'], backend }),
      );
    expect(writesTo(gateway, backend)).toEqual([]);
  });
});

describe('updateGroup', () => {
  it('P42: changes what is given; name, description, roles and members that are not given stay', async () => {
    await using gateway = await startSeeded();
    const before = structuredClone(gateway.vpn.state.groups.get(groups.engineering));
    const renamed = await change(gateway, 'updateGroup', {
      backend,
      nativeId: groups.engineering,
      name: 'Engineers',
    });
    expect(renamed.errors).toEqual([]);
    expect(gateway.vpn.state.groups.get(groups.engineering)).toEqual({
      ...before,
      name: 'Engineers',
      updatedAt: expect.any(String),
    });
    const given = await change(gateway, 'updateGroup', {
      backend,
      nativeId: groups.engineering,
      nativeRoles: [roles.support, roles.admin],
    });
    expect(given.group.nativeRoles.map(({ name }: { name: string }) => name)).toEqual(['Support', 'Admin']);
    expect(gateway.vpn.state.groups.get(groups.engineering)).toMatchObject({
      name: 'Engineers',
      description: 'Software engineers',
      roles: new Set([roles.support, roles.admin]),
      members: before?.members,
    });
    expectConformance('cipherscale', gateway.vpn);
  });

  it('with nothing to change is BAD_INPUT, before any call', async () => {
    await using gateway = await startSeeded();
    expect(await change(gateway, 'updateGroup', { backend, nativeId: groups.contractors })).toEqual(
      refusal({ code: 'BAD_INPUT', path: null, backend }),
    );
    expect(gateway.calls().vpn).toEqual([]);
  });

  it('clears a description with null', async () => {
    await using gateway = await startSeeded();
    const { group } = await change(gateway, 'updateGroup', {
      backend,
      nativeId: groups.contractors,
      description: null,
    });
    expect(group.description).toBeNull();
  });

  it('G15: refuses other roles for the default group, which everyone is in', async () => {
    await using gateway = await startSeeded();
    expect(
      await change(gateway, 'updateGroup', {
        backend,
        nativeId: groups.everyone,
        nativeRoles: [roles.admin],
      }),
    ).toEqual(refusal({ code: 'IMMUTABLE' }));
    expect(writesTo(gateway, backend)).toEqual([]);
  });
});

describe('deleteGroup', () => {
  it('deletes a group that nobody needs', async () => {
    await using gateway = await startSeeded();
    const { deletedId, errors } = await change(gateway, 'deleteGroup', {
      backend,
      nativeId: groups.contractors,
    });
    expect(errors).toEqual([]);
    expect(gateway.vpn.state.groups.has(groups.contractors)).toBe(false);
    const { data } = await gateway.query('query ($id: ID!) { node(id: $id) { id } }', { id: deletedId });
    expect(data.node).toBeNull();
    expectConformance('cipherscale', gateway.vpn);
  });

  it('refuses while an account is in no other, and refuses the default group', async () => {
    await using gateway = await startSeeded();
    expect(await change(gateway, 'deleteGroup', { backend, nativeId: groups.operations })).toEqual(
      refusal({ code: 'BAD_INPUT' }),
    );
    expect(await change(gateway, 'deleteGroup', { backend, nativeId: groups.everyone })).toEqual(
      refusal({ code: 'IMMUTABLE' }),
    );
    expect(writesTo(gateway, backend)).toEqual([]);
  });
});

describe('membership', () => {
  const assignments = (payload: { account: { assignments: { nativeRole: { name: string } }[] } }) =>
    payload.account.assignments.map(({ nativeRole }) => nativeRole.name).toSorted();

  it('gives and takes what the group gives, and leaves direct roles alone', async () => {
    await using gateway = await startSeeded();
    const added = await change(gateway, 'addAccountToGroup', memberOf(users.mailless, groups.engineering));
    expect(added.errors).toEqual([]);
    expect(added.account.groups.map(({ name }: { name: string }) => name).toSorted()).toEqual([
      'Default Group',
      'Engineering Team',
    ]);
    expect(added.account.assignments).toContainEqual({
      origin: 'INHERITED',
      nativeRole: { name: 'Admin' },
      group: { name: 'Engineering Team' },
    });
    const removed = await change(
      gateway,
      'removeAccountFromGroup',
      memberOf(users.mailless, groups.engineering),
    );
    expect(removed.errors).toEqual([]);
    expect(assignments(removed)).toEqual(['Support', 'User']);
    expect([...(gateway.vpn.state.users.get(users.mailless)?.directRoles ?? [])]).toEqual([roles.support]);
    expectConformance('cipherscale', gateway.vpn);
  });

  it('joined twice is written once', async () => {
    await using gateway = await startSeeded();
    for (const _ of [1, 2])
      expect(
        (await change(gateway, 'addAccountToGroup', memberOf(users.nameless, groups.contractors))).errors,
      ).toEqual([]);
    expect(writesTo(gateway, backend)).toHaveLength(1);
  });

  it('is refused where it would be the last, where there was none, and where group or account are not there', async () => {
    await using gateway = await startSeeded();
    const nobody = '00000000-0000-4000-8000-000000000000';
    for (const [field, input, error] of [
      ['removeAccountFromGroup', memberOf(users.nameless, groups.everyone), { code: 'BAD_INPUT' }],
      ['removeAccountFromGroup', memberOf(users.nameless, groups.contractors), { code: 'NOT_FOUND' }],
      ['addAccountToGroup', memberOf(users.nameless, nobody), { code: 'NOT_FOUND', path: ['group'] }],
      ['addAccountToGroup', memberOf(nobody, groups.contractors), { code: 'NOT_FOUND', path: ['account'] }],
      [
        'addAccountToGroup',
        memberOf(users.owner, groups.contractors),
        { code: 'PROTECTED', path: ['account'] },
      ],
    ] as const)
      expect(await change(gateway, field, input)).toEqual(refusal({ ...error, backend }));
    expect(writesTo(gateway, backend)).toEqual([]);
  });

  it('is settled by reading where the answer is lost', async () => {
    for (const applied of [true, false]) {
      await using gateway = await startSeeded();
      for (const method of ['POST', 'DELETE']) gateway.vpn.faults.add({ kind: 'reset', applied }, { method });
      const joined = await change(gateway, 'addAccountToGroup', memberOf(users.nameless, groups.contractors));
      const left = await change(
        gateway,
        'removeAccountFromGroup',
        memberOf(users.doubled, groups.engineering),
      );
      const codes = [joined, left].map(({ errors }) => errors.map(({ code }: { code: string }) => code));
      expect(codes).toEqual(applied ? [[], []] : [['UPSTREAM_UNAVAILABLE'], ['UPSTREAM_UNAVAILABLE']]);
      expect(writesTo(gateway, backend)).toHaveLength(2);
    }
  });

  it('is seen by what comes later in the document', async () => {
    await using gateway = await startSeeded({ config: 'limits: { mutations: 10 }' });
    const input = `{ account: { backend: "vpn", nativeId: "${users.nameless}" }, group: "${groups.contractors}" }`;
    const members = `account { groups { nativeId accounts(first: 10) { nodes { nativeId } } } }`;
    const { data } = await gateway.query(`mutation {
      joined: addAccountToGroup(input: ${input}) { ${members} }
      left: removeAccountFromGroup(input: ${input}) { ${members} }
    }`);
    const inContractors = ({ account }: { account: { groups: { nativeId: string }[] } }) =>
      account.groups.find(({ nativeId }) => nativeId === groups.contractors);
    expect(inContractors(data.joined)).toEqual({
      nativeId: groups.contractors,
      accounts: { nodes: [{ nativeId: users.nameless }] },
    });
    expect(inContractors(data.left)).toBeUndefined();
  });
});

describe('every change of groups', () => {
  const nothing = '00000000-0000-4000-8000-000000000000';
  const inputs = (id: string): readonly (readonly [Field, object, readonly string[]])[] => {
    const member = { account: { backend: id, nativeId: users.nameless }, group: groups.contractors };
    return [
      ['createGroup', { backend: id, name: 'G' }, ['backend']],
      ['updateGroup', { backend: id, nativeId: groups.contractors, name: 'G' }, ['backend']],
      ['deleteGroup', { backend: id, nativeId: groups.contractors }, ['backend']],
      ['addAccountToGroup', member, ['account', 'backend']],
      ['removeAccountFromGroup', member, ['account', 'backend']],
    ];
  };

  it.each(['iot', 'etl', 'hub'])('is UNSUPPORTED on %s, before any call', async (id) => {
    await using gateway = await startSeeded();
    for (const [field, input, path] of inputs(id))
      expect(await change(gateway, field, input)).toEqual(
        refusal({ code: 'UNSUPPORTED', path, backend: id }),
      );
    expect(Object.values(gateway.calls()).flat()).toEqual([]);
  });

  it('is WRITES_DISABLED without `writes: true`, before any call', async () => {
    await using gateway = await startSeeded({ backends: { vpn: 'writes: false' } });
    for (const [field, input, path] of inputs(backend))
      expect(await change(gateway, field, input)).toEqual(
        refusal({ code: 'WRITES_DISABLED', path, backend }),
      );
    expect(gateway.calls().vpn).toEqual([]);
  });

  it.each(['updateGroup', 'deleteGroup'] as const)(
    '%s of one that is not there is NOT_FOUND',
    async (field) => {
      await using gateway = await startSeeded();
      const input = { backend, nativeId: nothing, ...(field === 'updateGroup' ? { name: 'G' } : {}) };
      expect(await change(gateway, field, input)).toEqual(
        refusal({ code: 'NOT_FOUND', path: ['nativeId'], backend }),
      );
    },
  );

  it('takes the scope apply as well where native roles are given', async () => {
    await using gateway = await startSeeded({ callers: { writer: { scopes: ['read', 'write'] } } });
    const document =
      'mutation ($input: CreateGroupInput!) { createGroup(input: $input) { errors { code } } }';
    const withRoles = { backend, name: 'G', nativeRoles: [roles.admin] };
    const { errors } = await gateway.query(document, { input: withRoles }, 'writer');
    expect(errors?.map(({ extensions }) => extensions.code)).toEqual(['FORBIDDEN']);
    expect(gateway.calls().vpn).toEqual([]);
    expect((await change(gateway, 'createGroup', { backend, name: 'G' }, 'writer')).errors).toEqual([]);
  });
});
