import { afterEach, describe, expect, it } from 'vitest';
import { call, hub, single, start, stop } from './session.ts';

afterEach(stop);

describe('roles', () => {
  const role = async (id: string) => (await call('GET', `/api/role/${id}`)).body.data[0];

  it('are listed in pages without the contexts that are not set', async () => {
    await start();
    const { body } = await call('GET', '/api/role');
    expect(body.meta).toMatchObject({ page: 1, count: 3, total: 3 });
    expect(body.data).toEqual([
      { id: 'admin', description: 'Admin role' },
      { id: 'cf_remoteagent', description: 'Allow execution of cf-runagent' },
      {
        id: 'linux_team',
        description: 'Linux team is responsible for all linux test servers.',
        includeContext: 'linux,test_env',
        excludeContext: 'dev_env|production_env',
      },
    ]);
    expect((await call('GET', '/api/role?page=2&count=2')).body.data).toEqual([body.data[2]]);
    hub.switches.rolesPaged = false;
    expect((await call('GET', '/api/role?page=2&count=2')).body.data).toEqual(body.data);
  });

  it('are created with 201 or 204 and the permissions allowed by default', async () => {
    await start();
    const body = { description: 'Web', includeContext: 'web' };
    expect((await call('PUT', '/api/role/web', { body })).status).toBe(201);
    expect(await role('web')).toEqual({ id: 'web', ...body });
    expect([...(hub.state.aliasesByRole.get('web') ?? [])]).toEqual([
      'Inventory.post',
      'VariablesDictionary.get',
      'variablesDictionaryUpdate.post',
    ]);
    hub.switches.rolePutStatus = 204;
    expect((await call('PUT', '/api/role/db', { body: {} })).status).toBe(204);
    expect((await call('PUT', '/api/role/db', { body: { description: 1 } })).status).toBe(422);
  });

  it('are not created twice, or overwritten', async () => {
    await start();
    expect((await call('PUT', '/api/role/linux_team', { body: {} })).status).toBe(409);
    hub.switches.putExisting = 'overwrite';
    expect((await call('PUT', '/api/role/linux_team', { body: {} })).status).toBe(201);
    expect(await role('linux_team')).toEqual({ id: 'linux_team' });
  });

  it('keep what an update leaves out, or lose it', async () => {
    await start();
    expect((await call('POST', '/api/role/linux_team', { body: { description: 'Linux' } })).status).toBe(204);
    expect(await role('linux_team')).toMatchObject({
      description: 'Linux',
      includeContext: 'linux,test_env',
    });
    hub.switches.postMissingKeys = 'reset';
    await call('POST', '/api/role/linux_team', { body: { includeContext: 'linux' } });
    expect(await role('linux_team')).toEqual({ id: 'linux_team', includeContext: 'linux' });
    expect((await call('POST', '/api/role/nothing', { body: {} })).status).toBe(404);
  });

  it('leave their names on users when deleted, or are taken off', async () => {
    await start();
    expect((await call('DELETE', '/api/role/linux_team')).status).toBe(204);
    expect((await call('GET', '/api/role/linux_team')).status).toBe(404);
    expect((await single('user_1')).roles).toEqual(['linux_team']);
    hub.switches.deletedRole = 'taken-off';
    await call('DELETE', '/api/role/cf_remoteagent');
    expect((await single('CFE_ROBOT')).roles).toEqual(['admin']);
    expect((await call('DELETE', '/api/role/linux_team')).status).toBe(404);
  });

  it('can protect those that are predefined', async () => {
    await start({ switches: { predefinedRoles: 'protected', putExisting: 'overwrite' } });
    expect((await call('DELETE', '/api/role/admin')).status).toBe(403);
    expect((await call('POST', '/api/role/cf_remoteagent', { body: {} })).status).toBe(403);
    expect((await call('PUT', '/api/role/admin', { body: {} })).status).toBe(403);
    expect((await call('DELETE', '/api/role/linux_team')).status).toBe(204);
  });
});
