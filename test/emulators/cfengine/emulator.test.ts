import { afterEach, describe, expect, it } from 'vitest';
import { type CfengineEmulator, startCfengine } from '../../../src/emulators/cfengine/emulator.ts';
import { cfengineCredential, cfengineTwoFactorToken } from '../../../src/emulators/cfengine/login.ts';
import { inventPeople } from '../../../src/emulators/population.ts';
import { expectConformance } from '../../contracts/conformance.ts';

let hub: CfengineEmulator;

afterEach(async () => {
  if (hub.requests.length > 0) expectConformance('cfengine', hub);
  await hub.close();
});

const start = async (options: Parameters<typeof startCfengine>[0] = {}): Promise<void> => {
  hub = await startCfengine(options);
};

const basic = ({ username, password }: { readonly username: string; readonly password: string }) => ({
  authorization: `Basic ${Buffer.from(`${username}:${password}`).toString('base64')}`,
});

/** The answer's status, content type and body, parsed where it is JSON. */
const call = async (
  method: string,
  target: string,
  options: { readonly body?: unknown; readonly headers?: Record<string, string>; readonly raw?: string } = {},
) => {
  const response = await fetch(hub.url + target, {
    method,
    redirect: 'manual',
    headers: { ...basic(cfengineCredential), 'content-type': 'application/json', ...options.headers },
    ...(options.raw === undefined ? {} : { body: options.raw }),
    ...(options.body === undefined ? {} : { body: JSON.stringify(options.body) }),
  });
  const text = await response.text();
  const type = response.headers.get('content-type');
  return {
    status: response.status,
    type,
    headers: response.headers,
    body: type?.startsWith('application/json') ? JSON.parse(text) : text,
  };
};

const names = async (query = ''): Promise<readonly string[]> =>
  (await call('GET', `/api/user${query}`)).body.data.map(({ id }: { readonly id: string }) => id);

const single = async (name: string) => (await call('GET', `/api/user/${name}`)).body.data[0];

const put = (name: string, body: unknown = {}) => call('PUT', `/api/user/${name}`, { body });
const post = (name: string, body: unknown) => call('POST', `/api/user/${name}`, { body });

const filter = (pattern: string) => `?id=${encodeURIComponent(pattern)}`;

describe('the status', () => {
  it('is a list of one and names the caller', async () => {
    await start();
    const { status, body } = await call('GET', '/api');
    expect(status).toBe(200);
    expect(body.meta).toEqual({ page: 1, count: 1, total: 1, timestamp: expect.any(Number) });
    expect(body.meta.timestamp).toBeLessThan(Date.now() / 100);
    expect(body.data[0]).toMatchObject({ apiVersion: 'v1', authenticated: 'internal', userId: 'admin' });
  });

  it('redirects from the path with a slash at its end', async () => {
    await start();
    const { status, headers } = await call('GET', '/api/');
    expect(status).toBe(301);
    expect(headers.get('location')).toBe('/api');
    hub.forget();
  });
});

