import { type Expression, expressionBuilder, type Kysely, type SqlBool } from 'kysely';
import type { AccountFilter } from '../../domain/account-query.ts';
import { foldEmail } from '../../domain/email.ts';
import { foldText } from '../../domain/fold-text.ts';
import type { Posting, StoreDialect } from '../dialect.ts';
import type { Tables } from '../tables.ts';
import { type Alias, column } from './account-columns.ts';
import { hasFacets, withFacets } from './facets.ts';
import { holdersOf, holdersWithin } from './holders.ts';

/**
 * How a filter is answered: it is some conditions, each in two forms. The *posting* of a condition is the keys of all accounts that fulfil
 * it, from an index; its *check* looks at one account. Two plans are made of these:
 *
 * 1. Follow the order's index (`passes`): accounts are looked at in the order that was asked for, until the page is full.
 * 2. Sort the few (`passesWithoutIndex`): the posting of the *rarest* condition, which is the shortest, is gone through, and what passes all
 *    checks is put in order. Every column is `unindexed` there, lest the database prefers an index of its own liking.
 *
 * So `{ statuses: ['ACTIVE'], search: 'lovelace' }` by name goes by the 12 keys that the search's index tells (2), and with `search: 'a'`,
 * for which there is no posting, along the index of names, where one in two passes (1). `walk.ts` chooses and tells when it was wrong.
 * `counts.ts` has no order to follow: it counts (2), or a posting alone where there is but one condition.
 */
export type Condition = {
  /** `null` where no index tells them. */
  readonly posting: Posting | null;
  /** Whether no others are among these. */
  readonly isExact: boolean;
  /** Whether the account with this alias fulfils it, told by looking at it: no index is used for that. */
  check(alias: Alias): Expression<SqlBool>;
};

/** `facets`: backend, status, kind and link, which are looked for together. `all` has them too. */
export type Conditions = {
  readonly facets: Condition & { readonly posting: Posting };
  readonly others: readonly Condition[];
  readonly all: readonly Condition[];
};

/** The conditions of a filter; `null` where nothing can fulfil them all. */
export const conditionsOf = async (
  db: Kysely<Tables>,
  dialect: StoreDialect,
  filter: AccountFilter,
): Promise<Conditions | null> => {
  const wanted = { ...filter, backends: backendsOf(filter) };
  const email = filter.email === undefined ? undefined : foldEmail(filter.email);
  const alternatives = [wanted.backends, filter.kinds, filter.statuses, filter.links, filter.holding];
  if (email === null || alternatives.some((values) => values?.length === 0)) return null;
  const others = [
    ...(email === undefined ? [] : [bearsEmail(dialect, email)]),
    ...(filter.organization === undefined ? [] : [holdsWithin(filter.organization)]),
    ...(filter.holding === undefined ? [] : [holdsAnyOf(filter.holding)]),
    ...(await containsText(db, dialect, filter.search)),
  ];
  const facets = {
    posting: withFacets(wanted),
    isExact: true,
    check: (alias: Alias) => hasFacets(wanted, dialect, alias),
  };
  return { facets, others, all: [...others, facets] };
};

/** Those that are left once the other conditions that name a backend have had their say. */
export const backendsOf = ({ backends, holding, organization }: AccountFilter): readonly string[] =>
  backends.filter(
    (id) =>
      (holding === undefined || holding.some(({ backend }) => backend === id)) &&
      (organization === undefined || organization.backend === id),
  );

const bearsEmail = (dialect: StoreDialect, email: string): Condition => ({
  posting: eb
    .selectFrom('account')
    .select('account.key as account_key')
    .where('account.email', '=', email)
    .where('account.vanished_at', 'is', null),
  isExact: true,
  check: (alias) => eb(dialect.unindexed(column(alias, 'email')), '=', email),
});

const holdsWithin = (organization: NonNullable<AccountFilter['organization']>): Condition => ({
  posting: holdersWithin(organization),
  isExact: true,
  check: (alias) =>
    eb.exists(holdersWithin(organization).where('held.account_key', '=', column(alias, 'key'))),
});

const holdsAnyOf = (holding: NonNullable<AccountFilter['holding']>): Condition => {
  const [first, ...others] = holding.map(holdersOf);
  return {
    posting: first === undefined ? null : others.reduce((all, one) => all.union(one), first),
    isExact: true,
    check: (alias) =>
      eb.or(
        holding.map((one) => eb.exists(holdersOf(one).where('held.account_key', '=', column(alias, 'key')))),
      ),
  };
};

/** What is found everywhere is no condition. */
const containsText = async (
  db: Kysely<Tables>,
  dialect: StoreDialect,
  search: string | undefined,
): Promise<readonly Condition[]> => {
  const needle = foldText((search ?? '').toWellFormed());
  if (needle === '') return [];
  return [
    {
      posting: await dialect.findTexts(db, needle),
      isExact: false,
      check: (alias) => dialect.contains(column(alias, 'search_text'), needle),
    },
  ];
};

const eb = expressionBuilder<Tables>();
