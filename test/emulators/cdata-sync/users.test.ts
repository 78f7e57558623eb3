import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { jobViewerRoleId, myRoleId, opsUserId } from '../../../src/emulators/cdata-sync/ids.ts';
import { expectConformance } from '../../contracts/conformance.ts';
import { apiUser, emulator, ops, send, start, stop } from './session.ts';

beforeEach(() => start());
afterEach(stop);

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
