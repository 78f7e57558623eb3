import { describe, expect, it } from 'vitest';
import { expectConformance } from '../contracts/conformance.ts';
import type { Gateway } from '../gateway.ts';
import { writesTo } from './grounds.ts';
import { refusal, runMutation, startSeeded } from './run-mutation.ts';

const role = 'nativeRole { nativeId description contexts { include exclude } permissions }';
const payloads = { createNativeRole: role, updateNativeRole: role, deleteNativeRole: 'deletedId' } as const;
type Field = keyof typeof payloads;

const change = (gateway: Gateway, field: Field, input: object) =>
  runMutation(gateway, field, payloads[field], { backend: 'hub', ...input });

const listed = async (gateway: Gateway): Promise<readonly string[]> => {
  const { data } = await gateway.query('{ nativeRoles(backend: "hub") { nodes { nativeId } } }');
  return data.nativeRoles.nodes.map(({ nativeId }: { nativeId: string }) => nativeId);
};

describe('createNativeRole', () => {
  it('defines what a role sees and what it may do', async () => {
    await using gateway = await startSeeded();
    const definition = {
      nativeId: 'db_team',
      description: 'Looks after databases',
      contexts: { include: 'db,postgres', exclude: 'production' },
      permissions: ['Inventory.post', 'user.unlock'],
    };
    expect(await change(gateway, 'createNativeRole', definition)).toEqual({
      nativeRole: definition,
      errors: [],
    });
    expect(gateway.hub.state.roles.get('db_team')).toEqual({
      id: 'db_team',
      description: 'Looks after databases',
      includeContext: 'db,postgres',
      excludeContext: 'production',
    });
    expect(gateway.hub.state.aliasesByRole.get('db_team')).toEqual(new Set(definition.permissions));
    expectConformance('cfengine', gateway.hub);
  });

  it('leaves the permissions to the hub where none are given, and takes all where the list is empty', async () => {
    await using gateway = await startSeeded();
    await change(gateway, 'createNativeRole', { nativeId: 'default' });
    await change(gateway, 'createNativeRole', { nativeId: 'none', permissions: [] });
    expect(gateway.hub.state.aliasesByRole.get('default')?.size).toBeGreaterThan(0);
    expect(gateway.hub.state.aliasesByRole.get('none')).toEqual(new Set());
  });

  it('P43: never overwrites one that is there', async () => {
    await using gateway = await startSeeded();
    gateway.hub.switches.putExisting = 'overwrite';
    expect(await change(gateway, 'createNativeRole', { nativeId: 'linux_team', description: 'x' })).toEqual(
      refusal({ code: 'ALREADY_EXISTS', backend: 'hub' }),
    );
    expect(writesTo(gateway, 'hub')).toEqual([]);
  });
});

describe('updateNativeRole', () => {
  it.each(['preserve', 'reset'] as const)(
    'changes what is given; the rest stays on a hub that would %s it',
    async (postMissingKeys) => {
      await using gateway = await startSeeded();
      gateway.hub.switches.postMissingKeys = postMissingKeys;
      const before = gateway.hub.state.roles.get('linux_team');
      const permissions = gateway.hub.state.aliasesByRole.get('linux_team');
      const described = await change(gateway, 'updateNativeRole', {
        nativeId: 'linux_team',
        description: 'Linux',
      });
      expect(described.errors).toEqual([]);
      expect(gateway.hub.state.roles.get('linux_team')).toEqual({ ...before, description: 'Linux' });
      expect(gateway.hub.state.aliasesByRole.get('linux_team')).toEqual(permissions);

      const permitted = await change(gateway, 'updateNativeRole', {
        nativeId: 'linux_team',
        permissions: ['user.unlock'],
      });
      expect(permitted.nativeRole.permissions).toEqual(['user.unlock']);
      expect(gateway.hub.state.roles.get('linux_team')).toEqual({ ...before, description: 'Linux' });
      expectConformance('cfengine', gateway.hub);
    },
  );

  it('is PROTECTED for the administrators, and NOT_FOUND for none', async () => {
    await using gateway = await startSeeded();
    expect(await change(gateway, 'updateNativeRole', { nativeId: 'admin', description: 'x' })).toEqual(
      refusal({ code: 'PROTECTED' }),
    );
    expect(await change(gateway, 'updateNativeRole', { nativeId: 'nothing', description: 'x' })).toEqual(
      refusal({ code: 'NOT_FOUND' }),
    );
    expect(writesTo(gateway, 'hub')).toEqual([]);
  });

  it('with nothing to change is BAD_INPUT, before any call', async () => {
    await using gateway = await startSeeded();
    expect(await change(gateway, 'updateNativeRole', { nativeId: 'linux_team' })).toEqual(
      refusal({ code: 'BAD_INPUT', backend: 'hub' }),
    );
    expect(gateway.calls().hub).toEqual([]);
  });
});

