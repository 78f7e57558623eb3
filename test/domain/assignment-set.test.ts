import { describe, expect, it } from 'vitest';
import { type AssignmentRef, keyOfAssignment } from '../../src/domain/assignment.ts';
import { applyEdit, type RoleEdit, type RoleTerm } from '../../src/domain/assignment-set.ts';
import { type RoleMap, rolesHeld, rolesHeldIn } from '../../src/domain/role-map.ts';

const exact = (...natives: readonly string[]) =>
  natives.map((native) => ({ native, relation: 'EXACT' as const }));

/** Alone, overlapping, contained, and with nothing in common: `z` is never managed. */
const maps: readonly RoleMap[] = [
  { a: exact('x'), b: exact('y') },
  { a: exact('x', 'y'), b: exact('y') },
  { a: exact('x', 'y'), b: exact('y', 'w') },
  { a: exact('x'), b: exact('x') },
  { a: exact('x', 'y') },
  {
    a: [
      { native: 'x', relation: 'EXACT', scope: 'APPLICATION' },
      { native: 'y', relation: 'EXACT', scope: 'ORGANIZATION' },
    ],
    b: exact('w'),
  },
];

const worlds: readonly (readonly [RoleMap, Exclusive])[] = [
  ...maps.map((map) => [map, []] as const),
  [{ a: exact('x'), b: exact('y') }, [['a', 'b']]],
  [{ a: exact('x', 'y'), b: exact('y', 'w') }, [['a', 'b']]],
  // b contains a and does not exclude c, which excludes a.
  [{ a: exact('x'), b: exact('x', 'y'), c: exact('y', 'w') }, [['a', 'c']]],
];

const natives = ['w', 'x', 'y', 'z'];
const places = [null, 'oslo'];

const subsetsOf = <T>(all: readonly T[]): readonly (readonly T[])[] =>
  Array.from({ length: 2 ** all.length }, (_, bits) => all.filter((_one, at) => (bits >> at) % 2 === 1));

/** One fewer in the organization: the two places are alike, and cases multiply. */
const everyGrant: readonly AssignmentRef[] = [
  ...natives.map((nativeRoleId) => ({ nativeRoleId, organizationId: null })),
  ...['x', 'y', 'z'].map((nativeRoleId) => ({ nativeRoleId, organizationId: 'oslo' })),
];

const keys = (grants: readonly AssignmentRef[]): readonly string[] => grants.map(keyOfAssignment).toSorted();

type Exclusive = readonly (readonly string[])[];

/** Every edit over every set of native grants, in both places: the number is asserted below. */
const forEachCase = (
  visit: (observed: readonly AssignmentRef[], edit: RoleEdit, map: RoleMap, exclusive: Exclusive) => void,
): number => {
  let cases = 0;
  for (const [map, exclusive] of worlds) {
    const terms: readonly RoleTerm[] = [
      ...Object.keys(map).map((role) => ({ role })),
      { nativeRoleId: 'x' },
      { nativeRoleId: 'z' },
    ];
    const sets = subsetsOf(terms);
    const edits = places.flatMap((organizationId): readonly RoleEdit[] => [
      ...sets.map((roles) => ({ kind: 'replace' as const, organizationId, roles })),
      ...sets.flatMap((grant) =>
        sets
          .filter((revoke) => !revoke.some((term) => grant.includes(term)))
          .map((revoke) => ({ kind: 'delta' as const, organizationId, grant, revoke })),
      ),
    ]);
    for (const observed of subsetsOf(everyGrant))
      for (const edit of edits) {
        cases += 1;
        visit(observed, edit, map, exclusive);
      }
  }
  return cases;
};

const isManaged = (map: RoleMap, id: string): boolean =>
  Object.values(map).some((all) => all.some(({ native }) => native === id));

const namedNatives = (edit: RoleEdit): ReadonlySet<string> =>
  new Set(
    (edit.kind === 'replace' ? edit.roles : [...edit.grant, ...edit.revoke]).flatMap((term) =>
      'nativeRoleId' in term ? [term.nativeRoleId] : [],
    ),
  );

