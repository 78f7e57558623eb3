import type { Account, AccountKind } from '../domain/account.ts';
import type { ApiToken } from '../domain/api-token.ts';
import type { Assignment, AssignmentRef } from '../domain/assignment.ts';
import type { CallOptions } from '../domain/call-options.ts';
import type { Device, DeviceGroup } from '../domain/device.ts';
import type { BackendError } from '../domain/errors.ts';
import type { Group } from '../domain/group.ts';
import type { Health } from '../domain/health.ts';
import type { NativeRole, NativeRoleTable, RoleContexts } from '../domain/native-role.ts';
import type { Organization } from '../domain/organization.ts';
import type { Secret } from '../domain/secret.ts';

/**
 * One configured remote system, spoken to in its native roles only.
 *
 * Capability is presence: an optional member is there or it is not, and none throws "unsupported".
 * Every method rejects with a `BackendError`, or with a BAD_INPUT for an id that no request can carry.
 */
export type Backend = {
  /** As configured, such as `iot-prod`. */
  readonly id: string;
  readonly kind: string;
  /** The most ids that one `getAccounts` takes to make its best use of the vendor's API. */
  readonly maxBatch: number;
  /** How many calls it takes at the least to read one account with all that it holds. Plans forecast with it. */
  readonly callsPerAccount: number;

  /** Proves address and credentials with one cheap read. */
  check(options?: CallOptions): Promise<void>;

  /** Pages in the backend's order. Ends after the last page, which makes the read COMPLETE, or throws: a walk that ended early is never silent. */
  listAccounts(options?: ListOptions): AsyncIterable<Page<Account>>;

  /** One answer for each id, in the order asked; `null` where the backend has no such account. One failed id harms no other. */
  getAccounts(ids: readonly string[], options?: CallOptions): Promise<readonly Lookup<Account>[]>;

  /**
   * Present where the account's own record may lack what groups give, and does not tell direct from inherited. One answer for each account, in
   * the order asked, every `origin` filled unless `origins` is `false`.
   */
  getAssignments?(
    accounts: readonly Account[],
    options?: CallOptions & {
      /** `false` where it is enough that all are there: some `origin` may then be `null`, for fewer calls. */
      readonly origins?: boolean | undefined;
      /** The role table, where the caller has it already or can share it. */
      readonly nativeRoles?: (() => Promise<NativeRoleTable>) | undefined;
    },
  ): Promise<readonly (readonly Assignment[] | BackendError)[]>;

  /**
   * Present with `getAssignments`: reads per role and per group, never per account, whatever tells where assignments come from. What it
   * resolves to then tells of any account, without a further call, all that it holds. `origin` is `null` where none of it explains an
   * assignment that the account's own record tells, as where it was granted meanwhile. For reading a whole backend.
   */
  prepareAttribution?(options?: CallOptions): Promise<(account: Account) => readonly Assignment[]>;

  listNativeRoles(
    options?: CallOptions & {
      /** What all accounts hold, where the caller has just read them: a backend whose roles show nowhere else then asks for nothing. */
      readonly held?: readonly Assignment[] | undefined;
    },
  ): Promise<NativeRoleTable>;

  readonly roleWriter?: RoleWriter;
  readonly accountWriter?: AccountWriter;
  readonly organizations?: Organizations;
  readonly apiTokens?: ApiTokens;
  readonly groups?: Groups;
  readonly roleDefinitions?: RoleDefinitions;
  readonly devices?: Devices;

  /** How it does, as far as the calls so far tell. Asks nobody. */
  health(): Health;

  /** Ends connections. Calls under way are given up. */
  close(): Promise<void>;
};

export type ListOptions = CallOptions & {
  /** `Page.next` of an earlier page of the same list; from the start when not given. A value that this list never gave is BAD_INPUT. */
  readonly from?: string | undefined;
  /** A wish: a backend without a page size, or with a smaller cap, gives what it gives. */
  readonly pageSize?: number | undefined;
};

