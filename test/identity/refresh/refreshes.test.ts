import { describe, expect, it } from 'vitest';
import { cdataSync } from '../../backends/cdata-sync/fixture.ts';
import { cfengine } from '../../backends/cfengine/fixture.ts';
import { cipherscale } from '../../backends/cipherscale/fixture.ts';
import { iotCentral } from '../../backends/iot-central/fixture.ts';
import { failing, saying } from '../../faults.ts';
import { type Indexed, startIndexed } from './indexing.ts';

/** Deletes behind the adapter's back. */
const deleteSome = ({ state }: Indexed, count: number): void => {
  const { users } = state() as { readonly users: Map<string, unknown> };
  for (const id of [...users.keys()].slice(-count)) users.delete(id);
};

const target = (calls: readonly { readonly target: string }[]) => calls.map((call) => call.target);

describe('a reading of a whole backend', () => {
  it('marks as gone who did not come and is not found by id either, and nobody else', async () => {
    await using one = await startIndexed(iotCentral);
    await one.refresh();
    const before = await one.count();
    deleteSome(one, 10);
    expect(await one.refresh()).toMatchObject({ state: 'COMPLETE', vanished: 10, created: 0 });
    expect(await one.count()).toBe(before - 10);
  });

  it('is one at a time: whoever asks meanwhile joins it', async () => {
    await using one = await startIndexed(iotCentral);
    const [first, second, third] = await Promise.all([one.refresh(), one.refresh(), one.refresh()]);
    expect(second).toBe(first);
    expect(third).toBe(first);
    const lists = target(one.emulator.requests).filter((path) => one.listTarget.test(path));
    expect(new Set(lists).size).toBe(lists.length);
  });

  it('keeps what it has seen where it ends early, and says at which page and why', async () => {
    await using one = await startIndexed(iotCentral);
    one.emulator.faults.add(failing(500), { target: one.listTarget, after: 3 });
    const refresh = await one.refresh();
    expect(refresh).toMatchObject({ state: 'PARTIAL', pages: 3, seen: 150, created: 150 });
    expect(refresh.reason).toMatch(/500.*after page 3$/);
    expect(await one.count()).toBe(150);
  });

  it('is FAILED where nothing could be read', async () => {
    await using one = await startIndexed(iotCentral);
    one.emulator.faults.add(failing(401));
    expect(await one.refresh()).toMatchObject({ state: 'FAILED', pages: 0, seen: 0 });
  });

  it('counts what is new, changed and gone, each once', async () => {
    await using one = await startIndexed(iotCentral);
    const first = await one.refresh();
    expect(first.created).toBe(first.seen);
    one.grantBehind();
    deleteSome(one, 2);
    expect(await one.refresh()).toMatchObject({ created: 0, changed: 1, vanished: 2 });
    expect(await one.refresh()).toMatchObject({ created: 0, changed: 0, vanished: 0 });
  });

  it('that is stopped ends PARTIAL, keeps what it has seen, and leaves no request behind', async () => {
    await using one = await startIndexed(iotCentral);
    one.emulator.faults.add({ kind: 'latency', ms: 200 }, { target: one.listTarget, after: 2 });
    const refreshing = one.refresh();
    await expect.poll(() => one.refreshes.status(one.backend.id).running?.pages).toBe(2);
    await one.refreshes.stop();
    expect(await refreshing).toMatchObject({
      state: 'PARTIAL',
      reason: expect.stringContaining('Rolecall was stopped'),
    });
    expect(await one.count()).toBe(100);
  });

  it('cannot begin once Rolecall is being stopped', async () => {
    await using one = await startIndexed(iotCentral);
    await one.refreshes.stop();
    one.refreshes.soon(one.backend.id);
    await expect(one.refresh()).rejects.toMatchObject({
      code: 'UPSTREAM_UNAVAILABLE',
      message: expect.stringContaining('being stopped'),
    });
    await one.refreshes.stop();
    expect(one.emulator.requests).toEqual([]);
    expect(one.refreshes.status(one.backend.id)).toMatchObject({ running: null, last: null });
  });

  it('that is to come soon follows the one under way, once for all who ask, and is given up by a stop', async () => {
    await using one = await startIndexed(iotCentral);
    const first = one.refresh();
    one.refreshes.soon(one.backend.id);
    one.refreshes.soon(one.backend.id);
    await first;
    const next = await one.refresh();
    expect(next.id).toBe((await first).id + 1);
    expect(one.refreshes.status(one.backend.id).running).toBeNull();

    one.emulator.faults.add({ kind: 'latency', ms: 200 }, { target: one.listTarget, after: 1 });
    one.refreshes.soon(one.backend.id);
    await expect.poll(() => one.refreshes.status(one.backend.id).running?.pages).toBe(1);
    await one.refreshes.stop();
    expect(one.refreshes.status(one.backend.id)).toMatchObject({
      running: null,
      last: { id: next.id + 1, state: 'PARTIAL' },
    });
  });

  it('that another process left unfinished has ended PARTIAL at the next start', async () => {
    await using one = await startIndexed(iotCentral);
    await one.store.write(({ refreshes }) => refreshes.begin(one.backend.id, Date.now()));
    await one.refreshes.restore();
    expect(one.refreshes.status(one.backend.id).last).toMatchObject({
      state: 'PARTIAL',
      reason: 'The process ended while it was read',
    });
  });

  it('does not undo what is written through while it runs', async () => {
    await using one = await startIndexed(cfengine);
    await one.refresh();
    const [listed] = await one.index.accounts.list({
      filter: { backends: [one.backend.id] },
      order: { by: 'ACCOUNT', descending: false },
      first: 1,
    });
    const account = listed?.entry.account;
    if (account === undefined) throw new Error('expected an account');
    one.emulator.faults.add({ kind: 'latency', ms: 300 }, { target: one.listTarget, times: 1 });
    const refreshing = one.refresh();
    await expect.poll(() => one.refreshes.status(one.backend.id).running).not.toBeNull();
    await new Promise((resolve) => setTimeout(resolve, 100));
    await one.index.observe(
      [{ account: { ...account, displayName: 'Just renamed' }, isAttributed: true }],
      Date.now(),
    );
    await refreshing;
    const [kept] = await one.index.accounts.find([account.ref]);
    expect(kept?.account.displayName).toBe('Just renamed');
  });
});

