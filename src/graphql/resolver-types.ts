import type { GraphQLResolveInfo, GraphQLScalarType, GraphQLScalarTypeConfig } from 'graphql';
import type { AccountParent as AccountParentParent, AccountConnectionParent as AccountConnectionParentParent, AssignmentParent as AssignmentParentParent, BackendIndexParent as BackendIndexParentParent, GroupParent as GroupParentParent, LinkParent as LinkParentParent, LinkCandidateParent as LinkCandidateParentParent, MutationErrorParent as MutationErrorParentParent, NativeRoleParent as NativeRoleParentParent, OrganizationParent as OrganizationParentParent, RoleMappingParent as RoleMappingParentParent, SourceParent as SourceParentParent, UserParent as UserParentParent, UserConnectionParent as UserConnectionParentParent } from './parents.ts';
import type { AccountDevice as AccountDeviceParent, CdataSyncAccount as CdataSyncAccountParent, CfengineAccount as CfengineAccountParent, CipherscaleAccount as CipherscaleAccountParent, IotCentralAccount as IotCentralAccountParent } from '../domain/account.ts';
import type { ApiToken as ApiTokenParent } from '../domain/api-token.ts';
import type { ConfiguredBackend as ConfiguredBackendParent } from '../backends/configured-backend.ts';
import type { Health as HealthParent } from '../domain/health.ts';
import type { Caller as CallerParent, Scope as ScopeParent } from '../domain/caller.ts';
import type { ErrorCode as ErrorCodeParent } from '../domain/errors.ts';
import type { Device as DeviceParent, DeviceGroup as DeviceGroupParent } from '../domain/device.ts';
import type { Refresh as RefreshParent } from '../domain/refresh.ts';
import type { Role as RoleParent } from '../domain/role.ts';
import type { Context } from './context.ts';
export type Maybe<T> = T | null;
export type InputMaybe<T> = T | null | undefined;
export type Omit<T, K extends keyof T> = Pick<T, Exclude<keyof T, K>>;
export type EnumResolverSignature<T, AllowedValues = any> = { [key in keyof T]?: AllowedValues };
export type RequireFields<T, K extends keyof T> = Omit<T, K> & { [P in K]-?: NonNullable<T[P]> };
/** All built-in and custom scalars, mapped to their actual values */
export type Scalars = {
  ID: { input: string; output: string; }
  String: { input: string; output: string; }
  Boolean: { input: boolean; output: boolean; }
  Int: { input: number; output: number; }
  Float: { input: number; output: number; }
  /** An instant: ISO 8601 in UTC, such as `2026-11-22T08:00:00.000Z`. */
  DateTime: { input: string; output: string; }
};

/** What the backend calls a user: one record of a person, a service or a directory group in one backend. Null means that the backend does not tell. */
export type Account = Node & {
  readonly __typename?: 'Account';
  /** When Rolecall read it. */
  readonly asOf?: Maybe<Scalars['DateTime']['output']>;
  /** The native roles that it holds, directly or through groups. `origin` and `group` may cost further calls, made only when selected. */
  readonly assignments?: Maybe<ReadonlyArray<Assignment>>;
  /** The backend's id, as configured. */
  readonly backend: Scalars['ID']['output'];
  /** When the backend created it. */
  readonly createdAt?: Maybe<Scalars['DateTime']['output']>;
  /** The name to show. */
  readonly displayName?: Maybe<Scalars['String']['output']>;
  /** As the backend has it. Not every backend proves that the address belongs to the account. */
  readonly email?: Maybe<Scalars['String']['output']>;
  /** Whether a directory (LDAP) masters it. Its roles are then changed there. */
  readonly external?: Maybe<Scalars['Boolean']['output']>;
  /** The groups that it belongs to. */
  readonly groups?: Maybe<ReadonlyArray<Group>>;
  /** Global and opaque. */
  readonly id: Scalars['ID']['output'];
  /** What it stands for. */
  readonly kind?: Maybe<AccountKind>;
  /** When the backend last saw it being used. */
  readonly lastSeenAt?: Maybe<Scalars['DateTime']['output']>;
  /** How sure it is that the account belongs to its user, and why. */
  readonly link?: Maybe<Link>;
  /** The backend's own id. */
  readonly nativeId: Scalars['ID']['output'];
  /** The status in the backend's own word. */
  readonly nativeStatus?: Maybe<Scalars['String']['output']>;
  /** Whether mutations refuse to change it: by the backend's nature (an owner, a service account) or by configuration. */
  readonly protected?: Maybe<Scalars['Boolean']['output']>;
  /** The roles that its assignments spell whole. */
  readonly roles?: Maybe<ReadonlyArray<Role>>;
  /** Whether it can be used. */
  readonly status?: Maybe<AccountStatus>;
  /** When it last changed. */
  readonly updatedAt?: Maybe<Scalars['DateTime']['output']>;
  /** The user that this account belongs to. */
  readonly user?: Maybe<User>;
  /** The name to sign in with. */
  readonly userName?: Maybe<Scalars['String']['output']>;
  /** What only this kind of backend knows. */
  readonly vendor?: Maybe<VendorAccount>;
};

/** A page of accounts. */
export type AccountConnection = {
  readonly __typename?: 'AccountConnection';
  /** The accounts with their cursors. */
  readonly edges: ReadonlyArray<AccountEdge>;
  /** The accounts alone. */
  readonly nodes: ReadonlyArray<Account>;
  /** Where the page lies. */
  readonly pageInfo: PageInfo;
  /** Where this page comes from: one entry for each backend that the filter lets through. */
  readonly sources: ReadonlyArray<Source>;
  /** Over all pages; null where some backend has not been read whole or does not tell. */
  readonly totalCount?: Maybe<Scalars['Int']['output']>;
};

/** A device that an account connects with. */
export type AccountDevice = {
  readonly __typename?: 'AccountDevice';
  /** Whether it may connect. */
  readonly active?: Maybe<Scalars['Boolean']['output']>;
  /** The version of the vendor's app on it. */
  readonly appVersion?: Maybe<Scalars['String']['output']>;
  /** What tells this hardware from other. */
  readonly hardwareId?: Maybe<Scalars['String']['output']>;
  /** When it was last connected. */
  readonly lastSeenAt?: Maybe<Scalars['DateTime']['output']>;
  /** As its owner calls it. */
  readonly name?: Maybe<Scalars['String']['output']>;
  /** The backend's own id. */
  readonly nativeId: Scalars['ID']['output'];
  /** In the backend's own word. */
  readonly status?: Maybe<Scalars['String']['output']>;
};

/** An account and its place. */
export type AccountEdge = {
  readonly __typename?: 'AccountEdge';
  /** For `after`. */
  readonly cursor: Scalars['String']['output'];
  /** The account. */
  readonly node: Account;
};

/** Which accounts. Every condition that is given has to hold. */
export type AccountFilter = {
  /** On this backend, by its id as configured. */
  readonly backend?: InputMaybe<Scalars['ID']['input']>;
  /** On one of these backends. */
  readonly backends?: InputMaybe<ReadonlyArray<Scalars['ID']['input']>>;
  /** Of one of these kinds. */
  readonly kind?: InputMaybe<ReadonlyArray<AccountKind>>;
  /** Whose link is in one of these states. Only for callers who may see every backend: it hangs on all accounts of the user. */
  readonly link?: InputMaybe<ReadonlyArray<LinkState>>;
  /** That hold this native role of `backend`, by native id; not together with `role`. */
  readonly nativeRole?: InputMaybe<Scalars['ID']['input']>;
  /** That hold something within this organization of `backend`, by native id. */
  readonly organization?: InputMaybe<Scalars['ID']['input']>;
  /** That hold this role, by name. */
  readonly role?: InputMaybe<Scalars['String']['input']>;
  /** Found anywhere in name, user name or address, whatever the case and the accents. */
  readonly search?: InputMaybe<Scalars['String']['input']>;
  /** Of one of these statuses. */
  readonly status?: InputMaybe<ReadonlyArray<AccountStatus>>;
};

/** What an account stands for. */
export type AccountKind =
  /** A group of a directory, whose members all get in. */
  | 'DIRECTORY_GROUP'
  /** A human being. */
  | 'PERSON'
  /** A program: a service principal, a service account. */
  | 'SERVICE'
  /** A sort that is newer than this version of Rolecall. */
  | 'UNKNOWN';

/** How accounts are ordered. */
export type AccountOrder = {
  /** What they are ordered by. */
  readonly by?: AccountOrderField;
  /** From the least, or from the greatest. */
  readonly direction?: Direction;
};

/** What accounts are ordered by. */
export type AccountOrderField =
  /** Backend, then native id: neither ever changes. */
  | 'ACCOUNT'
  /** The address, whatever the case. */
  | 'EMAIL'
  /** The name that is shown: display name, else user name, else address, else native id, whatever the case and the accents. */
  | 'NAME';

/** Where an account is. */
export type AccountRefInput = {
  /** The backend's id, as configured. */
  readonly backend: Scalars['ID']['input'];
  /** The backend's own id of the account. */
  readonly nativeId: Scalars['ID']['input'];
};

/** Whether an account can be used. */
export type AccountStatus =
  /** It can sign in. */
  | 'ACTIVE'
  /** It cannot sign in. */
  | 'DISABLED'
  /** Its invitation has expired. */
  | 'EXPIRED'
  /** It is invited and has not accepted. */
  | 'INVITED'
  /** The backend's word is unknown, or it has none. */
  | 'UNKNOWN';

/** Whom to put where. */
export type AddAccountToGroupInput = {
  /** Whom. */
  readonly account: AccountRefInput;
  /** The native id of the group. */
  readonly group: Scalars['ID']['input'];
};

/** A credential that a backend issued. Its secret was shown once, when it was created. */
export type ApiToken = Node & {
  readonly __typename?: 'ApiToken';
  /** The native roles that its bearer holds. */
  readonly assignments?: Maybe<ReadonlyArray<Assignment>>;
  /** The backend's id, as configured. */
  readonly backend: Scalars['ID']['output'];
  /** Whether it has stopped. */
  readonly expired?: Maybe<Scalars['Boolean']['output']>;
  /** When it stops to work. */
  readonly expiresAt?: Maybe<Scalars['DateTime']['output']>;
  /** Global and opaque. */
  readonly id: Scalars['ID']['output'];
  /** The backend's own id. */
  readonly nativeId: Scalars['ID']['output'];
};

/** A page of API tokens. */
export type ApiTokenConnection = {
  readonly __typename?: 'ApiTokenConnection';
  /** The tokens with their cursors. */
  readonly edges: ReadonlyArray<ApiTokenEdge>;
  /** The tokens alone. */
  readonly nodes: ReadonlyArray<ApiToken>;
  /** Where the page lies. */
  readonly pageInfo: PageInfo;
  /** Over all pages; null where the backend does not tell. */
  readonly totalCount?: Maybe<Scalars['Int']['output']>;
};

/** An API token and its place. */
export type ApiTokenEdge = {
  readonly __typename?: 'ApiTokenEdge';
  /** For `after`. */
  readonly cursor: Scalars['String']['output'];
  /** The token. */
  readonly node: ApiToken;
};

/** An account holds a native role, optionally within an organization. Both together are its identity. */
export type Assignment = {
  readonly __typename?: 'Assignment';
  /** The group that gives it, where it is inherited. */
  readonly group?: Maybe<Group>;
  /** What is held. */
  readonly nativeRole?: Maybe<NativeRole>;
  /** Within which organization; null for the whole application. */
  readonly organization?: Maybe<Organization>;
  /** Whether it is held directly or through a group. */
  readonly origin?: Maybe<AssignmentOrigin>;
  /** The roles that it helps to spell. */
  readonly roles?: Maybe<ReadonlyArray<Role>>;
};

/** How an account comes by a role. */
export type AssignmentOrigin =
  /** It was granted to the account. */
  | 'DIRECT'
  /** A group gives it, and only there it can be revoked. */
  | 'INHERITED';

/** A configured remote system that keeps accounts and roles. */
export type Backend = {
  readonly __typename?: 'Backend';
  /** What it can do. A mutation that needs another capability answers UNSUPPORTED. */
  readonly capabilities: ReadonlyArray<Capability>;
  /** The name to show. */
  readonly displayName: Scalars['String']['output'];
  /** Whether Rolecall asks it now. To ask for this asks no backend. */
  readonly health: BackendHealth;
  /** As configured; other types name it in `backend`. */
  readonly id: Scalars['ID']['output'];
  /** What the index knows of it, and how it is being read. */
  readonly index: BackendIndex;
  /** Which product it is. */
  readonly kind: BackendKind;
  /** How fast Rolecall asks it. */
  readonly limits: BackendLimits;
  /** Whether mutations may change it. */
  readonly writes: Scalars['Boolean']['output'];
};

/** Whether Rolecall asks a backend now; if not, why and until when. */
export type BackendHealth = {
  readonly __typename?: 'BackendHealth';
  /** The earliest time at which it is asked again; null where it is asked as calls come. */
  readonly nextProbe?: Maybe<Scalars['DateTime']['output']>;
  /** Why, in a sentence; null where it is HEALTHY or UNKNOWN. */
  readonly reason?: Maybe<Scalars['String']['output']>;
  /** When the state began; null where it is UNKNOWN. */
  readonly since?: Maybe<Scalars['DateTime']['output']>;
  /** Whether it is asked, and why not. */
  readonly state: HealthState;
};

/** What the index knows of a backend. */
export type BackendIndex = {
  readonly __typename?: 'BackendIndex';
  /** Accounts in the index. */
  readonly accounts?: Maybe<Scalars['Int']['output']>;
  /** When the last reading that reached its end began; null where there was none. */
  readonly asOf?: Maybe<Scalars['DateTime']['output']>;
  /** How the last reading ended; UNREAD where there was none. */
  readonly completeness: Completeness;
  /** The last reading that has ended; null where there was none. */
  readonly lastRefresh?: Maybe<Refresh>;
  /** When the next one begins; null while one is under way. */
  readonly nextRefreshAt?: Maybe<Scalars['DateTime']['output']>;
  /** The reading under way; null where there is none. */
  readonly refreshing?: Maybe<Refresh>;
};

/** Which product a backend is. */
export type BackendKind =
  /** CData Sync. */
  | 'CDATA_SYNC'
  /** CFEngine Enterprise. */
  | 'CFENGINE'
  /** CipherScale. */
  | 'CIPHERSCALE'
  /** Azure IoT Central. */
  | 'IOT_CENTRAL';

/** How fast Rolecall asks a backend. */
export type BackendLimits = {
  readonly __typename?: 'BackendLimits';
  /** At most this many are under way. */
  readonly concurrency: Scalars['Int']['output'];
  /** At most this many requests arrive in any sliding second. Of a fraction above one only the whole part counts. */
  readonly requestsPerSecond: Scalars['Float']['output'];
  /** Milliseconds until a call is given up, retries included. Waiting for its turn does not count. */
  readonly timeoutMs: Scalars['Int']['output'];
};

/** What an invalid one among many does to the others. */
export type BulkMode =
  /** If any is invalid, nothing is written. What fails at the backend afterwards is reported and undoes nothing. */
  | 'ALL_OR_NOTHING'
  /** Each stands alone. */
  | 'SKIP_FAILED';

/** Who calls Rolecall. */
export type Caller = {
  readonly __typename?: 'Caller';
  /** The backends that it may see, by id. */
  readonly backends: ReadonlyArray<Scalars['ID']['output']>;
  /** As configured. */
  readonly name: Scalars['String']['output'];
  /** What it may do. */
  readonly scopes: ReadonlyArray<Scope>;
};

/** Something that a backend may be able to do. */
export type Capability =
  /** Issue API tokens. */
  | 'API_TOKENS'
  /** Define native roles. */
  | 'DEFINE_ROLES'
  /** Keep devices and device groups. */
  | 'DEVICES'
  /** Create, change and delete accounts. */
  | 'EDIT_ACCOUNTS'
  /** Grant and revoke roles of accounts. */
  | 'EDIT_ROLES'
  /** Keep groups. */
  | 'GROUPS'
  /** Keep organizations. */
  | 'ORGANIZATIONS'
  /** Send invitations again. */
  | 'REINVITE_ACCOUNTS'
  /** Enable and disable accounts. */
  | 'SET_ACCOUNT_STATUS';

/** What only CData Sync knows. */
export type CdataSyncAccount = {
  readonly __typename?: 'CdataSyncAccount';
  /** The id under which single sign-on knows it. */
  readonly federationId?: Maybe<Scalars['String']['output']>;
};

/** What only CFEngine Enterprise knows. */
export type CfengineAccount = {
  readonly __typename?: 'CfengineAccount';
  /** The time zone in which Mission Portal shows times. */
  readonly timeZone?: Maybe<Scalars['String']['output']>;
  /** Whether sign-in takes a second factor. */
  readonly twoFactorEnabled?: Maybe<Scalars['Boolean']['output']>;
};

/** What only CipherScale knows. */
export type CipherscaleAccount = {
  readonly __typename?: 'CipherscaleAccount';
  /** The devices that it connects with. */
  readonly devices?: Maybe<ReadonlyArray<AccountDevice>>;
  /** Given name. */
  readonly firstName?: Maybe<Scalars['String']['output']>;
  /** Address of a picture. */
  readonly image?: Maybe<Scalars['String']['output']>;
  /** Whether it owns the space. Ownership can be neither given nor taken. */
  readonly isOwner?: Maybe<Scalars['Boolean']['output']>;
  /** Family name. */
  readonly lastName?: Maybe<Scalars['String']['output']>;
  /** How many devices it may connect with; null for no limit. */
  readonly maxDevices?: Maybe<Scalars['Float']['output']>;
};

/** How a reading of a whole backend ended. */
export type Completeness =
  /** At its end. */
  | 'COMPLETE'
  /** At once: nothing was read. */
  | 'FAILED'
  /** At its end, but more accounts were missing than `guards.maxVanishedPercent` lets vanish at once. Nobody counts as gone until somebody confirms it by `refreshBackend(input: { ..., confirmShrink: true })`. */
  | 'HELD'
  /** Before its end. What was seen is kept, and nobody counts as gone. */
  | 'PARTIAL'
  /** There was none yet. */
  | 'UNREAD';

/** What to create, and where. */
export type CreateAccountInput = {
  /** The account. */
  readonly account: NewAccountInput;
  /** Lets a role be spelled by a native role that gives more. */
  readonly allowEscalation?: InputMaybe<Scalars['Boolean']['input']>;
  /** The backend's id, as configured. */
  readonly backend: Scalars['ID']['input'];
};

/** What was created. */
export type CreateAccountPayload = {
  readonly __typename?: 'CreateAccountPayload';
  /** As read back; null where nothing was created. */
  readonly account?: Maybe<Account>;
  /** Empty on success. */
  readonly errors: ReadonlyArray<MutationError>;
};

/** What to create, and where. */
export type CreateAccountsInput = {
  /** At most 1000. */
  readonly accounts: ReadonlyArray<NewAccountInput>;
  /** Lets a role be spelled by a native role that gives more. */
  readonly allowEscalation?: InputMaybe<Scalars['Boolean']['input']>;
  /** The backend's id, as configured. */
  readonly backend: Scalars['ID']['input'];
  /** What an invalid one among them does to the others. */
  readonly mode?: BulkMode;
};

