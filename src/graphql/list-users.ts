import { toSelection, toUserOrder } from './account-filter.ts';
import type { Context } from './context.ts';
import { pageFromIndex } from './index-page.ts';
import type { UserConnectionParent } from './parents.ts';
import type { AccountFilter, UserOrder } from './resolver-types.ts';
import { isWhole, sourceOf } from './sources.ts';
import { userOf } from './users.ts';

/** A page of the users with an account that the filter lets through, from the index. */
export const listUsers = async (
  context: Context,
  request: {
    readonly first: number;
    readonly after?: string | null | undefined;
    readonly filter?: AccountFilter | null | undefined;
    readonly orderBy?: UserOrder | null | undefined;
  },
): Promise<UserConnectionParent> => {
  const { first, after, orderBy } = request;
  const { filter, name } = toSelection(context, request.filter);
  const order = toUserOrder(orderBy);
  const { accounts } = context.index;
  return {
    ...(await pageFromIndex({
      first,
      after,
      list: `users ${name} by ${order.by}${order.descending ? ', descending' : ''}`,
      cursors: context.cursors,
      read: (place) => accounts.listUsers({ ...place, filter, order }),
      toNode: userOf,
    })),
    sources: filter.backends.map((id) => sourceOf(context, id)),
    count: () => (filter.backends.every((id) => isWhole(context, id)) ? accounts.countUsers(filter) : null),
  };
};
