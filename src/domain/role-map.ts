import type { Holding } from './account-query.ts';
import type { AssignmentRef } from './assignment.ts';
import { RolecallError } from './errors.ts';
import type { NativeRoleTable } from './native-role.ts';

/** How much a native role gives, held against the role that it spells. */
export type Relation = 'EXACT' | 'BROADER' | 'NARROWER';

/** One native role that spells a role on one backend. A role is spelled by all its entries of one scope together. */
export type Spelling = {
  /** `NativeRole.id`, or `NativeRole.alias` where ids differ between installations. */
  readonly native: string;
  readonly relation: Relation;
  /** Where it can be granted; not given = both for the application and within an organization. */
  readonly scope?: 'APPLICATION' | 'ORGANIZATION' | undefined;
};

/** What a backend's native roles spell, by the role's name. A role that is missing here is not expressible there. */
export type RoleMap = { readonly [role: string]: readonly Spelling[] };

/**
 * The map with every alias replaced by the one native role that bears it. A role with a spelling that is not in a complete table, or
 * that several native roles bear, is left out: it cannot be granted as described.
 */
export const resolveRoleMap = (map: RoleMap, table: NativeRoleTable): RoleMap =>
  Object.fromEntries(
    Object.entries(map).flatMap(([role, spellings]) => {
      const resolved = spellings.map((spelling) => resolveSpelling(spelling, table));
      return resolved.every((spelling) => spelling !== null) ? [[role, resolved]] : [];
    }),
  );

const resolveSpelling = (spelling: Spelling, table: NativeRoleTable): Spelling | null => {
  if (table.roles.some(({ id }) => id === spelling.native)) return spelling;
  const [bearer, ...others] = table.roles.filter(({ alias }) => alias === spelling.native);
  if (bearer !== undefined) return others.length === 0 ? { ...spelling, native: bearer.id } : null;
  return table.complete ? null : spelling;
};

/**
 * The assignments that spell `role` in one place: for the whole application (`null`) or within one organization.
 * Throws NOT_EXPRESSIBLE or ORGANIZATION_REQUIRED where there are none.
 */
export const assignmentsFor = (
  map: RoleMap,
  role: string,
  organizationId: string | null,
): readonly SpelledAssignment[] => {
  const spellings = spellingsOf(map, role);
  if (spellings.length === 0)
    throw new RolecallError('NOT_EXPRESSIBLE', `The role ${role} is not expressible on this backend`);
  const fitting = spellings.filter((spelling) => fits(spelling, organizationId));
  if (fitting.length > 0)
    return fitting.map(({ native, relation }) => ({ nativeRoleId: native, organizationId, relation }));
  throw organizationId === null
    ? new RolecallError(
        'ORGANIZATION_REQUIRED',
        `The role ${role} exists on this backend only within an organization: name one`,
        { path: ['organization'] },
      )
    : new RolecallError(
        'NOT_EXPRESSIBLE',
        `The role ${role} cannot be held within an organization on this backend`,
        { path: ['organization'] },
      );
};

export type SpelledAssignment = AssignmentRef & { readonly relation: Relation };

/** The roles that a native role, known by id or alias, helps to spell, with the relation of each. */
export const rolesSpelledWith = (
  map: RoleMap,
  native: { readonly id: string; readonly alias: string | null },
): readonly { readonly role: string; readonly relation: Relation }[] =>
  Object.entries(map).flatMap(([role, spellings]) =>
    spellings
      .filter((spelling) => spelling.native === native.id || spelling.native === native.alias)
      .map(({ relation }) => ({ role, relation })),
  );

/** The roles whose spelling is held whole in at least one place. A half-held role is not held. */
export const rolesHeld = (map: RoleMap, held: readonly HeldNativeRole[]): readonly string[] => {
  const places = new Set(held.map(({ organizationId }) => organizationId));
  const roles = new Set([...places].flatMap((place) => rolesHeldIn(map, held, place)));
  return Object.keys(map).filter((role) => roles.has(role));
};

/** The same for one place: the whole application (`null`) or one organization. */
export const rolesHeldIn = (
  map: RoleMap,
  held: readonly HeldNativeRole[],
  place: string | null,
): readonly string[] => {
  const here = held.filter(({ organizationId }) => organizationId === place);
  const natives = new Set(
    here.flatMap(({ nativeRoleId, nativeRoleAlias }) => [nativeRoleId, nativeRoleAlias]),
  );
  return Object.keys(map).filter((role) => {
    const fitting = spellingsOf(map, role).filter((spelling) => fits(spelling, place));
    return fitting.length > 0 && fitting.every(({ native }) => natives.has(native));
  });
};

/** What holds a role in one place or another, as `rolesHeldIn` has it, where the map names native roles by their ids. */
export const holdingsOf = (map: RoleMap, role: string): readonly Omit<Holding, 'backend'>[] => {
  const spellings = spellingsOf(map, role);
  const nativesFitting = (place: Place): readonly string[] => [
    ...new Set(spellings.filter((spelling) => fitsIn(spelling, place)).map(({ native }) => native)),
  ];
  const isAlikeEverywhere = spellings.every(({ scope }) => scope === undefined);
  const holdings: readonly Omit<Holding, 'backend'>[] = isAlikeEverywhere
    ? [{ nativeRoleIds: nativesFitting('APPLICATION'), place: 'ANYWHERE' }]
    : places.map((place) => ({ nativeRoleIds: nativesFitting(place), place }));
  return holdings.filter(({ nativeRoleIds }) => nativeRoleIds.length > 0);
};

type HeldNativeRole = AssignmentRef & { readonly nativeRoleAlias?: string | null };

/** Not `map[role]`: a role may be called `constructor`. */
export const spellingsOf = (map: RoleMap, role: string): readonly Spelling[] =>
  Object.hasOwn(map, role) ? (map[role] ?? []) : [];

export const fits = (spelling: Spelling, organizationId: string | null): boolean =>
  fitsIn(spelling, organizationId === null ? 'APPLICATION' : 'ORGANIZATION');

const fitsIn = ({ scope }: Spelling, place: Place): boolean => scope === undefined || scope === place;

const places = ['APPLICATION', 'ORGANIZATION'] as const;

type Place = (typeof places)[number];
