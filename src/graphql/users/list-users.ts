import type { Listed, Position, UserOrder } from '../../domain/account-query.ts';
import { type ListRequest, listNameOf, toSelection } from '../accounts/account-filter.ts';
import type { Context } from '../context.ts';
import { isComplete, sourceOf } from '../index/sources.ts';
import { pageFromRecords } from '../paging/page-from-records.ts';
import type { UserConnectionParent, UserParent } from '../parents.ts';
import type { UserOrder as UserOrderInput } from '../resolver-types.ts';
import { userOf } from './users.ts';

/** A page of the users with an account that the filter lets through, from the index. */
export const listUsers = async (
  context: Context,
  { first, after, filter: wanted, orderBy }: ListRequest<UserOrderInput>,
): Promise<UserConnectionParent> => {
  const selection = await toSelection(context, wanted);
  const { filter } = selection;
  const order = toOrder(orderBy);
  const { accounts } = context.index;
  return {
    ...(await pageFromRecords<Listed<string>, UserParent, Position>({
      request: { first, after },
      list: listNameOf('users', selection, order),
      cursors: context.cursors,
      read: (place) => accounts.listUsers({ ...place, filter, order }),
      placeOf: ({ position }) => position,
      toNode: ({ entry }) => userOf(entry),
    })),
    sources: filter.backends.map((id) => sourceOf(context, id)),
    count: () =>
      filter.backends.every((id) => isComplete(context, id)) ? accounts.countUsers(filter) : null,
  };
};

const toOrder = (input: UserOrderInput | null | undefined): UserOrder => ({
  by: input?.by ?? 'FIRST_SEEN',
  descending: input?.direction === 'DESC',
});
