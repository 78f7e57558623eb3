import { afterEach, describe, expect, test } from 'vitest';
import { openSession, type Session } from './session.ts';

let session: Session;

afterEach(() => session.close());

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
