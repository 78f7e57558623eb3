import type { Catalogue, CatalogueById } from '../domain/catalogue.ts';
import type { Store } from '../store/store.ts';

/** Native roles and organizations of all backends as last read, at hand: nearly every answer needs some of their names. */
export type Catalogues = {
  /** `null` where they never were read, or a write has made them old. */
  get(backend: string): CatalogueById | null;
  /** Keeps what was read, unless a write has made it old meanwhile. */
  keep(backend: string, catalogue: Catalogue): Promise<void>;
  /** There are none at once, and none after a restart either, until they are read anew. */
  drop(backend: string): Promise<void>;
};

export const createCatalogues = async (
  store: Store,
  { backends, now }: { readonly backends: readonly string[]; readonly now: () => number },
): Promise<Catalogues> => {
  const catalogues = new Map<string, CatalogueById>();
  const droppedAt = new Map<string, number>();
  for (const backend of backends) {
    const kept = await store.refreshes.catalogue(backend);
    if (kept !== null) catalogues.set(backend, byId(kept));
  }
  return {
    get: (backend) => catalogues.get(backend) ?? null,
    keep: async (backend, catalogue) => {
      if (catalogue.asOf <= (droppedAt.get(backend) ?? Number.NEGATIVE_INFINITY)) return;
      catalogues.set(backend, byId(catalogue));
      await store.write(({ refreshes }) => refreshes.saveCatalogue(backend, catalogue));
    },
    drop: async (backend) => {
      droppedAt.set(backend, now());
      catalogues.delete(backend);
      await store.write(({ refreshes }) => refreshes.dropCatalogue(backend));
    },
  };
};

const byId = (catalogue: Catalogue): CatalogueById => ({
  ...catalogue,
  nativeRolesById: new Map(catalogue.nativeRoles.roles.map((role) => [role.id, role])),
  organizationsById: new Map(catalogue.organizations.map((organization) => [organization.id, organization])),
});
