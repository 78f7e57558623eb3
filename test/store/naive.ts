import type { AccountFilter, AccountOrder, Position } from '../../src/domain/account-query.ts';
import { foldEmail } from '../../src/domain/email.ts';
import { foldText } from '../../src/domain/fold-text.ts';
import type { StoredAccount } from '../../src/domain/stored-account.ts';

/** Whether a filter lets an account through, read from the filter's words and nothing else. */
export const lets = (
  { backends, search, email, kinds, statuses, links, holding, organization }: AccountFilter,
  { account, link }: StoredAccount,
): boolean =>
  backends.includes(account.ref.backend) &&
  (search === undefined || isFound(search, account)) &&
  (email === undefined || (foldEmail(email) !== null && foldedEmailOf(account) === foldEmail(email))) &&
  (kinds === undefined || kinds.includes(account.kind)) &&
  (statuses === undefined || statuses.includes(account.status)) &&
  (links === undefined || links.includes(link)) &&
  (holding === undefined || holding.some((one) => holds(account, one))) &&
  (organization === undefined ||
    (account.ref.backend === organization.backend &&
      account.assignments.some(({ organizationId }) => organizationId === organization.id)));

const isFound = (search: string, { displayName, userName, email }: StoredAccount['account']): boolean =>
  foldText(search) === '' ||
  [displayName, userName, email].some((text) => text !== null && foldText(text).includes(foldText(search)));

const foldedEmailOf = ({ email }: StoredAccount['account']): string | null =>
  email === null ? null : foldEmail(email);

const holds = (
  { ref, assignments }: StoredAccount['account'],
  { backend, nativeRoleIds, place }: NonNullable<AccountFilter['holding']>[number],
): boolean => {
  const places = new Set(assignments.map(({ organizationId }) => organizationId));
  return (
    ref.backend === backend &&
    [...places].some(
      (one) =>
        (place === 'ANYWHERE' || (place === 'APPLICATION') === (one === null)) &&
        nativeRoleIds.every((role) =>
          assignments.some(
            ({ nativeRoleId, organizationId }) => nativeRoleId === role && organizationId === one,
          ),
        ),
    )
  );
};

/** Accounts by what an order says. */
export const inNaiveOrder = (
  accounts: readonly StoredAccount[],
  { by, descending }: AccountOrder,
): readonly StoredAccount[] => {
  const sorted = accounts.toSorted((one, other) => compare(placeOf(one, by), placeOf(other, by)));
  return descending ? sorted.toReversed() : sorted;
};

const placeOf = ({ account, key }: StoredAccount, by: AccountOrder['by']): Position => {
  switch (by) {
    case 'ACCOUNT':
      return [account.ref.backend, account.ref.id, account.external === true ? 1 : 0];
    case 'NAME':
      return [foldText(account.displayName ?? account.userName ?? account.email ?? account.ref.id), key];
    case 'EMAIL':
      return [foldedEmailOf(account) ?? '', key];
  }
};

/** Text by its bytes in UTF-8. */
const compare = (one: Position, other: Position): number => {
  for (const [at, part] of one.entries()) {
    const difference =
      typeof part === 'number'
        ? part - Number(other[at])
        : Buffer.compare(Buffer.from(part), Buffer.from(String(other[at])));
    if (difference !== 0) return difference;
  }
  return 0;
};
