import { DatabaseSync } from 'node:sqlite';
import { describe, expect, it } from 'vitest';
import { cfengine } from '../../backends/cfengine/fixture.ts';
import { iotCentral } from '../../backends/iot-central/fixture.ts';
import { failing, saying } from '../../faults.ts';
import { useDirectory } from '../../store/sqlite/directory.ts';
import { type Indexed, startIndexed } from './indexing.ts';

const usersOf = ({ state }: Indexed): Map<string, unknown> =>
  (state() as { readonly users: Map<string, unknown> }).users;

/** Behind the adapter's back. */
const deleteSome = (one: Indexed, count: number): void => {
  const users = usersOf(one);
  for (const id of [...users.keys()].slice(-count)) users.delete(id);
};

const createSome = (one: Indexed, count: number): void => {
  const users = usersOf(one);
  const [role] = (one.state() as { readonly roles: Map<string, unknown> }).roles.keys();
  for (let at = 0; at < count; at += 1)
    users.set(`new-${at}`, {
      id: `new-${at}`,
      type: 'email',
      email: `new-${at}@example.com`,
      roles: [{ role }],
    });
};

const statusOf = (one: Indexed) => one.refreshes.status(one.backend.id);

const confirm = { confirmShrink: true } as const;

describe('a reading in which more accounts are missing than may vanish at once', () => {
  /** Read once, after which 100 of the accounts go. */
  const startShrunk = async (): Promise<{ readonly one: Indexed; readonly before: number }> => {
    const one = await startIndexed(iotCentral);
    await one.refresh();
    const before = await one.count();
    deleteSome(one, 100);
    return { one, before };
  };

  it('is HELD, and believed once somebody has confirmed it', async () => {
    const { one, before } = await startShrunk();
    await using _ = one;
    const held = await one.refresh();
    expect(held).toMatchObject({
      state: 'HELD',
      vanished: 100,
      reason: `100 of ${before} accounts did not come, which is more than may vanish at once; a refresh that confirms it accepts 100 and no more`,
    });
    expect(await one.count()).toBe(before);

    expect(await one.refresh(confirm)).toMatchObject({ state: 'COMPLETE', vanished: 100 });
    expect(await one.count()).toBe(before - 100);
  });

  it('P28: is HELD again where more are missing than were confirmed', async () => {
    const { one, before } = await startShrunk();
    await using _ = one;
    await one.refresh();
    one.emulator.faults.add(saying({ value: [] }), { target: one.listTarget, times: 1 });
    expect(await one.refresh(confirm)).toMatchObject({
      state: 'HELD',
      vanished: before,
      reason: expect.stringContaining('which is more than the 100 that were confirmed'),
    });
    expect(await one.count()).toBe(before);
    deleteSome(one, 1);
    expect(await one.refresh()).toMatchObject({ state: 'HELD', vanished: 101 });
    expect(await one.refresh(confirm)).toMatchObject({ state: 'COMPLETE', vanished: 101 });
  });

  it('is believed where fewer are missing than were confirmed', async () => {
    const { one } = await startShrunk();
    await using _ = one;
    createSome(one, 5);
    await one.refresh();
    deleteSome(one, 5);
    expect(await one.refresh()).toMatchObject({ state: 'HELD', vanished: 105 });
    createSome(one, 5);
    expect(await one.refresh(confirm)).toMatchObject({ state: 'COMPLETE', vanished: 100 });
  });

  it('P28: is HELD where somebody confirms what nobody was shown', async () => {
    const { one, before } = await startShrunk();
    await using _ = one;
    expect(await one.refresh(confirm)).toMatchObject({ state: 'HELD', vanished: 100 });
    expect(await one.count()).toBe(before);
    expect(await one.refresh(confirm)).toMatchObject({ state: 'COMPLETE', vanished: 100 });

    // What was confirmed has been done: it counts for nothing that goes later.
    deleteSome(one, 90);
    expect(await one.refresh(confirm)).toMatchObject({ state: 'HELD', vanished: 90 });
  });

  it('may be confirmed although a reading failed meanwhile, and after a restart', async () => {
    const { one } = await startShrunk();
    await using _ = one;
    await one.refresh();
    await one.refreshes.restore();
    one.emulator.faults.add(failing(500), { target: one.listTarget, after: 1 });
    expect(await one.refresh(confirm)).toMatchObject({ state: 'PARTIAL' });
    one.emulator.faults.clear();
    expect(await one.refresh(confirm)).toMatchObject({ state: 'COMPLETE', vanished: 100 });
  });

  it('is not joined by whoever confirms as many', async () => {
    const { one } = await startShrunk();
    await using _ = one;
    await one.refresh();
    const [held, confirmed, again] = await Promise.all([
      one.refresh(),
      one.refresh(confirm),
      one.refresh(confirm),
    ]);
    expect([held.state, confirmed.state]).toEqual(['HELD', 'COMPLETE']);
    expect(again.id).toBe(confirmed.id);
  });

  it('is joined by whoever confirms before it is known', async () => {
    const { one, before } = await startShrunk();
    await using _ = one;
    const [held, joined] = await Promise.all([one.refresh(), one.refresh(confirm)]);
    expect(held.state).toBe('HELD');
    expect(joined).toBe(held);
    expect(await one.count()).toBe(before);
  });

  it('is HELD however many have come at the same time', async () => {
    const { one, before } = await startShrunk();
    await using _ = one;
    createSome(one, 500);
    expect(await one.refresh()).toMatchObject({
      state: 'HELD',
      created: 500,
      vanished: 100,
      reason: expect.stringContaining(`100 of ${before} accounts`),
    });
  });
});

describe('a reading during which the store fails', () => {
  const path = useDirectory();
  const start = () => startIndexed(cfengine, { storeUrl: `file:${path()}` });

  it('is told as FAILED with what the store says, counts for nothing else, and is made up for soon', async () => {
    await using one = await start();
    const complete = await one.refresh();
    one.refreshes.schedule();
    using other = new DatabaseSync(path());
    other.exec('begin immediate');
    await expect(one.refresh()).rejects.toMatchObject({ code: 'STORE_UNAVAILABLE' });
    const { last, running, nextAt, ...status } = statusOf(one);
    expect(last).toMatchObject({ state: 'FAILED', backend: one.backend.id, pages: 0, seen: 0 });
    expect(last?.reason).toMatch(/^The store cannot be used: /);
    expect(last?.startedAt).toBeLessThanOrEqual(last?.finishedAt ?? 0);
    expect(status.complete).toEqual(complete);
    expect(running).toBeNull();
    expect(nextAt).toBeLessThanOrEqual(Date.now() + 60_000);

    other.exec('rollback');
    expect(await one.refresh()).toMatchObject({ state: 'COMPLETE' });
    expect(statusOf(one).last?.state).toBe('COMPLETE');
  });

  it('tells how far it had come', async () => {
    await using one = await start();
    one.emulator.faults.add({ kind: 'latency', ms: 100 }, { target: one.listTarget, after: 2 });
    const refreshing = one.refresh();
    await expect.poll(() => statusOf(one).running?.pages).toBe(2);
    using other = new DatabaseSync(path());
    other.exec('begin immediate');
    await expect(refreshing).rejects.toMatchObject({ code: 'STORE_UNAVAILABLE' });
    const { last } = statusOf(one);
    expect(last).toMatchObject({ state: 'FAILED', reason: expect.stringContaining('The store') });
    expect(last?.pages).toBeGreaterThanOrEqual(2);
    other.exec('rollback');
  });
});
