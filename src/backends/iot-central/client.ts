import type { CallOptions } from '../../domain/call-options.ts';
import type { HttpClient } from '../../http/client.ts';
import { createResource, type Listed, parseNamed, type Readable } from './resource.ts';
import * as wire from './wire.ts';

/**
 * The calls of the IoT Central data plane that Rolecall makes, by the vendor's names: `users.put` is `Users_Create`. Each is one
 * request, save that `list` makes one for each page. Where a write resolves to `unknown`, its answer is not read: it says less than a
 * read would (one published answer to a PUT lacks the id).
 *
 * @see https://learn.microsoft.com/en-us/rest/api/iotcentral/
 */
export type IotCentralClient = {
  readonly users: Listed<wire.WireUser> &
    Readable<wire.WireUser> &
    Removable & {
      /** Overwrites a user that is there already. */
      put(id: string, body: wire.UserBody, options: CallOptions): Promise<unknown>;
      patch(id: string, body: wire.UserPatch, options: CallOptions): Promise<unknown>;
    };
  readonly roles: Listed<wire.WireRole>;
  readonly organizations: Listed<wire.WireOrganization> &
    Readable<wire.WireOrganization> &
    Removable & {
      /** Overwrites an organization that is there already. */
      put(id: string, body: wire.OrganizationBody, options: CallOptions): Promise<unknown>;
      patch(id: string, body: wire.OrganizationPatch, options: CallOptions): Promise<wire.WireOrganization>;
    };
  readonly apiTokens: Listed<wire.WireApiToken> &
    Readable<wire.WireApiToken> &
    Removable & {
      /** The one answer that holds the secret. What a PUT on an existing id does is not documented. */
      put(id: string, body: wire.ApiTokenBody, options: CallOptions): Promise<wire.WireNewApiToken>;
    };
  readonly devices: Readable<wire.WireDevice> & {
    /** Overwrites a device that is there already. */
    put(id: string, body: wire.DeviceBody, options: CallOptions): Promise<unknown>;
  };
  readonly deviceGroups: Readable<wire.WireDeviceGroup> & {
    /** Overwrites a device group that is there already. */
    put(id: string, body: wire.DeviceGroupBody, options: CallOptions): Promise<unknown>;
  };
};

type Removable = { remove(id: string, options: CallOptions): Promise<unknown> };

export const createIotCentralClient = (http: HttpClient): IotCentralClient => {
  const organizations = createResource(http, 'Organizations', 'organizations', wire.organization);
  const apiTokens = createResource(http, 'ApiTokens', 'apiTokens', wire.apiToken);
  return {
    users: createResource(http, 'Users', 'users', wire.user),
    roles: createResource(http, 'Roles', 'roles', wire.role),
    organizations: {
      ...organizations,
      patch: async (id, body, options) =>
        parseNamed(http.backend, await organizations.patch(id, body, options), id, wire.changedOrganization),
    },
    apiTokens: {
      ...apiTokens,
      put: async (id, body, options) =>
        parseNamed(http.backend, await apiTokens.put(id, body, options), id, wire.newApiToken),
    },
    devices: createResource(http, 'Devices', 'devices', wire.device),
    deviceGroups: createResource(http, 'DeviceGroups', 'deviceGroups', wire.deviceGroup),
  };
};
