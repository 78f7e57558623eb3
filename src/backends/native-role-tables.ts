import type { NativeRoleTable } from '../domain/native-role.ts';
import type { Backend } from './backend.ts';

/**
 * The role tables of all backends, read when first needed and kept briefly: nearly every question needs one and they hardly ever change.
 *
 * One entry per backend, hence per credential: what is kept is the backend's own answer to Rolecall, before anything that depends on the
 * caller. A read under way is shared; it heeds no one caller's signal, or one who leaves would fail the others. A failure is never kept.
 */
export type NativeRoleTables = {
  get(backend: Backend): Promise<NativeRoleTable>;
  /** Forgets a table that a write has made old. A read under way is not kept either. */
  clear(backendId: string): void;
};

export const createNativeRoleTables = (options: {
  readonly ttlMs: number;
  readonly now: () => number;
}): NativeRoleTables => {
  const entries = new Map<string, { readonly table: Promise<NativeRoleTable>; readonly until: number }>();
  return {
    get: (backend) => {
      const kept = entries.get(backend.id);
      if (kept !== undefined && options.now() < kept.until) return kept.table;
      const table = backend.listNativeRoles();
      const entry = { table, until: options.now() + options.ttlMs };
      entries.set(backend.id, entry);
      table.catch(() => {
        if (entries.get(backend.id) === entry) entries.delete(backend.id);
      });
      return table;
    },
    clear: (backendId) => {
      entries.delete(backendId);
    },
  };
};
