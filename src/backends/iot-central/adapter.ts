import type { Account } from '../../domain/account.ts';
import type { HttpClient } from '../../http/client.ts';
import { mapPages } from '../../http/pages.ts';
import type { Backend } from '../backend.ts';
import { createAccountWriter } from './account-writer.ts';
import { createApiTokens } from './api-tokens.ts';
import { createIotCentralClient } from './client.ts';
import { createDevices } from './devices.ts';
import { lookUpEach } from './lookup.ts';
import { toAccount, toNativeRole } from './mapping.ts';
import { createOrganizations } from './organizations.ts';
import { createRoleWriter } from './role-writer.ts';
import { userIdPattern, type WireUser } from './wire.ts';

export type IotCentralOptions = {
  /** As configured, such as `iot-prod`. */
  readonly id: string;
  /** Speaks to the application's origin, `https://{subdomain}.azureiotcentral.com`, with credentials of `credentials.ts`. */
  readonly http: HttpClient;
};

/** An Azure IoT Central application, over its data plane 2022-07-31. */
export const createIotCentralBackend = ({ id: backend, http }: IotCentralOptions): Backend => {
  const client = createIotCentralClient(http);
  const toDomain = (user: WireUser): Account => toAccount(backend, user);

  return {
    id: backend,
    kind: 'iot-central',
    // The vendor reads one user a call, so a larger batch would gain nothing.
    maxBatch: 100,
    callsPerAccount: 1,

    // Roles are the shortest list: an application has 50 at most.
    check: async (options = {}) => {
      await client.roles.list(options).next();
    },

    // The vendor has no page size to wish for.
    listAccounts: (options = {}) => mapPages(client.users.list(options), toDomain),

    // No user can have an id of another form, so nobody needs to be asked.
    getAccounts: (ids, options = {}) =>
      lookUpEach(
        ids,
        async (id) => (userIdPattern.test(id) ? client.users.get(id, options) : null),
        toDomain,
      ),

    listNativeRoles: async (options = {}) => {
      const pages = await Array.fromAsync(client.roles.list(options), ({ entries }) => entries);
      // Custom roles of organizations are never listed (MicrosoftDocs/azure-docs pull request 119317), though users hold them.
      return { roles: pages.flat().map((role) => toNativeRole(backend, role)), complete: false };
    },

    roleWriter: createRoleWriter(backend, client),
    accountWriter: createAccountWriter(backend, client),
    organizations: createOrganizations(backend, client),
    apiTokens: createApiTokens(backend, client),
    devices: createDevices(backend, client),

    health: () => http.health(),
    close: () => http.close(),
  };
};