/** What was created. */
export type CreateAccountsPayload = {
  readonly __typename?: 'CreateAccountsPayload';
  /** What went wrong with the whole; what concerns one account is in its result. */
  readonly errors: ReadonlyArray<MutationError>;
  /** One for each account of the input, in its order; none where `errors` is not empty. */
  readonly results: ReadonlyArray<CreateAccountPayload>;
};

/** An API token to be. */
export type CreateApiTokenInput = {
  /** Lets a role be spelled by a native role that gives more. */
  readonly allowEscalation?: InputMaybe<Scalars['Boolean']['input']>;
  /** The backend's id, as configured. */
  readonly backend: Scalars['ID']['input'];
  /** When it stops to work; the backend's own default when not given. */
  readonly expiresAt?: InputMaybe<Scalars['DateTime']['input']>;
  /** The id to give it. */
  readonly nativeId: Scalars['ID']['input'];
  /** Native roles to hold, by native id. */
  readonly nativeRoles?: InputMaybe<ReadonlyArray<Scalars['ID']['input']>>;
  /** The native id of the organization within which; not given = for the whole application. */
  readonly organization?: InputMaybe<Scalars['ID']['input']>;
  /** Roles to hold, by name. */
  readonly roles?: InputMaybe<ReadonlyArray<Scalars['String']['input']>>;
};

/** What was created. */
export type CreateApiTokenPayload = {
  readonly __typename?: 'CreateApiTokenPayload';
  /** The token; null where nothing was created. */
  readonly apiToken?: Maybe<ApiToken>;
  /** Empty on success. */
  readonly errors: ReadonlyArray<MutationError>;
  /** The secret. Keep it: it is shown this once and kept nowhere. */
  readonly secret?: Maybe<Scalars['String']['output']>;
};

/** A device group to be. */
export type CreateDeviceGroupInput = {
  /** The backend's id, as configured. */
  readonly backend: Scalars['ID']['input'];
  /** What it is for. */
  readonly description?: InputMaybe<Scalars['String']['input']>;
  /** The name to show. */
  readonly displayName: Scalars['String']['input'];
  /** The query that selects its devices, such as `SELECT * FROM devices WHERE $template = "dtmi:..."`. */
  readonly filter: Scalars['String']['input'];
  /** The id to give it. */
  readonly nativeId: Scalars['ID']['input'];
  /** The native id of its organization; under the root when not given. */
  readonly organization?: InputMaybe<Scalars['ID']['input']>;
};

/** What was created. */
export type CreateDeviceGroupPayload = {
  readonly __typename?: 'CreateDeviceGroupPayload';
  /** As read back; null where nothing was created. */
  readonly deviceGroup?: Maybe<DeviceGroup>;
  /** Empty on success. */
  readonly errors: ReadonlyArray<MutationError>;
};

/** A device to be. */
export type CreateDeviceInput = {
  /** The backend's id, as configured. */
  readonly backend: Scalars['ID']['input'];
  /** The name to show. */
  readonly displayName?: InputMaybe<Scalars['String']['input']>;
  /** Whether it may connect; the backend's default when not given. */
  readonly enabled?: InputMaybe<Scalars['Boolean']['input']>;
  /** The id to give it. */
  readonly nativeId: Scalars['ID']['input'];
  /** The native id of its organization; under the root when not given. */
  readonly organization?: InputMaybe<Scalars['ID']['input']>;
  /** Whether it only pretends; the backend's default when not given. */
  readonly simulated?: InputMaybe<Scalars['Boolean']['input']>;
  /** The id of its device template. */
  readonly template?: InputMaybe<Scalars['String']['input']>;
};

/** What was created. */
export type CreateDevicePayload = {
  readonly __typename?: 'CreateDevicePayload';
  /** As read back; null where nothing was created. */
  readonly device?: Maybe<Device>;
  /** Empty on success. */
  readonly errors: ReadonlyArray<MutationError>;
};

/** A group to be. */
export type CreateGroupInput = {
  /** The backend's id, as configured. */
  readonly backend: Scalars['ID']['input'];
  /** What it is for. */
  readonly description?: InputMaybe<Scalars['String']['input']>;
  /** The name to show. */
  readonly name: Scalars['String']['input'];
  /** Native ids of the roles that members inherit. */
  readonly nativeRoles?: InputMaybe<ReadonlyArray<Scalars['ID']['input']>>;
};

/** A native role to be. */
export type CreateNativeRoleInput = {
  /** The backend's id, as configured. */
  readonly backend: Scalars['ID']['input'];
  /** Which hosts it lets see; all when not given. */
  readonly contexts?: InputMaybe<RoleContextsInput>;
  /** What it is for. */
  readonly description?: InputMaybe<Scalars['String']['input']>;
  /** Its name, which is its id. */
  readonly nativeId: Scalars['ID']['input'];
  /** Aliases of permissions, all of them. */
  readonly permissions?: InputMaybe<ReadonlyArray<Scalars['String']['input']>>;
};

/** An organization to be. */
export type CreateOrganizationInput = {
  /** The backend's id, as configured. */
  readonly backend: Scalars['ID']['input'];
  /** The name to show. */
  readonly displayName: Scalars['String']['input'];
  /** The id to give it: lower-case letters, digits and dashes. */
  readonly nativeId: Scalars['ID']['input'];
  /** The native id of the one above; under the root when not given. */
  readonly parent?: InputMaybe<Scalars['ID']['input']>;
};

/** Which account to delete. */
export type DeleteAccountInput = {
  /** Which account. */
  readonly account: AccountRefInput;
};

/** The deleted account, or why it was not deleted. */
export type DeleteAccountPayload = {
  readonly __typename?: 'DeleteAccountPayload';
  /** The global id of what is gone; null where nothing was deleted. */
  readonly deletedId?: Maybe<Scalars['ID']['output']>;
  /** Empty on success. */
  readonly errors: ReadonlyArray<MutationError>;
};

/** Which API token to delete. */
export type DeleteApiTokenInput = {
  /** The backend's id, as configured. */
  readonly backend: Scalars['ID']['input'];
  /** Its id. */
  readonly nativeId: Scalars['ID']['input'];
};

/** The deleted token, or why it was not deleted. */
export type DeleteApiTokenPayload = {
  readonly __typename?: 'DeleteApiTokenPayload';
  /** The global id of what is gone; null where nothing was deleted. */
  readonly deletedId?: Maybe<Scalars['ID']['output']>;
  /** Empty on success. */
  readonly errors: ReadonlyArray<MutationError>;
};

/** Which group to delete. */
export type DeleteGroupInput = {
  /** The backend's id, as configured. */
  readonly backend: Scalars['ID']['input'];
  /** Its id. */
  readonly nativeId: Scalars['ID']['input'];
};

/** The deleted group, or why it was not deleted. */
export type DeleteGroupPayload = {
  readonly __typename?: 'DeleteGroupPayload';
  /** The global id of what is gone; null where nothing was deleted. */
  readonly deletedId?: Maybe<Scalars['ID']['output']>;
  /** Empty on success. */
  readonly errors: ReadonlyArray<MutationError>;
};

/** Which native role to delete. */
export type DeleteNativeRoleInput = {
  /** The backend's id, as configured. */
  readonly backend: Scalars['ID']['input'];
  /** Its id. */
  readonly nativeId: Scalars['ID']['input'];
};

/** The deleted native role, or why it was not deleted. */
export type DeleteNativeRolePayload = {
  readonly __typename?: 'DeleteNativeRolePayload';
  /** The global id of what is gone; null where nothing was deleted. */
  readonly deletedId?: Maybe<Scalars['ID']['output']>;
  /** Empty on success. */
  readonly errors: ReadonlyArray<MutationError>;
};

/** Which organization to delete. */
export type DeleteOrganizationInput = {
  /** The backend's id, as configured. */
  readonly backend: Scalars['ID']['input'];
  /** Its id. */
  readonly nativeId: Scalars['ID']['input'];
};

/** The deleted organization, or why it was not deleted. */
export type DeleteOrganizationPayload = {
  readonly __typename?: 'DeleteOrganizationPayload';
  /** The global id of what is gone; null where nothing was deleted. */
  readonly deletedId?: Maybe<Scalars['ID']['output']>;
  /** Empty on success. */
  readonly errors: ReadonlyArray<MutationError>;
};

/** A device that IoT Central manages. */
export type Device = Node & {
  readonly __typename?: 'Device';
  /** The backend's id, as configured. */
  readonly backend: Scalars['ID']['output'];
  /** The name to show. */
  readonly displayName?: Maybe<Scalars['String']['output']>;
  /** Whether it may connect. */
  readonly enabled?: Maybe<Scalars['Boolean']['output']>;
  /** Global and opaque. */
  readonly id: Scalars['ID']['output'];
  /** The backend's own id. */
  readonly nativeId: Scalars['ID']['output'];
  /** The organization that it belongs to; null directly under the root. */
  readonly organization?: Maybe<Organization>;
  /** Whether it has connected and been set up. */
  readonly provisioned?: Maybe<Scalars['Boolean']['output']>;
  /** Whether it only pretends. */
  readonly simulated?: Maybe<Scalars['Boolean']['output']>;
  /** The id of its device template. */
  readonly template?: Maybe<Scalars['String']['output']>;
};

/** Devices that a query selects. */
export type DeviceGroup = Node & {
  readonly __typename?: 'DeviceGroup';
  /** The backend's id, as configured. */
  readonly backend: Scalars['ID']['output'];
  /** What it is for. */
  readonly description?: Maybe<Scalars['String']['output']>;
  /** The name to show. */
  readonly displayName?: Maybe<Scalars['String']['output']>;
  /** The query that selects its devices. */
  readonly filter?: Maybe<Scalars['String']['output']>;
  /** Global and opaque. */
  readonly id: Scalars['ID']['output'];
  /** The backend's own id. */
  readonly nativeId: Scalars['ID']['output'];
  /** The organization that it belongs to; null directly under the root. */
  readonly organization?: Maybe<Organization>;
};

/** Which way a list is ordered. */
export type Direction =
  /** From the least. */
  | 'ASC'
  /** From the greatest. */
  | 'DESC';

/** Why something was refused or failed. Messages may change, codes do not. */
export type ErrorCode =
  /** Two accounts of the backend bear this id. */
  | 'ACCOUNT_AMBIGUOUS'
  /** There is one already. Nothing was overwritten. */
  | 'ALREADY_EXISTS'
  /** The input is wrong; the message names what was expected and what came. */
  | 'BAD_INPUT'
  /** Someone else changed the account meanwhile. */
  | 'CONFLICT'
  /** The request costs more than is allowed. */
  | 'COST_EXCEEDED'
  /** The caller lacks the scope. */
  | 'FORBIDDEN'
  /** A guard stands in the way; the message names it. */
  | 'GUARD_BLOCKED'
  /** A group or a directory decides it; the message names which. */
  | 'IMMUTABLE'
  /** A fault of Rolecall; the request id finds it in the log. */
  | 'INTERNAL'
  /** It would leave the backend with too few administrators. */
  | 'LAST_ADMIN'
  /** The role has no spelling on this backend. */
  | 'NOT_EXPRESSIBLE'
  /** There is none, or none that this caller may see. */
  | 'NOT_FOUND'
  /** The role exists only within an organization there. */
  | 'ORGANIZATION_REQUIRED'
  /** The account is protected by the backend or by the configuration. */
  | 'PROTECTED'
  /** The backend refused Rolecall's credentials or failed too often of late, and is left alone for a while; `Backend.health` tells more. */
  | 'QUARANTINED'
  /** The backend's rate limit, or Rolecall's own, is reached. */
  | 'RATE_LIMITED'
  /** The backend has no such native role. */
  | 'ROLE_MISSING'
  /** Rolecall's own store cannot be read or written. */
  | 'STORE_UNAVAILABLE'
  /** The caller has not proved who it is. */
  | 'UNAUTHENTICATED'
  /** This backend cannot do it. */
  | 'UNSUPPORTED'
  /** A list could not be read to its end. */
  | 'UPSTREAM_INCOMPLETE'
  /** The backend's answer is not what its contract promises. */
  | 'UPSTREAM_INVALID'
  /** The backend refuses Rolecall's credentials. */
  | 'UPSTREAM_REFUSED'
  /** The backend refuses the request; the message holds its own code. */
  | 'UPSTREAM_REJECTED'
  /** The backend did not answer in time. A write may have happened. */
  | 'UPSTREAM_TIMEOUT'
  /** The backend cannot be reached or fails, or is left alone after it failed several times in a row. */
  | 'UPSTREAM_UNAVAILABLE'
  /** Several users bear this address; the message names their ids. */
  | 'USER_AMBIGUOUS'
  /** The configuration lets nobody write to this backend (`writes: true` does). */
  | 'WRITES_DISABLED';

/** Which account is granted which roles. */
export type GrantRolesInput = {
  /** The account whose roles change. */
  readonly account: AccountRefInput;
  /** Lets a role be spelled by a native role that gives more. */
  readonly allowEscalation?: InputMaybe<Scalars['Boolean']['input']>;
  /** Native roles by native id. */
  readonly nativeRoles?: InputMaybe<ReadonlyArray<Scalars['ID']['input']>>;
  /** The native id of the organization within which; not given = for the whole application. */
  readonly organization?: InputMaybe<Scalars['ID']['input']>;
  /** Roles by name. */
  readonly roles?: InputMaybe<ReadonlyArray<Scalars['String']['input']>>;
};

/** A group of accounts, whose native roles every member inherits. */
export type Group = Node & {
  readonly __typename?: 'Group';
  /** Its members. */
  readonly accounts?: Maybe<AccountConnection>;
  /** The backend's id, as configured. */
  readonly backend: Scalars['ID']['output'];
  /** What it is for. */
  readonly description?: Maybe<Scalars['String']['output']>;
  /** Global and opaque. */
  readonly id: Scalars['ID']['output'];
  /** As the backend shows it. */
  readonly name?: Maybe<Scalars['String']['output']>;
  /** The backend's own id. */
  readonly nativeId: Scalars['ID']['output'];
  /** What its members inherit. */
  readonly nativeRoles?: Maybe<ReadonlyArray<NativeRole>>;
};


/** A group of accounts, whose native roles every member inherits. */
export type GroupAccountsArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  first: Scalars['Int']['input'];
};

/** A page of groups. */
export type GroupConnection = {
  readonly __typename?: 'GroupConnection';
  /** The groups with their cursors. */
  readonly edges: ReadonlyArray<GroupEdge>;
  /** The groups alone. */
  readonly nodes: ReadonlyArray<Group>;
  /** Where the page lies. */
  readonly pageInfo: PageInfo;
  /** Over all pages; null where the backend does not tell. */
  readonly totalCount?: Maybe<Scalars['Int']['output']>;
};

/** A group and its place. */
export type GroupEdge = {
  readonly __typename?: 'GroupEdge';
  /** For `after`. */
  readonly cursor: Scalars['String']['output'];
  /** The group. */
  readonly node: Group;
};

/** The account as it is now, or why its membership was not changed. */
export type GroupMembershipPayload = {
  readonly __typename?: 'GroupMembershipPayload';
  /** The account as read back; null where nothing was written. */
  readonly account?: Maybe<Account>;
  /** Empty on success. */
  readonly errors: ReadonlyArray<MutationError>;
};

/** The group as it is now, or why it was not written. */
export type GroupPayload = {
  readonly __typename?: 'GroupPayload';
  /** Empty on success. */
  readonly errors: ReadonlyArray<MutationError>;
  /** As read back; null where nothing was written. */
  readonly group?: Maybe<Group>;
};

/** Whether calls reach a backend. In the last three states they fail at once. THROTTLED ends with the pause; the other two with the first call, one at a time, that succeeds. */
export type HealthState =
  /** It answered, and has not failed often enough since to be left alone. */
  | 'HEALTHY'
  /** It refused Rolecall's credentials, or failed too often in the last minutes. Calls are answered QUARANTINED; the first success ends it. */
  | 'QUARANTINED'
  /** It asked for a pause and gets it. Calls are answered RATE_LIMITED. */
  | 'THROTTLED'
  /** It failed several times in a row. Calls are answered UPSTREAM_UNAVAILABLE. */
  | 'UNAVAILABLE'
  /** No call has succeeded since the start, and too few have failed to tell. */
  | 'UNKNOWN';

/** What only Azure IoT Central knows. */
export type IotCentralAccount = {
  readonly __typename?: 'IotCentralAccount';
  /** Its object id there. */
  readonly objectId?: Maybe<Scalars['String']['output']>;
  /** The Microsoft Entra tenant of a group or service principal. */
  readonly tenantId?: Maybe<Scalars['String']['output']>;
  /** `email`, `adGroup`, `servicePrincipal`, or a newer type. */
  readonly type?: Maybe<Scalars['String']['output']>;
};

/** An account's belonging to a user. */
export type Link = {
  readonly __typename?: 'Link';
  /** The account that belongs to the user. */
  readonly account: Account;
  /** Accounts of other users that the account resembles. */
  readonly candidates: ReadonlyArray<LinkCandidate>;
  /** How strong the strongest evidence is, from 0 to 1; null where there is none. */
  readonly confidence?: Maybe<Scalars['Float']['output']>;
  /** What speaks for it, the strongest first. */
  readonly evidence: ReadonlyArray<LinkEvidence>;
  /** The accounts that would be LINKED together, were this link confirmed: those that changes of the user's roles would reach. */
  readonly ifConfirmed: ReadonlyArray<Account>;
  /** How sure it is that it belongs to the user. */
  readonly state: LinkState;
  /** The user that the account belongs to. */
  readonly user: User;
};

/** Which accounts are one user's. */
export type LinkAccountsInput = {
  /** Two to 100. */
  readonly accounts: ReadonlyArray<AccountRefInput>;
  /** Why, for those who ask later; up to 500 characters. */
  readonly reason: Scalars['String']['input'];
};

/** An account of another user that an account resembles. */
export type LinkCandidate = {
  readonly __typename?: 'LinkCandidate';
  /** The other account. */
  readonly account: Account;
  /** How strong the strongest evidence is, from 0 to 1. */
  readonly confidence: Scalars['Float']['output'];
  /** Whether somebody said that it is not so. */
  readonly denied: Scalars['Boolean']['output'];
  /** What speaks for both being one user's, the strongest first. */
  readonly evidence: ReadonlyArray<LinkEvidence>;
  /** The accounts that would be LINKED together, were these two. */
  readonly ifConfirmed: ReadonlyArray<Account>;
};

/** Something that speaks for two accounts being one user's. */
export type LinkEvidence = {
  readonly __typename?: 'LinkEvidence';
  /** How strong it is, from 0 to 1. */
  readonly confidence: Scalars['Float']['output'];
  /** What kind of evidence it is. */
  readonly rule: LinkRule;
  /** What both have in common, as it is compared; the reason that was given, where somebody confirmed it. */
  readonly values: ReadonlyArray<Scalars['String']['output']>;
};

