import { BackendError } from '../../domain/errors.ts';
import type { HttpClient } from '../../http/client.ts';
import type { Backend, CallOptions, Lookup } from '../backend.ts';
import { createAccountWriter } from './account-writer.ts';
import { createCdataSyncClient } from './client.ts';
import { toAccount, toNativeRoles } from './mapping.ts';
import { createRoleWriter } from './role-writer.ts';
import { isAddressable } from './user-path.ts';
import type { WireUser } from './wire.ts';

export type CdataSyncOptions = {
  readonly id: string;
  /** To the server's root, without `/api.rsc`. */
  readonly http: HttpClient;
};

/** A CData Sync server, 26.1 or newer, by its REST API v2. An account's native id is the id that the system made, not the user name. */
export const createCdataSyncBackend = ({ id, http }: CdataSyncOptions): Backend => {
  const client = createCdataSyncClient(http);

  const listAll = async (options?: CallOptions): Promise<readonly WireUser[]> => {
    const users: WireUser[] = [];
    for await (const { entries } of client.listUsers({ signal: options?.signal })) users.push(...entries);
    return users;
  };

  return {
    id,
    kind: 'cdata-sync',
    // One list answers any number.
    maxBatch: 1000,

    // Only an Admin may read users, and everything here takes an Admin.
    check: async (options) => {
      await client.listUsers({ signal: options?.signal }).next();
    },

    listAccounts: async function* (options) {
      for await (const page of client.listUsers(options))
        yield { ...page, entries: page.entries.map((user) => toAccount(id, user)) };
    },

    getAccounts: async (ids, options) => {
      const possible = [...new Set(ids)].filter(isAddressable);
    },

    listNativeRoles: async (options) => ({
      roles: toNativeRoles(id, await listAll(options)),
      complete: false,
    }),

    roleWriter: createRoleWriter(client),
    accountWriter: createAccountWriter(client),

    close: () => http.close(),
  };
};
