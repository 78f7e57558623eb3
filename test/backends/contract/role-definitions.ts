import { expect } from 'vitest';
import { type Check, check, having, present } from './check.ts';
import { expectFailure } from './expect-failure.ts';

const needs = having('roleDefinitions');

export const roleDefinitionChecks: readonly Check[] = [
  check(
    'roleDefinitions: creates one with all that was given, and never overwrites',
    async ({ backend, roleDefinitions, state }) => {
      const { fresh, taken } = present(roleDefinitions);
      const { create, get, getPermissions } = present(backend.roleDefinitions);
      const created = await create(fresh);
      expect(created).toMatchObject({ id: fresh.id, description: fresh.description ?? null });
      if (fresh.contexts !== undefined) expect(created.contexts).toEqual(fresh.contexts);
      expect(await get(fresh.id)).toEqual(created);
      expect((await getPermissions(fresh.id)).toSorted()).toEqual(fresh.permissions?.toSorted());
      const before = structuredClone(state());
      await expectFailure('ALREADY_EXISTS', create(taken));
      expect(state()).toEqual(before);
    },
    { needs },
  ),

  check(
    'roleDefinitions: a change keeps what it does not name',
    async ({ backend, roleDefinitions }) => {
      const { editableId, permissions } = present(roleDefinitions);
      const { get, update, getPermissions } = present(backend.roleDefinitions);
      const [before, permissionsBefore] = [await get(editableId), await getPermissions(editableId)];
      const told = await update(editableId, { description: 'Told anew' });
      expect(told).toEqual({ ...before, description: 'Told anew' });
      expect(await getPermissions(editableId)).toEqual(permissionsBefore);
      expect(await update(editableId, { permissions })).toEqual(told);
      expect((await getPermissions(editableId)).toSorted()).toEqual(permissions.toSorted());
    },
    { needs },
  ),

  check(
    'roleDefinitions: gives null for what there is not, and deletes one and no other',
    async ({ backend, roleDefinitions }) => {
      const { ids, missingId, removableId } = present(roleDefinitions);
      const { get, delete: remove } = present(backend.roleDefinitions);
      expect(await get(missingId)).toBeNull();
      expect(await get(removableId)).toMatchObject({ id: removableId });
      const others = ids().filter((id) => id !== removableId);
      await remove(removableId);
      expect(ids()).toEqual(others);
      expect(await get(removableId)).toBeNull();
      await expectFailure('NOT_FOUND', remove(removableId));
    },
    { needs },
  ),
];
