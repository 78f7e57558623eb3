import { type Expression, expressionBuilder, type Kysely, type SqlBool } from 'kysely';
import type { AccountFilter } from '../../domain/account-query.ts';
import { foldEmail } from '../../domain/email.ts';
import { foldText } from '../../domain/fold-text.ts';
import type { Posting, StoreDialect } from '../dialect.ts';
import type { Tables } from '../tables.ts';
import { type Alias, column } from './account-columns.ts';
import { hasFacets, withFacets } from './facets.ts';
import { holdersOf, membersOf } from './holders.ts';

/** One condition of a filter, in both forms in which a query can put it. */
export type Condition = {
  /** Keys of all accounts that fulfil it, from an index; `null` where none tells them. */
  readonly posting: Posting | null;
  /** Whether no others are among these. */
  readonly isExact: boolean;
  /** Whether the account with this alias fulfils it, told by looking at it: no index is used for that. */
  check(alias: Alias): Expression<SqlBool>;
};

/** The conditions of a filter; `null` where nothing can fulfil them all. */
export const conditionsOf = async (
  db: Kysely<Tables>,
  dialect: StoreDialect,
  filter: AccountFilter,
): Promise<readonly Condition[] | null> => {
  const facets = { ...filter, backends: backendsOf(filter) };
  const email = filter.email === undefined ? undefined : foldEmail(filter.email);
  const alternatives = [facets.backends, filter.kinds, filter.statuses, filter.links, filter.holding];
  if (email === null || alternatives.some((values) => values?.length === 0)) return null;
  return [
    ...(email === undefined ? [] : [bearsEmail(dialect, email)]),
    ...(filter.organization === undefined ? [] : [isMemberOf(filter.organization)]),
    ...(filter.holding === undefined ? [] : [holdsAnyOf(filter.holding)]),
    ...(await containsText(db, dialect, filter.search)),
    {
      posting: withFacets(facets),
      isExact: true,
      check: (alias) => hasFacets(facets, dialect, alias),
    },
  ];
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

const isMemberOf = (organization: NonNullable<AccountFilter['organization']>): Condition => ({
  posting: membersOf(organization),
  isExact: true,
  check: (alias) => eb.exists(membersOf(organization).where('held.account_key', '=', column(alias, 'key'))),
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
