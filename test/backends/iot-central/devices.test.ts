import { afterEach, describe, expect, it } from 'vitest';
import type { IotCentralSwitches } from '../../../src/emulators/iot-central/switches.ts';
import { expectConformance } from '../../contracts/conformance.ts';
import { required } from '../required.ts';
import { callsOf, errorOf, type RunningApplication, startApplication } from './application.ts';

let application: RunningApplication;
const start = async (switches: Partial<IotCentralSwitches> = {}) => {
  application = await startApplication({ switches });
  return { ...application, devices: required(application.backend.devices, 'devices') };
};
afterEach(() => application.close());

const defaultGroup = '475cad48-b7ff-4a09-b51e-1a9021385453';

describe('a device', () => {
  it('is read with its organization, or null', async () => {
    const { devices, emulator } = await start();
    expect(await devices.get('CheckoutThermostat')).toMatchObject({
      organizationId: 'seattle',
      provisioned: true,
    });
    expect(await devices.get('none')).toBeNull();
    expect(await devices.get('..')).toBeNull();
    expect(callsOf(application)).toEqual(['GET /api/devices/CheckoutThermostat', 'GET /api/devices/none']);
    expectConformance('iot-central', emulator);
  });

  it('is created and read back', async () => {
    const { devices, emulator } = await start();
    const asked = {
      id: 'ccc',
      displayName: 'CheckoutThermostatccc',
      template: 'dtmi:contoso:testDeviceTemplate;1',
      simulated: true,
      enabled: true,
      organizationId: 'seattle',
    };
    expect(await devices.create(asked)).toEqual({ backend: 'iot', provisioned: false, ...asked });
    expect(await devices.create({ id: 'a device;1' })).toMatchObject({
      id: 'a device;1',
      organizationId: null,
    });
    expect(callsOf(application)).toEqual([
      'GET /api/devices/ccc',
      'PUT /api/devices/ccc',
      'GET /api/devices/ccc',
      'GET /api/devices/a%20device%3B1',
      'PUT /api/devices/a%20device%3B1',
      'GET /api/devices/a%20device%3B1',
    ]);
    expectConformance('iot-central', emulator);
  });

  it('P43: is never overwritten', async () => {
    const { devices, emulator } = await start();
    const before = emulator.state.devices.get('CheckoutThermostat');
    expect(await errorOf(devices.create({ id: 'CheckoutThermostat' }))).toMatchObject({
      code: 'ALREADY_EXISTS',
    });
    expect(emulator.state.devices.get('CheckoutThermostat')).toBe(before);
  });

  it('tells a template that is not published', async () => {
    const { devices } = await start();
    const error = await errorOf(devices.create({ id: 'ccc', template: 'dtmi:none;1' }));
    expect(error).toMatchObject({ code: 'UPSTREAM_REJECTED', status: 400, operation: 'Devices_Create' });
  });

  it('of an impossible id is refused without a call', async () => {
    const { devices } = await start();
    expect(await errorOf(devices.create({ id: 'a\u0000' }))).toMatchObject({ code: 'BAD_INPUT' });
    expect(callsOf(application)).toEqual([]);
  });
});

describe('a device group', () => {
  it.each([true, false])('is read with its filter as it is, etag or not: %s', async (deviceGroupEtag) => {
    const { devices, emulator } = await start({ deviceGroupEtag });
    expect(await devices.getGroup(defaultGroup)).toMatchObject({
      filter: 'SELECT * FROM devices WHERE $template = "dtmi:modelDefinition:dtdlv2" AND $provisioned = true',
      organizationId: 'seattle',
    });
    expect(await devices.getGroup('none')).toBeNull();
    expectConformance('iot-central', emulator);
  });

  it('is created with its filter as given, and read back', async () => {
    const { devices, emulator } = await start();
    const filter = `SELECT * FROM devices WHERE $displayName = "it's; a \\"test\\""`;
    const asked = { id: 'group1', displayName: 'Device group 1', filter, organizationId: 'seattle' };
    expect(await devices.createGroup(asked)).toEqual({ backend: 'iot', description: null, ...asked });
    expect(JSON.parse(emulator.requests[1]?.body ?? '')).toEqual({
      displayName: 'Device group 1',
      filter,
      organizations: ['seattle'],
    });
    expect(callsOf(application)).toHaveLength(3);
    expectConformance('iot-central', emulator);
  });

  it('P43: is never overwritten', async () => {
    const { devices, emulator } = await start();
    const before = emulator.state.deviceGroups.get(defaultGroup);
    const error = await errorOf(devices.createGroup({ id: defaultGroup, displayName: 'x', filter: 'y' }));
    expect(error).toMatchObject({ code: 'ALREADY_EXISTS' });
    expect(emulator.state.deviceGroups.get(defaultGroup)).toBe(before);
  });

  it.each(['', 'a b', '../x', 'x'.repeat(256)])(
    'of an impossible id is refused without a call: %j',
    async (id) => {
      const { devices } = await start();
      expect(await errorOf(devices.createGroup({ id, displayName: 'x', filter: 'y' }))).toMatchObject({
        code: 'BAD_INPUT',
      });
      expect(callsOf(application)).toEqual([]);
    },
  );
});