describe('the origin of roles', () => {
  it('is read per role and group of CipherScale, never per user', async () => {
    await using one = await startIndexed(cipherscale);
    await one.refresh();
    const perUser = target(one.emulator.requests).filter((path) => /\/users\/[^?/]+/.test(path));
    expect(perUser).toEqual([]);
    const listed = await one.index.accounts.list({
      filter: { backends: [one.backend.id] },
      order: { by: 'ACCOUNT', descending: false },
      first: 1000,
    });
    expect(listed.length).toBe(one.truth().length);
    expect(listed.every(({ entry }) => entry.isAttributed)).toBe(true);
    const origins = listed.flatMap(({ entry }) =>
      entry.account.assignments.map(({ origin }) => origin?.kind),
    );
    expect(new Set(origins)).toEqual(new Set(['DIRECT', 'INHERITED']));
  });

  it('that no list of holders explains is not told, and the account counts as not attributed', async () => {
    await using one = await startIndexed(cipherscale);
    one.emulator.faults.add(saying([]), { target: /\/tenants\/roles\/[^/]+\/users/ });
    expect(await one.refresh()).toMatchObject({ state: 'COMPLETE' });
    const listed = await one.index.accounts.list({
      filter: { backends: [one.backend.id] },
      order: { by: 'ACCOUNT', descending: false },
      first: 1000,
    });
    const untold = listed.filter(({ entry }) =>
      entry.account.assignments.some(({ origin }) => origin === null),
    );
    expect(untold.length).toBeGreaterThan(0);
    for (const { entry } of listed)
      expect(entry.isAttributed).toBe(entry.account.assignments.every(({ origin }) => origin !== null));
  });
});

describe('native roles that no list tells', () => {
  it('are those that accounts hold, besides the built-in ones: CData Sync is read once, not twice', async () => {
    await using one = await startIndexed(cdataSync);
    const { pages } = await one.refresh();
    const lists = target(one.emulator.requests).filter((path) => one.listTarget.test(path));
    expect(lists).toHaveLength(pages);
    const live = await one.backend.listNativeRoles();
    const kept = one.index.catalogue(one.backend.id)?.nativeRoles;
    expect(kept?.complete).toBe(false);
    expect(new Set(kept?.roles)).toEqual(new Set(live.roles));
  });
});
