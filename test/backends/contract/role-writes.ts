import { expect } from 'vitest';
import { keyOfAssignment } from '../../../src/domain/assignment.ts';
import { failing } from '../../faults.ts';
import { required } from '../required.ts';
import { type Check, checkOf, having } from './check.ts';
import { expectFailure } from './expect-failure.ts';
import type { Subject } from './fixture.ts';
import { isWrite } from './is-write.ts';
import { changeOf, heldBy } from './role-change.ts';
import { heldKeys, otherAccounts } from './truth.ts';

const writeCheck = checkOf('roleWriter');

/** A write changes the assignments that it names, and nothing else. */
export const roleWriteChecks: readonly Check[] = [
  writeCheck(
    'P42: a grant and a revocation change that assignment and nothing else',
    async (writer, { id, spare }, subject) => {
      const { backend } = subject;
      const held = heldKeys(subject);
      await expectOnlyRolesMove(subject, async () => {
        await writer.write(await changeOf(backend, id, { grants: [spare] }));
        expect(heldKeys(subject)).toEqual([...held, keyOfAssignment(spare)].toSorted());
        await writer.write(await changeOf(backend, id, { revokes: [spare] }));
        expect(heldKeys(subject)).toEqual(held);
      });
    },
  ),

  writeCheck(
    'P42: a grant and a revocation in one change both happen, and nothing else does',
    async (writer, { id, spare }, subject) => {
      const [held, revoked] = [heldKeys(subject), heldBy(subject)];
      const change = await changeOf(subject.backend, id, { grants: [spare], revokes: [revoked] });
      await expectOnlyRolesMove(subject, () => writer.write(change));
      const kept = held.filter((key) => key !== keyOfAssignment(revoked));
      expect(heldKeys(subject)).toEqual([...kept, keyOfAssignment(spare)].toSorted());
    },
  ),

  writeCheck('G17: takes as many calls as it says', async (writer, { id, spare }, { backend, emulator }) => {
    const change = await changeOf(backend, id, { grants: [spare] });
    emulator.forget();
    await writer.write(change);
    expect(emulator.requests.length).toBe(writer.callsPerWrite);
  }),

  writeCheck('what is held already is granted without harm', async (writer, { id, spare }, subject) => {
    const { backend, grantBehind } = subject;
    grantBehind();
    const held = heldKeys(subject);
    const { account, before } = await changeOf(backend, id, {});
    const change = { account, before, after: before, grants: [spare], revokes: [] };
    await expectOnlyRolesMove(subject, () => writer.write(change));
    expect(heldKeys(subject)).toEqual(held);
  }),

  writeCheck(
    'a delta keeps what someone else granted meanwhile',
    async (writer, { id, spare }, subject) => {
      const { backend, grantBehind } = subject;
      const revoked = heldBy(subject);
      const change = await changeOf(backend, id, { revokes: [revoked] });
      grantBehind();
      await writer.write(change);
      expect(heldKeys(subject)).toContain(keyOfAssignment(spare));
      expect(heldKeys(subject)).not.toContain(keyOfAssignment(revoked));
    },
    {
      needs: ({ backend }) =>
        backend.roleWriter?.style === 'delta' ? null : 'the backend replaces roles whole',
    },
  ),

  writeCheck(
    'a role in one organization is another one than the same role in another organization',
    async (writer, { id, ...editable }, subject) => {
      const { backend } = subject;
      const elsewhere = required(editable.elsewhere, 'role in another organization');
      const held = heldKeys(subject);
      await writer.write(await changeOf(backend, id, { grants: [elsewhere] }));
      expect(heldKeys(subject)).toEqual([...held, keyOfAssignment(elsewhere)].toSorted());
      await writer.write(await changeOf(backend, id, { revokes: [elsewhere] }));
      expect(heldKeys(subject)).toEqual(held);
    },
    {
      needs: (subject) =>
        having('organizations')(subject) ??
        (subject.editable.elsewhere === undefined ? 'roles are held without organizations' : null),
    },
  ),

  writeCheck(
    'P23: a role write that fails is told, and is sent once',
    async (writer, { id, spare }, { backend, emulator }) => {
      const change = await changeOf(backend, id, { grants: [spare] });
      emulator.forget();
      for (const method of ['PATCH', 'PUT', 'POST']) emulator.faults.add(failing(500), { method });
      const error = await expectFailure('UPSTREAM_UNAVAILABLE', writer.write(change));
      expect(error.isUnsettled).toBe(true);
      expect(emulator.requests.filter(isWrite)).toHaveLength(1);
    },
  ),
];

/** Other accounts, and all else of this one, are as they were. */
const expectOnlyRolesMove = async (subject: Subject, work: () => Promise<void>): Promise<void> => {
  const { besidesRoles } = subject;
  const [others, rest] = [otherAccounts(subject), structuredClone(besidesRoles())];
  await work();
  expect(otherAccounts(subject)).toEqual(others);
  expect(besidesRoles()).toEqual(rest);
};
