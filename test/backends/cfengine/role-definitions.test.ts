import { describe, expect, it } from 'vitest';
import type { CfengineSwitches } from '../../../src/emulators/cfengine/switches.ts';
import { expectConformance } from '../../contracts/conformance.ts';
import { type Hub, startHub } from './hub.ts';

const definitionsOf = ({ backend }: Hub) => {
  if (!backend.roleDefinitions) throw new Error('expected role definitions');
  return backend.roleDefinitions;
};

describe('role definitions', () => {
  it.each([201, 204] as const)(
    'are created with contexts and permissions, where that is %i',
    async (rolePutStatus) => {
      await using hub = await startHub({ switches: { rolePutStatus } });
      const roles = definitionsOf(hub);
      const created = await roles.create({
        id: 'web/team',
        description: 'Web servers',
        contexts: { include: 'web', exclude: null },
        permissions: ['Inventory.post', 'user.unlock', 'Inventory.post'],
      });
      expect(created).toMatchObject({
        id: 'web/team',
        description: 'Web servers',
        builtIn: false,
        contexts: { include: 'web', exclude: null },
      });
      expect(await roles.getPermissions('web/team')).toEqual(['Inventory.post', 'user.unlock']);
      expect(await roles.get('web/team')).toEqual(created);
      expectConformance('cfengine', hub.emulator);
    },
  );

  it('have the permissions that the hub allows by default where none are named', async () => {
    await using hub = await startHub();
    await definitionsOf(hub).create({ id: 'team' });
    expect(await definitionsOf(hub).getPermissions('team')).toContain('Inventory.post');
    expect(hub.calls()).toEqual([
      'GET /api/role/team',
      'PUT /api/role/team',
      'GET /api/role/team',
      'GET /api/role/team/permissions',
    ]);
  });

  it.each(['conflict', 'overwrite'] as const)(
    'P43: are never overwritten, where a PUT is %s',
    async (putExisting) => {
      await using hub = await startHub({ switches: { putExisting } });
      const before = structuredClone(hub.emulator.state.roles);
      const create = definitionsOf(hub).create({
        id: 'linux_team',
        description: 'mine',
        permissions: ['user.unlock'],
      });
      await expect(create).rejects.toMatchObject({ code: 'ALREADY_EXISTS' });
      expect(hub.emulator.state.roles).toEqual(before);
      expect(hub.calls()).toEqual(['GET /api/role/linux_team']);
    },
  );

  it.each<[string, Partial<CfengineSwitches>]>([
    ['keeps what an update omits', { postMissingKeys: 'preserve' }],
    ['resets what an update omits', { postMissingKeys: 'reset' }],
  ])('P42: change in what is named only, on a hub that %s', async (_, switches) => {
    await using hub = await startHub({ switches });
    const roles = definitionsOf(hub);
    await roles.update('linux_team', { description: 'Linux' });
    expect(await roles.get('linux_team')).toMatchObject({
      description: 'Linux',
      contexts: { include: 'linux,test_env', exclude: 'dev_env|production_env' },
    });
    await roles.update('linux_team', { contexts: { include: 'linux', exclude: null } });
    expect(await roles.get('linux_team')).toMatchObject({
      description: 'Linux',
      contexts: { include: 'linux', exclude: null },
    });
    expect((await roles.getPermissions('linux_team')).length).toBeGreaterThan(0);
    expectConformance('cfengine', hub.emulator);
  });

  it('have their permissions replaced as a whole, also by none', async () => {
    await using hub = await startHub();
    const roles = definitionsOf(hub);
    await roles.update('linux_team', { permissions: ['audit-log.view'] });
    expect(await roles.getPermissions('linux_team')).toEqual(['audit-log.view']);
    await roles.update('linux_team', { permissions: [] });
    expect(await roles.getPermissions('linux_team')).toEqual([]);
    await roles.update('linux_team', { permissions: [] });
    expectConformance('cfengine', hub.emulator);
    expect(hub.calls().filter((call) => !call.startsWith('GET'))).toEqual([
      'PUT /api/role/linux_team/permissions',
      'DELETE /api/role/linux_team/permissions',
    ]);
  });

  it('are deleted', async () => {
    await using hub = await startHub();
    await definitionsOf(hub).delete('linux_team');
    expect(await definitionsOf(hub).get('linux_team')).toBe(null);
    expectConformance('cfengine', hub.emulator);
  });

  it.each(['ordinary', 'protected'] as const)(
    'of the hub itself are PROTECTED, where it holds them for %s',
    async (predefinedRoles) => {
      await using hub = await startHub({ switches: { predefinedRoles } });
      const roles = definitionsOf(hub);
      await expect(roles.delete('admin')).rejects.toMatchObject({ code: 'PROTECTED' });
      await expect(roles.delete('cf_remoteagent')).rejects.toMatchObject({ code: 'PROTECTED' });
      await expect(roles.update('admin', { permissions: [] })).rejects.toMatchObject({ code: 'PROTECTED' });
      expect(hub.calls()).toEqual([]);
    },
  );

  it.each(['not-found', 'empty'] as const)(
    'that do not exist are NOT_FOUND, where the hub answers %s',
    async (unknownName) => {
      await using hub = await startHub({ switches: { unknownName } });
      const roles = definitionsOf(hub);
      expect(await roles.get('nothing')).toBe(null);
      await expect(roles.update('nothing', { description: 'x' })).rejects.toMatchObject({
        code: 'NOT_FOUND',
      });
      await expect(roles.delete('nothing')).rejects.toMatchObject({ code: 'NOT_FOUND' });
      expect(hub.calls()).toEqual([
        'GET /api/role/nothing',
        'GET /api/role/nothing',
        'GET /api/role/nothing',
      ]);
    },
  );

  it('P25: of names that no path can carry do not exist, and cannot', async () => {
    await using hub = await startHub();
    const roles = definitionsOf(hub);
    expect(await roles.get('..')).toBe(null);
    await expect(roles.getPermissions('..')).rejects.toMatchObject({ code: 'NOT_FOUND' });
    await expect(roles.create({ id: 'a\r\nb' })).rejects.toMatchObject({
      code: 'BAD_INPUT',
      inputPath: ['id'],
    });
    expect(hub.calls()).toEqual([]);
  });
});
