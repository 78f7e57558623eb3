import type { Logger } from 'pino';
import type { Backend } from '../../backends/backend.ts';
import type { Account, AccountRef } from '../../domain/account.ts';
import type { IdentityIndex } from '../../identity/identity-index.ts';
import { toInstant } from '../instant.ts';
import type { AccountParent } from '../parents.ts';

/**
 * Keeps in the index what a request has read or written. What was read is right and what was written is done, whether the index takes it
 * or not: a failure of the store is told in the log, once for each request, and to nobody else.
 */
export type WriteThrough = {
  /** Accounts as their backend tells them, reading which began at `asOf`: without such assignments as only `getAssignments` tells. */
  keepRead(
    backend: Attributing,
    accounts: readonly Account[],
    asOf: number,
  ): Promise<readonly AccountParent[]>;
  /** Accounts that were read before, now with all that they hold, each with its origin. */
  keepAttributed(accounts: readonly AccountParent[]): Promise<void>;
  /** Accounts as a mutation has just read them back. `isAttributed` where that was with the origin of every assignment. */
  keepWritten(
    backend: Attributing,
    accounts: readonly Account[],
    options?: { readonly isAttributed?: boolean },
  ): Promise<readonly AccountParent[]>;
  keepDeleted(ref: AccountRef): Promise<void>;
  /** Native roles and organizations that a write has made old. */
  dropCatalogue(backend: string): Promise<void>;
};

type Attributing = Pick<Backend, 'getAssignments'>;

export const createWriteThrough = (deps: {
  readonly index: Pick<IdentityIndex, 'observe' | 'markDeleted' | 'dropCatalogue'>;
  readonly log: Pick<Logger, 'error'>;
  readonly requestId: string;
  readonly now: () => Date;
  /** Called when the index may have changed. */
  readonly onWritten: () => void;
}): WriteThrough => {
  const { index, log, requestId, now, onWritten } = deps;
  let isReported = false;

  const logFailure = async (write: () => Promise<unknown>): Promise<void> => {
    try {
      await write();
    } catch (err) {
      if (!isReported) log.error({ requestId, err }, 'the index could not be written through');
      isReported = true;
    }
    onWritten();
  };

  const observe = async (
    accounts: readonly AccountParent[],
    asOf: number,
    options?: Parameters<IdentityIndex['observe']>[2],
  ): Promise<void> => {
    const observations = accounts.map(({ asOf: _instant, isAttributed, kept: _kept, ...account }) => ({
      account,
      isAttributed,
    }));
    await logFailure(() => index.observe(observations, asOf, options));
  };

  return {
    keepRead: async (backend, accounts, asOf) => {
      const isAttributed = isAlwaysAttributed(backend);
      const read = accounts.map((account) => toParent(account, asOf, isAttributed));
      await observe(read, asOf);
      return read;
    },
    keepAttributed: async (accounts) => {
      for (const [asOf, alike] of Map.groupBy(accounts, (account) => account.asOf))
        await observe(alike, Date.parse(asOf));
    },
    keepWritten: async (backend, accounts, { isAttributed = isAlwaysAttributed(backend) } = {}) => {
      const asOf = now().getTime();
      const written = accounts.map((account) => toParent(account, asOf, isAttributed));
      await observe(written, asOf, { by: 'ROLECALL' });
      return written;
    },
    keepDeleted: (ref) => logFailure(() => index.markDeleted(ref, now().getTime())),
    dropCatalogue: (backend) => logFailure(() => index.dropCatalogue(backend)),
  };
};

const isAlwaysAttributed = ({ getAssignments }: Attributing): boolean => getAssignments === undefined;

const toParent = (account: Account, asOf: number, isAttributed: boolean): AccountParent => ({
  ...account,
  asOf: toInstant(asOf),
  isAttributed,
  kept: null,
});
