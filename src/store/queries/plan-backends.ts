import { type Expression, expressionBuilder, type SqlBool } from 'kysely';
import type { Tables } from '../tables.ts';

/** Whether a plan, by the column that has its number, concerns no other than these backends; `null` = any. */
export const isWithin = (
  number: 'plan.number' | 'run.plan_number',
  backends: readonly string[] | null,
): Expression<SqlBool> =>
  backends === null
    ? eb.lit(true)
    : eb.not(
        eb.exists(
          eb
            .selectFrom('plan_backend')
            .select('plan_backend.backend')
            .whereRef('plan_backend.plan_number', '=', number)
            .$if(backends.length > 0, (others) => others.where('plan_backend.backend', 'not in', backends)),
        ),
      );

const eb = expressionBuilder<Tables, 'plan' | 'run'>();
