import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import {
  type CdataSyncEmulator,
  cdataSyncToken,
  startCdataSync,
} from '../../../src/emulators/cdata-sync/emulator.ts';
import { apiUserId, jobViewerRoleId, myRoleId, opsUserId } from '../../../src/emulators/cdata-sync/seed.ts';
import { inventPeople } from '../../../src/emulators/population.ts';
import { expectConformance } from '../../contracts/conformance.ts';

let emulator: CdataSyncEmulator;

beforeEach(async () => {
  emulator = await startCdataSync();
});
afterEach(() => emulator.close());

type Init = {
  readonly body?: unknown;
  readonly headers?: Record<string, string>;
  readonly redirect?: 'manual';
};

const send = async (method: string, path: string, { body, headers, redirect }: Init = {}) => {
  const response = await fetch(`${emulator.url}/api.rsc/v2${path}`, {
    method,
    redirect: redirect ?? 'follow',
    headers: {
      'x-cdata-authtoken': cdataSyncToken,
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      ...headers,
    },
    body: body === undefined ? null : typeof body === 'string' ? body : JSON.stringify(body),
  });
  const text = await response.text();
  const isJson = response.headers.get('content-type')?.startsWith('application/json');
  return { status: response.status, headers: response.headers, text, json: isJson ? JSON.parse(text) : null };
};

const apiUser = {
  id: apiUserId,
  user: 'APIUser',
  email_address: 'api.user@example.com',
  is_active: true,
  roles: [{ id: 'cdata_admin', name: 'cdata_admin' }],
};
const ops = {
  id: opsUserId,
  user: 'ops',
  email_address: null,
  is_active: false,
  roles: [
    { id: 'cdata_support', name: 'cdata_support' },
    { id: myRoleId, name: 'my_role' },
  ],
};

const sixRoles = [
  'cdata_admin',
  'cdata_standard',
  'cdata_job_creator',
  'cdata_support',
  { name: 'my_role' },
  { id: jobViewerRoleId },
];

describe('reading', () => {
  afterEach(() => expectConformance('cdata-sync', emulator));

  it('lists the users of the published example under value, whole', async () => {
    const { status, json } = await send('GET', '/users');
    expect(status).toBe(200);
    expect(json).toEqual({ value: [apiUser, ops] });
  });

  it('reads one user by id and never by name', async () => {
    expect((await send('GET', `/users/${opsUserId}`)).json).toEqual(ops);
    const byName = await send('GET', '/users/ops');
    expect(byName.status).toBe(404);
    expect(byName.json).toEqual({ error: { code: '404', message: 'User not found.' } });
  });

  it('never shows a password', async () => {
    const body = { user: 'secretive', password: 'Str0ng!pass' };
    const created = await send('POST', '/users', { body });
    const listed = await send('GET', '/users');
    expect(created.text + listed.text).not.toContain('Str0ng!pass');
    expect(emulator.state.users.get(created.json.id)?.password).toBe('Str0ng!pass');
  });

  it('shows an edit made behind its back', async () => {
    const stored = emulator.state.users.get(opsUserId);
    if (stored !== undefined) stored.roles = ['cdata_standard'];
    const role = emulator.state.roles.get('cdata_standard');
    expect(role?.displayName).toBe('Standard');
    expect((await send('GET', `/users/${opsUserId}`)).json.roles).toEqual([
      { id: 'cdata_standard', name: 'cdata_standard' },
    ]);
  });
});

