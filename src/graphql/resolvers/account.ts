import type { ConfiguredBackend } from '../../backends/configured-backend.ts';
import type { Account } from '../../domain/account.ts';
import { RolecallError } from '../../domain/errors.ts';
import { rolesSpelledWith } from '../../domain/role-map.ts';
import { createSecret } from '../../domain/secret.ts';
import { deleteAccount, setAccountStatus } from '../../sync/direct/change-account.ts';
import { createAccounts } from '../../sync/direct/create-accounts.ts';
import { reinviteAccount } from '../../sync/direct/reinvite-account.ts';
import { updateAccount } from '../../sync/direct/update-account.ts';
import { toAccountWish } from '../accounts/account-wish.ts';
import { assignmentsOf, rolesOf } from '../accounts/assignments.ts';
import { listAccounts } from '../accounts/list-accounts.ts';
import { backendOf, type Context, rolesNamed, writeDeps } from '../context.ts';
import { toGlobalId } from '../global-id.ts';
import { keepWithRoles, keepWritten } from '../index/keep-written.ts';
import { freshnessOf } from '../index/max-age.ts';
import { readAccount } from '../index/read-accounts.ts';
import { replaceAccounts } from '../index/replace-accounts.ts';
import { isForPayload, mutate, targetOf, toMutationError } from '../mutation.ts';
import { nullableEntry } from '../nullable-entry.ts';
import { requireScope } from '../requires.ts';
import type { AccountRefInput, BulkMode, NewAccountInput, Resolvers } from '../resolver-types.ts';
import { selects } from '../selection.ts';
import { keptOf, linkOf } from '../users/links.ts';
import { userOf } from '../users/users.ts';
import { whenKnown } from '../when-known.ts';

export const accountResolvers: Resolvers = {
  Query: {
    account: (_parent, { backend, nativeId, maxAgeSeconds }, context) =>
      readAccount(context, { backend, id: nativeId }, freshnessOf(context, maxAgeSeconds)),

    accounts: (_parent, request, context) => listAccounts(context, request),

    accountsByIds: (_parent, { refs, maxAgeSeconds }, context) => {
      if (refs.length > 100)
        throw new RolecallError('BAD_INPUT', `expected at most 100 refs, got ${refs.length}`, {
          path: ['refs'],
        });
      const freshness = freshnessOf(context, maxAgeSeconds);
      return refs.map(({ backend, nativeId }) =>
        nullableEntry(readAccount(context, { backend, id: nativeId }, freshness)),
      );
    },
  },

  Account: {
    id: accountGlobalId,
    backend: ({ ref }) => ref.backend,
    nativeId: ({ ref }) => ref.id,
    protected: ({ ref, protection }, _args, context) =>
      protection !== null || backendOf(context, ref.backend).protect.has(ref.id),
    assignments: (account, _args, context, info) => {
      const { backend } = account.ref;
      const origins = selects(info, ['origin', 'group']);
      return whenKnown(assignmentsOf(context, account, { origins }), (assignments) =>
        assignments.map((assignment) => ({ backend, assignment, account })),
      );
    },
    roles: (account, _args, context) => rolesOf(context, account),
    groups: ({ ref, groups }) =>
      groups.map((group) => ({ backend: ref.backend, id: group.id, known: group })),
    user: async (account, _args, context) => {
      const kept = await keptOf(context, account);
      return kept === null ? null : userOf(kept.userId);
    },
    link: (account, _args, context, info) =>
      linkOf(context, account, { withCandidates: selects(info, ['candidates']) }),
  },

  AccountConnection: {
    totalCount: (connection) => connection.count(),
  },

  Assignment: {
    nativeRole: ({ backend, assignment }) => ({
      backend,
      id: assignment.nativeRoleId,
      known: {
        ...(assignment.nativeRoleName === undefined ? {} : { name: assignment.nativeRoleName }),
        ...(assignment.nativeRoleAlias == null ? {} : { alias: assignment.nativeRoleAlias }),
      },
    }),
    organization: ({ backend, assignment }) =>
      assignment.organizationId === null ? null : { backend, id: assignment.organizationId, known: null },
    origin: ({ assignment }) => assignment.origin?.kind ?? null,
    group: ({ backend, assignment }) =>
      assignment.origin?.kind === 'INHERITED'
        ? { backend, id: assignment.origin.group.id, known: assignment.origin.group }
        : null,
    roles: ({ backend, assignment }, _args, context) => {
      const native = { id: assignment.nativeRoleId, alias: assignment.nativeRoleAlias ?? null };
      return rolesNamed(
        context,
        rolesSpelledWith(backendOf(context, backend).roleMap, native).map(({ role }) => role),
      );
    },
  },

  VendorAccount: {
    __resolveType: ({ vendor }) => vendorTypes[vendor],
  },

  AccountDevice: {
    nativeId: ({ id }) => id,
  },

  Mutation: {
    createAccount: (_parent, { input }, context) =>
      mutate(
        context,
        input,
        async (configured) => {
          const [created] = await create(context, configured, [input.account], {
            ...input,
            action: 'createAccount',
          });
          if (created === undefined)
            throw new Error('expected one account or error of the adapter, got none');
          if (created instanceof Error && !isForPayload(created)) throw created;
          const [payload] = await toCreations(context, configured, [created], () => ['account']);
          return payload ?? { account: null };
        },
        () => ({ account: null }),
      ),

    createAccounts: (_parent, { input }, context) =>
      mutate(
        context,
        input,
        async (configured) => {
          const created = await create(context, configured, input.accounts, {
            ...input,
            action: 'createAccounts',
          });
          return {
            results: await toCreations(context, configured, created, (at) => ['accounts', String(at)]),
          };
        },
        () => ({ results: [] }),
      ),

    updateAccount: (_parent, { input: { account, password, ...changes } }, context) =>
      change(context, account, (configured, deps) => {
        if (password === null)
          throw new RolecallError('BAD_INPUT', 'expected a password, got null', { path: ['password'] });
        // Whoever sets another's password can sign in with the other's roles.
        if (password !== undefined) requireScope(context, 'apply');
        const edits = { ...changes, password: password === undefined ? undefined : createSecret(password) };
        return updateAccount(configured, account.nativeId, edits, deps);
      }),

    deleteAccount: (_parent, { input: { account } }, context) =>
      mutate(
        context,
        targetOf(account),
        async (configured) => {
          const deleted = await deleteAccount(configured, account.nativeId, writeDeps(context));
          await context.writeThrough.keepDeleted(deleted.ref);
          return { deletedId: accountGlobalId(deleted) };
        },
        () => ({ deletedId: null }),
      ),

    setAccountStatus: (_parent, { input: { account, status } }, context) =>
      change(context, account, (configured, deps) =>
        setAccountStatus(configured, account.nativeId, status, deps),
      ),

    reinviteAccount: (_parent, { input: { account } }, context) =>
      change(context, account, (configured, deps) => reinviteAccount(configured, account.nativeId, deps)),
  },
};

