import { describe, expect, it } from 'vitest';
import { failing } from '../faults.ts';
import { type Gateway, startGateway } from '../gateway.ts';

const everywhere = `{
  iot: accounts(first: 2, filter: { backend: "iot" }) { nodes { nativeId } }
  etl: accounts(first: 2, filter: { backend: "etl" }) { nodes { nativeId } }
  hub: accounts(first: 2, filter: { backend: "hub" }) { nodes { nativeId } }
  vpn: accounts(first: 2, filter: { backend: "vpn" }) { nodes { nativeId } }
}`;

const healthOf = async (gateway: Gateway, id: string) =>
  (await gateway.query(`{ backend(id: "${id}") { health { state reason since nextProbe } } }`)).data.backend
    .health;

describe('a backend that hangs', () => {
  it('P20: ends its own field at the deadline and no other, and is then no longer asked', async () => {
    await using gateway = await startGateway({ backends: { vpn: 'timeoutMs: 150' } });
    gateway.vpn.faults.add({ kind: 'hang', applied: false });
    const answers = [];
    for (let queries = 0; queries < 12; queries += 1) answers.push(await gateway.query(everywhere));

    for (const { data, errors } of answers) {
      expect([data.iot, data.etl, data.hub].map(({ nodes }) => nodes.length)).toEqual([2, 2, 2]);
      expect(data.vpn).toBeNull();
      expect(errors?.map(({ path, extensions }) => [path, extensions.backend, extensions.retryable])).toEqual(
        [[['vpn'], 'vpn', true]],
      );
    }
    expect(answers.map(({ errors }) => errors?.[0]?.message)).toEqual([
      ...Array(5).fill('Backend vpn did not answer UsersController_findAll within 150 ms'),
      ...Array(7).fill(expect.stringContaining('is not asked for UsersController_findAll now')),
    ]);
    expect(answers.at(-1)?.errors?.[0]?.extensions).toMatchObject({
      code: 'UPSTREAM_UNAVAILABLE',
      retryAfter: expect.any(Number),
    });
    expect(gateway.calls().vpn).toHaveLength(5);
    expect(await healthOf(gateway, 'vpn')).toEqual({
      state: 'UNAVAILABLE',
      reason: 'It failed 5 times in a row',
      since: expect.stringMatching(/Z$/),
      nextProbe: expect.stringMatching(/Z$/),
    });
    expect(await healthOf(gateway, 'hub')).toMatchObject({ state: 'HEALTHY', reason: null, nextProbe: null });
  });
});

describe('the health of a backend', () => {
  it('is UNKNOWN until it was asked for something, and asking for it asks nobody', async () => {
    await using gateway = await startGateway();
    expect(await healthOf(gateway, 'iot')).toEqual({
      state: 'UNKNOWN',
      reason: null,
      since: null,
      nextProbe: null,
    });
    expect(gateway.calls().iot).toEqual([]);
  });

  it('P46, G33: says that it refused the credentials, and a mutation is told in its payload', async () => {
    await using gateway = await startGateway();
    gateway.hub.faults.add({ kind: 'status', applied: false, answer: { status: 401 } });
    const grant = () =>
      gateway.query(
        'mutation { grantRoles(input: { account: { backend: "hub", nativeId: "x" }, roles: ["operator"] }) { errors { code backend retryable retryAfter } } }',
      );
    expect((await grant()).data.grantRoles.errors).toEqual([
      { code: 'UPSTREAM_REFUSED', backend: 'hub', retryable: false, retryAfter: null },
    ]);
    expect((await grant()).data.grantRoles.errors).toEqual([
      { code: 'QUARANTINED', backend: 'hub', retryable: true, retryAfter: 60 },
    ]);
    expect(gateway.calls().hub).toHaveLength(1);
    expect(await healthOf(gateway, 'hub')).toMatchObject({
      state: 'QUARANTINED',
      reason: "It refused Rolecall's credentials",
    });
  });
});

describe('a write that was too many', () => {
  it('P35: is not sent again after the pause, when what it was built on may be old', async () => {
    await using gateway = await startGateway();
    const tooMany = failing(429, { headers: { 'retry-after': '1' } });
    gateway.iot.faults.add(tooMany, { method: 'PATCH', times: 1 });
    const { data } = await gateway.query(
      'mutation { setRoles(input: { account: { backend: "iot", nativeId: "dc1c916b-a652-49ea-b128-7c465a54c759" }, roles: ["builder"] }) { errors { code retryable retryAfter } } }',
    );
    expect(data.setRoles.errors).toEqual([{ code: 'RATE_LIMITED', retryable: true, retryAfter: 1 }]);
    expect(gateway.calls().iot.filter((call) => call.startsWith('PATCH'))).toHaveLength(1);
  });
});
