import type { AccountOrder, Listed, Position } from '../../domain/account-query.ts';
import type { StoredAccount } from '../../domain/stored-account.ts';
import { backendOf, type Context } from '../context.ts';
import { inTime } from '../in-time.ts';
import { type Freshness, freshnessOf, isReadSince, type MaxAge } from '../index/max-age.ts';
import { fromIndex } from '../index/read-accounts.ts';
import { refreshSince } from '../index/refresh-since.ts';
import { howFar, isComplete, sourceOf } from '../index/sources.ts';
import { connect, refuseFirst } from '../paging/connection.ts';
import { pageFromRecords } from '../paging/page-from-records.ts';
import type { AccountConnectionParent, AccountParent, SourceParent } from '../parents.ts';
import type { AccountOrder as AccountOrderInput } from '../resolver-types.ts';
import { type ListRequest, listNameOf, toSelection } from './account-filter.ts';

/**
 * A page of accounts. From the index, once every backend asked for that the index has not read since has been read anew, as far as the
 * request can wait. Where one backend is asked for and nothing else, such a backend is walked instead, page by page in its own order; and so
 * is one that the index has not read yet.
 */
export const listAccounts = async (
  context: Context,
  request: ListRequest<AccountOrderInput> & { readonly maxAgeSeconds?: MaxAge },
): Promise<AccountConnectionParent> => {
  const { first, after, orderBy, maxAgeSeconds } = request;
  refuseFirst(first);
  const freshness = freshnessOf(context, maxAgeSeconds);
  const selection = await toSelection(context, request.filter);
  const { filter, wholeBackend } = selection;
  const page = { first, after };
  if (wholeBackend !== null && orderBy == null && isToWalk(context, wholeBackend, after, freshness))
    return walk(context, wholeBackend, page);

  const order = toOrder(orderBy);
  const list = listNameOf('accounts', selection, order);
  // A cursor that will be refused is not worth reading a backend.
  if (after != null) context.cursors.read(list, after);
  const late = await refreshOld(context, filter.backends, freshness);
  const { accounts } = context.index;
  return {
    ...(await pageFromRecords<Listed<StoredAccount>, AccountParent, Position>({
      request: page,
      list,
      cursors: context.cursors,
      read: (place) => accounts.list({ ...place, filter, order }),
      placeOf: ({ position }) => position,
      toNode: ({ entry }) => fromIndex(entry),
    })),
    sources: filter.backends.map((id) => late.get(id) ?? sourceOf(context, id)),
    count: () =>
      late.size === 0 && filter.backends.every((id) => isComplete(context, id))
        ? accounts.count(filter)
        : null,
  };
};

const toOrder = (input: AccountOrderInput | null | undefined): AccountOrder => ({
  by: input?.by ?? 'ACCOUNT',
  descending: input?.direction === 'DESC',
});

/** A walk that has begun goes on as it began: its cursors mean nothing elsewhere. */
const isToWalk = (
  { cursors, refreshes }: Context,
  backend: string,
  after: string | null | undefined,
  freshness: Freshness,
): boolean => {
  if (after != null) return cursors.isOf(walkOf(backend), after);
  const status = refreshes.status(backend);
  return freshness.kind === 'ANY' ? status.last === null : !isReadSince(status, freshness);
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
const refreshOld = async (
  context: Context,
  backends: readonly string[],
  freshness: Freshness,
): Promise<ReadonlyMap<string, SourceParent>> => {
  if (freshness.kind === 'ANY') return new Map();
  const since = freshness.kind === 'LIVE' ? context.now().getTime() : freshness.at;
  const old = backends.filter((id) => !isReadSince(context.refreshes.status(id), freshness));
  const read = await Promise.all(old.map((id) => inTime(context, refreshSince(context, id, since))));
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
