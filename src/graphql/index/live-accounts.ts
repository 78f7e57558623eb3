import type { Backend, ListOptions, Lookup, Page } from '../../backends/backend.ts';
import type { NativeRoleTables } from '../../backends/native-role-tables.ts';
import type { Account } from '../../domain/account.ts';
import type { Assignment } from '../../domain/assignment.ts';
import type { CallOptions } from '../../domain/call-options.ts';
import { BackendError } from '../../domain/errors.ts';
import type { AccountParent } from '../parents.ts';
import { replaceAccounts } from './replace-accounts.ts';
import type { WriteThrough } from './write-through.ts';

/** The ways to ask a backend for accounts. Whatever comes of it is written through before it is given on. */
export type LiveAccounts = {
  /** One answer for each id, in the order asked. */
  byIds(ids: readonly string[]): Promise<readonly Lookup<AccountParent>[]>;
  pages(options: ListOptions): AsyncIterable<Page<AccountParent>>;
  /** All assignments, one answer for each account, in the order asked. */
  assignments(accounts: readonly AccountParent[]): Promise<readonly Assignments[]>;
  /** The same with the origin of each. */
  attributedAssignments(accounts: readonly AccountParent[]): Promise<readonly Assignments[]>;
};

type Assignments = readonly Assignment[] | BackendError;

export type LiveAccountsDeps = {
  readonly tables: NativeRoleTables;
  readonly writeThrough: Pick<WriteThrough, 'keepRead' | 'keepAttributed'>;
  readonly now: () => Date;
};

export const createLiveAccounts = (
  backend: Backend,
  { tables, writeThrough, now }: LiveAccountsDeps,
  options: CallOptions,
): LiveAccounts => {
  const readAssignments = async (
    accounts: readonly Account[],
    { origins }: { readonly origins: boolean },
  ): Promise<readonly Assignments[]> =>
    backend.getAssignments?.(accounts, { ...options, origins, nativeRoles: () => tables.get(backend) }) ??
    accounts.map(({ assignments }) => assignments);

  return {
    byIds: async (ids) => {
      const asOf = now().getTime();
      const answers = await backend.getAccounts(ids, options);
      return replaceAccounts(answers, (accounts) => writeThrough.keepRead(backend, accounts, asOf));
    },
    pages: async function* (list) {
      // Of all pages, as one may be a further part of the answer that the one before was of.
      const asOf = now().getTime();
      for await (const page of backend.listAccounts({ ...list, ...options }))
        yield { ...page, entries: await writeThrough.keepRead(backend, page.entries, asOf) };
    },
    assignments: (accounts) => readAssignments(accounts, { origins: false }),
    attributedAssignments: async (accounts) => {
      const answers = await readAssignments(accounts, { origins: true });
      const attributed = accounts.flatMap((account, at) => {
        const assignments = answers[at];
        return assignments === undefined || assignments instanceof BackendError
          ? []
          : [{ ...account, assignments, isAttributed: true }];
      });
      await writeThrough.keepAttributed(attributed);
      return answers;
    },
  };
};