describe('the list of users', () => {
  it('shows what the manual prints, without what is null, empty or a time zone', async () => {
    await start();
    const { body } = await call('GET', '/api/user');
    expect(body.meta).toMatchObject({ page: 1, count: 5, total: 5 });
    expect(body.data).toEqual([
      {
        id: 'CFE_ROBOT',
        email: 'admin@organisation.com',
        roles: ['admin', 'cf_remoteagent'],
        external: false,
        two_factor_enabled: true,
      },
      {
        id: 'admin',
        name: 'admin',
        email: 'admin@organisation.com',
        roles: ['admin', 'cf_remoteagent'],
        external: false,
        two_factor_enabled: false,
      },
      { id: 'calvin', roles: ['Huguenots', 'Marketing'], external: true },
      {
        id: 'quinester',
        name: 'Willard Van Orman Quine',
        email: 'noreply@@aol.com',
        roles: ['admin'],
        external: false,
      },
      { id: 'user_1', email: 'user_1@example.com', roles: ['linux_team'], external: false },
    ]);
  });

  it('has fifty users a page unless count says otherwise', async () => {
    await start({ people: inventPeople({ seed: 1, size: 200 }) });
    const first = (await call('GET', '/api/user')).body;
    expect(first.meta.count).toBe(50);
    expect(first.meta.total).toBe(hub.state.internal.size + hub.state.external.size);
    const all = (await call('GET', `/api/user?count=${first.meta.total}`)).body;
    expect(all.data).toHaveLength(first.meta.total);
    expect((await call('GET', '/api/user?page=3&count=7')).body.data).toEqual(all.data.slice(14, 21));
  });

  it('takes what is no positive integer for not sent', async () => {
    await start();
    expect((await call('GET', '/api/user?page=0&count=many')).body.meta).toMatchObject({ page: 1, count: 5 });
  });

  it('is empty after its last page, or refused, or the last page again', async () => {
    await start();
    const beyond = '/api/user?page=9&count=2';
    expect((await call('GET', beyond)).body).toMatchObject({
      meta: { page: 9, count: 0, total: 5 },
      data: [],
    });
    hub.switches.pageBeyondEnd = 'not-found';
    expect((await call('GET', beyond)).status).toBe(404);
    hub.switches.pageBeyondEnd = 'last-page';
    expect(await names('?page=9&count=2')).toEqual(['user_1']);
  });

  it('can have a greatest count', async () => {
    await start({ switches: { maximumCount: 2 } });
    const { body } = await call('GET', '/api/user?count=100');
    expect(body.meta).toMatchObject({ count: 2, total: 5 });
    expect(await names('?page=3&count=100')).toEqual(['user_1']);
  });

  it('can lie about its total', async () => {
    await start({ switches: { metaTotal: 'page' } });
    expect((await call('GET', '/api/user?count=2')).body.meta.total).toBe(2);
    hub.switches.metaTotal = 1000;
    expect((await call('GET', '/api/user?count=2')).body.meta.total).toBe(1000);
  });

  it('can show rows in the order of their last update', async () => {
    await start({ switches: { order: 'last-written' } });
    await post('admin', { name: 'The admin' });
    const internal = await names('?external=false');
    expect(internal.at(-1)).toBe('admin');
  });

  it('is narrowed to internal or external users', async () => {
    await start();
    expect(await names('?external=true')).toEqual(['calvin']);
    expect(await names('?external=false')).toEqual(['CFE_ROBOT', 'admin', 'quinester', 'user_1']);
  });
});

describe('the id filter', () => {
  it('finds its pattern anywhere in a name and minds case', async () => {
    await start();
    expect(await names(filter('in'))).toEqual(['admin', 'calvin', 'quinester']);
    expect(await names(filter('^(admin|user_1)$'))).toEqual(['admin', 'user_1']);
    expect(await names(filter('robot'))).toEqual([]);
    hub.switches.patternIgnoresCase = true;
    expect(await names(filter('robot'))).toEqual(['CFE_ROBOT']);
    hub.switches.patternAnchored = true;
    expect(await names(filter('in'))).toEqual([]);
    expect(await names(filter('^(admin|calvin)$'))).toEqual(['admin', 'calvin']);
  });

  it('fails with a status of choice where the dialect refuses it, or finds nothing', async () => {
    await start();
    for (const badPattern of [500, 422, 400] as const) {
      hub.switches.badPattern = badPattern;
      expect((await call('GET', `/api/user${filter('(')}`)).status).toBe(badPattern);
    }
    hub.switches.badPattern = 'empty';
    expect(await names(filter('('))).toEqual([]);
  });

  it('speaks the dialect that is set', async () => {
    await start({ switches: { patternDialect: 'posix' } });
    const pattern = filter('^(?:admin)$');
    expect((await call('GET', `/api/user${pattern}`)).status).toBe(500);
    hub.switches.patternDialect = 'pcre';
    expect(await names(pattern)).toEqual(['admin']);
  });
});

describe('one user', () => {
  it('is a list of one that fills an internal user with empty texts', async () => {
    await start();
    expect((await call('GET', '/api/user/user_1')).body).toEqual({
      meta: { page: 1, count: 1, total: 1, timestamp: expect.any(Number) },
      data: [
        {
          id: 'user_1',
          name: '',
          email: 'user_1@example.com',
          roles: ['linux_team'],
          external: false,
          time_zone: 'Europe/Oslo',
          two_factor_enabled: false,
        },
      ],
    });
  });

  it('shows no more of an external user than is annotated', async () => {
    await start();
    expect(await single('calvin')).toEqual({
      id: 'calvin',
      roles: ['Huguenots', 'Marketing'],
      external: true,
    });
  });

  it('is looked up by exact name, and not found otherwise or an empty list', async () => {
    await start();
    for (const name of ['.*', 'Admin', 'nobody'])
      expect((await call('GET', `/api/user/${name}`)).status).toBe(404);
    hub.switches.unknownName = 'empty';
    expect((await call('GET', '/api/user/nobody')).body).toMatchObject({ meta: { total: 0 }, data: [] });
    expect((await call('GET', '/api/role/nothing')).body.data).toEqual([]);
    expect((await post('nobody', {})).status).toBe(404);
  });
});

