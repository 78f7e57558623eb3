import { type Expression, expressionBuilder, type Kysely, sql } from 'kysely';
import type { AccountKind, AccountStatus } from '../../domain/account.ts';
import type { AccountFilter } from '../../domain/account-query.ts';
import { foldEmail } from '../../domain/email.ts';
import type { LinkState } from '../../domain/link.ts';
import type { StoreDialect } from '../dialect.ts';
import type { Tables } from '../tables.ts';
import { holdersOf, membersOf, needleOf } from './account-filter.ts';

/** Keys of accounts from an index: all that one condition of a filter lets through, perhaps with others. */
export type Posting = Expression<{ account_key: number }>;

/**
 * The shortest posting that a filter can be answered from; `null` where each is longer than `longest`. To look at that many accounts and
 * put them in order costs less than to walk all accounts until enough have passed.
 */
export const findShortPosting = async (
  db: Kysely<Tables>,
  filter: AccountFilter,
  dialect: StoreDialect,
  longest: number,
): Promise<Posting | null> => {
  let shortest: Posting | null = null;
  let size = longest + 1;
  for (const posting of postingsOf(filter, dialect)) {
    const { rows } = await sql<{ size: number }>`
      select count(*) as size from (select 1 from ${posting} as all_keys limit ${size}) as some_keys`.execute(
      db,
    );
    const own = rows[0]?.size ?? 0;
    if (own < size) {
      shortest = posting;
      size = own;
    }
  }
  return shortest;
};

/** Those that are likely to be the shortest first. */
const postingsOf = (filter: AccountFilter, dialect: StoreDialect): readonly Posting[] => {
  const needle = needleOf(filter);
  return [
    filter.email === undefined ? null : bearersOf(foldEmail(filter.email) ?? ''),
    filter.organization === undefined ? null : membersOf(filter.organization),
    holdersOfAny(filter),
    needle === null ? null : dialect.searchPosting(needle),
    withFacets(filter),
  ].filter((posting) => posting !== null);
};

const bearersOf = (email: string): Posting =>
  eb
    .selectFrom('account')
    .select('account.key as account_key')
    .where('account.email', '=', email)
    .where('account.vanished_at', 'is', null);

const holdersOfAny = ({ holding }: AccountFilter): Posting | null => {
  const [first, ...others] = (holding ?? []).map(holdersOf);
  return first === undefined ? null : others.reduce((all, one) => all.union(one), first);
};

/** The accounts of some kinds, statuses and link states: those of all where none are asked for, so that the index is used to its end. */
export const withFacets = (filter: AccountFilter) =>
  eb
    .selectFrom('account')
    .select('account.key as account_key')
    .where('account.backend', 'in', filter.backends)
    .where('account.status', 'in', filter.statuses ?? statuses)
    .where('account.kind', 'in', filter.kinds ?? kinds)
    .where('account.link', 'in', filter.links ?? links)
    .where('account.vanished_at', 'is', null)
    .where('account.user_number', 'is not', null);

const namesOf = <Name extends string>(names: Readonly<Record<Name, true>>): readonly Name[] =>
  // The keys of a record over a union are the union.
  Object.keys(names) as Name[];

const statuses = namesOf<AccountStatus>({
  ACTIVE: true,
  INVITED: true,
  EXPIRED: true,
  DISABLED: true,
  UNKNOWN: true,
});
const kinds = namesOf<AccountKind>({ PERSON: true, SERVICE: true, DIRECTORY_GROUP: true, UNKNOWN: true });
const links = namesOf<LinkState>({
  LINKED: true,
  SUGGESTED: true,
  DISPUTED: true,
  UNLINKED: true,
  DENIED: true,
});

const eb = expressionBuilder<Tables>();
