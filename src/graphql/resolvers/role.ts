import type { RoleDefinitionChanges, RoleDefinitions } from '../../backends/backend.ts';
import type { RoleEdit } from '../../domain/assignment-set.ts';
import { RolecallError } from '../../domain/errors.ts';
import type { NativeRole } from '../../domain/native-role.ts';
import { rolesSpelledWith } from '../../domain/role-map.ts';
import type { RoleRequest } from '../../sync/direct/edit-roles.ts';
import { refuseNothing } from '../../sync/direct/refuse-nothing.ts';
import { type RoleWish, termsOf } from '../../sync/direct/role-wish.ts';
import { writable } from '../../sync/writable.ts';
import { listAccounts } from '../accounts/list-accounts.ts';
import { backendOf, type Context, loadersOf, rolesNamed } from '../context.ts';
import { editRolesOf } from '../edit-roles.ts';
import { type NativeRef, toGlobalId } from '../global-id.ts';
import { nativeRoleOf, nativeRolesOf } from '../index/catalogue.ts';
import { writeThenRefresh } from '../index/reread.ts';
import { mutate } from '../mutation.ts';
import type { NativeRoleParent } from '../parents.ts';
import { runSeen } from '../plans/plans-seen.ts';
import type { GrantRolesInput, Resolvers, UpdateNativeRoleInput } from '../resolver-types.ts';
import { listUsers } from '../users/list-users.ts';
import { whenKnown } from '../when-known.ts';

export const roleResolvers: Resolvers = {
  Query: {
    role: (_parent, { name }, { roles }) => roles.get(name) ?? null,
    roles: (_parent, _args, { roles }) => [...roles.values()],
    nativeRoles: async (_parent, { backend }, context) => {
      const { roles, complete } = await loadersOf(context, backend).nativeRoles();
      return { nodes: roles.map((role) => ({ backend, id: role.id, known: role })), complete };
    },
  },

  Role: {
    users: ({ name }, page, context) => listUsers(context, { ...page, filter: { role: name } }),
  },

  RoleMapping: {
    nativeRole: async ({ backend, native }, _args, context) => {
      const table = await nativeRolesOf(context, backend);
      const role = table.roles.find(({ id, alias }) => id === native || alias === native);
      return role === undefined ? null : { backend, id: role.id, known: role };
    },
  },

  NativeRole: {
    id: ({ backend, id }) => toGlobalId({ type: 'NativeRole', backend, id }),
    nativeId: ({ id }) => id,
    name: (role, _args, context) => tell(role, 'name', context),
    description: (role, _args, context) => tell(role, 'description', context),
    scope: (role, _args, context) => tell(role, 'scope', context),
    builtIn: (role, _args, context) => tell(role, 'builtIn', context),
    contexts: (role, _args, context) => tell(role, 'contexts', context),
    mapsTo: async (role, _args, context) => {
      const { roleMap } = backendOf(context, role.backend);
      const alias =
        role.known.alias === undefined && usesAliases(roleMap, role.id)
          ? await tell(role, 'alias', context)
          : role.known.alias;
      return rolesSpelledWith(roleMap, { id: role.id, alias: alias ?? null }).flatMap(
        ({ role: name, relation }) => rolesNamed(context, [name]).map((found) => ({ role: found, relation })),
      );
    },
    accounts: ({ backend, id }, page, context) =>
      listAccounts(context, { ...page, filter: { backend, nativeRole: id } }),
    permissions: ({ backend, id }, _args, context) => {
      const configured = backendOf(context, backend);
      return configured.backend.roleDefinitions === undefined
        ? null
        : context.loaders.of(configured.backend).permissions.load(id);
    },
  },

  RoleEditPayload: {
    // As it stands by now: the answer may be an old one.
    run: ({ run }, _args, context) => (run == null ? null : runSeen(context, run.id)),
  },

  Mutation: {
    setRoles: (_parent, { input }, context) =>
      editRolesOf(context, input, () => {
        if (input.roles == null && input.nativeRoles == null)
          throw new RolecallError(
            'BAD_INPUT',
            'expected roles or native roles, got neither; an empty list means none',
            { path: ['roles'] },
          );
        return toRequest('setRoles', input, { kind: 'replace', roles: terms(context, input) });
      }),
    grantRoles: (_parent, { input }, context) =>
      editRolesOf(context, input, () =>
        toRequest('grantRoles', input, {
          kind: 'delta',
          grant: atLeastOne(terms(context, input)),
          revoke: [],
        }),
      ),
    revokeRoles: (_parent, { input }, context) =>
      editRolesOf(context, input, () =>
        toRequest('revokeRoles', input, {
          kind: 'delta',
          grant: [],
          revoke: atLeastOne(terms(context, input)),
        }),
      ),

    createNativeRole: (_parent, { input }, context) =>
      define(
        context,
        input.backend,
        async (definitions) => {
          // Accounts may hold one that there was before.
          await context.own.refuseRaisingHolders(context.caller, {
            backend: input.backend,
            id: input.nativeId,
          });
          const role = await definitions.create({ id: input.nativeId, ...toDefinition(input) });
          return { nativeRole: { backend: role.backend, id: role.id, known: role } };
        },
        () => ({ nativeRole: null }),
      ),
    updateNativeRole: (_parent, { input }, context) =>
      define(
        context,
        input.backend,
        async (definitions) => {
          const changes = toDefinition(input);
          refuseNothing(changes);
          await context.own.refuseRaisingHolders(context.caller, {
            backend: input.backend,
            id: input.nativeId,
          });
          const role = await definitions.update(input.nativeId, changes);
          return { nativeRole: { backend: role.backend, id: role.id, known: role } };
        },
        () => ({ nativeRole: null }),
      ),
    deleteNativeRole: (_parent, { input: { backend, nativeId } }, context) =>
      define(
        context,
        backend,
        async (definitions) => {
          await context.admitLosses(backend, await holdersOf(context, backend, nativeId));
          await writeThenRefresh(context, backend, () => definitions.delete(nativeId));
          return { deletedId: toGlobalId({ type: 'NativeRole', backend, id: nativeId }) };
        },
        () => ({ deletedId: null }),
      ),
  },
};

