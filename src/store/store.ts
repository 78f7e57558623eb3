import type { Account, AccountKind, AccountRef, AccountStatus } from '../domain/account.ts';
import type { AccountFilter, AccountOrder, Listed, ListQuery, UserOrder } from '../domain/account-query.ts';
import type { Assignment } from '../domain/assignment.ts';
import type { Catalogue } from '../domain/catalogue.ts';
import type { LinkDecision, LinkKeys, LinkState } from '../domain/link.ts';
import type { CompleteRefresh, EndedRefresh, RunningRefresh } from '../domain/refresh.ts';
import type { StoredAccount } from '../domain/stored-account.ts';
import type { AnswerReader, AnswerWriter } from './answer-records.ts';
import type { AuditReader, AuditWriter } from './audit-records.ts';
import type { OutsideReader, OutsideWriter } from './outside-records.ts';
import type { PlanReader, PlanWriter } from './plan-records.ts';
import type { RunReader, RunWriter } from './run-records.ts';

/**
 * What Rolecall keeps: the accounts as last observed, whose they are, what people decided of that, how the backends were read, what was
 * planned and what became of it, the audit trail, and a few settings of its own.
 *
 * Reads see what is committed, and never half of a write. Every method rejects with STORE_UNAVAILABLE where the store cannot be reached or
 * is broken. Every instant is in milliseconds since the epoch.
 */
export type Store = StoreReader & {
  /**
   * One task at a time, whole or not at all. It waits for nothing but calls of its own writer, and never for the network: where the store is
   * in memory, other calls wait for its end.
   */
  write<T>(task: (writer: StoreWriter) => Promise<T>): Promise<T>;
  /** Ends what is under way, then lets the store go. */
  close(): Promise<void>;
};

export type StoreReader = {
  readonly accounts: AccountReader;
  readonly links: LinkReader;
  readonly refreshes: RefreshReader;
  readonly settings: SettingReader;
  readonly plans: PlanReader;
  readonly runs: RunReader;
  readonly audit: AuditReader;
  readonly answers: AnswerReader;
  readonly outside: OutsideReader;
};

export type StoreWriter = {
  readonly accounts: AccountReader & AccountWriter;
  readonly links: LinkReader & LinkWriter;
  readonly refreshes: RefreshReader & RefreshWriter;
  readonly settings: SettingReader & SettingWriter;
  readonly plans: PlanReader & PlanWriter;
  readonly runs: RunReader & RunWriter;
  readonly audit: AuditReader & AuditWriter;
  readonly answers: AnswerReader & AnswerWriter;
  readonly outside: OutsideReader & OutsideWriter;
};

/** The most accounts, keys, values or ids that one call takes, where it says so: none shall take so long that others wait for it. */
export const mostAtOnce = 500;

/**
 * Nothing here shows an account that has vanished, none that is nobody's yet, and nothing one of a backend that is not asked for: not even
 * by an order or a count.
 */
export type AccountReader = {
  /** Those that there are, in no order; two of one ref where an internal and an external account bear one name. At most `mostAtOnce` refs. */
  find(refs: readonly AccountRef[]): Promise<readonly StoredAccount[]>;
  /** All accounts of these users on these backends, by backend and native id. At most `mostAtOnce` users. */
  ofUsers(userIds: readonly string[], backends: readonly string[]): Promise<readonly StoredAccount[]>;
  /** In this order, from behind `after`. Rejects with BAD_INPUT where that is no position in this order. */
  list(query: ListQuery<AccountOrder>): Promise<readonly Listed<StoredAccount>[]>;
  count(filter: AccountFilter): Promise<number>;
  /** How many assignments there are on a backend, those that groups give too. */
  countAssignments(backend: string): Promise<number>;
  /** Ids of users with at least one account that the filter lets through, in this order. A name is that of the first such account by name. */
  listUsers(query: ListQuery<UserOrder>): Promise<readonly Listed<string>[]>;
  countUsers(filter: AccountFilter): Promise<number>;
  /**
   * How many accounts of a backend are known, how many of these nobody has observed since, and at most `limit` of the latter whose id no other
   * account bears: all, or evenly by key.
   */
  countUnseen(
    backend: string,
    since: number,
    limit: number,
  ): Promise<{ readonly known: number; readonly unseen: number; readonly witnesses: readonly AccountRef[] }>;
};

export type AccountWriter = {
  /**
   * Keeps accounts as observed at `asOf`, at most `mostAtOnce`, each once, and answers each in its order.
   *
   * One that was observed later, or is known to have vanished then or later, stays as it is. Where `assignments` tell less than the account
   * holds (`isAttributed` is false) those that are kept stay, if these told all. An account that returns keeps only its key, its user and
   * its link.
   */
  observe(accounts: readonly Observation[], asOf: number): Promise<readonly Observed[]>;
  /** Marks these as vanished at that time, except those that were seen later. Answers those that it marked. */
  markVanished(keys: readonly number[], at: number): Promise<readonly Observed[]>;
  /** The same for at most `limit` accounts of a backend that were not seen at `since` or later. */
  markUnseenVanished(unseen: Unseen, at: number): Promise<readonly Observed[]>;
};

