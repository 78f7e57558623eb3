import { afterEach, describe, expect, it } from 'vitest';
import { inventPeople } from '../../../src/emulators/population.ts';
import { basic, call, hub, names, post, put, single, start, stop } from './session.ts';

afterEach(stop);

const filter = (pattern: string) => `?id=${encodeURIComponent(pattern)}`;

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
