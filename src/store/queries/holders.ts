import { expressionBuilder } from 'kysely';
import type { Holding } from '../../domain/account-query.ts';
import type { Tables } from '../tables.ts';

/** Keys of all that hold it, some several times. */
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
export const holdersWithin = ({ backend, id }: { readonly backend: string; readonly id: string }) =>
  eb
    .selectFrom('assignment as held')
    .select('held.account_key')
    .where('held.backend', '=', backend)
    .where('held.organization_id', '=', id)
    .where('held.organization_id', '<>', '');

const eb = expressionBuilder<Tables>();
