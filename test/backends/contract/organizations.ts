import { expect } from 'vitest';
import { type Check, checkOf } from './check.ts';
import { expectFailure } from './expect-failure.ts';
import { deletingById, recordChecks } from './records.ts';

const organizationCheck = checkOf('organizations');

export const organizationChecks: readonly Check[] = [
  ...recordChecks('organizations', deletingById),

  organizationCheck(
    'organizations: creates one, and never overwrites',
    async ({ create, get }, { fresh, taken }, { state }) => {
      const created = await create(fresh);
      expect(created).toMatchObject({ id: fresh.id, displayName: fresh.displayName });
      expect(created.parentId).toBe(fresh.parentId ?? null);
      expect(await get([fresh.id])).toEqual([created]);
      const before = structuredClone(state());
      await expectFailure('ALREADY_EXISTS', create(taken));
      expect(state()).toEqual(before);
    },
  ),

  organizationCheck(
    'organizations: a change keeps what it does not name',
    async ({ get, update }, { editableId, otherParentId }) => {
      const [before] = await get([editableId]);
      const renamed = await update(editableId, { displayName: 'Renamed' });
      expect(renamed).toEqual({ ...before, displayName: 'Renamed' });
      const moved = await update(editableId, { parentId: otherParentId });
      expect(moved).toEqual({ ...renamed, parentId: otherParentId });
      expect(await update(editableId, { parentId: null })).toEqual({ ...renamed, parentId: null });
      expect(await get([editableId])).toEqual([{ ...renamed, parentId: null }]);
    },
  ),
];
