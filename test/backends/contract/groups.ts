import { expect } from 'vitest';
import { type Check, checkOf } from './check.ts';
import { readRecord, recordChecks } from './records.ts';

const groupCheck = checkOf('groups');

export const groupChecks: readonly Check[] = [
  ...recordChecks('groups', (groups) => groups),

  groupCheck(
    'groups: creates one with its roles, and answers with it as it reads',
    async (groups, { fresh, ids }) => {
      const before = ids();
      const created = await groups.create(fresh);
      expect(created).toMatchObject({ name: fresh.name, description: fresh.description ?? null });
      expect(created.assignments.map(({ nativeRoleId }) => nativeRoleId)).toEqual(fresh.nativeRoleIds);
      expect(await readRecord(groups, created.id)).toEqual(created);
      expect(ids()).toEqual([...before, created.id]);
    },
  ),

  groupCheck('groups: a change keeps what it does not name', async (groups, { editableId }) => {
    const before = await readRecord(groups, editableId);
    const renamed = await groups.update(before, { name: 'Renamed' });
    expect(renamed).toEqual({ ...before, name: 'Renamed' });
    const told = await groups.update(renamed, { description: 'Told anew' });
    expect(told).toEqual({ ...renamed, description: 'Told anew' });
    const emptied = await groups.update(told, { nativeRoleIds: [] });
    expect(emptied).toEqual({ ...told, assignments: [] });
    expect(await readRecord(groups, editableId)).toEqual(emptied);
  }),

  groupCheck(
    'groups: an account joins and leaves, and nobody else moves',
    async ({ addAccount, removeAccount }, { joining, leaving, memberIds }, { state }) => {
      const joined = [...memberIds(joining.groupId), joining.accountId];
      await addAccount(joining.groupId, joining.accountId);
      expect(memberIds(joining.groupId)).toEqual(joined);
      const left = memberIds(leaving.groupId).filter((id) => id !== leaving.accountId);
      await removeAccount(leaving.groupId, leaving.accountId);
      expect(memberIds(leaving.groupId)).toEqual(left);
      const before = structuredClone(state());
      await addAccount(joining.groupId, joining.accountId);
      expect(state()).toEqual(before);
    },
  ),
];
