import { describe, expect, it } from 'vitest';
import { expectConformance } from '../contracts/conformance.ts';
import type { Gateway } from '../gateway.ts';
import { writesTo } from './grounds.ts';
import { refusal, runMutation, startSeeded } from './run-mutation.ts';

const payloads = {
  createDevice:
    'device { nativeId displayName template enabled simulated provisioned organization { nativeId } }',
  createDeviceGroup: 'deviceGroup { nativeId displayName description filter organization { nativeId } }',
} as const;
type Field = keyof typeof payloads;

const create = (gateway: Gateway, field: Field, input: object) =>
  runMutation(gateway, field, payloads[field], { backend: 'iot', ...input });

const filter = 'SELECT * FROM devices WHERE $template = "dtmi:contoso:testDeviceTemplate;1"';

describe('createDevice', () => {
  it('creates a device in its organization', async () => {
    await using gateway = await startSeeded();
    expect(
      await create(gateway, 'createDevice', {
        nativeId: 'thermostat-2',
        displayName: 'Thermostat 2',
        template: 'dtmi:contoso:testDeviceTemplate;1',
        enabled: false,
        simulated: true,
        organization: 'seattle',
      }),
    ).toEqual({
      device: {
        nativeId: 'thermostat-2',
        displayName: 'Thermostat 2',
        template: 'dtmi:contoso:testDeviceTemplate;1',
        enabled: false,
        simulated: true,
        provisioned: false,
        organization: { nativeId: 'seattle' },
      },
      errors: [],
    });
    expect(gateway.iot.state.devices.get('thermostat-2')).toMatchObject({
      displayName: 'Thermostat 2',
      enabled: false,
      organizations: ['seattle'],
    });
    expectConformance('iot-central', gateway.iot);
  });

  it('leaves to the backend what is not given', async () => {
    await using gateway = await startSeeded();
    const { device } = await create(gateway, 'createDevice', { nativeId: 'plain' });
    expect(device).toMatchObject({
      displayName: 'plain',
      enabled: true,
      simulated: false,
      organization: null,
    });
  });

  it('P43: never overwrites one that is there', async () => {
    await using gateway = await startSeeded();
    const before = gateway.iot.state.devices.get('CheckoutThermostat');
    expect(
      await create(gateway, 'createDevice', { nativeId: 'CheckoutThermostat', displayName: 'Mine' }),
    ).toEqual(refusal({ code: 'ALREADY_EXISTS', path: ['nativeId'], backend: 'iot' }));
    expect(gateway.iot.state.devices.get('CheckoutThermostat')).toEqual(before);
    expect(writesTo(gateway, 'iot')).toEqual([]);
  });

  it('tells what the backend refuses', async () => {
    await using gateway = await startSeeded();
    expect(await create(gateway, 'createDevice', { nativeId: 'd', template: 'dtmi:none;1' })).toEqual(
      refusal({ code: 'UPSTREAM_REJECTED', retryable: false }),
    );
    expect(gateway.iot.state.devices.has('d')).toBe(false);
  });
});

describe('createDeviceGroup', () => {
  it('creates a device group in its organization', async () => {
    await using gateway = await startSeeded();
    const group = { nativeId: 'group-2', displayName: 'Group 2', description: 'All of them', filter };
    expect(await create(gateway, 'createDeviceGroup', { ...group, organization: 'us' })).toEqual({
      deviceGroup: { ...group, organization: { nativeId: 'us' } },
      errors: [],
    });
    expect(gateway.iot.state.deviceGroups.get('group-2')).toMatchObject({ filter, organizations: ['us'] });
    expectConformance('iot-central', gateway.iot);
  });

  it('P43: never overwrites one that is there', async () => {
    await using gateway = await startSeeded();
    const nativeId = '475cad48-b7ff-4a09-b51e-1a9021385453';
    const before = gateway.iot.state.deviceGroups.get(nativeId);
    expect(await create(gateway, 'createDeviceGroup', { nativeId, displayName: 'Mine', filter })).toEqual(
      refusal({ code: 'ALREADY_EXISTS', path: ['nativeId'] }),
    );
    expect(gateway.iot.state.deviceGroups.get(nativeId)).toEqual(before);
    expect(writesTo(gateway, 'iot')).toEqual([]);
  });

  it('refuses an id that the vendor would not take, before any call', async () => {
    await using gateway = await startSeeded();
    expect(await create(gateway, 'createDeviceGroup', { nativeId: 'a b', displayName: 'X', filter })).toEqual(
      refusal({ code: 'BAD_INPUT', path: ['nativeId'] }),
    );
    expect(gateway.calls().iot).toEqual([]);
  });
});

describe('both', () => {
  const inputs = [
    ['createDevice', { nativeId: 'd' }],
    ['createDeviceGroup', { nativeId: 'g', displayName: 'G', filter }],
  ] as const;

  it('are settled by reading where the answer is lost', async () => {
    for (const [field, input] of inputs)
      for (const applied of [true, false]) {
        await using gateway = await startSeeded();
        gateway.iot.faults.add(
          { kind: 'status', applied, answer: { status: 500, json: {} } },
          { method: 'PUT' },
        );
        const { errors } = await create(gateway, field, input);
        expect(errors.map(({ code }: { code: string }) => code)).toEqual(
          applied ? [] : ['UPSTREAM_UNAVAILABLE'],
        );
        expect(writesTo(gateway, 'iot')).toHaveLength(1);
      }
  });

  it.each(['etl', 'hub', 'vpn'])('are UNSUPPORTED on %s, before any call', async (backend) => {
    await using gateway = await startSeeded();
    for (const [field, input] of inputs)
      expect(await create(gateway, field, { ...input, backend })).toEqual(
        refusal({ code: 'UNSUPPORTED', path: ['backend'], backend }),
      );
    expect(Object.values(gateway.calls()).flat()).toEqual([]);
  });

  it('are WRITES_DISABLED without `writes: true`, before any call', async () => {
    await using gateway = await startSeeded({ backends: { iot: 'writes: false' } });
    for (const [field, input] of inputs)
      expect(await create(gateway, field, input)).toEqual(
        refusal({ code: 'WRITES_DISABLED', path: ['backend'], backend: 'iot' }),
      );
    expect(gateway.calls().iot).toEqual([]);
  });
});
