import { afterEach, describe, expect, test } from 'vitest';
import { iotCentralRoles as roles } from '../../../src/emulators/iot-central/roles.ts';
import { expectConformance } from '../../contracts/conformance.ts';
import { openSession, type Session } from './session.ts';

let session: Session;

/** A test that makes either side break the contract on purpose ends with `forget`. */
afterEach(async () => {
  if (session.emulator.requests.length > 0) expectConformance('iot-central', session.emulator);
  await session.close();
});

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

describe('API tokens', () => {
  const body = { roles: [{ role: roles.organizationViewer, organization: 'seattle' }] };

  test('show their secret in the answer to the PUT only, and it works until they are deleted', async () => {
    session = await openSession();
    const created = await session.call('PUT', '/apiTokens/token1', { body });
    expect(created.status).toBe(200);
    const { token, ...rest } = created.json;
    expect((await session.call('GET', '/apiTokens/token1')).json).toEqual(rest);
    const listed = (await session.call('GET', '/apiTokens')).json.value;
    expect(listed.filter((one) => 'token' in one)).toEqual([]);

    expect((await session.call('GET', '/users', { authorization: token })).status).toBe(200);
    expect(await session.call('DELETE', '/apiTokens/token1')).toMatchObject({ status: 204, json: undefined });
    expect((await session.call('GET', '/users', { authorization: token })).status).toBe(401);
    expect((await session.call('GET', '/apiTokens/token1')).status).toBe(404);
    expect((await session.call('DELETE', '/apiTokens/token1')).status).toBe(404);
  });

  test('name their id and their expiry in milliseconds, a year ahead where none is given', async () => {
    session = await openSession();
    const { json } = await session.call('PUT', '/apiTokens/token 1', {
      body: { ...body, expiry: '2030-07-07T17:05:08.407Z' },
    });
    expect(json.token).toMatch(
      /^SharedAccessSignature sr=[^&]+&sig=[^&+/=]+&skn=token%201&se=1909674308407$/,
    );
    const { expiry } = (await session.call('PUT', '/apiTokens/token2', { body })).json;
    expect(Date.parse(expiry) - Date.now()).toBeGreaterThan(364 * 24 * 60 * 60 * 1000);
  });

  test('are not overwritten, unless the switch says so', async () => {
    session = await openSession();
    const first = (await session.call('PUT', '/apiTokens/token1', { body })).json.token;
    expect((await session.call('PUT', '/apiTokens/token1', { body })).status).toBe(422);
    session.emulator.switches.putOnExistingToken = 'rotates';
    expect((await session.call('PUT', '/apiTokens/token1', { body })).json.token).not.toBe(first);
  });

  test('keep to the same rules for roles as users', async () => {
    session = await openSession();
    expect((await session.call('PUT', '/apiTokens/token1', { body: { roles: [] } })).status).toBe(422);
    expect(
      (
        await session.call('PUT', '/apiTokens/token1', {
          body: { roles: [{ role: roles.organizationViewer }] },
        })
      ).status,
    ).toBe(422);
    expect(
      (await session.call('PUT', '/apiTokens/token1', { body: { ...body, expiry: 'soon' } })).status,
    ).toBe(422);
  });
});

describe('devices', () => {
  const device = {
    displayName: 'CheckoutThermostatccc',
    template: 'dtmi:contoso:testDeviceTemplate;1',
    simulated: true,
    organizations: ['seattle'],
  };

  test('are the published one, and what is put', async () => {
    session = await openSession();
    expect((await session.call('GET', '/devices/CheckoutThermostat')).json).toMatchObject({
      provisioned: true,
      organizations: ['seattle'],
    });
    const { status, json } = await session.call('PUT', '/devices/ccc', { body: device });
    expect(status).toBe(200);
    expect(json).toEqual({
      id: 'ccc',
      etag: expect.any(String),
      ...device,
      provisioned: false,
      enabled: true,
    });
    expect((await session.call('GET', '/devices/ccc')).json).toEqual(json);
    expect((await session.call('GET', '/devices/ddd')).status).toBe(404);
  });

  test('need no template, but a published one if any', async () => {
    session = await openSession();
    expect((await session.call('PUT', '/devices/plain', { body: {} })).json).toMatchObject({
      id: 'plain',
      displayName: 'plain',
      enabled: true,
    });
    expect(
      (await session.call('PUT', '/devices/ccc', { body: { ...device, template: 'dtmi:contoso:other;1' } }))
        .status,
    ).toBe(400);
  });

  test('sit in one organization at most, which exists', async () => {
    session = await openSession();
    expect(
      (await session.call('PUT', '/devices/ccc', { body: { organizations: ['us', 'seattle'] } })).status,
    ).toBe(422);
    expect((await session.call('PUT', '/devices/ccc', { body: { organizations: ['oregon'] } })).status).toBe(
      422,
    );
  });

  test('carry their etag in the body; an old one is refused', async () => {
    session = await openSession();
    const { etag } = (await session.call('PUT', '/devices/ccc', { body: device })).json;
    expect((await session.call('PUT', '/devices/ccc', { body: { ...device, etag } })).status).toBe(200);
    expect((await session.call('PUT', '/devices/ccc', { body: { ...device, etag } })).status).toBe(412);
  });
});

describe('device groups', () => {
  const group = {
    displayName: 'Device group 1',
    description: 'Custom device group.',
    filter: 'SELECT * FROM devices',
    organizations: ['seattle'],
  };

  test('are the published one, and what is put, without etag unless the switch shows it', async () => {
    session = await openSession();
    const published = (await session.call('GET', '/deviceGroups/475cad48-b7ff-4a09-b51e-1a9021385453')).json;
    expect(Object.keys(published)).toEqual(['id', 'displayName', 'description', 'filter', 'organizations']);
    expect((await session.call('PUT', '/deviceGroups/group1', { body: group })).json).toEqual({
      id: 'group1',
      ...group,
    });
    session.emulator.switches.deviceGroupEtag = true;
    const { etag } = (await session.call('GET', '/deviceGroups/group1')).json;
    expect((await session.call('PUT', '/deviceGroups/group1', { body: { ...group, etag } })).status).toBe(
      200,
    );
    expect((await session.call('PUT', '/deviceGroups/group1', { body: { ...group, etag } })).status).toBe(
      412,
    );
  });

  test('need a name and a filter, and an id within the pattern', async () => {
    session = await openSession();
    expect((await session.call('PUT', '/deviceGroups/group1', { body: { displayName: 'x' } })).status).toBe(
      422,
    );
    expect((await session.call('PUT', '/deviceGroups/group.1', { body: group })).status).toBe(400);
    expect((await session.call('GET', '/deviceGroups/group1')).status).toBe(404);
  });
});
