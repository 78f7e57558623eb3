import type { Catalogue } from '../domain/catalogue.ts';
import type { Store } from '../store/store.ts';

/** Native roles and organizations of all backends as last read, at hand: nearly every answer needs some of their names. */
export type Catalogues = {
  /** `null` where they never were read, or a write has made them old. */
  get(backend: string): Catalogue | null;
  keep(backend: string, catalogue: Catalogue): Promise<void>;
  /** Until they are read anew there are none. */
  drop(backend: string): void;
};

export const createCatalogues = async (store: Store, backends: readonly string[]): Promise<Catalogues> => {
  const catalogues = new Map<string, Catalogue>();
  for (const backend of backends) {
    const kept = await store.refreshes.catalogue(backend);
    if (kept !== null) catalogues.set(backend, kept);
  }
  return {
    get: (backend) => catalogues.get(backend) ?? null,
    keep: async (backend, catalogue) => {
      catalogues.set(backend, catalogue);
      await store.write(({ refreshes }) => refreshes.saveCatalogue(backend, catalogue));
    },
    drop: (backend) => {
      catalogues.delete(backend);
    },
  };
};
