import { describe, expect, it } from 'vitest';
import type { Catalogue } from '../../../src/domain/catalogue.ts';
import type { EndedRefresh } from '../../../src/domain/refresh.ts';
import type { Place } from '../contract.ts';
import { useFreshStore } from './fresh-store.ts';

export const refreshContract = (makePlace: () => Promise<Place>): void => {
  describe('refreshes', () => {
    const store = useFreshStore(makePlace);
    const begin = (backend: string, at: number) =>
      store().write(({ refreshes }) => refreshes.begin(backend, at));
    const save = (refresh: EndedRefresh) => store().write(({ refreshes }) => refreshes.save(refresh));

    it('begin with nothing read', async () => {
      const refresh = await begin('iot', 1000);
      expect(refresh).toEqual({
        id: refresh.id,
        backend: 'iot',
        state: 'RUNNING',
        startedAt: 1000,
        finishedAt: null,
        pages: 0,
        seen: 0,
        created: 0,
        changed: 0,
        vanished: 0,
        total: null,
        reason: null,
      });
      expect(await store().refreshes.unfinished()).toEqual([refresh]);
      expect(await store().refreshes.latest('iot')).toEqual({ last: null, complete: null });
    });

    it('are kept as they are saved', async () => {
      const refresh = await begin('iot', 1000);
      const ended: EndedRefresh = {
        ...refresh,
        state: 'PARTIAL',
        finishedAt: 2000,
        pages: 3,
        seen: 250,
        created: 20,
        changed: 10,
        vanished: 1,
        total: 400,
        reason: 'page 4: 500',
      };
      await save(ended);
      expect(await store().refreshes.latest('iot')).toEqual({ last: ended, complete: null });
      expect(await store().refreshes.unfinished()).toEqual([]);
    });

    it('tell the last one of a backend and the last that was complete', async () => {
      expect(await store().refreshes.latest('iot')).toEqual({ last: null, complete: null });
      const complete: EndedRefresh = { ...(await begin('iot', 1000)), state: 'COMPLETE', finishedAt: 1500 };
      await save(complete);
      const failed: EndedRefresh = {
        ...(await begin('iot', 2000)),
        state: 'FAILED',
        finishedAt: 2500,
        reason: 'down',
      };
      await save(failed);
      const elsewhere = await begin('hub', 3000);
      expect(await store().refreshes.latest('iot')).toEqual({ last: failed, complete });
      expect(await store().refreshes.latest('hub')).toEqual({ last: null, complete: null });
      expect(new Set([complete.id, failed.id, elsewhere.id]).size).toBe(3);
    });

    it('leave a catalogue, which the next one replaces and a drop takes away', async () => {
      const catalogue: Catalogue = {
        nativeRoles: { roles: [], complete: true },
        organizations: [{ backend: 'iot', id: 'o', displayName: 'Oslo', parentId: null }],
        asOf: 1000,
      };
      expect(await store().refreshes.catalogue('iot')).toBeNull();
      await store().write(({ refreshes }) => refreshes.saveCatalogue('iot', catalogue));
      expect(await store().refreshes.catalogue('iot')).toEqual(catalogue);
      const later = { ...catalogue, organizations: [], asOf: 2000 };
      await store().write(({ refreshes }) => refreshes.saveCatalogue('iot', later));
      expect(await store().refreshes.catalogue('iot')).toEqual(later);
      expect(await store().refreshes.catalogue('hub')).toBeNull();
      await store().write(({ refreshes }) => refreshes.dropCatalogue('iot'));
      expect(await store().refreshes.catalogue('iot')).toBeNull();
    });
  });
};
