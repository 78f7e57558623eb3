import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { apiUserId, myRoleId, opsUserId } from '../../../src/emulators/cdata-sync/ids.ts';
import { expectConformance } from '../../contracts/conformance.ts';
import { apiUser, emulator, ops, send, start, stop } from './session.ts';

beforeEach(() => start());
afterEach(stop);

describe('switches of what is answered', () => {
  it.each(['users', 'data', 'items', 'results'] as const)('lists under %s', async (envelope) => {
    emulator.switches.envelope = envelope;
    expect((await send('GET', '/users')).json).toEqual({ [envelope]: [apiUser, ops] });
  });

  it('lists as a bare array', async () => {
    emulator.switches.envelope = 'array';
    expect((await send('GET', '/users')).json).toEqual([apiUser, ops]);
    expectConformance('cdata-sync', emulator);
  });

  it('spells keys as the tables do', async () => {
    Object.assign(emulator.switches, { keys: 'Pascal_Snake', details: true });
    expect((await send('GET', `/users/${apiUserId}`)).json).toEqual({
      Id: apiUserId,
      User: 'APIUser',
      Email_Address: 'api.user@example.com',
      Is_Active: true,
      Roles: [{ Id: 'cdata_admin', Name: 'cdata_admin' }],
      Created_At: '2025-01-15T08:00:00Z',
      Updated_At: '2025-01-15T08:00:00Z',
      Permissions: { Can_Update: true, Can_Delete: true },
    });
    expect((await send('POST', '/users/generate-token')).json).toEqual({ Auth_Token: expect.any(String) });
  });

  it('spells keys and values as v1 does', async () => {
    Object.assign(emulator.switches, { keys: 'v1', booleans: '"true"', roles: 'single-name' });
    expect((await send('GET', `/users/${apiUserId}`)).json).toEqual({
      UserId: apiUserId,
      User: 'APIUser',
      Email: 'api.user@example.com',
      Active: 'true',
      Roles: 'cdata_admin',
    });
  });

  it('spells booleans in four ways', async () => {
    const spelled: unknown[] = [];
    for (const booleans of ['true', '"true"', '"True"', '1'] as const) {
      emulator.switches.booleans = booleans;
      const { value } = (await send('GET', '/users')).json;
      spelled.push(value.map(({ is_active }: { is_active: unknown }) => is_active));
    }
    expect(spelled).toEqual([
      [true, false],
      ['true', 'false'],
      ['True', 'False'],
      [1, 0],
    ]);
  });

  it('spells roles in four ways', async () => {
    const spelled: unknown[] = [];
    for (const roles of ['names', 'ids', 'single-name'] as const) {
      emulator.switches.roles = roles;
      const { value } = (await send('GET', '/users')).json;
      spelled.push(value.map((user: { roles: unknown }) => user.roles));
    }
    expect(spelled).toEqual([
      [['cdata_admin'], ['cdata_support', 'my_role']],
      [['cdata_admin'], ['cdata_support', myRoleId]],
      ['cdata_admin', ['cdata_support', 'my_role']],
    ]);
  });

  it('shows no roles and no e-mail as null, empty or not at all', async () => {
    await send('PUT', `/users/${opsUserId}`, { body: { roles: [] } });
    const spelled: unknown[] = [];
    for (const [noRoles, noEmail] of [
      ['[]', 'null'],
      ['null', 'empty'],
      ['absent', 'absent'],
    ] as const) {
      Object.assign(emulator.switches, { noRoles, noEmail });
      spelled.push((await send('GET', `/users/${opsUserId}`)).json);
    }
    expect(spelled).toEqual([
      { id: opsUserId, user: 'ops', is_active: false, email_address: null, roles: [] },
      { id: opsUserId, user: 'ops', is_active: false, email_address: '', roles: null },
      { id: opsUserId, user: 'ops', is_active: false },
    ]);
  });

  it('shows built-in roles by display name and still refuses to take it', async () => {
    emulator.switches.builtInNames = 'display';
    const { roles } = (await send('GET', `/users/${opsUserId}`)).json;
    expect(roles).toEqual([{ id: 'cdata_support', name: 'Job Operator' }, ops.roles[1]]);
    const byName = await send('PUT', `/users/${opsUserId}`, { body: { roles: [{ name: roles[0].name }] } });
    expect(byName.status).toBe(400);
  });

  it('shows ids as JSON numbers that doubles cannot tell apart', async () => {
    emulator.switches.ids = 'long-number';
    const { text, json } = await send('GET', '/users');
    expect(text).toMatch(/"id":9007199254740993,.*"id":9007199254740994,/);
    expect(json.value[0].id).toBe(2 ** 53);
    expect((await send('GET', '/users/9007199254740993')).text).toContain('"user":"APIUser"');
    expect((await send('GET', `/users/${apiUserId}`)).status).toBe(404);
  });

  it.each(['@odata.nextLink', 'next'] as const)('links pages by %s', async (paging) => {
    await send('POST', '/users', { body: { user: 'third' } });
    Object.assign(emulator.switches, { paging, pageSize: 2 });
    const first = (await send('GET', '/users')).json;
    expect(first.value).toHaveLength(2);
    const link = new URL(first[paging], `${emulator.url}/api.rsc/v2/users`);
    expect(link.origin).toBe(emulator.url);
    const second = (await send('GET', `/users${link.search}`)).json;
    expect(Object.keys(second)).toEqual(['value']);
    expect(second.value).toMatchObject([{ user: 'third' }]);
    expectConformance('cdata-sync', emulator);
  });

  it('answers 401 to who is no admin, if so told', async () => {
    emulator.switches.nonAdminStatus = 401;
    const stored = emulator.state.users.get(apiUserId);
    if (stored !== undefined) stored.roles = [];
    expect((await send('GET', '/users')).status).toBe(401);
  });

  it.each([
    ['code-and-message', '{"error":{"code":"404","message":"User not found."}}', 'application/json'],
    ['error-string', '{"error":"User not found."}', 'application/json'],
    ['message', '{"message":"User not found."}', 'application/json'],
    ['text', 'User not found.', 'text/plain'],
    ['html', expect.stringContaining('<h1>User not found.</h1>'), 'text/html'],
    ['empty', '', undefined],
  ] as const)('tells errors as %s', async (errorBody, body, type) => {
    emulator.switches.errorBody = errorBody;
    const { status, text, headers } = await send('GET', '/users/nobody');
    expect(status).toBe(404);
    expect(text).toEqual(body);
    expect(headers.get('content-type')?.split(';')[0]).toBe(type);
    const { headers: notAllowed } = await send('PATCH', '/users/nobody');
    expect(notAllowed.get('allow')).toBe('GET, PUT, DELETE');
  });
});

