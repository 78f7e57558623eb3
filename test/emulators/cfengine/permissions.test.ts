import { afterEach, describe, expect, it } from 'vitest';
import { basic, call, post, put, start, stop } from './session.ts';

afterEach(stop);

describe('permissions', () => {
  const aliases = async (target: string): Promise<readonly string[]> =>
    (await call('GET', target)).body.map(({ alias }: { readonly alias: string }) => alias);
  const permissions = '/api/role/linux_team/permissions';
  const byDefault = ['Inventory.post', 'VariablesDictionary.get', 'variablesDictionaryUpdate.post'];

  it('are bare arrays', async () => {
    await start();
    const { body } = await call('GET', '/api/rbac');
    expect(body[0]).toEqual({
      alias: 'Inventory.post',
      group: 'Inventory API',
      name: 'Get inventory report',
      description: '',
      application: 'API',
      allowed_by_default: true,
    });
    const all = [...byDefault, 'user.unlock', 'audit-log.view'];
    expect(await aliases('/api/rbac')).toEqual(all);
    expect(await aliases('/api/role/admin/permissions')).toEqual(all);
    expect(await aliases('/api/role/cf_remoteagent/permissions')).toEqual([...byDefault, 'user.unlock']);
    expect(await aliases(permissions)).toEqual(byDefault);
  });

  it('are added with 201, revoked by a DELETE with a body and 204, replaced with 201', async () => {
    await start();
    expect((await call('POST', permissions, { body: ['user.unlock'] })).status).toBe(201);
    expect(await aliases(permissions)).toEqual([...byDefault, 'user.unlock']);
    expect((await call('DELETE', permissions, { body: ['Inventory.post', 'audit-log.view'] })).status).toBe(
      204,
    );
    expect(await aliases(permissions)).toEqual([...byDefault.slice(1), 'user.unlock']);
    expect((await call('PUT', permissions, { body: ['audit-log.view'] })).status).toBe(201);
    expect(await aliases(permissions)).toEqual(['audit-log.view']);
  });

  it('are compared exactly, and asked for by name', async () => {
    await start();
    expect((await call('POST', permissions, { body: ['inventory.post'] })).status).toBe(422);
    expect((await call('PUT', permissions, { body: [] })).status).toBe(422);
    expect((await call('DELETE', permissions)).status).toBe(400);
    expect((await call('GET', '/api/role/nothing/permissions')).status).toBe(404);
    expect(await aliases(permissions)).toEqual(byDefault);
  });

  it('are for a user the union over his roles, dangling names giving none', async () => {
    await start();
    await put('snookie', { password: 'New-Jersey-1', roles: ['HR', 'linux_team'] });
    const headers = basic({ username: 'snookie', password: 'New-Jersey-1' });
    const { body } = await call('GET', '/api/rbac/user-permissions', { headers });
    expect(body.map(({ alias }: { alias: string }) => alias)).toEqual(byDefault);
    expect((await call('POST', '/api/user/user_1/unlock', { headers })).status).toBe(403);
    await post('snookie', { roles: ['linux_team', 'cf_remoteagent'] });
    expect((await call('POST', '/api/user/user_1/unlock', { headers })).status).toBe(202);
  });
});
