import { expect } from 'vitest';
import { type Check, checkOf } from './check.ts';
import { expectFailure } from './expect-failure.ts';

const roleDefinitionCheck = checkOf('roleDefinitions');

export const roleDefinitionChecks: readonly Check[] = [
  roleDefinitionCheck(
    'roleDefinitions: creates one with all that was given, and never overwrites',
    async ({ create, get, getPermissions }, { fresh, taken }, { state }) => {
      const created = await create(fresh);
      expect(created).toMatchObject({ id: fresh.id, description: fresh.description ?? null });
      if (fresh.contexts !== undefined) expect(created.contexts).toEqual(fresh.contexts);
      expect(await get(fresh.id)).toEqual(created);
      expect((await getPermissions(fresh.id)).toSorted()).toEqual(fresh.permissions?.toSorted());
      const before = structuredClone(state());
      await expectFailure('ALREADY_EXISTS', create(taken));
      expect(state()).toEqual(before);
    },
  ),

  roleDefinitionCheck(
    'roleDefinitions: a change keeps what it does not name',
    async ({ get, update, getPermissions }, { editableId, permissions }) => {
      const [before, permissionsBefore] = [await get(editableId), await getPermissions(editableId)];
      const told = await update(editableId, { description: 'Told anew' });
      expect(told).toEqual({ ...before, description: 'Told anew' });
      expect(await getPermissions(editableId)).toEqual(permissionsBefore);
      expect(await update(editableId, { permissions })).toEqual(told);
      expect((await getPermissions(editableId)).toSorted()).toEqual(permissions.toSorted());
    },
  ),

  roleDefinitionCheck(
    'roleDefinitions: gives null for what there is not, and deletes one and no other',
    async ({ get, delete: remove }, { ids, missingId, removableId }) => {
      expect(await get(missingId)).toBeNull();
      expect(await get(removableId)).toMatchObject({ id: removableId });
      const others = ids().filter((id) => id !== removableId);
      await remove(removableId);
      expect(ids()).toEqual(others);
      expect(await get(removableId)).toBeNull();
      await expectFailure('NOT_FOUND', remove(removableId));
    },
  ),
];
