import type { AccountChanges, ConfiguredBackend } from '../../backends/backend.ts';
import type { Account } from '../../domain/account.ts';
import { RolecallError } from '../../domain/errors.ts';
import { rolesHeld, rolesSpelledWith } from '../../domain/role-map.ts';
import { createSecret } from '../../domain/secret.ts';
import {
  deleteAccount,
  reinviteAccount,
  setAccountStatus,
  updateAccount,
} from '../../sync/change-account.ts';
import { type AccountWish, createAccounts } from '../../sync/create-accounts.ts';
import { connect } from '../connection.ts';
import { backendOf, type Context } from '../context.ts';
import { settle, toMutationError } from '../errors.ts';
import { toGlobalId } from '../global-id.ts';
import type { AccountParent } from '../parents.ts';
import { requireScope } from '../requires.ts';
import type { NewAccountInput, Resolvers } from '../resolver-types.ts';
import { selects } from '../selection.ts';

export const accountResolvers: Resolvers = {
  Query: {
    account: (_parent, { backend, nativeId }, context) => loadAccount(context, { backend, id: nativeId }),

    accounts: (_parent, { first, after, filter }, context) =>
      listAccounts(context, backendOf(context, filter.backend), first, after),

    accountsByIds: (_parent, { refs }, context) => {
      if (refs.length > 100)
        throw new RolecallError('BAD_INPUT', `expected at most 100 refs, got ${refs.length}`, {
          path: ['refs'],
        });
      return refs.map(({ backend, nativeId }) => itemOf(loadAccount(context, { backend, id: nativeId })));
    },
  },

  Account: {
    id: accountGlobalId,
    backend: ({ ref }) => ref.backend,
    nativeId: ({ ref }) => ref.id,
    protected: ({ ref, protection }, _args, context) =>
      protection !== null || backendOf(context, ref.backend).protect.has(ref.id),
    assignments: async (account, _args, context, info) => {
      const { backend } = backendOf(context, account.ref.backend);
      const needsOrigins = backend.getAssignments !== undefined && selects(info, ['origin', 'group']);
      const assignments = needsOrigins
        ? await context.loaders(backend).assignments.load(account)
        : account.assignments;
      return assignments.map((assignment) => ({ backend: backend.id, assignment, account }));
    },
    roles: ({ ref, assignments }, _args, context) =>
      rolesNamed(context, rolesHeld(backendOf(context, ref.backend).roleMap, assignments)),
    groups: ({ ref, groups }) =>
      groups.map((group) => ({ backend: ref.backend, id: group.id, known: group })),
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
      settle(
        async () => {
          const [created] = await create(
            context,
            input.backend,
            [input.account],
            'SKIP_FAILED',
            input.allowEscalation,
          );
          if (created === undefined || created instanceof Error) throw within('account', created);
          return { account: observed(context, created) };
        },
        () => ({ account: null }),
      ),

    createAccounts: (_parent, { input }, context) =>
      settle(
        async () => {
          const created = await create(
            context,
            input.backend,
            input.accounts,
            input.mode ?? 'SKIP_FAILED',
            input.allowEscalation,
          );
          return {
            results: created.map((one, at) =>
              one instanceof Error
                ? { account: null, errors: [toMutationError(within('accounts', within(String(at), one)))] }
                : { account: observed(context, one), errors: [] },
            ),
          };
        },
        () => ({ results: [] }),
      ),

    updateAccount: (_parent, { input: { account, password, ...changes } }, context) =>
      settle(
        async () => {
          const configured = backendOf(context, account.backend, ['account', 'backend']);
          if (password === null)
            throw new RolecallError('BAD_INPUT', 'expected a password, got null', { path: ['password'] });
          const edits: AccountChanges = {
            ...changes,
            password: password === undefined ? undefined : createSecret(password),
          };
          return {
            account: observed(
              context,
              await updateAccount(configured, account.nativeId, edits, deps(context)),
            ),
          };
        },
        () => ({ account: null }),
      ),

    deleteAccount: (_parent, { input: { account } }, context) =>
      settle(
        async () => {
          const configured = backendOf(context, account.backend, ['account', 'backend']);
          const deleted = await deleteAccount(configured, account.nativeId, deps(context));
          context.loaders(configured.backend).accounts.clear(account.nativeId);
          return { deletedId: accountGlobalId(deleted) };
        },
        () => ({ deletedId: null }),
      ),

    setAccountStatus: (_parent, { input: { account, status } }, context) =>
      settle(
        async () => {
          const configured = backendOf(context, account.backend, ['account', 'backend']);
          return {
            account: observed(
              context,
              await setAccountStatus(configured, account.nativeId, status, deps(context)),
            ),
          };
        },
        () => ({ account: null }),
      ),

    reinviteAccount: (_parent, { input: { account } }, context) =>
      settle(
        async () => {
          const configured = backendOf(context, account.backend, ['account', 'backend']);
          return {
            account: observed(context, await reinviteAccount(configured, account.nativeId, deps(context))),
          };
        },
        () => ({ account: null }),
      ),
  },
};