export type Page<T> = {
  readonly entries: readonly T[];
  /** Where the next page starts; `null` on the last one. */
  readonly next: string | null;
  /** Over all pages; `null` where the backend does not tell. */
  readonly total: number | null;
};

export type Lookup<T> = T | null | BackendError;

/** Writes roles of an account in the backend's own verb. */
export type RoleWriter = {
  /** How the backend's verb works: a `replace` overwrites what someone else granted meanwhile, a `delta` does not. */
  readonly style: 'replace' | 'delta';
  /** How many assignments an account can hold. */
  readonly min: number;
  readonly max: number;
  /** How many calls one `write` takes. Plans forecast with it. */
  readonly callsPerWrite: number;
  /** Returns when the backend has acknowledged. What it then holds is for the caller to read back. */
  write(change: RoleChange, options?: CallOptions): Promise<void>;
};

/** Both tellings of one change, so that every verb finds what it needs. All of `before`, `after`, `grants`, `revokes` are direct. */
export type RoleChange = {
  /** As just read. */
  readonly account: Account;
  readonly before: readonly AssignmentRef[];
  readonly after: readonly AssignmentRef[];
  readonly grants: readonly AssignmentRef[];
  readonly revokes: readonly AssignmentRef[];
};

export type AccountWriter = {
  /** The fields of `NewAccount` that this backend takes. The core refuses any other before it calls `create`. */
  readonly createFields: readonly (keyof NewAccount)[];
  /** Those of them without which it refuses. */
  readonly requiredFields: readonly (keyof NewAccount)[];
  /** What stands against creating each, as far as reading tells: whatever `create` would refuse before it writes. `null` where nothing does. */
  findObstacles(
    accounts: readonly NewAccount[],
    options?: CallOptions,
  ): Promise<readonly (BackendError | null)[]>;
  /**
   * Creates in order, in as few calls as the backend allows, and proves each by reading it. Never overwrites: an existing one is ALREADY_EXISTS.
   * One answer for each.
   */
  create(
    accounts: readonly NewAccount[],
    options?: CallOptions,
  ): Promise<readonly (Account | BackendError)[]>;

  /** The fields of `AccountChanges` that this backend can change. Empty where `update` is missing. */
  readonly updateFields: readonly (keyof AccountChanges)[];
  /** What is not given stays as it was. Returns the account as read afterwards. */
  update?(account: Account, changes: AccountChanges, options?: CallOptions): Promise<Account>;

  delete(account: Account, options?: CallOptions): Promise<void>;
  /** Enables or disables sign-in. Returns the account as read afterwards. */
  setStatus?(account: Account, status: 'ACTIVE' | 'DISABLED', options?: CallOptions): Promise<Account>;
  /** Sends the invitation again. */
  reinvite?(account: Account, options?: CallOptions): Promise<void>;
};

/** An account to be. `undefined` = not given, the backend's default holds. */
export type NewAccount = {
  /** Where the caller chooses the backend's id (IoT Central). */
  readonly nativeId?: string | undefined;
  readonly kind?: Exclude<AccountKind, 'UNKNOWN'> | undefined;
  readonly userName?: string | undefined;
  readonly displayName?: string | undefined;
  readonly email?: string | undefined;
  readonly password?: Secret | undefined;
  readonly status?: 'ACTIVE' | 'DISABLED' | undefined;
  readonly timeZone?: string | undefined;
  /** The directory's tenant and object, for groups and service principals of Microsoft Entra. */
  readonly directory?: { readonly tenantId: string; readonly objectId: string } | undefined;
  readonly grants?: readonly AssignmentRef[] | undefined;
  /** Ids of groups to join at once. */
  readonly groups?: readonly string[] | undefined;
};

/** `undefined` = stays, `null` = cleared. */
export type AccountChanges = {
  readonly displayName?: string | null | undefined;
  readonly email?: string | null | undefined;
  readonly password?: Secret | undefined;
  readonly firstName?: string | null | undefined;
  readonly lastName?: string | null | undefined;
  readonly image?: string | null | undefined;
  readonly timeZone?: string | null | undefined;
};

