import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { NativeRole, NativeRoleTable } from '../../src/domain/native-role.ts';
import {
  holdingsOf,
  type RoleMap,
  resolveRoleMap,
  rolesHeld,
  rolesHeldIn,
  rolesSpelledWith,
} from '../../src/domain/role-map.ts';

const role = (id: string, alias: string | null = null): NativeRole => ({
  backend: 'vpn',
  id,
  name: id,
  alias,
  description: null,
  scope: null,
  builtIn: null,
  immutable: null,
  contexts: null,
});

const tableOf = (complete: boolean, ...roles: readonly NativeRole[]): NativeRoleTable => ({
  roles,
  complete,
});

const held = (
  nativeRoleId: string,
  organizationId: string | null = null,
  nativeRoleAlias: string | null = null,
) => ({
  nativeRoleId,
  organizationId,
  nativeRoleAlias,
});

describe('a role map', () => {
  const map: RoleMap = {
    admin: [{ native: 'ADMIN', relation: 'EXACT' }],
    operator: [
      { native: 'o1', relation: 'EXACT' },
      { native: 'o2', relation: 'EXACT' },
    ],
  };

  it('is resolved by replacing an alias by the one native role that bears it', () => {
    expect(resolveRoleMap(map, tableOf(true, role('r-1', 'ADMIN'), role('o1'), role('o2')))).toEqual({
      ...map,
      admin: [{ native: 'r-1', relation: 'EXACT' }],
    });
  });

  it('loses a role whose alias several native roles bear', () => {
    expect(
      Object.keys(
        resolveRoleMap(
          map,
          tableOf(true, role('r-1', 'ADMIN'), role('r-2', 'ADMIN'), role('o1'), role('o2')),
        ),
      ),
    ).toEqual(['operator']);
  });

  it('loses a role of which a complete table lacks a part, and keeps it where the table may be incomplete', () => {
    expect(Object.keys(resolveRoleMap(map, tableOf(true, role('r-1', 'ADMIN'), role('o1'))))).toEqual([
      'admin',
    ]);
    expect(Object.keys(resolveRoleMap(map, tableOf(false, role('r-1', 'ADMIN'), role('o1'))))).toEqual([
      'admin',
      'operator',
    ]);
  });

  it('tells which roles are held: whole, in one place, by id or by alias', () => {
    expect(rolesHeld(map, [held('o1'), held('r-1', null, 'ADMIN')])).toEqual(['admin']);
    expect(rolesHeld(map, [held('o1'), held('o2', 'oslo')])).toEqual([]);
    expect(rolesHeld(map, [held('o1', 'oslo'), held('o2', 'oslo')])).toEqual(['operator']);
  });

  it('finds by its holdings those who hold a role, and nobody else', () => {
    const spelling = fc.record({
      native: fc.constantFrom('o1', 'o2', 'o3'),
      relation: fc.constant('EXACT' as const),
      scope: fc.constantFrom(undefined, 'APPLICATION' as const, 'ORGANIZATION' as const),
    });
    const assignment = fc
      .tuple(fc.constantFrom('o1', 'o2', 'o3'), fc.constantFrom(null, 'oslo', 'bergen'))
      .map(([id, place]) => held(id, place));
    fc.assert(
      fc.property(fc.array(spelling, { maxLength: 4 }), fc.array(assignment), (spellings, all) => {
        const one = { operator: spellings };
        const found = holdingsOf(one, 'operator').some(({ nativeRoleIds, place }) =>
          [null, 'oslo', 'bergen']
            .filter((at) => place === 'ANYWHERE' || (place === 'APPLICATION') === (at === null))
            .some((at) =>
              nativeRoleIds.every((id) =>
                all.some((each) => each.nativeRoleId === id && each.organizationId === at),
              ),
            ),
        );
        expect(found).toBe(rolesHeld(one, all).includes('operator'));
        expect(found).toBe(
          [null, 'oslo', 'bergen'].some((at) => rolesHeldIn(one, all, at).includes('operator')),
        );
      }),
    );
  });

  it('tells which roles a native role helps to spell', () => {
    expect(rolesSpelledWith(map, { id: 'o2', alias: null })).toEqual([
      { role: 'operator', relation: 'EXACT' },
    ]);
    expect(rolesSpelledWith(map, { id: 'r-9', alias: 'ADMIN' })).toEqual([
      { role: 'admin', relation: 'EXACT' },
    ]);
    expect(rolesSpelledWith(map, { id: 'z', alias: null })).toEqual([]);
  });
});
