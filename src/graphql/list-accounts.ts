import { toAccountOrder, toSelection } from './account-filter.ts';
import { connect, refuseFirst } from './connection.ts';
import { backendOf, type Context } from './context.ts';
import { inTime } from './in-time.ts';
import { pageFromIndex } from './index-page.ts';
import type { AccountConnectionParent, AccountParent, SourceParent } from './parents.ts';
import { earliestOf, fromIndex, type MaxAge } from './read-accounts.ts';
import { readWhole } from './read-whole.ts';
import type { AccountFilter, AccountOrder } from './resolver-types.ts';
import { howFar, isWhole, sourceOf } from './sources.ts';

/**
 * A page of accounts. From the index, once every backend asked for that the index has not read since has been read anew, as far as the
 * request can wait. Where one backend is asked for and nothing else, such a backend is walked instead, page by page in its own order; and so
 * is one that the index has not read yet.
 */
export const listAccounts = async (
  context: Context,
  request: {
    readonly first: number;
    readonly after?: string | null | undefined;
    readonly filter?: AccountFilter | null | undefined;
    readonly orderBy?: AccountOrder | null | undefined;
    readonly maxAgeSeconds?: MaxAge;
  },
): Promise<AccountConnectionParent> => {
  const { first, after, orderBy, maxAgeSeconds } = request;
  refuseFirst(first);
  const earliest = earliestOf(context, maxAgeSeconds);
  const { filter, name, wholeBackend } = toSelection(context, request.filter);
  const page = { first, after };
  if (wholeBackend !== null && orderBy == null && isToWalk(context, wholeBackend, after, earliest))
    return walk(context, wholeBackend, page);

  const order = toAccountOrder(orderBy);
  const list = `accounts ${name} by ${order.by}${order.descending ? ', descending' : ''}`;
  // A cursor that will be refused is not worth reading a backend.
  if (after != null) context.cursors.read(list, after);
  const late = await readOld(context, filter.backends, earliest);
  const { accounts } = context.index;
  return {
    ...(await pageFromIndex({
      ...page,
      list,
      cursors: context.cursors,
      read: (place) => accounts.list({ ...place, filter, order }),
      toNode: fromIndex,
    })),
    sources: filter.backends.map((id) => late.get(id) ?? sourceOf(context, id)),
    count: () =>
      late.size === 0 && filter.backends.every((id) => isWhole(context, id)) ? accounts.count(filter) : null,
  };
};

/** A walk that has begun goes on as it began: its cursors mean nothing elsewhere. */
const isToWalk = (
  { cursors, refreshes }: Context,
  backend: string,
  after: string | null | undefined,
  earliest: number,
): boolean => {
  if (after != null) return cursors.isOf(walkOf(backend), after);
  const { last, complete } = refreshes.status(backend);
  return earliest === Number.NEGATIVE_INFINITY
    ? last === null
    : complete === null || complete.startedAt < earliest;
};

const walkOf = (backend: string): string => `accounts of ${backend}`;

const walk = async (
  context: Context,
  id: string,
  page: { readonly first: number; readonly after: string | null | undefined },
): Promise<AccountConnectionParent> => {
  const { backend } = backendOf(context, id);
  const asOf = context.now().toISOString();
  const { totalCount, ...found } = await connect({
    ...page,
    list: walkOf(id),
    cursors: context.cursors,
    pages: context.loaders.of(backend).accountPages,
    keyOf: ({ ref, external }) => (external === true ? `${ref.id} (external)` : ref.id),
    toNode: (account: AccountParent) => account,
  });
  return { ...found, sources: [{ backend: id, state: 'LIVE', asOf, error: null }], count: () => totalCount };
};

/** Reads those backends whole that have not been since. Answers with those of which that takes too long. */
const readOld = async (
  context: Context,
  backends: readonly string[],
  earliest: number,
): Promise<ReadonlyMap<string, SourceParent>> => {
  if (earliest === Number.NEGATIVE_INFINITY) return new Map();
  const old = backends.filter((id) => (context.refreshes.status(id).complete?.startedAt ?? 0) < earliest);
  const read = await Promise.all(old.map((id) => inTime(context, readWhole(context, id, earliest))));
  return new Map(old.filter((_id, at) => read[at] === null).map((id) => [id, tooLate(context, id)]));
};

const tooLate = (context: Context, id: string): SourceParent => {
  const { running } = context.refreshes.status(id);
  return {
    ...sourceOf(context, id),
    state: 'FAILED',
    error: {
      code: 'UPSTREAM_TIMEOUT',
      message: `Reading it whole takes longer than this request can wait${running === null ? '' : `: ${howFar(running)}`}`,
    },
  };
};
