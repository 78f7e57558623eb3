import { afterEach, describe, expect, test } from 'vitest';
import { iotCentralRoles as roles } from '../../../src/emulators/iot-central/ids.ts';
import { openSession, type Session } from './session.ts';

let session: Session;

afterEach(() => session.close());

const put = (id: string, body: unknown) => session.call('PUT', `/organizations/${id}`, { body });
const patch = (id: string, body: unknown) => session.call('PATCH', `/organizations/${id}`, { body });
const remove = (id: string) => session.call('DELETE', `/organizations/${id}`);
describe('organizations', () => {
  test('are the published three; the top one has no parent key', async () => {
    session = await openSession();
    expect((await session.call('GET', '/organizations')).json).toEqual({
      value: [
        { id: 'us', displayName: 'United States' },
        { id: 'washington', displayName: 'Washington', parent: 'us' },
        { id: 'seattle', displayName: 'Seattle', parent: 'washington' },
      ],
    });
    expect((await session.call('GET', '/organizations/seattle')).json.parent).toBe('washington');
    expect((await session.call('GET', '/organizations/Seattle')).status).toBe(404);
  });

  test('are created and overwritten with 200', async () => {
    session = await openSession();
    expect(await put('tacoma', { displayName: 'Tacoma', parent: 'washington' })).toMatchObject({
      status: 200,
      json: { id: 'tacoma', displayName: 'Tacoma', parent: 'washington' },
    });
    expect((await put('tacoma', { displayName: 'Tacoma' })).json).toEqual({
      id: 'tacoma',
      displayName: 'Tacoma',
    });
  });

  test('are renamed and moved by a merge patch, to the root by null', async () => {
    session = await openSession();
    expect((await patch('seattle', { displayName: 'Seattle Sales' })).json).toEqual({
      id: 'seattle',
      displayName: 'Seattle Sales',
      parent: 'washington',
    });
    expect((await patch('seattle', { parent: 'us' })).json.parent).toBe('us');
    expect((await patch('seattle', { parent: null })).json).toEqual({
      id: 'seattle',
      displayName: 'Seattle Sales',
    });
    expect((await patch('nowhere', { parent: 'us' })).status).toBe(404);
    session.emulator.forget();
  });

  test.each(['a', 'Seattle', 'sea_ttle', '-seattle', 'seattle-', 's'.repeat(49)])(
    'refuse the id %s',
    async (id) => {
      session = await openSession();
      expect((await put(id, { displayName: 'x' })).status).toBe(400);
    },
  );

  test('refuse an unknown parent, a circle, and a sixth level', async () => {
    session = await openSession();
    expect((await put('tacoma', { displayName: 'Tacoma', parent: 'oregon' })).status).toBe(422);
    expect((await patch('us', { parent: 'seattle' })).status).toBe(422);
    expect((await put('level-4', { displayName: '4', parent: 'seattle' })).status).toBe(200);
    expect((await put('level-5', { displayName: '5', parent: 'level-4' })).status).toBe(200);
    expect((await put('level-6', { displayName: '6', parent: 'level-5' })).status).toBe(422);
    expect((await put('world', { displayName: 'World' })).status).toBe(200);
    expect((await patch('us', { parent: 'world' })).status).toBe(422);
  });

  test('need a name, unless the switch says otherwise', async () => {
    session = await openSession();
    expect((await put('tacoma', {})).status).toBe(422);
    session.emulator.switches.displayNameRequired = false;
    expect((await put('tacoma', {})).json).toEqual({ id: 'tacoma' });
  });

  test('go only when nothing is in them', async () => {
    session = await openSession();
    expect((await remove('us')).status).toBe(422);
    session.emulator.switches.organizationInUseStatus = 409;
    expect((await remove('seattle')).status).toBe(409);
    await put('tacoma', { displayName: 'Tacoma' });
    expect(await remove('tacoma')).toMatchObject({ status: 204, json: undefined });
    expect((await remove('tacoma')).status).toBe(404);
  });
});

describe('roles', () => {
  const shownRoles = async (): Promise<string[]> =>
    (await session.call('GET', '/roles')).json.value.map(({ displayName }) => displayName);

  test('have short names and no kind; the custom organization role is missing', async () => {
    session = await openSession();
    expect(await shownRoles()).toEqual([
      'Administrator',
      'Builder',
      'Operator',
      'Org Admin',
      'Org Operator',
      'Org Viewer',
      'Example custom role',
      'Example service role',
    ]);
    expect((await session.call('GET', `/roles/${roles.administrator}`)).json).toEqual({
      id: roles.administrator,
      displayName: 'Administrator',
    });
    expect((await session.call('GET', `/roles/${roles.customOrganization}`)).status).toBe(404);
    expect((await session.call('GET', `/roles/${roles.administrator.toUpperCase()}`)).status).toBe(404);
  });

  test('of organizations appear with the first organization', async () => {
    session = await openSession({ organizations: false });
    const before = ['Administrator', 'Builder', 'Operator', 'Example custom role'];
    expect(await shownRoles()).toEqual(before);
    expect((await session.call('GET', `/roles/${roles.organizationViewer}`)).status).toBe(404);
    await put('seattle', { displayName: 'Seattle' });
    expect(await shownRoles()).toHaveLength(7);
    await remove('seattle');
    expect(await shownRoles()).toEqual(before);
  });
});
