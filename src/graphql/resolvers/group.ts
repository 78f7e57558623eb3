import type { Page } from '../../backends/backend.ts';
import { RolecallError } from '../../domain/errors.ts';
import type { Group } from '../../domain/group.ts';
import { changeMembership, deleteGroup, updateGroup } from '../../sync/direct/change-group.ts';
import { writable } from '../../sync/writable.ts';
import { backendOf, type Context, loadersOf, writeDeps } from '../context.ts';
import { type NativeRef, toGlobalId } from '../global-id.ts';
import { keepWithRoles } from '../index/keep-written.ts';
import { readAccount } from '../index/read-accounts.ts';
import { writeThenRefresh } from '../index/reread.ts';
import { sourceOf } from '../index/sources.ts';
import { mutate, targetOf } from '../mutation.ts';
import { connect } from '../paging/connection.ts';
import type { AccountParent, GroupParent } from '../parents.ts';
import { requireScope } from '../requires.ts';
import type { AccountRefInput, Resolvers } from '../resolver-types.ts';

export const groupResolvers: Resolvers = {
  Query: {
    groups: (_parent, { backend, first, after }, context) => {
      const configured = backendOf(context, backend).backend;
      if (configured.groups === undefined)
        throw new RolecallError('UNSUPPORTED', `Backend ${backend} has no groups`, { path: ['backend'] });
      return connect({
        list: `groups of ${backend}`,
        first,
        after,
        cursors: context.cursors,
        pages: context.loaders.of(configured).groupPages,
        keyOf: ({ id }) => id,
        toNode: toParent,
      });
    },
  },

  Group: {
    id: ({ backend, id }) => toGlobalId({ type: 'Group', backend, id }),
    nativeId: ({ id }) => id,
    name: async (group, _args, context) => group.known.name ?? (await whole(group, context))?.name ?? null,
    description: async (group, _args, context) => (await whole(group, context))?.description ?? null,
    nativeRoles: async (group, _args, context) => {
      const found = await whole(group, context);
      if (found === null) return null;
      return found.assignments.map(({ nativeRoleId, nativeRoleName, nativeRoleAlias }) => ({
        backend: group.backend,
        id: nativeRoleId,
        known: { alias: nativeRoleAlias, ...(nativeRoleName === undefined ? {} : { name: nativeRoleName }) },
      }));
    },
    accounts: async (group, { first, after }, context) => {
      const found = await whole(group, context);
      if (found === null) return null;
      const { totalCount, ...page } = await connect({
        list: `accounts of group ${group.id} of ${group.backend}`,
        first,
        after,
        cursors: context.cursors,
        pages: (options) => members(context, found, options.from, first),
        keyOf: ({ ref }) => ref.id,
        toNode: (account) => account,
      });
      return { ...page, sources: [sourceOf(context, group.backend)], count: () => totalCount };
    },
  },

  Mutation: {
    createGroup: (_parent, { input: { backend, name, description, nativeRoles } }, context) => {
      requireApplyFor(context, nativeRoles);
      return mutate(
        context,
        { backend },
        async (configured) => {
          const groups = writable(configured, 'groups');
          const group = await groups.create({
            name,
            description: description ?? undefined,
            nativeRoleIds: nativeRoles ?? [],
          });
          return { group: toParent(group) };
        },
        () => ({ group: null }),
      );
    },
    updateGroup: (_parent, { input: { backend, nativeId, name, description, nativeRoles } }, context) =>
      mutate(
        context,
        { backend },
        async (configured) => {
          const changes = { name: name ?? undefined, description, nativeRoleIds: nativeRoles ?? undefined };
          const group = await writeThenRefresh(context, backend, () =>
            updateGroup(configured, nativeId, changes, writeDeps(context)),
          );
          return { group: toParent(group) };
        },
        () => ({ group: null }),
      ),
    deleteGroup: (_parent, { input: { backend, nativeId } }, context) =>
      mutate(
        context,
        { backend },
        async (configured) => {
          await writeThenRefresh(context, backend, () =>
            deleteGroup(configured, nativeId, writeDeps(context)),
          );
          return { deletedId: toGlobalId({ type: 'Group', backend, id: nativeId }) };
        },
        () => ({ deletedId: null }),
      ),
    addAccountToGroup: (_parent, { input: { account, group } }, context) =>
      membership(context, account, group, 'addAccount'),
    removeAccountFromGroup: (_parent, { input: { account, group } }, context) =>
      membership(context, account, group, 'removeAccount'),
  },
};

/** `null` where there is none, or where the backend has no groups. Throws NOT_FOUND as `backendOf`, and what the backend throws. */
export const loadGroup = async (
  context: Context,
  { backend, id }: NativeRef,
): Promise<GroupParent | null> => {
  const group = await loadersOf(context, backend).groups.load(id);
  return group === null ? null : toParent(group);
};

/** What a group gives, it gives at once to every member. */
const requireApplyFor = (context: Context, nativeRoles: readonly string[] | null | undefined): void => {
  if ((nativeRoles?.length ?? 0) > 0) requireScope(context, 'apply');
};

const membership = (
  context: Context,
  account: AccountRefInput,
  group: string,
  verb: 'addAccount' | 'removeAccount',
) =>
  mutate(
    context,
    targetOf(account),
    async (configured) => {
      const change = { accountId: account.nativeId, groupId: group, verb };
      const changed = await changeMembership(configured, change, writeDeps(context));
      const [kept] = await keepWithRoles(context, configured.backend, [changed]);
      return { account: kept ?? null };
    },
    () => ({ account: null }),
  );

const whole = ({ backend, id, known }: GroupParent, context: Context): Promise<Group | null> | Group =>
  'memberIds' in known ? known : loadersOf(context, backend).groups.load(id);

const toParent = (group: Group): GroupParent => ({ backend: group.backend, id: group.id, known: group });

/** Members a page at a time, so that no more of them are read than are shown. One who is gone by now is no member. */
async function* members(
  context: Context,
  { backend, memberIds }: Group,
  from: string | undefined,
  pageSize: number,
): AsyncGenerator<Page<AccountParent>, void, undefined> {
  for (let at = Number(from ?? 0); at < memberIds.length || at === 0; at += pageSize) {
    const found = await Promise.all(
      memberIds.slice(at, at + pageSize).map((id) => readAccount(context, { backend, id })),
    );
    const next = at + pageSize < memberIds.length ? String(at + pageSize) : null;
    yield { entries: found.filter((account) => account !== null), next, total: memberIds.length };
    if (next === null) return;
  }
}
