import { RolecallError } from './errors.ts';

/** Groups of roles, by name. Of each an account can hold at most one in one place. */
export type ExclusiveGroups = readonly (readonly string[])[];

/** Throws BAD_INPUT where two roles of one group are asked for. */
export const refuseExcluded = (wantedRoles: readonly string[], exclusive: ExclusiveGroups): void => {
  for (const group of exclusive) {
    const [one, other] = wantedRoles.filter((role) => group.includes(role));
    if (other !== undefined)
      throw new RolecallError(
        'BAD_INPUT',
        `The roles ${one} and ${other} exclude each other: an account can hold one of them`,
      );
  }
};

/** Roles held now, or made whole by what is granted, that the wanted ones push out of an exclusive group. */
export const displacedBy = (
  wanted: readonly string[],
  held: readonly string[],
  exclusive: ExclusiveGroups,
): readonly string[] =>
  held.filter(
    (role) =>
      !wanted.includes(role) &&
      exclusive.some((group) => group.includes(role) && wanted.some((one) => group.includes(one))),
  );

/**
 * Throws BAD_INPUT where an edit would end with two roles of one group. Displacing may not suffice: a role that stays can hold what the
 * displaced one is made of, and what is granted can complete a role that nobody asked for. What was broken before is no fault of the edit.
 */
export const refuseBroken = (
  exclusive: ExclusiveGroups,
  roles: {
    readonly before: readonly string[];
    readonly after: readonly string[];
    readonly displaced: readonly string[];
  },
): void => {
  for (const group of exclusive) {
    const together = roles.after.filter((role) => group.includes(role));
    const isOld = together.every((role) => roles.before.includes(role) && !roles.displaced.includes(role));
    if (together.length > 1 && !isOld)
      throw new RolecallError(
        'BAD_INPUT',
        `This would make the account hold ${together.join(' and ')}, which exclude each other: a role that it keeps needs the same native roles`,
      );
  }
};