describe('creating', () => {
  afterEach(() => expectConformance('cdata-sync', emulator));

  it('takes the printed example, with v1 names, one role as a string and a trailing slash', async () => {
    const body = { User: 'APIUser2', Active: false, Password: 'APIUser', Roles: 'cdata_admin' };
    const { status, json } = await send('POST', '/users/', { body });
    expect(status).toBe(201);
    expect(json).toEqual({
      id: json.id,
      user: 'APIUser2',
      email_address: null,
      is_active: false,
      roles: apiUser.roles,
    });
    expect((await send('GET', `/users/${json.id}`)).json).toEqual(json);
  });

  it('takes lower snake, names roles by id or by name, and keeps each once', async () => {
    const body = {
      user: 'ada',
      email_address: 'ada@example.com',
      is_active: false,
      roles: [{ name: 'my_role' }, { id: myRoleId }, 'cdata_support'],
    };
    const { status, json } = await send('POST', '/users', { body });
    expect(status).toBe(201);
    expect(json).toMatchObject({ user: 'ada', email_address: 'ada@example.com', is_active: false });
    expect(json.roles).toEqual([ops.roles[1], ops.roles[0]]);
  });

  it('makes an active account without roles of a mere name', async () => {
    const { json } = await send('POST', '/users', { body: { User: 'bare' } });
    expect(json).toMatchObject({ is_active: true, roles: [] });
  });

  it('answers 400, never 409, to a name that is taken in that very case', async () => {
    const taken = await send('POST', '/users', { body: { user: 'ops' } });
    expect(taken.status).toBe(400);
    expect(taken.json.error).toEqual({ code: '400', message: "User already exists: 'ops'." });
    expect((await send('POST', '/users', { body: { user: 'OPS' } })).status).toBe(201);
  });

  it.each([
    ['no body', ''],
    ['a list', []],
    ['null', 'null'],
    ['broken JSON', '{"user":'],
    ['no name', { password: 'x' }],
    ['a name with a blank', { user: 'two words' }],
    ['a name of another type', { user: 7 }],
    ['a boolean as a string', { user: 'new', is_active: 'true' }],
    ['an unknown role', { user: 'new', roles: ['cdata_operator'] }],
    ['a display name', { user: 'new', roles: [{ name: 'Job Operator' }] }],
    ['an API name in another case', { user: 'new', roles: 'CDATA_ADMIN' }],
    ['comma-joined roles', { user: 'new', roles: 'cdata_admin,cdata_support' }],
    ['an empty role', { user: 'new', roles: [{}] }],
    ['a role whose id and name disagree', { user: 'new', roles: [{ id: myRoleId, name: 'cdata_support' }] }],
    ['roles of another type', { user: 'new', roles: 5 }],
    ['more than five roles', { user: 'new', roles: sixRoles }],
  ])('refuses %s and makes nothing', async (_, body) => {
    const before = emulator.state.users.size;
    expect((await send('POST', '/users', { body })).status).toBe(400);
    expect(emulator.state.users.size).toBe(before);
  });
});

describe('updating and deleting', () => {
  afterEach(() => expectConformance('cdata-sync', emulator));

  it('replaces all roles and leaves what is not given', async () => {
    const { status, json } = await send('PUT', `/users/${opsUserId}`, {
      body: { roles: [{ name: 'cdata_standard' }] },
    });
    expect(status).toBe(200);
    expect(json).toEqual({ ...ops, roles: [{ id: 'cdata_standard', name: 'cdata_standard' }] });
    await send('PUT', `/users/${opsUserId}`, { body: { is_active: true } });
    expect((await send('GET', `/users/${opsUserId}`)).json).toEqual({ ...json, is_active: true });
  });

  it('takes five roles, and none', async () => {
    const five = await send('PUT', `/users/${opsUserId}`, { body: { roles: sixRoles.slice(1) } });
    expect(five.json.roles).toHaveLength(5);
    const none = await send('PUT', `/users/${opsUserId}`, { body: { Roles: [] } });
    expect(none.json.roles).toEqual([]);
  });

  it('cannot rename', async () => {
    const { status, json } = await send('PUT', `/users/${opsUserId}`, {
      body: { user: 'renamed', email_address: 'ops@example.com' },
    });
    expect(status).toBe(200);
    expect(json).toMatchObject({ user: 'ops', email_address: 'ops@example.com' });
  });

  it('refuses an unknown role without changing anything', async () => {
    const body = { is_active: true, roles: ['cdata_support', 'nobody'] };
    const { status, json } = await send('PUT', `/users/${opsUserId}`, { body });
    expect(status).toBe(400);
    expect(json.error.message).toBe('Invalid role: "nobody".');
    expect((await send('GET', `/users/${opsUserId}`)).json).toEqual(ops);
  });

  it('deletes once, without a body', async () => {
    const first = await send('DELETE', `/users/${opsUserId}`);
    expect([first.status, first.text]).toEqual([204, '']);
    expect((await send('DELETE', `/users/${opsUserId}`)).status).toBe(404);
    expect((await send('PUT', `/users/${opsUserId}`, { body: { is_active: true } })).status).toBe(404);
    expect((await send('GET', '/users')).json).toEqual({ value: [apiUser] });
  });
});

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
    await emulator.close();
    emulator = await startCdataSync({ requestsPerSecond: 2 });
    const statuses: number[] = [];
    for (let call = 0; call < 3; call += 1) statuses.push((await send('GET', '/users')).status);
    expect(statuses).toEqual([200, 200, 429]);
    emulator.switches.retryAfter = '1';
    expect((await send('GET', '/users')).headers.get('retry-after')).toBe('1');
  });

  it('takes another credential in the place of the default', async () => {
    await emulator.close();
    emulator = await startCdataSync({ credential: 'mine' });
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
    await emulator.close();
    emulator = await startCdataSync({ people });
    const { json } = await send('GET', '/users');
    const held = json.value.flatMap(({ roles }: { roles: { id: string }[] }) => roles.map(({ id }) => id));
    expect(new Set(held)).toEqual(new Set(emulator.state.roles.keys()));
    expectConformance('cdata-sync', emulator);
    const [, , someone] = json.value;
    expect((await send('PUT', `/users/${someone.id}`, { body: { is_active: false } })).status).toBe(200);
  });
});

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
