import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type Gateway, withoutLimits } from '../../gateway.ts';
import { ada, backendGrounds, idOf, startGrounds, writesTo } from '../../graphql/grounds.ts';
import { type Applying, addAccounts, startApplying } from './applying.ts';

const runner = { role: 'runner' };
const reader = { role: 'reader' };

describe('a run', () => {
  let gateway: Gateway;
  let applying: Applying;
  beforeAll(async () => {
    gateway = await startGrounds();
  });
  afterAll(() => gateway[Symbol.asyncDispose]());
  beforeEach(async () => {
    for (const ground of backendGrounds) {
      gateway[ground.backend].faults.clear();
      ground.hold(gateway, ['unmanaged', 'y']);
    }
    applying = await startApplying(gateway, { config: withoutLimits });
    gateway.calls();
    return () => applying[Symbol.asyncDispose]();
  });

  const onEach = (edit: Parameters<Applying['change']>[2]) =>
    Promise.all(backendGrounds.map(({ backend }) => applying.change(backend, ada, edit)));
  const kinds = (entries: Awaited<ReturnType<Applying['entries']>>) =>
    entries.map(({ outcome }) => outcome?.kind);
  const etlRoles = (id: string) => gateway.etl.state.users.get(id)?.roles;

  it('does every change on every backend, and then there is nothing left to do (G20, G21)', async () => {
    const changes = await onEach({ grant: [runner], revoke: [reader] });
    const first = await applying.apply(changes);
    expect(kinds(first.entries)).toEqual(['APPLIED', 'APPLIED', 'APPLIED', 'APPLIED']);
    expect(first.run).toMatchObject({ state: 'DONE', startedBy: 'ops' });
    for (const ground of backendGrounds) expect(ground.held(gateway)).toEqual(['unmanaged', 'x']);

    gateway.calls();
    const again = await applying.apply(changes);
    expect(kinds(again.entries)).toEqual(['NOOP', 'NOOP', 'NOOP', 'NOOP']);
    expect(backendGrounds.flatMap(({ backend }) => writesTo(gateway, backend))).toEqual([]);
  });

  it('grants everywhere before it revokes anywhere (G25)', async () => {
    const [granting, revoking] = addAccounts(gateway, 2, [idOf('y')]);
    const changes = [
      await applying.change('iot', ada, { grant: [], revoke: [reader] }),
      await applying.change('etl', revoking ?? '', { grant: [], revoke: [reader] }),
      await applying.change('etl', granting ?? '', { grant: [runner], revoke: [] }),
      await applying.change('vpn', ada, { grant: [runner], revoke: [] }),
    ];
    gateway.calls();
    const { entries } = await applying.apply([...changes.slice(2), ...changes.slice(0, 2)]);
    expect(kinds(entries)).toEqual(['APPLIED', 'APPLIED', 'APPLIED', 'APPLIED']);
    const writes = (['iot', 'etl', 'vpn'] as const).flatMap((id) =>
      gateway[id].requests
        .filter(({ method }) => method !== 'GET')
        .map(({ at, target }) => ({ id, at, target })),
    );
    const at = (id: string, account: string) =>
      writes.find((one) => one.id === id && one.target.includes(account))?.at ?? Number.NaN;
    const granted = Math.max(at('etl', granting ?? ''), at('vpn', ada));
    expect(Math.min(at('etl', revoking ?? ''), at('iot', ada))).toBeGreaterThanOrEqual(granted);
  });

  it('leaves alone what somebody changed meanwhile, as a CONFLICT, and does the rest (G18, G23, P35)', async () => {
    const changes = await onEach({ grant: [runner], revoke: [] });
    const [moved] = backendGrounds;
    moved?.hold(gateway, ['unmanaged', 'y', 'z']);
    gateway.calls();
    const { run, entries } = await applying.apply(changes);
    expect(run.state).toBe('PARTIAL');
    expect(kinds(entries)).toEqual(['CONFLICT', 'APPLIED', 'APPLIED', 'APPLIED']);
    expect(moved?.held(gateway)).toEqual(['unmanaged', 'y', 'z']);
    expect(writesTo(gateway, 'iot')).toEqual([]);
  });

  it('tells of each change what became of it where one fails, and tries only that one again (G24, P41)', async () => {
    const ids = addAccounts(gateway, 20, [idOf('y')]);
    const changes = await Promise.all(
      ids.map((id) => applying.change('etl', id, { grant: [runner], revoke: [] })),
    );
    gateway.etl.faults.add(
      {
        kind: 'status',
        applied: false,
        answer: { status: 400, json: { error: { code: 'Bad', message: 'no' } } },
      },
      { method: 'PUT', target: new RegExp(ids[6] ?? '') },
    );
    const { run, entries } = await applying.apply(changes);
    expect(kinds(entries)).toEqual(ids.map((_, at) => (at === 6 ? 'FAILED' : 'APPLIED')));
    expect(entries[6]?.outcome?.code).toBe('UPSTREAM_REJECTED');
    expect(ids.map((id) => etlRoles(id)?.includes(idOf('x')))).toEqual(ids.map((_, at) => at !== 6));

    gateway.etl.faults.clear();
    gateway.calls();
    const { ended } = await applying.sync.runs.resume(run.id, ops);
    expect((await ended).state).toBe('DONE');
    expect(writesTo(gateway, 'etl')).toHaveLength(1);
    expect(etlRoles(ids[6] ?? '')).toContain(idOf('x'));
  });

  it('leaves a backend alone that fails, goes on elsewhere, and takes it up when told to (G33, P46)', async () => {
    const ids = addAccounts(gateway, 60, []);
    const changes = [
      ...(await Promise.all(ids.map((id) => applying.change('etl', id, { grant: [runner], revoke: [] })))),
      await applying.change('vpn', ada, { grant: [runner], revoke: [] }),
    ];
    gateway.etl.faults.add({ kind: 'status', applied: false, answer: { status: 503 } });
    gateway.calls();
    const { run, entries } = await applying.apply(changes);
    expect(run.state).toBe('PARTIAL');
    expect(entries.at(-1)?.outcome?.kind).toBe('APPLIED');
    const skipped = entries.filter(({ outcome }) => outcome?.kind === 'SKIPPED');
    expect(skipped.length).toBe(60);
    expect(skipped.at(-1)?.outcome).toMatchObject({ code: 'QUARANTINED' });
    expect(writesTo(gateway, 'etl')).toEqual([]);
    expect(ids.flatMap((id) => etlRoles(id) ?? [])).toEqual([]);
  });

  it('asks a backend that refuses the credentials no more (P46)', async () => {
    const ids = addAccounts(gateway, 60, []);
    const changes = await Promise.all(
      ids.map((id) => applying.change('etl', id, { grant: [runner], revoke: [] })),
    );
    gateway.etl.faults.add({ kind: 'status', applied: false, answer: { status: 401 } });
    gateway.calls();
    const { entries } = await applying.apply(changes);
    expect(new Set(kinds(entries))).toEqual(new Set(['SKIPPED']));
    expect(gateway.etl.requests.length).toBeLessThanOrEqual(10);
  });

  it('stops where it is cancelled, and goes on where it is resumed', async () => {
    const ids = addAccounts(gateway, 40, []);
    const changes = await Promise.all(
      ids.map((id) => applying.change('etl', id, { grant: [runner], revoke: [] })),
    );
    gateway.etl.faults.add({ kind: 'latency', ms: 30 });
    const { run } = await applying.begin(changes);
    await expect.poll(() => ids.filter((id) => etlRoles(id)?.includes(idOf('x'))).length).toBeGreaterThan(3);
    const cancelled = await applying.sync.runs.cancel(run.id, ops);
    expect(cancelled.state).toBe('CANCELLED');
    const entries = await applying.entries(run);
    const told = Map.groupBy(entries, ({ outcome }) => outcome?.kind);
    expect(told.get('SKIPPED')?.length).toBeGreaterThan(5);
    expect([...told.keys()].toSorted()).toEqual(['APPLIED', 'SKIPPED']);
    expect(entries.map(({ outcome }) => outcome?.kind === 'APPLIED')).toEqual(
      ids.map((id) => etlRoles(id)?.includes(idOf('x'))),
    );
    const decisions = await applying.store.audit.list({ first: 10, action: 'cancelRun', backends: null });
    expect(decisions.filter(({ phase }) => phase === 'DECISION')).toMatchObject([
      { runId: run.id, caller: 'ops' },
    ]);
    await expect(applying.sync.runs.cancel(run.id, ops)).rejects.toMatchObject({ code: 'BAD_INPUT' });

    gateway.etl.faults.clear();
    const { ended } = await applying.sync.runs.resume(run.id, ops);
    expect((await ended).state).toBe('DONE');
    expect(ids.every((id) => etlRoles(id)?.includes(idOf('x')))).toBe(true);
    await expect(applying.sync.runs.resume(run.id, ops)).rejects.toMatchObject({ code: 'BAD_INPUT' });
  });

  it('is taken up by the next start where it was left, and does nothing twice (G21)', async () => {
    const ids = addAccounts(gateway, 40, []);
    const changes = await Promise.all(
      ids.map((id) => applying.change('etl', id, { grant: [runner], revoke: [] })),
    );
    gateway.calls();
    gateway.etl.faults.add({ kind: 'latency', ms: 20 });
    const { run } = await applying.begin(changes);
    await expect.poll(() => ids.filter((id) => etlRoles(id)?.includes(idOf('x'))).length).toBeGreaterThan(3);
    await applying.sync.stop();
    expect((await applying.store.runs.find(run.id))?.state).toBe('RUNNING');
    expect((await applying.store.runs.counts(run.id)).PENDING).toBeGreaterThan(5);

    await using next = await startApplying(gateway, { store: applying.store });
    await next.sync.restore();
    await expect
      .poll(async () => (await next.store.runs.find(run.id))?.state, { timeout: 10_000 })
      .toBe('DONE');
    const written = gateway.etl.requests.filter(({ method }) => method === 'PUT').map(({ target }) => target);
    expect(written.length).toBe(40);
    expect(new Set(written).size).toBe(40);
  });

  it('writes an intent down before it writes, and an outcome afterwards, both in the audit trail (G41, P31, P44)', async () => {
    const changes = await onEach({ grant: [runner], revoke: [] });
    const { run, entries } = await applying.apply(changes);
    for (const entry of entries) {
      const write = gateway[entry.change.account.backend as 'iot'].requests.find(
        ({ method }) => method !== 'GET',
      );
      expect(entry.intendedAt).toBeLessThanOrEqual(write?.at ?? 0);
      expect(entry.settledAt).toBeGreaterThanOrEqual(write?.at ?? Number.NaN);
    }
    const trail = await applying.store.audit.list({ first: 100, runId: run.id, backends: null });
    const phases = Map.groupBy(trail, ({ backend }) => backend);
    for (const { backend } of backendGrounds)
      expect(phases.get(backend)?.map(({ phase, outcome, action }) => [action, phase, outcome])).toEqual([
        ['grantRoles', 'INTENT', null],
        ['grantRoles', 'OUTCOME', 'APPLIED'],
      ]);
    expect(trail[0]).toMatchObject({ caller: 'ops', requestId: 'a-request' });
  });

  it('writes nothing where the intent cannot be written down (P44)', async () => {
    const changes = await onEach({ grant: [runner], revoke: [] });
    gateway.calls();
    const { store } = applying;
    const { ended } = await applying.begin(changes.slice(0, 1));
    await ended;
    await store.close();
    await expect(applying.begin(changes.slice(1))).rejects.toMatchObject({ code: 'STORE_UNAVAILABLE' });
    expect(['etl', 'hub', 'vpn'].flatMap((id) => writesTo(gateway, id as 'etl'))).toEqual([]);
  });

  const ops = {
    caller: { name: 'ops', scopes: new Set(['apply'] as const), backends: null, accounts: [] },
    requestId: null,
  };
});
