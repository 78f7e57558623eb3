import { afterEach, describe, expect, it } from 'vitest';
import { cfengineTwoFactorToken } from '../../../src/emulators/cfengine/callers.ts';
import { inventPeople } from '../../../src/emulators/population.ts';
import { basic, call, hub, put, start, stop } from './session.ts';

afterEach(stop);

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
