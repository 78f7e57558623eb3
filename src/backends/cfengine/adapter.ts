import { BackendError } from '../../domain/errors.ts';
import type { NativeRole } from '../../domain/native-role.ts';
import type { HttpClient } from '../../http/client.ts';
import type { Backend } from '../backend.ts';
import { createAccountWriter } from './account-writer.ts';
import { createCfengineClient } from './client.ts';
import { createUserLookup } from './lookup.ts';
import { toAccount, toNativeRole } from './mapping.ts';
import { maxNames } from './name-pattern.ts';
import { createRoleDefinitions } from './role-definitions.ts';
import { createRoleWriter } from './role-writer.ts';

export type CfengineOptions = {
  readonly id: string;
  /** To the hub's root: users and roles are below `/api`. */
  readonly http: HttpClient;
};

/** A CFEngine Enterprise hub (Mission Portal). An account's native id is its user name. */
export const createCfengineBackend = ({ id, http }: CfengineOptions): Backend => {
  const client = createCfengineClient(http);
  const users = createUserLookup(client);

  return {
    id,
    kind: 'cfengine',
    maxBatch: maxNames,
    callsPerAccount: 1,

    // Anyone may read `/api`; listing users takes the rights that everything else here takes too.
    check: async (options) => {
      await client.listUsers({ ...options, pageSize: 1 }).next();
    },

    listAccounts: async function* (options) {
      for await (const page of client.listUsers(options))
        yield { ...page, entries: page.entries.map((user) => toAccount(id, user)) };
    },

    getAccounts: async (ids, options) =>
      (await users.find(ids, options)).map((user) =>
        user === null || user instanceof BackendError ? user : toAccount(id, user),
      ),

    listNativeRoles: async (options) => {
      const roles: NativeRole[] = [];
      for await (const { entries } of client.listRoles(options))
        roles.push(...entries.map((role) => toNativeRole(id, role)));
      return { roles, complete: true };
    },

    roleWriter: createRoleWriter(client, users),
    accountWriter: createAccountWriter(client, users),
    roleDefinitions: createRoleDefinitions(client),

    health: () => http.health(),
    close: () => http.close(),
  };
};