export type Organizations = {
  list(options?: ListOptions): AsyncIterable<Page<Organization>>;
  get(ids: readonly string[], options?: CallOptions): Promise<readonly Lookup<Organization>[]>;
  /** Never overwrites: an existing id is ALREADY_EXISTS. */
  create(
    organization: {
      readonly id: string;
      readonly displayName: string;
      readonly parentId?: string | undefined;
    },
    options?: CallOptions,
  ): Promise<Organization>;
  /** `parentId: null` moves it under the root. */
  update(
    id: string,
    changes: { readonly displayName?: string | undefined; readonly parentId?: string | null | undefined },
    options?: CallOptions,
  ): Promise<Organization>;
  delete(id: string, options?: CallOptions): Promise<void>;
};

export type ApiTokens = {
  list(options?: ListOptions): AsyncIterable<Page<ApiToken>>;
  get(ids: readonly string[], options?: CallOptions): Promise<readonly Lookup<ApiToken>[]>;
  /** The secret is shown by the backend this once. Never overwrites. `expiresAt` is ISO 8601. */
  create(
    token: {
      readonly id: string;
      readonly grants: readonly AssignmentRef[];
      readonly expiresAt?: string | undefined;
    },
    options?: CallOptions,
  ): Promise<{ readonly token: ApiToken; readonly secret: Secret }>;
  delete(id: string, options?: CallOptions): Promise<void>;
};

export type Groups = {
  list(options?: ListOptions): AsyncIterable<Page<Group>>;
  get(ids: readonly string[], options?: CallOptions): Promise<readonly Lookup<Group>[]>;
  create(
    group: {
      readonly name: string;
      readonly description?: string | undefined;
      readonly nativeRoleIds: readonly string[];
    },
    options?: CallOptions,
  ): Promise<Group>;
  /** What is not given stays as it was, though the backend's verb replaces all. */
  update(
    group: Group,
    changes: {
      readonly name?: string | undefined;
      readonly description?: string | null | undefined;
      readonly nativeRoleIds?: readonly string[] | undefined;
    },
    options?: CallOptions,
  ): Promise<Group>;
  delete(group: Group, options?: CallOptions): Promise<void>;
  addAccount(groupId: string, accountId: string, options?: CallOptions): Promise<void>;
  removeAccount(groupId: string, accountId: string, options?: CallOptions): Promise<void>;
};

/** Defining what the backend grants. */
export type RoleDefinitions = {
  get(id: string, options?: CallOptions): Promise<NativeRole | null>;
  /** Never overwrites. */
  create(role: { readonly id: string } & RoleDefinitionChanges, options?: CallOptions): Promise<NativeRole>;
  /** What is not given stays as it was. */
  update(id: string, changes: RoleDefinitionChanges, options?: CallOptions): Promise<NativeRole>;
  delete(id: string, options?: CallOptions): Promise<void>;
  /** Aliases of the permissions that the role gives, as the backend spells them. */
  getPermissions(id: string, options?: CallOptions): Promise<readonly string[]>;
};

export type RoleDefinitionChanges = {
  readonly description?: string | null | undefined;
  readonly contexts?: RoleContexts | undefined;
  /** The whole set of permission aliases. */
  readonly permissions?: readonly string[] | undefined;
};

export type Devices = {
  get(id: string, options?: CallOptions): Promise<Device | null>;
  /** Never overwrites. */
  create(device: NewDevice, options?: CallOptions): Promise<Device>;
  getGroup(id: string, options?: CallOptions): Promise<DeviceGroup | null>;
  /** Never overwrites. */
  createGroup(group: NewDeviceGroup, options?: CallOptions): Promise<DeviceGroup>;
};

export type NewDevice = {
  readonly id: string;
  readonly displayName?: string | undefined;
  readonly template?: string | undefined;
  readonly simulated?: boolean | undefined;
  readonly enabled?: boolean | undefined;
  readonly organizationId?: string | undefined;
};

export type NewDeviceGroup = {
  readonly id: string;
  readonly displayName: string;
  readonly description?: string | undefined;
  readonly filter: string;
  readonly organizationId?: string | undefined;
};
