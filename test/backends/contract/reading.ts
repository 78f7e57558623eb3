import type { Backend, Page } from '../../../src/backends/backend.ts';
import type { Account } from '../../../src/domain/account.ts';
import type { AssignmentRef } from '../../../src/domain/assignment.ts';

/** Every account, asked for in pages of ten. */
export const listAll = async (backend: Backend): Promise<readonly Account[]> => {
  const pages: Page<Account>[] = [];
  for await (const page of backend.listAccounts({ pageSize: 10 })) pages.push(page);
  return pages.flatMap(({ entries }) => entries);
};

/** One account or `null`; a failure in its slot is thrown. */
export const lookUp = async (backend: Backend, id: string): Promise<Account | null> => {
  const [found = null] = await backend.getAccounts([id]);
  if (found instanceof Error) throw found;
  return found;
};

/** One account that there must be. */
export const readOne = async (backend: Backend, id: string): Promise<Account> => {
  const found = await lookUp(backend, id);
  if (found === null) throw new Error(`there is no ${id}`);
  return found;
};

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
