import { RolecallError } from '../../domain/errors.ts';
import type { Organization } from '../../domain/organization.ts';
import { refuseNothing } from '../../sync/direct/refuse-nothing.ts';
import { writable } from '../../sync/writable.ts';
import { listAccounts } from '../accounts/list-accounts.ts';
import { backendOf, type Context, loadersOf } from '../context.ts';
import { type NativeRef, parseGlobalIdOf, toGlobalId } from '../global-id.ts';
import { organizationOf } from '../index/catalogue.ts';
import { mutate } from '../mutation.ts';
import { connect } from '../paging/connection.ts';
import type { OrganizationParent } from '../parents.ts';
import type { Resolvers } from '../resolver-types.ts';

export const organizationResolvers: Resolvers = {
  Query: {
    organization: (_parent, { id }, context) => {
      const ref = parseGlobalIdOf('Organization', id);
      return context.backends.has(ref.backend) ? loadOrganization(context, ref) : null;
    },
    organizations: (_parent, { backend, first, after }, context) => {
      const configured = backendOf(context, backend).backend;
      if (configured.organizations === undefined)
        throw new RolecallError('UNSUPPORTED', `Backend ${backend} has no organizations`, {
          path: ['backend'],
        });
      return connect({
        list: `organizations of ${backend}`,
        first,
        after,
        cursors: context.cursors,
        pages: context.loaders.of(configured).organizationPages,
        keyOf: ({ id }) => id,
        toNode: toParent,
      });
    },
  },

  Organization: {
    id: ({ backend, id }) => toGlobalId({ type: 'Organization', backend, id }),
    nativeId: ({ id }) => id,
    displayName: async (organization, _args, context) =>
      (await whole(organization, context))?.displayName ?? null,
    parent: async (organization, _args, context) => {
      const parentId = (await whole(organization, context))?.parentId ?? null;
      return parentId === null ? null : { backend: organization.backend, id: parentId, known: null };
    },
    children: async ({ backend, id }, _args, context) => {
      const children: OrganizationParent[] = [];
      for await (const page of loadersOf(context, backend).organizationPages({}))
        children.push(...page.entries.filter(({ parentId }) => parentId === id).map(toParent));
      return children;
    },
    accounts: ({ backend, id }, page, context) =>
      listAccounts(context, { ...page, filter: { backend, organization: id } }),
  },

  Mutation: {
    createOrganization: (_parent, { input: { backend, nativeId, displayName, parent } }, context) =>
      mutate(
        context,
        { backend },
        async (configured) => {
          const organizations = writable(configured, 'organizations');
          const wish = { id: nativeId, displayName, parentId: parent ?? undefined };
          return { organization: toParent(await define(context, backend, () => organizations.create(wish))) };
        },
        () => ({ organization: null }),
      ),
    updateOrganization: (_parent, { input: { backend, nativeId, displayName, parent } }, context) =>
      mutate(
        context,
        { backend },
        async (configured) => {
          const organizations = writable(configured, 'organizations');
          const changes = { displayName: displayName ?? undefined, parentId: parent };
          refuseNothing(changes);
          if (parent != null)
            await context.own.refuseRaisingWithin(context.caller, backend, async () =>
              (await upwards(context, backend, parent)).difference(await upwards(context, backend, nativeId)),
            );
          return {
            organization: toParent(
              await define(context, backend, () => organizations.update(nativeId, changes)),
            ),
          };
        },
        () => ({ organization: null }),
      ),
    deleteOrganization: (_parent, { input: { backend, nativeId } }, context) =>
      mutate(
        context,
        { backend },
        async (configured) => {
          const organizations = writable(configured, 'organizations');
          await define(context, backend, () => organizations.delete(nativeId));
          return { deletedId: toGlobalId({ type: 'Organization', backend, id: nativeId }) };
        },
        () => ({ deletedId: null }),
      ),
  },
};

/** `null` where there is none, or where the backend has none. Throws NOT_FOUND as `backendOf`, and what the backend throws. */
export const loadOrganization = async (
  context: Context,
  { backend, id }: NativeRef,
): Promise<OrganizationParent | null> => {
  const organization = await loadersOf(context, backend).organizations.load(id);
  return organization === null ? null : toParent(organization);
};

/** An organization and those above it: whoever holds a role within one of them holds it here. */
const upwards = async (context: Context, backend: string, from: string): Promise<ReadonlySet<string>> => {
  const found = new Set<string>();
  for (let id: string | null = from; id !== null && !found.has(id); ) {
    found.add(id);
    const organization: Organization | null = await loadersOf(context, backend).organizations.load(id);
    id = organization?.parentId ?? null;
  }
  return found;
};

const whole = (
  { backend, id, known }: OrganizationParent,
  context: Context,
): Promise<Organization | null> | Organization | null => known ?? organizationOf(context, backend, id);

/** Changes an organization. Whatever became of it, what was kept of them is old then. */
const define = async <T>({ writeThrough }: Context, backend: string, write: () => Promise<T>): Promise<T> => {
  try {
    return await write();
  } finally {
    await writeThrough.dropCatalogue(backend);
  }
};

const toParent = (organization: Organization): OrganizationParent => ({
  backend: organization.backend,
  id: organization.id,
  known: organization,
});
