import { afterEach, describe, expect, test } from 'vitest';
import type { Groups } from '../../../src/backends/backend.ts';
import { BackendError } from '../../../src/domain/errors.ts';
import type { Group } from '../../../src/domain/group.ts';
import { cipherscaleIds } from '../../../src/emulators/cipherscale/ids.ts';
import type { CipherscaleSwitches } from '../../../src/emulators/cipherscale/switches.ts';
import { expectConformance } from '../../contracts/conformance.ts';
import { overwriting } from '../../faults.ts';
import { required } from '../required.ts';
import { callsOf, codeOf, pagesOf, startTenant, type Tenant } from './tenant.ts';

const { users, roles, groups } = cipherscaleIds;
const unknownId = '00000000-0000-4000-8000-000000000000';

let tenant: Tenant;
let port: Groups;
const start = async (switches: Partial<CipherscaleSwitches> = {}) => {
  tenant = await startTenant({ switches });
  port = required(tenant.backend.groups, 'groups');
  return tenant;
};
afterEach(() => tenant.close());

const groupOf = async (id: string): Promise<Group> => {
  const [group] = await port.get([id]);
  if (!group || group instanceof BackendError) throw new Error(`expected the group ${id}`);
  tenant.emulator.forget();
  return group;
};

const writesOf = ({ emulator }: Tenant) => callsOf(emulator).filter((call) => !call.startsWith('GET'));

describe('read', () => {
  test('a page is one call', async () => {
    const { emulator } = await start();
    const [page, ...others] = await pagesOf(port.list());
    expect(page?.entries.map(({ name, immutable }) => [name, immutable])).toEqual([
      ['Engineering Team', null],
      ['Default Group', 'a default or system group'],
      ['Operations', null],
      ['Contractors', null],
    ]);
    expect(page?.total).toBe(4);
    expect(others).toEqual([]);
    expect(callsOf(emulator)).toEqual(['GET /groups?limit=100&offset=0']);
    expectConformance('cipherscale', emulator);
  });

  test('by id they come in the order asked, null where there is none', async () => {
    const { emulator } = await start();
    const answers = await port.get([groups.operations, unknownId, groups.engineering]);
    expect(answers).toMatchObject([{ name: 'Operations' }, null, { memberIds: [users.jane, users.doubled] }]);
    expect(emulator.requests).toHaveLength(3);
    expectConformance('cipherscale', emulator);
  });

  test('P27: another group than asked for is no answer', async () => {
    const { emulator } = await start();
    emulator.faults.add(overwriting({ id: groups.everyone }));
    expect(codeOf((await port.get([groups.operations]))[0])).toBe('UPSTREAM_INVALID');
  });
});

describe('created', () => {
  test.each([201, 200] as const)('with roles and a description, answered %i', async (createStatus) => {
    const { emulator } = await start({ createStatus });
    const group = await port.create({
      name: 'Auditors',
      description: 'From inside',
      nativeRoleIds: [roles.auditor],
    });
    expect(group).toMatchObject({
      name: 'Auditors',
      description: 'From inside',
      memberIds: [],
      immutable: null,
    });
    expect(group.assignments.map(({ nativeRoleAlias }) => nativeRoleAlias)).toEqual(['AUDITOR']);
    expect(emulator.state.groups.get(group.id)?.roles).toEqual(new Set([roles.auditor]));
    expectConformance('cipherscale', emulator);
  });

  test('ownership cannot be inherited, and a role that is not there cannot be given', async () => {
    await start();
    const create = (nativeRoleId: string) => port.create({ name: 'New', nativeRoleIds: [nativeRoleId] });
    await expect(create(roles.owner)).rejects.toMatchObject({ code: 'IMMUTABLE' });
    await expect(create(unknownId)).rejects.toMatchObject({ code: 'ROLE_MISSING' });
    expect(writesOf(tenant)).toEqual([]);
  });
});