/** Whose the accounts are after a decision. */
export type LinkPayload = {
  readonly __typename?: 'LinkPayload';
  /** Empty on success. */
  readonly errors: ReadonlyArray<MutationError>;
  /** The user of the account, or accounts, afterwards; null where nothing was decided. */
  readonly user?: Maybe<User>;
};

/** What speaks for two accounts being one user's, the strongest first. */
export type LinkRule =
  /** Somebody said so. */
  | 'CONFIRMED'
  /** The address is the same, and not every backend proves it. */
  | 'EMAIL'
  /** A directory or identity provider calls both the same. */
  | 'EXTERNAL_ID'
  /** The name to sign in with is the same. */
  | 'USER_NAME'
  /** Both backends prove the address, and it is the same. */
  | 'VERIFIED_EMAIL';

/** How sure it is that an account is a user's, by the accounts that the caller may see. */
export type LinkState =
  /** Somebody said that it is not the user's of the accounts that it resembles. */
  | 'DENIED'
  /** It could be the account of several users, or several accounts could be the user's. It stands alone until somebody decides. */
  | 'DISPUTED'
  /** Somebody confirmed it, or the addresses are equal and both backends prove theirs. */
  | 'LINKED'
  /** Probable, by what its owner could have made up. */
  | 'SUGGESTED'
  /** Nothing speaks for any other account being the same user's. */
  | 'UNLINKED';

/** Writes. Each takes one `input` and answers with what it made of it and with `errors`, which is empty on success. A payload is null only where a top-level error says why. */
export type Mutation = {
  readonly __typename?: 'Mutation';
  /** Puts an account into a group, whose native roles it then inherits. One that gives any, unless it is the default group, takes the scope APPLY as well. */
  readonly addAccountToGroup?: Maybe<GroupMembershipPayload>;
  /** Creates one account. With roles, or with groups that give some, the scope APPLY is needed as well. An existing one is never overwritten. */
  readonly createAccount?: Maybe<CreateAccountPayload>;
  /** Creates many accounts of one backend, in as few calls as it allows, with one result for each. */
  readonly createAccounts?: Maybe<CreateAccountsPayload>;
  /** Creates an API token, which takes the scope APPLY as well, since its bearer holds its roles. Its payload is the only place where the secret ever appears. An existing one is never overwritten. */
  readonly createApiToken?: Maybe<CreateApiTokenPayload>;
  /** IoT Central: creates a device. An existing one is never overwritten. */
  readonly createDevice?: Maybe<CreateDevicePayload>;
  /** IoT Central: creates a device group. An existing one is never overwritten. */
  readonly createDeviceGroup?: Maybe<CreateDeviceGroupPayload>;
  /** Creates a group. With native roles, the scope APPLY is needed as well. */
  readonly createGroup?: Maybe<GroupPayload>;
  /** CFEngine: defines a native role. */
  readonly createNativeRole?: Maybe<NativeRolePayload>;
  /** Creates an organization. An existing one is never overwritten. */
  readonly createOrganization?: Maybe<OrganizationPayload>;
  /** Deletes an account for good. */
  readonly deleteAccount?: Maybe<DeleteAccountPayload>;
  /** Deletes an API token, which stops to work at once. */
  readonly deleteApiToken?: Maybe<DeleteApiTokenPayload>;
  /** Deletes a group for good; its members lose what they inherit from it, which shows in the index once the backend has been read again. One that gives native roles takes the scope APPLY as well. */
  readonly deleteGroup?: Maybe<DeleteGroupPayload>;
  /** CFEngine: deletes a native role for good. */
  readonly deleteNativeRole?: Maybe<DeleteNativeRolePayload>;
  /** Deletes an organization that nothing is in. */
  readonly deleteOrganization?: Maybe<DeleteOrganizationPayload>;
  /** Grants roles in one place. What is held stays, but for what an exclusive group displaces. */
  readonly grantRoles?: Maybe<RoleEditPayload>;
  /** Confirms that accounts are one user's. Whatever denied it before is withdrawn, unless it concerns an account that the caller may not see, which is a CONFLICT. Takes APPLY, since changes of roles reach what is linked. */
  readonly linkAccounts?: Maybe<LinkPayload>;
  /** Reads a backend whole, now: its accounts, roles and organizations. One reading at a time: one that is under way is joined. Waits for its end as long as the request's time allows; `Backend.index` tells the rest. */
  readonly refreshBackend?: Maybe<RefreshBackendPayload>;
  /** Sends the invitation once more. */
  readonly reinviteAccount?: Maybe<ReinviteAccountPayload>;
  /** Takes an account out of a group. One that gives native roles takes the scope APPLY as well. */
  readonly removeAccountFromGroup?: Maybe<GroupMembershipPayload>;
  /** Revokes roles in one place. A native role that a kept role still needs stays. */
  readonly revokeRoles?: Maybe<RoleEditPayload>;
  /** Enables or disables an account, which keeps its roles. */
  readonly setAccountStatus?: Maybe<SetAccountStatusPayload>;
  /**
   * Makes these the roles that an account holds in one place: the whole application, or one organization. Managed native roles, those that
   * some role is spelled with, are replaced; all others stay, and so does everything in other places.
   */
  readonly setRoles?: Maybe<RoleEditPayload>;
  /** Says that an account is not the user's whose it is now. It becomes a user's of its own, and no rule links it to these accounts again. */
  readonly unlinkAccount?: Maybe<LinkPayload>;
  /** Changes what an account says of itself. What is not given stays as it was. With a password, the scope APPLY is needed as well: it opens the door to the account's roles. */
  readonly updateAccount?: Maybe<UpdateAccountPayload>;
  /** Changes a group. What is not given stays. To change its native roles takes the scope APPLY as well. What its members get by it shows in the index once the backend has been read again, which begins at once. */
  readonly updateGroup?: Maybe<GroupPayload>;
  /** CFEngine: changes what a native role gives to all who hold it. What is not given stays. */
  readonly updateNativeRole?: Maybe<NativeRolePayload>;
  /** Renames or moves an organization. What is not given stays. */
  readonly updateOrganization?: Maybe<OrganizationPayload>;
};


/** Writes. Each takes one `input` and answers with what it made of it and with `errors`, which is empty on success. A payload is null only where a top-level error says why. */
export type MutationAddAccountToGroupArgs = {
  input: AddAccountToGroupInput;
};


/** Writes. Each takes one `input` and answers with what it made of it and with `errors`, which is empty on success. A payload is null only where a top-level error says why. */
export type MutationCreateAccountArgs = {
  input: CreateAccountInput;
};


/** Writes. Each takes one `input` and answers with what it made of it and with `errors`, which is empty on success. A payload is null only where a top-level error says why. */
export type MutationCreateAccountsArgs = {
  input: CreateAccountsInput;
};


/** Writes. Each takes one `input` and answers with what it made of it and with `errors`, which is empty on success. A payload is null only where a top-level error says why. */
export type MutationCreateApiTokenArgs = {
  input: CreateApiTokenInput;
};


/** Writes. Each takes one `input` and answers with what it made of it and with `errors`, which is empty on success. A payload is null only where a top-level error says why. */
export type MutationCreateDeviceArgs = {
  input: CreateDeviceInput;
};


/** Writes. Each takes one `input` and answers with what it made of it and with `errors`, which is empty on success. A payload is null only where a top-level error says why. */
export type MutationCreateDeviceGroupArgs = {
  input: CreateDeviceGroupInput;
};


/** Writes. Each takes one `input` and answers with what it made of it and with `errors`, which is empty on success. A payload is null only where a top-level error says why. */
export type MutationCreateGroupArgs = {
  input: CreateGroupInput;
};


/** Writes. Each takes one `input` and answers with what it made of it and with `errors`, which is empty on success. A payload is null only where a top-level error says why. */
export type MutationCreateNativeRoleArgs = {
  input: CreateNativeRoleInput;
};


/** Writes. Each takes one `input` and answers with what it made of it and with `errors`, which is empty on success. A payload is null only where a top-level error says why. */
export type MutationCreateOrganizationArgs = {
  input: CreateOrganizationInput;
};


/** Writes. Each takes one `input` and answers with what it made of it and with `errors`, which is empty on success. A payload is null only where a top-level error says why. */
export type MutationDeleteAccountArgs = {
  input: DeleteAccountInput;
};


/** Writes. Each takes one `input` and answers with what it made of it and with `errors`, which is empty on success. A payload is null only where a top-level error says why. */
export type MutationDeleteApiTokenArgs = {
  input: DeleteApiTokenInput;
};


/** Writes. Each takes one `input` and answers with what it made of it and with `errors`, which is empty on success. A payload is null only where a top-level error says why. */
export type MutationDeleteGroupArgs = {
  input: DeleteGroupInput;
};


/** Writes. Each takes one `input` and answers with what it made of it and with `errors`, which is empty on success. A payload is null only where a top-level error says why. */
export type MutationDeleteNativeRoleArgs = {
  input: DeleteNativeRoleInput;
};


/** Writes. Each takes one `input` and answers with what it made of it and with `errors`, which is empty on success. A payload is null only where a top-level error says why. */
export type MutationDeleteOrganizationArgs = {
  input: DeleteOrganizationInput;
};


/** Writes. Each takes one `input` and answers with what it made of it and with `errors`, which is empty on success. A payload is null only where a top-level error says why. */
export type MutationGrantRolesArgs = {
  input: GrantRolesInput;
};


/** Writes. Each takes one `input` and answers with what it made of it and with `errors`, which is empty on success. A payload is null only where a top-level error says why. */
export type MutationLinkAccountsArgs = {
  input: LinkAccountsInput;
};


/** Writes. Each takes one `input` and answers with what it made of it and with `errors`, which is empty on success. A payload is null only where a top-level error says why. */
export type MutationRefreshBackendArgs = {
  input: RefreshBackendInput;
};


/** Writes. Each takes one `input` and answers with what it made of it and with `errors`, which is empty on success. A payload is null only where a top-level error says why. */
export type MutationReinviteAccountArgs = {
  input: ReinviteAccountInput;
};


/** Writes. Each takes one `input` and answers with what it made of it and with `errors`, which is empty on success. A payload is null only where a top-level error says why. */
export type MutationRemoveAccountFromGroupArgs = {
  input: RemoveAccountFromGroupInput;
};


/** Writes. Each takes one `input` and answers with what it made of it and with `errors`, which is empty on success. A payload is null only where a top-level error says why. */
export type MutationRevokeRolesArgs = {
  input: RevokeRolesInput;
};


/** Writes. Each takes one `input` and answers with what it made of it and with `errors`, which is empty on success. A payload is null only where a top-level error says why. */
export type MutationSetAccountStatusArgs = {
  input: SetAccountStatusInput;
};


/** Writes. Each takes one `input` and answers with what it made of it and with `errors`, which is empty on success. A payload is null only where a top-level error says why. */
export type MutationSetRolesArgs = {
  input: SetRolesInput;
};


/** Writes. Each takes one `input` and answers with what it made of it and with `errors`, which is empty on success. A payload is null only where a top-level error says why. */
export type MutationUnlinkAccountArgs = {
  input: UnlinkAccountInput;
};


/** Writes. Each takes one `input` and answers with what it made of it and with `errors`, which is empty on success. A payload is null only where a top-level error says why. */
export type MutationUpdateAccountArgs = {
  input: UpdateAccountInput;
};


/** Writes. Each takes one `input` and answers with what it made of it and with `errors`, which is empty on success. A payload is null only where a top-level error says why. */
export type MutationUpdateGroupArgs = {
  input: UpdateGroupInput;
};


/** Writes. Each takes one `input` and answers with what it made of it and with `errors`, which is empty on success. A payload is null only where a top-level error says why. */
export type MutationUpdateNativeRoleArgs = {
  input: UpdateNativeRoleInput;
};


/** Writes. Each takes one `input` and answers with what it made of it and with `errors`, which is empty on success. A payload is null only where a top-level error says why. */
export type MutationUpdateOrganizationArgs = {
  input: UpdateOrganizationInput;
};

/** Why a mutation did not do what was asked: something that the caller can mend or should show beside the form. */
export type MutationError = {
  readonly __typename?: 'MutationError';
  /** The backend that it concerns. */
  readonly backend?: Maybe<Scalars['ID']['output']>;
  /** What went wrong. */
  readonly code: ErrorCode;
  /** The same in a sentence. */
  readonly message: Scalars['String']['output'];
  /** Where in `input` the fault lies, outermost first; null where it lies in no one place. */
  readonly path?: Maybe<ReadonlyArray<Scalars['String']['output']>>;
  /** Seconds until a retry is worth a try; null where nobody can tell. */
  readonly retryAfter?: Maybe<Scalars['Int']['output']>;
  /** Whether it is worth sending the same request again later. After QUARANTINED someone may have to mend the credentials first. */
  readonly retryable: Scalars['Boolean']['output'];
};

/** What a backend grants. */
export type NativeRole = Node & {
  readonly __typename?: 'NativeRole';
  /** The accounts that hold it, directly or through groups, from the index. */
  readonly accounts?: Maybe<AccountConnection>;
  /** The backend's id, as configured. */
  readonly backend: Scalars['ID']['output'];
  /** Whether the vendor brought it. */
  readonly builtIn?: Maybe<Scalars['Boolean']['output']>;
  /** CFEngine: which hosts it lets see. */
  readonly contexts?: Maybe<RoleContexts>;
  /** In the backend's words. */
  readonly description?: Maybe<Scalars['String']['output']>;
  /** Global and opaque. */
  readonly id: Scalars['ID']['output'];
  /** The roles that it helps to spell. */
  readonly mapsTo?: Maybe<ReadonlyArray<RoleSpelling>>;
  /** As the backend shows it; null where it does not tell, as IoT Central does for custom organization roles. */
  readonly name?: Maybe<Scalars['String']['output']>;
  /** The backend's own id. */
  readonly nativeId: Scalars['ID']['output'];
  /** CFEngine: aliases of the permissions that it gives. Costs one call for each role. */
  readonly permissions?: Maybe<ReadonlyArray<Scalars['String']['output']>>;
  /** Where it can be granted. */
  readonly scope?: Maybe<NativeRoleScope>;
};


/** What a backend grants. */
export type NativeRoleAccountsArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  first: Scalars['Int']['input'];
};

/** The native roles of a backend. */
export type NativeRoleList = {
  readonly __typename?: 'NativeRoleList';
  /** Whether that is all: CData Sync and IoT Central have roles that they do not list. */
  readonly complete: Scalars['Boolean']['output'];
  /** As far as the backend lists them. */
  readonly nodes: ReadonlyArray<NativeRole>;
};

/** The native role as it is now, or why it was not written. */
export type NativeRolePayload = {
  readonly __typename?: 'NativeRolePayload';
  /** Empty on success. */
  readonly errors: ReadonlyArray<MutationError>;
  /** As read back; null where nothing was written. */
  readonly nativeRole?: Maybe<NativeRole>;
};

/** Where a native role can be granted. */
export type NativeRoleScope =
  /** For the whole application. */
  | 'APPLICATION'
  /** Within an organization. */
  | 'ORGANIZATION';

/** An account to be. Which fields a backend takes differs; any other is refused with UNSUPPORTED before a call is made. */
export type NewAccountInput = {
  /** The name to show (CFEngine). */
  readonly displayName?: InputMaybe<Scalars['String']['input']>;
  /** The address, which may get an invitation. */
  readonly email?: InputMaybe<Scalars['String']['input']>;
  /** Native ids of groups to join (CipherScale: at least one). */
  readonly groups?: InputMaybe<ReadonlyArray<Scalars['ID']['input']>>;
  /** What it stands for; a person when not given. */
  readonly kind?: InputMaybe<AccountKind>;
  /** IoT Central, where it is needed: the id to give it, of letters, digits, dashes and underscores. */
  readonly nativeId?: InputMaybe<Scalars['ID']['input']>;
  /** Native roles to hold, by native id. */
  readonly nativeRoles?: InputMaybe<ReadonlyArray<Scalars['ID']['input']>>;
  /** IoT Central: its object id there. */
  readonly objectId?: InputMaybe<Scalars['String']['input']>;
  /** The native id of the organization within which all these roles are held. */
  readonly organization?: InputMaybe<Scalars['ID']['input']>;
  /** The first password (CFEngine, CData Sync). It is passed on and kept nowhere. */
  readonly password?: InputMaybe<Scalars['String']['input']>;
  /** Roles to hold, by name. */
  readonly roles?: InputMaybe<ReadonlyArray<Scalars['String']['input']>>;
  /** Whether it can be used at once; enabled when not given (CData Sync). */
  readonly status?: InputMaybe<NewAccountStatus>;
  /** IoT Central: the Microsoft Entra tenant of a directory group or service. */
  readonly tenantId?: InputMaybe<Scalars['String']['input']>;
  /** Such as `Europe/Oslo` (CFEngine). */
  readonly timeZone?: InputMaybe<Scalars['String']['input']>;
  /** The name to sign in with (CFEngine, CData Sync). */
  readonly userName?: InputMaybe<Scalars['String']['input']>;
};

/** How a new account starts, and what an account can be set to. */
export type NewAccountStatus =
  /** It can sign in. */
  | 'ACTIVE'
  /** It cannot sign in. */
  | 'DISABLED';

/** Anything with a global id. */
export type Node = {
  /** Global, opaque and stable. `node` finds the object again. */
  readonly id: Scalars['ID']['output'];
};

/** A part of a backend within which roles can be held. */
export type Organization = Node & {
  readonly __typename?: 'Organization';
  /** The accounts that hold something within it, from the index. */
  readonly accounts?: Maybe<AccountConnection>;
  /** The backend's id, as configured. */
  readonly backend: Scalars['ID']['output'];
  /** Those directly below. The backend cannot be asked for them alone, so the whole list is read. */
  readonly children?: Maybe<ReadonlyArray<Organization>>;
  /** The name to show. */
  readonly displayName?: Maybe<Scalars['String']['output']>;
  /** Global and opaque. */
  readonly id: Scalars['ID']['output'];
  /** The backend's own id. */
  readonly nativeId: Scalars['ID']['output'];
  /** The organization above; null directly under the root. */
  readonly parent?: Maybe<Organization>;
};


/** A part of a backend within which roles can be held. */
export type OrganizationAccountsArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  first: Scalars['Int']['input'];
};

/** A page of organizations. */
export type OrganizationConnection = {
  readonly __typename?: 'OrganizationConnection';
  /** The organizations with their cursors. */
  readonly edges: ReadonlyArray<OrganizationEdge>;
  /** The organizations alone. */
  readonly nodes: ReadonlyArray<Organization>;
  /** Where the page lies. */
  readonly pageInfo: PageInfo;
  /** Over all pages; null where the backend does not tell. */
  readonly totalCount?: Maybe<Scalars['Int']['output']>;
};

/** An organization and its place. */
export type OrganizationEdge = {
  readonly __typename?: 'OrganizationEdge';
  /** For `after`. */
  readonly cursor: Scalars['String']['output'];
  /** The organization. */
  readonly node: Organization;
};

