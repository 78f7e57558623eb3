import type { ConfiguredBackend } from '../backends/configured-backend.ts';
import type { NativeRoleTables } from '../backends/native-role-tables.ts';
import type { Account } from '../domain/account.ts';
import { type Caller, hasScope, maySee } from '../domain/caller.ts';
import { RolecallError } from '../domain/errors.ts';
import type { Role } from '../domain/role.ts';
import type { AccountLocks } from '../sync/account-locks.ts';
import type { Rights } from '../sync/change-group.ts';
import { type Cursors, createCursors } from './cursor.ts';
import { type BackendLoaders, createLoaders, type Loaders } from './loaders.ts';
import type { AccountParent } from './parents.ts';

/** What a resolver has at hand: who calls, the backends that this caller may see, and the ways to ask them. */
export type Context = {
  readonly caller: Caller;
  readonly requestId: string;
  /** Aborts when the request's time is up. Reads heed it; a write that has begun is not given up. */
  readonly signal: AbortSignal;
  /** By id, in the order of the configuration, without those that the caller may not see. */
  readonly backends: ReadonlyMap<string, ConfiguredBackend>;
  /** By name, with mappings on visible backends only. */
  readonly roles: ReadonlyMap<string, Role>;
  readonly loaders: Loaders;
  readonly nativeRoleTables: NativeRoleTables;
  readonly accountLocks: AccountLocks;
  readonly cursors: Cursors;
  readonly now: () => Date;
};

/** What lives as long as the server. */
export type Surroundings = {
  readonly backends: readonly ConfiguredBackend[];
  readonly roles: readonly Role[];
  readonly nativeRoleTables: NativeRoleTables;
  readonly accountLocks: AccountLocks;
  readonly cursorKey: Buffer;
  readonly requestMs: number;
  readonly now: () => Date;
};

export const createContext = (surroundings: Surroundings, caller: Caller, requestId: string): Context => {
  const { nativeRoleTables, accountLocks, now } = surroundings;
  const signal = AbortSignal.timeout(surroundings.requestMs);
  const isVisible = (backend: string): boolean => maySee(caller, backend);
  return {
    caller,
    requestId,
    signal,
    backends: new Map(
      surroundings.backends
        .filter(({ backend }) => isVisible(backend.id))
        .map((configured) => [configured.backend.id, configured]),
    ),
    roles: new Map(
      surroundings.roles.map((role) => [
        role.name,
        { ...role, mappings: role.mappings.filter(({ backend }) => isVisible(backend)) },
      ]),
    ),
    loaders: createLoaders(nativeRoleTables, { signal }),
    nativeRoleTables,
    accountLocks,
    cursors: createCursors({ key: surroundings.cursorKey, caller: caller.name }),
    now,
  };
};

/** The backend of that id. Throws NOT_FOUND alike for one that there is not and one that the caller may not see. */
export const backendOf = (
  { backends }: Pick<Context, 'backends'>,
  id: string,
  path?: readonly string[],
): ConfiguredBackend => {
  const configured = backends.get(id);
  if (configured !== undefined) return configured;
  throw new RolecallError(
    'NOT_FOUND',
    `No backend is called ${JSON.stringify(id.slice(0, 64))}; there are: ${[...backends.keys()].join(', ')}`,
    path === undefined ? {} : { path },
  );
};

/** What this request has asked of the backend of that id. Throws as `backendOf`. */
export const loadersOf = (context: Pick<Context, 'backends' | 'loaders'>, id: string): BackendLoaders =>
  context.loaders.of(backendOf(context, id).backend);

/** An account that has just been read. */
export const asOfNow = ({ now }: Context, account: Account): AccountParent => ({
  ...account,
  asOf: now().toISOString(),
});

/** What the caller may do besides writing. */
export const rightsOf = ({ caller }: Context): Rights => ({ mayChangeRoles: hasScope(caller, 'apply') });

/** What `sync` needs beside a backend. */
export const writeDeps = ({ accountLocks, nativeRoleTables }: Context) => ({
  locks: accountLocks,
  tables: nativeRoleTables,
});

/** The roles of these names that there are. */
export const rolesNamed = ({ roles }: Context, names: readonly string[]) =>
  names.flatMap((name) => {
    const role = roles.get(name);
    return role === undefined ? [] : [role];
  });
