import DataLoader from 'dataloader';
import type { Backend, CallOptions, Lookup } from '../backends/backend.ts';
import type { NativeRoleTables } from '../backends/native-role-tables.ts';
import type { Account } from '../domain/account.ts';
import type { ApiToken } from '../domain/api-token.ts';
import type { Assignment } from '../domain/assignment.ts';
import { BackendError } from '../domain/errors.ts';
import type { Group } from '../domain/group.ts';
import type { NativeRoleTable } from '../domain/native-role.ts';
import type { Organization } from '../domain/organization.ts';

/** What one request has asked of one backend: each thing once, those asked for together in one batch. */
export type BackendLoaders = {
  readonly accounts: DataLoader<string, Account | null>;
  /** Assignments with their origin, by account. Accounts are told apart by identity. */
  readonly assignments: DataLoader<Account, readonly Assignment[]>;
  readonly organizations: DataLoader<string, Organization | null>;
  readonly groups: DataLoader<string, Group | null>;
  readonly apiTokens: DataLoader<string, ApiToken | null>;
  readonly permissions: DataLoader<string, readonly string[] | null>;
  nativeRoles(): Promise<NativeRoleTable>;
};

export type Loaders = (backend: Backend) => BackendLoaders;

/** Made anew for each request, so that nothing crosses from one caller to another. */
export const createLoaders = (tables: NativeRoleTables, options: CallOptions): Loaders => {
  const made = new Map<Backend, BackendLoaders>();
  return (backend) => {
    const existing = made.get(backend);
    if (existing !== undefined) return existing;
    const loaders = createBackendLoaders(backend, tables, options);
    made.set(backend, loaders);
    return loaders;
  };
};

const createBackendLoaders = (
  backend: Backend,
  tables: NativeRoleTables,
  options: CallOptions,
): BackendLoaders => {
  const { organizations, groups, apiTokens, roleDefinitions } = backend;
  return {
    accounts: createLoader((ids) => backend.getAccounts(ids, options), backend.maxBatch),
    assignments: createLoader(
      async (accounts) =>
        backend.getAssignments?.(accounts, options) ?? accounts.map(({ assignments }) => assignments),
    ),
    organizations: createLoader(async (ids) => organizations?.get(ids, options) ?? ids.map(() => null)),
    groups: createLoader(async (ids) => groups?.get(ids, options) ?? ids.map(() => null)),
    apiTokens: createLoader(async (ids) => apiTokens?.get(ids, options) ?? ids.map(() => null)),
    permissions: createLoader((ids) =>
      Promise.all(
        ids.map(async (id) => roleDefinitions?.getPermissions(id, options).catch(asBackendError) ?? null),
      ),
    ),
    nativeRoles: () => tables.get(backend),
  };
};

/** A failure is handed to everyone who waits for it now and then forgotten: who asks later asks the backend again. */
const createLoader = <Key, Value>(
  batch: (keys: readonly Key[]) => Promise<readonly (Lookup<NonNullable<Value>> | Value)[]>,
  maxBatchSize = Number.POSITIVE_INFINITY,
): DataLoader<Key, Value> => {
  const loader: DataLoader<Key, Value> = new DataLoader(
    async (keys) => {
      try {
        const found = await batch(keys);
        for (const [at, key] of keys.entries()) if (found[at] instanceof Error) loader.clear(key);
        return found as readonly (Value | Error)[];
      } catch (error) {
        for (const key of keys) loader.clear(key);
        throw error;
      }
    },
    { maxBatchSize },
  );
  return loader;
};

const asBackendError = (error: unknown): BackendError => {
  if (error instanceof BackendError) return error;
  throw error;
};
