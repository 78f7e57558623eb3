import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { cdataSyncToken } from '../../../src/emulators/cdata-sync/callers.ts';
import { startCdataSync } from '../../../src/emulators/cdata-sync/emulator.ts';
import { opsUserId } from '../../../src/emulators/cdata-sync/ids.ts';
import { inventPeople } from '../../../src/emulators/population.ts';
import { expectConformance } from '../../contracts/conformance.ts';
import { emulator, restart, send, start, stop } from './session.ts';

beforeEach(() => start());
afterEach(stop);

describe('credentials', () => {
  afterEach(() => expectConformance('cdata-sync', emulator));

  const sendWith = (headers: Record<string, string>) =>
    send('GET', '/users', { headers: { 'x-cdata-authtoken': '', ...headers } });
  const basic = (pair: string) => ({ authorization: `Basic ${Buffer.from(pair).toString('base64')}` });

  it('takes the token as the password of any user', async () => {
    for (const name of ['APIUser', 'anyone', '']) {
      const { status } = await fetch(`${emulator.url}/api.rsc/v2/users`, {
        headers: basic(`${name}:${cdataSyncToken}`),
      });
      expect(status).toBe(200);
    }
  });

  it('answers 401 to a missing or wrong token', async () => {
    const answers = await Promise.all([
      fetch(`${emulator.url}/api.rsc/v2/users`),
      sendWith({}),
      sendWith({ 'x-cdata-authtoken': 'wrong' }),
      fetch(`${emulator.url}/api.rsc/v2/users`, { headers: basic('APIUser:wrong') }),
      fetch(`${emulator.url}/api.rsc/v2/users`, { headers: basic(cdataSyncToken) }),
      fetch(`${emulator.url}/api.rsc/v2/users`, { headers: { authorization: `Bearer ${cdataSyncToken}` } }),
    ]);
    expect(answers.map(({ status }) => status)).toEqual([401, 401, 401, 401, 401, 401]);
  });

  it('answers 403 to who is no admin, and 401 once disabled', async () => {
    const { json } = await send('POST', '/users', { body: { user: 'plain', roles: 'cdata_standard' } });
    emulator.state.tokens.set('plain-token', json.id);
    const refused = await sendWith({ 'x-cdata-authtoken': 'plain-token' });
    expect([refused.status, refused.json.error.message]).toEqual([403, 'Access denied.']);
    await send('PUT', `/users/${json.id}`, { body: { is_active: false } });
    expect((await sendWith({ 'x-cdata-authtoken': 'plain-token' })).status).toBe(401);
  });

  it('issues a token, which ends the one before', async () => {
    const issued = await send('POST', '/users/generate-token');
    expect([issued.status, Object.keys(issued.json)]).toEqual([200, ['auth_token']]);
    expect((await sendWith({ 'x-cdata-authtoken': issued.json.auth_token })).status).toBe(200);
    expect((await sendWith({ 'x-cdata-authtoken': cdataSyncToken })).status).toBe(401);
  });

  it('issues a token to another user by id', async () => {
    const issued = await send('POST', '/users/generate-token', { body: { user_id: opsUserId } });
    expect(emulator.state.tokens.get(issued.json.auth_token)).toBe(opsUserId);
    const unknown = await send('POST', '/users/generate-token', { body: { user_id: 'ops' } });
    expect(unknown.status).toBe(400);
  });
});

describe('the edges', () => {
  it('refuses a token in the query', async () => {
    const { status } = await fetch(`${emulator.url}/api.rsc/v2/users?@authtoken=${cdataSyncToken}`);
    expect(status).toBe(401);
  });

  it('names the allowed methods in a 405 and knows no roles', async () => {
    const patch = await send('PATCH', `/users/${opsUserId}`, { body: {} });
    expect([patch.status, patch.headers.get('allow')]).toEqual([405, 'GET, PUT, DELETE']);
    expect((await send('GET', '/roles')).status).toBe(404);
  });

  it('lists with a trailing slash and ignores query options', async () => {
    expect((await send('GET', '/users/')).json.value).toHaveLength(2);
    expect((await send('GET', '/users?$top=1&$filter=x')).json.value).toHaveLength(2);
  });

  it('answers 429 above the calls a second that it was given', async () => {
    await restart({ requestsPerSecond: 2 });
    const statuses: number[] = [];
    for (let call = 0; call < 3; call += 1) statuses.push((await send('GET', '/users')).status);
    expect(statuses).toEqual([200, 200, 429]);
    emulator.switches.retryAfter = '1';
    expect((await send('GET', '/users')).headers.get('retry-after')).toBe('1');
  });

  it('takes another credential in the place of the default', async () => {
    await restart({ credential: 'mine' });
    expect((await send('GET', '/users')).status).toBe(401);
    expect((await send('GET', '/users', { headers: { 'x-cdata-authtoken': 'mine' } })).status).toBe(200);
  });
});

describe('the people', () => {
  const people = inventPeople({ seed: 7, size: 200 });

  it('are the same from one start to the next, four of five of them', async () => {
    const both = await Promise.all([startCdataSync({ people }), startCdataSync({ people })]);
    const [one, other] = both.map(({ state }) => [...state.users.values()]);
    expect(one).toEqual(other);
    expect(one).toHaveLength(2 + 160);
    await Promise.all(both.map((started) => started.close()));
  });

  it('fit the contract and use every role', async () => {
    await restart({ people });
    const { json } = await send('GET', '/users');
    const held = json.value.flatMap(({ roles }: { roles: { id: string }[] }) => roles.map(({ id }) => id));
    expect(new Set(held)).toEqual(new Set(emulator.state.roles.keys()));
    expectConformance('cdata-sync', emulator);
    const [, , someone] = json.value;
    expect((await send('PUT', `/users/${someone.id}`, { body: { is_active: false } })).status).toBe(200);
  });
});