describe('creating a user', () => {
  it('answers 201 without a body and makes an internal user', async () => {
    await start();
    const { status, body, type } = await put('snookie', { email: 'snookie@mtv.com', roles: ['HR'] });
    expect({ status, body, type }).toEqual({ status: 201, body: '', type: null });
    expect(hub.state.internal.get('snookie')).toEqual({
      id: 'snookie',
      email: 'snookie@mtv.com',
      roles: ['HR'],
      external: false,
    });
  });

  it('gives no roles where none are sent', async () => {
    await start();
    await put('j.doe@x');
    expect(await single('j.doe%40x')).toMatchObject({ id: 'j.doe@x', roles: [] });
  });

  it('conflicts with an internal user of the name, or overwrites it', async () => {
    await start();
    expect((await put('user_1', { roles: ['admin'] })).status).toBe(409);
    expect(hub.state.internal.get('user_1')?.roles).toEqual(['linux_team']);
    hub.switches.putExisting = 'overwrite';
    expect((await put('user_1', { roles: ['admin'] })).status).toBe(201);
    expect(hub.state.internal.get('user_1')).toEqual({ id: 'user_1', roles: ['admin'], external: false });
  });

  it('makes a second user of a name that LDAP has', async () => {
    await start();
    expect((await put('calvin', { roles: ['linux_team'] })).status).toBe(201);
    expect(
      (await call('GET', '/api/user?id=calvin')).body.data.map(
        (user: { external: boolean }) => user.external,
      ),
    ).toEqual([false, true]);
  });

  it('adds the default role where one is set', async () => {
    await start({ switches: { defaultRole: 'linux_team' } });
    await put('one');
    await put('two', { roles: ['HR', 'linux_team'] });
    expect(hub.state.internal.get('one')?.roles).toEqual(['linux_team']);
    expect(hub.state.internal.get('two')?.roles).toEqual(['HR', 'linux_team']);
  });

  it('never shows a password, which from then on logs in', async () => {
    await start();
    await put('snookie', { password: 'New-Jersey-1', roles: ['admin'] });
    expect(JSON.stringify(await single('snookie'))).not.toContain('New-Jersey-1');
    const headers = basic({ username: 'snookie', password: 'New-Jersey-1' });
    expect((await call('GET', '/api', { headers })).body.data[0].userId).toBe('snookie');
  });

  it('refuses short, long and simple passwords', async () => {
    await start();
    for (const password of ['Ab1-', 'Ab1-'.repeat(6), 'onlyletters'])
      expect((await put('snookie', { password })).status).toBe(422);
    expect(hub.state.internal.has('snookie')).toBe(false);
  });

  it('refuses bodies of another shape', async () => {
    await start();
    expect((await put('snookie', { roles: 'admin' })).status).toBe(422);
    expect((await put('snookie', { roles: [1] })).status).toBe(422);
    expect((await put('snookie', { name: null })).status).toBe(422);
    expect((await put('snookie', [])).status).toBe(400);
    expect((await call('PUT', '/api/user/snookie', { raw: '{' })).status).toBe(400);
  });

  it('takes unknown roles as text, or refuses them', async () => {
    await start({ switches: { unknownRoles: 'refused' } });
    expect((await put('snookie', { roles: ['HR'] })).status).toBe(422);
    expect((await post('user_1', { roles: ['HR'] })).status).toBe(422);
    hub.switches.unknownRoles = 'accepted';
    expect((await put('snookie', { roles: ['HR', 'HR'] })).status).toBe(201);
    expect((await single('snookie')).roles).toEqual(['HR', 'HR']);
  });
});

