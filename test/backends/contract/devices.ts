import { expect } from 'vitest';
import { type Check, check, having, present } from './check.ts';
import { expectFailure } from './expect-failure.ts';

const needs = having('devices');

export const deviceChecks: readonly Check[] = [
  check(
    'devices: creates a device and a group as asked, and never overwrites',
    async ({ backend, devices, state }) => {
      const { fresh, taken, group } = present(devices);
      const { create, get, createGroup, getGroup } = present(backend.devices);
      const device = await create(fresh);
      expect(device).toMatchObject(fresh);
      expect(await get(fresh.id)).toEqual(device);
      const created = await createGroup(group.fresh);
      expect(created).toMatchObject(group.fresh);
      expect(await getGroup(group.fresh.id)).toEqual(created);
      const before = structuredClone(state());
      await expectFailure('ALREADY_EXISTS', create(taken));
      await expectFailure('ALREADY_EXISTS', createGroup(group.taken));
      expect(state()).toEqual(before);
    },
    { needs },
  ),

  check(
    'devices: gives the one that was asked for, and null for what there is not',
    async ({ backend, devices }) => {
      const { knownId, missingId, group } = present(devices);
      const { get, getGroup } = present(backend.devices);
      expect(await get(knownId)).toMatchObject({ backend: backend.id, id: knownId });
      expect(await get(missingId)).toBeNull();
      expect(await getGroup(group.knownId)).toMatchObject({ backend: backend.id, id: group.knownId });
      expect(await getGroup(group.missingId)).toBeNull();
    },
    { needs },
  ),
];