/** An external account may have an internal namesake, which is another object. */
function accountGlobalId({ ref, external }: Account): string {
  return toGlobalId({ type: 'Account', ...ref }, external === true ? 'external' : undefined);
}

const create = (
  context: Context,
  configured: ConfiguredBackend,
  accounts: readonly NewAccountInput[],
  {
    action,
    mode,
    allowEscalation,
  }: {
    readonly action: string;
    readonly mode?: BulkMode;
    readonly allowEscalation?: boolean | null | undefined;
  },
) => {
  // Whoever could give a new account roles without it would have no need of it.
  const hasRoles = accounts.some(
    ({ roles, nativeRoles }) => (roles?.length ?? 0) + (nativeRoles?.length ?? 0) > 0,
  );
  if (hasRoles) requireScope(context, 'apply');
  return createAccounts(
    configured,
    accounts.map((account) => toAccountWish(account, allowEscalation)),
    {
      action,
      mode: mode ?? 'SKIP_FAILED',
      knownRoles: [...context.roles.keys()],
    },
    writeDeps(context),
  );
};

/** What became of each new account; `within` is where the input names it. */
const toCreations = async (
  context: Context,
  { backend }: ConfiguredBackend,
  created: readonly (Account | RolecallError)[],
  within: (at: number) => readonly string[],
) => {
  const kept = await replaceAccounts(created, (accounts) => keepWithRoles(context, backend, accounts));
  return kept.map((one, at) =>
    one instanceof RolecallError
      ? { account: null, errors: [toMutationError(one, { backend: backend.id }, within(at))] }
      : { account: one, errors: [] },
  );
};

/** A change of one account that ends in reading it back. */
const change = (
  context: Context,
  account: AccountRefInput,
  write: (configured: ConfiguredBackend, deps: ReturnType<typeof writeDeps>) => Promise<Account>,
) =>
  mutate(
    context,
    targetOf(account),
    async (configured) => {
      const changed = await write(configured, writeDeps(context));
      return { account: await keepWritten(context, configured.backend, changed) };
    },
    () => ({ account: null }),
  );

const vendorTypes = {
  IOT_CENTRAL: 'IotCentralAccount',
  CDATA_SYNC: 'CdataSyncAccount',
  CFENGINE: 'CfengineAccount',
  CIPHERSCALE: 'CipherscaleAccount',
} as const;
