import DataLoader from 'dataloader';
import type { Backend, ListOptions, Lookup, Page } from '../backends/backend.ts';
import type { Account } from '../domain/account.ts';
import type { ApiToken } from '../domain/api-token.ts';
import type { Assignment } from '../domain/assignment.ts';
import { attempt } from '../domain/attempt.ts';
import type { CallOptions } from '../domain/call-options.ts';
import type { Device, DeviceGroup } from '../domain/device.ts';
import type { BackendError } from '../domain/errors.ts';
import type { Group } from '../domain/group.ts';
import type { NativeRoleTable } from '../domain/native-role.ts';
import type { Organization } from '../domain/organization.ts';
import { createLiveAccounts, type LiveAccountsDeps } from './index/live-accounts.ts';
import type { AccountParent } from './parents.ts';
import { replayable } from './replayable.ts';

/** What one request has asked of one backend: each thing once, those asked for together in one batch. */
export type BackendLoaders = {
  readonly accounts: DataLoader<string, AccountParent | null>;
  /** All assignments, also those that the account's own record lacks. */
  readonly assignments: DataLoader<AccountParent, readonly Assignment[]>;
  /** The same with the origin of each. */
  readonly attributedAssignments: DataLoader<AccountParent, readonly Assignment[]>;
  readonly organizations: DataLoader<string, Organization | null>;
  readonly groups: DataLoader<string, Group | null>;
  readonly apiTokens: DataLoader<string, ApiToken | null>;
  readonly devices: DataLoader<string, Device | null>;
  readonly deviceGroups: DataLoader<string, DeviceGroup | null>;
  /** Aliases of a native role's permissions; `null` where the backend has none to tell. */
  readonly permissions: DataLoader<string, readonly string[] | null>;
  nativeRoles(): Promise<NativeRoleTable>;
  /** The same without waiting; `null` where it is not at hand. */
  nativeRolesAtHand(): NativeRoleTable | null;
  accountPages(options: ListOptions): AsyncIterable<Page<AccountParent>>;
  /** The three lists below are empty where the backend has none. */
  organizationPages(options: ListOptions): AsyncIterable<Page<Organization>>;
  groupPages(options: ListOptions): AsyncIterable<Page<Group>>;
  apiTokenPages(options: ListOptions): AsyncIterable<Page<ApiToken>>;
};

/** What one request has asked of backends, by backend. */
export type Loaders = {
  of(backend: Backend): BackendLoaders;
  /** Forgets all that this request has read of a backend: a write may have made it old. */
  forget(backend: Backend): void;
};

/** Made anew for each request, so that nothing crosses from one caller to another. Every account that is read is written through. */
export const createLoaders = (deps: LiveAccountsDeps, options: CallOptions): Loaders => {
  const made = new Map<string, BackendLoaders>();
  return {
    of: (backend) => {
      const loaders = made.get(backend.id) ?? createBackendLoaders(backend, deps, options);
      made.set(backend.id, loaders);
      return loaders;
    },
    forget: ({ id }) => {
      made.delete(id);
    },
  };
};

const createBackendLoaders = (
  backend: Backend,
  deps: LiveAccountsDeps,
  options: CallOptions,
): BackendLoaders => {
  const { tables } = deps;
  const live = createLiveAccounts(backend, deps, options);
  const { organizations, groups, apiTokens, roleDefinitions, devices } = backend;
  return {
    accounts: createLoader(live.byIds, { maxBatchSize: backend.maxBatch }),
    assignments: createLoader(live.assignments, byAccount),
    attributedAssignments: createLoader(live.attributedAssignments, byAccount),
    organizations: createLoader(async (ids) => organizations?.get(ids, options) ?? ids.map(() => null)),
    groups: createLoader(async (ids) => groups?.get(ids, options) ?? ids.map(() => null)),
    apiTokens: createLoader(async (ids) => apiTokens?.get(ids, options) ?? ids.map(() => null)),
    devices: createLoader(oneByOne((id) => devices?.get(id, options))),
    deviceGroups: createLoader(oneByOne((id) => devices?.getGroup(id, options))),
    permissions: createLoader(oneByOne((id) => roleDefinitions?.getPermissions(id, options))),
    nativeRoles: () => tables.get(backend),
    nativeRolesAtHand: () => tables.peek(backend),
    accountPages: readOnce(live.pages),
    organizationPages: readOnce((list) => organizations?.list({ ...list, ...options })),
    groupPages: readOnce((list) => groups?.list({ ...list, ...options })),
    apiTokenPages: readOnce((list) => apiTokens?.list({ ...list, ...options })),
  };
};

const byAccount = { cacheKeyFn: ({ ref }: Account) => ref.id };

/** A failure is handed to everyone who waits for it now and then forgotten: who asks later asks the backend again. */
const createLoader = <Key, Value>(
  batch: (keys: readonly Key[]) => Promise<readonly (Lookup<NonNullable<Value>> | Value)[]>,
  options: { readonly maxBatchSize?: number; readonly cacheKeyFn?: (key: Key) => unknown } = {},
): DataLoader<Key, Value> => {
  const loader: DataLoader<Key, Value> = new DataLoader<Key, Value, unknown>(async (keys) => {
    try {
      const found = await batch(keys);
      for (const [at, key] of keys.entries()) if (found[at] instanceof Error) loader.clear(key);
      return found as readonly (Value | Error)[];
    } catch (error) {
      for (const key of keys) loader.clear(key);
      throw error;
    }
  }, options);
  return loader;
};

/** A batch of a backend that takes one id a call. */
const oneByOne =
  <Value>(get: (id: string) => Promise<Value | null> | undefined) =>
  (ids: readonly string[]): Promise<readonly (Value | null | BackendError)[]> =>
    Promise.all(ids.map(async (id) => (await attempt(async () => get(id))) ?? null));

/** Pages of a list, each read once, however many fields walk it. */
const readOnce = <T>(
  read: (options: ListOptions) => AsyncIterable<Page<T>> | undefined,
): ((options: ListOptions) => AsyncIterable<Page<T>>) => {
  const walks = new Map<string, AsyncIterable<Page<T>>>();
  return ({ from, pageSize = 100 }) => {
    const key = JSON.stringify([from, pageSize]);
    const walk = walks.get(key) ?? replayable(read({ from, pageSize }) ?? empty(), () => walks.delete(key));
    walks.set(key, walk);
    return walk;
  };
};

async function* empty(): AsyncGenerator<never, void, undefined> {}
