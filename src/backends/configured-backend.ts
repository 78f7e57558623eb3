import type { ExclusiveGroups } from '../domain/exclusive-groups.ts';
import type { RoleMap } from '../domain/role-map.ts';
import type { Backend } from './backend.ts';

/** What a kind of backend brings along; configuration overrides each. */
export type KindDefaults = {
  readonly requestsPerSecond: number;
  readonly concurrency: number;
  /** Whether the backend proves that an address belongs to the account. */
  readonly emailTrust: 'verified' | 'self-asserted';
  readonly roleMap: RoleMap;
  /** Native roles (id or alias) that make an account an administrator of the backend. */
  readonly administratorRoles: readonly string[];
};

/** A backend together with what the configuration says of it. */
export type ConfiguredBackend = {
  readonly backend: Backend;
  readonly displayName: string;
  /** Which system it is: another one under the same id is not the one that was read before. */
  readonly baseUrl: string;
  /** Whether mutations may change it. */
  readonly writes: boolean;
  readonly roleMap: RoleMap;
  readonly administratorRoles: readonly string[];
  /** No change may leave fewer administrators. */
  readonly minAdmins: number;
  /** Native ids of accounts and API tokens that no mutation may change. */
  readonly protect: ReadonlySet<string>;
  /** Of each group of roles an account can hold at most one in one place. */
  readonly exclusive: ExclusiveGroups;
  /** Whether it proves that an address is the account's own. */
  readonly emailTrust: KindDefaults['emailTrust'];
  /** From the end of one reading of the whole backend to the beginning of the next. */
  readonly refreshSeconds: number;
  readonly limits: {
    readonly requestsPerSecond: number;
    readonly concurrency: number;
    readonly timeoutMs: number;
  };
};
