import { afterEach, describe, expect, test } from 'vitest';
import { type EntraEmulator, startEntra } from '../../../src/emulators/entra.ts';
import { iotCentralToken } from '../../../src/emulators/iot-central/callers.ts';
import { iotCentralRoles as roles } from '../../../src/emulators/iot-central/ids.ts';
import { inventPeople } from '../../../src/emulators/population.ts';
import { type Answer, openSession, type Session } from './session.ts';

let session: Session;

afterEach(() => session.close());

const idsIn = ({ json }: Answer): string[] => json.value.map(({ id }) => id);

describe('errors', () => {
  test('carry the code in a header and in the body, and the request id in a field and in the message', async () => {
    session = await openSession();
    const { status, headers, json } = await session.call('GET', '/users/nobody');
    expect(status).toBe(404);
    expect(headers.get('x-ms-error-code')).toBe('NotFound');
    expect(json.error).toMatchObject({
      code: 'NotFound',
      message: expect.stringContaining(json.error.requestId),
    });
    expect(new Date(json.error.time).toUTCString()).toBe(json.error.time);
  });

  test('an unknown path, a trailing slash and an unknown method are not found', async () => {
    session = await openSession();
    expect((await session.call('GET', '/apiToken')).status).toBe(404);
    expect((await session.call('GET', '/users/')).status).toBe(404);
    expect((await session.call('POST', '/users')).status).toBe(404);
    session.emulator.forget();
  });
});

describe('api-version', () => {
  const list = async (query: string): Promise<number> => {
    const headers = { authorization: iotCentralToken };
    return (await fetch(`${session.emulator.url}/api/roles${query}`, { headers })).status;
  };

  test('is mandatory, and must be known', async () => {
    session = await openSession();
    expect(await list('')).toBe(404);
    expect(await list('?api-version=2099-01-01')).toBe(404);
    session.emulator.switches.apiVersionStatus = 400;
    expect(await list('')).toBe(400);
  });

  test('may be repeated, unless the switch says otherwise, but not contradicted', async () => {
    session = await openSession();
    expect(await list('?api-version=2022-07-31&api-version=2022-07-31')).toBe(200);
    expect(await list('?api-version=2022-07-31&api-version=1.0')).toBe(404);
    session.emulator.switches.repeatedApiVersion = 'refused';
    expect(await list('?api-version=2022-07-31&api-version=2022-07-31')).toBe(400);
  });
});

describe('credentials', () => {
  test('a missing, wrong, prefixed or expired token is refused', async () => {
    session = await openSession();
    const expired = session.emulator.state.apiTokens.get('testtoken')?.token ?? '';
    for (const authorization of [
      null,
      'SharedAccessSignature sr=x',
      `Bearer ${iotCentralToken}`,
      decodeURIComponent(iotCentralToken),
      expired,
    ]) {
      expect((await session.call('GET', '/users', { authorization })).status).toBe(401);
    }
  });

  test("a credential of one's own replaces the default", async () => {
    const credential = 'SharedAccessSignature sr=mine&sig=bWluZQ%3D%3D&skn=mine&se=4070908800000';
    session = await openSession({ credential });
    expect((await session.call('GET', '/users', { authorization: credential })).status).toBe(200);
    expect((await session.call('GET', '/users')).status).toBe(401);
  });

  describe('from Entra', () => {
    let entra: EntraEmulator;
    afterEach(() => entra.close());

    const bearer = async (): Promise<string> => {
      const { tenantId, clientId, clientSecret } = entra.client;
      const response = await fetch(`${entra.url}/${tenantId}/oauth2/v2.0/token`, {
        method: 'POST',
        body: new URLSearchParams({
          grant_type: 'client_credentials',
          scope: 'https://apps.azureiotcentral.com/.default',
          client_id: clientId,
          client_secret: clientSecret,
        }),
      });
      const { access_token } = (await response.json()) as { access_token: string };
      return `Bearer ${access_token}`;
    };

    test('a live token has the rights of its service principal', async () => {
      entra = await startEntra();
      session = await openSession({ entra });
      const authorization = await bearer();
      expect((await session.call('GET', '/apiTokens', { authorization })).status).toBe(200);
      expect(session.emulator.state.users.get('rolecall')).toMatchObject({
        type: 'servicePrincipal',
        objectId: entra.client.objectId,
      });
      session.emulator.state.users.delete('rolecall');
      expect((await session.call('GET', '/apiTokens', { authorization })).status).toBe(403);
    });

    test('an expired token and a token of no one are refused', async () => {
      entra = await startEntra({ switches: { lifetimeSeconds: 0 } });
      session = await openSession({ entra });
      expect((await session.call('GET', '/users', { authorization: await bearer() })).status).toBe(401);
      expect((await session.call('GET', '/users', { authorization: 'Bearer made.up.token' })).status).toBe(
        401,
      );
    });
  });

  test('only administrators reach API tokens', async () => {
    session = await openSession();
    const { json } = await session.call('PUT', '/apiTokens/builder', {
      body: { roles: [{ role: roles.builder }] },
    });
    const authorization = json.token;
    expect((await session.call('GET', '/users', { authorization })).status).toBe(200);
    for (const [method, path] of [
      ['GET', '/apiTokens'],
      ['GET', '/apiTokens/nothing'],
      ['DELETE', '/apiTokens/rolecall'],
      ['DELETE', '/users/auditor'],
    ] as const) {
      expect((await session.call(method, path, { authorization })).status).toBe(403);
    }
  });

  test('an organization administrator acts and sees within the organization only', async () => {
    session = await openSession();
    const assignment = { role: roles.organizationAdministrator, organization: 'washington' };
    const { json } = await session.call('PUT', '/apiTokens/washington', { body: { roles: [assignment] } });
    const authorization = json.token;
    expect(idsIn(await session.call('GET', '/organizations', { authorization }))).toEqual([
      'washington',
      'seattle',
    ]);
    expect((await session.call('GET', '/organizations/us', { authorization })).status).toBe(404);

    const put = async (id: string, ...assignments: object[]) =>
      (
        await session.call('PUT', `/users/${id}`, {
          authorization,
          body: { type: 'email', email: `${id}@contoso.com`, roles: assignments },
        })
      ).status;
    expect(await put('inside', { role: roles.organizationViewer, organization: 'seattle' })).toBe(200);
    expect(await put('above', { role: roles.organizationViewer, organization: 'us' })).toBe(403);
    expect(await put('root', { role: roles.operator })).toBe(403);
    expect((await session.call('DELETE', '/users/auditor', { authorization })).status).toBe(204);
  });
});

