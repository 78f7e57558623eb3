import type { ConfiguredBackend } from '../backends/configured-backend.ts';
import type { Position } from '../domain/account-query.ts';
import type { NativeRoleTable } from '../domain/native-role.ts';
import type { StoredAccount } from '../domain/stored-account.ts';
import { type AccountReader, mostAtOnce } from '../store/store.ts';
import { administratorIdsIn } from './administrator-roles.ts';

/** Accounts that were administrators of a backend when they were last observed: whom to ask first whether they still are. */
export type KnownAdministrators = {
  /** Ids of so many at most. */
  list(configured: ConfiguredBackend, table: NativeRoleTable, limit: number): Promise<readonly string[]>;
  /** All of them, in pages of which the first holds `first`: a few are enough most of the time. */
  pages(
    configured: ConfiguredBackend,
    table: NativeRoleTable,
    first: number,
  ): AsyncIterable<readonly StoredAccount[]>;
};

export const createKnownAdministrators = (accounts: Pick<AccountReader, 'list'>): KnownAdministrators => {
  async function* pages(
    configured: ConfiguredBackend,
    table: NativeRoleTable,
    first: number,
  ): AsyncGenerator<readonly StoredAccount[], void, undefined> {
    const backend = configured.backend.id;
    const holding = administratorIdsIn(configured, table).map((id) => ({
      backend,
      nativeRoleIds: [id],
      place: 'APPLICATION' as const,
    }));
    let after: Position | undefined;
    for (let size = first; ; size = mostAtOnce) {
      const listed = await accounts.list({
        filter: { backends: [backend], holding },
        order: { by: 'ACCOUNT', descending: false },
        after,
        first: size,
      });
      yield listed.map(({ entry }) => entry);
      if (listed.length < size) return;
      after = listed.at(-1)?.position;
    }
  }
  return {
    pages,
    list: async (configured, table, limit) => {
      for await (const page of pages(configured, table, limit))
        return [...new Set(page.map(({ account }) => account.ref.id))];
      return [];
    },
  };
};