describe('switches of what is done', () => {
  it.each([
    ['200-record', 200, (user: unknown) => user],
    ['201-record', 201, (user: unknown) => user],
    ['200-value', 200, (user: unknown) => ({ value: [user] })],
    ['201-value', 201, (user: unknown) => ({ value: [user] })],
    ['200-empty', 200, () => null],
    ['204', 204, () => null],
  ] as const)('answers writes with %s', async (how, status, wrapped) => {
    Object.assign(emulator.switches, { createAnswer: how, updateAnswer: how, deleteAnswer: how });
    const created = await send('POST', '/users', { body: { user: 'new' } });
    const [, , { id }] = (await send('GET', '/users')).json.value;
    const user = (await send('GET', `/users/${id}`)).json;
    const updated = await send('PUT', `/users/${id}`, { body: { is_active: false } });
    const deleted = await send('DELETE', `/users/${id}`);
    expect([created.status, updated.status, deleted.status]).toEqual([status, status, status]);
    expect(created.json).toEqual(wrapped(user));
    expect(updated.json).toEqual(wrapped({ ...user, is_active: false }));
    expect(deleted.json).toEqual(wrapped({ ...user, is_active: false }));
    expect(emulator.state.users.size).toBe(2);
  });

  it.each([
    ['users', '/users/'],
    ['users/', '/users'],
  ] as const)('creates at %s alone, and redirects or misses elsewhere', async (createPath, other) => {
    emulator.switches.createPath = createPath;
    const redirected = await send('POST', other, { body: { user: 'new' }, redirect: 'manual' });
    expect([redirected.status, redirected.headers.get('location')]).toEqual([
      301,
      `/api.rsc/v2/${createPath}`,
    ]);
    const followed = await send('POST', other, { body: { user: 'new' } });
    expect([followed.status, followed.json.value.length]).toEqual([200, 2]);
    emulator.switches.otherCreatePath = 'not-found';
    expect((await send('POST', other, { body: { user: 'new' } })).status).toBe(404);
    expect((await send('POST', `/${createPath}`, { body: { user: 'new' } })).status).toBe(201);
  });

  it('leaves the account active where create ignores is_active, unless Active says otherwise', async () => {
    emulator.switches.ignoresIsActiveOnCreate = true;
    const ignored = await send('POST', '/users', { body: { user: 'one', is_active: false } });
    const heard = await send('POST', '/users', { body: { User: 'two', Active: false } });
    expect([ignored.json.is_active, heard.json.is_active]).toEqual([true, false]);
    const corrected = await send('PUT', `/users/${ignored.json.id}`, { body: { is_active: false } });
    expect(corrected.json.is_active).toBe(false);
  });

  it('ignores or refuses an empty list of roles in an update', async () => {
    emulator.switches.emptyRolesOnUpdate = 'ignore';
    const ignored = await send('PUT', `/users/${opsUserId}`, { body: { is_active: true, roles: [] } });
    expect(ignored.json).toEqual({ ...ops, is_active: true });
    emulator.switches.emptyRolesOnUpdate = 'refuse';
    expect((await send('PUT', `/users/${opsUserId}`, { body: { roles: [] } })).status).toBe(400);
  });

  it('refuses unknown keys', async () => {
    emulator.switches.unknownKeys = 'refuse';
    const renamed = await send('PUT', `/users/${opsUserId}`, { body: { user: 'renamed' } });
    expect(renamed.json.error.message).toBe("Unknown property 'user'.");
    expect((await send('POST', '/users', { body: { user: 'new', FederationId: 'f' } })).status).toBe(400);
  });

  it('holds passwords to the policy', async () => {
    emulator.switches.passwordPolicy = true;
    const weak = await send('POST', '/users', { body: { user: 'new', password: 'APIUser' } });
    expect([weak.status, weak.json.error.message]).toEqual([400, 'Invalid password.']);
    const strong = await send('POST', '/users', { body: { user: 'new', password: 'Str0ng!pass' } });
    expect(strong.status).toBe(201);
  });

  it('keeps the last active admin', async () => {
    emulator.switches.refusesLastAdmin = true;
    const admin = `/users/${apiUserId}`;
    const attempts = [
      await send('DELETE', admin),
      await send('PUT', admin, { body: { is_active: false } }),
      await send('PUT', admin, { body: { roles: 'cdata_standard' } }),
    ];
    expect(attempts.map(({ status }) => status)).toEqual([400, 400, 400]);
    expect((await send('PUT', admin, { body: { email_address: 'a@example.com' } })).status).toBe(200);
    await send('POST', '/users', { body: { user: 'second', roles: 'cdata_admin' } });
    expect((await send('DELETE', admin)).status).toBe(204);
  });
});