/** The organization as it is now, or why it was not written. */
export type OrganizationPayload = {
  readonly __typename?: 'OrganizationPayload';
  /** Empty on success. */
  readonly errors: ReadonlyArray<MutationError>;
  /** As read back; null where nothing was written. */
  readonly organization?: Maybe<Organization>;
};

/** Where a page lies in its connection. */
export type PageInfo = {
  readonly __typename?: 'PageInfo';
  /** Of the last edge, for `after`; null on an empty page. */
  readonly endCursor?: Maybe<Scalars['String']['output']>;
  /** Whether a page follows. */
  readonly hasNextPage: Scalars['Boolean']['output'];
  /** Whether this page was reached through `after`, so that something comes before it. */
  readonly hasPreviousPage: Scalars['Boolean']['output'];
  /** Of the first edge; null on an empty page. */
  readonly startCursor?: Maybe<Scalars['String']['output']>;
};

/** Reads. Accounts and users come from the index, which reads every backend whole from time to time, unless `maxAgeSeconds` asks for younger ones. All else is asked of the backend. */
export type Query = {
  readonly __typename?: 'Query';
  /** One account; null where the backend has none of that id. */
  readonly account?: Maybe<Account>;
  /** The accounts that this caller may see, over all backends. */
  readonly accounts?: Maybe<AccountConnection>;
  /** Many accounts at once, in the order asked; null in the place of each that there is not. Cheaper than as many `account` fields. */
  readonly accountsByIds?: Maybe<ReadonlyArray<Maybe<Account>>>;
  /** The API tokens that one backend has issued, without their secrets. */
  readonly apiTokens?: Maybe<ApiTokenConnection>;
  /** One of them; null where there is none of that id. */
  readonly backend?: Maybe<Backend>;
  /** The backends that this caller may see, in the order of the configuration. */
  readonly backends?: Maybe<ReadonlyArray<Backend>>;
  /** Who calls. */
  readonly caller: Caller;
  /** One device of IoT Central; null where there is none. */
  readonly device?: Maybe<Device>;
  /** One device group of IoT Central; null where there is none. */
  readonly deviceGroup?: Maybe<DeviceGroup>;
  /** The groups of one backend. */
  readonly groups?: Maybe<GroupConnection>;
  /** What one backend grants. */
  readonly nativeRoles?: Maybe<NativeRoleList>;
  /** The object of a global id; null where there is none, or none that this caller may see. */
  readonly node?: Maybe<Node>;
  /** Several of them, in the order asked. */
  readonly nodes?: Maybe<ReadonlyArray<Maybe<Node>>>;
  /** One organization; null where there is none. */
  readonly organization?: Maybe<Organization>;
  /** The organizations of one backend that Rolecall's credential may see. */
  readonly organizations?: Maybe<OrganizationConnection>;
  /** One role of Rolecall's own vocabulary; null where there is none of that name. */
  readonly role?: Maybe<Role>;
  /** All roles, in alphabetical order. */
  readonly roles?: Maybe<ReadonlyArray<Role>>;
  /**
   * One user and the accounts that belong to it, from the index. Null where there is none, or none of whom this caller may see an account.
   * Several users who bear the address are USER_AMBIGUOUS; the message names their ids. Where some backend has not been read whole yet, an
   * address that is not found is UPSTREAM_INCOMPLETE, since somebody there may bear it.
   */
  readonly user?: Maybe<User>;
  /** The users with an account that this caller may see, from the index. */
  readonly users?: Maybe<UserConnection>;
};


/** Reads. Accounts and users come from the index, which reads every backend whole from time to time, unless `maxAgeSeconds` asks for younger ones. All else is asked of the backend. */
export type QueryAccountArgs = {
  backend: Scalars['ID']['input'];
  maxAgeSeconds?: InputMaybe<Scalars['Int']['input']>;
  nativeId: Scalars['ID']['input'];
};


/** Reads. Accounts and users come from the index, which reads every backend whole from time to time, unless `maxAgeSeconds` asks for younger ones. All else is asked of the backend. */
export type QueryAccountsArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  filter?: InputMaybe<AccountFilter>;
  first: Scalars['Int']['input'];
  maxAgeSeconds?: InputMaybe<Scalars['Int']['input']>;
  orderBy?: InputMaybe<AccountOrder>;
};


/** Reads. Accounts and users come from the index, which reads every backend whole from time to time, unless `maxAgeSeconds` asks for younger ones. All else is asked of the backend. */
export type QueryAccountsByIdsArgs = {
  maxAgeSeconds?: InputMaybe<Scalars['Int']['input']>;
  refs: ReadonlyArray<AccountRefInput>;
};


/** Reads. Accounts and users come from the index, which reads every backend whole from time to time, unless `maxAgeSeconds` asks for younger ones. All else is asked of the backend. */
export type QueryApiTokensArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  backend: Scalars['ID']['input'];
  first: Scalars['Int']['input'];
};


/** Reads. Accounts and users come from the index, which reads every backend whole from time to time, unless `maxAgeSeconds` asks for younger ones. All else is asked of the backend. */
export type QueryBackendArgs = {
  id: Scalars['ID']['input'];
};


/** Reads. Accounts and users come from the index, which reads every backend whole from time to time, unless `maxAgeSeconds` asks for younger ones. All else is asked of the backend. */
export type QueryDeviceArgs = {
  backend: Scalars['ID']['input'];
  nativeId: Scalars['ID']['input'];
};


/** Reads. Accounts and users come from the index, which reads every backend whole from time to time, unless `maxAgeSeconds` asks for younger ones. All else is asked of the backend. */
export type QueryDeviceGroupArgs = {
  backend: Scalars['ID']['input'];
  nativeId: Scalars['ID']['input'];
};


/** Reads. Accounts and users come from the index, which reads every backend whole from time to time, unless `maxAgeSeconds` asks for younger ones. All else is asked of the backend. */
export type QueryGroupsArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  backend: Scalars['ID']['input'];
  first: Scalars['Int']['input'];
};


/** Reads. Accounts and users come from the index, which reads every backend whole from time to time, unless `maxAgeSeconds` asks for younger ones. All else is asked of the backend. */
export type QueryNativeRolesArgs = {
  backend: Scalars['ID']['input'];
};


/** Reads. Accounts and users come from the index, which reads every backend whole from time to time, unless `maxAgeSeconds` asks for younger ones. All else is asked of the backend. */
export type QueryNodeArgs = {
  id: Scalars['ID']['input'];
};


/** Reads. Accounts and users come from the index, which reads every backend whole from time to time, unless `maxAgeSeconds` asks for younger ones. All else is asked of the backend. */
export type QueryNodesArgs = {
  ids: ReadonlyArray<Scalars['ID']['input']>;
};


/** Reads. Accounts and users come from the index, which reads every backend whole from time to time, unless `maxAgeSeconds` asks for younger ones. All else is asked of the backend. */
export type QueryOrganizationArgs = {
  id: Scalars['ID']['input'];
};


/** Reads. Accounts and users come from the index, which reads every backend whole from time to time, unless `maxAgeSeconds` asks for younger ones. All else is asked of the backend. */
export type QueryOrganizationsArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  backend: Scalars['ID']['input'];
  first: Scalars['Int']['input'];
};


/** Reads. Accounts and users come from the index, which reads every backend whole from time to time, unless `maxAgeSeconds` asks for younger ones. All else is asked of the backend. */
export type QueryRoleArgs = {
  name: Scalars['String']['input'];
};


/** Reads. Accounts and users come from the index, which reads every backend whole from time to time, unless `maxAgeSeconds` asks for younger ones. All else is asked of the backend. */
export type QueryUserArgs = {
  by: UserBy;
  maxAgeSeconds?: InputMaybe<Scalars['Int']['input']>;
};


/** Reads. Accounts and users come from the index, which reads every backend whole from time to time, unless `maxAgeSeconds` asks for younger ones. All else is asked of the backend. */
export type QueryUsersArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  filter?: InputMaybe<AccountFilter>;
  first: Scalars['Int']['input'];
  orderBy?: InputMaybe<UserOrder>;
};

/** One reading of a whole backend. */
export type Refresh = {
  readonly __typename?: 'Refresh';
  /** Accounts that had changed. */
  readonly changed: Scalars['Int']['output'];
  /** Accounts that were not known before. */
  readonly created: Scalars['Int']['output'];
  /** Milliseconds from its beginning to its end, or to now. */
  readonly durationMs: Scalars['Int']['output'];
  /** When it ended; null while it runs. */
  readonly finishedAt?: Maybe<Scalars['DateTime']['output']>;
  /** Pages read. */
  readonly pages: Scalars['Int']['output'];
  /** Why it did not end COMPLETE, with the page; null where it did. */
  readonly reason?: Maybe<Scalars['String']['output']>;
  /** Accounts read. */
  readonly seen: Scalars['Int']['output'];
  /** When it began. */
  readonly startedAt: Scalars['DateTime']['output'];
  /** RUNNING, or how it ended. */
  readonly state: RefreshState;
  /** How many accounts there are, as the backend tells; null where it does not. */
  readonly total?: Maybe<Scalars['Int']['output']>;
  /** Known accounts that did not come: marked as gone where it is COMPLETE, only counted where it is HELD. */
  readonly vanished: Scalars['Int']['output'];
};

/** Which backend to read. */
export type RefreshBackendInput = {
  /** The backend's id, as configured. */
  readonly backend: Scalars['ID']['input'];
  /** Marks accounts that do not come as gone, though more than `guards.maxVanishedPercent`: at most as many as the last reading that was HELD counted. Where more are missing, or none was HELD, it is HELD with the new number. */
  readonly confirmShrink?: InputMaybe<Scalars['Boolean']['input']>;
};

/** The backend after it was read, or what kept it from being read whole. */
export type RefreshBackendPayload = {
  readonly __typename?: 'RefreshBackendPayload';
  /** The backend; null where nothing was begun. */
  readonly backend?: Maybe<Backend>;
  /** Empty on success. */
  readonly errors: ReadonlyArray<MutationError>;
};

/** Where a reading of a whole backend stands. */
export type RefreshState =
  /** It reached its end. */
  | 'COMPLETE'
  /** Nothing was read. */
  | 'FAILED'
  /** It reached its end, and somebody has to confirm that so many accounts are gone. */
  | 'HELD'
  /** It ended before. */
  | 'PARTIAL'
  /** It is under way. */
  | 'RUNNING';

/** Whom to invite again. */
export type ReinviteAccountInput = {
  /** Which account. */
  readonly account: AccountRefInput;
};

/** The invited account, or why it was not invited. */
export type ReinviteAccountPayload = {
  readonly __typename?: 'ReinviteAccountPayload';
  /** As read afterwards; null where no invitation was sent. */
  readonly account?: Maybe<Account>;
  /** Empty on success. */
  readonly errors: ReadonlyArray<MutationError>;
};

/** Whom to take from where. */
export type RemoveAccountFromGroupInput = {
  /** Whom. */
  readonly account: AccountRefInput;
  /** The native id of the group. */
  readonly group: Scalars['ID']['input'];
};

/** Which account loses which roles. */
export type RevokeRolesInput = {
  /** The account whose roles change. */
  readonly account: AccountRefInput;
  /** Native roles by native id. */
  readonly nativeRoles?: InputMaybe<ReadonlyArray<Scalars['ID']['input']>>;
  /** The native id of the organization within which; not given = for the whole application. */
  readonly organization?: InputMaybe<Scalars['ID']['input']>;
  /** Roles by name. */
  readonly roles?: InputMaybe<ReadonlyArray<Scalars['String']['input']>>;
};

/** A role in Rolecall's own vocabulary, spelled by native roles on each backend where it is expressible. */
export type Role = {
  readonly __typename?: 'Role';
  /** What it is for. */
  readonly description?: Maybe<Scalars['String']['output']>;
  /** How it is spelled, on the backends that this caller may see. On one backend all of one scope together spell it. */
  readonly mappings: ReadonlyArray<RoleMapping>;
  /** Unique. */
  readonly name: Scalars['String']['output'];
  /** The users with an account that holds it, from the index. */
  readonly users?: Maybe<UserConnection>;
};


/** A role in Rolecall's own vocabulary, spelled by native roles on each backend where it is expressible. */
export type RoleUsersArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  first: Scalars['Int']['input'];
};

/** Which hosts a CFEngine role lets see: comma-separated regular expressions over classes. */
export type RoleContexts = {
  readonly __typename?: 'RoleContexts';
  /** But not those with one of these. */
  readonly exclude?: Maybe<Scalars['String']['output']>;
  /** Hosts with one of these classes; null for all. */
  readonly include?: Maybe<Scalars['String']['output']>;
};

/** Which hosts a CFEngine role lets see. */
export type RoleContextsInput = {
  /** But not those with one of these. */
  readonly exclude?: InputMaybe<Scalars['String']['input']>;
  /** Hosts with one of these classes: comma-separated regular expressions; null for all. */
  readonly include?: InputMaybe<Scalars['String']['input']>;
};

/** What an edit of roles came to. Where `errors` is not empty, the lists of what was done are. */
export type RoleEditPayload = {
  readonly __typename?: 'RoleEditPayload';
  /** As read back; null where nothing was read. Takes the scope READ. */
  readonly account?: Maybe<Account>;
  /** Asked for and held before. */
  readonly alreadyHeld: ReadonlyArray<Assignment>;
  /** Roles that went because an exclusive group lets only one be held. */
  readonly displaced: ReadonlyArray<Role>;
  /** Empty on success. */
  readonly errors: ReadonlyArray<MutationError>;
  /** Native roles that the account holds now and did not before. */
  readonly granted: ReadonlyArray<Assignment>;
  /** Names of roles that this backend cannot spell. Then nothing was changed. */
  readonly notExpressible: ReadonlyArray<Scalars['String']['output']>;
  /** What was taken from the account itself. Where a group gives the same native role, the account still holds it from there. */
  readonly revoked: ReadonlyArray<Assignment>;
  /** Native roles that stay because a kept role needs them. */
  readonly stillNeeded: ReadonlyArray<Assignment>;
};

/** One native role that spells a role on one backend. */
export type RoleMapping = {
  readonly __typename?: 'RoleMapping';
  /** The backend's id, as configured. */
  readonly backend: Scalars['ID']['output'];
  /** The native role; null where the backend does not have it. */
  readonly nativeRole?: Maybe<NativeRole>;
  /** How much the native role gives, held against the role. */
  readonly relation: RoleRelation;
};

/** How much a native role gives, held against the role that it spells. */
export type RoleRelation =
  /** More. */
  | 'BROADER'
  /** The same. */
  | 'EXACT'
  /** Less. */
  | 'NARROWER';

/** A role that a native role helps to spell. */
export type RoleSpelling = {
  readonly __typename?: 'RoleSpelling';
  /** How much the native role gives, held against the role. */
  readonly relation: RoleRelation;
  /** The role. */
  readonly role: Role;
};

/** What a caller may do. */
export type Scope =
  /** Everything. */
  | 'ADMIN'
  /** Change roles: of accounts, and what a native role gives. */
  | 'APPLY'
  /** Approve what a guard has blocked. */
  | 'APPROVE'
  /** Read the audit trail. */
  | 'AUDIT'
  /** Make plans. */
  | 'PLAN'
  /** Look at accounts, roles, organizations, groups and devices. */
  | 'READ'
  /** Introspect this schema. */
  | 'SCHEMA'
  /** See and delete the backends' API tokens and, with APPLY, create them. */
  | 'TOKENS'
  /** Create, change and delete accounts, organizations, groups and devices. */
  | 'WRITE';

/** Which account, and what to set it to. */
export type SetAccountStatusInput = {
  /** Which account. */
  readonly account: AccountRefInput;
  /** The status to be. */
  readonly status: NewAccountStatus;
};

/** The enabled or disabled account, or why it was not changed. */
export type SetAccountStatusPayload = {
  readonly __typename?: 'SetAccountStatusPayload';
  /** As read back; null where nothing was changed. */
  readonly account?: Maybe<Account>;
  /** Empty on success. */
  readonly errors: ReadonlyArray<MutationError>;
};

/** Which account is to hold which roles. */
export type SetRolesInput = {
  /** The account whose roles change. */
  readonly account: AccountRefInput;
  /** Lets a role be spelled by a native role that gives more. */
  readonly allowEscalation?: InputMaybe<Scalars['Boolean']['input']>;
  /** Native roles by native id. */
  readonly nativeRoles?: InputMaybe<ReadonlyArray<Scalars['ID']['input']>>;
  /** The native id of the organization within which; not given = for the whole application. */
  readonly organization?: InputMaybe<Scalars['ID']['input']>;
  /** Roles by name. */
  readonly roles?: InputMaybe<ReadonlyArray<Scalars['String']['input']>>;
};

/** Where an answer comes from, for one backend. */
export type Source = {
  readonly __typename?: 'Source';
  /** When the backend was read: of LIVE now, else when it was last read whole, or as far as it has been; null where it never was. */
  readonly asOf?: Maybe<Scalars['DateTime']['output']>;
  /** The backend's id, as configured. */
  readonly backend: Scalars['ID']['output'];
  /** Why there is less than there should be, or why nothing younger can come; null where all is well. */
  readonly error?: Maybe<SourceError>;
  /** How far the answer can be relied on. */
  readonly state: SourceState;
};

/** Why a source tells less than it should. */
export type SourceError = {
  readonly __typename?: 'SourceError';
  /** What went wrong. */
  readonly code: ErrorCode;
  /** The same in a sentence. */
  readonly message: Scalars['String']['output'];
};

/** How far what an answer tells of a backend can be relied on. */
export type SourceState =
  /** From the index, as of the last reading, which reached its end. */
  | 'COMPLETE'
  /** From the index, as the last reading failed; or the backend was asked for this answer and failed. */
  | 'FAILED'
  /** The backend was asked for this answer. */
  | 'LIVE'
  /** From the index, whose last reading did not reach its end or awaits confirmation. Nobody counts as gone for that. */
  | 'PARTIAL'
  /** The index has not read it yet. */
  | 'UNREAD';

/** Which account is not its user's. */
export type UnlinkAccountInput = {
  /** The account that is not its user's. */
  readonly account: AccountRefInput;
  /** The accounts that it does not belong with; all others of its user when not given. */
  readonly from?: InputMaybe<ReadonlyArray<AccountRefInput>>;
  /** Why, for those who ask later; up to 500 characters. */
  readonly reason: Scalars['String']['input'];
};

/** What to change. What is not given stays; null clears where the backend can. Any field that the backend cannot change is refused with UNSUPPORTED. */
export type UpdateAccountInput = {
  /** Which account. */
  readonly account: AccountRefInput;
  /** The name to show. */
  readonly displayName?: InputMaybe<Scalars['String']['input']>;
  /** The address. */
  readonly email?: InputMaybe<Scalars['String']['input']>;
  /** Given name (CipherScale). */
  readonly firstName?: InputMaybe<Scalars['String']['input']>;
  /** Address of a picture (CipherScale). */
  readonly image?: InputMaybe<Scalars['String']['input']>;
  /** Family name (CipherScale). */
  readonly lastName?: InputMaybe<Scalars['String']['input']>;
  /** A new password. It is passed on and kept nowhere. */
  readonly password?: InputMaybe<Scalars['String']['input']>;
  /** Such as `Europe/Oslo` (CFEngine). */
  readonly timeZone?: InputMaybe<Scalars['String']['input']>;
};