describe('an edit of roles, over every small set of native roles, map and edit', () => {
  it('keeps its laws', () => {
    const cases = forEachCase((observed, edit, map, exclusive) => {
      let result: ReturnType<typeof applyEdit>;
      try {
        result = applyEdit(observed, edit, map, exclusive);
      } catch (error) {
        expect(error).toHaveProperty(
          'code',
          expect.stringMatching(/NOT_EXPRESSIBLE|ORGANIZATION_REQUIRED|BAD_INPUT/),
        );
        return;
      }
      const { after, grants, revokes } = result;
      const broken = lawBrokenBy(observed, edit, { map, exclusive }, result);
      if (broken !== null)
        throw new Error(`${broken}: ${JSON.stringify({ observed, edit, map, after, grants, revokes })}`);
    });
    expect(cases).toBeGreaterThan(100_000);
  }, 120_000);
});

const lawBrokenBy = (
  observed: readonly AssignmentRef[],
  edit: RoleEdit,
  { map, exclusive }: { readonly map: RoleMap; readonly exclusive: Exclusive },
  { after, grants, revokes, displaced }: ReturnType<typeof applyEdit>,
): string | null => {
  const before = new Set(observed.map(keyOfAssignment));
  const held = new Set(after.map(keyOfAssignment));
  const granted = grants.map(keyOfAssignment);
  const revoked = revokes.map(keyOfAssignment);

  const expected = keys([
    ...observed.filter((grant) => !revoked.includes(keyOfAssignment(grant))),
    ...grants,
  ]);
  if (JSON.stringify(expected) !== JSON.stringify(keys(after)))
    return 'after is not before plus grants minus revokes';
  if (granted.some((key) => before.has(key)) || revoked.some((key) => !before.has(key)))
    return 'a grant was held or a revoke was not';
  if (granted.some((key) => revoked.includes(key))) return 'something is both granted and revoked';

  const again = applyEdit(after, edit, map, exclusive);
  if (again.grants.length + again.revokes.length > 0) return 'it is not idempotent';

  const named = namedNatives(edit);
  for (const { nativeRoleId, organizationId } of [...grants, ...revokes]) {
    if (organizationId !== edit.organizationId) return 'something outside the place moved';
    if (!isManaged(map, nativeRoleId) && !named.has(nativeRoleId)) return 'an unmanaged native role moved';
  }

  const rolesIn = (all: readonly AssignmentRef[]) => rolesHeldIn(map, all, edit.organizationId);
  const [heldBefore, heldAfter] = [rolesIn(observed), rolesIn(after)];
  for (const group of exclusive) {
    const together = heldAfter.filter((role) => group.includes(role));
    if (together.length > 1 && !together.every((role) => heldBefore.includes(role)))
      return 'an exclusive group is broken';
  }
  if (displaced.some((role) => heldAfter.includes(role))) return 'a displaced role is still held';

  if (edit.kind === 'replace') return null;
  const here = (all: readonly AssignmentRef[]) =>
    rolesHeld(
      map,
      all
        .filter(({ organizationId }) => organizationId === edit.organizationId)
        .map((grant) => ({ ...grant, nativeRoleAlias: null })),
    );
  const going = new Set([
    ...edit.revoke.flatMap((term) => ('role' in term ? [term.role] : [])),
    ...displaced,
  ]);
  const wanted = edit.grant.flatMap((term) => ('role' in term ? [term.role] : []));
  const brokenOnPurpose = (role: string) =>
    (map[role] ?? []).some(({ native }) =>
      edit.revoke.some((term) => 'nativeRoleId' in term && term.nativeRoleId === native),
    );
  if (
    exclusive.some(
      (group) =>
        wanted.some((role) => group.includes(role)) &&
        here(after).filter((role) => group.includes(role)).length > 1,
    )
  )
    return 'two roles of an exclusive group are held';
  if (wanted.some((role) => !here(after).includes(role))) return 'a granted role is not held';
  if (
    here(observed).some((role) => !going.has(role) && !brokenOnPurpose(role) && !here(after).includes(role))
  )
    return 'a kept role lost what it needs';
  if (
    edit.grant.some(
      (term) =>
        'nativeRoleId' in term &&
        !held.has(keyOfAssignment({ nativeRoleId: term.nativeRoleId, organizationId: edit.organizationId })),
    )
  )
    return 'a granted native role is not held';
  return null;
};

