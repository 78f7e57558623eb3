import type { AccountRef } from '../domain/account.ts';
import type { Catalogue, CatalogueById } from '../domain/catalogue.ts';
import {
  type AccountReader,
  mostAtOnce,
  type Observation,
  type Observed,
  type Store,
  type StoreWriter,
} from '../store/store.ts';
import { createCatalogues } from './catalogues.ts';
import { askInChunks } from './chunks.ts';
import { type CorrelationOptions, correlateAnew, correlateEverything } from './correlate-anew.ts';
import { collectGrounds, type Grounds } from './grounds.ts';
import { type Decision, linkAccounts, unlinkAccount } from './link-accounts.ts';
import { type ObservedBy, recordObserved, recordVanished } from './outside/record-outside.ts';

/**
 * The accounts of all backends as last observed, and whose they are. Whatever comes in is correlated at once, within the same write: every
 * account belongs to exactly one user at any time.
 */
export type IdentityIndex = {
  /** Asks for accounts and users. Shows nothing of backends that are not asked for. */
  readonly accounts: AccountReader;

  /**
   * Keeps accounts as observed at that time, in milliseconds since the epoch: when reading them began. Of any number: each `mostAtOnce` are
   * one write. Leaves out, and does not answer, those whose id is no well-formed text: the store could not tell two of them apart.
   *
   * What somebody else changed since they were observed before is written down. Whoever reads accounts back that Rolecall itself has just
   * changed says that it is `by` ROLECALL, whatever changed them: a run, a group that they were put into, their creation.
   */
  observe(
    observations: readonly Observation[],
    asOf: number,
    options?: { readonly by?: ObservedBy },
  ): Promise<readonly Observed[]>;
  /** Marks an account as vanished that Rolecall itself has deleted at that time. */
  markDeleted(ref: AccountRef, at: number): Promise<void>;
  /**
   * Marks accounts of a backend as vanished that a COMPLETE reading, begun at `since`, has not seen, and writes down those that Rolecall did not
   * delete. Answers how many.
   */
  markUnseenVanished(backend: string, since: number): Promise<number>;

  /**
   * Confirms that these accounts are one user's, and answers which. Throws NOT_FOUND, ACCOUNT_AMBIGUOUS, BAD_INPUT for fewer than two, or
   * CONFLICT where a denial would have to go that is of an account which whoever decides may not see. `alongside` is part of the same write.
   */
  link(accounts: readonly AccountRef[], decision: Decision, alongside?: Alongside): Promise<string>;
  /**
   * Denies that the account belongs with `from`, or with all others of its user that whoever decides may see where not given, and answers whose
   * it is then. Throws NOT_FOUND, ACCOUNT_AMBIGUOUS, or BAD_INPUT where there is nobody to part from.
   */
  unlink(
    account: AccountRef,
    from: readonly AccountRef[] | undefined,
    decision: Decision,
    alongside?: Alongside,
  ): Promise<string>;

  /** The id that stands for this one today; `null` for what was never a user's. */
  resolveUser(id: string): Promise<string | null>;
  /** What explains the links of these users, to whoever may see accounts of these backends. Candidates take further reads. */
  grounds(
    userIds: readonly string[],
    backends: readonly string[],
    options: { readonly withCandidates: boolean },
  ): Promise<Grounds>;

  /** Native roles and organizations as last read, at hand; `null` where they never were, or a write has made them old. */
  catalogue(backend: string): CatalogueById | null;
  /** Keeps what was read, unless a write has made it old meanwhile. */
  keepCatalogue(backend: string, catalogue: Catalogue): Promise<void>;
  /** Forgets at once what a write has just made old. Rejects where that cannot be written, so that a restart would bring it back. */
  dropCatalogue(backend: string): Promise<void>;
};

/** What else is written with a decision, so that there is neither without the other. */
export type Alongside = (writer: StoreWriter) => Promise<void>;

/** Correlates all anew first, where other backends prove addresses than at the last start. */
export const createIdentityIndex = async (
  options: CorrelationOptions & {
    readonly store: Store;
    /** Ids of all that are configured. */
    readonly backends: readonly string[];
    readonly now: () => number;
  },
): Promise<IdentityIndex> => {
  const { store, now } = options;
  await correlateEverything(store, options);
  const catalogues = await createCatalogues(store, options);

  const writeAndCorrelate = (
    task: (writer: StoreWriter) => Promise<readonly Observed[]>,
    recordOutside: (writer: StoreWriter, observed: readonly Observed[]) => Promise<void> = async () => {},
  ): Promise<readonly Observed[]> =>
    store.write(async (writer) => {
      const observed = await task(writer);
      await recordOutside(writer, observed);
      await correlateAnew(
        writer,
        observed.filter(({ isMoved }) => isMoved),
        options,
      );
      return observed;
    });

  return {
    accounts: store.accounts,

    observe: (observations, asOf, { by = 'ANYONE' } = {}) =>
      askInChunks(
        observations.filter(({ account }) => account.ref.id.isWellFormed()),
        (chunk) =>
          writeAndCorrelate(
            ({ accounts }) => accounts.observe(chunk, asOf),
            (writer, observed) => recordObserved(writer, observed, chunk, { asOf, by, now: now() }),
          ),
      ),
    markDeleted: async (ref, at) => {
      await writeAndCorrelate(async ({ accounts }) => {
        const kept = await accounts.find([ref]);
        return accounts.markVanished(
          kept.map(({ key }) => key),
          at,
        );
      });
    },
    markUnseenVanished: async (backend, since) => {
      const at = now();
      let vanished = 0;
      for (;;) {
        const marked = await writeAndCorrelate(
          ({ accounts }) => accounts.markUnseenVanished({ backend, since, limit: mostAtOnce }, at),
          (writer, vanished) => recordVanished(writer, vanished, at),
        );
        vanished += marked.length;
        if (marked.length < mostAtOnce) return vanished;
        await new Promise(setImmediate);
      }
    },

    link: (accounts, decision, alongside) =>
      store.write(async (writer) => {
        const userId = await linkAccounts(writer, accounts, { ...decision, at: now() }, options);
        await alongside?.(writer);
        return userId;
      }),
    unlink: (account, from, decision, alongside) =>
      store.write(async (writer) => {
        const userId = await unlinkAccount(writer, { account, from }, { ...decision, at: now() }, options);
        await alongside?.(writer);
        return userId;
      }),

    resolveUser: (id) => store.links.resolveUser(id),
    grounds: (userIds, backends, { withCandidates }) =>
      collectGrounds(store.links, { userIds, backends, withCandidates }, options.verifiedBackends),

    catalogue: catalogues.get,
    keepCatalogue: catalogues.keep,
    dropCatalogue: catalogues.drop,
  };
};
