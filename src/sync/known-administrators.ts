import type { ConfiguredBackend } from '../backends/configured-backend.ts';
import type { NativeRoleTable } from '../domain/native-role.ts';
import type { AccountReader } from '../store/store.ts';
import { administratorIdsIn } from './administrator-roles.ts';

/** Accounts that were administrators of a backend when they were last observed: whom to ask first whether they still are. */
export type KnownAdministrators = {
  list(configured: ConfiguredBackend, table: NativeRoleTable, limit: number): Promise<readonly string[]>;
};

export const createKnownAdministrators = (accounts: Pick<AccountReader, 'list'>): KnownAdministrators => ({
  list: async (configured, table, limit) => {
    const backend = configured.backend.id;
    const listed = await accounts.list({
      filter: {
        backends: [backend],
        holding: administratorIdsIn(configured, table).map((id) => ({
          backend,
          nativeRoleIds: [id],
          place: 'APPLICATION',
        })),
      },
      order: { by: 'ACCOUNT', descending: false },
      first: limit,
    });
    return [...new Set(listed.map(({ entry }) => entry.account.ref.id))];
  },
});
