import { type AssignmentRef, keyOfAssignment, keysOf, without } from './assignment.ts';
import { RolecallError } from './errors.ts';
import { displacedBy, type ExclusiveGroups, refuseBroken, refuseExcluded } from './exclusive-groups.ts';
import {
  assignmentsFor,
  fits,
  type RoleMap,
  rolesHeldIn,
  type SpelledAssignment,
  spellingsOf,
} from './role-map.ts';

/** A role by Rolecall's name, or a native role by its id. */
export type RoleTerm = { readonly role: string } | { readonly nativeRoleId: string };

/** What a caller asks for, in one place: the whole application (`organizationId: null`) or one organization. Other places stay as they are. */
export type RoleEdit = { readonly organizationId: string | null } & (
  | { readonly kind: 'replace'; readonly roles: readonly RoleTerm[] }
  | { readonly kind: 'delta'; readonly grant: readonly RoleTerm[]; readonly revoke: readonly RoleTerm[] }
);

/** What an edit comes to. All sets are free of duplicates; `grants` and `revokes` are disjoint. */
export type EditedSet = {
  readonly after: readonly AssignmentRef[];
  readonly grants: readonly SpelledAssignment[];
  readonly revokes: readonly AssignmentRef[];
  /** Asked for and held before. */
  readonly alreadyHeld: readonly AssignmentRef[];
  /** To be revoked, had another role that stays not needed it. */
  readonly stillNeeded: readonly AssignmentRef[];
  /** Roles that went because an exclusive group lets only one be held. */
  readonly displaced: readonly string[];
};

/**
 * Applies an edit to the assignments themselves. Going through roles and back would lose every one that is unmanaged or that spells
 * a role only in part.
 *
 * *replace* = (observed minus managed) plus native-of(desired), in its place.
 * *delta* = observed plus native-of(grant) minus (native-of(revoke) minus what the kept roles still need), in its place.
 *
 * Laws: idempotent; an unmanaged grant that the edit does not name never moves; nothing outside the place moves; a kept role is held
 * whole afterwards; no exclusive group is broken that was kept before. `map` is resolved (`resolveRoleMap`). Throws what `assignmentsFor`
 * throws, and BAD_INPUT for an edit at odds with itself or with an exclusive group.
 */
export const applyEdit = (
  observed: readonly AssignmentRef[],
  edit: RoleEdit,
  map: RoleMap,
  exclusive: ExclusiveGroups = [],
): EditedSet => {
  const world: World = {
    map,
    exclusive,
    place: edit.organizationId,
    here: observed.filter(({ organizationId }) => organizationId === edit.organizationId),
  };
  const intent = edit.kind === 'replace' ? replaceIntent(edit.roles, world) : deltaIntent(edit, world);
  const edited = settle(observed, intent);
  refuseBroken(exclusive, {
    before: rolesHeldIn(map, world.here, world.place),
    after: rolesHeldIn(map, edited.after, world.place),
    displaced: edited.displaced,
  });
  return edited;
};

/** What an intent is formed from: `here` is what is observed in the place. */
type World = {
  readonly map: RoleMap;
  readonly exclusive: ExclusiveGroups;
  readonly place: string | null;
  readonly here: readonly AssignmentRef[];
};

/** What an edit means, before it is held against what is there: plus `granting`, minus what of `leaving` is neither `needed` nor granted. */
type Intent = {
  readonly granting: readonly SpelledAssignment[];
  readonly leaving: readonly AssignmentRef[];
  readonly needed: readonly AssignmentRef[];
  readonly displaced: readonly string[];
};

const replaceIntent = (desired: readonly RoleTerm[], { map, exclusive, place, here }: World): Intent => {
  const granting = nativeOf(map, desired, place);
  refuseExcluded(rolesAskedFor(map, desired, granting, place), exclusive);
  return {
    granting,
    leaving: here.filter(({ nativeRoleId }) => isManaged(map, nativeRoleId)),
    needed: [],
    displaced: [],
  };
};

const deltaIntent = (
  { grant, revoke }: { readonly grant: readonly RoleTerm[]; readonly revoke: readonly RoleTerm[] },
  { map, exclusive, place, here }: World,
): Intent => {
  refuseContradiction(grant, revoke);
  const granting = nativeOf(map, grant, place);
  const wanted = rolesAskedFor(map, grant, granting, place);
  refuseExcluded(wanted, exclusive);

  const displaced = displacedBy(wanted, rolesHeldIn(map, [...here, ...granting], place), exclusive);
  const leaving = nativeOf(map, [...revoke, ...displaced.map((role) => ({ role }))], place);
  const kept = keptRoles(map, here, place, [...rolesNamed(revoke), ...displaced], revoke);
  return { granting, leaving, needed: [...neededBy(map, kept, place), ...granting], displaced };
};