/** The changed account, or why it was not changed. */
export type UpdateAccountPayload = {
  readonly __typename?: 'UpdateAccountPayload';
  /** As read back; null where nothing was changed. */
  readonly account?: Maybe<Account>;
  /** Empty on success. */
  readonly errors: ReadonlyArray<MutationError>;
};

/** What to change of a group. */
export type UpdateGroupInput = {
  /** The backend's id, as configured. */
  readonly backend: Scalars['ID']['input'];
  /** What it is for; null clears. */
  readonly description?: InputMaybe<Scalars['String']['input']>;
  /** The name to show. */
  readonly name?: InputMaybe<Scalars['String']['input']>;
  /** Its id. */
  readonly nativeId: Scalars['ID']['input'];
  /** Native ids of all the roles that members inherit. */
  readonly nativeRoles?: InputMaybe<ReadonlyArray<Scalars['ID']['input']>>;
};

/** What to change of a native role. What is not given stays. */
export type UpdateNativeRoleInput = {
  /** The backend's id, as configured. */
  readonly backend: Scalars['ID']['input'];
  /** Which hosts it lets see. */
  readonly contexts?: InputMaybe<RoleContextsInput>;
  /** What it is for. */
  readonly description?: InputMaybe<Scalars['String']['input']>;
  /** Its id. */
  readonly nativeId: Scalars['ID']['input'];
  /** Aliases of permissions, all of them. */
  readonly permissions?: InputMaybe<ReadonlyArray<Scalars['String']['input']>>;
};

/** What to change of an organization. */
export type UpdateOrganizationInput = {
  /** The backend's id, as configured. */
  readonly backend: Scalars['ID']['input'];
  /** The name to show. */
  readonly displayName?: InputMaybe<Scalars['String']['input']>;
  /** Its id. */
  readonly nativeId: Scalars['ID']['input'];
  /** The native id of the one above; null moves it under the root. */
  readonly parent?: InputMaybe<Scalars['ID']['input']>;
};

/** A person or a service as Rolecall knows it, over the accounts that are probably theirs. Its id stays the same when accounts come and go; after a merge the id that is given up finds the user that is left. */
export type User = Node & {
  readonly __typename?: 'User';
  /** Those of them that this caller may see, linked or suggested; `links` tells which is which. */
  readonly accounts?: Maybe<ReadonlyArray<Account>>;
  /** The name of the account that is most surely theirs and has one. */
  readonly displayName?: Maybe<Scalars['String']['output']>;
  /** The address of the account that is most surely theirs and has one. */
  readonly email?: Maybe<Scalars['String']['output']>;
  /** Global, opaque and stable. */
  readonly id: Scalars['ID']['output'];
  /** Person, service, ..., as the surest account tells. */
  readonly kind?: Maybe<AccountKind>;
  /** Why each account is held to be theirs, and how sure that is. Changes of roles reach LINKED accounts only. */
  readonly links?: Maybe<ReadonlyArray<Link>>;
  /** The roles that these accounts hold, with the accounts that hold each. */
  readonly roles?: Maybe<ReadonlyArray<UserRole>>;
  /** Where this answer comes from: one entry for each backend that this caller may see. */
  readonly sources: ReadonlyArray<Source>;
};


/** A person or a service as Rolecall knows it, over the accounts that are probably theirs. Its id stays the same when accounts come and go; after a merge the id that is given up finds the user that is left. */
export type UserAccountsArgs = {
  backend?: InputMaybe<Scalars['ID']['input']>;
};

/** Which user. Exactly one of them. */
export type UserBy =
  /** An account. */
  { readonly account: AccountRefInput; readonly email?: never; readonly id?: never; }
  |  /** An address that one of the accounts bears, in any case. */
  { readonly account?: never; readonly email: Scalars['String']['input']; readonly id?: never; }
  |  /** As `User.id` gave it, today or before the user was merged into another. */
  { readonly account?: never; readonly email?: never; readonly id: Scalars['ID']['input']; };

/** A page of users. */
export type UserConnection = {
  readonly __typename?: 'UserConnection';
  /** The users with their cursors. */
  readonly edges: ReadonlyArray<UserEdge>;
  /** The users alone. */
  readonly nodes: ReadonlyArray<User>;
  /** Where the page lies. */
  readonly pageInfo: PageInfo;
  /** Where this page comes from: one entry for each backend that the filter lets through. */
  readonly sources: ReadonlyArray<Source>;
  /** Over all pages; null where some backend has not been read whole. */
  readonly totalCount?: Maybe<Scalars['Int']['output']>;
};

/** A user and its place. */
export type UserEdge = {
  readonly __typename?: 'UserEdge';
  /** For `after`. */
  readonly cursor: Scalars['String']['output'];
  /** The user. */
  readonly node: User;
};

/** How users are ordered. */
export type UserOrder = {
  /** What they are ordered by. */
  readonly by?: UserOrderField;
  /** From the least, or from the greatest. */
  readonly direction?: Direction;
};

/** What users are ordered by. */
export type UserOrderField =
  /** When Rolecall first saw them, which never changes: walking it repeats and skips nobody. */
  | 'FIRST_SEEN'
  /** The name of the first of those accounts by name that the filter lets through. Whoever is renamed during a walk may be met twice or not at all. */
  | 'NAME';

/** A role that a user holds somewhere. */
export type UserRole = {
  readonly __typename?: 'UserRole';
  /** The accounts that hold it. */
  readonly accounts: ReadonlyArray<Account>;
  /** The role. */
  readonly role: Role;
};

/** What only one kind of backend knows of its accounts. */
export type VendorAccount = CdataSyncAccount | CfengineAccount | CipherscaleAccount | IotCentralAccount;



export type ResolverTypeWrapper<T> = Promise<T> | T;


export type ResolverWithResolve<TResult, TParent, TContext, TArgs> = {
  resolve: ResolverFn<TResult, TParent, TContext, TArgs>;
};
export type Resolver<TResult, TParent = Record<PropertyKey, never>, TContext = Record<PropertyKey, never>, TArgs = Record<PropertyKey, never>> = ResolverFn<TResult, TParent, TContext, TArgs> | ResolverWithResolve<TResult, TParent, TContext, TArgs>;

export type ResolverFn<TResult, TParent, TContext, TArgs> = (
  parent: TParent,
  args: TArgs,
  context: TContext,
  info: GraphQLResolveInfo
) => Promise<TResult> | TResult;

export type SubscriptionSubscribeFn<TResult, TParent, TContext, TArgs> = (
  parent: TParent,
  args: TArgs,
  context: TContext,
  info: GraphQLResolveInfo
) => AsyncIterable<TResult> | Promise<AsyncIterable<TResult>>;

export type SubscriptionResolveFn<TResult, TParent, TContext, TArgs> = (
  parent: TParent,
  args: TArgs,
  context: TContext,
  info: GraphQLResolveInfo
) => TResult | Promise<TResult>;

export interface SubscriptionSubscriberObject<TResult, TKey extends string, TParent, TContext, TArgs> {
  subscribe: SubscriptionSubscribeFn<{ [key in TKey]: TResult }, TParent, TContext, TArgs>;
  resolve?: SubscriptionResolveFn<TResult, { [key in TKey]: TResult }, TContext, TArgs>;
}

export interface SubscriptionResolverObject<TResult, TParent, TContext, TArgs> {
  subscribe: SubscriptionSubscribeFn<any, TParent, TContext, TArgs>;
  resolve: SubscriptionResolveFn<TResult, any, TContext, TArgs>;
}

export type SubscriptionObject<TResult, TKey extends string, TParent, TContext, TArgs> =
  | SubscriptionSubscriberObject<TResult, TKey, TParent, TContext, TArgs>
  | SubscriptionResolverObject<TResult, TParent, TContext, TArgs>;

export type SubscriptionResolver<TResult, TKey extends string, TParent = Record<PropertyKey, never>, TContext = Record<PropertyKey, never>, TArgs = Record<PropertyKey, never>> =
  | ((...args: any[]) => SubscriptionObject<TResult, TKey, TParent, TContext, TArgs>)
  | SubscriptionObject<TResult, TKey, TParent, TContext, TArgs>;

export type TypeResolveFn<TTypes, TParent = Record<PropertyKey, never>, TContext = Record<PropertyKey, never>> = (
  parent: TParent,
  context: TContext,
  info: GraphQLResolveInfo
) => Maybe<TTypes> | Promise<Maybe<TTypes>>;

export type IsTypeOfResolverFn<T = Record<PropertyKey, never>, TContext = Record<PropertyKey, never>> = (obj: T, context: TContext, info: GraphQLResolveInfo) => boolean | Promise<boolean>;

export type NextResolverFn<T> = () => Promise<T>;

export type DirectiveResolverFn<TResult = Record<PropertyKey, never>, TParent = Record<PropertyKey, never>, TContext = Record<PropertyKey, never>, TArgs = Record<PropertyKey, never>> = (
  next: NextResolverFn<TResult>,
  parent: TParent,
  args: TArgs,
  context: TContext,
  info: GraphQLResolveInfo
) => TResult | Promise<TResult>;



/** Mapping of union types */
export type ResolversUnionTypes<_RefType extends Record<string, unknown>> = {
  VendorAccount:
    | ( CdataSyncAccountParent )
    | ( CfengineAccountParent )
    | ( CipherscaleAccountParent )
    | ( IotCentralAccountParent )
  ;
};

/** Mapping of interface types */
export type ResolversInterfaceTypes<_RefType extends Record<string, unknown>> = {
  Node:
    | ( AccountParentParent )
    | ( ApiTokenParent )
    | ( DeviceParent )
    | ( DeviceGroupParent )
    | ( GroupParentParent )
    | ( NativeRoleParentParent )
    | ( OrganizationParentParent )
    | ( UserParentParent )
  ;
};

/** Mapping between all available schema types and the resolvers types */
export type ResolversTypes = {
  Account: ResolverTypeWrapper<AccountParentParent>;
  AccountConnection: ResolverTypeWrapper<AccountConnectionParentParent>;
  AccountDevice: ResolverTypeWrapper<AccountDeviceParent>;
  AccountEdge: ResolverTypeWrapper<Omit<AccountEdge, 'node'> & { node: ResolversTypes['Account'] }>;
  AccountFilter: AccountFilter;
  AccountKind: AccountKind;
  AccountOrder: AccountOrder;
  AccountOrderField: AccountOrderField;
  AccountRefInput: AccountRefInput;
  AccountStatus: AccountStatus;
  AddAccountToGroupInput: AddAccountToGroupInput;
  ApiToken: ResolverTypeWrapper<ApiTokenParent>;
  ApiTokenConnection: ResolverTypeWrapper<Omit<ApiTokenConnection, 'edges' | 'nodes'> & { edges: ReadonlyArray<ResolversTypes['ApiTokenEdge']>, nodes: ReadonlyArray<ResolversTypes['ApiToken']> }>;
  ApiTokenEdge: ResolverTypeWrapper<Omit<ApiTokenEdge, 'node'> & { node: ResolversTypes['ApiToken'] }>;
  Assignment: ResolverTypeWrapper<AssignmentParentParent>;
  AssignmentOrigin: AssignmentOrigin;
  Backend: ResolverTypeWrapper<ConfiguredBackendParent>;
  BackendHealth: ResolverTypeWrapper<HealthParent>;
  BackendIndex: ResolverTypeWrapper<BackendIndexParentParent>;
  BackendKind: BackendKind;
  BackendLimits: ResolverTypeWrapper<BackendLimits>;
  Boolean: ResolverTypeWrapper<Scalars['Boolean']['output']>;
  BulkMode: BulkMode;
  Caller: ResolverTypeWrapper<CallerParent>;
  Capability: Capability;
  CdataSyncAccount: ResolverTypeWrapper<CdataSyncAccountParent>;
  CfengineAccount: ResolverTypeWrapper<CfengineAccountParent>;
  CipherscaleAccount: ResolverTypeWrapper<CipherscaleAccountParent>;
  Completeness: Completeness;
  CreateAccountInput: CreateAccountInput;
  CreateAccountPayload: ResolverTypeWrapper<Omit<CreateAccountPayload, 'account' | 'errors'> & { account?: Maybe<ResolversTypes['Account']>, errors: ReadonlyArray<ResolversTypes['MutationError']> }>;
  CreateAccountsInput: CreateAccountsInput;
  CreateAccountsPayload: ResolverTypeWrapper<Omit<CreateAccountsPayload, 'errors' | 'results'> & { errors: ReadonlyArray<ResolversTypes['MutationError']>, results: ReadonlyArray<ResolversTypes['CreateAccountPayload']> }>;
  CreateApiTokenInput: CreateApiTokenInput;
  CreateApiTokenPayload: ResolverTypeWrapper<Omit<CreateApiTokenPayload, 'apiToken' | 'errors'> & { apiToken?: Maybe<ResolversTypes['ApiToken']>, errors: ReadonlyArray<ResolversTypes['MutationError']> }>;
  CreateDeviceGroupInput: CreateDeviceGroupInput;
  CreateDeviceGroupPayload: ResolverTypeWrapper<Omit<CreateDeviceGroupPayload, 'deviceGroup' | 'errors'> & { deviceGroup?: Maybe<ResolversTypes['DeviceGroup']>, errors: ReadonlyArray<ResolversTypes['MutationError']> }>;
  CreateDeviceInput: CreateDeviceInput;
  CreateDevicePayload: ResolverTypeWrapper<Omit<CreateDevicePayload, 'device' | 'errors'> & { device?: Maybe<ResolversTypes['Device']>, errors: ReadonlyArray<ResolversTypes['MutationError']> }>;
  CreateGroupInput: CreateGroupInput;
  CreateNativeRoleInput: CreateNativeRoleInput;
  CreateOrganizationInput: CreateOrganizationInput;
  DateTime: ResolverTypeWrapper<Scalars['DateTime']['output']>;
  DeleteAccountInput: DeleteAccountInput;
  DeleteAccountPayload: ResolverTypeWrapper<Omit<DeleteAccountPayload, 'errors'> & { errors: ReadonlyArray<ResolversTypes['MutationError']> }>;
  DeleteApiTokenInput: DeleteApiTokenInput;
  DeleteApiTokenPayload: ResolverTypeWrapper<Omit<DeleteApiTokenPayload, 'errors'> & { errors: ReadonlyArray<ResolversTypes['MutationError']> }>;
  DeleteGroupInput: DeleteGroupInput;
  DeleteGroupPayload: ResolverTypeWrapper<Omit<DeleteGroupPayload, 'errors'> & { errors: ReadonlyArray<ResolversTypes['MutationError']> }>;
  DeleteNativeRoleInput: DeleteNativeRoleInput;
  DeleteNativeRolePayload: ResolverTypeWrapper<Omit<DeleteNativeRolePayload, 'errors'> & { errors: ReadonlyArray<ResolversTypes['MutationError']> }>;
  DeleteOrganizationInput: DeleteOrganizationInput;
  DeleteOrganizationPayload: ResolverTypeWrapper<Omit<DeleteOrganizationPayload, 'errors'> & { errors: ReadonlyArray<ResolversTypes['MutationError']> }>;
  Device: ResolverTypeWrapper<DeviceParent>;
  DeviceGroup: ResolverTypeWrapper<DeviceGroupParent>;
  Direction: Direction;
  ErrorCode: ResolverTypeWrapper<ErrorCodeParent>;
  Float: ResolverTypeWrapper<Scalars['Float']['output']>;
  GrantRolesInput: GrantRolesInput;
  Group: ResolverTypeWrapper<GroupParentParent>;
  GroupConnection: ResolverTypeWrapper<Omit<GroupConnection, 'edges' | 'nodes'> & { edges: ReadonlyArray<ResolversTypes['GroupEdge']>, nodes: ReadonlyArray<ResolversTypes['Group']> }>;
  GroupEdge: ResolverTypeWrapper<Omit<GroupEdge, 'node'> & { node: ResolversTypes['Group'] }>;
  GroupMembershipPayload: ResolverTypeWrapper<Omit<GroupMembershipPayload, 'account' | 'errors'> & { account?: Maybe<ResolversTypes['Account']>, errors: ReadonlyArray<ResolversTypes['MutationError']> }>;
  GroupPayload: ResolverTypeWrapper<Omit<GroupPayload, 'errors' | 'group'> & { errors: ReadonlyArray<ResolversTypes['MutationError']>, group?: Maybe<ResolversTypes['Group']> }>;
  HealthState: HealthState;
  ID: ResolverTypeWrapper<Scalars['ID']['output']>;
  Int: ResolverTypeWrapper<Scalars['Int']['output']>;
  IotCentralAccount: ResolverTypeWrapper<IotCentralAccountParent>;
  Link: ResolverTypeWrapper<LinkParentParent>;
  LinkAccountsInput: LinkAccountsInput;
  LinkCandidate: ResolverTypeWrapper<LinkCandidateParentParent>;
  LinkEvidence: ResolverTypeWrapper<LinkEvidence>;
  LinkPayload: ResolverTypeWrapper<Omit<LinkPayload, 'errors' | 'user'> & { errors: ReadonlyArray<ResolversTypes['MutationError']>, user?: Maybe<ResolversTypes['User']> }>;
  LinkRule: LinkRule;
  LinkState: LinkState;
  Mutation: ResolverTypeWrapper<Record<PropertyKey, never>>;
  MutationError: ResolverTypeWrapper<MutationErrorParentParent>;
  NativeRole: ResolverTypeWrapper<NativeRoleParentParent>;
  NativeRoleList: ResolverTypeWrapper<Omit<NativeRoleList, 'nodes'> & { nodes: ReadonlyArray<ResolversTypes['NativeRole']> }>;
  NativeRolePayload: ResolverTypeWrapper<Omit<NativeRolePayload, 'errors' | 'nativeRole'> & { errors: ReadonlyArray<ResolversTypes['MutationError']>, nativeRole?: Maybe<ResolversTypes['NativeRole']> }>;
  NativeRoleScope: NativeRoleScope;
  NewAccountInput: NewAccountInput;
  NewAccountStatus: NewAccountStatus;
  Node: ResolverTypeWrapper<ResolversInterfaceTypes<ResolversTypes>['Node']>;
  Organization: ResolverTypeWrapper<OrganizationParentParent>;
  OrganizationConnection: ResolverTypeWrapper<Omit<OrganizationConnection, 'edges' | 'nodes'> & { edges: ReadonlyArray<ResolversTypes['OrganizationEdge']>, nodes: ReadonlyArray<ResolversTypes['Organization']> }>;
  OrganizationEdge: ResolverTypeWrapper<Omit<OrganizationEdge, 'node'> & { node: ResolversTypes['Organization'] }>;
  OrganizationPayload: ResolverTypeWrapper<Omit<OrganizationPayload, 'errors' | 'organization'> & { errors: ReadonlyArray<ResolversTypes['MutationError']>, organization?: Maybe<ResolversTypes['Organization']> }>;
  PageInfo: ResolverTypeWrapper<PageInfo>;
  Query: ResolverTypeWrapper<Record<PropertyKey, never>>;
  Refresh: ResolverTypeWrapper<RefreshParent>;
  RefreshBackendInput: RefreshBackendInput;
  RefreshBackendPayload: ResolverTypeWrapper<Omit<RefreshBackendPayload, 'backend' | 'errors'> & { backend?: Maybe<ResolversTypes['Backend']>, errors: ReadonlyArray<ResolversTypes['MutationError']> }>;
  RefreshState: RefreshState;
  ReinviteAccountInput: ReinviteAccountInput;
  ReinviteAccountPayload: ResolverTypeWrapper<Omit<ReinviteAccountPayload, 'account' | 'errors'> & { account?: Maybe<ResolversTypes['Account']>, errors: ReadonlyArray<ResolversTypes['MutationError']> }>;
  RemoveAccountFromGroupInput: RemoveAccountFromGroupInput;
  RevokeRolesInput: RevokeRolesInput;
  Role: ResolverTypeWrapper<RoleParent>;
  RoleContexts: ResolverTypeWrapper<RoleContexts>;
  RoleContextsInput: RoleContextsInput;
  RoleEditPayload: ResolverTypeWrapper<Omit<RoleEditPayload, 'account' | 'alreadyHeld' | 'displaced' | 'errors' | 'granted' | 'revoked' | 'stillNeeded'> & { account?: Maybe<ResolversTypes['Account']>, alreadyHeld: ReadonlyArray<ResolversTypes['Assignment']>, displaced: ReadonlyArray<ResolversTypes['Role']>, errors: ReadonlyArray<ResolversTypes['MutationError']>, granted: ReadonlyArray<ResolversTypes['Assignment']>, revoked: ReadonlyArray<ResolversTypes['Assignment']>, stillNeeded: ReadonlyArray<ResolversTypes['Assignment']> }>;
  RoleMapping: ResolverTypeWrapper<RoleMappingParentParent>;
  RoleRelation: RoleRelation;
  RoleSpelling: ResolverTypeWrapper<Omit<RoleSpelling, 'role'> & { role: ResolversTypes['Role'] }>;
  Scope: ResolverTypeWrapper<ScopeParent>;
  SetAccountStatusInput: SetAccountStatusInput;
  SetAccountStatusPayload: ResolverTypeWrapper<Omit<SetAccountStatusPayload, 'account' | 'errors'> & { account?: Maybe<ResolversTypes['Account']>, errors: ReadonlyArray<ResolversTypes['MutationError']> }>;
  SetRolesInput: SetRolesInput;
  Source: ResolverTypeWrapper<SourceParentParent>;
  SourceError: ResolverTypeWrapper<Omit<SourceError, 'code'> & { code: ResolversTypes['ErrorCode'] }>;
  SourceState: SourceState;
  String: ResolverTypeWrapper<Scalars['String']['output']>;
  UnlinkAccountInput: UnlinkAccountInput;
  UpdateAccountInput: UpdateAccountInput;
  UpdateAccountPayload: ResolverTypeWrapper<Omit<UpdateAccountPayload, 'account' | 'errors'> & { account?: Maybe<ResolversTypes['Account']>, errors: ReadonlyArray<ResolversTypes['MutationError']> }>;
  UpdateGroupInput: UpdateGroupInput;
  UpdateNativeRoleInput: UpdateNativeRoleInput;
  UpdateOrganizationInput: UpdateOrganizationInput;
  User: ResolverTypeWrapper<UserParentParent>;
  UserBy: UserBy;
  UserConnection: ResolverTypeWrapper<UserConnectionParentParent>;
  UserEdge: ResolverTypeWrapper<Omit<UserEdge, 'node'> & { node: ResolversTypes['User'] }>;
  UserOrder: UserOrder;
  UserOrderField: UserOrderField;
  UserRole: ResolverTypeWrapper<Omit<UserRole, 'accounts' | 'role'> & { accounts: ReadonlyArray<ResolversTypes['Account']>, role: ResolversTypes['Role'] }>;
  VendorAccount: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['VendorAccount']>;
};

