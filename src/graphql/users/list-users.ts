import type { UserOrder } from '../../domain/account-query.ts';
import { listNameOf, toSelection } from '../accounts/account-filter.ts';
import type { Context } from '../context.ts';
import { isComplete, sourceOf } from '../index/sources.ts';
import { type ListRequest, pageFromIndex } from '../paging/index-page.ts';
import type { UserConnectionParent } from '../parents.ts';
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
    ...(await pageFromIndex({
      first,
      after,
      list: listNameOf('users', selection, order),
      cursors: context.cursors,
      read: (place) => accounts.listUsers({ ...place, filter, order }),
      toNode: userOf,
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
