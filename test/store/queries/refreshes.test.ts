import { DatabaseSync } from 'node:sqlite';
import { describe, expect, it } from 'vitest';
import type { EndedRefresh } from '../../../src/domain/refresh.ts';
import { openStore } from '../../../src/store/open-store.ts';
import type { Store } from '../../../src/store/store.ts';
import { useDirectory } from '../sqlite/directory.ts';

describe('what is kept of refreshes', () => {
  const path = useDirectory();
  const read = (store: Store, state: EndedRefresh['state'], at: number) =>
    store.write(async ({ refreshes }) => {
      const begun = await refreshes.begin('iot', at);
      await refreshes.save(
        state === 'COMPLETE'
          ? { ...begun, state, finishedAt: at + 1 }
          : { ...begun, state, finishedAt: at + 1, reason: 'down' },
      );
    });

  it('is the last of a backend that ended, the last COMPLETE, and what has not ended', async () => {
    const store = await openStore(`file:${path()}`);
    const running = await store.write(({ refreshes }) => refreshes.begin('iot', 1));
    const elsewhere = await store.write(({ refreshes }) => refreshes.begin('hub', 1));
    for (const at of [10, 20, 30]) await read(store, 'COMPLETE', at);
    for (const at of [40, 50]) await read(store, 'FAILED', at);
    expect(await store.refreshes.latest('iot')).toMatchObject({
      last: { startedAt: 50 },
      complete: { startedAt: 30 },
    });
    expect(await store.refreshes.unfinished()).toEqual([running, elsewhere]);
    await store.close();

    const database = new DatabaseSync(path());
    const rows = database.prepare('select started_at from refresh order by id').all();
    expect(rows.map(({ started_at }) => started_at)).toEqual([1, 1, 30, 50]);
    database.close();
  });
});