export const loadAccount = async (
  context: Context,
  { backend, id }: { readonly backend: string; readonly id: string },
): Promise<AccountParent | null> => {
  const account = await context.loaders(backendOf(context, backend).backend).accounts.load(id);
  return account === null ? null : { ...account, asOf: context.now().toISOString() };
};

/** Each item of a list settles alone, to a value or to null; the generated types know no promise of null there. */
export const itemOf = <T>(item: Promise<T | null>): Promise<T> => item as Promise<T>;

const listAccounts = (
  context: Context,
  { backend }: ConfiguredBackend,
  first: number,
  after: string | null | undefined,
) =>
  connect<AccountParent>({
    list: `accounts of ${backend.id}`,
    first,
    after,
    cursors: context.cursors,
    keyOf: ({ ref, external }) => (external === true ? `${ref.id} (external)` : ref.id),
    pages: async function* (options) {
      for await (const page of backend.listAccounts({ ...options, signal: context.signal })) {
        const asOf = context.now().toISOString();
        yield { ...page, entries: page.entries.map((account) => ({ ...account, asOf })) };
      }
    },
  });

/** An account as a write has just read it, which is also what the rest of the request shall see. */
export const observed = (context: Context, account: Account): AccountParent => {
  const { accounts } = context.loaders(backendOf(context, account.ref.backend).backend);
  accounts.clear(account.ref.id).prime(account.ref.id, account);
  return { ...account, asOf: context.now().toISOString() };
};

export const deps = ({ accountLocks, nativeRoleTables }: Context) => ({
  locks: accountLocks,
  tables: nativeRoleTables,
});

export const rolesNamed = ({ roles }: Context, names: readonly string[]) =>
  names.flatMap((name) => {
    const role = roles.get(name);
    return role === undefined ? [] : [role];
  });

/** An external account may have an internal namesake, which is another object. */
function accountGlobalId({ ref, external }: Account): string {
  return toGlobalId({ type: 'Account', ...ref }, external === true ? 'external' : undefined);
}

const create = (
  context: Context,
  backend: string,
  accounts: readonly NewAccountInput[],
  mode: 'ALL_OR_NOTHING' | 'SKIP_FAILED',
  allowEscalation: boolean | null | undefined,
) => {
  // Whoever could give a new account roles without it would have no need of it.
  if (accounts.some(({ roles, nativeRoles }) => (roles?.length ?? 0) + (nativeRoles?.length ?? 0) > 0))
    requireScope(context, 'apply');
  const wishes = accounts.map((account) => toWish(account, allowEscalation));
  return createAccounts(backendOf(context, backend, ['backend']), wishes, {
    mode,
    knownRoles: [...context.roles.keys()],
    tables: context.nativeRoleTables,
  });
};

const toWish = (input: NewAccountInput, allowEscalation: boolean | null | undefined): AccountWish => {
  const { roles, nativeRoles, organization, password, tenantId, objectId, kind } = input;
  if (kind === 'UNKNOWN')
    throw new RolecallError('BAD_INPUT', 'expected a kind that is known, got UNKNOWN', {
      path: ['account', 'kind'],
    });
  return {
    account: {
      nativeId: input.nativeId ?? undefined,
      kind: kind ?? undefined,
      userName: input.userName ?? undefined,
      displayName: input.displayName ?? undefined,
      email: input.email ?? undefined,
      password: password == null ? undefined : createSecret(password),
      status: input.status ?? undefined,
      timeZone: input.timeZone ?? undefined,
      directory:
        tenantId == null && objectId == null
          ? undefined
          : { tenantId: tenantId ?? '', objectId: objectId ?? '' },
      groups: input.groups ?? undefined,
    },
    roles: { roles, nativeRoles, organization, allowEscalation },
  };
};

/** The same error, told from one level further out. */
const within = (outer: string, error: RolecallError | undefined): RolecallError =>
  error === undefined
    ? new RolecallError('INTERNAL', 'The adapter gave no answer')
    : Object.create(error, { inputPath: { value: [outer, ...(error.inputPath ?? [])], enumerable: true } });

const vendorTypes = {
  IOT_CENTRAL: 'IotCentralAccount',
  CDATA_SYNC: 'CdataSyncAccount',
  CFENGINE: 'CfengineAccount',
  CIPHERSCALE: 'CipherscaleAccount',
} as const;
