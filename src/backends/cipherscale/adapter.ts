import { attempt } from '../../domain/attempt.ts';
import type { HttpClient } from '../../http/client.ts';
import type { Backend } from '../backend.ts';
import { createAccountWriter } from './account-writer.ts';
import { createAssignmentReader } from './assignments.ts';
import { createCipherscaleClient } from './client.ts';
import { createGroups } from './groups.ts';
import { walkUsers } from './lists.ts';
import { toAccount, toNativeRole } from './mapping.ts';
import { createAttributionPreparer } from './prepare-attribution.ts';
import { createRoleWriter } from './role-writer.ts';

export type CipherscaleOptions = {
  /** As configured, such as `vpn`. */
  readonly id: string;
  /** Its base URL ends in the stage, such as `https://public-api.cipherscale.com/qa`; `apikeyCredentials` proves who calls. */
  readonly http: HttpClient;
};

/** One CipherScale tenant: the one that the API key belongs to. */
export const createCipherscaleBackend = ({ id, http }: CipherscaleOptions): Backend => {
  const client = createCipherscaleClient(http);

  return {
    id,
    kind: 'cipherscale',
    // Each account is a call of its own, so no number is better than another; this is a page of the list.
    maxBatch: 100,
    // Its record, its direct roles, and a page of the groups that give it others.
    callsPerAccount: 3,

    check: async (options) => {
      await client.findUsers({ limit: 1, offset: 0 }, options);
    },

    listAccounts: async function* (options) {
      for await (const page of walkUsers(client, options))
        yield { ...page, entries: page.entries.map((user) => toAccount(id, user)) };
    },

    getAccounts: (ids, options) =>
      Promise.all(
        ids.map((userId) =>
          attempt(() => client.findUser(userId, options).then((user) => user && toAccount(id, user))),
        ),
      ),

    getAssignments: createAssignmentReader(client),
    prepareAttribution: createAttributionPreparer(client),

    listNativeRoles: async (options) => {
      const roles = await client.findRoles(options);
      return { roles: roles.map((role) => toNativeRole(id, role)), complete: true };
    },

    roleWriter: createRoleWriter(client),
    accountWriter: createAccountWriter(client),
    groups: createGroups(client),

    health: () => http.health(),
    close: () => http.close(),
  };
};