/** Mapping between all available schema types and the resolvers parents */
export type ResolversParentTypes = {
  Account: AccountParentParent;
  AccountConnection: AccountConnectionParentParent;
  AccountDevice: AccountDeviceParent;
  AccountEdge: Omit<AccountEdge, 'node'> & { node: ResolversParentTypes['Account'] };
  AccountFilter: AccountFilter;
  AccountOrder: AccountOrder;
  AccountRefInput: AccountRefInput;
  AddAccountToGroupInput: AddAccountToGroupInput;
  ApiToken: ApiTokenParent;
  ApiTokenConnection: Omit<ApiTokenConnection, 'edges' | 'nodes'> & { edges: ReadonlyArray<ResolversParentTypes['ApiTokenEdge']>, nodes: ReadonlyArray<ResolversParentTypes['ApiToken']> };
  ApiTokenEdge: Omit<ApiTokenEdge, 'node'> & { node: ResolversParentTypes['ApiToken'] };
  Assignment: AssignmentParentParent;
  Backend: ConfiguredBackendParent;
  BackendHealth: HealthParent;
  BackendIndex: BackendIndexParentParent;
  BackendLimits: BackendLimits;
  Boolean: Scalars['Boolean']['output'];
  Caller: CallerParent;
  CdataSyncAccount: CdataSyncAccountParent;
  CfengineAccount: CfengineAccountParent;
  CipherscaleAccount: CipherscaleAccountParent;
  CreateAccountInput: CreateAccountInput;
  CreateAccountPayload: Omit<CreateAccountPayload, 'account' | 'errors'> & { account?: Maybe<ResolversParentTypes['Account']>, errors: ReadonlyArray<ResolversParentTypes['MutationError']> };
  CreateAccountsInput: CreateAccountsInput;
  CreateAccountsPayload: Omit<CreateAccountsPayload, 'errors' | 'results'> & { errors: ReadonlyArray<ResolversParentTypes['MutationError']>, results: ReadonlyArray<ResolversParentTypes['CreateAccountPayload']> };
  CreateApiTokenInput: CreateApiTokenInput;
  CreateApiTokenPayload: Omit<CreateApiTokenPayload, 'apiToken' | 'errors'> & { apiToken?: Maybe<ResolversParentTypes['ApiToken']>, errors: ReadonlyArray<ResolversParentTypes['MutationError']> };
  CreateDeviceGroupInput: CreateDeviceGroupInput;
  CreateDeviceGroupPayload: Omit<CreateDeviceGroupPayload, 'deviceGroup' | 'errors'> & { deviceGroup?: Maybe<ResolversParentTypes['DeviceGroup']>, errors: ReadonlyArray<ResolversParentTypes['MutationError']> };
  CreateDeviceInput: CreateDeviceInput;
  CreateDevicePayload: Omit<CreateDevicePayload, 'device' | 'errors'> & { device?: Maybe<ResolversParentTypes['Device']>, errors: ReadonlyArray<ResolversParentTypes['MutationError']> };
  CreateGroupInput: CreateGroupInput;
  CreateNativeRoleInput: CreateNativeRoleInput;
  CreateOrganizationInput: CreateOrganizationInput;
  DateTime: Scalars['DateTime']['output'];
  DeleteAccountInput: DeleteAccountInput;
  DeleteAccountPayload: Omit<DeleteAccountPayload, 'errors'> & { errors: ReadonlyArray<ResolversParentTypes['MutationError']> };
  DeleteApiTokenInput: DeleteApiTokenInput;
  DeleteApiTokenPayload: Omit<DeleteApiTokenPayload, 'errors'> & { errors: ReadonlyArray<ResolversParentTypes['MutationError']> };
  DeleteGroupInput: DeleteGroupInput;
  DeleteGroupPayload: Omit<DeleteGroupPayload, 'errors'> & { errors: ReadonlyArray<ResolversParentTypes['MutationError']> };
  DeleteNativeRoleInput: DeleteNativeRoleInput;
  DeleteNativeRolePayload: Omit<DeleteNativeRolePayload, 'errors'> & { errors: ReadonlyArray<ResolversParentTypes['MutationError']> };
  DeleteOrganizationInput: DeleteOrganizationInput;
  DeleteOrganizationPayload: Omit<DeleteOrganizationPayload, 'errors'> & { errors: ReadonlyArray<ResolversParentTypes['MutationError']> };
  Device: DeviceParent;
  DeviceGroup: DeviceGroupParent;
  Float: Scalars['Float']['output'];
  GrantRolesInput: GrantRolesInput;
  Group: GroupParentParent;
  GroupConnection: Omit<GroupConnection, 'edges' | 'nodes'> & { edges: ReadonlyArray<ResolversParentTypes['GroupEdge']>, nodes: ReadonlyArray<ResolversParentTypes['Group']> };
  GroupEdge: Omit<GroupEdge, 'node'> & { node: ResolversParentTypes['Group'] };
  GroupMembershipPayload: Omit<GroupMembershipPayload, 'account' | 'errors'> & { account?: Maybe<ResolversParentTypes['Account']>, errors: ReadonlyArray<ResolversParentTypes['MutationError']> };
  GroupPayload: Omit<GroupPayload, 'errors' | 'group'> & { errors: ReadonlyArray<ResolversParentTypes['MutationError']>, group?: Maybe<ResolversParentTypes['Group']> };
  ID: Scalars['ID']['output'];
  Int: Scalars['Int']['output'];
  IotCentralAccount: IotCentralAccountParent;
  Link: LinkParentParent;
  LinkAccountsInput: LinkAccountsInput;
  LinkCandidate: LinkCandidateParentParent;
  LinkEvidence: LinkEvidence;
  LinkPayload: Omit<LinkPayload, 'errors' | 'user'> & { errors: ReadonlyArray<ResolversParentTypes['MutationError']>, user?: Maybe<ResolversParentTypes['User']> };
  Mutation: Record<PropertyKey, never>;
  MutationError: MutationErrorParentParent;
  NativeRole: NativeRoleParentParent;
  NativeRoleList: Omit<NativeRoleList, 'nodes'> & { nodes: ReadonlyArray<ResolversParentTypes['NativeRole']> };
  NativeRolePayload: Omit<NativeRolePayload, 'errors' | 'nativeRole'> & { errors: ReadonlyArray<ResolversParentTypes['MutationError']>, nativeRole?: Maybe<ResolversParentTypes['NativeRole']> };
  NewAccountInput: NewAccountInput;
  Node: ResolversInterfaceTypes<ResolversParentTypes>['Node'];
  Organization: OrganizationParentParent;
  OrganizationConnection: Omit<OrganizationConnection, 'edges' | 'nodes'> & { edges: ReadonlyArray<ResolversParentTypes['OrganizationEdge']>, nodes: ReadonlyArray<ResolversParentTypes['Organization']> };
  OrganizationEdge: Omit<OrganizationEdge, 'node'> & { node: ResolversParentTypes['Organization'] };
  OrganizationPayload: Omit<OrganizationPayload, 'errors' | 'organization'> & { errors: ReadonlyArray<ResolversParentTypes['MutationError']>, organization?: Maybe<ResolversParentTypes['Organization']> };
  PageInfo: PageInfo;
  Query: Record<PropertyKey, never>;
  Refresh: RefreshParent;
  RefreshBackendInput: RefreshBackendInput;
  RefreshBackendPayload: Omit<RefreshBackendPayload, 'backend' | 'errors'> & { backend?: Maybe<ResolversParentTypes['Backend']>, errors: ReadonlyArray<ResolversParentTypes['MutationError']> };
  ReinviteAccountInput: ReinviteAccountInput;
  ReinviteAccountPayload: Omit<ReinviteAccountPayload, 'account' | 'errors'> & { account?: Maybe<ResolversParentTypes['Account']>, errors: ReadonlyArray<ResolversParentTypes['MutationError']> };
  RemoveAccountFromGroupInput: RemoveAccountFromGroupInput;
  RevokeRolesInput: RevokeRolesInput;
  Role: RoleParent;
  RoleContexts: RoleContexts;
  RoleContextsInput: RoleContextsInput;
  RoleEditPayload: Omit<RoleEditPayload, 'account' | 'alreadyHeld' | 'displaced' | 'errors' | 'granted' | 'revoked' | 'stillNeeded'> & { account?: Maybe<ResolversParentTypes['Account']>, alreadyHeld: ReadonlyArray<ResolversParentTypes['Assignment']>, displaced: ReadonlyArray<ResolversParentTypes['Role']>, errors: ReadonlyArray<ResolversParentTypes['MutationError']>, granted: ReadonlyArray<ResolversParentTypes['Assignment']>, revoked: ReadonlyArray<ResolversParentTypes['Assignment']>, stillNeeded: ReadonlyArray<ResolversParentTypes['Assignment']> };
  RoleMapping: RoleMappingParentParent;
  RoleSpelling: Omit<RoleSpelling, 'role'> & { role: ResolversParentTypes['Role'] };
  SetAccountStatusInput: SetAccountStatusInput;
  SetAccountStatusPayload: Omit<SetAccountStatusPayload, 'account' | 'errors'> & { account?: Maybe<ResolversParentTypes['Account']>, errors: ReadonlyArray<ResolversParentTypes['MutationError']> };
  SetRolesInput: SetRolesInput;
  Source: SourceParentParent;
  SourceError: SourceError;
  String: Scalars['String']['output'];
  UnlinkAccountInput: UnlinkAccountInput;
  UpdateAccountInput: UpdateAccountInput;
  UpdateAccountPayload: Omit<UpdateAccountPayload, 'account' | 'errors'> & { account?: Maybe<ResolversParentTypes['Account']>, errors: ReadonlyArray<ResolversParentTypes['MutationError']> };
  UpdateGroupInput: UpdateGroupInput;
  UpdateNativeRoleInput: UpdateNativeRoleInput;
  UpdateOrganizationInput: UpdateOrganizationInput;
  User: UserParentParent;
  UserBy: UserBy;
  UserConnection: UserConnectionParentParent;
  UserEdge: Omit<UserEdge, 'node'> & { node: ResolversParentTypes['User'] };
  UserOrder: UserOrder;
  UserRole: Omit<UserRole, 'accounts' | 'role'> & { accounts: ReadonlyArray<ResolversParentTypes['Account']>, role: ResolversParentTypes['Role'] };
  VendorAccount: ResolversUnionTypes<ResolversParentTypes>['VendorAccount'];
};

export type RequiresDirectiveArgs = {
  scope: Scope;
};

export type RequiresDirectiveResolver<Result, Parent, ContextType = Context, Args = RequiresDirectiveArgs> = DirectiveResolverFn<Result, Parent, ContextType, Args>;

export type AccountResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Account'] = ResolversParentTypes['Account']> = {
  asOf?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  assignments?: Resolver<Maybe<ReadonlyArray<ResolversTypes['Assignment']>>, ParentType, ContextType>;
  backend?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  createdAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  displayName?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  email?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  external?: Resolver<Maybe<ResolversTypes['Boolean']>, ParentType, ContextType>;
  groups?: Resolver<Maybe<ReadonlyArray<ResolversTypes['Group']>>, ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  kind?: Resolver<Maybe<ResolversTypes['AccountKind']>, ParentType, ContextType>;
  lastSeenAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  link?: Resolver<Maybe<ResolversTypes['Link']>, ParentType, ContextType>;
  nativeId?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  nativeStatus?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  protected?: Resolver<Maybe<ResolversTypes['Boolean']>, ParentType, ContextType>;
  roles?: Resolver<Maybe<ReadonlyArray<ResolversTypes['Role']>>, ParentType, ContextType>;
  status?: Resolver<Maybe<ResolversTypes['AccountStatus']>, ParentType, ContextType>;
  updatedAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  user?: Resolver<Maybe<ResolversTypes['User']>, ParentType, ContextType>;
  userName?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  vendor?: Resolver<Maybe<ResolversTypes['VendorAccount']>, ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type AccountConnectionResolvers<ContextType = Context, ParentType extends ResolversParentTypes['AccountConnection'] = ResolversParentTypes['AccountConnection']> = {
  edges?: Resolver<ReadonlyArray<ResolversTypes['AccountEdge']>, ParentType, ContextType>;
  nodes?: Resolver<ReadonlyArray<ResolversTypes['Account']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
  sources?: Resolver<ReadonlyArray<ResolversTypes['Source']>, ParentType, ContextType>;
  totalCount?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
};

export type AccountDeviceResolvers<ContextType = Context, ParentType extends ResolversParentTypes['AccountDevice'] = ResolversParentTypes['AccountDevice']> = {
  active?: Resolver<Maybe<ResolversTypes['Boolean']>, ParentType, ContextType>;
  appVersion?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  hardwareId?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  lastSeenAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  name?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  nativeId?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  status?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
};

export type AccountEdgeResolvers<ContextType = Context, ParentType extends ResolversParentTypes['AccountEdge'] = ResolversParentTypes['AccountEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['Account'], ParentType, ContextType>;
};

export type ApiTokenResolvers<ContextType = Context, ParentType extends ResolversParentTypes['ApiToken'] = ResolversParentTypes['ApiToken']> = {
  assignments?: Resolver<Maybe<ReadonlyArray<ResolversTypes['Assignment']>>, ParentType, ContextType>;
  backend?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  expired?: Resolver<Maybe<ResolversTypes['Boolean']>, ParentType, ContextType>;
  expiresAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  nativeId?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type ApiTokenConnectionResolvers<ContextType = Context, ParentType extends ResolversParentTypes['ApiTokenConnection'] = ResolversParentTypes['ApiTokenConnection']> = {
  edges?: Resolver<ReadonlyArray<ResolversTypes['ApiTokenEdge']>, ParentType, ContextType>;
  nodes?: Resolver<ReadonlyArray<ResolversTypes['ApiToken']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
  totalCount?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
};

export type ApiTokenEdgeResolvers<ContextType = Context, ParentType extends ResolversParentTypes['ApiTokenEdge'] = ResolversParentTypes['ApiTokenEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['ApiToken'], ParentType, ContextType>;
};

export type AssignmentResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Assignment'] = ResolversParentTypes['Assignment']> = {
  group?: Resolver<Maybe<ResolversTypes['Group']>, ParentType, ContextType>;
  nativeRole?: Resolver<Maybe<ResolversTypes['NativeRole']>, ParentType, ContextType>;
  organization?: Resolver<Maybe<ResolversTypes['Organization']>, ParentType, ContextType>;
  origin?: Resolver<Maybe<ResolversTypes['AssignmentOrigin']>, ParentType, ContextType>;
  roles?: Resolver<Maybe<ReadonlyArray<ResolversTypes['Role']>>, ParentType, ContextType>;
};

export type BackendResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Backend'] = ResolversParentTypes['Backend']> = {
  capabilities?: Resolver<ReadonlyArray<ResolversTypes['Capability']>, ParentType, ContextType>;
  displayName?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  health?: Resolver<ResolversTypes['BackendHealth'], ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  index?: Resolver<ResolversTypes['BackendIndex'], ParentType, ContextType>;
  kind?: Resolver<ResolversTypes['BackendKind'], ParentType, ContextType>;
  limits?: Resolver<ResolversTypes['BackendLimits'], ParentType, ContextType>;
  writes?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
};