const settle = (
  observed: readonly AssignmentRef[],
  { granting, leaving, needed, displaced }: Intent,
): EditedSet => {
  const held = keysOf(observed);
  const isHeld = (grant: AssignmentRef) => held.has(keyOfAssignment(grant));
  const staying = keysOf([...needed, ...granting]);
  const stillNeeded = keysOf(needed);

  const grants = granting.filter((grant) => !isHeld(grant));
  const revokes = leaving.filter((grant) => isHeld(grant) && !staying.has(keyOfAssignment(grant)));
  return {
    after: [...without(uniqueAssignments(observed), revokes), ...grants].map(withoutRelation),
    grants,
    revokes: revokes.map(withoutRelation),
    alreadyHeld: granting.filter(isHeld).map(withoutRelation),
    stillNeeded: leaving
      .filter((grant) => isHeld(grant) && stillNeeded.has(keyOfAssignment(grant)))
      .map(withoutRelation),
    displaced,
  };
};

/** The assignments that spell these terms in one place, each once. */
const nativeOf = (
  map: RoleMap,
  terms: readonly RoleTerm[],
  place: string | null,
): readonly SpelledAssignment[] =>
  // Where one term takes a native role for what it is, it is no escalation that another gets more than it asked for.
  uniqueAssignments(terms.flatMap((term) => assignmentsOfTerm(map, term, place)).toSorted(broaderFirst));

const assignmentsOfTerm = (
  map: RoleMap,
  term: RoleTerm,
  place: string | null,
): readonly SpelledAssignment[] =>
  'role' in term
    ? assignmentsFor(map, term.role, place)
    : [{ nativeRoleId: term.nativeRoleId, organizationId: place, relation: 'EXACT' }];

/** Roles can also be asked for by naming their native roles; exclusive groups hold all the same. */
const rolesAskedFor = (
  map: RoleMap,
  terms: readonly RoleTerm[],
  granting: readonly AssignmentRef[],
  place: string | null,
): readonly string[] => [...new Set([...rolesNamed(terms), ...rolesHeldIn(map, granting, place)])];

const refuseContradiction = (wanted: readonly RoleTerm[], unwanted: readonly RoleTerm[]): void => {
  const unwantedNames = new Set(unwanted.map(nameOf));
  const both = wanted.find((term) => unwantedNames.has(nameOf(term)));
  if (both !== undefined)
    throw new RolecallError('BAD_INPUT', `${nameOf(both)} is both to be granted and to be revoked`);
};

/** Held whole now, not to go by name, and not broken by a native role that goes. */
const keptRoles = (
  map: RoleMap,
  here: readonly AssignmentRef[],
  place: string | null,
  going: readonly string[],
  unwanted: readonly RoleTerm[],
): readonly string[] => {
  const broken = new Set(unwanted.flatMap((term) => ('nativeRoleId' in term ? [term.nativeRoleId] : [])));
  return rolesHeldIn(map, here, place).filter(
    (role) =>
      !going.includes(role) &&
      neededBy(map, [role], place).every(({ nativeRoleId }) => !broken.has(nativeRoleId)),
  );
};

const neededBy = (map: RoleMap, roles: readonly string[], place: string | null): readonly AssignmentRef[] =>
  roles.flatMap((role) =>
    spellingsOf(map, role)
      .filter((spelling) => fits(spelling, place))
      .map(({ native }) => ({ nativeRoleId: native, organizationId: place })),
  );

const isManaged = (map: RoleMap, nativeRoleId: string): boolean =>
  Object.values(map).some((spellings) => spellings.some(({ native }) => native === nativeRoleId));

const rolesNamed = (terms: readonly RoleTerm[]): readonly string[] =>
  terms.flatMap((term) => ('role' in term ? [term.role] : []));

const nameOf = (term: RoleTerm): string =>
  'role' in term ? `The role ${term.role}` : `The native role ${term.nativeRoleId}`;

/** Of equal grants the last. */
const uniqueAssignments = <T extends AssignmentRef>(grants: readonly T[]): readonly T[] => [
  ...new Map(grants.map((grant) => [keyOfAssignment(grant), grant])).values(),
];

const broaderFirst = (one: SpelledAssignment, other: SpelledAssignment): number =>
  Number(other.relation === 'BROADER') - Number(one.relation === 'BROADER');

const withoutRelation = ({ nativeRoleId, organizationId }: AssignmentRef): AssignmentRef => ({
  nativeRoleId,
  organizationId,
});
