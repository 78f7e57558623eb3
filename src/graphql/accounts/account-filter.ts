import type { AccountFilter, AccountOrder, Holding, UserOrder } from '../../domain/account-query.ts';
import { RolecallError } from '../../domain/errors.ts';
import { foldText } from '../../domain/fold-text.ts';
import { noSuchRole } from '../../sync/refusals.ts';
import { backendOf, type Context } from '../context.ts';
import type { NativeRef } from '../global-id.ts';
import type { PageRequest } from '../paging/page-from-records.ts';
import type { AccountFilter as AccountFilterInput } from '../resolver-types.ts';
import { holdingsOfRole } from './holdings.ts';

/** What a caller asks of a list of the index. */
export type ListRequest<Order> = PageRequest & {
  readonly filter?: AccountFilterInput | null | undefined;
  readonly orderBy?: Order | null | undefined;
};

/** What a caller asks for, in the words of the index. */
export type AccountSelection = {
  readonly filter: AccountFilter;
  /** The same for the same conditions, however they are written, and for no others. */
  readonly cursorScope: string;
  /** The one backend that is asked for, where that is the only condition. */
  readonly wholeBackend: string | null;
};

/**
 * The accounts that a caller asks for, on backends that it may see. Throws NOT_FOUND for an unknown backend or one that it may not see, and
 * BAD_INPUT for what cannot be meant.
 */
export const toSelection = async (
  context: Context,
  input: AccountFilterInput | null | undefined,
): Promise<AccountSelection> => {
  const { backend, backends, search, role, nativeRole, organization, status, kind, link } = input ?? {};
  const asked = backendsAsked(context, backend, backends);
  const given = {
    backends: asked ?? null,
    search: searchOf(search) ?? null,
    role: role ?? null,
    nativeRole: nativeRole ?? null,
    organization: organization ?? null,
    status: distinct(status) ?? null,
    kind: distinct(kind) ?? null,
    link: distinct(link) ?? null,
  };
  const conditions = Object.entries(given).filter(([, value]) => value !== null);
  refuseRoleAndNativeRole(role, nativeRole);
  if (given.link !== null) requireSeesAll(context);
  const among = asked ?? [...context.backends.keys()];
  return {
    filter: {
      backends: among,
      search: given.search ?? undefined,
      statuses: given.status ?? undefined,
      kinds: given.kind ?? undefined,
      links: given.link ?? undefined,
      holding: await holdingOf(context, among, {
        role,
        nativeRole: within(backend, nativeRole, 'nativeRole'),
      }),
      organization: within(backend, organization, 'organization'),
    },
    cursorScope: JSON.stringify(conditions),
    wholeBackend: conditions.length === 1 && asked?.length === 1 ? (asked[0] ?? null) : null,
  };
};

/** The name of a list: a cursor belongs to it and to no other. */
export const listNameOf = (
  nodes: 'accounts' | 'users',
  { cursorScope }: AccountSelection,
  { by, descending }: AccountOrder | UserOrder,
): string => `${nodes} ${cursorScope} by ${by}${descending ? ', descending' : ''}`;

/** In the order of the configuration; `undefined` where no condition is on them. */
const backendsAsked = (
  context: Context,
  backend: string | null | undefined,
  backends: readonly string[] | null | undefined,
): readonly string[] | undefined => {
  if (backend == null && backends == null) return undefined;
  if (backend != null) backendOf(context, backend, ['filter', 'backend']);
  for (const [at, id] of (backends ?? []).entries())
    backendOf(context, id, ['filter', 'backends', String(at)]);
  return [...context.backends.keys()].filter(
    (id) => (backend == null || id === backend) && (backends == null || backends.includes(id)),
  );
};

const searchOf = (search: string | null | undefined): string | undefined => {
  if (search == null) return undefined;
  if (search.length > longestSearch)
    throw new RolecallError(
      'BAD_INPUT',
      `expected search to have at most ${longestSearch} characters, got ${search.length}`,
      { path: ['filter', 'search'] },
    );
  const folded = foldText(search);
  return folded === '' ? undefined : folded;
};

const longestSearch = 200;

const distinct = <Value extends string>(
  values: readonly Value[] | null | undefined,
): readonly Value[] | undefined => (values == null ? undefined : [...new Set(values)].toSorted());

/** A native id means something within its backend only. */
const within = (
  backend: string | null | undefined,
  id: string | null | undefined,
  field: string,
): NativeRef | undefined => {
  if (id == null) return undefined;
  if (backend != null) return { backend, id };
  throw new RolecallError('BAD_INPUT', `expected backend beside ${field}, whose id is the backend's own`, {
    path: ['filter', field],
  });
};

const refuseRoleAndNativeRole = (
  role: string | null | undefined,
  nativeRole: string | null | undefined,
): void => {
  if (role != null && nativeRole != null)
    throw new RolecallError('BAD_INPUT', 'expected role or nativeRole, got both', {
      path: ['filter', 'nativeRole'],
    });
};

/** How sure a link is hangs on all accounts of the user, and whoever finds accounts by it learns of those. */
const requireSeesAll = ({ seesAll }: Context): void => {
  if (!seesAll)
    throw new RolecallError(
      'BAD_INPUT',
      'Only a caller who may see every backend can ask for accounts by the state of their links',
      { path: ['filter', 'link'] },
    );
};

const holdingOf = async (
  context: Context,
  backends: readonly string[],
  {
    role,
    nativeRole,
  }: {
    readonly role: string | null | undefined;
    readonly nativeRole: NativeRef | undefined;
  },
): Promise<readonly Holding[] | undefined> => {
  if (nativeRole !== undefined)
    return [{ backend: nativeRole.backend, nativeRoleIds: [nativeRole.id], place: 'ANYWHERE' }];
  if (role == null) return undefined;
  if (!context.roles.has(role)) throw noSuchRole(role, [...context.roles.keys()], ['filter', 'role']);
  const holdings = await Promise.all(
    backends.map((id) => holdingsOfRole(context, backendOf(context, id), role)),
  );
  return holdings.flat();
};