export type BackendHealthResolvers<ContextType = Context, ParentType extends ResolversParentTypes['BackendHealth'] = ResolversParentTypes['BackendHealth']> = {
  nextProbe?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  reason?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  since?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  state?: Resolver<ResolversTypes['HealthState'], ParentType, ContextType>;
};

export type BackendIndexResolvers<ContextType = Context, ParentType extends ResolversParentTypes['BackendIndex'] = ResolversParentTypes['BackendIndex']> = {
  accounts?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
  asOf?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  completeness?: Resolver<ResolversTypes['Completeness'], ParentType, ContextType>;
  lastRefresh?: Resolver<Maybe<ResolversTypes['Refresh']>, ParentType, ContextType>;
  nextRefreshAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  refreshing?: Resolver<Maybe<ResolversTypes['Refresh']>, ParentType, ContextType>;
};

export type BackendLimitsResolvers<ContextType = Context, ParentType extends ResolversParentTypes['BackendLimits'] = ResolversParentTypes['BackendLimits']> = {
  concurrency?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  requestsPerSecond?: Resolver<ResolversTypes['Float'], ParentType, ContextType>;
  timeoutMs?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type CallerResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Caller'] = ResolversParentTypes['Caller']> = {
  backends?: Resolver<ReadonlyArray<ResolversTypes['ID']>, ParentType, ContextType>;
  name?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  scopes?: Resolver<ReadonlyArray<ResolversTypes['Scope']>, ParentType, ContextType>;
};

export type CdataSyncAccountResolvers<ContextType = Context, ParentType extends ResolversParentTypes['CdataSyncAccount'] = ResolversParentTypes['CdataSyncAccount']> = {
  federationId?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type CfengineAccountResolvers<ContextType = Context, ParentType extends ResolversParentTypes['CfengineAccount'] = ResolversParentTypes['CfengineAccount']> = {
  timeZone?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  twoFactorEnabled?: Resolver<Maybe<ResolversTypes['Boolean']>, ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type CipherscaleAccountResolvers<ContextType = Context, ParentType extends ResolversParentTypes['CipherscaleAccount'] = ResolversParentTypes['CipherscaleAccount']> = {
  devices?: Resolver<Maybe<ReadonlyArray<ResolversTypes['AccountDevice']>>, ParentType, ContextType>;
  firstName?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  image?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  isOwner?: Resolver<Maybe<ResolversTypes['Boolean']>, ParentType, ContextType>;
  lastName?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  maxDevices?: Resolver<Maybe<ResolversTypes['Float']>, ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type CreateAccountPayloadResolvers<ContextType = Context, ParentType extends ResolversParentTypes['CreateAccountPayload'] = ResolversParentTypes['CreateAccountPayload']> = {
  account?: Resolver<Maybe<ResolversTypes['Account']>, ParentType, ContextType>;
  errors?: Resolver<ReadonlyArray<ResolversTypes['MutationError']>, ParentType, ContextType>;
};

export type CreateAccountsPayloadResolvers<ContextType = Context, ParentType extends ResolversParentTypes['CreateAccountsPayload'] = ResolversParentTypes['CreateAccountsPayload']> = {
  errors?: Resolver<ReadonlyArray<ResolversTypes['MutationError']>, ParentType, ContextType>;
  results?: Resolver<ReadonlyArray<ResolversTypes['CreateAccountPayload']>, ParentType, ContextType>;
};

export type CreateApiTokenPayloadResolvers<ContextType = Context, ParentType extends ResolversParentTypes['CreateApiTokenPayload'] = ResolversParentTypes['CreateApiTokenPayload']> = {
  apiToken?: Resolver<Maybe<ResolversTypes['ApiToken']>, ParentType, ContextType>;
  errors?: Resolver<ReadonlyArray<ResolversTypes['MutationError']>, ParentType, ContextType>;
  secret?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
};

export type CreateDeviceGroupPayloadResolvers<ContextType = Context, ParentType extends ResolversParentTypes['CreateDeviceGroupPayload'] = ResolversParentTypes['CreateDeviceGroupPayload']> = {
  deviceGroup?: Resolver<Maybe<ResolversTypes['DeviceGroup']>, ParentType, ContextType>;
  errors?: Resolver<ReadonlyArray<ResolversTypes['MutationError']>, ParentType, ContextType>;
};

export type CreateDevicePayloadResolvers<ContextType = Context, ParentType extends ResolversParentTypes['CreateDevicePayload'] = ResolversParentTypes['CreateDevicePayload']> = {
  device?: Resolver<Maybe<ResolversTypes['Device']>, ParentType, ContextType>;
  errors?: Resolver<ReadonlyArray<ResolversTypes['MutationError']>, ParentType, ContextType>;
};

export interface DateTimeScalarConfig extends GraphQLScalarTypeConfig<ResolversTypes['DateTime'], any> {
  name: 'DateTime';
}

export type DeleteAccountPayloadResolvers<ContextType = Context, ParentType extends ResolversParentTypes['DeleteAccountPayload'] = ResolversParentTypes['DeleteAccountPayload']> = {
  deletedId?: Resolver<Maybe<ResolversTypes['ID']>, ParentType, ContextType>;
  errors?: Resolver<ReadonlyArray<ResolversTypes['MutationError']>, ParentType, ContextType>;
};

export type DeleteApiTokenPayloadResolvers<ContextType = Context, ParentType extends ResolversParentTypes['DeleteApiTokenPayload'] = ResolversParentTypes['DeleteApiTokenPayload']> = {
  deletedId?: Resolver<Maybe<ResolversTypes['ID']>, ParentType, ContextType>;
  errors?: Resolver<ReadonlyArray<ResolversTypes['MutationError']>, ParentType, ContextType>;
};

export type DeleteGroupPayloadResolvers<ContextType = Context, ParentType extends ResolversParentTypes['DeleteGroupPayload'] = ResolversParentTypes['DeleteGroupPayload']> = {
  deletedId?: Resolver<Maybe<ResolversTypes['ID']>, ParentType, ContextType>;
  errors?: Resolver<ReadonlyArray<ResolversTypes['MutationError']>, ParentType, ContextType>;
};

export type DeleteNativeRolePayloadResolvers<ContextType = Context, ParentType extends ResolversParentTypes['DeleteNativeRolePayload'] = ResolversParentTypes['DeleteNativeRolePayload']> = {
  deletedId?: Resolver<Maybe<ResolversTypes['ID']>, ParentType, ContextType>;
  errors?: Resolver<ReadonlyArray<ResolversTypes['MutationError']>, ParentType, ContextType>;
};

export type DeleteOrganizationPayloadResolvers<ContextType = Context, ParentType extends ResolversParentTypes['DeleteOrganizationPayload'] = ResolversParentTypes['DeleteOrganizationPayload']> = {
  deletedId?: Resolver<Maybe<ResolversTypes['ID']>, ParentType, ContextType>;
  errors?: Resolver<ReadonlyArray<ResolversTypes['MutationError']>, ParentType, ContextType>;
};

export type DeviceResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Device'] = ResolversParentTypes['Device']> = {
  backend?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  displayName?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  enabled?: Resolver<Maybe<ResolversTypes['Boolean']>, ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  nativeId?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  organization?: Resolver<Maybe<ResolversTypes['Organization']>, ParentType, ContextType>;
  provisioned?: Resolver<Maybe<ResolversTypes['Boolean']>, ParentType, ContextType>;
  simulated?: Resolver<Maybe<ResolversTypes['Boolean']>, ParentType, ContextType>;
  template?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type DeviceGroupResolvers<ContextType = Context, ParentType extends ResolversParentTypes['DeviceGroup'] = ResolversParentTypes['DeviceGroup']> = {
  backend?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  description?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  displayName?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  filter?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  nativeId?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  organization?: Resolver<Maybe<ResolversTypes['Organization']>, ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type ErrorCodeResolvers = EnumResolverSignature<{ ACCOUNT_AMBIGUOUS?: any, ALREADY_EXISTS?: any, BAD_INPUT?: any, CONFLICT?: any, COST_EXCEEDED?: any, FORBIDDEN?: any, GUARD_BLOCKED?: any, IMMUTABLE?: any, INTERNAL?: any, LAST_ADMIN?: any, NOT_EXPRESSIBLE?: any, NOT_FOUND?: any, ORGANIZATION_REQUIRED?: any, PROTECTED?: any, QUARANTINED?: any, RATE_LIMITED?: any, ROLE_MISSING?: any, STORE_UNAVAILABLE?: any, UNAUTHENTICATED?: any, UNSUPPORTED?: any, UPSTREAM_INCOMPLETE?: any, UPSTREAM_INVALID?: any, UPSTREAM_REFUSED?: any, UPSTREAM_REJECTED?: any, UPSTREAM_TIMEOUT?: any, UPSTREAM_UNAVAILABLE?: any, USER_AMBIGUOUS?: any, WRITES_DISABLED?: any }, ResolversTypes['ErrorCode']>;

export type GroupResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Group'] = ResolversParentTypes['Group']> = {
  accounts?: Resolver<Maybe<ResolversTypes['AccountConnection']>, ParentType, ContextType, RequireFields<GroupAccountsArgs, 'first'>>;
  backend?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  description?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  name?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  nativeId?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  nativeRoles?: Resolver<Maybe<ReadonlyArray<ResolversTypes['NativeRole']>>, ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type GroupConnectionResolvers<ContextType = Context, ParentType extends ResolversParentTypes['GroupConnection'] = ResolversParentTypes['GroupConnection']> = {
  edges?: Resolver<ReadonlyArray<ResolversTypes['GroupEdge']>, ParentType, ContextType>;
  nodes?: Resolver<ReadonlyArray<ResolversTypes['Group']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
  totalCount?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
};

export type GroupEdgeResolvers<ContextType = Context, ParentType extends ResolversParentTypes['GroupEdge'] = ResolversParentTypes['GroupEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['Group'], ParentType, ContextType>;
};

export type GroupMembershipPayloadResolvers<ContextType = Context, ParentType extends ResolversParentTypes['GroupMembershipPayload'] = ResolversParentTypes['GroupMembershipPayload']> = {
  account?: Resolver<Maybe<ResolversTypes['Account']>, ParentType, ContextType>;
  errors?: Resolver<ReadonlyArray<ResolversTypes['MutationError']>, ParentType, ContextType>;
};

export type GroupPayloadResolvers<ContextType = Context, ParentType extends ResolversParentTypes['GroupPayload'] = ResolversParentTypes['GroupPayload']> = {
  errors?: Resolver<ReadonlyArray<ResolversTypes['MutationError']>, ParentType, ContextType>;
  group?: Resolver<Maybe<ResolversTypes['Group']>, ParentType, ContextType>;
};

export type IotCentralAccountResolvers<ContextType = Context, ParentType extends ResolversParentTypes['IotCentralAccount'] = ResolversParentTypes['IotCentralAccount']> = {
  objectId?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  tenantId?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  type?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type LinkResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Link'] = ResolversParentTypes['Link']> = {
  account?: Resolver<ResolversTypes['Account'], ParentType, ContextType>;
  candidates?: Resolver<ReadonlyArray<ResolversTypes['LinkCandidate']>, ParentType, ContextType>;
  confidence?: Resolver<Maybe<ResolversTypes['Float']>, ParentType, ContextType>;
  evidence?: Resolver<ReadonlyArray<ResolversTypes['LinkEvidence']>, ParentType, ContextType>;
  ifConfirmed?: Resolver<ReadonlyArray<ResolversTypes['Account']>, ParentType, ContextType>;
  state?: Resolver<ResolversTypes['LinkState'], ParentType, ContextType>;
  user?: Resolver<ResolversTypes['User'], ParentType, ContextType>;
};

export type LinkCandidateResolvers<ContextType = Context, ParentType extends ResolversParentTypes['LinkCandidate'] = ResolversParentTypes['LinkCandidate']> = {
  account?: Resolver<ResolversTypes['Account'], ParentType, ContextType>;
  confidence?: Resolver<ResolversTypes['Float'], ParentType, ContextType>;
  denied?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  evidence?: Resolver<ReadonlyArray<ResolversTypes['LinkEvidence']>, ParentType, ContextType>;
  ifConfirmed?: Resolver<ReadonlyArray<ResolversTypes['Account']>, ParentType, ContextType>;
};

export type LinkEvidenceResolvers<ContextType = Context, ParentType extends ResolversParentTypes['LinkEvidence'] = ResolversParentTypes['LinkEvidence']> = {
  confidence?: Resolver<ResolversTypes['Float'], ParentType, ContextType>;
  rule?: Resolver<ResolversTypes['LinkRule'], ParentType, ContextType>;
  values?: Resolver<ReadonlyArray<ResolversTypes['String']>, ParentType, ContextType>;
};

export type LinkPayloadResolvers<ContextType = Context, ParentType extends ResolversParentTypes['LinkPayload'] = ResolversParentTypes['LinkPayload']> = {
  errors?: Resolver<ReadonlyArray<ResolversTypes['MutationError']>, ParentType, ContextType>;
  user?: Resolver<Maybe<ResolversTypes['User']>, ParentType, ContextType>;
};

export type MutationResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Mutation'] = ResolversParentTypes['Mutation']> = {
  addAccountToGroup?: Resolver<Maybe<ResolversTypes['GroupMembershipPayload']>, ParentType, ContextType, RequireFields<MutationAddAccountToGroupArgs, 'input'>>;
  createAccount?: Resolver<Maybe<ResolversTypes['CreateAccountPayload']>, ParentType, ContextType, RequireFields<MutationCreateAccountArgs, 'input'>>;
  createAccounts?: Resolver<Maybe<ResolversTypes['CreateAccountsPayload']>, ParentType, ContextType, RequireFields<MutationCreateAccountsArgs, 'input'>>;
  createApiToken?: Resolver<Maybe<ResolversTypes['CreateApiTokenPayload']>, ParentType, ContextType, RequireFields<MutationCreateApiTokenArgs, 'input'>>;
  createDevice?: Resolver<Maybe<ResolversTypes['CreateDevicePayload']>, ParentType, ContextType, RequireFields<MutationCreateDeviceArgs, 'input'>>;
  createDeviceGroup?: Resolver<Maybe<ResolversTypes['CreateDeviceGroupPayload']>, ParentType, ContextType, RequireFields<MutationCreateDeviceGroupArgs, 'input'>>;
  createGroup?: Resolver<Maybe<ResolversTypes['GroupPayload']>, ParentType, ContextType, RequireFields<MutationCreateGroupArgs, 'input'>>;
  createNativeRole?: Resolver<Maybe<ResolversTypes['NativeRolePayload']>, ParentType, ContextType, RequireFields<MutationCreateNativeRoleArgs, 'input'>>;
  createOrganization?: Resolver<Maybe<ResolversTypes['OrganizationPayload']>, ParentType, ContextType, RequireFields<MutationCreateOrganizationArgs, 'input'>>;
  deleteAccount?: Resolver<Maybe<ResolversTypes['DeleteAccountPayload']>, ParentType, ContextType, RequireFields<MutationDeleteAccountArgs, 'input'>>;
  deleteApiToken?: Resolver<Maybe<ResolversTypes['DeleteApiTokenPayload']>, ParentType, ContextType, RequireFields<MutationDeleteApiTokenArgs, 'input'>>;
  deleteGroup?: Resolver<Maybe<ResolversTypes['DeleteGroupPayload']>, ParentType, ContextType, RequireFields<MutationDeleteGroupArgs, 'input'>>;
  deleteNativeRole?: Resolver<Maybe<ResolversTypes['DeleteNativeRolePayload']>, ParentType, ContextType, RequireFields<MutationDeleteNativeRoleArgs, 'input'>>;
  deleteOrganization?: Resolver<Maybe<ResolversTypes['DeleteOrganizationPayload']>, ParentType, ContextType, RequireFields<MutationDeleteOrganizationArgs, 'input'>>;
  grantRoles?: Resolver<Maybe<ResolversTypes['RoleEditPayload']>, ParentType, ContextType, RequireFields<MutationGrantRolesArgs, 'input'>>;
  linkAccounts?: Resolver<Maybe<ResolversTypes['LinkPayload']>, ParentType, ContextType, RequireFields<MutationLinkAccountsArgs, 'input'>>;
  refreshBackend?: Resolver<Maybe<ResolversTypes['RefreshBackendPayload']>, ParentType, ContextType, RequireFields<MutationRefreshBackendArgs, 'input'>>;
  reinviteAccount?: Resolver<Maybe<ResolversTypes['ReinviteAccountPayload']>, ParentType, ContextType, RequireFields<MutationReinviteAccountArgs, 'input'>>;
  removeAccountFromGroup?: Resolver<Maybe<ResolversTypes['GroupMembershipPayload']>, ParentType, ContextType, RequireFields<MutationRemoveAccountFromGroupArgs, 'input'>>;
  revokeRoles?: Resolver<Maybe<ResolversTypes['RoleEditPayload']>, ParentType, ContextType, RequireFields<MutationRevokeRolesArgs, 'input'>>;
  setAccountStatus?: Resolver<Maybe<ResolversTypes['SetAccountStatusPayload']>, ParentType, ContextType, RequireFields<MutationSetAccountStatusArgs, 'input'>>;
  setRoles?: Resolver<Maybe<ResolversTypes['RoleEditPayload']>, ParentType, ContextType, RequireFields<MutationSetRolesArgs, 'input'>>;
  unlinkAccount?: Resolver<Maybe<ResolversTypes['LinkPayload']>, ParentType, ContextType, RequireFields<MutationUnlinkAccountArgs, 'input'>>;
  updateAccount?: Resolver<Maybe<ResolversTypes['UpdateAccountPayload']>, ParentType, ContextType, RequireFields<MutationUpdateAccountArgs, 'input'>>;
  updateGroup?: Resolver<Maybe<ResolversTypes['GroupPayload']>, ParentType, ContextType, RequireFields<MutationUpdateGroupArgs, 'input'>>;
  updateNativeRole?: Resolver<Maybe<ResolversTypes['NativeRolePayload']>, ParentType, ContextType, RequireFields<MutationUpdateNativeRoleArgs, 'input'>>;
  updateOrganization?: Resolver<Maybe<ResolversTypes['OrganizationPayload']>, ParentType, ContextType, RequireFields<MutationUpdateOrganizationArgs, 'input'>>;
};

export type MutationErrorResolvers<ContextType = Context, ParentType extends ResolversParentTypes['MutationError'] = ResolversParentTypes['MutationError']> = {
  backend?: Resolver<Maybe<ResolversTypes['ID']>, ParentType, ContextType>;
  code?: Resolver<ResolversTypes['ErrorCode'], ParentType, ContextType>;
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  path?: Resolver<Maybe<ReadonlyArray<ResolversTypes['String']>>, ParentType, ContextType>;
  retryAfter?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
  retryable?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
};

export type NativeRoleResolvers<ContextType = Context, ParentType extends ResolversParentTypes['NativeRole'] = ResolversParentTypes['NativeRole']> = {
  accounts?: Resolver<Maybe<ResolversTypes['AccountConnection']>, ParentType, ContextType, RequireFields<NativeRoleAccountsArgs, 'first'>>;
  backend?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  builtIn?: Resolver<Maybe<ResolversTypes['Boolean']>, ParentType, ContextType>;
  contexts?: Resolver<Maybe<ResolversTypes['RoleContexts']>, ParentType, ContextType>;
  description?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  mapsTo?: Resolver<Maybe<ReadonlyArray<ResolversTypes['RoleSpelling']>>, ParentType, ContextType>;
  name?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  nativeId?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  permissions?: Resolver<Maybe<ReadonlyArray<ResolversTypes['String']>>, ParentType, ContextType>;
  scope?: Resolver<Maybe<ResolversTypes['NativeRoleScope']>, ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type NativeRoleListResolvers<ContextType = Context, ParentType extends ResolversParentTypes['NativeRoleList'] = ResolversParentTypes['NativeRoleList']> = {
  complete?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  nodes?: Resolver<ReadonlyArray<ResolversTypes['NativeRole']>, ParentType, ContextType>;
};

export type NativeRolePayloadResolvers<ContextType = Context, ParentType extends ResolversParentTypes['NativeRolePayload'] = ResolversParentTypes['NativeRolePayload']> = {
  errors?: Resolver<ReadonlyArray<ResolversTypes['MutationError']>, ParentType, ContextType>;
  nativeRole?: Resolver<Maybe<ResolversTypes['NativeRole']>, ParentType, ContextType>;
};

export type NodeResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Node'] = ResolversParentTypes['Node']> = {
  __resolveType: TypeResolveFn<'Account' | 'ApiToken' | 'Device' | 'DeviceGroup' | 'Group' | 'NativeRole' | 'Organization' | 'User', ParentType, ContextType>;
};

export type OrganizationResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Organization'] = ResolversParentTypes['Organization']> = {
  accounts?: Resolver<Maybe<ResolversTypes['AccountConnection']>, ParentType, ContextType, RequireFields<OrganizationAccountsArgs, 'first'>>;
  backend?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  children?: Resolver<Maybe<ReadonlyArray<ResolversTypes['Organization']>>, ParentType, ContextType>;
  displayName?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  nativeId?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  parent?: Resolver<Maybe<ResolversTypes['Organization']>, ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type OrganizationConnectionResolvers<ContextType = Context, ParentType extends ResolversParentTypes['OrganizationConnection'] = ResolversParentTypes['OrganizationConnection']> = {
  edges?: Resolver<ReadonlyArray<ResolversTypes['OrganizationEdge']>, ParentType, ContextType>;
  nodes?: Resolver<ReadonlyArray<ResolversTypes['Organization']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
  totalCount?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
};

export type OrganizationEdgeResolvers<ContextType = Context, ParentType extends ResolversParentTypes['OrganizationEdge'] = ResolversParentTypes['OrganizationEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['Organization'], ParentType, ContextType>;
};

export type OrganizationPayloadResolvers<ContextType = Context, ParentType extends ResolversParentTypes['OrganizationPayload'] = ResolversParentTypes['OrganizationPayload']> = {
  errors?: Resolver<ReadonlyArray<ResolversTypes['MutationError']>, ParentType, ContextType>;
  organization?: Resolver<Maybe<ResolversTypes['Organization']>, ParentType, ContextType>;
};

export type PageInfoResolvers<ContextType = Context, ParentType extends ResolversParentTypes['PageInfo'] = ResolversParentTypes['PageInfo']> = {
  endCursor?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  hasNextPage?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  hasPreviousPage?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  startCursor?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
};

export type QueryResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Query'] = ResolversParentTypes['Query']> = {
  account?: Resolver<Maybe<ResolversTypes['Account']>, ParentType, ContextType, RequireFields<QueryAccountArgs, 'backend' | 'nativeId'>>;
  accounts?: Resolver<Maybe<ResolversTypes['AccountConnection']>, ParentType, ContextType, RequireFields<QueryAccountsArgs, 'first'>>;
  accountsByIds?: Resolver<Maybe<ReadonlyArray<Maybe<ResolversTypes['Account']>>>, ParentType, ContextType, RequireFields<QueryAccountsByIdsArgs, 'refs'>>;
  apiTokens?: Resolver<Maybe<ResolversTypes['ApiTokenConnection']>, ParentType, ContextType, RequireFields<QueryApiTokensArgs, 'backend' | 'first'>>;
  backend?: Resolver<Maybe<ResolversTypes['Backend']>, ParentType, ContextType, RequireFields<QueryBackendArgs, 'id'>>;
  backends?: Resolver<Maybe<ReadonlyArray<ResolversTypes['Backend']>>, ParentType, ContextType>;
  caller?: Resolver<ResolversTypes['Caller'], ParentType, ContextType>;
  device?: Resolver<Maybe<ResolversTypes['Device']>, ParentType, ContextType, RequireFields<QueryDeviceArgs, 'backend' | 'nativeId'>>;
  deviceGroup?: Resolver<Maybe<ResolversTypes['DeviceGroup']>, ParentType, ContextType, RequireFields<QueryDeviceGroupArgs, 'backend' | 'nativeId'>>;
  groups?: Resolver<Maybe<ResolversTypes['GroupConnection']>, ParentType, ContextType, RequireFields<QueryGroupsArgs, 'backend' | 'first'>>;
  nativeRoles?: Resolver<Maybe<ResolversTypes['NativeRoleList']>, ParentType, ContextType, RequireFields<QueryNativeRolesArgs, 'backend'>>;
  node?: Resolver<Maybe<ResolversTypes['Node']>, ParentType, ContextType, RequireFields<QueryNodeArgs, 'id'>>;
  nodes?: Resolver<Maybe<ReadonlyArray<Maybe<ResolversTypes['Node']>>>, ParentType, ContextType, RequireFields<QueryNodesArgs, 'ids'>>;
  organization?: Resolver<Maybe<ResolversTypes['Organization']>, ParentType, ContextType, RequireFields<QueryOrganizationArgs, 'id'>>;
  organizations?: Resolver<Maybe<ResolversTypes['OrganizationConnection']>, ParentType, ContextType, RequireFields<QueryOrganizationsArgs, 'backend' | 'first'>>;
  role?: Resolver<Maybe<ResolversTypes['Role']>, ParentType, ContextType, RequireFields<QueryRoleArgs, 'name'>>;
  roles?: Resolver<Maybe<ReadonlyArray<ResolversTypes['Role']>>, ParentType, ContextType>;
  user?: Resolver<Maybe<ResolversTypes['User']>, ParentType, ContextType, RequireFields<QueryUserArgs, 'by'>>;
  users?: Resolver<Maybe<ResolversTypes['UserConnection']>, ParentType, ContextType, RequireFields<QueryUsersArgs, 'first'>>;
};

export type RefreshResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Refresh'] = ResolversParentTypes['Refresh']> = {
  changed?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  created?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  durationMs?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  finishedAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  pages?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  reason?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  seen?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  startedAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  state?: Resolver<ResolversTypes['RefreshState'], ParentType, ContextType>;
  total?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
  vanished?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type RefreshBackendPayloadResolvers<ContextType = Context, ParentType extends ResolversParentTypes['RefreshBackendPayload'] = ResolversParentTypes['RefreshBackendPayload']> = {
  backend?: Resolver<Maybe<ResolversTypes['Backend']>, ParentType, ContextType>;
  errors?: Resolver<ReadonlyArray<ResolversTypes['MutationError']>, ParentType, ContextType>;
};

export type ReinviteAccountPayloadResolvers<ContextType = Context, ParentType extends ResolversParentTypes['ReinviteAccountPayload'] = ResolversParentTypes['ReinviteAccountPayload']> = {
  account?: Resolver<Maybe<ResolversTypes['Account']>, ParentType, ContextType>;
  errors?: Resolver<ReadonlyArray<ResolversTypes['MutationError']>, ParentType, ContextType>;
};

export type RoleResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Role'] = ResolversParentTypes['Role']> = {
  description?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  mappings?: Resolver<ReadonlyArray<ResolversTypes['RoleMapping']>, ParentType, ContextType>;
  name?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  users?: Resolver<Maybe<ResolversTypes['UserConnection']>, ParentType, ContextType, RequireFields<RoleUsersArgs, 'first'>>;
};

export type RoleContextsResolvers<ContextType = Context, ParentType extends ResolversParentTypes['RoleContexts'] = ResolversParentTypes['RoleContexts']> = {
  exclude?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  include?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
};

export type RoleEditPayloadResolvers<ContextType = Context, ParentType extends ResolversParentTypes['RoleEditPayload'] = ResolversParentTypes['RoleEditPayload']> = {
  account?: Resolver<Maybe<ResolversTypes['Account']>, ParentType, ContextType>;
  alreadyHeld?: Resolver<ReadonlyArray<ResolversTypes['Assignment']>, ParentType, ContextType>;
  displaced?: Resolver<ReadonlyArray<ResolversTypes['Role']>, ParentType, ContextType>;
  errors?: Resolver<ReadonlyArray<ResolversTypes['MutationError']>, ParentType, ContextType>;
  granted?: Resolver<ReadonlyArray<ResolversTypes['Assignment']>, ParentType, ContextType>;
  notExpressible?: Resolver<ReadonlyArray<ResolversTypes['String']>, ParentType, ContextType>;
  revoked?: Resolver<ReadonlyArray<ResolversTypes['Assignment']>, ParentType, ContextType>;
  stillNeeded?: Resolver<ReadonlyArray<ResolversTypes['Assignment']>, ParentType, ContextType>;
};

export type RoleMappingResolvers<ContextType = Context, ParentType extends ResolversParentTypes['RoleMapping'] = ResolversParentTypes['RoleMapping']> = {
  backend?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  nativeRole?: Resolver<Maybe<ResolversTypes['NativeRole']>, ParentType, ContextType>;
  relation?: Resolver<ResolversTypes['RoleRelation'], ParentType, ContextType>;
};

export type RoleSpellingResolvers<ContextType = Context, ParentType extends ResolversParentTypes['RoleSpelling'] = ResolversParentTypes['RoleSpelling']> = {
  relation?: Resolver<ResolversTypes['RoleRelation'], ParentType, ContextType>;
  role?: Resolver<ResolversTypes['Role'], ParentType, ContextType>;
};

export type ScopeResolvers = EnumResolverSignature<{ ADMIN?: any, APPLY?: any, APPROVE?: any, AUDIT?: any, PLAN?: any, READ?: any, SCHEMA?: any, TOKENS?: any, WRITE?: any }, ResolversTypes['Scope']>;

export type SetAccountStatusPayloadResolvers<ContextType = Context, ParentType extends ResolversParentTypes['SetAccountStatusPayload'] = ResolversParentTypes['SetAccountStatusPayload']> = {
  account?: Resolver<Maybe<ResolversTypes['Account']>, ParentType, ContextType>;
  errors?: Resolver<ReadonlyArray<ResolversTypes['MutationError']>, ParentType, ContextType>;
};

export type SourceResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Source'] = ResolversParentTypes['Source']> = {
  asOf?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  backend?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  error?: Resolver<Maybe<ResolversTypes['SourceError']>, ParentType, ContextType>;
  state?: Resolver<ResolversTypes['SourceState'], ParentType, ContextType>;
};

