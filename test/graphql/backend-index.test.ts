import { describe, expect, it } from 'vitest';
import { type Gateway, startGateway } from '../gateway.ts';

const indexSelection =
  'index { asOf completeness accounts nextRefreshAt refreshing { state pages seen } lastRefresh { state startedAt finishedAt durationMs pages seen created changed vanished total reason } }';

const indexOf = async (gateway: Gateway, backend: string) => {
  const { data, errors } = await gateway.query(
    `query ($id: ID!) { backend(id: $id) { ${indexSelection} } }`,
    { id: backend },
  );
  expect(errors).toBeUndefined();
  return data.backend.index;
};

const refresh = async (gateway: Gateway, input: object, caller = 'all') => {
  const { data, errors } = await gateway.query(
    `mutation ($input: RefreshBackendInput!) { refreshBackend(input: $input) { backend { id ${indexSelection} } errors { code message path backend retryable } } }`,
    { input },
    caller,
  );
  return { payload: data?.refreshBackend, error: errors?.[0] };
};

describe('refreshBackend', () => {
  it('reads a backend whole and tells what was found', async () => {
    await using gateway = await startGateway();
    expect(await indexOf(gateway, 'iot')).toEqual({
      asOf: null,
      completeness: 'UNREAD',
      accounts: 0,
      nextRefreshAt: null,
      refreshing: null,
      lastRefresh: null,
    });
    expect(gateway.calls().iot).toEqual([]);
    const { size } = gateway.iot.state.users;
    const { payload } = await refresh(gateway, { backend: 'iot' });
    expect(payload.errors).toEqual([]);
    const { index } = payload.backend;
    expect(index).toMatchObject({
      completeness: 'COMPLETE',
      accounts: size,
      refreshing: null,
      lastRefresh: { state: 'COMPLETE', seen: size, created: size, changed: 0, vanished: 0, reason: null },
    });
    expect(index.asOf).toBe(index.lastRefresh.startedAt);
    expect(Date.parse(index.lastRefresh.finishedAt) - Date.parse(index.asOf)).toBe(
      index.lastRefresh.durationMs,
    );
    expect(await indexOf(gateway, 'iot')).toEqual(index);
  });

  it('reads it also where the configuration lets nobody write to the backend', async () => {
    await using gateway = await startGateway({ backends: { etl: 'writes: false' } });
    expect((await refresh(gateway, { backend: 'etl' })).payload.errors).toEqual([]);
  });

  it('answers in time where the reading takes longer, which goes on', async () => {
    await using gateway = await startGateway({ config: 'limits: { requestMs: 600 }' });
    gateway.hub.faults.add({ kind: 'latency', ms: 500 });
    const before = Date.now();
    const { payload } = await refresh(gateway, { backend: 'hub' });
    expect(Date.now() - before).toBeLessThan(600);
    expect(payload).toMatchObject({
      backend: { index: { completeness: 'UNREAD', refreshing: { state: 'RUNNING' } } },
      errors: [],
    });
    const { data } = await gateway.query(
      '{ accounts(first: 1, filter: { backend: "hub", search: "a" }) { sources { state error { code message } } } }',
    );
    expect(data.accounts.sources).toEqual([
      {
        state: 'UNREAD',
        error: {
          code: 'UPSTREAM_INCOMPLETE',
          message: expect.stringMatching(
            /^The index is reading it for the first time: (\d+ of )?\d+ accounts so far$/,
          ),
        },
      },
    ]);
    gateway.hub.faults.clear();
    await expect
      .poll(async () => (await indexOf(gateway, 'hub')).completeness, { timeout: 5000 })
      .toBe('COMPLETE');
  });

  it('tells a reading that failed, and one that is held until somebody confirms it', async () => {
    await using gateway = await startGateway({ people: 150 });
    await gateway.refreshAll();
    gateway.etl.faults.add({ kind: 'reset', applied: false });
    expect((await refresh(gateway, { backend: 'etl' })).payload).toMatchObject({
      backend: { index: { completeness: 'FAILED', asOf: expect.any(String) } },
      errors: [{ code: 'UPSTREAM_INCOMPLETE', backend: 'etl', retryable: true }],
    });
    gateway.etl.faults.clear();

    const { users } = gateway.iot.state;
    const known = users.size;
    for (const id of [...users.keys()].slice(0, known / 2)) users.delete(id);
    const held = (await refresh(gateway, { backend: 'iot' })).payload;
    expect(held).toMatchObject({
      backend: { index: { completeness: 'HELD', accounts: known } },
      errors: [{ code: 'GUARD_BLOCKED', path: ['confirmShrink'], backend: 'iot', retryable: false }],
    });
    const { data } = await gateway.query(
      '{ accounts(first: 1, filter: { backends: ["iot"], search: "a" }) { totalCount sources { state error { code } } } }',
    );
    expect(data.accounts).toEqual({
      totalCount: null,
      sources: [{ state: 'PARTIAL', error: { code: 'UPSTREAM_INCOMPLETE' } }],
    });
    const confirmed = (await refresh(gateway, { backend: 'iot', confirmShrink: true })).payload;
    expect(confirmed).toMatchObject({
      backend: { index: { completeness: 'COMPLETE', accounts: users.size } },
      errors: [],
    });
  });

  it('is for who may write, on a backend that it sees', async () => {
    await using gateway = await startGateway({
      people: 0,
      callers: { reader: { scopes: ['read'] }, elsewhere: { scopes: ['admin'], backends: ['vpn'] } },
    });
    expect((await refresh(gateway, { backend: 'iot' }, 'reader')).error?.extensions.code).toBe('FORBIDDEN');
    for (const backend of ['iot', 'nowhere'])
      expect((await refresh(gateway, { backend }, 'elsewhere')).payload).toMatchObject({
        backend: null,
        errors: [{ code: 'NOT_FOUND', path: ['backend'], backend: null }],
      });
    expect(Object.values(gateway.calls()).flat()).toEqual([]);
  });
});

describe('schedules', () => {
  it('read every backend after a start, and the first questions are answered live meanwhile', async () => {
    await using gateway = await startGateway({ scheduled: true });
    const { data, errors } = await gateway.query(
      '{ accounts(first: 3, filter: { backend: "etl" }) { nodes { email } sources { state } } }',
    );
    expect(errors).toBeUndefined();
    expect(data.accounts.nodes).toHaveLength(3);
    await expect
      .poll(async () => (await gateway.query('{ backends { index { completeness } } }')).data.backends, {
        timeout: 10_000,
      })
      .toEqual(Array.from({ length: 4 }, () => ({ index: { completeness: 'COMPLETE' } })));
    const { nextRefreshAt } = await indexOf(gateway, 'vpn');
    expect(Date.parse(nextRefreshAt)).toBeGreaterThan(Date.now());
  });
});