describe('deleteNativeRole', () => {
  it('deletes one, but none that is predefined', async () => {
    await using gateway = await startSeeded();
    const { deletedId, errors } = await change(gateway, 'deleteNativeRole', { nativeId: 'linux_team' });
    expect(errors).toEqual([]);
    expect(deletedId).toEqual(expect.any(String));
    expect(gateway.hub.state.roles.has('linux_team')).toBe(false);
    expectConformance('cfengine', gateway.hub);
    for (const nativeId of ['admin', 'cf_remoteagent'])
      expect(await change(gateway, 'deleteNativeRole', { nativeId })).toEqual(refusal({ code: 'PROTECTED' }));
    expect(writesTo(gateway, 'hub')).toHaveLength(1);
  });
});

describe('the table of native roles', () => {
  it('is read anew after each definition, so that a new role can be granted at once and a deleted one cannot', async () => {
    await using gateway = await startSeeded();
    const grant = async () => {
      const { data } = await gateway.query(
        `mutation { grantRoles(input: { account: { backend: "hub", nativeId: "user_1" }, nativeRoles: ["db_team"] }) {
          granted { nativeRole { nativeId description } } errors { code } } }`,
      );
      return data.grantRoles;
    };
    expect((await grant()).errors).toEqual([{ code: 'ROLE_MISSING' }]);
    await change(gateway, 'createNativeRole', { nativeId: 'db_team', description: 'Databases' });
    expect(await grant()).toEqual({
      granted: [{ nativeRole: { nativeId: 'db_team', description: 'Databases' } }],
      errors: [],
    });
    await change(gateway, 'deleteNativeRole', { nativeId: 'db_team' });
    expect(await listed(gateway)).not.toContain('db_team');
  });

  it('is read anew within one document', async () => {
    await using gateway = await startSeeded({ config: 'limits: { mutations: 10 }' });
    const { data } = await gateway.query(`mutation {
      first: grantRoles(input: { account: { backend: "hub", nativeId: "user_1" }, nativeRoles: ["db_team"] }) { errors { code } }
      created: createNativeRole(input: { backend: "hub", nativeId: "db_team", description: "One" }) { errors { code } }
      second: grantRoles(input: { account: { backend: "hub", nativeId: "user_1" }, nativeRoles: ["db_team"] }) {
        granted { nativeRole { description } } errors { code }
      }
      updated: updateNativeRole(input: { backend: "hub", nativeId: "db_team", description: "Two" }) { errors { code } }
      third: grantRoles(input: { account: { backend: "hub", nativeId: "user_1" }, nativeRoles: ["db_team"] }) {
        alreadyHeld { nativeRole { description } }
      }
    }`);
    expect(data).toEqual({
      first: { errors: [{ code: 'ROLE_MISSING' }] },
      created: { errors: [] },
      second: { granted: [{ nativeRole: { description: 'One' } }], errors: [] },
      updated: { errors: [] },
      third: { alreadyHeld: [{ nativeRole: { description: 'Two' } }] },
    });
  });

  it('is read anew also where the answer to a definition was lost', async () => {
    await using gateway = await startSeeded();
    await listed(gateway);
    gateway.hub.faults.add({ kind: 'reset', applied: true }, { method: 'PUT', times: 1 });
    expect(await change(gateway, 'createNativeRole', { nativeId: 'db_team' })).toEqual(
      refusal({ code: 'UPSTREAM_UNAVAILABLE', retryable: true }),
    );
    expect(await listed(gateway)).toContain('db_team');
  });
});

describe('every definition', () => {
  const inputs = [
    ['createNativeRole', { nativeId: 'db_team' }],
    ['updateNativeRole', { nativeId: 'linux_team', description: 'x' }],
    ['deleteNativeRole', { nativeId: 'linux_team' }],
  ] as const;

  it.each(['iot', 'etl', 'vpn'])('is UNSUPPORTED on %s, before any call', async (backend) => {
    await using gateway = await startSeeded();
    for (const [field, input] of inputs)
      expect(await change(gateway, field, { ...input, backend })).toEqual(
        refusal({ code: 'UNSUPPORTED', path: ['backend'], backend }),
      );
    expect(Object.values(gateway.calls()).flat()).toEqual([]);
  });

  it('is WRITES_DISABLED without `writes: true`, before any call', async () => {
    await using gateway = await startSeeded({ backends: { hub: 'writes: false' } });
    for (const [field, input] of inputs)
      expect(await change(gateway, field, input)).toEqual(
        refusal({ code: 'WRITES_DISABLED', path: ['backend'], backend: 'hub' }),
      );
    expect(gateway.calls().hub).toEqual([]);
  });
});
