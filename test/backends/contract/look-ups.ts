import { expect } from 'vitest';
import { keyOfAssignment } from '../../../src/domain/assignment.ts';
import { BackendError } from '../../../src/domain/errors.ts';
import { altering } from '../../faults.ts';
import { hostileIds } from '../hostile-ids.ts';
import { lookUp, readOne } from '../reading.ts';
import { alterObjects, idMember } from './answers.ts';
import { type Check, check } from './check.ts';
import { expectFailure } from './expect-failure.ts';
import { listInTens } from './reading.ts';
import { changeOf } from './role-change.ts';
import { comparable, toTruth } from './truth.ts';

/** Accounts by id: one answer for each, the right one, and as the backend has it now. */
export const lookUpChecks: readonly Check[] = [
  check(
    'answers one for one, in the order asked, with null where there is none',
    async ({ backend, truth, missingId }) => {
      const known = truth().toReversed().slice(0, 12);
      const ids = [
        ...known.slice(0, 5).map(({ id }) => id),
        missingId,
        ...known.slice(5).map(({ id }) => id),
      ];
      const found = await backend.getAccounts(ids);
      expect(found.map((one) => (one instanceof Error ? one : (one?.ref.id ?? null)))).toEqual(
        ids.map((id) => (id === missingId ? null : id)),
      );
      for (const [at, one] of found.entries())
        if (one !== null && !(one instanceof Error))
          expect(comparable([toTruth(one)])).toEqual(comparable(truth().filter(({ id }) => id === ids[at])));
    },
  ),

  check('answers an id twice where it is asked for twice', async ({ backend, editable, missingId }) => {
    const { id } = editable;
    const found = await backend.getAccounts([id, missingId, id]);
    expect(found).toMatchObject([{ ref: { id } }, null, { ref: { id } }]);
    expect(await backend.getAccounts([])).toEqual([]);
  }),

  check('lets one account that cannot be read harm no other', async ({ backend, truth, spoil, editable }) => {
    spoil(editable.id);
    const ids = truth()
      .map(({ id }) => id)
      .slice(0, 20);
    const asked = [...new Set([...ids.slice(0, 7), editable.id, ...ids.slice(7)])];
    const found = await backend.getAccounts(asked);
    for (const [at, id] of asked.entries()) {
      if (id === editable.id) expect(found[at]).toBeInstanceOf(BackendError);
      else expect(found[at]).toMatchObject({ ref: { id } });
    }
  }),

  check(
    'G17: reads one account with all that it holds in as many calls as it says',
    async ({ backend, emulator, editable }) => {
      const account = await readOne(backend, editable.id);
      const { roles, complete } = await backend.listNativeRoles();
      emulator.forget();
      await readOne(backend, editable.id);
      await backend.getAssignments?.([account], { nativeRoles: async () => ({ roles, complete }) });
      expect(emulator.requests.length).toBe(backend.callsPerAccount);
    },
  ),

  check('sees a change that someone else made', async ({ backend, editable, grantBehind }) => {
    const before = await readOne(backend, editable.id);
    grantBehind();
    const after = await readOne(backend, editable.id);
    expect(before.assignments.map(keyOfAssignment)).not.toContain(keyOfAssignment(editable.spare));
    expect(after.assignments.map(keyOfAssignment)).toContain(keyOfAssignment(editable.spare));
  }),

  check(
    'P27: another account than was asked for is never given for it',
    async ({ backend, emulator, editable }) => {
      const other = (value: unknown) => (value === editable.id ? 'another-account' : value);
      emulator.faults.add(
        altering((answer) =>
          alterObjects(answer, (record) => {
            const member = idMember(record);
            return member === undefined ? record : { ...record, [member]: other(record[member]) };
          }),
        ),
      );
      const [found] = await backend.getAccounts([editable.id]);
      expect(found === null || found instanceof BackendError, JSON.stringify(found)).toBe(true);
    },
    { people: 3 },
  ),

  check(
    'P25: an id arrives as exactly one encoded part of the request, or is not sent at all',
    async ({ backend, emulator, idAskedFor }) => {
      for (const id of hostileIds) {
        emulator.forget();
        const [found] = await backend.getAccounts([id]);
        expect(
          found === null || found instanceof BackendError,
          `${JSON.stringify(id.slice(0, 40))} was found`,
        ).toBe(true);
        for (const request of emulator.requests) {
          expect(request.target).toMatch(/^[\x21-\x7e]+$/);
          expect(idAskedFor(request)).toBe(id);
        }
      }
    },
    { people: 3 },
  ),

  check(
    'two accounts of one id are both listed, and neither is given or written where one is meant',
    async ({ backend, editable, addNamesake, truth, state }) => {
      const change = await changeOf(backend, editable.id, { grants: [editable.spare] });
      addNamesake?.();
      const before = structuredClone(state());
      const listed = (await listInTens(backend)).filter(({ ref }) => ref.id === editable.id);
      expect(comparable(listed.map(toTruth))).toEqual(
        comparable(truth().filter(({ id }) => id === editable.id)),
      );
      expect(listed).toHaveLength(2);
      await expectFailure('ACCOUNT_AMBIGUOUS', lookUp(backend, editable.id));
      const { roleWriter, accountWriter } = backend;
      if (roleWriter !== undefined) await expectFailure('ACCOUNT_AMBIGUOUS', roleWriter.write(change));
      if (accountWriter !== undefined)
        await expectFailure('ACCOUNT_AMBIGUOUS', accountWriter.delete(change.account));
      expect(state()).toEqual(before);
    },
    {
      needs: ({ addNamesake }) => (addNamesake === undefined ? 'ids are unique on this backend' : null),
    },
  ),
];
