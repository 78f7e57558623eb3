import type { Assignment } from '../../domain/assignment.ts';
import type { Role } from '../../domain/role.ts';
import { rolesHeld } from '../../domain/role-map.ts';
import { backendOf, type Context, rolesNamed } from '../context.ts';
import type { AccountParent } from '../parents.ts';
import { whenKnown } from '../when-known.ts';

/**
 * All assignments of an account: at once where it is known with them, else by asking for what its own record may lack. What the index keeps
 * of one that was not read with them may be older than the account, so that all of it is asked for.
 */
export const assignmentsOf = (
  context: Context,
  account: AccountParent,
  { origins }: { readonly origins: boolean },
): readonly Assignment[] | Promise<readonly Assignment[]> => {
  const { backend } = backendOf(context, account.ref.backend);
  // A record without any tells nothing of those that groups give.
  const tellsOrigins =
    account.kept === null &&
    account.assignments.length > 0 &&
    account.assignments.every(({ origin }) => origin !== null);
  if (account.isAttributed || tellsOrigins) return account.assignments;
  const loaders = context.loaders.of(backend);
  return (origins || account.kept !== null ? loaders.attributedAssignments : loaders.assignments).load(
    account,
  );
};

/** The roles that its assignments spell whole. */
export const rolesOf = (
  context: Context,
  account: AccountParent,
): readonly Role[] | Promise<readonly Role[]> => {
  const { roleMap } = backendOf(context, account.ref.backend);
  return whenKnown(assignmentsOf(context, account, { origins: false }), (assignments) =>
    rolesNamed(context, rolesHeld(roleMap, assignments)),
  );
};
