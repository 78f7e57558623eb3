import type { Backend, Page } from '../../../src/backends/backend.ts';
import type { Account } from '../../../src/domain/account.ts';
import { type AssignmentRef, keyOfAssignment } from '../../../src/domain/assignment.ts';
import type { Truth } from './fixture.ts';

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
export const directGrants = async (backend: Backend, account: Account): Promise<readonly AssignmentRef[]> => {
  const [assignments = account.assignments] = (await backend.getAssignments?.([account])) ?? [];
  if (assignments instanceof Error) throw assignments;
  return assignments
    .filter(({ origin }) => origin?.kind !== 'INHERITED')
    .map(({ nativeRoleId, organizationId }) => ({ nativeRoleId, organizationId }));
};

export const toTruth = ({ ref, email, assignments }: Account): Truth => ({
  id: ref.id,
  email,
  grants: assignments,
});

/** Accounts in a form in which two tellings of the same ones are equal: in order of their ids, each assignment once, addresses in lower case. */
export const comparable = (accounts: readonly Truth[]) =>
  accounts
    .map(({ id, email, grants }) => ({
      id,
      email: email?.toLowerCase() ?? null,
      grants: [...new Set(grants.map(keyOfAssignment))].toSorted(),
    }))
    .toSorted((one, other) => (one.id < other.id ? -1 : 1));
