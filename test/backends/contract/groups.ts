import { expect } from 'vitest';
import type { Group } from '../../../src/domain/group.ts';
import { type Check, check, having, present } from './check.ts';
import type { Subject } from './fixture.ts';
import { recordChecks } from './records.ts';

const needs = having('groups');

export const groupChecks: readonly Check[] = [
  ...recordChecks<Group>({
    member: 'groups',
    collectionOf: ({ backend }) => {
      const { list, get, delete: remove } = present(backend.groups);
      return { list, get, remove: (group) => remove(group) };
    },
    samplesOf: ({ groups }) => present(groups),
  }),

  check(
    'groups: creates one with its roles, and answers with it as it reads',
    async (subject) => {
      const { fresh, ids } = present(subject.groups);
      const before = ids();
      const created = await present(subject.backend.groups).create(fresh);
      expect(created).toMatchObject({ name: fresh.name, description: fresh.description ?? null });
      expect(created.assignments.map(({ nativeRoleId }) => nativeRoleId)).toEqual(fresh.nativeRoleIds);
      expect(await readGroup(subject, created.id)).toEqual(created);
      expect(ids()).toEqual([...before, created.id]);
    },
    { needs },
  ),

  check(
    'groups: a change keeps what it does not name',
    async (subject) => {
      const { editableId } = present(subject.groups);
      const { update } = present(subject.backend.groups);
      const before = await readGroup(subject, editableId);
      const renamed = await update(before, { name: 'Renamed' });
      expect(renamed).toEqual({ ...before, name: 'Renamed' });
      const told = await update(renamed, { description: 'Told anew' });
      expect(told).toEqual({ ...renamed, description: 'Told anew' });
      const emptied = await update(told, { nativeRoleIds: [] });
      expect(emptied).toEqual({ ...told, assignments: [] });
      expect(await readGroup(subject, editableId)).toEqual(emptied);
    },
    { needs },
  ),

  check(
    'groups: an account joins and leaves, and nobody else moves',
    async ({ backend, groups, state }) => {
      const { joining, leaving, memberIds } = present(groups);
      const { addAccount, removeAccount } = present(backend.groups);
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
    { needs },
  ),
];

const readGroup = async ({ backend }: Subject, id: string): Promise<Group> => {
  const [group = null] = await present(backend.groups).get([id]);
  if (group === null || group instanceof Error) throw group ?? new Error(`there is no ${id}`);
  return group;
};
