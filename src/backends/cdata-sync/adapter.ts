import { BackendError } from '../../domain/errors.ts';
import type { HttpClient } from '../../http/client.ts';
import type { Backend } from '../backend.ts';
import { createAccountWriter } from './account-writer.ts';
import { createCdataSyncClient } from './client.ts';
import { findUsersById } from './lookup.ts';
import { type HeldRole, heldRoles, toAccount, toHeldRole, toNativeRoles } from './mapping.ts';
import { createRoleWriter } from './role-writer.ts';

export type CdataSyncOptions = {
  readonly id: string;
  /** To the server's root, without `/api.rsc`. */
  readonly http: HttpClient;
};

/** A CData Sync server, 26.1 or newer, by its REST API v2. An account's native id is the id that the system made, not the user name. */
export const createCdataSyncBackend = ({ id, http }: CdataSyncOptions): Backend => {
  const client = createCdataSyncClient(http);

  return {
    id,
    kind: 'cdata-sync',
    // One list answers any number.
    maxBatch: 1000,
    callsPerAccount: 1,

    // Only an Admin may read users, and everything here takes an Admin.
    check: async (options) => {
      await client.listUsers(options).next();
    },

    listAccounts: async function* (options) {
      for await (const page of client.listUsers(options))
        yield { ...page, entries: page.entries.map((user) => toAccount(id, user)) };
    },

    getAccounts: async (ids, options) =>
      (await findUsersById(client, ids, options)).map((user) =>
        user === null || user instanceof BackendError ? user : toAccount(id, user),
      ),

    listNativeRoles: async ({ held: told, ...options } = {}) => {
      if (told !== undefined) return { roles: toNativeRoles(id, told.map(toHeldRole)), complete: false };
      let held: readonly HeldRole[] = [];
      for await (const { entries } of client.listUsers(options)) held = heldRoles(entries, held);
      return { roles: toNativeRoles(id, held), complete: false };
    },

    roleWriter: createRoleWriter(client),
    accountWriter: createAccountWriter(client),

    health: () => http.health(),
    close: () => http.close(),
  };
};
