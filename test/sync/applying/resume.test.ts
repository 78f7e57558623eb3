import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Change } from '../../../src/domain/change.ts';
import { openStore } from '../../../src/store/open-store.ts';
import { type Gateway, withoutLimits } from '../../gateway.ts';
import { idOf, startGrounds, writesTo } from '../../graphql/grounds.ts';
import { type Applying, addAccounts, startApplying } from './applying.ts';

const ops = {
  caller: { name: 'ops', scopes: new Set(['apply', 'write'] as const), backends: null, accounts: [] },
  requestId: null,
};
const grantRunner = { grant: [{ role: 'runner' }], revoke: [] };
const revokeReader = { grant: [], revoke: [{ role: 'reader' }] };
const refused = {
  kind: 'status',
  applied: false,
  answer: { status: 400, json: { error: { code: 'No' } } },
} as const;

describe('a run that is taken up again', () => {
  let gateway: Gateway;
  beforeAll(async () => {
    gateway = await startGrounds();
  });
  afterAll(() => gateway[Symbol.asyncDispose]());
  beforeEach(() => {
    gateway.etl.faults.clear();
    gateway.calls();
  });

  const rolesOf = (id: string) => gateway.etl.state.users.get(id)?.roles ?? [];
  const changesOf = (
    applying: Applying,
    ids: readonly string[],
    edit: typeof grantRunner | typeof revokeReader,
  ) => Promise.all(ids.map((id) => applying.change('etl', id, edit)));

  it('is taken by one alone, however many want to', async () => {
    await using applying = await startApplying(gateway, { config: withoutLimits });
    const changes = await changesOf(applying, addAccounts(gateway, 6, []), grantRunner);
    gateway.etl.faults.add(refused, { method: 'PUT' });
    const { run } = await applying.apply(changes);
    expect(run.state).toBe('PARTIAL');
    gateway.etl.faults.clear();
    gateway.calls();
    const taken = await Promise.allSettled(
      Array.from({ length: 8 }, () => applying.sync.runs.resume(run.id, ops)),
    );
    expect(taken.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    for (const one of taken)
      if (one.status === 'rejected') expect(one.reason).toMatchObject({ code: 'IN_FLIGHT' });
      else expect((await one.value.ended).state).toBe('DONE');
    expect(writesTo(gateway, 'etl')).toHaveLength(6);
    const trail = await applying.store.audit.list({
      first: 100,
      runId: run.id,
      backends: null,
      action: 'resumeRun',
    });
    expect(trail.map(({ phase }) => phase).toSorted()).toEqual([
      'DECISION',
      ...Array(6).fill('INTENT'),
      ...Array(6).fill('OUTCOME'),
    ]);
  });

  it('is held to what may go by now (G29)', async () => {
    await using applying = await startApplying(gateway, { config: 'guards: { maxRevoked: 10 }' });
    const ids = addAccounts(gateway, 16, [idOf('y')]);
    const changes = await changesOf(applying, ids, revokeReader);
    gateway.etl.faults.add(refused, { method: 'PUT' });
    const { run } = await applying.apply(changes.slice(0, 8));
    gateway.etl.faults.clear();
    expect((await applying.apply(changes.slice(8))).run.state).toBe('DONE');
    await expect(applying.sync.runs.resume(run.id, ops)).rejects.toMatchObject({ code: 'GUARD_BLOCKED' });
    expect(ids.filter((id) => rolesOf(id).length === 0)).toHaveLength(8);
    expect((await applying.store.runs.find(run.id))?.state).toBe('PARTIAL');
  });

  it('leaves alone what the configuration protects by then, and does the rest', async () => {
    const first = await startApplying(gateway, { config: withoutLimits });
    const ids = addAccounts(gateway, 20, []);
    const changes = await changesOf(first, ids, grantRunner);
    gateway.etl.faults.add({ kind: 'latency', ms: 30 });
    const { run } = await first.begin(changes);
    await expect.poll(() => ids.filter((id) => rolesOf(id).length > 0).length).toBeGreaterThan(1);
    await first.sync.stop();
    const { store } = first;
    const left = ids.filter((id) => rolesOf(id).length === 0);
    expect(left.length).toBeGreaterThan(2);

    await using next = await startApplying(gateway, {
      store,
      config: withoutLimits,
      backends: `writes: true, timeoutMs: 1000, protect: [${left[0]}]`,
    });
    await next.sync.restore();
    await expect.poll(async () => (await store.runs.find(run.id))?.state).toBe('PARTIAL');
    const undone = (await next.entries(run)).filter(({ outcome }) => outcome?.kind !== 'APPLIED');
    expect(undone).toMatchObject([
      { change: { account: { id: left[0] } }, outcome: { kind: 'SKIPPED', code: 'PROTECTED' } },
    ]);
    await first[Symbol.asyncDispose]();
  });

  it('is not, where its plan was not done in time: what was intended is read, and nothing more is written', async () => {
    const first = await startApplying(gateway, {
      config: `${withoutLimits.replace('}', ', planHours: 0.001 }')}`,
    });
    const ids = addAccounts(gateway, 20, []);
    const changes = await changesOf(first, ids, grantRunner);
    gateway.etl.faults.add({ kind: 'latency', ms: 30 });
    const { run } = await first.begin(changes);
    await expect.poll(() => ids.filter((id) => rolesOf(id).length > 0).length).toBeGreaterThan(1);
    await first.sync.stop();
    await new Promise((resolve) => setTimeout(resolve, 3700));
    const held = ids.map(rolesOf);
    gateway.calls();
    await using next = await startApplying(gateway, { store: first.store, config: withoutLimits });
    await next.sync.restore();
    await expect.poll(async () => (await next.store.runs.find(run.id))?.state).toBe('PARTIAL');
    expect(writesTo(gateway, 'etl')).toEqual([]);
    expect(ids.map(rolesOf)).toEqual(held);
    const codes = (await next.entries(run)).map(({ outcome }) => outcome?.code ?? outcome?.kind);
    expect(new Set(codes)).toEqual(new Set(['APPLIED', 'PLAN_EXPIRED']));
    await expect(next.sync.runs.resume(run.id, ops)).rejects.toMatchObject({ code: 'PLAN_EXPIRED' });
    await first[Symbol.asyncDispose]();
  });

  it('does what it can where one change meets a fault of Rolecall', async () => {
    await using applying = await startApplying(gateway, { config: withoutLimits });
    const [one, other, ...rest] = await changesOf(applying, addAccounts(gateway, 6, []), grantRunner);
    if (one === undefined || other === undefined) throw new Error('expected two');
    // Nothing makes such a change: what is planned has an account that is there.
    const broken: Change = { ...other, account: { ...other.account, id: null } };
    const { run, entries } = await applying.apply([one, broken, ...rest]);
    expect(run.state).toBe('PARTIAL');
    expect(entries.map(({ outcome }) => outcome?.code ?? outcome?.kind)).toEqual([
      'APPLIED',
      'INTERNAL',
      ...rest.map(() => 'APPLIED'),
    ]);
  });

  it('writes nothing where the intent is refused, though the run has begun (P44, P31)', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'rolecall-intent-'));
    const file = join(folder, 'rolecall.db');
    const store = await openStore(`file:${file}`);
    try {
      await using applying = await startApplying(gateway, { store, config: withoutLimits });
      const changes = await changesOf(applying, addAccounts(gateway, 4, []), grantRunner);
      const outsider = new DatabaseSync(file);
      outsider.exec(
        "create trigger no_intent before insert on audit when new.phase = 'INTENT' begin select raise(abort, 'no'); end",
      );
      gateway.calls();
      const { run, ended } = await applying.begin(changes);
      await expect(ended).rejects.toMatchObject({ code: 'STORE_UNAVAILABLE' });
      expect(writesTo(gateway, 'etl')).toEqual([]);
      expect((await store.runs.find(run.id))?.state).toBe('RUNNING');

      outsider.exec('drop trigger no_intent');
      outsider.close();
      expect((await (await applying.sync.runs.resume(run.id, ops)).ended).state).toBe('DONE');
    } finally {
      await store.close();
      rmSync(folder, { recursive: true });
    }
  });

  it('is not the run of a mutation that is being carried out at this moment', async () => {
    await using applying = await startApplying(gateway, { config: withoutLimits });
    const [change] = await changesOf(applying, addAccounts(gateway, 1, []), grantRunner);
    if (change === undefined) throw new Error('expected one');
    const { promise: untilTold, resolve: tell } = Promise.withResolvers<void>();
    const done = applying.sync.direct.carryOut(
      { action: 'grantRoles', request: {}, changes: [change] },
      ops,
      async () => {
        await untilTold;
        return [{ kind: 'APPLIED' as const, seen: null }];
      },
    );
    await expect.poll(async () => (await applying.store.runs.unfinished()).length).toBe(1);
    const [run] = await applying.store.runs.unfinished();
    await expect(applying.sync.runs.resume(run?.id ?? '', ops)).rejects.toMatchObject({ code: 'IN_FLIGHT' });
    await expect(applying.sync.runs.cancel(run?.id ?? '', ops)).rejects.toMatchObject({
      code: 'BAD_INPUT',
      message: expect.stringContaining('at this moment'),
    });
    tell();
    expect((await done).run.state).toBe('DONE');
  });

  it.each<readonly [string, (change: Change) => Change, boolean, { readonly kind: string }]>([
    ['is UNKNOWN while its backend cannot be read', (change) => change, true, { kind: 'UNKNOWN' }],
    ['is done where it is not there', (change) => change, false, { kind: 'APPLIED' }],
    [
      'is UNKNOWN where it set what nobody keeps',
      (change) => ({ ...change, step: { kind: 'UPDATE', before: {}, after: { password: '(secret)' } } }),
      false,
      { kind: 'UNKNOWN' },
    ],
    [
      'is UNKNOWN where it sent an invitation, which is not sent again',
      (change) => ({ ...change, step: { kind: 'REINVITE' } }),
      false,
      { kind: 'UNKNOWN' },
    ],
  ])(
    'what Rolecall was about to do when it stopped %s (P30, P32)',
    async (_what, toIntended, isDown, outcome) => {
      const first = await startApplying(gateway, { config: withoutLimits });
      const [id = ''] = addAccounts(gateway, 1, []);
      const [change] = await changesOf(first, [id], grantRunner);
      if (change === undefined) throw new Error('expected one');
      // As a process ends that is killed: what it had begun never comes to anything.
      void first.sync.direct.carryOut(
        { action: 'grantRoles', request: {}, changes: [toIntended(change)] },
        ops,
        () => new Promise<never>(() => {}),
      );
      await expect.poll(async () => (await first.store.runs.unfinished()).length).toBe(1);
      const [run] = await first.store.runs.unfinished();
      if (run === undefined) throw new Error('expected a run');
      await expect.poll(async () => (await first.entries(run))[0]?.intendedAt ?? null).not.toBeNull();
      if (isDown) gateway.etl.faults.add({ kind: 'status', applied: false, answer: { status: 503 } });
      gateway.calls();

      await using next = await startApplying(gateway, { store: first.store, config: withoutLimits });
      await next.sync.restore();
      await expect
        .poll(async () => (await next.store.runs.find(run.id))?.state, { timeout: 8000 })
        .not.toBe('RUNNING');
      expect((await next.entries(run))[0]?.outcome).toMatchObject(outcome);
      expect(rolesOf(id).includes(idOf('x'))).toBe(outcome.kind === 'APPLIED');
      expect(writesTo(gateway, 'etl')).toHaveLength(outcome.kind === 'APPLIED' ? 1 : 0);
    },
  );
});
