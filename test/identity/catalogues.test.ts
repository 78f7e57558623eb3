import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Catalogue } from '../../src/domain/catalogue.ts';
import { createCatalogues } from '../../src/identity/catalogues.ts';
import { openStore } from '../../src/store/open-store.ts';
import type { Store } from '../../src/store/store.ts';

const readAt = (asOf: number): Catalogue => ({
  nativeRoles: { roles: [], complete: true },
  organizations: [{ backend: 'iot', id: 'oslo', displayName: 'Oslo', parentId: null }],
  asOf,
});

describe('the catalogue of a backend', () => {
  let store: Store;
  let clock = 0;
  const start = () => createCatalogues(store, { backends: ['iot'], now: () => clock });

  beforeEach(async () => {
    store = await openStore('memory:');
  });
  afterEach(() => store.close());

  it('is at hand as it was read last, with its parts by their ids, after a restart too', async () => {
    const before = await start();
    expect(before.get('iot')).toBeNull();
    await before.keep('iot', readAt(1000));
    for (const catalogues of [before, await start()]) {
      expect(catalogues.get('iot')).toMatchObject(readAt(1000));
      expect(catalogues.get('iot')?.organizationsById.get('oslo')?.displayName).toBe('Oslo');
    }
  });

  it('is gone once a write has made it old, after a restart too', async () => {
    const catalogues = await start();
    await catalogues.keep('iot', readAt(1000));
    const dropped = catalogues.drop('iot');
    expect(catalogues.get('iot')).toBeNull();
    await dropped;
    expect((await start()).get('iot')).toBeNull();
  });

  it('is not what a reading brings that began before the write', async () => {
    const catalogues = await start();
    clock = 2000;
    await catalogues.drop('iot');
    await catalogues.keep('iot', readAt(1999));
    expect(catalogues.get('iot')).toBeNull();
    await catalogues.keep('iot', readAt(2001));
    expect(catalogues.get('iot')?.asOf).toBe(2001);
  });
});
