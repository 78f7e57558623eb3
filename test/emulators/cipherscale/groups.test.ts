import { afterEach, beforeEach, expect, test } from 'vitest';
import { cipherscaleIds } from '../../../src/emulators/cipherscale/ids.ts';
import { expectConformance } from '../../contracts/conformance.ts';
import { call, emulator, namesOf, start, stop, type Wires } from './session.ts';

const { users, roles, groups } = cipherscaleIds;

beforeEach(() => start());
afterEach(async () => {
  await stop();
  expectConformance('cipherscale', emulator);
});

test('a group tells its members by the date of joining', async () => {
  const { body } = await call('GET', `/tenants/groups/${groups.engineering}`);
  expect(namesOf(body.roles)).toEqual(['Admin']);
  expect(body.users).toEqual([
    {
      id: users.jane,
      createdAt: '2025-03-01T09:00:00Z',
      updatedAt: '2025-03-01T09:00:00Z',
      email: 'jane.smith@company.com',
    },
    expect.objectContaining({ id: users.doubled, firstName: 'Dora' }),
  ]);
});

test('a group is made, replaced and deleted', async () => {
  const made = await call('POST', '/tenants/groups', { name: 'Marketing Team', roles: [roles.admin] });
  expect({ status: made.status, deleteable: made.body.deleteable }).toEqual({
    status: 201,
    deleteable: true,
  });
  const path = `/tenants/groups/${made.body.id}`;
  const replaced = await call('PUT', path, {
    name: 'Marketing',
    description: 'Sells',
    roles: [roles.basic],
  });
  expect(replaced.body).toMatchObject({
    name: 'Marketing',
    description: 'Sells',
    roles: [{ name: 'Basic' }],
  });
  expect((await call('PUT', path, { name: 'Marketing' })).body.message).toEqual(['roles must be an array']);
  expect((await call('DELETE', path)).status).toBe(204);
  expect((await call('GET', path)).status).toBe(404);
});

test('the default group keeps its roles and cannot be deleted', async () => {
  const path = `/tenants/groups/${groups.everyone}`;
  expect((await call('GET', path)).body.deleteable).toBe(false);
  expect((await call('DELETE', path)).status).toBe(403);
  expect((await call('PUT', path, { name: 'All', roles: [] })).status).toBe(403);
  expect((await call('PUT', path, { name: 'All', roles: [roles.user] })).body.name).toBe('All');
});

test('a member joins with 201, leaves with 204, and gains and loses the roles', async () => {
  const path = `/tenants/users/${users.nameless}/groups`;
  const joined = await call('POST', path, { groupId: groups.operations });
  expect({ status: joined.status, text: joined.text }).toEqual({ status: 201, text: '' });
  const inherited = `/tenants/users/${users.nameless}/roles?groupsOnly=true`;
  expect(namesOf((await call<Wires>('GET', inherited)).body)).toEqual(['User', 'Support']);
  const left = await call('DELETE', `${path}/${groups.operations}`);
  expect({ status: left.status, text: left.text }).toEqual({ status: 204, text: '' });
  expect(namesOf((await call<Wires>('GET', inherited)).body)).toEqual(['User']);
});

test('joining needs a body', async () => {
  const { status, body } = await call('POST', `/tenants/users/${users.jane}/groups`);
  expect({ status, message: body.message }).toEqual({ status: 400, message: ['groupId must be a UUID'] });
});

test('the last group cannot be left', async () => {
  const { status, body } = await call('DELETE', `/tenants/users/${users.jane}/groups/${groups.engineering}`);
  expect({ status, message: body.message }).toEqual({
    status: 400,
    message: 'A user must belong to at least one group',
  });
});