describe('an edit of roles', () => {
  const map: RoleMap = { viewer: exact('v'), operator: exact('o'), admin: exact('a', 'o') };
  const grant = (nativeRoleId: string, organizationId: string | null = null): AssignmentRef => ({
    nativeRoleId,
    organizationId,
  });

  it('that replaces leaves unmanaged native roles and other places alone', () => {
    const observed = [grant('v'), grant('custom'), grant('v', 'oslo')];
    const { after } = applyEdit(
      observed,
      { kind: 'replace', organizationId: null, roles: [{ role: 'operator' }] },
      map,
    );
    expect(keys(after)).toEqual(keys([grant('custom'), grant('v', 'oslo'), grant('o')]));
  });

  it('that revokes leaves what the remaining roles still need, and says so', () => {
    const result = applyEdit(
      [grant('a'), grant('o')],
      { kind: 'delta', organizationId: null, grant: [], revoke: [{ role: 'operator' }] },
      map,
    );
    expect(result.revokes).toEqual([]);
    expect(result.stillNeeded).toEqual([grant('o')]);
  });

  it('displaces what an exclusive group does not let be held beside the granted role', () => {
    const result = applyEdit(
      [grant('v'), grant('v', 'oslo')],
      { kind: 'delta', organizationId: null, grant: [{ role: 'operator' }], revoke: [] },
      map,
      [['viewer', 'operator']],
    );
    expect(result.displaced).toEqual(['viewer']);
    expect(keys(result.after)).toEqual(keys([grant('o'), grant('v', 'oslo')]));
  });

  it('cannot slip past an exclusive group by naming native roles', () => {
    const result = applyEdit(
      [grant('v')],
      { kind: 'delta', organizationId: null, grant: [{ nativeRoleId: 'o' }], revoke: [] },
      map,
      [['viewer', 'operator']],
    );
    expect(result.displaced).toEqual(['viewer']);
  });

  it.each([
    [
      { kind: 'delta', organizationId: null, grant: [{ role: 'viewer' }], revoke: [{ role: 'viewer' }] },
      'both to be granted and to be revoked',
    ],
    [
      { kind: 'replace', organizationId: null, roles: [{ role: 'viewer' }, { role: 'operator' }] },
      'exclude each other',
    ],
  ] satisfies readonly (readonly [RoleEdit, string])[])(
    'at odds with itself is refused: %j',
    (edit, reason) => {
      expect(() => applyEdit([], edit, map, [['viewer', 'operator']])).toThrow(reason);
    },
  );

  it('tells a role that is not expressible from one that needs an organization', () => {
    const scoped: RoleMap = { viewer: [{ native: 'ov', relation: 'EXACT', scope: 'ORGANIZATION' }] };
    const granting = (role: string, organizationId: string | null) => () =>
      applyEdit([], { kind: 'delta', organizationId, grant: [{ role }], revoke: [] }, scoped);
    expect(granting('viewer', null)).toThrow(expect.objectContaining({ code: 'ORGANIZATION_REQUIRED' }));
    expect(granting('operator', 'oslo')).toThrow(expect.objectContaining({ code: 'NOT_EXPRESSIBLE' }));
    expect(granting('constructor', 'oslo')).toThrow(expect.objectContaining({ code: 'NOT_EXPRESSIBLE' }));
    expect(granting('viewer', 'oslo')()).toMatchObject({
      grants: [{ nativeRoleId: 'ov', organizationId: 'oslo' }],
    });
  });
});
