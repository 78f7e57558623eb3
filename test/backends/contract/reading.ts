import type { Backend } from '../../../src/backends/backend.ts';
import type { Account } from '../../../src/domain/account.ts';
import type { AssignmentRef } from '../../../src/domain/assignment.ts';
import { listAll } from '../reading.ts';

/** Every account, asked for in pages of ten. */
export const listInTens = (backend: Backend): Promise<readonly Account[]> =>
  listAll(backend, { pageSize: 10 });

/** What the account holds directly, asked for the way in which the backend tells it. */
export const directAssignments = async (
  backend: Backend,
  account: Account,
): Promise<readonly AssignmentRef[]> => {
  const [assignments = account.assignments] = (await backend.getAssignments?.([account])) ?? [];
  if (assignments instanceof Error) throw assignments;
  return assignments
    .filter(({ origin }) => origin?.kind !== 'INHERITED')
    .map(({ nativeRoleId, organizationId }) => ({ nativeRoleId, organizationId }));
};

/** What an account tells. A write may read it in a form that tells more than a look-up does, never other things. */
export const toldOf = (account: Account): object =>
  JSON.parse(JSON.stringify(account), (_member, value: unknown) => value ?? undefined);