describe('the rate limit', () => {
  test('is 20 calls in a second, over all callers', async () => {
    session = await openSession({ requestsPerSecond: 20 });
    const second = (
      await session.call('PUT', '/apiTokens/second', { body: { roles: [{ role: roles.operator }] } })
    ).json.token;
    const answers = await Promise.all(
      Array.from({ length: 20 }, (_, n) =>
        session.call('GET', '/roles', { authorization: n % 2 === 0 ? iotCentralToken : second }),
      ),
    );
    const refused = answers.filter(({ status }) => status === 429);
    expect(refused).toHaveLength(1);
    expect(refused[0]?.headers.get('retry-after')).toBeNull();
    await new Promise((resolve) => setTimeout(resolve, 1050));
    expect((await session.call('GET', '/roles')).status).toBe(200);
  });

  test('tells when to come back if the switch says so', async () => {
    session = await openSession({ requestsPerSecond: 1, switches: { retryAfterSeconds: 2 } });
    await session.call('GET', '/roles');
    const { status, headers } = await session.call('GET', '/roles');
    expect([status, headers.get('retry-after')]).toEqual([429, '2']);
  });
});

describe('paging', () => {
  const walk = async (): Promise<readonly Answer[]> => {
    const pages = [await session.call('GET', '/users')];
    for (let link = pages[0]?.json.nextLink; typeof link === 'string'; link = pages.at(-1)?.json.nextLink) {
      pages.push(await session.follow(link));
    }
    return pages;
  };

  test('shows 100 on a page, and the rest behind an absolute link', async () => {
    session = await openSession({ people: inventPeople({ seed: 1, size: 200 }) });
    const pages = await walk();
    expect(pages.map(({ json }) => json.value.length)).toEqual([
      100,
      session.emulator.state.users.size - 100,
    ]);
    expect(pages[0]?.json.nextLink).toMatch(
      /^http:\/\/127.0.0.1:\d+\/api\/users\?api-version=2022-07-31&%24skiptoken=/,
    );
    expect(pages.flatMap(idsIn)).toEqual([...session.emulator.state.users.keys()]);
  });

  test('a full last page has no link, or null, or leads to an empty page', async () => {
    session = await openSession({ switches: { pageSize: 4 } });
    const last = async () => (await walk()).at(-1)?.json;
    expect(await last()).not.toHaveProperty('nextLink');
    session.emulator.switches.lastPage = 'null-link';
    expect(await last()).toMatchObject({ nextLink: null });
    session.emulator.switches.lastPage = 'empty-page';
    expect(await last()).toEqual({ value: [] });
    session.emulator.forget();
  });

  test('the link can be relative', async () => {
    session = await openSession({ switches: { pageSize: 4, nextLinkStyle: 'relative' } });
    expect((await session.call('GET', '/users')).json.nextLink).toMatch(/^\/api\/users\?/);
    expect((await walk()).flatMap(idsIn)).toHaveLength(8);
    session.emulator.forget();
  });

  test('a deletion between two pages hides nobody, unless pages drift', async () => {
    session = await openSession({ switches: { pageSize: 4 } });
    const [, , , , fifth, sixth] = [...session.emulator.state.users.keys()];
    const stable = (await session.call('GET', '/users')).json.nextLink;
    session.emulator.switches.paging = 'drifting';
    const drifting = (await session.call('GET', '/users')).json.nextLink;
    session.emulator.state.users.delete('dc1c916b-a652-49ea-b128-7c465a54c759');
    expect(idsIn(await session.follow(stable))[0]).toBe(fifth);
    expect(idsIn(await session.follow(drifting))[0]).toBe(sixth);
  });

  test('a made-up continuation is refused', async () => {
    session = await openSession();
    const { status } = await session.follow(
      `${session.emulator.url}/api/users?api-version=2022-07-31&%24skiptoken=abc123`,
    );
    expect(status).toBe(400);
  });
});

describe('reads that lag behind writes', () => {
  test('show the state before, in the same order, and catch up', async () => {
    session = await openSession({ switches: { readLagMs: 150 } });
    const before = idsIn(await session.call('GET', '/users'));
    await session.call('DELETE', '/users/auditor');
    await session.call('PATCH', '/users/123', { body: { roles: [{ role: roles.operator }] } });
    expect(idsIn(await session.call('GET', '/users'))).toEqual(before);
    expect((await session.call('GET', '/users/123')).json.roles[0]?.role).toBe(
      roles.organizationAdministrator,
    );
    expect(session.emulator.state.users.has('auditor')).toBe(false);
    await new Promise((resolve) => setTimeout(resolve, 200));
    expect(idsIn(await session.call('GET', '/users'))).toEqual(before.filter((id) => id !== 'auditor'));
    expect((await session.call('GET', '/users/123')).json.roles[0]?.role).toBe(roles.operator);
  });
});
