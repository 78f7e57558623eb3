import { type Expression, expressionBuilder, type SqlBool } from 'kysely';
import type { AccountKind, AccountStatus } from '../../domain/account.ts';
import type { AccountFilter } from '../../domain/account-query.ts';
import type { LinkState } from '../../domain/link.ts';
import type { StoreDialect } from '../dialect.ts';
import type { Tables } from '../tables.ts';
import { type Alias, column } from './account-columns.ts';

type Facets = Pick<AccountFilter, 'backends' | 'statuses' | 'kinds' | 'links'>;

/** Keys of all accounts with these facets. Where any will do, all are named: the index is used as far as its columns are. */
export const withFacets = ({ backends, statuses, kinds, links }: Facets) =>
  eb
    .selectFrom('account')
    .select('account.key as account_key')
    .where('account.backend', 'in', backends)
    .where('account.status', 'in', statuses ?? allStatuses)
    .where('account.kind', 'in', kinds ?? allKinds)
    .where('account.link', 'in', links ?? allLinks)
    .where('account.vanished_at', 'is', null)
    .where('account.user_number', 'is not', null);

export const hasFacets = (
  { backends, statuses, kinds, links }: Facets,
  dialect: StoreDialect,
  alias: Alias,
): Expression<SqlBool> => {
  const isOneOf = (name: 'backend' | 'status' | 'kind' | 'link', values: readonly string[] | undefined) =>
    values === undefined ? [] : [eb(dialect.unindexed(column(alias, name)), 'in', values)];
  return eb.and([
    ...isOneOf('backend', backends),
    ...isOneOf('status', statuses),
    ...isOneOf('kind', kinds),
    ...isOneOf('link', links),
  ]);
};

const namesOf = <Name extends string>(names: Readonly<Record<Name, true>>): readonly Name[] =>
  // The keys of a record over a union are the union.
  Object.keys(names) as Name[];

const allStatuses = namesOf<AccountStatus>({
  ACTIVE: true,
  INVITED: true,
  EXPIRED: true,
  DISABLED: true,
  UNKNOWN: true,
});
const allKinds = namesOf<AccountKind>({ PERSON: true, SERVICE: true, DIRECTORY_GROUP: true, UNKNOWN: true });
const allLinks = namesOf<LinkState>({
  LINKED: true,
  SUGGESTED: true,
  DISPUTED: true,
  UNLINKED: true,
  DENIED: true,
});

const eb = expressionBuilder<Tables>();
