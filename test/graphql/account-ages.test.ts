import { describe, expect, it } from 'vitest';
import { iotCentralRoles } from '../../src/emulators/iot-central/ids.ts';
import { backendIds } from '../four-emulators.ts';
import { type Gateway, startGateway } from '../gateway.ts';
import { document, walk } from './list-accounts.ts';

describe('sources', () => {
  const ask = async (gateway: Gateway, variables: object = {}) => {
    const { data, errors } = await gateway.query(document('nodes { id } totalCount'), {
      first: 1,
      ...variables,
    });
    expect(errors).toBeUndefined();
    return data.accounts;
  };
  const statesOf = ({
    sources,
  }: {
    readonly sources: readonly { readonly backend: string; readonly state: string }[];
  }) => Object.fromEntries(sources.map(({ backend, state }) => [backend, state]));

  it('say of each backend how far it has been read, and nobody counts what has not been read whole', async () => {
    await using gateway = await startGateway({ people: 150 });
    const unread = await ask(gateway);
    expect(unread).toMatchObject({ nodes: [], totalCount: null });
    expect(unread.sources).toEqual(
      backendIds.map((backend) => ({
        backend,
        state: 'UNREAD',
        asOf: null,
        error: { code: 'UPSTREAM_INCOMPLETE', message: 'The index has not read it yet' },
      })),
    );

    await gateway.refreshAll(['iot', 'etl', 'hub']);
    gateway.vpn.faults.add(
      { kind: 'status', applied: false, answer: { status: 500 } },
      { target: /offset=100/ },
    );
    await gateway.refreshAll(['vpn']);
    const partial = await ask(gateway);
    expect(statesOf(partial)).toEqual({ iot: 'COMPLETE', etl: 'COMPLETE', hub: 'COMPLETE', vpn: 'PARTIAL' });
    expect(partial.totalCount).toBeNull();
    expect(partial.sources[3]).toMatchObject({
      asOf: expect.any(String),
      error: { code: 'UPSTREAM_INCOMPLETE' },
    });
    expect((await ask(gateway, { filter: { backends: ['iot', 'hub'] } })).totalCount).toBeGreaterThan(100);

    gateway.vpn.faults.clear();
    await gateway.refreshAll(['vpn']);
    const whole = await ask(gateway);
    expect(new Set(Object.values(statesOf(whole)))).toEqual(new Set(['COMPLETE']));
    expect(whole.totalCount).toBe((await walk(gateway, {})).rows.length);

    gateway.vpn.faults.add({ kind: 'reset', applied: false });
    await gateway.refreshAll(['vpn']);
    const failed = await ask(gateway);
    expect(failed.totalCount).toBeNull();
    expect(failed.sources[3]).toMatchObject({ state: 'FAILED', asOf: whole.sources[3].asOf, error: {} });
    expect((await walk(gateway, {})).rows.length).toBe(whole.totalCount);
  });

  it('tell that a backend is left alone', async () => {
    await using gateway = await startGateway();
    await gateway.refreshAll();
    gateway.hub.faults.add({ kind: 'status', applied: false, answer: { status: 401 } });
    await gateway.query('{ account(backend: "hub", nativeId: "admin", maxAgeSeconds: 0) { id } }');
    const { sources } = await ask(gateway, { filter: { backend: 'hub' } });
    expect(sources).toMatchObject([
      { state: 'COMPLETE', error: { code: 'QUARANTINED', message: expect.any(String) } },
    ]);
  });
});