/** How many accounts lose a native role that is deleted. */
const holdersOf = ({ index }: Context, backend: string, id: string): Promise<number> =>
  index.accounts.count({
    backends: [backend],
    holding: [{ backend, nativeRoleIds: [id], place: 'ANYWHERE' }],
  });

/** `null` where the backend does not list it. Throws NOT_FOUND as `backendOf`, and what the backend throws. */
export const loadNativeRole = async (
  context: Context,
  { backend, id }: NativeRef,
): Promise<NativeRoleParent | null> => {
  const { roles } = await loadersOf(context, backend).nativeRoles();
  const role = roles.find((one) => one.id === id);
  return role === undefined ? null : { backend, id, known: role };
};

/** What is known already, else what the role table tells; `null` where it does not list the role. */
const tell = <Field extends keyof NativeRole>(
  { backend, id, known }: NativeRoleParent,
  field: Field,
  context: Context,
): NativeRole[Field] | null | Promise<NativeRole[Field] | null> => {
  const value = known[field];
  if (value !== undefined) return value;
  return whenKnown(nativeRoleOf(context, backend, id), (role) => role?.[field] ?? null);
};

/** Whether only an alias could tell what this native role spells, so that the role table must be asked. */
const usesAliases = (roleMap: Parameters<typeof rolesSpelledWith>[0], id: string): boolean =>
  rolesSpelledWith(roleMap, { id, alias: null }).length === 0;

const terms = (context: Context, wish: RoleWish) => termsOf(wish, [...context.roles.keys()]);

const atLeastOne = <Term>(all: readonly Term[]): readonly Term[] => {
  if (all.length === 0)
    throw new RolecallError('BAD_INPUT', 'expected at least one of roles and native roles, got none', {
      path: ['roles'],
    });
  return all;
};

const toRequest = (
  action: string,
  { organization, allowEscalation }: Pick<GrantRolesInput, 'organization' | 'allowEscalation'>,
  edit: DistributiveOmit<RoleEdit, 'organizationId'>,
): RoleRequest => ({
  action,
  edit: { ...edit, organizationId: organization ?? null },
  allowEscalation: allowEscalation === true,
});

/** `Omit` of each member of a union. */
type DistributiveOmit<Union, Field extends PropertyKey> = Union extends unknown ? Omit<Union, Field> : never;

/** Changes what a backend grants. Whatever became of it, what was kept of its native roles is old then. */
const define = <Done extends object, Refused extends object>(
  context: Context,
  backend: string,
  attempt: (definitions: RoleDefinitions) => Promise<Done>,
  refused: () => Refused,
) =>
  mutate(
    context,
    { backend },
    async (configured) => {
      const definitions = writable(configured, 'roleDefinitions');
      try {
        return await attempt(definitions);
      } finally {
        context.nativeRoleTables.clear(backend);
        await context.writeThrough.dropCatalogue(backend);
      }
    },
    refused,
  );

const toDefinition = ({
  description,
  contexts,
  permissions,
}: Pick<UpdateNativeRoleInput, 'description' | 'contexts' | 'permissions'>): RoleDefinitionChanges => ({
  description,
  contexts:
    contexts == null ? undefined : { include: contexts.include ?? null, exclude: contexts.exclude ?? null },
  permissions: permissions ?? undefined,
});