describe('updating a user', () => {
  it('answers 204 and replaces the whole set of roles', async () => {
    await start();
    const { status, body } = await post('user_1', { roles: ['HR', 'gcc-contrib'] });
    expect({ status, body }).toEqual({ status: 204, body: '' });
    expect((await single('user_1')).roles).toEqual(['HR', 'gcc-contrib']);
  });

  it('keeps what is not sent, or resets it to defaults', async () => {
    await start();
    await post('quinester', { name: 'Quine' });
    expect(hub.state.internal.get('quinester')).toEqual({
      id: 'quinester',
      name: 'Quine',
      email: 'noreply@@aol.com',
      roles: ['admin'],
      external: false,
    });
    hub.switches.postMissingKeys = 'reset';
    await post('quinester', { email: 'quine@example.com' });
    expect(hub.state.internal.get('quinester')).toEqual({
      id: 'quinester',
      email: 'quine@example.com',
      roles: [],
      external: false,
    });
  });

  it('annotates an external user', async () => {
    await start();
    expect((await post('calvin', { name: 'Calvin' })).status).toBe(204);
    expect(await single('calvin')).toEqual({
      id: 'calvin',
      name: 'Calvin',
      external: true,
      roles: ['Huguenots', 'Marketing'],
    });
  });

  it('takes roles as an annotation, overlooks them or refuses them', async () => {
    await start();
    await post('calvin', { roles: ['linux_team'] });
    expect((await single('calvin')).roles).toEqual(['linux_team']);
    hub.switches.externalRoles = 'ignored';
    expect((await post('calvin', { name: 'Calvin', roles: [] })).status).toBe(204);
    expect(await single('calvin')).toMatchObject({ name: 'Calvin', roles: ['linux_team'] });
    hub.switches.externalRoles = 'refused';
    expect((await post('calvin', { roles: [] })).status).toBe(422);
  });

  it('refuses a password of an external user', async () => {
    await start();
    expect((await post('calvin', { name: 'Calvin', password: 'Geneva-1541' })).status).toBe(422);
    expect(hub.state.external.get('calvin')).not.toHaveProperty('name');
  });

  it('changes the password of an internal user', async () => {
    await start();
    await post('quinester', { password: 'Two-Dogmas-51' });
    const headers = basic({ username: 'quinester', password: 'Two-Dogmas-51' });
    expect((await call('GET', '/api/user', { headers })).status).toBe(200);
  });
});

describe('deleting a user', () => {
  it('answers 204 and takes internal users only', async () => {
    await start();
    expect((await call('DELETE', '/api/user/user_1')).status).toBe(204);
    expect((await call('DELETE', '/api/user/user_1')).status).toBe(404);
    expect((await call('DELETE', '/api/user/calvin')).status).toBe(403);
    hub.switches.externalDelete = 'not-found';
    expect((await call('DELETE', '/api/user/calvin')).status).toBe(404);
    hub.switches.externalDelete = 'silent';
    expect((await call('DELETE', '/api/user/calvin')).status).toBe(204);
    expect(hub.state.external.has('calvin')).toBe(true);
  });
});

describe('two users of one name', () => {
  const roles = async () => [
    hub.state.internal.get('calvin')?.roles,
    hub.state.external.get('calvin')?.roles,
  ];

  it('are both in the list', async () => {
    await start({ twins: true });
    const { body } = await call('GET', '/api/user?id=%5Ecalvin%24');
    expect(body.data.map(({ id, external }: { id: string; external: boolean }) => [id, external])).toEqual([
      ['calvin', false],
      ['calvin', true],
    ]);
  });

  it('are one path, which means the internal one, the external one or both', async () => {
    await start({ twins: true });
    expect((await single('calvin')).external).toBe(false);
    await post('calvin', { roles: ['a'] });
    expect(await roles()).toEqual([['a'], ['Huguenots', 'Marketing']]);

    hub.switches.sharedName = 'external';
    expect((await single('calvin')).external).toBe(true);
    await post('calvin', { roles: ['b'] });
    expect(await roles()).toEqual([['a'], ['b']]);

    hub.switches.sharedName = 'both';
    expect((await call('GET', '/api/user/calvin')).body.meta.total).toBe(2);
    await post('calvin', { roles: ['c'] });
    expect(await roles()).toEqual([['c'], ['c']]);
    expect((await call('DELETE', '/api/user/calvin')).status).toBe(204);
    expect(await roles()).toEqual([undefined, ['c']]);
  });
});

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

