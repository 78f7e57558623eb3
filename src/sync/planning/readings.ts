import type { ConfiguredBackend } from '../../backends/configured-backend.ts';
import { keyOfAccount } from '../../domain/account.ts';
import { chunksOf } from '../../domain/chunks.ts';
import { BackendError } from '../../domain/errors.ts';
import type { NativeRoleTable } from '../../domain/native-role.ts';
import type { StoredAccount } from '../../domain/stored-account.ts';
import type { IdentityIndex } from '../../identity/identity-index.ts';
import type { Refreshes } from '../../identity/refresh/refreshes.ts';
import { type AccountReader, mostAtOnce } from '../../store/store.ts';
import { configuredFor } from '../configured-for.ts';

/**
 * What one plan rests on, read live since a certain time.
 *
 * A plan decides on the index, but only on what was read for it: the index is where the live reading of a whole backend is kept, since a
 * hundred thousand accounts are to fit in it and not in memory. So every reading has to have begun after the plan did, a whole one has to
 * be COMPLETE, and each account is looked at again here: one that was observed before, or whose groups have not been told apart from what it
 * holds itself, is read again alone.
 */
export type Readings = {
  /**
   * Reads these backends whole, each once. Throws UPSTREAM_INCOMPLETE where one cannot be read to its end, or so many are missing that the
   * reading is held.
   */
  readWhole(backends: readonly string[]): Promise<void>;
  /** The same for those that were never read to their end: nobody knows who is there. */
  readUnknown(backends: readonly string[]): Promise<void>;
  /** Whether all accounts of the backend were read. */
  isWhole(backend: string): boolean;
  /** All accounts of these users on these backends, as they are now. At most `mostAtOnce` users. */
  ofUsers(userIds: readonly string[], backends: readonly string[]): Promise<CurrentAccounts>;
  /** These accounts as they are now, in no order; those that are gone are missing. At most `mostAtOnce`. */
  ofAccounts(accounts: readonly StoredAccount[]): Promise<CurrentAccounts>;
  /** Native roles as the backend lists them now. */
  roleTable(backend: string): Promise<NativeRoleTable>;
};

export type CurrentAccounts = {
  readonly accounts: readonly StoredAccount[];
  /** Keys of those whose id two accounts bear, so that no write could say which is meant. */
  readonly ambiguous: ReadonlySet<number>;
};

export type ReadingsDeps = {
  readonly index: Pick<IdentityIndex, 'accounts' | 'observe'>;
  readonly refreshes: Pick<Refreshes, 'refresh' | 'status'>;
  readonly backends: ReadonlyMap<string, ConfiguredBackend>;
  readonly now: () => number;
};

