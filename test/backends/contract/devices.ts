import { expect } from 'vitest';
import { type Check, checkOf } from './check.ts';
import { expectFailure } from './expect-failure.ts';

const deviceCheck = checkOf('devices');

export const deviceChecks: readonly Check[] = [
  deviceCheck(
    'devices: creates a device and a group as asked, and never overwrites',
    async ({ create, get, createGroup, getGroup }, { fresh, taken, group }, { state }) => {
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
  ),

  deviceCheck(
    'devices: gives the one that was asked for, and null for what there is not',
    async ({ get, getGroup }, { knownId, missingId, group }, { backend }) => {
      expect(await get(knownId)).toMatchObject({ backend: backend.id, id: knownId });
      expect(await get(missingId)).toBeNull();
      expect(await getGroup(group.knownId)).toMatchObject({ backend: backend.id, id: group.knownId });
      expect(await getGroup(group.missingId)).toBeNull();
    },
  ),
];