export type SourceErrorResolvers<ContextType = Context, ParentType extends ResolversParentTypes['SourceError'] = ResolversParentTypes['SourceError']> = {
  code?: Resolver<ResolversTypes['ErrorCode'], ParentType, ContextType>;
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type UpdateAccountPayloadResolvers<ContextType = Context, ParentType extends ResolversParentTypes['UpdateAccountPayload'] = ResolversParentTypes['UpdateAccountPayload']> = {
  account?: Resolver<Maybe<ResolversTypes['Account']>, ParentType, ContextType>;
  errors?: Resolver<ReadonlyArray<ResolversTypes['MutationError']>, ParentType, ContextType>;
};

export type UserResolvers<ContextType = Context, ParentType extends ResolversParentTypes['User'] = ResolversParentTypes['User']> = {
  accounts?: Resolver<Maybe<ReadonlyArray<ResolversTypes['Account']>>, ParentType, ContextType, Partial<UserAccountsArgs>>;
  displayName?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  email?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  kind?: Resolver<Maybe<ResolversTypes['AccountKind']>, ParentType, ContextType>;
  links?: Resolver<Maybe<ReadonlyArray<ResolversTypes['Link']>>, ParentType, ContextType>;
  roles?: Resolver<Maybe<ReadonlyArray<ResolversTypes['UserRole']>>, ParentType, ContextType>;
  sources?: Resolver<ReadonlyArray<ResolversTypes['Source']>, ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type UserConnectionResolvers<ContextType = Context, ParentType extends ResolversParentTypes['UserConnection'] = ResolversParentTypes['UserConnection']> = {
  edges?: Resolver<ReadonlyArray<ResolversTypes['UserEdge']>, ParentType, ContextType>;
  nodes?: Resolver<ReadonlyArray<ResolversTypes['User']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
  sources?: Resolver<ReadonlyArray<ResolversTypes['Source']>, ParentType, ContextType>;
  totalCount?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
};

export type UserEdgeResolvers<ContextType = Context, ParentType extends ResolversParentTypes['UserEdge'] = ResolversParentTypes['UserEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['User'], ParentType, ContextType>;
};

export type UserRoleResolvers<ContextType = Context, ParentType extends ResolversParentTypes['UserRole'] = ResolversParentTypes['UserRole']> = {
  accounts?: Resolver<ReadonlyArray<ResolversTypes['Account']>, ParentType, ContextType>;
  role?: Resolver<ResolversTypes['Role'], ParentType, ContextType>;
};

export type VendorAccountResolvers<ContextType = Context, ParentType extends ResolversParentTypes['VendorAccount'] = ResolversParentTypes['VendorAccount']> = {
  __resolveType: TypeResolveFn<'CdataSyncAccount' | 'CfengineAccount' | 'CipherscaleAccount' | 'IotCentralAccount', ParentType, ContextType>;
};

export type Resolvers<ContextType = Context> = {
  Account?: AccountResolvers<ContextType>;
  AccountConnection?: AccountConnectionResolvers<ContextType>;
  AccountDevice?: AccountDeviceResolvers<ContextType>;
  AccountEdge?: AccountEdgeResolvers<ContextType>;
  ApiToken?: ApiTokenResolvers<ContextType>;
  ApiTokenConnection?: ApiTokenConnectionResolvers<ContextType>;
  ApiTokenEdge?: ApiTokenEdgeResolvers<ContextType>;
  Assignment?: AssignmentResolvers<ContextType>;
  Backend?: BackendResolvers<ContextType>;
  BackendHealth?: BackendHealthResolvers<ContextType>;
  BackendIndex?: BackendIndexResolvers<ContextType>;
  BackendLimits?: BackendLimitsResolvers<ContextType>;
  Caller?: CallerResolvers<ContextType>;
  CdataSyncAccount?: CdataSyncAccountResolvers<ContextType>;
  CfengineAccount?: CfengineAccountResolvers<ContextType>;
  CipherscaleAccount?: CipherscaleAccountResolvers<ContextType>;
  CreateAccountPayload?: CreateAccountPayloadResolvers<ContextType>;
  CreateAccountsPayload?: CreateAccountsPayloadResolvers<ContextType>;
  CreateApiTokenPayload?: CreateApiTokenPayloadResolvers<ContextType>;
  CreateDeviceGroupPayload?: CreateDeviceGroupPayloadResolvers<ContextType>;
  CreateDevicePayload?: CreateDevicePayloadResolvers<ContextType>;
  DateTime?: GraphQLScalarType;
  DeleteAccountPayload?: DeleteAccountPayloadResolvers<ContextType>;
  DeleteApiTokenPayload?: DeleteApiTokenPayloadResolvers<ContextType>;
  DeleteGroupPayload?: DeleteGroupPayloadResolvers<ContextType>;
  DeleteNativeRolePayload?: DeleteNativeRolePayloadResolvers<ContextType>;
  DeleteOrganizationPayload?: DeleteOrganizationPayloadResolvers<ContextType>;
  Device?: DeviceResolvers<ContextType>;
  DeviceGroup?: DeviceGroupResolvers<ContextType>;
  ErrorCode?: ErrorCodeResolvers;
  Group?: GroupResolvers<ContextType>;
  GroupConnection?: GroupConnectionResolvers<ContextType>;
  GroupEdge?: GroupEdgeResolvers<ContextType>;
  GroupMembershipPayload?: GroupMembershipPayloadResolvers<ContextType>;
  GroupPayload?: GroupPayloadResolvers<ContextType>;
  IotCentralAccount?: IotCentralAccountResolvers<ContextType>;
  Link?: LinkResolvers<ContextType>;
  LinkCandidate?: LinkCandidateResolvers<ContextType>;
  LinkEvidence?: LinkEvidenceResolvers<ContextType>;
  LinkPayload?: LinkPayloadResolvers<ContextType>;
  Mutation?: MutationResolvers<ContextType>;
  MutationError?: MutationErrorResolvers<ContextType>;
  NativeRole?: NativeRoleResolvers<ContextType>;
  NativeRoleList?: NativeRoleListResolvers<ContextType>;
  NativeRolePayload?: NativeRolePayloadResolvers<ContextType>;
  Node?: NodeResolvers<ContextType>;
  Organization?: OrganizationResolvers<ContextType>;
  OrganizationConnection?: OrganizationConnectionResolvers<ContextType>;
  OrganizationEdge?: OrganizationEdgeResolvers<ContextType>;
  OrganizationPayload?: OrganizationPayloadResolvers<ContextType>;
  PageInfo?: PageInfoResolvers<ContextType>;
  Query?: QueryResolvers<ContextType>;
  Refresh?: RefreshResolvers<ContextType>;
  RefreshBackendPayload?: RefreshBackendPayloadResolvers<ContextType>;
  ReinviteAccountPayload?: ReinviteAccountPayloadResolvers<ContextType>;
  Role?: RoleResolvers<ContextType>;
  RoleContexts?: RoleContextsResolvers<ContextType>;
  RoleEditPayload?: RoleEditPayloadResolvers<ContextType>;
  RoleMapping?: RoleMappingResolvers<ContextType>;
  RoleSpelling?: RoleSpellingResolvers<ContextType>;
  Scope?: ScopeResolvers;
  SetAccountStatusPayload?: SetAccountStatusPayloadResolvers<ContextType>;
  Source?: SourceResolvers<ContextType>;
  SourceError?: SourceErrorResolvers<ContextType>;
  UpdateAccountPayload?: UpdateAccountPayloadResolvers<ContextType>;
  User?: UserResolvers<ContextType>;
  UserConnection?: UserConnectionResolvers<ContextType>;
  UserEdge?: UserEdgeResolvers<ContextType>;
  UserRole?: UserRoleResolvers<ContextType>;
  VendorAccount?: VendorAccountResolvers<ContextType>;
};

export type DirectiveResolvers<ContextType = Context> = {
  requires?: RequiresDirectiveResolver<any, any, ContextType>;
};
