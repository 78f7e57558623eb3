import { afterEach, beforeEach } from 'vitest';
import type { Store } from '../../../src/store/store.ts';
import type { Place } from '../contract.ts';

/** An empty store for each test, closed after it. */
export const useFreshStore = (makePlace: () => Promise<Place>): (() => Store) => {
  let store: Store | null = null;
  beforeEach(async () => {
    store = await (await makePlace()).open();
  });
  afterEach(() => store?.close());
  return () => {
    if (store === null) throw new Error('There is a store only within a test');
    return store;
  };
};