describe('accounts of a certain age', () => {
  const ask = async (gateway: Gateway, variables: object) => {
    gateway.calls();
    const { data, errors } = await gateway.query(
      document('nodes { backend nativeId email asOf } totalCount'),
      {
        first: 5,
        ...variables,
      },
    );
    return { ...data.accounts, errors, calls: gateway.calls() };
  };

  it('of one backend and with no other condition are walked live where the index is older, and written through', async () => {
    await using gateway = await startGateway({ people: 250 });
    await gateway.refreshAll();
    const live = await ask(gateway, { first: 100, filter: { backend: 'iot' }, maxAgeSeconds: 0 });
    expect(live.errors).toBeUndefined();
    expect(live.calls.iot).toHaveLength(1);
    expect(live.sources).toEqual([{ backend: 'iot', state: 'LIVE', asOf: expect.any(String), error: null }]);
    const [row] = live.nodes;
    expect(Date.parse(row.asOf)).toBeGreaterThanOrEqual(Date.parse(live.sources[0].asOf));

    const user = gateway.iot.state.users.get(row.nativeId);
    if (user === undefined || !('email' in user)) throw new Error('expected an account with an address');
    gateway.iot.state.users.set(user.id, { ...user, email: 'moved@example.com' });
    await ask(gateway, { first: 100, filter: { backend: 'iot' }, maxAgeSeconds: 0 });
    const found = await ask(gateway, { filter: { search: 'moved@example' } });
    expect(found.nodes).toMatchObject([
      { backend: 'iot', nativeId: row.nativeId, email: 'moved@example.com' },
    ]);
    expect(Object.values(found.calls).flat()).toEqual([]);
  });

  it('come from the index where that is young enough', async () => {
    await using gateway = await startGateway();
    await gateway.refreshAll();
    for (const filter of [{ backend: 'iot' }, { search: 'a' }, null]) {
      const answer = await ask(gateway, { filter, maxAgeSeconds: 60 });
      expect(Object.values(answer.calls).flat()).toEqual([]);
      expect(answer.sources.every(({ state }: { state: string }) => state === 'COMPLETE')).toBe(true);
    }
  });

  it('with other conditions come once each backend that is older has been read whole', async () => {
    await using gateway = await startGateway();
    await gateway.refreshAll(['iot', 'etl', 'hub']);
    gateway.iot.state.users.set('latecomer', {
      id: 'latecomer',
      type: 'email',
      email: 'latecomer@contoso.com',
      roles: [{ role: iotCentralRoles.operator }],
    });
    const stale = await ask(gateway, { filter: { search: 'latecomer' }, maxAgeSeconds: 60 });
    expect(stale.nodes).toEqual([]);
    expect(
      Object.entries(stale.calls)
        .filter(([, calls]) => (calls as readonly string[]).length > 0)
        .map(([id]) => id),
    ).toEqual(['vpn']);

    const fresh = await ask(gateway, { filter: { search: 'latecomer' }, maxAgeSeconds: 0 });
    expect(fresh.errors).toBeUndefined();
    expect(fresh.nodes).toMatchObject([{ nativeId: 'latecomer' }]);
    expect(fresh.totalCount).toBe(1);
    expect(fresh.sources.every(({ state }: { state: string }) => state === 'COMPLETE')).toBe(true);
  });

  it('say which backend failed or took too long, and count nothing then', async () => {
    await using gateway = await startGateway({ config: 'limits: { requestMs: 1500 }' });
    await gateway.refreshAll();
    const before = Date.now();
    gateway.etl.faults.add({ kind: 'reset', applied: false });
    gateway.hub.faults.add({ kind: 'latency', ms: 3000 });
    const answer = await ask(gateway, { filter: { search: 'a' }, maxAgeSeconds: 0 });
    expect(Date.now() - before).toBeLessThan(1500);
    expect(answer.errors).toBeUndefined();
    expect(answer.nodes).toHaveLength(5);
    expect(answer.totalCount).toBeNull();
    expect(answer.sources).toMatchObject([
      { backend: 'iot', state: 'COMPLETE', error: null },
      { backend: 'etl', state: 'FAILED', asOf: expect.any(String), error: { message: expect.any(String) } },
      { backend: 'hub', state: 'FAILED', asOf: expect.any(String), error: { code: 'UPSTREAM_TIMEOUT' } },
      { backend: 'vpn', state: 'COMPLETE', error: null },
    ]);
  });
});