describe('updated', () => {
  test.each(['kept', 'cleared'] as const)(
    'P42: where PUT leaves what it omits %s, only what is given changes',
    async (omittedOnPut) => {
      const { emulator } = await start({ omittedOnPut });
      const group = await groupOf(groups.engineering);
      const renamed = await port.update(group, { name: 'Engineers' });
      expect(renamed).toEqual({ ...group, name: 'Engineers' });
      expect(callsOf(emulator)).toEqual([`GET /groups/${group.id}`, `PUT /groups/${group.id}`]);
      const cleared = await port.update(renamed, { description: null, nativeRoleIds: [roles.support] });
      expect(cleared).toMatchObject({ name: 'Engineers', description: null });
      expect(cleared.assignments.map(({ nativeRoleId }) => nativeRoleId)).toEqual([roles.support]);
      expectConformance('cipherscale', emulator);
    },
  );

  test('P35: what someone else changed meanwhile stays', async () => {
    const { emulator } = await start();
    const group = await groupOf(groups.operations);
    emulator.state.groups.get(groups.operations)?.roles.add(roles.billing);
    await port.update(group, { name: 'Ops' });
    expect(emulator.state.groups.get(groups.operations)?.roles).toEqual(
      new Set([roles.support, roles.billing]),
    );
  });

  test('the default group keeps its roles but may be renamed', async () => {
    await start();
    const group = await groupOf(groups.everyone);
    await expect(port.update(group, { nativeRoleIds: [] })).rejects.toMatchObject({ code: 'IMMUTABLE' });
    expect(writesOf(tenant)).toEqual([]);
    expect(await port.update(group, { name: 'Everyone' })).toMatchObject({ name: 'Everyone' });
  });

  test('ownership cannot be added', async () => {
    await start();
    const group = await groupOf(groups.operations);
    const update = port.update(group, { nativeRoleIds: [roles.support, roles.owner] });
    await expect(update).rejects.toMatchObject({ code: 'IMMUTABLE' });
    expect(writesOf(tenant)).toEqual([]);
  });

  test('what is gone is NOT_FOUND', async () => {
    const { emulator } = await start();
    const group = await groupOf(groups.operations);
    emulator.state.groups.delete(group.id);
    await expect(port.update(group, { name: 'Ops' })).rejects.toMatchObject({ code: 'NOT_FOUND' });
  });
});

describe('deleted', () => {
  test.each([204, 200] as const)('an empty one in two calls, answered %i', async (deleteStatus) => {
    const { emulator } = await start({ deleteStatus });
    const group = await groupOf(groups.contractors);
    await port.delete(group);
    expect(callsOf(emulator)).toEqual([`GET /groups/${group.id}`, `DELETE /groups/${group.id}`]);
    expect(emulator.state.groups.has(group.id)).toBe(false);
    expectConformance('cipherscale', emulator);
  });

  test('the default group cannot be', async () => {
    await start();
    await expect(port.delete(await groupOf(groups.everyone))).rejects.toMatchObject({ code: 'IMMUTABLE' });
    expect(writesOf(tenant)).toEqual([]);
  });

  test('one that is the only group of an account cannot be, until the account is in another', async () => {
    await start();
    const group = await groupOf(groups.engineering);
    await expect(port.delete(group)).rejects.toThrow(/1 are in this one only/);
    expect(writesOf(tenant)).toEqual([]);
    await port.addAccount(groups.everyone, users.jane);
    await port.delete(group);
    expect(await port.get([group.id])).toEqual([null]);
  });
});

describe('membership', () => {
  test('begins and ends from the side of the account', async () => {
    const { emulator } = await start();
    await port.addAccount(groups.contractors, users.jane);
    await port.removeAccount(groups.engineering, users.jane);
    expect(writesOf(tenant)).toEqual([
      `POST /users/${users.jane}/groups`,
      `DELETE /users/${users.jane}/groups/${groups.engineering}`,
    ]);
    expect(emulator.requests[1]?.body).toBe(JSON.stringify({ groupId: groups.contractors }));
    expect((await groupOf(groups.contractors)).memberIds).toEqual([users.jane]);
    expect((await groupOf(groups.engineering)).memberIds).toEqual([users.doubled]);
  });

  test('that is so already is not written, and one that is not cannot end', async () => {
    await start({ redundantMembership: 'refused' });
    await port.addAccount(groups.engineering, users.jane);
    const removal = port.removeAccount(groups.operations, users.jane);
    await expect(removal).rejects.toMatchObject({ code: 'NOT_FOUND' });
    expect(writesOf(tenant)).toEqual([]);
  });

  test('in the last group cannot end', async () => {
    await start({ lastGroup: 'accepted' });
    const removal = port.removeAccount(groups.engineering, users.jane);
    await expect(removal).rejects.toMatchObject({ code: 'BAD_INPUT' });
    await expect(removal).rejects.toThrow(/at least one group/);
    expect(writesOf(tenant)).toEqual([]);
  });

  test.each([unknownId, '../groups', ''])('of the account %j is NOT_FOUND', async (accountId) => {
    await start();
    await expect(port.addAccount(groups.operations, accountId)).rejects.toMatchObject({ code: 'NOT_FOUND' });
    await expect(port.removeAccount(groups.operations, accountId)).rejects.toMatchObject({
      code: 'NOT_FOUND',
    });
    expect(writesOf(tenant)).toEqual([]);
  });
});
