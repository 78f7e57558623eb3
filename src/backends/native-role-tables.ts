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
  /** The table if it is at hand and fresh; `null` where it would have to be waited for. */
  peek(backend: Backend): NativeRoleTable | null;
  /** Forgets a table that a write has made old. A read under way is not kept either. */
  clear(backendId: string): void;
};

export const createNativeRoleTables = (options: {
  readonly ttlMs: number;
  readonly now: () => number;
}): NativeRoleTables => {
  const entries = new Map<string, Entry>();
  const freshEntry = ({ id }: Backend): Entry | undefined => {
    const entry = entries.get(id);
    return entry !== undefined && options.now() < entry.until ? entry : undefined;
  };
  return {
    get: (backend) => {
      const kept = freshEntry(backend);
      if (kept !== undefined) return kept.table;
      const table = backend.listNativeRoles();
      const entry: Entry = { table, until: options.now() + options.ttlMs, arrived: null };
      entries.set(backend.id, entry);
      table.then(
        (arrived) => {
          entry.arrived = arrived;
        },
        () => {
          if (entries.get(backend.id) === entry) entries.delete(backend.id);
        },
      );
      return table;
    },
    peek: (backend) => freshEntry(backend)?.arrived ?? null,
    clear: (backendId) => {
      entries.delete(backendId);
    },
  };
};

type Entry = {
  readonly table: Promise<NativeRoleTable>;
  /** Milliseconds since the epoch. */
  readonly until: number;
  arrived: NativeRoleTable | null;
};
