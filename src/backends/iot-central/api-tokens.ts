import { createSecret } from '../../domain/secret.ts';
import { mapPages } from '../../http/pages.ts';
import type { ApiTokens } from '../backend.ts';
import type { IotCentralClient } from './client.ts';
import { lookUpEach } from './lookup.ts';
import { toApiToken, toRoles } from './mapping.ts';
import { putNew } from './put-new.ts';
import { refuseMisplaced, refuseNoRoles } from './refusals.ts';
import type { WireApiToken } from './wire.ts';

/** Credentials of the application. They are made, read without their secret, and revoked; none can be changed. */
export const createApiTokens = (backend: string, client: IotCentralClient): ApiTokens => {
  const { apiTokens } = client;
  const toDomain = (token: WireApiToken) => toApiToken(backend, token);

  return {
    list: (options = {}) => mapPages(apiTokens.list(options), toDomain),
    get: (ids, options = {}) => lookUpEach(ids, (id) => apiTokens.get(id, options), toDomain),

    create: async ({ id, grants, expiresAt }, options = {}) => {
      refuseNoRoles(backend, grants);
      refuseMisplaced(backend, grants);
      const body = { roles: toRoles(grants), expiry: expiresAt };
      const token = await putNew({
        backend,
        noun: 'API token',
        id,
        read: () => apiTokens.get(id, options),
        put: () => apiTokens.put(id, body, options),
      });
      return { token: toDomain(token), secret: createSecret(token.token) };
    },

    delete: async (id, options = {}) => {
      await apiTokens.remove(id, options);
    },
  };
};
