import type { AccountRef } from '../domain/account.ts';
import type { Catalogue } from '../domain/catalogue.ts';
import type { LinkDecision } from '../domain/link.ts';
import type { AccountReader, LinkedAccount, Observation, Observed } from '../store/store.ts';

/**
 * The accounts of all backends as last observed, and whose they are. Whatever comes in is correlated at once, within the same write: every
 * account belongs to exactly one user at any time.
 */
export type IdentityIndex = {
  /** Asks for accounts and users. Shows nothing of backends that are not asked for. */
  readonly accounts: AccountReader;

  /** Keeps accounts as observed at that time, in milliseconds since the epoch: when reading them began. */
  observe(observations: readonly Observation[], asOf: number): Promise<readonly Observed[]>;
  /** Marks an account as gone that Rolecall itself has deleted at that time. */
  forget(ref: AccountRef, at: number): Promise<void>;
  /** Accounts of a backend that nobody has observed since, and all that are known of it. */
  countUnseen(backend: string, since: number): Promise<{ readonly unseen: number; readonly known: number }>;
  /** Marks accounts of a backend as gone that a COMPLETE reading, begun at `since`, has not seen. Answers how many. */
  forgetUnseen(backend: string, since: number): Promise<number>;

  /** Confirms that these accounts are one user's, and answers which. Throws NOT_FOUND, ACCOUNT_AMBIGUOUS, or BAD_INPUT for fewer than two. */
  link(accounts: readonly AccountRef[], decision: Decision): Promise<string>;
  /** Denies that the account belongs with `from`, or with all others of its user where not given, and answers whose it is then. Throws NOT_FOUND, ACCOUNT_AMBIGUOUS, or BAD_INPUT where there is nobody to part from. */
  unlink(account: AccountRef, from: readonly AccountRef[] | undefined, decision: Decision): Promise<string>;

  /** The id that stands for this one today; `null` for what was never a user's. */
  resolveUser(id: string): Promise<string | null>;
  /** The accounts of these users on these backends, and of others that resemble them, as correlation sees them, with every decision on them: all that explains a link. */
  grounds(userIds: readonly string[], backends: readonly string[]): Promise<Grounds>;

  /** Native roles and organizations as last read, at hand; `null` where they never were. */
  catalogue(backend: string): Catalogue | null;
  keepCatalogue(backend: string, catalogue: Catalogue): Promise<void>;
  /** Forgets native roles that a write has made old. */
  dropCatalogue(backend: string): void;
};

/** Who decided, and why. */
export type Decision = { readonly by: string; readonly reason: string };

export type Grounds = {
  readonly members: readonly LinkedAccount[];
  readonly candidates: readonly LinkedAccount[];
  readonly decisions: readonly LinkDecision[];
  /** Backends that prove addresses. */
  readonly verifiedBackends: ReadonlySet<string>;
};
