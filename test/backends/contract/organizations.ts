import { expect } from 'vitest';
import { type Check, check, having, present } from './check.ts';
import { expectFailure } from './expect-failure.ts';
import { recordChecks } from './records.ts';

const needs = having('organizations');

export const organizationChecks: readonly Check[] = [
  ...recordChecks({
    member: 'organizations',
    collectionOf: ({ backend }) => {
      const { list, get, delete: remove } = present(backend.organizations);
      return { list, get, remove: ({ id }) => remove(id) };
    },
    samplesOf: ({ organizations }) => present(organizations),
  }),

  check(
    'organizations: creates one, and never overwrites',
    async ({ backend, organizations, state }) => {
      const { fresh, taken } = present(organizations);
      const { create, get } = present(backend.organizations);
      const created = await create(fresh);
      expect(created).toMatchObject({ id: fresh.id, displayName: fresh.displayName });
      expect(created.parentId).toBe(fresh.parentId ?? null);
      expect(await get([fresh.id])).toEqual([created]);
      const before = structuredClone(state());
      await expectFailure('ALREADY_EXISTS', create(taken));
      expect(state()).toEqual(before);
    },
    { needs },
  ),

  check(
    'organizations: a change keeps what it does not name',
    async ({ backend, organizations }) => {
      const { editableId, otherParentId } = present(organizations);
      const { get, update } = present(backend.organizations);
      const [before] = await get([editableId]);
      const renamed = await update(editableId, { displayName: 'Renamed' });
      expect(renamed).toEqual({ ...before, displayName: 'Renamed' });
      const moved = await update(editableId, { parentId: otherParentId });
      expect(moved).toEqual({ ...renamed, parentId: otherParentId });
      expect(await update(editableId, { parentId: null })).toEqual({ ...renamed, parentId: null });
      expect(await get([editableId])).toEqual([{ ...renamed, parentId: null }]);
    },
    { needs },
  ),
];
