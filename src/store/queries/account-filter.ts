import { type Expression, expressionBuilder, type Selectable, type SqlBool, sql } from 'kysely';
import type { AccountFilter, Holding } from '../../domain/account-query.ts';
import { foldEmail } from '../../domain/email.ts';
import { foldText } from '../../domain/fold-text.ts';
import type { StoreDialect } from '../dialect.ts';
import type { AccountTable, Tables } from '../tables.ts';

/** Whether a list of alternatives is empty, so that there is nothing to look for. */
export const isHopeless = (filter: AccountFilter): boolean =>
  [filter.backends, filter.kinds, filter.statuses, filter.links, filter.holding].some(
    (alternatives) => alternatives?.length === 0,
  ) ||
  (filter.email !== undefined && foldEmail(filter.email) === null);

/** What a search looks for; `null` where there is nothing that would not be found everywhere. */
export const needleOf = ({ search }: AccountFilter): string | null => {
  const needle = search === undefined ? '' : foldText(search.toWellFormed());
  return needle === '' ? null : needle;
};

/** Whether the account with this alias is shown at all. */
export const isShown = (alias: Alias): Expression<SqlBool> =>
  sql`${column(alias, 'vanished_at')} is null and ${column(alias, 'user_number')} is not null`;

/** Whether the filter lets the account with this alias through, told by looking at it: no index serves these conditions. */
export const passes = (filter: AccountFilter, dialect: StoreDialect, alias: Alias): Expression<SqlBool> => {
  const isOneOf = (name: keyof AccountTable, values: readonly string[] | undefined) =>
    values === undefined ? [] : [eb(dialect.unindexed(column(alias, name)), 'in', values)];
  const needle = needleOf(filter);
  const key = column(alias, 'key');
  return eb.and([
    isShown(alias),
    ...isOneOf('backend', filter.backends),
    ...isOneOf('kind', filter.kinds),
    ...isOneOf('status', filter.statuses),
    ...isOneOf('link', filter.links),
    ...isOneOf('email', filter.email === undefined ? undefined : [foldEmail(filter.email) ?? '']),
    ...(needle === null ? [] : [dialect.contains(column(alias, 'search_text'), needle)]),
    ...(filter.holding === undefined
      ? []
      : [
          eb.or(
            filter.holding.map((holding) =>
              eb.exists(holdersOf(holding).where('held.account_key', '=', key)),
            ),
          ),
        ]),
    ...(filter.organization === undefined
      ? []
      : [eb.exists(membersOf(filter.organization).where('held.account_key', '=', key))]),
  ]);
};

/** Keys of all that hold it. One holding may tell a key several times. */
export const holdersOf = ({ backend, nativeRoleIds: [first = '', ...others], place }: Holding) =>
  eb
    .selectFrom('assignment as held')
    .select('held.account_key')
    .where('held.backend', '=', backend)
    .where('held.native_role_id', '=', first)
    .$if(place !== 'ANYWHERE', (query) =>
      query.where('held.organization_id', place === 'APPLICATION' ? '=' : '<>', ''),
    )
    .where((held) =>
      held.and(
        others.map((role) =>
          held.exists(
            held
              .selectFrom('assignment as also')
              .select('also.account_key')
              .where('also.backend', '=', backend)
              .where('also.native_role_id', '=', role)
              .whereRef('also.account_key', '=', 'held.account_key')
              .whereRef('also.organization_id', '=', 'held.organization_id'),
          ),
        ),
      ),
    );

/** Keys of all that hold something within an organization, some several times. */
export const membersOf = ({ backend, id }: { readonly backend: string; readonly id: string }) =>
  eb
    .selectFrom('assignment as held')
    .select('held.account_key')
    .where('held.backend', '=', backend)
    .where('held.organization_id', '=', id)
    .where('held.organization_id', '<>', '');

/** What `account` is called in a query that has it twice. */
export type Alias = 'account' | 'earlier';

export const column = <Name extends keyof AccountTable>(alias: Alias, name: Name) =>
  sql.ref<Selectable<AccountTable>[Name]>(`${alias}.${name}`);

const eb = expressionBuilder<Tables>();
