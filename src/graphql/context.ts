import type { Logger } from 'pino';
import type { ConfiguredBackend } from '../backends/configured-backend.ts';
import type { NativeRoleTables } from '../backends/native-role-tables.ts';
import { type Caller, maySee } from '../domain/caller.ts';
import { RolecallError } from '../domain/errors.ts';
import type { Role } from '../domain/role.ts';
import type { IdentityIndex } from '../identity/identity-index.ts';
import type { Refreshes } from '../identity/refresh/refreshes.ts';
import type { StoreReader } from '../store/store.ts';
import type { AccountLocks } from '../sync/account-locks.ts';
import type { Actor } from '../sync/actor.ts';
import type { Sync } from '../sync/create-sync.ts';
import type { ChangeDeps } from '../sync/direct/change-deps.ts';
import type { Background } from './background.ts';
import { type CallBudget, createCallBudget } from './call-budget.ts';
import type { KeptAnswers } from './idempotency/kept-answers.ts';
import { createIndexLoaders, type IndexLoaders } from './index/index-loaders.ts';
import { createWriteThrough, type WriteThrough } from './index/write-through.ts';
import { type BackendLoaders, createLoaders, type Loaders } from './loaders.ts';
import { type Cursors, createCursors } from './paging/cursor.ts';
import type { Trail } from './trail/trail.ts';

/** What a resolver has at hand: who calls, the backends that this caller may see, and the ways to ask them. */
export type Context = Omit<
  Surroundings,
  'backends' | 'roles' | 'cursorKey' | 'requestMs' | 'upstreamCalls'
> & {
  readonly caller: Caller;
  readonly requestId: string;
  /** Aborts when the request's time is up. Reads heed it; a write that has begun is not given up. */
  readonly signal: AbortSignal;
  /** When that is, in milliseconds since the epoch. */
  readonly deadline: number;
  /** By id, in the order of the configuration, without those that the caller may not see. */
  readonly backends: ReadonlyMap<string, ConfiguredBackend>;
  /** Whether those are all that there are. */
  readonly seesAll: boolean;
  /** By name, with mappings on visible backends only. */
  readonly roles: ReadonlyMap<string, Role>;
  /** Of the calls that loaders make. */
  readonly calls: CallBudget;
  readonly loaders: Loaders;
  readonly indexLoaders: IndexLoaders;
  readonly writeThrough: WriteThrough;
  /** What is under way; `null` where nothing is to be changed. */
  readonly mutation: { readonly field: string; readonly input: object } | null;
  readonly cursors: Cursors;
};

/** What was planned, what became of it, and who did what. */
export type Records = Pick<StoreReader, 'plans' | 'runs' | 'audit' | 'outside'>;

/** What lives as long as the server. */
export type Surroundings = Omit<Sync, 'restore' | 'stop'> & {
  readonly backends: readonly ConfiguredBackend[];
  readonly roles: readonly Role[];
  readonly index: IdentityIndex;
  readonly refreshes: Refreshes;
  readonly nativeRoleTables: NativeRoleTables;
  readonly accountLocks: AccountLocks;
  readonly records: Records;
  /** What is written down of mutations that no run carries out. */
  readonly trail: Trail;
  readonly answers: KeptAnswers;
  readonly background: Background;
  /** 32 bytes. Cursors last as long as it does. */
  readonly cursorKey: Buffer;
  readonly requestMs: number;
  /** How many calls of backends one request may cause by what it reads. */
  readonly upstreamCalls: number;
  readonly now: () => Date;
  readonly log: Pick<Logger, 'error'>;
};

export const createContext = (surroundings: Surroundings, caller: Caller, requestId: string): Context => {
  const { backends: all, roles, cursorKey, requestMs, upstreamCalls, ...lasting } = surroundings;
  const { index, nativeRoleTables, now, log } = lasting;
  const signal = AbortSignal.timeout(requestMs);
  const calls = createCallBudget(upstreamCalls);
  const isVisible = (backend: string): boolean => maySee(caller, backend);
  const backends = new Map(
    all
      .filter(({ backend }) => isVisible(backend.id))
      .map((configured) => [configured.backend.id, configured]),
  );
  const indexLoaders = createIndexLoaders(index, [...backends.keys()]);
  const writeThrough = createWriteThrough({ index, log, requestId, now, onWritten: indexLoaders.clear });
  return {
    ...lasting,
    caller,
    requestId,
    signal,
    deadline: now().getTime() + requestMs,
    backends,
    seesAll: backends.size === all.length,
    roles: new Map(
      roles.map((role) => [
        role.name,
        { ...role, mappings: role.mappings.filter(({ backend }) => isVisible(backend)) },
      ]),
    ),
    calls,
    loaders: createLoaders({ tables: nativeRoleTables, writeThrough, now }, { signal, spend: calls.spend }),
    indexLoaders,
    writeThrough,
    mutation: null,
    cursors: createCursors({ key: cursorKey, caller: caller.name }),
  };
};

/** The backend of that id. Throws NOT_FOUND alike for an unknown backend and one that the caller may not see. */
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

/** What `sync` needs beside a backend. */
export const writeDeps = (context: Context): ChangeDeps => ({
  locks: context.accountLocks,
  tables: context.nativeRoleTables,
  administrators: context.administrators,
  direct: context.direct,
  own: context.own,
  administratorGuard: context.administratorGuard,
  admitLosses: context.admitLosses,
  actor: actorOf(context),
});

/** On whose behalf. */
export const actorOf = ({ caller, requestId }: Pick<Context, 'caller' | 'requestId'>): Actor => ({
  caller,
  requestId,
});

/** The roles of these names that there are. */
export const rolesNamed = ({ roles }: Context, names: readonly string[]) =>
  names.flatMap((name) => {
    const role = roles.get(name);
    return role === undefined ? [] : [role];
  });
