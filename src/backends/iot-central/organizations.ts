import { BackendError } from '../../domain/errors.ts';
import type { Organization } from '../../domain/organization.ts';
import { mapPages } from '../../http/pages.ts';
import type { Organizations } from '../backend.ts';
import type { IotCentralClient } from './client.ts';
import { lookUpEach } from './lookup.ts';
import { toOrganization } from './mapping.ts';
import { putNewAndRead } from './put-new.ts';
import { badInput } from './refusals.ts';
import { organizationIdPattern, type WireOrganization } from './wire.ts';

/** Those that Rolecall's own credential may see; the root is none of them. One that is not empty cannot be deleted. */
export const createOrganizations = (backend: string, client: IotCentralClient): Organizations => {
  const { organizations } = client;
  const toDomain = (organization: WireOrganization): Organization => toOrganization(backend, organization);

  return {
    list: (options = {}) => mapPages(organizations.list(options), toDomain),
    get: (ids, options = {}) => lookUpEach(ids, (id) => organizations.get(id, options), toDomain),

    create: async ({ id, displayName, parentId }, options = {}) => {
      if (!organizationIdPattern.test(id))
        throw badInput(
          backend,
          'id',
          'Expected an id of 2 to 48 lower-case letters, digits and inner dashes',
        );
      const creation = {
        backend,
        noun: 'organization',
        id,
        read: () => organizations.get(id, options),
        put: () => organizations.put(id, { displayName, parent: parentId }, options),
        isAsAsked: (found: WireOrganization) =>
          found.displayName === displayName && (found.parent ?? undefined) === parentId,
      };
      return toDomain(await putNewAndRead(creation, options));
    },

    update: async (id, { displayName, parentId }, options = {}) => {
      const organization = toDomain(
        await organizations.patch(id, { displayName, parent: parentId }, options),
      );
      // That `null` takes the parent away is what a merge patch means; the vendor shows no example of it.
      const isRenamed = displayName === undefined || organization.displayName === displayName;
      const isMoved = parentId === undefined || organization.parentId === parentId;
      if (!isRenamed || !isMoved)
        throw new BackendError(
          'CONFLICT',
          `Backend ${backend} accepted a new ${isMoved ? 'name' : 'parent'} of the organization "${id}", but shows another`,
          { backend, isUnsettled: true },
        );
      return organization;
    },

    delete: async (id, options = {}) => {
      await organizations.remove(id, options);
    },
  };
};
