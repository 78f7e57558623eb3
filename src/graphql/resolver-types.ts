import type { GraphQLResolveInfo, GraphQLScalarType, GraphQLScalarTypeConfig } from 'graphql';
import type { AccountParent as AccountParentParent, AccountConnectionParent as AccountConnectionParentParent, AssignmentParent as AssignmentParentParent, BackendIndexParent as BackendIndexParentParent, ChangedAssignmentParent as ChangedAssignmentParentParent, DriftParent as DriftParentParent, GroupParent as GroupParentParent, LinkParent as LinkParentParent, LinkCandidateParent as LinkCandidateParentParent, MutationErrorParent as MutationErrorParentParent, NativeRoleParent as NativeRoleParentParent, OrganizationParent as OrganizationParentParent, PendingChangeParent as PendingChangeParentParent, PlanPayloadParent as PlanPayloadParentParent, RefreshBackendPayloadParent as RefreshBackendPayloadParentParent, RoleMappingParent as RoleMappingParentParent, RunPayloadParent as RunPayloadParentParent, SourceParent as SourceParentParent, UserParent as UserParentParent, UserConnectionParent as UserConnectionParentParent } from './parents.ts';
import type { AccountDevice as AccountDeviceParent, CdataSyncAccount as CdataSyncAccountParent, CfengineAccount as CfengineAccountParent, CipherscaleAccount as CipherscaleAccountParent, IotCentralAccount as IotCentralAccountParent } from '../domain/account.ts';
import type { ApiToken as ApiTokenParent } from '../domain/api-token.ts';
import type { Approval as ApprovalParent, Exclusion as ExclusionParent, Plan as PlanParent } from '../domain/plan.ts';
import type { AuditEntry as AuditEntryParent } from '../domain/audit-entry.ts';
import type { ConfiguredBackend as ConfiguredBackendParent } from '../backends/configured-backend.ts';
import type { Health as HealthParent } from '../domain/health.ts';
import type { Caller as CallerParent, Scope as ScopeParent } from '../domain/caller.ts';
import type { Change as ChangeParent, ChangedAccount as ChangedAccountParent } from '../domain/change.ts';
import type { Device as DeviceParent, DeviceGroup as DeviceGroupParent } from '../domain/device.ts';
import type { ErrorCode as ErrorCodeParent } from '../domain/errors.ts';
import type { OutsideChange as OutsideChangeParent } from '../domain/outside-change.ts';
import type { Refresh as RefreshParent } from '../domain/refresh.ts';
import type { Role as RoleParent } from '../domain/role.ts';
import type { Run as RunParent, JournalEntry as JournalEntryParent } from '../domain/run.ts';
import type { Context } from './context.ts';
export type Maybe<T> = T | null;
export type InputMaybe<T> = T | null | undefined;
export type Omit<T, K extends keyof T> = Pick<T, Exclude<keyof T, K>>;
export type RequireFields<T, K extends keyof T> = Omit<T, K> & { [P in K]-?: NonNullable<T[P]> };
export type EnumResolverSignature<T, AllowedValues = any> = { [key in keyof T]?: AllowedValues };
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
  /** Makes sending the same again safe. See `Mutation`. */
  readonly idempotencyKey?: InputMaybe<Scalars['String']['input']>;
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

/** Which plan is applied. */
export type ApplyPlanInput = {
  /** `Plan.digest`, as it was reviewed. */
  readonly digest: Scalars['String']['input'];
  /** As `Plan.id` gave it. */
  readonly id: Scalars['ID']['input'];
  /** Makes sending the same again safe. See `Mutation`. */
  readonly idempotencyKey?: InputMaybe<Scalars['String']['input']>;
};

/** Who let a plan pass a guard. */
export type Approval = {
  readonly __typename?: 'Approval';
  /** When. */
  readonly at: Scalars['DateTime']['output'];
  /** The caller's name. */
  readonly by: Scalars['String']['output'];
  /** From then on it does not count any more. */
  readonly expiresAt: Scalars['DateTime']['output'];
  /** In the caller's words. */
  readonly reason: Scalars['String']['output'];
};

