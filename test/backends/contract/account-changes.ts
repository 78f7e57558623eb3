import { expect } from 'vitest';
import type { Account } from '../../../src/domain/account.ts';
import { lookUp, readOne } from '../reading.ts';
import { required } from '../required.ts';
import { type Check, checkOf } from './check.ts';
import { expectFailure } from './expect-failure.ts';
import { toldOf } from './reading.ts';
import { comparable, otherAccounts } from './truth.ts';

const changeCheck = checkOf('accountWriter');

/** A change does to one account what was asked, and proves it by reading. */
export const accountChangeChecks: readonly Check[] = [
  changeCheck(
    'changes one field of an account, and all that was not given stays',
    async ({ update, updateFields }, { changes }, subject) => {
      const { backend, editable } = subject;
      const others = otherAccounts(subject);
      for (const change of changes) {
        const [[field, value] = []] = Object.entries(change);
        const text = String(value);
        expect(updateFields).toContain(field);
        const account = await readOne(backend, editable.id);
        const changed = await required(update, 'accountWriter.update')(account, change);
        const read = await readOne(backend, editable.id);
        expect(changed).toMatchObject(toldOf(read));
        expect(JSON.stringify(changed)).toContain(text);
        expectOnlyThis(account, read, text);
      }
      expect(otherAccounts(subject)).toEqual(others);
    },
    { verb: 'update' },
  ),

  changeCheck(
    'refuses to change an account that there is not',
    async ({ update, delete: remove }, { changes: [change] }, { backend, editable, truth }) => {
      const account = await readOne(backend, editable.id);
      await remove(account);
      const before = comparable(truth());
      await expectFailure(
        ['NOT_FOUND', 'ACCOUNT_AMBIGUOUS'],
        required(update, 'accountWriter.update')(account, required(change, 'change of an account')),
      );
      expect(comparable(truth())).toEqual(before);
    },
    { verb: 'update' },
  ),

  changeCheck('deletes one account and no other', async (writer, _samples, subject) => {
    const { backend, editable, truth } = subject;
    const others = otherAccounts(subject);
    const account = await readOne(backend, editable.id);
    await writer.delete(account);
    expect(comparable(truth())).toEqual(others);
    expect(await lookUp(backend, editable.id)).toBeNull();
    await expectFailure('NOT_FOUND', writer.delete(account));
    expect(comparable(truth())).toEqual(others);
  }),

  changeCheck(
    'disables and enables without touching roles',
    async (writer, _samples, { backend, editable, truth }) => {
      const setStatus = required(writer.setStatus, 'accountWriter.setStatus');
      const before = comparable(truth());
      const disabled = await setStatus(await readOne(backend, editable.id), 'DISABLED');
      expect(disabled.status).toBe('DISABLED');
      expect(disabled).toMatchObject(toldOf(await readOne(backend, editable.id)));
      expect((await setStatus(disabled, 'ACTIVE')).status).toBe('ACTIVE');
      expect(comparable(truth())).toEqual(before);
    },
    { verb: 'setStatus' },
  ),

  changeCheck(
    'sends one invitation again, and to nobody else',
    async ({ reinvite }, { invited }, { backend, truth }) => {
      const { id, invitations } = required(invited, 'invited account');
      const [before, truthBefore] = [invitations(), comparable(truth())];
      await required(reinvite, 'accountWriter.reinvite')(await readOne(backend, id));
      expect(invitations()).toBe(before + 1);
      expect(comparable(truth())).toEqual(truthBefore);
    },
    { verb: 'reinvite' },
  ),
];

/** Wherever the two differ, the new one shows the text, or the time of the change. */
const expectOnlyThis = (before: Account, after: Account, text: string): void => {
  const [was, is] = [leavesOf(before), leavesOf(after)];
  const places = [...new Set([...was.keys(), ...is.keys()])];
  const moved = places.filter((place) => place !== 'updatedAt' && was.get(place) !== is.get(place));
  expect(moved.filter((place) => !String(is.get(place)).includes(text))).toEqual([]);
};

const leavesOf = (value: unknown, place = ''): ReadonlyMap<string, unknown> =>
  typeof value !== 'object' || value === null
    ? new Map([[place, value]])
    : new Map(
        Object.entries(value).flatMap(([key, one]) => [
          ...leavesOf(one, place === '' ? key : `${place}.${key}`),
        ]),
      );