export type Unseen = { readonly backend: string; readonly since: number; readonly limit: number };

/** `isAttributed`: the assignments are all that the account holds, each with its origin. */
export type Observation = { readonly account: Account; readonly isAttributed: boolean };

/** What became of an account. Keys before and after are what correlation goes by; `null` = not there. */
export type Observed = {
  readonly key: number;
  readonly change: 'CREATED' | 'CHANGED' | 'SAME' | 'VANISHED' | 'RETURNED' | 'OLDER';
  /** Whether its link keys, kind, `emailConfirmed` or presence changed, so that it has to be correlated anew. */
  readonly isMoved: boolean;
  readonly before: LinkKeys | null;
  readonly after: LinkKeys | null;
  /** As it was known before; `null` where there is nothing to compare: it is new, or what is compared is the same. */
  readonly former: FormerAccount | null;
};

/** As much of an account as was known before as is compared with what it is now. */
export type FormerAccount = {
  readonly ref: AccountRef;
  /** When it was as it was known: observed, or found to have vanished. */
  readonly asOf: number;
  readonly status: AccountStatus;
  /** Empty for one that had vanished; `null` where not all was known of them, then or now. */
  readonly assignments: readonly Assignment[] | null;
};

/** As much of an account as correlation needs. Shows vanished ones too: a confirmed link outlives them. */
export type LinkedAccount = {
  readonly key: number;
  readonly ref: AccountRef;
  readonly kind: AccountKind;
  readonly keys: LinkKeys;
  /** What the record tells of its own address: `Account.emailConfirmed`. */
  readonly emailConfirmed: boolean | null;
  readonly isPresent: boolean;
  /** `null` only until its first correlation, within the same write. */
  readonly userId: string | null;
  /**
   * The id that is its own. Another one than `userId` while its user is merged into another; `null` where it has none, as it came into a user
   * by nothing but its own word.
   */
  readonly home: string | null;
  readonly link: LinkState;
};

/** Whose an account is from now on. `home` is an id that there is, or one that the same call makes. */
export type AssignedLink = Pick<LinkedAccount, 'key' | 'home' | 'link'> & { readonly userId: string };

export type LinkReader = {
  /** In no order. At most `mostAtOnce` keys. */
  byKeys(keys: readonly number[]): Promise<readonly LinkedAccount[]>;
  /**
   * Of every value how many accounts that are present bear it, on these backends only where they are given, without those that none does.
   * At most `mostAtOnce` values.
   */
  countBearers(
    field: keyof LinkKeys,
    values: readonly string[],
    backends?: readonly string[],
  ): Promise<ReadonlyMap<string, number>>;
  /** Every account that is present and bears one of the values, on these backends only where they are given. At most `mostAtOnce` values. */
  bearers(
    field: keyof LinkKeys,
    values: readonly string[],
    backends?: readonly string[],
  ): Promise<readonly LinkedAccount[]>;
  /** Every account of these users, the vanished too. */
  membersOf(userIds: readonly string[]): Promise<readonly LinkedAccount[]>;
  /** Every decision on one of these accounts. At most `mostAtOnce` keys. */
  decisionsOn(keys: readonly number[]): Promise<readonly LinkDecision[]>;
  /** The id that stands for this one today: itself, or the one that it was merged into. `null` for what was never a user's. */
  resolveUser(id: string): Promise<string | null>;
  /** The next accounts by key, for correlating all anew. */
  keysAfter(key: number, limit: number): Promise<readonly number[]>;
};

export type LinkWriter = {
  /** Says whose accounts are. Ids that are new become users, in the order given; one that had been forwarded stands for itself again. */
  assign(links: readonly AssignedLink[]): Promise<void>;
  /** Lets `to` stand for `from`, and for all that `from` stood for, from now on. */
  forward(from: string, to: string): Promise<void>;
  /** Replaces what was decided of the same two. */
  decide(decisions: readonly LinkDecision[]): Promise<void>;
  withdraw(pairs: readonly LinkDecision['accounts'][]): Promise<void>;
};

export type RefreshReader = {
  /** The last one of a backend that has ended, and the last one that ended COMPLETE; `null` where there is none. */
  latest(
    backend: string,
  ): Promise<{ readonly last: EndedRefresh | null; readonly complete: CompleteRefresh | null }>;
  /** Those that have not ended, from before this start. */
  unfinished(): Promise<readonly RunningRefresh[]>;
  /** What the backend's last reading told besides accounts; `null` where there was none. */
  catalogue(backend: string): Promise<Catalogue | null>;
};

export type RefreshWriter = {
  begin(backend: string, at: number): Promise<RunningRefresh>;
  /** Of those that have ended, all but the last and the last COMPLETE are forgotten. */
  save(refresh: EndedRefresh): Promise<void>;
  saveCatalogue(backend: string, catalogue: Catalogue): Promise<void>;
  dropCatalogue(backend: string): Promise<void>;
};

export type SettingReader = {
  /** What was written under this name last; `null` where nothing was. */
  read(name: string): Promise<string | null>;
};

export type SettingWriter = { write(name: string, value: string): Promise<void> };