/** Nothing counts that was read before `since`. */
export const createReadings = (
  { index, refreshes, backends, now }: ReadingsDeps,
  { since, signal }: { readonly since: number; readonly signal: AbortSignal },
): Readings => {
  const whole = new Map<string, Promise<void>>();
  const complete = new Set<string>();
  const tables = new Map<string, Promise<NativeRoleTable>>();
  /** Keys of accounts that were read alone, each once, and of those whose id another account bears. */
  const readAlone = new Set<number>();
  const ambiguous = new Set<number>();

  const backendOf = (id: string) => configuredFor(backends, id).backend;

  const readToItsEnd = async (backend: string): Promise<void> => {
    const joined = await orStopped(refreshes.refresh(backend), signal);
    // One that had begun before may have seen what was changed since.
    const ended = joined.startedAt < since ? await orStopped(refreshes.refresh(backend), signal) : joined;
    if (ended.state !== 'COMPLETE' || ended.startedAt < since)
      throw new BackendError(
        'UPSTREAM_INCOMPLETE',
        `Backend ${backend} could not be read whole: ${ended.reason ?? 'the clock was set back meanwhile'}`,
        { backend },
      );
    complete.add(backend);
  };
  const readWhole = async (ids: readonly string[]): Promise<void> => {
    for (const id of ids) if (!whole.has(id)) whole.set(id, readToItsEnd(id));
    for (const ended of await Promise.allSettled(ids.map((id) => whole.get(id))))
      if (ended.status === 'rejected') throw ended.reason;
  };

  const isOld = ({ asOf }: StoredAccount): boolean => asOf < since;
  const tellsLess = ({ account, isAttributed }: StoredAccount): boolean =>
    !isAttributed && backendOf(account.ref.backend).getAssignments !== undefined;
  /** One that was read alone, and that the index has no newer, is not there any more. */
  const isGone = (stored: StoredAccount): boolean =>
    isOld(stored) && readAlone.has(stored.key) && !ambiguous.has(stored.key);

  /** Reads these alone, into the index. */
  const readAgain = async (backendId: string, accounts: readonly StoredAccount[]): Promise<void> => {
    const backend = backendOf(backendId);
    for (const batch of chunksOf(accounts, backend.maxBatch)) {
      signal.throwIfAborted();
      const asOf = Math.max(since, now());
      const ids = batch.map(({ account }) => account.ref.id);
      const found = await backend.getAccounts(ids, { signal });
      const present = batch.flatMap(({ key }, place) => {
        const answer = found[place] ?? null;
        if (answer instanceof BackendError && answer.code !== 'ACCOUNT_AMBIGUOUS') throw answer;
        readAlone.add(key);
        if (answer instanceof BackendError) ambiguous.add(key);
        return answer === null || answer instanceof BackendError ? [] : [answer];
      });
      const holdings = await backend.getAssignments?.(present, { signal });
      const observations = present.map((account, place) => {
        const assignments = holdings?.[place] ?? account.assignments;
        if (assignments instanceof BackendError) throw assignments;
        return { account: { ...account, assignments }, isAttributed: true };
      });
      await index.observe(observations, asOf);
    }
  };

  /** Until all that `find` finds were read, or turn out to be gone. Each is read alone at most once, so that this ends. */
  const current = async (find: () => Promise<readonly StoredAccount[]>): Promise<CurrentAccounts> => {
    for (;;) {
      signal.throwIfAborted();
      const accounts = (await find()).filter((stored) => !isGone(stored));
      const unread = accounts.filter(
        (stored) => !readAlone.has(stored.key) && (isOld(stored) || tellsLess(stored)),
      );
      if (unread.length === 0) {
        for (const key of await namesakesAmong(accounts, index.accounts)) ambiguous.add(key);
        return { accounts, ambiguous };
      }
      for (const [backend, some] of Map.groupBy(unread, ({ account }) => account.ref.backend))
        await readAgain(backend, some);
    }
  };

  return {
    readWhole,
    readUnknown: (ids) => readWhole(ids.filter((id) => refreshes.status(id).complete === null)),
    isWhole: (backend) => complete.has(backend),
    ofUsers: (userIds, ids) => current(() => index.accounts.ofUsers(userIds, ids)),
    ofAccounts: (accounts) => {
      const keys = new Set(accounts.map(({ key }) => key));
      // Two of one id are found by it at once.
      const refs = [...new Map(accounts.map(({ account: { ref } }) => [keyOfAccount(ref), ref])).values()];
      return current(async () => (await index.accounts.find(refs)).filter(({ key }) => keys.has(key)));
    },
    roleTable: (id) => {
      const known = tables.get(id);
      if (known !== undefined) return known;
      // Names of what accounts hold come with the accounts: a backend whose roles show nowhere else is not asked for all of them.
      const table = orStopped(backendOf(id).listNativeRoles({ held: [], signal }), signal);
      tables.set(id, table);
      return table;
    },
  };
};

/** Keys of those beside whom another account of the same id is known. Only where there are directories can there be any. */
const namesakesAmong = async (
  accounts: readonly StoredAccount[],
  reader: Pick<AccountReader, 'find'>,
): Promise<readonly number[]> => {
  const possible = accounts.filter(({ account }) => account.external !== null);
  const keys: number[] = [];
  for (const part of chunksOf(possible, mostAtOnce)) {
    const known = await reader.find(part.map(({ account }) => account.ref));
    const bearers = Map.groupBy(known, ({ account: { ref } }) => keyOfAccount(ref));
    for (const alike of bearers.values()) if (alike.length > 1) keys.push(...alike.map(({ key }) => key));
  }
  return keys;
};

/** What is read alone at most: beyond that a whole backend is read in fewer calls. */
export const mostReadAlone = 200;

/** Gives up waiting once Rolecall stops. */
const orStopped = async <T>(waited: Promise<T>, signal: AbortSignal): Promise<T> => {
  signal.throwIfAborted();
  const stopped = Promise.withResolvers<never>();
  const stop = () => stopped.reject(signal.reason);
  signal.addEventListener('abort', stop, { once: true });
  try {
    return await Promise.race([waited, stopped.promise]);
  } finally {
    signal.removeEventListener('abort', stop);
  }
};
