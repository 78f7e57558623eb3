import type { Account } from '../domain/account.ts';
import { digestOf } from '../domain/canonical.ts';
import type { StepKind } from '../domain/change.ts';
import type { Observed } from './observe.ts';

/**
 * Of an account as it was observed, as much as a step rests on: equal exactly where the step would mean the same. `null` for steps that rest
 * on nothing but the account's being there.
 */
export const fingerprintOf = (kind: StepKind, { account, assignments }: Observed): string | null => {
  const mutability = { external: account.external, protection: account.protection };
  switch (kind) {
    case 'ROLES':
      return digestOf({ ...mutability, assignments: holdings(assignments) });
    case 'STATUS':
      return digestOf({ ...mutability, status: account.status });
    case 'DELETE':
      return digestOf({ ...mutability, status: account.status, assignments: holdings(assignments) });
    case 'CREATE':
    case 'UPDATE':
    case 'REINVITE':
      return null;
  }
};

/** Of an account whose roles others are to follow: equal exactly where they would follow the same. */
export const fingerprintOfSource = ({ account, assignments }: Observed): string =>
  digestOf({ isFollowed: isFollowed(account), assignments: holdings(assignments) });

/** Whoever may not sign in any more sets no example. */
export const isFollowed = ({ status }: Pick<Account, 'status'>): boolean =>
  status !== 'DISABLED' && status !== 'EXPIRED';

/** In no order. */
const holdings = (assignments: Observed['assignments']): readonly string[] =>
  assignments
    .map(({ nativeRoleId, organizationId, origin }) =>
      JSON.stringify([
        nativeRoleId,
        organizationId,
        origin?.kind ?? null,
        origin?.kind === 'INHERITED' ? origin.group.id : null,
      ]),
    )
    .toSorted();