/** Which plan is approved, and why. */
export type ApprovePlanInput = {
  /** `Plan.digest`, as it was reviewed. */
  readonly digest: Scalars['String']['input'];
  /** As `Plan.id` gave it. */
  readonly id: Scalars['ID']['input'];
  /** Makes sending the same again safe. See `Mutation`. */
  readonly idempotencyKey?: InputMaybe<Scalars['String']['input']>;
  /** Why it may be done all the same; up to 500 characters. */
  readonly reason: Scalars['String']['input'];
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

/** One event. Whatever is to be written is written down before, as an INTENT, and what came of it afterwards, as an OUTCOME. */
export type AuditEntry = {
  readonly __typename?: 'AuditEntry';
  /** The mutation, as the schema calls it. */
  readonly action: Scalars['String']['output'];
  /**
   * What there is afterwards, or shall be, in the same form: of a change of a run as in `before`, of a decision on a plan what was planned or
   * approved, else the mutation's input. Where a secret was given, `"(secret)"` stands in its place.
   */
  readonly after?: Maybe<Scalars['String']['output']>;
  /** When. */
  readonly at: Scalars['DateTime']['output'];
  /** The backend that it concerns. */
  readonly backend?: Maybe<Scalars['ID']['output']>;
  /**
   * What there was before, as JSON with its members sorted by name: of a change of a run what the change is of (`roles`, `status`, or the fields
   * that are set), else the record as the backend told it. Null where there was nothing, or nothing to tell.
   */
  readonly before?: Maybe<Scalars['String']['output']>;
  /** Who, by name. */
  readonly caller: Scalars['String']['output'];
  /** Why it was not done. */
  readonly code?: Maybe<ErrorCode>;
  /** The plan's digest. */
  readonly digest?: Maybe<Scalars['String']['output']>;
  /** SHA-256 over the UTF-8 bytes of `source`, in 64 hexadecimal digits. */
  readonly hash: Scalars['String']['output'];
  /** The same in a sentence. */
  readonly message?: Maybe<Scalars['String']['output']>;
  /** The account, or whatever else it is about, by the backend's own id. */
  readonly nativeId?: Maybe<Scalars['ID']['output']>;
  /** What came of it; null but for an OUTCOME. */
  readonly outcome?: Maybe<OutcomeKind>;
  /** Before or after the deed. */
  readonly phase: AuditPhase;
  /** The plan, if any, as `Plan.id` gave it. */
  readonly plan?: Maybe<Scalars['ID']['output']>;
  /** The place of the change within the plan, from 0. */
  readonly position?: Maybe<Scalars['Int']['output']>;
  /** The hash of the entry before; 64 zeros for the first. */
  readonly previous: Scalars['String']['output'];
  /** Why it was wanted, in the caller's words. */
  readonly reason?: Maybe<Scalars['String']['output']>;
  /** Of the caller's request; null for what Rolecall does of itself. */
  readonly requestId?: Maybe<Scalars['String']['output']>;
  /** The run, if any, as `Run.id` gave it. */
  readonly run?: Maybe<Scalars['ID']['output']>;
  /** From 1, without gaps. */
  readonly sequence: Scalars['Int']['output'];
  /**
   * The text that `hash` is of: JSON without spaces, its members sorted by name. They are those of this type but for `hash` and `source`, with
   * `at` in milliseconds since 1970 in UTC, `planId` in place of `plan` and `runId` in place of `run`, which are what is encoded in these ids;
   * what is null here is null there.
   */
  readonly source: Scalars['String']['output'];
  /** What the backend called the requests that did it, where it told. */
  readonly upstreamRequestIds: ReadonlyArray<Scalars['String']['output']>;
};

/** A page of the audit trail. */
export type AuditEntryConnection = {
  readonly __typename?: 'AuditEntryConnection';
  /** The entries with their cursors. */
  readonly edges: ReadonlyArray<AuditEntryEdge>;
  /** The entries alone. */
  readonly nodes: ReadonlyArray<AuditEntry>;
  /** Where the page lies. */
  readonly pageInfo: PageInfo;
};

/** An entry and its place. */
export type AuditEntryEdge = {
  readonly __typename?: 'AuditEntryEdge';
  /** For `after`. */
  readonly cursor: Scalars['String']['output'];
  /** The entry. */
  readonly node: AuditEntry;
};

/** Which entries. Every condition that is given has to hold. */
export type AuditFilter = {
  /** About this account. */
  readonly account?: InputMaybe<AccountRefInput>;
  /** Of this mutation, as the schema calls it. */
  readonly action?: InputMaybe<Scalars['String']['input']>;
  /** Of this caller, by name. */
  readonly caller?: InputMaybe<Scalars['String']['input']>;
  /** From this instant on. */
  readonly from?: InputMaybe<Scalars['DateTime']['input']>;
  /** With this outcome. */
  readonly outcome?: InputMaybe<OutcomeKind>;
  /** Of this plan, as `Plan.id` gave it. */
  readonly plan?: InputMaybe<Scalars['ID']['input']>;
  /** Of this run, as `Run.id` gave it. */
  readonly run?: InputMaybe<Scalars['ID']['input']>;
  /** Before this instant. */
  readonly until?: InputMaybe<Scalars['DateTime']['input']>;
};

/** When an entry was written, held against the deed. */
export type AuditPhase =
  /** With something of Rolecall's own, that was done with the entry. */
  | 'DECISION'
  /** Before the backend was told. */
  | 'INTENT'
  /** Once it was known what came of it. */
  | 'OUTCOME';

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

/** What applying a plan takes on one backend. */
export type BackendForecast = {
  readonly __typename?: 'BackendForecast';
  /** The backend's id, as configured. */
  readonly backend: Scalars['ID']['output'];
  /** Calls, at the least. */
  readonly calls: Scalars['Int']['output'];
  /** Seconds, at the least. */
  readonly minimumSeconds: Scalars['Float']['output'];
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

/** Which run is stopped. */
export type CancelRunInput = {
  /** As `Run.id` gave it. */
  readonly id: Scalars['ID']['input'];
  /** Makes sending the same again safe. See `Mutation`. */
  readonly idempotencyKey?: InputMaybe<Scalars['String']['input']>;
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

/** One change of one account. */
export type Change = {
  readonly __typename?: 'Change';
  /** The account. */
  readonly account: ChangedAccount;
  /** What it holds itself afterwards, where `kind` is ROLES or CREATE. */
  readonly after: ReadonlyArray<ChangedAssignment>;
  /** What it held itself when it was planned, where `kind` is ROLES or DELETE; other changes leave it as it is, and tell none. */
  readonly before: ReadonlyArray<ChangedAssignment>;
  /** Roles that go because an exclusive group lets only one be held. */
  readonly displaced: ReadonlyArray<Role>;
  /** In what it raises the account. */
  readonly escalation: ReadonlyArray<Escalation>;
  /** Names of the fields that are set, where `kind` is CREATE or UPDATE. */
  readonly fields: ReadonlyArray<Scalars['String']['output']>;
  /** What is granted. */
  readonly grants: ReadonlyArray<ChangedAssignment>;
  /** What is done to it. */
  readonly kind: ChangeKind;
  /** Why. */
  readonly reason: Scalars['String']['output'];
  /** What is sent again only to keep it, since the backend's verb replaces the whole set. */
  readonly resent: ReadonlyArray<ChangedAssignment>;
  /** What is revoked, or lost with the account. */
  readonly revokes: ReadonlyArray<ChangedAssignment>;
  /** Where `kind` is STATUS. */
  readonly status?: Maybe<StatusChange>;
  /** The user whose account it is; null where the change was asked of the account itself. */
  readonly user?: Maybe<User>;
};

/** A page of changes. */
export type ChangeConnection = {
  readonly __typename?: 'ChangeConnection';
  /** The changes with their cursors. */
  readonly edges: ReadonlyArray<ChangeEdge>;
  /** The changes alone. */
  readonly nodes: ReadonlyArray<Change>;
  /** Where the page lies. */
  readonly pageInfo: PageInfo;
  /** Over all pages. */
  readonly totalCount?: Maybe<Scalars['Int']['output']>;
};

/** A change and its place. */
export type ChangeEdge = {
  readonly __typename?: 'ChangeEdge';
  /** For `after`. */
  readonly cursor: Scalars['String']['output'];
  /** The change. */
  readonly node: Change;
};

/** What is done to an account. */
export type ChangeKind =
  /** It is created. */
  | 'CREATE'
  /** It is deleted. */
  | 'DELETE'
  /** It is invited again. */
  | 'REINVITE'
  /** Its roles change. */
  | 'ROLES'
  /** It is enabled or disabled. */
  | 'STATUS'
  /** What it says of itself changes. */
  | 'UPDATE';

/** An account as a plan names it: it may not be there any more, or not yet. */
export type ChangedAccount = {
  readonly __typename?: 'ChangedAccount';
  /** The account itself, from the index; null where it is not there. */
  readonly account?: Maybe<Account>;
  /** The backend's id, as configured. */
  readonly backend: Scalars['ID']['output'];
  /** What people knew it by when it was planned; null where it was not, as in `OutsideChange`: `account` tells. */
  readonly name?: Maybe<Scalars['String']['output']>;
  /** The backend's own id; null for an account that is to be. */
  readonly nativeId?: Maybe<Scalars['ID']['output']>;
};

/** An assignment as a plan names it. */
export type ChangedAssignment = {
  readonly __typename?: 'ChangedAssignment';
  /** The native role. */
  readonly nativeRole: NativeRole;
  /** The organization within which; null for the whole application. */
  readonly organization?: Maybe<Organization>;
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
  /** Makes sending the same again safe. See `Mutation`. */
  readonly idempotencyKey?: InputMaybe<Scalars['String']['input']>;
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
  /** Makes sending the same again safe. See `Mutation`. */
  readonly idempotencyKey?: InputMaybe<Scalars['String']['input']>;
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
  /** Makes sending the same again safe. See `Mutation`. */
  readonly idempotencyKey?: InputMaybe<Scalars['String']['input']>;
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
  /** The secret. Keep it: it is shown this once and kept nowhere. Null where nothing was created, and where the answer is repeated for an `idempotencyKey`. */
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
  /** Makes sending the same again safe. See `Mutation`. */
  readonly idempotencyKey?: InputMaybe<Scalars['String']['input']>;
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
  /** Makes sending the same again safe. See `Mutation`. */
  readonly idempotencyKey?: InputMaybe<Scalars['String']['input']>;
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
  /** Makes sending the same again safe. See `Mutation`. */
  readonly idempotencyKey?: InputMaybe<Scalars['String']['input']>;
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
  /** Makes sending the same again safe. See `Mutation`. */
  readonly idempotencyKey?: InputMaybe<Scalars['String']['input']>;
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
  /** Makes sending the same again safe. See `Mutation`. */
  readonly idempotencyKey?: InputMaybe<Scalars['String']['input']>;
  /** The id to give it: lower-case letters, digits and dashes. */
  readonly nativeId: Scalars['ID']['input'];
  /** The native id of the one above; under the root when not given. */
  readonly parent?: InputMaybe<Scalars['ID']['input']>;
};

/** Which account to delete. */
export type DeleteAccountInput = {
  /** Which account. */
  readonly account: AccountRefInput;
  /** Makes sending the same again safe. See `Mutation`. */
  readonly idempotencyKey?: InputMaybe<Scalars['String']['input']>;
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
  /** Makes sending the same again safe. See `Mutation`. */
  readonly idempotencyKey?: InputMaybe<Scalars['String']['input']>;
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
  /** Makes sending the same again safe. See `Mutation`. */
  readonly idempotencyKey?: InputMaybe<Scalars['String']['input']>;
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
  /** Makes sending the same again safe. See `Mutation`. */
  readonly idempotencyKey?: InputMaybe<Scalars['String']['input']>;
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
  /** Makes sending the same again safe. See `Mutation`. */
  readonly idempotencyKey?: InputMaybe<Scalars['String']['input']>;
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

/** Which roles one user is to hold. */
export type DesiredRolesInput = {
  /** By name. */
  readonly roles: ReadonlyArray<Scalars['String']['input']>;
  /** The user. */
  readonly user: UserBy;
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

/** What changed on the backends, and what is still to be changed. */
export type Drift = {
  readonly __typename?: 'Drift';
  /** What others changed, the newest first. */
  readonly outside: OutsideChangeConnection;
  /** Changes of runs that are not DONE and of plans that can be applied, at most 100. None is made unless somebody asks. */
  readonly pending: ReadonlyArray<PendingChange>;
};


/** What changed on the backends, and what is still to be changed. */
export type DriftOutsideArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  first: Scalars['Int']['input'];
};

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
  /** This is not the digest of the plan as it is kept. */
  | 'DIGEST_MISMATCH'
  /** The caller lacks the scope. */
  | 'FORBIDDEN'
  /** A guard stands in the way; the message names it. */
  | 'GUARD_BLOCKED'
  /** The idempotency key was used for another request. */
  | 'IDEMPOTENCY_MISMATCH'
  /** A group or a directory decides it; the message names which. */
  | 'IMMUTABLE'
  /** A fault of Rolecall; the request id finds it in the log. */
  | 'INTERNAL'
  /** A request with this idempotency key is still under way. */
  | 'IN_FLIGHT'
  /** It would leave the backend with too few administrators. */
  | 'LAST_ADMIN'
  /** Changes reach LINKED accounts only, and this is none; `Link.ifConfirmed` tells what confirming it would do. */
  | 'LINK_NOT_CONFIRMED'
  /** The role has no spelling on this backend. */
  | 'NOT_EXPRESSIBLE'
  /** There is none, or none that this caller may see. */
  | 'NOT_FOUND'
  /** The role exists only within an organization there. */
  | 'ORGANIZATION_REQUIRED'
  /** The plan, or its approval, was not applied in time: plan again. */
  | 'PLAN_EXPIRED'
  /** Something that the plan rests on has changed since: plan again. */
  | 'PLAN_STALE'
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

/** In what a change raises an account. */
export type Escalation =
  /** The account becomes an administrator of the backend. */
  | 'ADMINISTRATOR'
  /** A role is spelled by a native role that gives more. */
  | 'BROADER';

/** An account that a plan leaves alone though it was meant. */
export type Exclusion = {
  readonly __typename?: 'Exclusion';
  /** The account. */
  readonly account: ChangedAccount;
  /** Why, such as LINK_NOT_CONFIRMED or PROTECTED. */
  readonly code: ErrorCode;
  /** The same in a sentence. */
  readonly message: Scalars['String']['output'];
  /** The user whose account it is, or seems to be; null where nobody knows. */
  readonly user?: Maybe<User>;
};

/** A page of exclusions. */
export type ExclusionConnection = {
  readonly __typename?: 'ExclusionConnection';
  /** The exclusions with their cursors. */
  readonly edges: ReadonlyArray<ExclusionEdge>;
  /** The exclusions alone. */
  readonly nodes: ReadonlyArray<Exclusion>;
  /** Where the page lies. */
  readonly pageInfo: PageInfo;
  /** Over all pages. */
  readonly totalCount?: Maybe<Scalars['Int']['output']>;
};

/** An exclusion and its place. */
export type ExclusionEdge = {
  readonly __typename?: 'ExclusionEdge';
  /** For `after`. */
  readonly cursor: Scalars['String']['output'];
  /** The exclusion. */
  readonly node: Exclusion;
};

/** What applying a plan takes. */
export type Forecast = {
  readonly __typename?: 'Forecast';
  /** The same by backend. */
  readonly backends: ReadonlyArray<BackendForecast>;
  /** Calls of backends, at the least. */
  readonly calls: Scalars['Int']['output'];
  /** Seconds, at the least: the backends' rates bound it. */
  readonly minimumSeconds: Scalars['Float']['output'];
};

/** Who is granted which roles. Exactly one of `account` and `user`. */
export type GrantRolesInput = {
  /** The account whose roles change. */
  readonly account?: InputMaybe<AccountRefInput>;
  /** Lets a role be spelled by a native role that gives more. */
  readonly allowEscalation?: InputMaybe<Scalars['Boolean']['input']>;
  /** With `user`: on these backends only, by id as configured; on all when not given. */
  readonly backends?: InputMaybe<ReadonlyArray<Scalars['ID']['input']>>;
  /** Makes sending the same again safe. See `Mutation`. */
  readonly idempotencyKey?: InputMaybe<Scalars['String']['input']>;
  /** Native roles by native id. */
  readonly nativeRoles?: InputMaybe<ReadonlyArray<Scalars['ID']['input']>>;
  /** The native id of the organization within which; not given = for the whole application. */
  readonly organization?: InputMaybe<Scalars['ID']['input']>;
  /** Roles by name. */
  readonly roles?: InputMaybe<ReadonlyArray<Scalars['String']['input']>>;
  /** The user on whose LINKED accounts they change. */
  readonly user?: InputMaybe<UserBy>;
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

/** The brakes on a plan. */
export type GuardName =
  /** Somebody becomes an administrator, or ceases to be one. */
  | 'ADMINISTRATORS'
  /** A native role gives more than the role that it spells. */
  | 'ESCALATION'
  /** Too many assignments go at once, or within the window. */
  | 'MAX_REVOKED'
  /** Too few administrators would be left. */
  | 'MIN_ADMINS'
  /** The caller would raise an own account. */
  | 'SELF';

/** What a guard says. */
export type GuardVerdict = {
  readonly __typename?: 'GuardVerdict';
  /** The accounts that it is about, at most 100. */
  readonly accounts: ReadonlyArray<ChangedAccount>;
  /** On which backend; null where it is about the whole plan. */
  readonly backend?: Maybe<Scalars['ID']['output']>;
  /** Why, in a sentence with the numbers that decided. */
  readonly detail: Scalars['String']['output'];
  /** Which guard. */
  readonly name: GuardName;
  /** What it says. */
  readonly verdict: Verdict;
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
  /** Makes sending the same again safe. See `Mutation`. */
  readonly idempotencyKey?: InputMaybe<Scalars['String']['input']>;
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

/**
 * Writes. Each takes one `input` and answers with what it made of it and with `errors`, which is empty on success. A payload is null only where a
 * top-level error says why.
 *
 * `idempotencyKey`, 1 to 255 characters, makes sending the same again safe: for 24 hours, and over restarts, the same caller with the same key and
 * input gets the same answer, and nothing is done twice. The same key with another input is IDEMPOTENCY_MISMATCH; while the first request is still
 * under way, IN_FLIGHT. A secret is in the first answer only.
 */
export type Mutation = {
  readonly __typename?: 'Mutation';
  /** Puts an account into a group, whose native roles it then inherits. One that gives any, unless it is the default group, takes the scope APPLY as well. */
  readonly addAccountToGroup?: Maybe<GroupMembershipPayload>;
  /**
   * Carries a plan out, once: applied again, it answers with the run that there is. Each account is read again before it is written; one that
   * is not as it was planned is a CONFLICT and stays as it is. What disables, enables or deletes accounts takes WRITE as well. Where that takes longer than a request may, the run is RUNNING: ask `run` again.
   */
  readonly applyPlan?: Maybe<RunPayload>;
  /** Lets a plan be applied that a guard has blocked. Takes another caller than the one who planned. */
  readonly approvePlan?: Maybe<PlanPayload>;
  /** Stops a run: changes under way are ended, all others SKIPPED. */
  readonly cancelRun?: Maybe<RunPayload>;
  /** Creates one account. With roles, or with groups that give some, the scope APPLY is needed as well. An existing one is never overwritten. */
  readonly createAccount?: Maybe<CreateAccountPayload>;
  /** Creates many accounts of one backend, in as few calls as it allows, with one result for each. */
  readonly createAccounts?: Maybe<CreateAccountsPayload>;
  /** Creates an API token, whose bearer holds its roles. Its payload is the only place where the secret ever appears. An existing one is never overwritten. */
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
  /** Grants roles in one place, to an account or to every LINKED account of a user. What is held stays, but for what an exclusive group displaces. */
  readonly grantRoles?: Maybe<RoleEditPayload>;
  /** Confirms that accounts are one user's. Whatever denied it before is withdrawn, unless it concerns an account that the caller may not see, which is a CONFLICT. Takes APPLY, since changes of roles reach what is linked. */
  readonly linkAccounts?: Maybe<LinkPayload>;
  /** Plans to take from a user all that Rolecall may take: roles, sign-in or the accounts themselves. Reads live and writes nothing. */
  readonly planOffboarding?: Maybe<PlanPayload>;
  /**
   * Plans to make users hold on other backends the roles that they hold on one, or those of a list. Reads live what the plan rests on and
   * writes nothing. Where that takes longer than a request may, the plan is PLANNING: ask `plan` again. A caller makes one
   * plan at a time; another is RATE_LIMITED meanwhile.
   */
  readonly planRoleSync?: Maybe<PlanPayload>;
  /** Reads a backend whole, now: its accounts, roles and organizations. One reading at a time: one that is under way is joined. Waits for its end as long as the request's time allows; `Backend.index` tells the rest. */
  readonly refreshBackend?: Maybe<RefreshBackendPayload>;
  /** Sends the invitation once more. */
  readonly reinviteAccount?: Maybe<ReinviteAccountPayload>;
  /** Takes an account out of a group. One that gives native roles takes the scope APPLY as well. */
  readonly removeAccountFromGroup?: Maybe<GroupMembershipPayload>;
  /** Tries again what of a run is neither APPLIED nor NOOP. What may have been done is settled by reading first. */
  readonly resumeRun?: Maybe<RunPayload>;
  /** Revokes roles in one place, from an account or from every LINKED account of a user. A native role that a kept role still needs stays. */
  readonly revokeRoles?: Maybe<RoleEditPayload>;
  /** Enables or disables an account, which keeps its roles. */
  readonly setAccountStatus?: Maybe<SetAccountStatusPayload>;
  /**
   * Makes these the roles that an account, or every LINKED account of a user, holds in one place: the whole application, or one organization.
   * Managed native roles, those that some role is spelled with, are replaced; all others stay, and so does everything in other places.
   */
  readonly setRoles?: Maybe<RoleEditPayload>;
  /** Plans to take a run back: exactly what it granted and revoked and the statuses that it changed, where nobody changed them since. Accounts that were created, changed or deleted stay so; what stays, and why, is `excluded`. */
  readonly undoRun?: Maybe<PlanPayload>;
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


/**
 * Writes. Each takes one `input` and answers with what it made of it and with `errors`, which is empty on success. A payload is null only where a
 * top-level error says why.
 *
 * `idempotencyKey`, 1 to 255 characters, makes sending the same again safe: for 24 hours, and over restarts, the same caller with the same key and
 * input gets the same answer, and nothing is done twice. The same key with another input is IDEMPOTENCY_MISMATCH; while the first request is still
 * under way, IN_FLIGHT. A secret is in the first answer only.
 */
export type MutationAddAccountToGroupArgs = {
  input: AddAccountToGroupInput;
};


/**
 * Writes. Each takes one `input` and answers with what it made of it and with `errors`, which is empty on success. A payload is null only where a
 * top-level error says why.
 *
 * `idempotencyKey`, 1 to 255 characters, makes sending the same again safe: for 24 hours, and over restarts, the same caller with the same key and
 * input gets the same answer, and nothing is done twice. The same key with another input is IDEMPOTENCY_MISMATCH; while the first request is still
 * under way, IN_FLIGHT. A secret is in the first answer only.
 */
export type MutationApplyPlanArgs = {
  input: ApplyPlanInput;
};


/**
 * Writes. Each takes one `input` and answers with what it made of it and with `errors`, which is empty on success. A payload is null only where a
 * top-level error says why.
 *
 * `idempotencyKey`, 1 to 255 characters, makes sending the same again safe: for 24 hours, and over restarts, the same caller with the same key and
 * input gets the same answer, and nothing is done twice. The same key with another input is IDEMPOTENCY_MISMATCH; while the first request is still
 * under way, IN_FLIGHT. A secret is in the first answer only.
 */
export type MutationApprovePlanArgs = {
  input: ApprovePlanInput;
};


/**
 * Writes. Each takes one `input` and answers with what it made of it and with `errors`, which is empty on success. A payload is null only where a
 * top-level error says why.
 *
 * `idempotencyKey`, 1 to 255 characters, makes sending the same again safe: for 24 hours, and over restarts, the same caller with the same key and
 * input gets the same answer, and nothing is done twice. The same key with another input is IDEMPOTENCY_MISMATCH; while the first request is still
 * under way, IN_FLIGHT. A secret is in the first answer only.
 */
export type MutationCancelRunArgs = {
  input: CancelRunInput;
};


/**
 * Writes. Each takes one `input` and answers with what it made of it and with `errors`, which is empty on success. A payload is null only where a
 * top-level error says why.
 *
 * `idempotencyKey`, 1 to 255 characters, makes sending the same again safe: for 24 hours, and over restarts, the same caller with the same key and
 * input gets the same answer, and nothing is done twice. The same key with another input is IDEMPOTENCY_MISMATCH; while the first request is still
 * under way, IN_FLIGHT. A secret is in the first answer only.
 */
export type MutationCreateAccountArgs = {
  input: CreateAccountInput;
};


/**
 * Writes. Each takes one `input` and answers with what it made of it and with `errors`, which is empty on success. A payload is null only where a
 * top-level error says why.
 *
 * `idempotencyKey`, 1 to 255 characters, makes sending the same again safe: for 24 hours, and over restarts, the same caller with the same key and
 * input gets the same answer, and nothing is done twice. The same key with another input is IDEMPOTENCY_MISMATCH; while the first request is still
 * under way, IN_FLIGHT. A secret is in the first answer only.
 */
export type MutationCreateAccountsArgs = {
  input: CreateAccountsInput;
};


/**
 * Writes. Each takes one `input` and answers with what it made of it and with `errors`, which is empty on success. A payload is null only where a
 * top-level error says why.
 *
 * `idempotencyKey`, 1 to 255 characters, makes sending the same again safe: for 24 hours, and over restarts, the same caller with the same key and
 * input gets the same answer, and nothing is done twice. The same key with another input is IDEMPOTENCY_MISMATCH; while the first request is still
 * under way, IN_FLIGHT. A secret is in the first answer only.
 */
export type MutationCreateApiTokenArgs = {
  input: CreateApiTokenInput;
};


/**
 * Writes. Each takes one `input` and answers with what it made of it and with `errors`, which is empty on success. A payload is null only where a
 * top-level error says why.
 *
 * `idempotencyKey`, 1 to 255 characters, makes sending the same again safe: for 24 hours, and over restarts, the same caller with the same key and
 * input gets the same answer, and nothing is done twice. The same key with another input is IDEMPOTENCY_MISMATCH; while the first request is still
 * under way, IN_FLIGHT. A secret is in the first answer only.
 */
export type MutationCreateDeviceArgs = {
  input: CreateDeviceInput;
};


/**
 * Writes. Each takes one `input` and answers with what it made of it and with `errors`, which is empty on success. A payload is null only where a
 * top-level error says why.
 *
 * `idempotencyKey`, 1 to 255 characters, makes sending the same again safe: for 24 hours, and over restarts, the same caller with the same key and
 * input gets the same answer, and nothing is done twice. The same key with another input is IDEMPOTENCY_MISMATCH; while the first request is still
 * under way, IN_FLIGHT. A secret is in the first answer only.
 */
export type MutationCreateDeviceGroupArgs = {
  input: CreateDeviceGroupInput;
};


/**
 * Writes. Each takes one `input` and answers with what it made of it and with `errors`, which is empty on success. A payload is null only where a
 * top-level error says why.
 *
 * `idempotencyKey`, 1 to 255 characters, makes sending the same again safe: for 24 hours, and over restarts, the same caller with the same key and
 * input gets the same answer, and nothing is done twice. The same key with another input is IDEMPOTENCY_MISMATCH; while the first request is still
 * under way, IN_FLIGHT. A secret is in the first answer only.
 */
export type MutationCreateGroupArgs = {
  input: CreateGroupInput;
};


/**
 * Writes. Each takes one `input` and answers with what it made of it and with `errors`, which is empty on success. A payload is null only where a
 * top-level error says why.
 *
 * `idempotencyKey`, 1 to 255 characters, makes sending the same again safe: for 24 hours, and over restarts, the same caller with the same key and
 * input gets the same answer, and nothing is done twice. The same key with another input is IDEMPOTENCY_MISMATCH; while the first request is still
 * under way, IN_FLIGHT. A secret is in the first answer only.
 */
export type MutationCreateNativeRoleArgs = {
  input: CreateNativeRoleInput;
};


/**
 * Writes. Each takes one `input` and answers with what it made of it and with `errors`, which is empty on success. A payload is null only where a
 * top-level error says why.
 *
 * `idempotencyKey`, 1 to 255 characters, makes sending the same again safe: for 24 hours, and over restarts, the same caller with the same key and
 * input gets the same answer, and nothing is done twice. The same key with another input is IDEMPOTENCY_MISMATCH; while the first request is still
 * under way, IN_FLIGHT. A secret is in the first answer only.
 */
export type MutationCreateOrganizationArgs = {
  input: CreateOrganizationInput;
};


/**
 * Writes. Each takes one `input` and answers with what it made of it and with `errors`, which is empty on success. A payload is null only where a
 * top-level error says why.
 *
 * `idempotencyKey`, 1 to 255 characters, makes sending the same again safe: for 24 hours, and over restarts, the same caller with the same key and
 * input gets the same answer, and nothing is done twice. The same key with another input is IDEMPOTENCY_MISMATCH; while the first request is still
 * under way, IN_FLIGHT. A secret is in the first answer only.
 */
export type MutationDeleteAccountArgs = {
  input: DeleteAccountInput;
};


/**
 * Writes. Each takes one `input` and answers with what it made of it and with `errors`, which is empty on success. A payload is null only where a
 * top-level error says why.
 *
 * `idempotencyKey`, 1 to 255 characters, makes sending the same again safe: for 24 hours, and over restarts, the same caller with the same key and
 * input gets the same answer, and nothing is done twice. The same key with another input is IDEMPOTENCY_MISMATCH; while the first request is still
 * under way, IN_FLIGHT. A secret is in the first answer only.
 */
export type MutationDeleteApiTokenArgs = {
  input: DeleteApiTokenInput;
};


/**
 * Writes. Each takes one `input` and answers with what it made of it and with `errors`, which is empty on success. A payload is null only where a
 * top-level error says why.
 *
 * `idempotencyKey`, 1 to 255 characters, makes sending the same again safe: for 24 hours, and over restarts, the same caller with the same key and
 * input gets the same answer, and nothing is done twice. The same key with another input is IDEMPOTENCY_MISMATCH; while the first request is still
 * under way, IN_FLIGHT. A secret is in the first answer only.
 */
export type MutationDeleteGroupArgs = {
  input: DeleteGroupInput;
};


/**
 * Writes. Each takes one `input` and answers with what it made of it and with `errors`, which is empty on success. A payload is null only where a
 * top-level error says why.
 *
 * `idempotencyKey`, 1 to 255 characters, makes sending the same again safe: for 24 hours, and over restarts, the same caller with the same key and
 * input gets the same answer, and nothing is done twice. The same key with another input is IDEMPOTENCY_MISMATCH; while the first request is still
 * under way, IN_FLIGHT. A secret is in the first answer only.
 */
export type MutationDeleteNativeRoleArgs = {
  input: DeleteNativeRoleInput;
};


/**
 * Writes. Each takes one `input` and answers with what it made of it and with `errors`, which is empty on success. A payload is null only where a
 * top-level error says why.
 *
 * `idempotencyKey`, 1 to 255 characters, makes sending the same again safe: for 24 hours, and over restarts, the same caller with the same key and
 * input gets the same answer, and nothing is done twice. The same key with another input is IDEMPOTENCY_MISMATCH; while the first request is still
 * under way, IN_FLIGHT. A secret is in the first answer only.
 */
export type MutationDeleteOrganizationArgs = {
  input: DeleteOrganizationInput;
};


/**
 * Writes. Each takes one `input` and answers with what it made of it and with `errors`, which is empty on success. A payload is null only where a
 * top-level error says why.
 *
 * `idempotencyKey`, 1 to 255 characters, makes sending the same again safe: for 24 hours, and over restarts, the same caller with the same key and
 * input gets the same answer, and nothing is done twice. The same key with another input is IDEMPOTENCY_MISMATCH; while the first request is still
 * under way, IN_FLIGHT. A secret is in the first answer only.
 */
export type MutationGrantRolesArgs = {
  input: GrantRolesInput;
};


/**
 * Writes. Each takes one `input` and answers with what it made of it and with `errors`, which is empty on success. A payload is null only where a
 * top-level error says why.
 *
 * `idempotencyKey`, 1 to 255 characters, makes sending the same again safe: for 24 hours, and over restarts, the same caller with the same key and
 * input gets the same answer, and nothing is done twice. The same key with another input is IDEMPOTENCY_MISMATCH; while the first request is still
 * under way, IN_FLIGHT. A secret is in the first answer only.
 */
export type MutationLinkAccountsArgs = {
  input: LinkAccountsInput;
};


/**
 * Writes. Each takes one `input` and answers with what it made of it and with `errors`, which is empty on success. A payload is null only where a
 * top-level error says why.
 *
 * `idempotencyKey`, 1 to 255 characters, makes sending the same again safe: for 24 hours, and over restarts, the same caller with the same key and
 * input gets the same answer, and nothing is done twice. The same key with another input is IDEMPOTENCY_MISMATCH; while the first request is still
 * under way, IN_FLIGHT. A secret is in the first answer only.
 */
export type MutationPlanOffboardingArgs = {
  input: PlanOffboardingInput;
};


/**
 * Writes. Each takes one `input` and answers with what it made of it and with `errors`, which is empty on success. A payload is null only where a
 * top-level error says why.
 *
 * `idempotencyKey`, 1 to 255 characters, makes sending the same again safe: for 24 hours, and over restarts, the same caller with the same key and
 * input gets the same answer, and nothing is done twice. The same key with another input is IDEMPOTENCY_MISMATCH; while the first request is still
 * under way, IN_FLIGHT. A secret is in the first answer only.
 */
export type MutationPlanRoleSyncArgs = {
  input: PlanRoleSyncInput;
};


/**
 * Writes. Each takes one `input` and answers with what it made of it and with `errors`, which is empty on success. A payload is null only where a
 * top-level error says why.
 *
 * `idempotencyKey`, 1 to 255 characters, makes sending the same again safe: for 24 hours, and over restarts, the same caller with the same key and
 * input gets the same answer, and nothing is done twice. The same key with another input is IDEMPOTENCY_MISMATCH; while the first request is still
 * under way, IN_FLIGHT. A secret is in the first answer only.
 */
export type MutationRefreshBackendArgs = {
  input: RefreshBackendInput;
};


/**
 * Writes. Each takes one `input` and answers with what it made of it and with `errors`, which is empty on success. A payload is null only where a
 * top-level error says why.
 *
 * `idempotencyKey`, 1 to 255 characters, makes sending the same again safe: for 24 hours, and over restarts, the same caller with the same key and
 * input gets the same answer, and nothing is done twice. The same key with another input is IDEMPOTENCY_MISMATCH; while the first request is still
 * under way, IN_FLIGHT. A secret is in the first answer only.
 */
export type MutationReinviteAccountArgs = {
  input: ReinviteAccountInput;
};


/**
 * Writes. Each takes one `input` and answers with what it made of it and with `errors`, which is empty on success. A payload is null only where a
 * top-level error says why.
 *
 * `idempotencyKey`, 1 to 255 characters, makes sending the same again safe: for 24 hours, and over restarts, the same caller with the same key and
 * input gets the same answer, and nothing is done twice. The same key with another input is IDEMPOTENCY_MISMATCH; while the first request is still
 * under way, IN_FLIGHT. A secret is in the first answer only.
 */
export type MutationRemoveAccountFromGroupArgs = {
  input: RemoveAccountFromGroupInput;
};


/**
 * Writes. Each takes one `input` and answers with what it made of it and with `errors`, which is empty on success. A payload is null only where a
 * top-level error says why.
 *
 * `idempotencyKey`, 1 to 255 characters, makes sending the same again safe: for 24 hours, and over restarts, the same caller with the same key and
 * input gets the same answer, and nothing is done twice. The same key with another input is IDEMPOTENCY_MISMATCH; while the first request is still
 * under way, IN_FLIGHT. A secret is in the first answer only.
 */
export type MutationResumeRunArgs = {
  input: ResumeRunInput;
};


/**
 * Writes. Each takes one `input` and answers with what it made of it and with `errors`, which is empty on success. A payload is null only where a
 * top-level error says why.
 *
 * `idempotencyKey`, 1 to 255 characters, makes sending the same again safe: for 24 hours, and over restarts, the same caller with the same key and
 * input gets the same answer, and nothing is done twice. The same key with another input is IDEMPOTENCY_MISMATCH; while the first request is still
 * under way, IN_FLIGHT. A secret is in the first answer only.
 */
export type MutationRevokeRolesArgs = {
  input: RevokeRolesInput;
};


/**
 * Writes. Each takes one `input` and answers with what it made of it and with `errors`, which is empty on success. A payload is null only where a
 * top-level error says why.
 *
 * `idempotencyKey`, 1 to 255 characters, makes sending the same again safe: for 24 hours, and over restarts, the same caller with the same key and
 * input gets the same answer, and nothing is done twice. The same key with another input is IDEMPOTENCY_MISMATCH; while the first request is still
 * under way, IN_FLIGHT. A secret is in the first answer only.
 */
export type MutationSetAccountStatusArgs = {
  input: SetAccountStatusInput;
};


/**
 * Writes. Each takes one `input` and answers with what it made of it and with `errors`, which is empty on success. A payload is null only where a
 * top-level error says why.
 *
 * `idempotencyKey`, 1 to 255 characters, makes sending the same again safe: for 24 hours, and over restarts, the same caller with the same key and
 * input gets the same answer, and nothing is done twice. The same key with another input is IDEMPOTENCY_MISMATCH; while the first request is still
 * under way, IN_FLIGHT. A secret is in the first answer only.
 */
export type MutationSetRolesArgs = {
  input: SetRolesInput;
};


/**
 * Writes. Each takes one `input` and answers with what it made of it and with `errors`, which is empty on success. A payload is null only where a
 * top-level error says why.
 *
 * `idempotencyKey`, 1 to 255 characters, makes sending the same again safe: for 24 hours, and over restarts, the same caller with the same key and
 * input gets the same answer, and nothing is done twice. The same key with another input is IDEMPOTENCY_MISMATCH; while the first request is still
 * under way, IN_FLIGHT. A secret is in the first answer only.
 */
export type MutationUndoRunArgs = {
  input: UndoRunInput;
};


/**
 * Writes. Each takes one `input` and answers with what it made of it and with `errors`, which is empty on success. A payload is null only where a
 * top-level error says why.
 *
 * `idempotencyKey`, 1 to 255 characters, makes sending the same again safe: for 24 hours, and over restarts, the same caller with the same key and
 * input gets the same answer, and nothing is done twice. The same key with another input is IDEMPOTENCY_MISMATCH; while the first request is still
 * under way, IN_FLIGHT. A secret is in the first answer only.
 */
export type MutationUnlinkAccountArgs = {
  input: UnlinkAccountInput;
};


/**
 * Writes. Each takes one `input` and answers with what it made of it and with `errors`, which is empty on success. A payload is null only where a
 * top-level error says why.
 *
 * `idempotencyKey`, 1 to 255 characters, makes sending the same again safe: for 24 hours, and over restarts, the same caller with the same key and
 * input gets the same answer, and nothing is done twice. The same key with another input is IDEMPOTENCY_MISMATCH; while the first request is still
 * under way, IN_FLIGHT. A secret is in the first answer only.
 */
export type MutationUpdateAccountArgs = {
  input: UpdateAccountInput;
};


/**
 * Writes. Each takes one `input` and answers with what it made of it and with `errors`, which is empty on success. A payload is null only where a
 * top-level error says why.
 *
 * `idempotencyKey`, 1 to 255 characters, makes sending the same again safe: for 24 hours, and over restarts, the same caller with the same key and
 * input gets the same answer, and nothing is done twice. The same key with another input is IDEMPOTENCY_MISMATCH; while the first request is still
 * under way, IN_FLIGHT. A secret is in the first answer only.
 */
export type MutationUpdateGroupArgs = {
  input: UpdateGroupInput;
};


/**
 * Writes. Each takes one `input` and answers with what it made of it and with `errors`, which is empty on success. A payload is null only where a
 * top-level error says why.
 *
 * `idempotencyKey`, 1 to 255 characters, makes sending the same again safe: for 24 hours, and over restarts, the same caller with the same key and
 * input gets the same answer, and nothing is done twice. The same key with another input is IDEMPOTENCY_MISMATCH; while the first request is still
 * under way, IN_FLIGHT. A secret is in the first answer only.
 */
export type MutationUpdateNativeRoleArgs = {
  input: UpdateNativeRoleInput;
};


/**
 * Writes. Each takes one `input` and answers with what it made of it and with `errors`, which is empty on success. A payload is null only where a
 * top-level error says why.
 *
 * `idempotencyKey`, 1 to 255 characters, makes sending the same again safe: for 24 hours, and over restarts, the same caller with the same key and
 * input gets the same answer, and nothing is done twice. The same key with another input is IDEMPOTENCY_MISMATCH; while the first request is still
 * under way, IN_FLIGHT. A secret is in the first answer only.
 */
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

/** A role that some were to get and that a backend cannot spell. */
export type NotExpressibleRole = {
  readonly __typename?: 'NotExpressibleRole';
  /** How many accounts were to get it. */
  readonly accounts: Scalars['Int']['output'];
  /** The backend's id, as configured. */
  readonly backend: Scalars['ID']['output'];
  /** The role's name. */
  readonly role: Scalars['String']['output'];
};

/** How far an offboarding goes. A backend that cannot do it gets what comes before. */
export type OffboardingExtent =
  /** Deletes the account. */
  | 'DELETE'
  /** The same, and bars the account from signing in. */
  | 'DISABLE'
  /** Takes every role that the account holds itself. */
  | 'REVOKE';

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

/** What became of a change. */
export type OutcomeKind =
  /** Done, and seen by reading back. */
  | 'APPLIED'
  /** The account is not as planned, so that nothing was written, or holds something else than was written. */
  | 'CONFLICT'
  /** The backend did not do it. */
  | 'FAILED'
  /** It was so already. */
  | 'NOOP'
  /** Not tried; `code` says why. */
  | 'SKIPPED'
  /** It may have been done, and reading could not tell. */
  | 'UNKNOWN';

/** What others than Rolecall changed on an account between two observations. */
export type OutsideChange = {
  readonly __typename?: 'OutsideChange';
  /** The account. */
  readonly account: ChangedAccount;
  /** What it holds and did not before. */
  readonly granted: ReadonlyArray<ChangedAssignment>;
  /** Whether the account itself came or went. */
  readonly presence: Presence;
  /** What it held and does not any more. */
  readonly revoked: ReadonlyArray<ChangedAssignment>;
  /** When the change was first seen. */
  readonly seenAt: Scalars['DateTime']['output'];
  /** When it was last observed as it had been. */
  readonly since: Scalars['DateTime']['output'];
  /** Where its status changed. */
  readonly status?: Maybe<StatusChange>;
};

/** A page of what others changed. */
export type OutsideChangeConnection = {
  readonly __typename?: 'OutsideChangeConnection';
  /** The changes with their cursors. */
  readonly edges: ReadonlyArray<OutsideChangeEdge>;
  /** The changes alone. */
  readonly nodes: ReadonlyArray<OutsideChange>;
  /** Where the page lies. */
  readonly pageInfo: PageInfo;
};

/** A change of others and its place. */
export type OutsideChangeEdge = {
  readonly __typename?: 'OutsideChangeEdge';
  /** For `after`. */
  readonly cursor: Scalars['String']['output'];
  /** The change. */
  readonly node: OutsideChange;
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

/** A change of Rolecall's own that is not done. */
export type PendingChange = {
  readonly __typename?: 'PendingChange';
  /** The change. */
  readonly change: Change;
  /** What has become of it so far; null where nothing has. */
  readonly outcome?: Maybe<OutcomeKind>;
  /** The plan that it is of. */
  readonly plan: Plan;
  /** Its run; null where the plan has not been applied. */
  readonly run?: Maybe<Run>;
};

/** What is to be changed, as a value that people review. It is never changed: what it rests on is compared again when it is applied. */
export type Plan = Node & {
  readonly __typename?: 'Plan';
  /** Who let it pass a guard; null where nobody did. */
  readonly approval?: Maybe<Approval>;
  /** The changes, in the order in which they are carried out: grants before revocations. */
  readonly changes: ChangeConnection;
  /** When planning began. */
  readonly createdAt: Scalars['DateTime']['output'];
  /** The caller's name. */
  readonly createdBy: Scalars['String']['output'];
  /** SHA-256 over everything that the plan says and rests on; null while it is PLANNING, or FAILED. */
  readonly digest?: Maybe<Scalars['String']['output']>;
  /** Accounts that it leaves alone though they were meant, with the reason. */
  readonly excluded: ExclusionConnection;
  /** From then on it can be neither approved nor applied. */
  readonly expiresAt: Scalars['DateTime']['output'];
  /** Why no plan came of it; null where one did, or planning goes on. */
  readonly failure?: Maybe<SourceError>;
  /** What applying it takes; null where no plan came of it. */
  readonly forecast?: Maybe<Forecast>;
  /** What the guards say. Those that have nothing to say of a backend are left out. */
  readonly guards: ReadonlyArray<GuardVerdict>;
  /** Global, opaque and stable. */
  readonly id: Scalars['ID']['output'];
  /** Whether it takes roles; null where no plan came of it. */
  readonly mode?: Maybe<PlanMode>;
  /** Roles that some were to get and that a backend cannot spell. */
  readonly notExpressible: ReadonlyArray<NotExpressibleRole>;
  /** How it came about. */
  readonly origin: PlanOrigin;
  /** Why, in the words of who planned. */
  readonly reason?: Maybe<Scalars['String']['output']>;
  /** How it was applied; null where it was not. */
  readonly run?: Maybe<Run>;
  /** Where it stands. */
  readonly state: PlanState;
  /** What it comes to, by backend. */
  readonly summary: ReadonlyArray<PlanSummary>;
};


/** What is to be changed, as a value that people review. It is never changed: what it rests on is compared again when it is applied. */
export type PlanChangesArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  first: Scalars['Int']['input'];
};


/** What is to be changed, as a value that people review. It is never changed: what it rests on is compared again when it is applied. */
export type PlanExcludedArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  first: Scalars['Int']['input'];
};

/** A page of plans. */
export type PlanConnection = {
  readonly __typename?: 'PlanConnection';
  /** The plans with their cursors. */
  readonly edges: ReadonlyArray<PlanEdge>;
  /** The plans alone. */
  readonly nodes: ReadonlyArray<Plan>;
  /** Where the page lies. */
  readonly pageInfo: PageInfo;
};

/** A plan and its place. */
export type PlanEdge = {
  readonly __typename?: 'PlanEdge';
  /** For `after`. */
  readonly cursor: Scalars['String']['output'];
  /** The plan. */
  readonly node: Plan;
};

/** Whether a plan takes roles. */
export type PlanMode =
  /** Nothing is taken but what an exclusive group displaces. */
  | 'GRANT_ONLY'
  /** Managed roles that are not wanted are taken. What no role is spelled with stays. */
  | 'REPLACE';

/** Who is to go, and how far. */
export type PlanOffboardingInput = {
  /** On these backends only, by id as configured; on all when not given. */
  readonly backends?: InputMaybe<ReadonlyArray<Scalars['ID']['input']>>;
  /** What to take, where the backend can. */
  readonly extent?: OffboardingExtent;
  /** Makes sending the same again safe. See `Mutation`. */
  readonly idempotencyKey?: InputMaybe<Scalars['String']['input']>;
  /** Why, for those who review it; up to 500 characters. */
  readonly reason?: InputMaybe<Scalars['String']['input']>;
  /** The user. */
  readonly user: UserBy;
};

/** How a plan came about. */
export type PlanOrigin =
  /** A mutation that changes at once, such as `grantRoles`. */
  | 'DIRECT'
  /** `planOffboarding`. */
  | 'OFFBOARDING'
  /** `planRoleSync`. */
  | 'ROLE_SYNC'
  /** `undoRun`. */
  | 'UNDO';

/** The plan, or why there is none. */
export type PlanPayload = {
  readonly __typename?: 'PlanPayload';
  /** Empty on success. */
  readonly errors: ReadonlyArray<MutationError>;
  /** Null where nothing was planned or decided. */
  readonly plan?: Maybe<Plan>;
};

/** Whose roles are to be made equal, from where, to where. */
export type PlanRoleSyncInput = {
  /** Lets a role be spelled by a native role that gives more. Without it the plan is BLOCKED where that would be so. */
  readonly allowEscalation?: Scalars['Boolean']['input'];
  /** Which roles users are to hold. */
  readonly from: RoleSourceInput;
  /** Makes sending the same again safe. See `Mutation`. */
  readonly idempotencyKey?: InputMaybe<Scalars['String']['input']>;
  /** Whether roles are taken as well. */
  readonly mode?: PlanMode;
  /** Which users; all when not given. */
  readonly over?: InputMaybe<UserSelectionInput>;
  /** Why, for those who review it; up to 500 characters. */
  readonly reason?: InputMaybe<Scalars['String']['input']>;
  /** The backends where they are to hold them, by id as configured. */
  readonly to: ReadonlyArray<Scalars['ID']['input']>;
};

/** Where a plan stands. */
export type PlanState =
  /** It has a run. */
  | 'APPLIED'
  /** A guard stood in the way, and somebody approved it. It can be applied. */
  | 'APPROVED'
  /** A guard stands in the way, until somebody else approves it. */
  | 'BLOCKED'
  /** All is as it is wanted: there is nothing to change. */
  | 'EMPTY'
  /** It was not applied in time. */
  | 'EXPIRED'
  /** No plan came of it; `failure` says why. */
  | 'FAILED'
  /** What it rests on is being read. */
  | 'PLANNING'
  /** It can be applied. */
  | 'READY'
  /** A guard stands in the way, and nobody can approve it. */
  | 'REFUSED';

/** What a plan comes to on one backend. */
export type PlanSummary = {
  readonly __typename?: 'PlanSummary';
  /** Accounts that were looked at. */
  readonly accounts: Scalars['Int']['output'];
  /** The backend's id, as configured. */
  readonly backend: Scalars['ID']['output'];
  /** Changes. */
  readonly changes: Scalars['Int']['output'];
  /** Accounts that gain something. */
  readonly gaining: Scalars['Int']['output'];
  /** Assignments that are granted. */
  readonly grants: Scalars['Int']['output'];
  /** Accounts that lose something. */
  readonly losing: Scalars['Int']['output'];
  /** Assignments that are revoked, or lost with an account. */
  readonly revokes: Scalars['Int']['output'];
  /** Of them those that stay as they are. */
  readonly unchanged: Scalars['Int']['output'];
};

/** Whether an account came or went. */
export type Presence =
  /** It is new. */
  | 'APPEARED'
  /** It was there, and is. */
  | 'STAYED'
  /** It is gone. */
  | 'VANISHED';

/** Reads. Accounts and users come from the index, which reads every backend whole from time to time, unless `maxAgeSeconds` asks for younger ones. All else is asked of the backend. */
export type Query = {
  readonly __typename?: 'Query';
  /** One account; null where the backend has none of that id. */
  readonly account?: Maybe<Account>;
  /** The accounts that this caller may see, over all backends. */
  readonly accounts?: Maybe<AccountConnection>;
  /** Many accounts at once, in the order asked; null in the place of each that there is not. Cheaper than as many `account` fields. */
  readonly accountsByIds?: Maybe<ReadonlyArray<Maybe<Account>>>;
  /** The API tokens that one backend has issued, without their secrets. To ask for those that grant something takes the scope READ as well, as does what they grant. */
  readonly apiTokens?: Maybe<ApiTokenConnection>;
  /**
   * The audit trail: who did what, when, and what came of it. Whoever may not see every backend sees only what concerns those that they may see.
   * Entries hold each the hash of the one before, so that whoever has all of them can tell whether any was changed, left out or moved.
   */
  readonly auditEntries?: Maybe<AuditEntryConnection>;
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
  /**
   * What others than Rolecall changed on the backends, as two observations told, and what Rolecall itself still has to do there. Every reading
   * of a backend finds what changed since the one before; `refreshBackend` reads one now.
   */
  readonly drift?: Maybe<Drift>;
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
  /** A plan; null where there is none, or one that concerns a backend that this caller may not see. */
  readonly plan?: Maybe<Plan>;
  /** Plans, the newest first. */
  readonly plans?: Maybe<PlanConnection>;
  /** One role of Rolecall's own vocabulary; null where there is none of that name. */
  readonly role?: Maybe<Role>;
  /** All roles, in alphabetical order. */
  readonly roles?: Maybe<ReadonlyArray<Role>>;
  /** A run; null where there is none, or one that concerns a backend that this caller may not see. */
  readonly run?: Maybe<Run>;
  /** Runs, the newest first. */
  readonly runs?: Maybe<RunConnection>;
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
  grantingNativeRole?: InputMaybe<Scalars['ID']['input']>;
  grantingRole?: InputMaybe<Scalars['String']['input']>;
  organization?: InputMaybe<Scalars['ID']['input']>;
};


/** Reads. Accounts and users come from the index, which reads every backend whole from time to time, unless `maxAgeSeconds` asks for younger ones. All else is asked of the backend. */
export type QueryAuditEntriesArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  direction?: Direction;
  filter?: InputMaybe<AuditFilter>;
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
export type QueryDriftArgs = {
  account?: InputMaybe<AccountRefInput>;
  backends?: InputMaybe<ReadonlyArray<Scalars['ID']['input']>>;
  since?: InputMaybe<Scalars['DateTime']['input']>;
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
export type QueryPlanArgs = {
  id: Scalars['ID']['input'];
};


/** Reads. Accounts and users come from the index, which reads every backend whole from time to time, unless `maxAgeSeconds` asks for younger ones. All else is asked of the backend. */
export type QueryPlansArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  first: Scalars['Int']['input'];
  origins?: InputMaybe<ReadonlyArray<PlanOrigin>>;
};


/** Reads. Accounts and users come from the index, which reads every backend whole from time to time, unless `maxAgeSeconds` asks for younger ones. All else is asked of the backend. */
export type QueryRoleArgs = {
  name: Scalars['String']['input'];
};


/** Reads. Accounts and users come from the index, which reads every backend whole from time to time, unless `maxAgeSeconds` asks for younger ones. All else is asked of the backend. */
export type QueryRunArgs = {
  id: Scalars['ID']['input'];
};


/** Reads. Accounts and users come from the index, which reads every backend whole from time to time, unless `maxAgeSeconds` asks for younger ones. All else is asked of the backend. */
export type QueryRunsArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  first: Scalars['Int']['input'];
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
  /** Makes sending the same again safe. See `Mutation`. */
  readonly idempotencyKey?: InputMaybe<Scalars['String']['input']>;
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
  /** Makes sending the same again safe. See `Mutation`. */
  readonly idempotencyKey?: InputMaybe<Scalars['String']['input']>;
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
  /** Makes sending the same again safe. See `Mutation`. */
  readonly idempotencyKey?: InputMaybe<Scalars['String']['input']>;
};

/** Which run is taken up again. */
export type ResumeRunInput = {
  /** As `Run.id` gave it. */
  readonly id: Scalars['ID']['input'];
  /** Makes sending the same again safe. See `Mutation`. */
  readonly idempotencyKey?: InputMaybe<Scalars['String']['input']>;
};

/** Who loses which roles. Exactly one of `account` and `user`. */
export type RevokeRolesInput = {
  /** The account whose roles change. */
  readonly account?: InputMaybe<AccountRefInput>;
  /** With `user`: on these backends only, by id as configured; on all when not given. */
  readonly backends?: InputMaybe<ReadonlyArray<Scalars['ID']['input']>>;
  /** Makes sending the same again safe. See `Mutation`. */
  readonly idempotencyKey?: InputMaybe<Scalars['String']['input']>;
  /** Native roles by native id. */
  readonly nativeRoles?: InputMaybe<ReadonlyArray<Scalars['ID']['input']>>;
  /** The native id of the organization within which; not given = for the whole application. */
  readonly organization?: InputMaybe<Scalars['ID']['input']>;
  /** Roles by name. */
  readonly roles?: InputMaybe<ReadonlyArray<Scalars['String']['input']>>;
  /** The user on whose LINKED accounts they change. */
  readonly user?: InputMaybe<UserBy>;
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

/**
 * What an edit of roles came to. For one account: where `errors` is not empty, the lists of what was done are. For a user the accounts stand each
 * for itself: the lists tell of all that was done, and `errors` of the accounts where nothing was. What is told of accounts takes the scope READ:
 * without it, it is null, and `errors` tell whether it was done.
 */
export type RoleEditPayload = {
  readonly __typename?: 'RoleEditPayload';
  /** As read back; null where nothing was read, or a user was edited. */
  readonly account?: Maybe<Account>;
  /** Asked for and held before. */
  readonly alreadyHeld?: Maybe<ReadonlyArray<Assignment>>;
  /** Roles that went because an exclusive group lets only one be held. */
  readonly displaced?: Maybe<ReadonlyArray<Role>>;
  /** Empty on success. */
  readonly errors: ReadonlyArray<MutationError>;
  /** Native roles that the account holds now and did not before. */
  readonly granted?: Maybe<ReadonlyArray<Assignment>>;
  /** Names of roles that this backend cannot spell. Then nothing was changed. */
  readonly notExpressible: ReadonlyArray<Scalars['String']['output']>;
  /** What was taken from the account itself. Where a group gives the same native role, the account still holds it from there. */
  readonly revoked?: Maybe<ReadonlyArray<Assignment>>;
  /** The run that did it, which `undoRun` can take back; null where nothing had to be written. */
  readonly run?: Maybe<Run>;
  /** Native roles that stay because a kept role needs them. */
  readonly stillNeeded?: Maybe<ReadonlyArray<Assignment>>;
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

/** Which roles users are to hold. Exactly one of them. */
export type RoleSourceInput =
  /** Those that they hold on this backend for the whole application, by its id as configured. */
  { readonly backend: Scalars['ID']['input']; readonly desired?: never; }
  |  /** Those of a list of at most 1000 users, each once. */
  { readonly backend?: never; readonly desired: ReadonlyArray<DesiredRolesInput>; };

/** A role that a native role helps to spell. */
export type RoleSpelling = {
  readonly __typename?: 'RoleSpelling';
  /** How much the native role gives, held against the role. */
  readonly relation: RoleRelation;
  /** The role. */
  readonly role: Role;
};

/** One application of a plan. */
export type Run = Node & {
  readonly __typename?: 'Run';
  /** How many changes have come to what. */
  readonly counts: RunCounts;
  /** When it ended; null while it is under way. */
  readonly finishedAt?: Maybe<Scalars['DateTime']['output']>;
  /** Global, opaque and stable. */
  readonly id: Scalars['ID']['output'];
  /** What became of each change, in the order of the plan. */
  readonly outcomes: RunOutcomeConnection;
  /** API tokens of the backends that still grant a role which the run has taken from somebody. Asks those backends, and takes the scope TOKENS. */
  readonly outlivingTokens?: Maybe<ReadonlyArray<ApiToken>>;
  /** What is applied. */
  readonly plan: Plan;
  /** When it began. */
  readonly startedAt: Scalars['DateTime']['output'];
  /** The caller's name. */
  readonly startedBy: Scalars['String']['output'];
  /** How far it has come. */
  readonly state: RunState;
};


/** One application of a plan. */
export type RunOutcomesArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  first: Scalars['Int']['input'];
};

/** A page of runs. */
export type RunConnection = {
  readonly __typename?: 'RunConnection';
  /** The runs with their cursors. */
  readonly edges: ReadonlyArray<RunEdge>;
  /** The runs alone. */
  readonly nodes: ReadonlyArray<Run>;
  /** Where the page lies. */
  readonly pageInfo: PageInfo;
};

/** How many changes of a run have come to what. */
export type RunCounts = {
  readonly __typename?: 'RunCounts';
  /** Done. */
  readonly applied: Scalars['Int']['output'];
  /** The account is not as planned, or not as written. */
  readonly conflict: Scalars['Int']['output'];
  /** Not done by the backend. */
  readonly failed: Scalars['Int']['output'];
  /** Not needed. */
  readonly noop: Scalars['Int']['output'];
  /** Not tried yet. */
  readonly pending: Scalars['Int']['output'];
  /** Not tried. */
  readonly skipped: Scalars['Int']['output'];
  /** It may have been done, and reading could not tell. */
  readonly unknown: Scalars['Int']['output'];
};

/** A run and its place. */
export type RunEdge = {
  readonly __typename?: 'RunEdge';
  /** For `after`. */
  readonly cursor: Scalars['String']['output'];
  /** The run. */
  readonly node: Run;
};

/** What became of one change. */
export type RunOutcome = {
  readonly __typename?: 'RunOutcome';
  /** The change. */
  readonly change: Change;
  /** Why; null where it is APPLIED or NOOP. */
  readonly code?: Maybe<ErrorCode>;
  /** When the backend was about to be told; null where it was not. */
  readonly intendedAt?: Maybe<Scalars['DateTime']['output']>;
  /** What became of it; null while nothing has. */
  readonly outcome?: Maybe<OutcomeKind>;
  /** The same in a sentence. */
  readonly reason?: Maybe<Scalars['String']['output']>;
  /** When it was known. */
  readonly settledAt?: Maybe<Scalars['DateTime']['output']>;
};

/** A page of outcomes. */
export type RunOutcomeConnection = {
  readonly __typename?: 'RunOutcomeConnection';
  /** The outcomes with their cursors. */
  readonly edges: ReadonlyArray<RunOutcomeEdge>;
  /** The outcomes alone. */
  readonly nodes: ReadonlyArray<RunOutcome>;
  /** Where the page lies. */
  readonly pageInfo: PageInfo;
  /** Over all pages. */
  readonly totalCount?: Maybe<Scalars['Int']['output']>;
};

/** An outcome and its place. */
export type RunOutcomeEdge = {
  readonly __typename?: 'RunOutcomeEdge';
  /** For `after`. */
  readonly cursor: Scalars['String']['output'];
  /** The outcome. */
  readonly node: RunOutcome;
};

/** The run, or why there is none. */
export type RunPayload = {
  readonly __typename?: 'RunPayload';
  /** Empty on success. */
  readonly errors: ReadonlyArray<MutationError>;
  /** Null where nothing was begun or decided. */
  readonly run?: Maybe<Run>;
};

/** How far a run has come. */
export type RunState =
  /** Somebody stopped it; `resumeRun` goes on with it. */
  | 'CANCELLED'
  /** Every change is APPLIED or was not needed. */
  | 'DONE'
  /** Some changes are not; `resumeRun` tries them again. */
  | 'PARTIAL'
  /** It is under way. */
  | 'RUNNING';

/** What a caller may do. */
export type Scope =
  /** Everything. */
  | 'ADMIN'
  /** Change roles: of accounts, and what a native role gives. Apply plans, cancel and resume runs. */
  | 'APPLY'
  /** Approve what a guard has blocked. */
  | 'APPROVE'
  /** Read the audit trail. */
  | 'AUDIT'
  /** Make plans. */
  | 'PLAN'
  /** Look at users, accounts, roles, organizations, groups, devices, backends, plans, runs and what has changed. */
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
  /** Makes sending the same again safe. See `Mutation`. */
  readonly idempotencyKey?: InputMaybe<Scalars['String']['input']>;
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

/** Who is to hold which roles. Exactly one of `account` and `user`. */
export type SetRolesInput = {
  /** The account whose roles change. */
  readonly account?: InputMaybe<AccountRefInput>;
  /** Lets a role be spelled by a native role that gives more. */
  readonly allowEscalation?: InputMaybe<Scalars['Boolean']['input']>;
  /** With `user`: on these backends only, by id as configured; on all when not given. */
  readonly backends?: InputMaybe<ReadonlyArray<Scalars['ID']['input']>>;
  /** Makes sending the same again safe. See `Mutation`. */
  readonly idempotencyKey?: InputMaybe<Scalars['String']['input']>;
  /** Native roles by native id. */
  readonly nativeRoles?: InputMaybe<ReadonlyArray<Scalars['ID']['input']>>;
  /** The native id of the organization within which; not given = for the whole application. */
  readonly organization?: InputMaybe<Scalars['ID']['input']>;
  /** Roles by name. */
  readonly roles?: InputMaybe<ReadonlyArray<Scalars['String']['input']>>;
  /** The user on whose LINKED accounts they change. */
  readonly user?: InputMaybe<UserBy>;
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

/** How an account's status changes. */
export type StatusChange = {
  readonly __typename?: 'StatusChange';
  /** Afterwards. */
  readonly after: AccountStatus;
  /** Before, when it was planned. */
  readonly before: AccountStatus;
};

/** Which run is to be taken back. */
export type UndoRunInput = {
  /** As `Run.id` gave it. */
  readonly id: Scalars['ID']['input'];
  /** Makes sending the same again safe. See `Mutation`. */
  readonly idempotencyKey?: InputMaybe<Scalars['String']['input']>;
  /** Why, for those who review the plan; up to 500 characters. */
  readonly reason?: InputMaybe<Scalars['String']['input']>;
};

/** Which account is not its user's. */
export type UnlinkAccountInput = {
  /** The account that is not its user's. */
  readonly account: AccountRefInput;
  /** The accounts that it does not belong with; all others of its user when not given. */
  readonly from?: InputMaybe<ReadonlyArray<AccountRefInput>>;
  /** Makes sending the same again safe. See `Mutation`. */
  readonly idempotencyKey?: InputMaybe<Scalars['String']['input']>;
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
  /** Makes sending the same again safe. See `Mutation`. */
  readonly idempotencyKey?: InputMaybe<Scalars['String']['input']>;
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
  /** Makes sending the same again safe. See `Mutation`. */
  readonly idempotencyKey?: InputMaybe<Scalars['String']['input']>;
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
  /** Makes sending the same again safe. See `Mutation`. */
  readonly idempotencyKey?: InputMaybe<Scalars['String']['input']>;
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
  /** Makes sending the same again safe. See `Mutation`. */
  readonly idempotencyKey?: InputMaybe<Scalars['String']['input']>;
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

/** Which users. Every condition that is given has to hold. */
export type UserSelectionInput = {
  /** With at least one account that this lets through. */
  readonly accounts?: InputMaybe<AccountFilter>;
  /** These; at most 1000. */
  readonly users?: InputMaybe<ReadonlyArray<UserBy>>;
};

/** What only one kind of backend knows of its accounts. */
export type VendorAccount = CdataSyncAccount | CfengineAccount | CipherscaleAccount | IotCentralAccount;

/** What a guard says of a plan. */
export type Verdict =
  /** It may be applied once somebody else has approved it. */
  | 'BLOCK'
  /** It may be applied. */
  | 'PASS'
  /** It may not be applied. */
  | 'REFUSE';



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
    | ( PlanParent )
    | ( RunParent )
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
  ApplyPlanInput: ApplyPlanInput;
  Approval: ResolverTypeWrapper<ApprovalParent>;
  ApprovePlanInput: ApprovePlanInput;
  Assignment: ResolverTypeWrapper<AssignmentParentParent>;
  AssignmentOrigin: AssignmentOrigin;
  AuditEntry: ResolverTypeWrapper<AuditEntryParent>;
  AuditEntryConnection: ResolverTypeWrapper<Omit<AuditEntryConnection, 'edges' | 'nodes'> & { edges: ReadonlyArray<ResolversTypes['AuditEntryEdge']>, nodes: ReadonlyArray<ResolversTypes['AuditEntry']> }>;
  AuditEntryEdge: ResolverTypeWrapper<Omit<AuditEntryEdge, 'node'> & { node: ResolversTypes['AuditEntry'] }>;
  AuditFilter: AuditFilter;
  AuditPhase: AuditPhase;
  Backend: ResolverTypeWrapper<ConfiguredBackendParent>;
  BackendForecast: ResolverTypeWrapper<BackendForecast>;
  BackendHealth: ResolverTypeWrapper<HealthParent>;
  BackendIndex: ResolverTypeWrapper<BackendIndexParentParent>;
  BackendKind: BackendKind;
  BackendLimits: ResolverTypeWrapper<BackendLimits>;
  Boolean: ResolverTypeWrapper<Scalars['Boolean']['output']>;
  BulkMode: BulkMode;
  Caller: ResolverTypeWrapper<CallerParent>;
  CancelRunInput: CancelRunInput;
  Capability: Capability;
  CdataSyncAccount: ResolverTypeWrapper<CdataSyncAccountParent>;
  CfengineAccount: ResolverTypeWrapper<CfengineAccountParent>;
  Change: ResolverTypeWrapper<ChangeParent>;
  ChangeConnection: ResolverTypeWrapper<Omit<ChangeConnection, 'edges' | 'nodes'> & { edges: ReadonlyArray<ResolversTypes['ChangeEdge']>, nodes: ReadonlyArray<ResolversTypes['Change']> }>;
  ChangeEdge: ResolverTypeWrapper<Omit<ChangeEdge, 'node'> & { node: ResolversTypes['Change'] }>;
  ChangeKind: ChangeKind;
  ChangedAccount: ResolverTypeWrapper<ChangedAccountParent>;
  ChangedAssignment: ResolverTypeWrapper<ChangedAssignmentParentParent>;
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
  DesiredRolesInput: DesiredRolesInput;
  Device: ResolverTypeWrapper<DeviceParent>;
  DeviceGroup: ResolverTypeWrapper<DeviceGroupParent>;
  Direction: Direction;
  Drift: ResolverTypeWrapper<DriftParentParent>;
  ErrorCode: ResolverTypeWrapper<ErrorCodeParent>;
  Escalation: Escalation;
  Exclusion: ResolverTypeWrapper<ExclusionParent>;
  ExclusionConnection: ResolverTypeWrapper<Omit<ExclusionConnection, 'edges' | 'nodes'> & { edges: ReadonlyArray<ResolversTypes['ExclusionEdge']>, nodes: ReadonlyArray<ResolversTypes['Exclusion']> }>;
  ExclusionEdge: ResolverTypeWrapper<Omit<ExclusionEdge, 'node'> & { node: ResolversTypes['Exclusion'] }>;
  Float: ResolverTypeWrapper<Scalars['Float']['output']>;
  Forecast: ResolverTypeWrapper<Forecast>;
  GrantRolesInput: GrantRolesInput;
  Group: ResolverTypeWrapper<GroupParentParent>;
  GroupConnection: ResolverTypeWrapper<Omit<GroupConnection, 'edges' | 'nodes'> & { edges: ReadonlyArray<ResolversTypes['GroupEdge']>, nodes: ReadonlyArray<ResolversTypes['Group']> }>;
  GroupEdge: ResolverTypeWrapper<Omit<GroupEdge, 'node'> & { node: ResolversTypes['Group'] }>;
  GroupMembershipPayload: ResolverTypeWrapper<Omit<GroupMembershipPayload, 'account' | 'errors'> & { account?: Maybe<ResolversTypes['Account']>, errors: ReadonlyArray<ResolversTypes['MutationError']> }>;
  GroupPayload: ResolverTypeWrapper<Omit<GroupPayload, 'errors' | 'group'> & { errors: ReadonlyArray<ResolversTypes['MutationError']>, group?: Maybe<ResolversTypes['Group']> }>;
  GuardName: GuardName;
  GuardVerdict: ResolverTypeWrapper<Omit<GuardVerdict, 'accounts'> & { accounts: ReadonlyArray<ResolversTypes['ChangedAccount']> }>;
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
  NotExpressibleRole: ResolverTypeWrapper<NotExpressibleRole>;
  OffboardingExtent: OffboardingExtent;
  Organization: ResolverTypeWrapper<OrganizationParentParent>;
  OrganizationConnection: ResolverTypeWrapper<Omit<OrganizationConnection, 'edges' | 'nodes'> & { edges: ReadonlyArray<ResolversTypes['OrganizationEdge']>, nodes: ReadonlyArray<ResolversTypes['Organization']> }>;
  OrganizationEdge: ResolverTypeWrapper<Omit<OrganizationEdge, 'node'> & { node: ResolversTypes['Organization'] }>;
  OrganizationPayload: ResolverTypeWrapper<Omit<OrganizationPayload, 'errors' | 'organization'> & { errors: ReadonlyArray<ResolversTypes['MutationError']>, organization?: Maybe<ResolversTypes['Organization']> }>;
  OutcomeKind: OutcomeKind;
  OutsideChange: ResolverTypeWrapper<OutsideChangeParent>;
  OutsideChangeConnection: ResolverTypeWrapper<Omit<OutsideChangeConnection, 'edges' | 'nodes'> & { edges: ReadonlyArray<ResolversTypes['OutsideChangeEdge']>, nodes: ReadonlyArray<ResolversTypes['OutsideChange']> }>;
  OutsideChangeEdge: ResolverTypeWrapper<Omit<OutsideChangeEdge, 'node'> & { node: ResolversTypes['OutsideChange'] }>;
  PageInfo: ResolverTypeWrapper<PageInfo>;
  PendingChange: ResolverTypeWrapper<PendingChangeParentParent>;
  Plan: ResolverTypeWrapper<PlanParent>;
  PlanConnection: ResolverTypeWrapper<Omit<PlanConnection, 'edges' | 'nodes'> & { edges: ReadonlyArray<ResolversTypes['PlanEdge']>, nodes: ReadonlyArray<ResolversTypes['Plan']> }>;
  PlanEdge: ResolverTypeWrapper<Omit<PlanEdge, 'node'> & { node: ResolversTypes['Plan'] }>;
  PlanMode: PlanMode;
  PlanOffboardingInput: PlanOffboardingInput;
  PlanOrigin: PlanOrigin;
  PlanPayload: ResolverTypeWrapper<PlanPayloadParentParent>;
  PlanRoleSyncInput: PlanRoleSyncInput;
  PlanState: PlanState;
  PlanSummary: ResolverTypeWrapper<PlanSummary>;
  Presence: Presence;
  Query: ResolverTypeWrapper<Record<PropertyKey, never>>;
  Refresh: ResolverTypeWrapper<RefreshParent>;
  RefreshBackendInput: RefreshBackendInput;
  RefreshBackendPayload: ResolverTypeWrapper<RefreshBackendPayloadParentParent>;
  RefreshState: RefreshState;
  ReinviteAccountInput: ReinviteAccountInput;
  ReinviteAccountPayload: ResolverTypeWrapper<Omit<ReinviteAccountPayload, 'account' | 'errors'> & { account?: Maybe<ResolversTypes['Account']>, errors: ReadonlyArray<ResolversTypes['MutationError']> }>;
  RemoveAccountFromGroupInput: RemoveAccountFromGroupInput;
  ResumeRunInput: ResumeRunInput;
  RevokeRolesInput: RevokeRolesInput;
  Role: ResolverTypeWrapper<RoleParent>;
  RoleContexts: ResolverTypeWrapper<RoleContexts>;
  RoleContextsInput: RoleContextsInput;
  RoleEditPayload: ResolverTypeWrapper<Omit<RoleEditPayload, 'account' | 'alreadyHeld' | 'displaced' | 'errors' | 'granted' | 'revoked' | 'run' | 'stillNeeded'> & { account?: Maybe<ResolversTypes['Account']>, alreadyHeld?: Maybe<ReadonlyArray<ResolversTypes['Assignment']>>, displaced?: Maybe<ReadonlyArray<ResolversTypes['Role']>>, errors: ReadonlyArray<ResolversTypes['MutationError']>, granted?: Maybe<ReadonlyArray<ResolversTypes['Assignment']>>, revoked?: Maybe<ReadonlyArray<ResolversTypes['Assignment']>>, run?: Maybe<ResolversTypes['Run']>, stillNeeded?: Maybe<ReadonlyArray<ResolversTypes['Assignment']>> }>;
  RoleMapping: ResolverTypeWrapper<RoleMappingParentParent>;
  RoleRelation: RoleRelation;
  RoleSourceInput: RoleSourceInput;
  RoleSpelling: ResolverTypeWrapper<Omit<RoleSpelling, 'role'> & { role: ResolversTypes['Role'] }>;
  Run: ResolverTypeWrapper<RunParent>;
  RunConnection: ResolverTypeWrapper<Omit<RunConnection, 'edges' | 'nodes'> & { edges: ReadonlyArray<ResolversTypes['RunEdge']>, nodes: ReadonlyArray<ResolversTypes['Run']> }>;
  RunCounts: ResolverTypeWrapper<RunCounts>;
  RunEdge: ResolverTypeWrapper<Omit<RunEdge, 'node'> & { node: ResolversTypes['Run'] }>;
  RunOutcome: ResolverTypeWrapper<JournalEntryParent>;
  RunOutcomeConnection: ResolverTypeWrapper<Omit<RunOutcomeConnection, 'edges' | 'nodes'> & { edges: ReadonlyArray<ResolversTypes['RunOutcomeEdge']>, nodes: ReadonlyArray<ResolversTypes['RunOutcome']> }>;
  RunOutcomeEdge: ResolverTypeWrapper<Omit<RunOutcomeEdge, 'node'> & { node: ResolversTypes['RunOutcome'] }>;
  RunPayload: ResolverTypeWrapper<RunPayloadParentParent>;
  RunState: RunState;
  Scope: ResolverTypeWrapper<ScopeParent>;
  SetAccountStatusInput: SetAccountStatusInput;
  SetAccountStatusPayload: ResolverTypeWrapper<Omit<SetAccountStatusPayload, 'account' | 'errors'> & { account?: Maybe<ResolversTypes['Account']>, errors: ReadonlyArray<ResolversTypes['MutationError']> }>;
  SetRolesInput: SetRolesInput;
  Source: ResolverTypeWrapper<SourceParentParent>;
  SourceError: ResolverTypeWrapper<Omit<SourceError, 'code'> & { code: ResolversTypes['ErrorCode'] }>;
  SourceState: SourceState;
  StatusChange: ResolverTypeWrapper<StatusChange>;
  String: ResolverTypeWrapper<Scalars['String']['output']>;
  UndoRunInput: UndoRunInput;
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
  UserSelectionInput: UserSelectionInput;
  VendorAccount: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['VendorAccount']>;
  Verdict: Verdict;
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
  ApplyPlanInput: ApplyPlanInput;
  Approval: ApprovalParent;
  ApprovePlanInput: ApprovePlanInput;
  Assignment: AssignmentParentParent;
  AuditEntry: AuditEntryParent;
  AuditEntryConnection: Omit<AuditEntryConnection, 'edges' | 'nodes'> & { edges: ReadonlyArray<ResolversParentTypes['AuditEntryEdge']>, nodes: ReadonlyArray<ResolversParentTypes['AuditEntry']> };
  AuditEntryEdge: Omit<AuditEntryEdge, 'node'> & { node: ResolversParentTypes['AuditEntry'] };
  AuditFilter: AuditFilter;
  Backend: ConfiguredBackendParent;
  BackendForecast: BackendForecast;
  BackendHealth: HealthParent;
  BackendIndex: BackendIndexParentParent;
  BackendLimits: BackendLimits;
  Boolean: Scalars['Boolean']['output'];
  Caller: CallerParent;
  CancelRunInput: CancelRunInput;
  CdataSyncAccount: CdataSyncAccountParent;
  CfengineAccount: CfengineAccountParent;
  Change: ChangeParent;
  ChangeConnection: Omit<ChangeConnection, 'edges' | 'nodes'> & { edges: ReadonlyArray<ResolversParentTypes['ChangeEdge']>, nodes: ReadonlyArray<ResolversParentTypes['Change']> };
  ChangeEdge: Omit<ChangeEdge, 'node'> & { node: ResolversParentTypes['Change'] };
  ChangedAccount: ChangedAccountParent;
  ChangedAssignment: ChangedAssignmentParentParent;
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
  DesiredRolesInput: DesiredRolesInput;
  Device: DeviceParent;
  DeviceGroup: DeviceGroupParent;
  Drift: DriftParentParent;
  Exclusion: ExclusionParent;
  ExclusionConnection: Omit<ExclusionConnection, 'edges' | 'nodes'> & { edges: ReadonlyArray<ResolversParentTypes['ExclusionEdge']>, nodes: ReadonlyArray<ResolversParentTypes['Exclusion']> };
  ExclusionEdge: Omit<ExclusionEdge, 'node'> & { node: ResolversParentTypes['Exclusion'] };
  Float: Scalars['Float']['output'];
  Forecast: Forecast;
  GrantRolesInput: GrantRolesInput;
  Group: GroupParentParent;
  GroupConnection: Omit<GroupConnection, 'edges' | 'nodes'> & { edges: ReadonlyArray<ResolversParentTypes['GroupEdge']>, nodes: ReadonlyArray<ResolversParentTypes['Group']> };
  GroupEdge: Omit<GroupEdge, 'node'> & { node: ResolversParentTypes['Group'] };
  GroupMembershipPayload: Omit<GroupMembershipPayload, 'account' | 'errors'> & { account?: Maybe<ResolversParentTypes['Account']>, errors: ReadonlyArray<ResolversParentTypes['MutationError']> };
  GroupPayload: Omit<GroupPayload, 'errors' | 'group'> & { errors: ReadonlyArray<ResolversParentTypes['MutationError']>, group?: Maybe<ResolversParentTypes['Group']> };
  GuardVerdict: Omit<GuardVerdict, 'accounts'> & { accounts: ReadonlyArray<ResolversParentTypes['ChangedAccount']> };
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
  NotExpressibleRole: NotExpressibleRole;
  Organization: OrganizationParentParent;
  OrganizationConnection: Omit<OrganizationConnection, 'edges' | 'nodes'> & { edges: ReadonlyArray<ResolversParentTypes['OrganizationEdge']>, nodes: ReadonlyArray<ResolversParentTypes['Organization']> };
  OrganizationEdge: Omit<OrganizationEdge, 'node'> & { node: ResolversParentTypes['Organization'] };
  OrganizationPayload: Omit<OrganizationPayload, 'errors' | 'organization'> & { errors: ReadonlyArray<ResolversParentTypes['MutationError']>, organization?: Maybe<ResolversParentTypes['Organization']> };
  OutsideChange: OutsideChangeParent;
  OutsideChangeConnection: Omit<OutsideChangeConnection, 'edges' | 'nodes'> & { edges: ReadonlyArray<ResolversParentTypes['OutsideChangeEdge']>, nodes: ReadonlyArray<ResolversParentTypes['OutsideChange']> };
  OutsideChangeEdge: Omit<OutsideChangeEdge, 'node'> & { node: ResolversParentTypes['OutsideChange'] };
  PageInfo: PageInfo;
  PendingChange: PendingChangeParentParent;
  Plan: PlanParent;
  PlanConnection: Omit<PlanConnection, 'edges' | 'nodes'> & { edges: ReadonlyArray<ResolversParentTypes['PlanEdge']>, nodes: ReadonlyArray<ResolversParentTypes['Plan']> };
  PlanEdge: Omit<PlanEdge, 'node'> & { node: ResolversParentTypes['Plan'] };
  PlanOffboardingInput: PlanOffboardingInput;
  PlanPayload: PlanPayloadParentParent;
  PlanRoleSyncInput: PlanRoleSyncInput;
  PlanSummary: PlanSummary;
  Query: Record<PropertyKey, never>;
  Refresh: RefreshParent;
  RefreshBackendInput: RefreshBackendInput;
  RefreshBackendPayload: RefreshBackendPayloadParentParent;
  ReinviteAccountInput: ReinviteAccountInput;
  ReinviteAccountPayload: Omit<ReinviteAccountPayload, 'account' | 'errors'> & { account?: Maybe<ResolversParentTypes['Account']>, errors: ReadonlyArray<ResolversParentTypes['MutationError']> };
  RemoveAccountFromGroupInput: RemoveAccountFromGroupInput;
  ResumeRunInput: ResumeRunInput;
  RevokeRolesInput: RevokeRolesInput;
  Role: RoleParent;
  RoleContexts: RoleContexts;
  RoleContextsInput: RoleContextsInput;
  RoleEditPayload: Omit<RoleEditPayload, 'account' | 'alreadyHeld' | 'displaced' | 'errors' | 'granted' | 'revoked' | 'run' | 'stillNeeded'> & { account?: Maybe<ResolversParentTypes['Account']>, alreadyHeld?: Maybe<ReadonlyArray<ResolversParentTypes['Assignment']>>, displaced?: Maybe<ReadonlyArray<ResolversParentTypes['Role']>>, errors: ReadonlyArray<ResolversParentTypes['MutationError']>, granted?: Maybe<ReadonlyArray<ResolversParentTypes['Assignment']>>, revoked?: Maybe<ReadonlyArray<ResolversParentTypes['Assignment']>>, run?: Maybe<ResolversParentTypes['Run']>, stillNeeded?: Maybe<ReadonlyArray<ResolversParentTypes['Assignment']>> };
  RoleMapping: RoleMappingParentParent;
  RoleSourceInput: RoleSourceInput;
  RoleSpelling: Omit<RoleSpelling, 'role'> & { role: ResolversParentTypes['Role'] };
  Run: RunParent;
  RunConnection: Omit<RunConnection, 'edges' | 'nodes'> & { edges: ReadonlyArray<ResolversParentTypes['RunEdge']>, nodes: ReadonlyArray<ResolversParentTypes['Run']> };
  RunCounts: RunCounts;
  RunEdge: Omit<RunEdge, 'node'> & { node: ResolversParentTypes['Run'] };
  RunOutcome: JournalEntryParent;
  RunOutcomeConnection: Omit<RunOutcomeConnection, 'edges' | 'nodes'> & { edges: ReadonlyArray<ResolversParentTypes['RunOutcomeEdge']>, nodes: ReadonlyArray<ResolversParentTypes['RunOutcome']> };
  RunOutcomeEdge: Omit<RunOutcomeEdge, 'node'> & { node: ResolversParentTypes['RunOutcome'] };
  RunPayload: RunPayloadParentParent;
  SetAccountStatusInput: SetAccountStatusInput;
  SetAccountStatusPayload: Omit<SetAccountStatusPayload, 'account' | 'errors'> & { account?: Maybe<ResolversParentTypes['Account']>, errors: ReadonlyArray<ResolversParentTypes['MutationError']> };
  SetRolesInput: SetRolesInput;
  Source: SourceParentParent;
  SourceError: SourceError;
  StatusChange: StatusChange;
  String: Scalars['String']['output'];
  UndoRunInput: UndoRunInput;
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
  UserSelectionInput: UserSelectionInput;
  VendorAccount: ResolversUnionTypes<ResolversParentTypes>['VendorAccount'];
};

export type ListSizeDirectiveArgs = {
  assumedSize: Scalars['Int']['input'];
};

export type ListSizeDirectiveResolver<Result, Parent, ContextType = Context, Args = ListSizeDirectiveArgs> = DirectiveResolverFn<Result, Parent, ContextType, Args>;

export type RequiresDirectiveArgs = {
  scope: Scope;
};

export type RequiresDirectiveResolver<Result, Parent, ContextType = Context, Args = RequiresDirectiveArgs> = DirectiveResolverFn<Result, Parent, ContextType, Args>;

export type UpstreamDirectiveArgs = {
  calls: Scalars['Int']['input'];
  given?: Maybe<Scalars['String']['input']>;
};

export type UpstreamDirectiveResolver<Result, Parent, ContextType = Context, Args = UpstreamDirectiveArgs> = DirectiveResolverFn<Result, Parent, ContextType, Args>;

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

export type ApprovalResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Approval'] = ResolversParentTypes['Approval']> = {
  at?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  by?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  expiresAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  reason?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type AssignmentResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Assignment'] = ResolversParentTypes['Assignment']> = {
  group?: Resolver<Maybe<ResolversTypes['Group']>, ParentType, ContextType>;
  nativeRole?: Resolver<Maybe<ResolversTypes['NativeRole']>, ParentType, ContextType>;
  organization?: Resolver<Maybe<ResolversTypes['Organization']>, ParentType, ContextType>;
  origin?: Resolver<Maybe<ResolversTypes['AssignmentOrigin']>, ParentType, ContextType>;
  roles?: Resolver<Maybe<ReadonlyArray<ResolversTypes['Role']>>, ParentType, ContextType>;
};

export type AuditEntryResolvers<ContextType = Context, ParentType extends ResolversParentTypes['AuditEntry'] = ResolversParentTypes['AuditEntry']> = {
  action?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  after?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  at?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  backend?: Resolver<Maybe<ResolversTypes['ID']>, ParentType, ContextType>;
  before?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  caller?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  code?: Resolver<Maybe<ResolversTypes['ErrorCode']>, ParentType, ContextType>;
  digest?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  hash?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  message?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  nativeId?: Resolver<Maybe<ResolversTypes['ID']>, ParentType, ContextType>;
  outcome?: Resolver<Maybe<ResolversTypes['OutcomeKind']>, ParentType, ContextType>;
  phase?: Resolver<ResolversTypes['AuditPhase'], ParentType, ContextType>;
  plan?: Resolver<Maybe<ResolversTypes['ID']>, ParentType, ContextType>;
  position?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
  previous?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  reason?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  requestId?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  run?: Resolver<Maybe<ResolversTypes['ID']>, ParentType, ContextType>;
  sequence?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  source?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  upstreamRequestIds?: Resolver<ReadonlyArray<ResolversTypes['String']>, ParentType, ContextType>;
};

export type AuditEntryConnectionResolvers<ContextType = Context, ParentType extends ResolversParentTypes['AuditEntryConnection'] = ResolversParentTypes['AuditEntryConnection']> = {
  edges?: Resolver<ReadonlyArray<ResolversTypes['AuditEntryEdge']>, ParentType, ContextType>;
  nodes?: Resolver<ReadonlyArray<ResolversTypes['AuditEntry']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
};

export type AuditEntryEdgeResolvers<ContextType = Context, ParentType extends ResolversParentTypes['AuditEntryEdge'] = ResolversParentTypes['AuditEntryEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['AuditEntry'], ParentType, ContextType>;
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

export type BackendForecastResolvers<ContextType = Context, ParentType extends ResolversParentTypes['BackendForecast'] = ResolversParentTypes['BackendForecast']> = {
  backend?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  calls?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  minimumSeconds?: Resolver<ResolversTypes['Float'], ParentType, ContextType>;
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

export type ChangeResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Change'] = ResolversParentTypes['Change']> = {
  account?: Resolver<ResolversTypes['ChangedAccount'], ParentType, ContextType>;
  after?: Resolver<ReadonlyArray<ResolversTypes['ChangedAssignment']>, ParentType, ContextType>;
  before?: Resolver<ReadonlyArray<ResolversTypes['ChangedAssignment']>, ParentType, ContextType>;
  displaced?: Resolver<ReadonlyArray<ResolversTypes['Role']>, ParentType, ContextType>;
  escalation?: Resolver<ReadonlyArray<ResolversTypes['Escalation']>, ParentType, ContextType>;
  fields?: Resolver<ReadonlyArray<ResolversTypes['String']>, ParentType, ContextType>;
  grants?: Resolver<ReadonlyArray<ResolversTypes['ChangedAssignment']>, ParentType, ContextType>;
  kind?: Resolver<ResolversTypes['ChangeKind'], ParentType, ContextType>;
  reason?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  resent?: Resolver<ReadonlyArray<ResolversTypes['ChangedAssignment']>, ParentType, ContextType>;
  revokes?: Resolver<ReadonlyArray<ResolversTypes['ChangedAssignment']>, ParentType, ContextType>;
  status?: Resolver<Maybe<ResolversTypes['StatusChange']>, ParentType, ContextType>;
  user?: Resolver<Maybe<ResolversTypes['User']>, ParentType, ContextType>;
};

export type ChangeConnectionResolvers<ContextType = Context, ParentType extends ResolversParentTypes['ChangeConnection'] = ResolversParentTypes['ChangeConnection']> = {
  edges?: Resolver<ReadonlyArray<ResolversTypes['ChangeEdge']>, ParentType, ContextType>;
  nodes?: Resolver<ReadonlyArray<ResolversTypes['Change']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
  totalCount?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
};

export type ChangeEdgeResolvers<ContextType = Context, ParentType extends ResolversParentTypes['ChangeEdge'] = ResolversParentTypes['ChangeEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['Change'], ParentType, ContextType>;
};

export type ChangedAccountResolvers<ContextType = Context, ParentType extends ResolversParentTypes['ChangedAccount'] = ResolversParentTypes['ChangedAccount']> = {
  account?: Resolver<Maybe<ResolversTypes['Account']>, ParentType, ContextType>;
  backend?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  name?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  nativeId?: Resolver<Maybe<ResolversTypes['ID']>, ParentType, ContextType>;
};

export type ChangedAssignmentResolvers<ContextType = Context, ParentType extends ResolversParentTypes['ChangedAssignment'] = ResolversParentTypes['ChangedAssignment']> = {
  nativeRole?: Resolver<ResolversTypes['NativeRole'], ParentType, ContextType>;
  organization?: Resolver<Maybe<ResolversTypes['Organization']>, ParentType, ContextType>;
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

export type DriftResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Drift'] = ResolversParentTypes['Drift']> = {
  outside?: Resolver<ResolversTypes['OutsideChangeConnection'], ParentType, ContextType, RequireFields<DriftOutsideArgs, 'first'>>;
  pending?: Resolver<ReadonlyArray<ResolversTypes['PendingChange']>, ParentType, ContextType>;
};

export type ErrorCodeResolvers = EnumResolverSignature<{ ACCOUNT_AMBIGUOUS?: any, ALREADY_EXISTS?: any, BAD_INPUT?: any, CONFLICT?: any, COST_EXCEEDED?: any, DIGEST_MISMATCH?: any, FORBIDDEN?: any, GUARD_BLOCKED?: any, IDEMPOTENCY_MISMATCH?: any, IMMUTABLE?: any, INTERNAL?: any, IN_FLIGHT?: any, LAST_ADMIN?: any, LINK_NOT_CONFIRMED?: any, NOT_EXPRESSIBLE?: any, NOT_FOUND?: any, ORGANIZATION_REQUIRED?: any, PLAN_EXPIRED?: any, PLAN_STALE?: any, PROTECTED?: any, QUARANTINED?: any, RATE_LIMITED?: any, ROLE_MISSING?: any, STORE_UNAVAILABLE?: any, UNAUTHENTICATED?: any, UNSUPPORTED?: any, UPSTREAM_INCOMPLETE?: any, UPSTREAM_INVALID?: any, UPSTREAM_REFUSED?: any, UPSTREAM_REJECTED?: any, UPSTREAM_TIMEOUT?: any, UPSTREAM_UNAVAILABLE?: any, USER_AMBIGUOUS?: any, WRITES_DISABLED?: any }, ResolversTypes['ErrorCode']>;

export type ExclusionResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Exclusion'] = ResolversParentTypes['Exclusion']> = {
  account?: Resolver<ResolversTypes['ChangedAccount'], ParentType, ContextType>;
  code?: Resolver<ResolversTypes['ErrorCode'], ParentType, ContextType>;
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  user?: Resolver<Maybe<ResolversTypes['User']>, ParentType, ContextType>;
};

export type ExclusionConnectionResolvers<ContextType = Context, ParentType extends ResolversParentTypes['ExclusionConnection'] = ResolversParentTypes['ExclusionConnection']> = {
  edges?: Resolver<ReadonlyArray<ResolversTypes['ExclusionEdge']>, ParentType, ContextType>;
  nodes?: Resolver<ReadonlyArray<ResolversTypes['Exclusion']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
  totalCount?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
};

export type ExclusionEdgeResolvers<ContextType = Context, ParentType extends ResolversParentTypes['ExclusionEdge'] = ResolversParentTypes['ExclusionEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['Exclusion'], ParentType, ContextType>;
};

export type ForecastResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Forecast'] = ResolversParentTypes['Forecast']> = {
  backends?: Resolver<ReadonlyArray<ResolversTypes['BackendForecast']>, ParentType, ContextType>;
  calls?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  minimumSeconds?: Resolver<ResolversTypes['Float'], ParentType, ContextType>;
};

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

export type GuardVerdictResolvers<ContextType = Context, ParentType extends ResolversParentTypes['GuardVerdict'] = ResolversParentTypes['GuardVerdict']> = {
  accounts?: Resolver<ReadonlyArray<ResolversTypes['ChangedAccount']>, ParentType, ContextType>;
  backend?: Resolver<Maybe<ResolversTypes['ID']>, ParentType, ContextType>;
  detail?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  name?: Resolver<ResolversTypes['GuardName'], ParentType, ContextType>;
  verdict?: Resolver<ResolversTypes['Verdict'], ParentType, ContextType>;
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
  applyPlan?: Resolver<Maybe<ResolversTypes['RunPayload']>, ParentType, ContextType, RequireFields<MutationApplyPlanArgs, 'input'>>;
  approvePlan?: Resolver<Maybe<ResolversTypes['PlanPayload']>, ParentType, ContextType, RequireFields<MutationApprovePlanArgs, 'input'>>;
  cancelRun?: Resolver<Maybe<ResolversTypes['RunPayload']>, ParentType, ContextType, RequireFields<MutationCancelRunArgs, 'input'>>;
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
  planOffboarding?: Resolver<Maybe<ResolversTypes['PlanPayload']>, ParentType, ContextType, RequireFields<MutationPlanOffboardingArgs, 'input'>>;
  planRoleSync?: Resolver<Maybe<ResolversTypes['PlanPayload']>, ParentType, ContextType, RequireFields<MutationPlanRoleSyncArgs, 'input'>>;
  refreshBackend?: Resolver<Maybe<ResolversTypes['RefreshBackendPayload']>, ParentType, ContextType, RequireFields<MutationRefreshBackendArgs, 'input'>>;
  reinviteAccount?: Resolver<Maybe<ResolversTypes['ReinviteAccountPayload']>, ParentType, ContextType, RequireFields<MutationReinviteAccountArgs, 'input'>>;
  removeAccountFromGroup?: Resolver<Maybe<ResolversTypes['GroupMembershipPayload']>, ParentType, ContextType, RequireFields<MutationRemoveAccountFromGroupArgs, 'input'>>;
  resumeRun?: Resolver<Maybe<ResolversTypes['RunPayload']>, ParentType, ContextType, RequireFields<MutationResumeRunArgs, 'input'>>;
  revokeRoles?: Resolver<Maybe<ResolversTypes['RoleEditPayload']>, ParentType, ContextType, RequireFields<MutationRevokeRolesArgs, 'input'>>;
  setAccountStatus?: Resolver<Maybe<ResolversTypes['SetAccountStatusPayload']>, ParentType, ContextType, RequireFields<MutationSetAccountStatusArgs, 'input'>>;
  setRoles?: Resolver<Maybe<ResolversTypes['RoleEditPayload']>, ParentType, ContextType, RequireFields<MutationSetRolesArgs, 'input'>>;
  undoRun?: Resolver<Maybe<ResolversTypes['PlanPayload']>, ParentType, ContextType, RequireFields<MutationUndoRunArgs, 'input'>>;
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
  __resolveType: TypeResolveFn<'Account' | 'ApiToken' | 'Device' | 'DeviceGroup' | 'Group' | 'NativeRole' | 'Organization' | 'Plan' | 'Run' | 'User', ParentType, ContextType>;
};

export type NotExpressibleRoleResolvers<ContextType = Context, ParentType extends ResolversParentTypes['NotExpressibleRole'] = ResolversParentTypes['NotExpressibleRole']> = {
  accounts?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  backend?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  role?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
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

export type OutsideChangeResolvers<ContextType = Context, ParentType extends ResolversParentTypes['OutsideChange'] = ResolversParentTypes['OutsideChange']> = {
  account?: Resolver<ResolversTypes['ChangedAccount'], ParentType, ContextType>;
  granted?: Resolver<ReadonlyArray<ResolversTypes['ChangedAssignment']>, ParentType, ContextType>;
  presence?: Resolver<ResolversTypes['Presence'], ParentType, ContextType>;
  revoked?: Resolver<ReadonlyArray<ResolversTypes['ChangedAssignment']>, ParentType, ContextType>;
  seenAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  since?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  status?: Resolver<Maybe<ResolversTypes['StatusChange']>, ParentType, ContextType>;
};

export type OutsideChangeConnectionResolvers<ContextType = Context, ParentType extends ResolversParentTypes['OutsideChangeConnection'] = ResolversParentTypes['OutsideChangeConnection']> = {
  edges?: Resolver<ReadonlyArray<ResolversTypes['OutsideChangeEdge']>, ParentType, ContextType>;
  nodes?: Resolver<ReadonlyArray<ResolversTypes['OutsideChange']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
};

export type OutsideChangeEdgeResolvers<ContextType = Context, ParentType extends ResolversParentTypes['OutsideChangeEdge'] = ResolversParentTypes['OutsideChangeEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['OutsideChange'], ParentType, ContextType>;
};

export type PageInfoResolvers<ContextType = Context, ParentType extends ResolversParentTypes['PageInfo'] = ResolversParentTypes['PageInfo']> = {
  endCursor?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  hasNextPage?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  hasPreviousPage?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  startCursor?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
};

export type PendingChangeResolvers<ContextType = Context, ParentType extends ResolversParentTypes['PendingChange'] = ResolversParentTypes['PendingChange']> = {
  change?: Resolver<ResolversTypes['Change'], ParentType, ContextType>;
  outcome?: Resolver<Maybe<ResolversTypes['OutcomeKind']>, ParentType, ContextType>;
  plan?: Resolver<ResolversTypes['Plan'], ParentType, ContextType>;
  run?: Resolver<Maybe<ResolversTypes['Run']>, ParentType, ContextType>;
};

export type PlanResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Plan'] = ResolversParentTypes['Plan']> = {
  approval?: Resolver<Maybe<ResolversTypes['Approval']>, ParentType, ContextType>;
  changes?: Resolver<ResolversTypes['ChangeConnection'], ParentType, ContextType, RequireFields<PlanChangesArgs, 'first'>>;
  createdAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  createdBy?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  digest?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  excluded?: Resolver<ResolversTypes['ExclusionConnection'], ParentType, ContextType, RequireFields<PlanExcludedArgs, 'first'>>;
  expiresAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  failure?: Resolver<Maybe<ResolversTypes['SourceError']>, ParentType, ContextType>;
  forecast?: Resolver<Maybe<ResolversTypes['Forecast']>, ParentType, ContextType>;
  guards?: Resolver<ReadonlyArray<ResolversTypes['GuardVerdict']>, ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  mode?: Resolver<Maybe<ResolversTypes['PlanMode']>, ParentType, ContextType>;
  notExpressible?: Resolver<ReadonlyArray<ResolversTypes['NotExpressibleRole']>, ParentType, ContextType>;
  origin?: Resolver<ResolversTypes['PlanOrigin'], ParentType, ContextType>;
  reason?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  run?: Resolver<Maybe<ResolversTypes['Run']>, ParentType, ContextType>;
  state?: Resolver<ResolversTypes['PlanState'], ParentType, ContextType>;
  summary?: Resolver<ReadonlyArray<ResolversTypes['PlanSummary']>, ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type PlanConnectionResolvers<ContextType = Context, ParentType extends ResolversParentTypes['PlanConnection'] = ResolversParentTypes['PlanConnection']> = {
  edges?: Resolver<ReadonlyArray<ResolversTypes['PlanEdge']>, ParentType, ContextType>;
  nodes?: Resolver<ReadonlyArray<ResolversTypes['Plan']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
};

export type PlanEdgeResolvers<ContextType = Context, ParentType extends ResolversParentTypes['PlanEdge'] = ResolversParentTypes['PlanEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['Plan'], ParentType, ContextType>;
};

export type PlanPayloadResolvers<ContextType = Context, ParentType extends ResolversParentTypes['PlanPayload'] = ResolversParentTypes['PlanPayload']> = {
  errors?: Resolver<ReadonlyArray<ResolversTypes['MutationError']>, ParentType, ContextType>;
  plan?: Resolver<Maybe<ResolversTypes['Plan']>, ParentType, ContextType>;
};

export type PlanSummaryResolvers<ContextType = Context, ParentType extends ResolversParentTypes['PlanSummary'] = ResolversParentTypes['PlanSummary']> = {
  accounts?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  backend?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  changes?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  gaining?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  grants?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  losing?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  revokes?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  unchanged?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type QueryResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Query'] = ResolversParentTypes['Query']> = {
  account?: Resolver<Maybe<ResolversTypes['Account']>, ParentType, ContextType, RequireFields<QueryAccountArgs, 'backend' | 'nativeId'>>;
  accounts?: Resolver<Maybe<ResolversTypes['AccountConnection']>, ParentType, ContextType, RequireFields<QueryAccountsArgs, 'first'>>;
  accountsByIds?: Resolver<Maybe<ReadonlyArray<Maybe<ResolversTypes['Account']>>>, ParentType, ContextType, RequireFields<QueryAccountsByIdsArgs, 'refs'>>;
  apiTokens?: Resolver<Maybe<ResolversTypes['ApiTokenConnection']>, ParentType, ContextType, RequireFields<QueryApiTokensArgs, 'backend' | 'first'>>;
  auditEntries?: Resolver<Maybe<ResolversTypes['AuditEntryConnection']>, ParentType, ContextType, RequireFields<QueryAuditEntriesArgs, 'direction' | 'first'>>;
  backend?: Resolver<Maybe<ResolversTypes['Backend']>, ParentType, ContextType, RequireFields<QueryBackendArgs, 'id'>>;
  backends?: Resolver<Maybe<ReadonlyArray<ResolversTypes['Backend']>>, ParentType, ContextType>;
  caller?: Resolver<ResolversTypes['Caller'], ParentType, ContextType>;
  device?: Resolver<Maybe<ResolversTypes['Device']>, ParentType, ContextType, RequireFields<QueryDeviceArgs, 'backend' | 'nativeId'>>;
  deviceGroup?: Resolver<Maybe<ResolversTypes['DeviceGroup']>, ParentType, ContextType, RequireFields<QueryDeviceGroupArgs, 'backend' | 'nativeId'>>;
  drift?: Resolver<Maybe<ResolversTypes['Drift']>, ParentType, ContextType, Partial<QueryDriftArgs>>;
  groups?: Resolver<Maybe<ResolversTypes['GroupConnection']>, ParentType, ContextType, RequireFields<QueryGroupsArgs, 'backend' | 'first'>>;
  nativeRoles?: Resolver<Maybe<ResolversTypes['NativeRoleList']>, ParentType, ContextType, RequireFields<QueryNativeRolesArgs, 'backend'>>;
  node?: Resolver<Maybe<ResolversTypes['Node']>, ParentType, ContextType, RequireFields<QueryNodeArgs, 'id'>>;
  nodes?: Resolver<Maybe<ReadonlyArray<Maybe<ResolversTypes['Node']>>>, ParentType, ContextType, RequireFields<QueryNodesArgs, 'ids'>>;
  organization?: Resolver<Maybe<ResolversTypes['Organization']>, ParentType, ContextType, RequireFields<QueryOrganizationArgs, 'id'>>;
  organizations?: Resolver<Maybe<ResolversTypes['OrganizationConnection']>, ParentType, ContextType, RequireFields<QueryOrganizationsArgs, 'backend' | 'first'>>;
  plan?: Resolver<Maybe<ResolversTypes['Plan']>, ParentType, ContextType, RequireFields<QueryPlanArgs, 'id'>>;
  plans?: Resolver<Maybe<ResolversTypes['PlanConnection']>, ParentType, ContextType, RequireFields<QueryPlansArgs, 'first'>>;
  role?: Resolver<Maybe<ResolversTypes['Role']>, ParentType, ContextType, RequireFields<QueryRoleArgs, 'name'>>;
  roles?: Resolver<Maybe<ReadonlyArray<ResolversTypes['Role']>>, ParentType, ContextType>;
  run?: Resolver<Maybe<ResolversTypes['Run']>, ParentType, ContextType, RequireFields<QueryRunArgs, 'id'>>;
  runs?: Resolver<Maybe<ResolversTypes['RunConnection']>, ParentType, ContextType, RequireFields<QueryRunsArgs, 'first'>>;
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
  alreadyHeld?: Resolver<Maybe<ReadonlyArray<ResolversTypes['Assignment']>>, ParentType, ContextType>;
  displaced?: Resolver<Maybe<ReadonlyArray<ResolversTypes['Role']>>, ParentType, ContextType>;
  errors?: Resolver<ReadonlyArray<ResolversTypes['MutationError']>, ParentType, ContextType>;
  granted?: Resolver<Maybe<ReadonlyArray<ResolversTypes['Assignment']>>, ParentType, ContextType>;
  notExpressible?: Resolver<ReadonlyArray<ResolversTypes['String']>, ParentType, ContextType>;
  revoked?: Resolver<Maybe<ReadonlyArray<ResolversTypes['Assignment']>>, ParentType, ContextType>;
  run?: Resolver<Maybe<ResolversTypes['Run']>, ParentType, ContextType>;
  stillNeeded?: Resolver<Maybe<ReadonlyArray<ResolversTypes['Assignment']>>, ParentType, ContextType>;
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

export type RunResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Run'] = ResolversParentTypes['Run']> = {
  counts?: Resolver<ResolversTypes['RunCounts'], ParentType, ContextType>;
  finishedAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  outcomes?: Resolver<ResolversTypes['RunOutcomeConnection'], ParentType, ContextType, RequireFields<RunOutcomesArgs, 'first'>>;
  outlivingTokens?: Resolver<Maybe<ReadonlyArray<ResolversTypes['ApiToken']>>, ParentType, ContextType>;
  plan?: Resolver<ResolversTypes['Plan'], ParentType, ContextType>;
  startedAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  startedBy?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  state?: Resolver<ResolversTypes['RunState'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type RunConnectionResolvers<ContextType = Context, ParentType extends ResolversParentTypes['RunConnection'] = ResolversParentTypes['RunConnection']> = {
  edges?: Resolver<ReadonlyArray<ResolversTypes['RunEdge']>, ParentType, ContextType>;
  nodes?: Resolver<ReadonlyArray<ResolversTypes['Run']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
};

export type RunCountsResolvers<ContextType = Context, ParentType extends ResolversParentTypes['RunCounts'] = ResolversParentTypes['RunCounts']> = {
  applied?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  conflict?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  failed?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  noop?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  pending?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  skipped?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  unknown?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type RunEdgeResolvers<ContextType = Context, ParentType extends ResolversParentTypes['RunEdge'] = ResolversParentTypes['RunEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['Run'], ParentType, ContextType>;
};

export type RunOutcomeResolvers<ContextType = Context, ParentType extends ResolversParentTypes['RunOutcome'] = ResolversParentTypes['RunOutcome']> = {
  change?: Resolver<ResolversTypes['Change'], ParentType, ContextType>;
  code?: Resolver<Maybe<ResolversTypes['ErrorCode']>, ParentType, ContextType>;
  intendedAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  outcome?: Resolver<Maybe<ResolversTypes['OutcomeKind']>, ParentType, ContextType>;
  reason?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  settledAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
};

export type RunOutcomeConnectionResolvers<ContextType = Context, ParentType extends ResolversParentTypes['RunOutcomeConnection'] = ResolversParentTypes['RunOutcomeConnection']> = {
  edges?: Resolver<ReadonlyArray<ResolversTypes['RunOutcomeEdge']>, ParentType, ContextType>;
  nodes?: Resolver<ReadonlyArray<ResolversTypes['RunOutcome']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
  totalCount?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
};

export type RunOutcomeEdgeResolvers<ContextType = Context, ParentType extends ResolversParentTypes['RunOutcomeEdge'] = ResolversParentTypes['RunOutcomeEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['RunOutcome'], ParentType, ContextType>;
};

export type RunPayloadResolvers<ContextType = Context, ParentType extends ResolversParentTypes['RunPayload'] = ResolversParentTypes['RunPayload']> = {
  errors?: Resolver<ReadonlyArray<ResolversTypes['MutationError']>, ParentType, ContextType>;
  run?: Resolver<Maybe<ResolversTypes['Run']>, ParentType, ContextType>;
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

export type StatusChangeResolvers<ContextType = Context, ParentType extends ResolversParentTypes['StatusChange'] = ResolversParentTypes['StatusChange']> = {
  after?: Resolver<ResolversTypes['AccountStatus'], ParentType, ContextType>;
  before?: Resolver<ResolversTypes['AccountStatus'], ParentType, ContextType>;
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
  Approval?: ApprovalResolvers<ContextType>;
  Assignment?: AssignmentResolvers<ContextType>;
  AuditEntry?: AuditEntryResolvers<ContextType>;
  AuditEntryConnection?: AuditEntryConnectionResolvers<ContextType>;
  AuditEntryEdge?: AuditEntryEdgeResolvers<ContextType>;
  Backend?: BackendResolvers<ContextType>;
  BackendForecast?: BackendForecastResolvers<ContextType>;
  BackendHealth?: BackendHealthResolvers<ContextType>;
  BackendIndex?: BackendIndexResolvers<ContextType>;
  BackendLimits?: BackendLimitsResolvers<ContextType>;
  Caller?: CallerResolvers<ContextType>;
  CdataSyncAccount?: CdataSyncAccountResolvers<ContextType>;
  CfengineAccount?: CfengineAccountResolvers<ContextType>;
  Change?: ChangeResolvers<ContextType>;
  ChangeConnection?: ChangeConnectionResolvers<ContextType>;
  ChangeEdge?: ChangeEdgeResolvers<ContextType>;
  ChangedAccount?: ChangedAccountResolvers<ContextType>;
  ChangedAssignment?: ChangedAssignmentResolvers<ContextType>;
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
  Drift?: DriftResolvers<ContextType>;
  ErrorCode?: ErrorCodeResolvers;
  Exclusion?: ExclusionResolvers<ContextType>;
  ExclusionConnection?: ExclusionConnectionResolvers<ContextType>;
  ExclusionEdge?: ExclusionEdgeResolvers<ContextType>;
  Forecast?: ForecastResolvers<ContextType>;
  Group?: GroupResolvers<ContextType>;
  GroupConnection?: GroupConnectionResolvers<ContextType>;
  GroupEdge?: GroupEdgeResolvers<ContextType>;
  GroupMembershipPayload?: GroupMembershipPayloadResolvers<ContextType>;
  GroupPayload?: GroupPayloadResolvers<ContextType>;
  GuardVerdict?: GuardVerdictResolvers<ContextType>;
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
  NotExpressibleRole?: NotExpressibleRoleResolvers<ContextType>;
  Organization?: OrganizationResolvers<ContextType>;
  OrganizationConnection?: OrganizationConnectionResolvers<ContextType>;
  OrganizationEdge?: OrganizationEdgeResolvers<ContextType>;
  OrganizationPayload?: OrganizationPayloadResolvers<ContextType>;
  OutsideChange?: OutsideChangeResolvers<ContextType>;
  OutsideChangeConnection?: OutsideChangeConnectionResolvers<ContextType>;
  OutsideChangeEdge?: OutsideChangeEdgeResolvers<ContextType>;
  PageInfo?: PageInfoResolvers<ContextType>;
  PendingChange?: PendingChangeResolvers<ContextType>;
  Plan?: PlanResolvers<ContextType>;
  PlanConnection?: PlanConnectionResolvers<ContextType>;
  PlanEdge?: PlanEdgeResolvers<ContextType>;
  PlanPayload?: PlanPayloadResolvers<ContextType>;
  PlanSummary?: PlanSummaryResolvers<ContextType>;
  Query?: QueryResolvers<ContextType>;
  Refresh?: RefreshResolvers<ContextType>;
  RefreshBackendPayload?: RefreshBackendPayloadResolvers<ContextType>;
  ReinviteAccountPayload?: ReinviteAccountPayloadResolvers<ContextType>;
  Role?: RoleResolvers<ContextType>;
  RoleContexts?: RoleContextsResolvers<ContextType>;
  RoleEditPayload?: RoleEditPayloadResolvers<ContextType>;
  RoleMapping?: RoleMappingResolvers<ContextType>;
  RoleSpelling?: RoleSpellingResolvers<ContextType>;
  Run?: RunResolvers<ContextType>;
  RunConnection?: RunConnectionResolvers<ContextType>;
  RunCounts?: RunCountsResolvers<ContextType>;
  RunEdge?: RunEdgeResolvers<ContextType>;
  RunOutcome?: RunOutcomeResolvers<ContextType>;
  RunOutcomeConnection?: RunOutcomeConnectionResolvers<ContextType>;
  RunOutcomeEdge?: RunOutcomeEdgeResolvers<ContextType>;
  RunPayload?: RunPayloadResolvers<ContextType>;
  Scope?: ScopeResolvers;
  SetAccountStatusPayload?: SetAccountStatusPayloadResolvers<ContextType>;
  Source?: SourceResolvers<ContextType>;
  SourceError?: SourceErrorResolvers<ContextType>;
  StatusChange?: StatusChangeResolvers<ContextType>;
  UpdateAccountPayload?: UpdateAccountPayloadResolvers<ContextType>;
  User?: UserResolvers<ContextType>;
  UserConnection?: UserConnectionResolvers<ContextType>;
  UserEdge?: UserEdgeResolvers<ContextType>;
  UserRole?: UserRoleResolvers<ContextType>;
  VendorAccount?: VendorAccountResolvers<ContextType>;
};

export type DirectiveResolvers<ContextType = Context> = {
  listSize?: ListSizeDirectiveResolver<any, any, ContextType>;
  requires?: RequiresDirectiveResolver<any, any, ContextType>;
  upstream?: UpstreamDirectiveResolver<any, any, ContextType>;
};