describe('access', () => {
  it('needs a right name and password', async () => {
    await start();
    for (const headers of [
      { authorization: '' },
      { authorization: 'Bearer abc' },
      basic({ username: 'admin', password: 'wrong' }),
      basic({ username: 'nobody', password: 'undefined' }),
      basic({ username: 'calvin', password: 'undefined' }),
    ]) {
      const answer = await call('GET', '/api/user', { headers });
      expect(answer.status).toBe(401);
      expect(answer.headers.get('www-authenticate')).toMatch(/^Basic /);
    }
  });

  it('can be that of another administrator', async () => {
    const credential = { username: 'rolecall', password: 'a:colon:Word-1' };
    await start({ credential });
    expect((await call('GET', '/api/user')).status).toBe(401);
    expect(
      (await call('GET', '/api/user/rolecall', { headers: basic(credential) })).body.data[0].roles,
    ).toEqual(['admin']);
  });

  it('to users and roles is for administrators', async () => {
    await start();
    await put('snookie', { password: 'New-Jersey-1', roles: ['linux_team'] });
    const headers = basic({ username: 'snookie', password: 'New-Jersey-1' });
    for (const target of ['/api/user', '/api/user/snookie', '/api/role', '/api/rbac'])
      expect((await call('GET', target, { headers })).status).toBe(403);
    expect((await call('POST', '/api/user/snookie', { headers, body: { roles: ['admin'] } })).status).toBe(
      403,
    );
    expect((await call('GET', '/api', { headers })).status).toBe(200);
  });

  it('needs the second factor with every request where it is on', async () => {
    await start({ switches: { twoFactorRequired: true } });
    expect((await call('GET', '/api')).status).toBe(401);
    expect((await call('GET', '/api', { headers: { 'Cf-2fa-Token': '000000' } })).status).toBe(401);
    expect((await call('GET', '/api', { headers: { 'Cf-2FA-Token': cfengineTwoFactorToken } })).status).toBe(
      200,
    );
    hub.switches.twoFactorRequired = false;
    expect((await call('GET', '/api')).status).toBe(200);
    hub.state.internal.set('admin', {
      id: 'admin',
      roles: ['admin'],
      external: false,
      two_factor_enabled: true,
    });
    expect((await call('GET', '/api')).status).toBe(401);
  });

  it('is locked until another administrator unlocks it', async () => {
    await start();
    hub.state.passwords.set('quinester', 'Two-Dogmas-51');
    hub.state.locked.add('quinester');
    const headers = basic({ username: 'quinester', password: 'Two-Dogmas-51' });
    expect((await call('GET', '/api', { headers })).status).toBe(401);
    const { status, body } = await call('POST', '/api/user/quinester/unlock');
    expect({ status, body }).toEqual({ status: 202, body: '' });
    expect((await call('GET', '/api', { headers })).status).toBe(200);
    expect((await call('POST', '/api/user/nobody/unlock')).status).toBe(404);
  });

  it('keeps a rate where one is set', async () => {
    await start({ requestsPerSecond: 2 });
    const statuses = [];
    for (let sent = 0; sent < 3; sent += 1) statuses.push((await call('GET', '/api')).status);
    expect(statuses).toEqual([200, 200, 429]);
  });
});

describe('errors', () => {
  it('are plain text, JSON or a page of HTML', async () => {
    await start();
    const nobody = () => call('GET', '/api/user/%3Cb%3E');
    expect(await nobody()).toMatchObject({
      status: 404,
      type: 'text/plain; charset=utf-8',
      body: "User '<b>' not found.",
    });
    hub.switches.errorFormat = 'json';
    expect((await nobody()).body).toEqual({ message: "User '<b>' not found." });
    hub.switches.errorFormat = 'html';
    const { type, body } = await nobody();
    expect(type).toMatch(/^text\/html/);
    expect(body).toContain('<h1>404 Not Found</h1>');
    expect(body).toContain('&lt;b&gt;');
  });

  it('say 414 to a request-target that is too long', async () => {
    await start();
    const target = (length: number) => '/api/user?id='.padEnd(length, 'a');
    expect((await call('GET', target(8190))).status).toBe(200);
    expect((await call('GET', target(8191))).status).toBe(414);
    hub.switches.maximumTargetBytes = 100;
    expect((await call('GET', target(101))).status).toBe(414);
  });

  it('say 405 to a method that a path lacks and 404 to an unknown path', async () => {
    await start();
    const { status, headers } = await call('PATCH', '/api/user/admin', { body: {} });
    expect(status).toBe(405);
    expect(headers.get('allow')).toBe('GET, PUT, POST, DELETE');
    expect((await call('GET', '/api/users')).status).toBe(404);
    hub.forget();
  });
});

describe('the people', () => {
  it('are the same from one start to the next', async () => {
    await start({ people: inventPeople({ seed: 4, size: 60 }) });
    const first = (await call('GET', '/api/user?count=100')).body.data;
    await hub.close();
    await start({ people: inventPeople({ seed: 4, size: 60 }) });
    expect((await call('GET', '/api/user?count=100')).body.data).toEqual(first);
  });

  it('come from LDAP in part, and who left is gone where rows can be deleted', async () => {
    const people = inventPeople({ seed: 4, size: 200 });
    await start({ people });
    const left = people.filter(({ active }) => !active).map(({ userName }) => userName);
    expect(left.some((name) => hub.state.external.has(name))).toBe(true);
    expect(left.some((name) => hub.state.internal.has(name))).toBe(false);
    const external = [...hub.state.external.values()];
    expect(external.some(({ email }) => email === undefined)).toBe(true);
    expect(external.some(({ email }) => email !== undefined)).toBe(true);
  });
});
