import { expect } from 'vitest';
import type { Backend, NewAccount } from '../../../src/backends/backend.ts';
import type { Account } from '../../../src/domain/account.ts';
import { keyOfAssignment } from '../../../src/domain/assignment.ts';
import { type Check, check, having, present } from './check.ts';
import { expectFailure } from './expect-failure.ts';
import { comparable, lookUp, readOne } from './reading.ts';

const needs = having('accountWriter');

/** A write does to one account what was asked, and proves it by reading. */
export const accountWriteChecks: readonly Check[] = [
  check(
    'creates an account and answers with it as read back',
    async ({ backend, accounts, truth }) => {
      const { fresh } = present(accounts);
      const [created] = await present(backend.accountWriter).create([fresh]);
      await expectCreated(backend, fresh, created);
      expect(truth().map(({ id }) => id)).toContain(created instanceof Error ? null : created?.ref.id);
    },
    { needs },
  ),

  check(
    'creates many, one answer for each and in order, the refused ones among them',
    async ({ backend, accounts, truth }) => {
      const { fresh, freshMany, taken } = present(accounts);
      const asked = [fresh, taken, ...freshMany];
      const before = truth().length;
      const created = await present(backend.accountWriter).create(asked);
      expect(created).toHaveLength(asked.length);
      for (const [at, account] of asked.entries()) {
        if (account === taken) expect(created[at]).toMatchObject({ code: 'ALREADY_EXISTS' });
        else await expectCreated(backend, account, created[at]);
      }
      expect(truth()).toHaveLength(before + asked.length - 1);
    },
    { needs },
  ),

  check(
    'P43: never overwrites an account that there is',
    async ({ backend, accounts, truth, besidesRoles }) => {
      const { taken } = present(accounts);
      const [truthBefore, restBefore] = [comparable(truth()), structuredClone(besidesRoles())];
      const [refused] = await present(backend.accountWriter).create([taken]);
      expect(refused).toMatchObject({ code: 'ALREADY_EXISTS' });
      expect(comparable(truth())).toEqual(truthBefore);
      expect(besidesRoles()).toEqual(restBefore);
    },
    { needs },
  ),

  check(
    'tells what it would refuse to create, the same account twice among it, and writes nothing',
    async ({ backend, emulator, accounts }) => {
      const { fresh, taken } = present(accounts);
      emulator.forget();
      const obstacles = await present(backend.accountWriter).findObstacles([fresh, taken, fresh]);
      const exists = expect.objectContaining({ code: 'ALREADY_EXISTS' });
      expect(obstacles).toEqual([null, exists, exists]);
      expect(emulator.requests.filter(({ method }) => method !== 'GET')).toEqual([]);
    },
    { needs },
  ),

  check(
    'takes the fields of a new account that it says it takes, and needs those that it says it needs',
    async ({ backend, accounts, truth }) => {
      const { fresh } = present(accounts);
      const { createFields, requiredFields, create } = present(backend.accountWriter);
      for (const field of requiredFields) expect(createFields).toContain(field);
      for (const field of Object.keys(fresh)) expect(createFields).toContain(field);
      const before = comparable(truth());
      for (const field of requiredFields) {
        const [refused] = await create([{ ...fresh, [field]: undefined }]);
        expect(refused, `without ${field}`).toMatchObject({ code: 'BAD_INPUT' });
      }
      expect(comparable(truth())).toEqual(before);
    },
    { needs },
  ),

  check(
    'changes one field of an account, and all that was not given stays',
    async ({ backend, editable, accounts, truth }) => {
      const { changes } = present(accounts);
      const { update, updateFields } = present(backend.accountWriter);
      const before = comparable(truth().filter(({ id }) => id !== editable.id));
      for (const change of changes) {
        const [field = '', text = ''] = Object.entries(change).flatMap(([key, value]) => [
          key,
          String(value),
        ]);
        expect(updateFields).toContain(field);
        const account = await readOne(backend, editable.id);
        const changed = present(await update?.(account, change));
        const read = await readOne(backend, editable.id);
        expect(changed).toMatchObject(toldOf(read));
        expect(JSON.stringify(changed)).toContain(text);
        expectOnlyThis(account, read, text);
      }
      expect(comparable(truth().filter(({ id }) => id !== editable.id))).toEqual(before);
    },
    { needs: having('accountWriter.update') },
  ),

  check(
    'refuses to change an account that there is not',
    async ({ backend, editable, accounts, truth }) => {
      const { changes } = present(accounts);
      const { update, delete: remove } = present(backend.accountWriter);
      const account = await readOne(backend, editable.id);
      await remove(account);
      const before = comparable(truth());
      await expectFailure(['NOT_FOUND', 'ACCOUNT_AMBIGUOUS'], present(update)(account, present(changes[0])));
      expect(comparable(truth())).toEqual(before);
    },
    { needs: having('accountWriter.update') },
  ),

  check(
    'deletes one account and no other',
    async ({ backend, editable, truth }) => {
      const others = comparable(truth().filter(({ id }) => id !== editable.id));
      const account = await readOne(backend, editable.id);
      await present(backend.accountWriter).delete(account);
      expect(comparable(truth())).toEqual(others);
      expect(await lookUp(backend, editable.id)).toBeNull();
      await expectFailure('NOT_FOUND', present(backend.accountWriter).delete(account));
      expect(comparable(truth())).toEqual(others);
    },
    { needs },
  ),

  check(
    'disables and enables without touching roles',
    async ({ backend, editable, truth }) => {
      const setStatus = present(backend.accountWriter?.setStatus);
      const before = comparable(truth());
      const disabled = await setStatus(await readOne(backend, editable.id), 'DISABLED');
      expect(disabled.status).toBe('DISABLED');
      expect(disabled).toMatchObject(toldOf(await readOne(backend, editable.id)));
      expect((await setStatus(disabled, 'ACTIVE')).status).toBe('ACTIVE');
      expect(comparable(truth())).toEqual(before);
    },
    { needs: having('accountWriter.setStatus') },
  ),

  check(
    'sends one invitation again, and to nobody else',
    async ({ backend, accounts, truth }) => {
      const { id, invitations } = present(accounts?.invited);
      const [before, truthBefore] = [invitations(), comparable(truth())];
      await present(backend.accountWriter?.reinvite)(await readOne(backend, id));
      expect(invitations()).toBe(before + 1);
      expect(comparable(truth())).toEqual(truthBefore);
    },
    { needs: having('accountWriter.reinvite') },
  ),
];

const expectCreated = async (
  backend: Backend,
  asked: NewAccount,
  created: Account | Error | undefined,
): Promise<void> => {
  if (created === undefined || created instanceof Error) throw created ?? new Error('nothing was created');
  expect(created).toMatchObject(toldOf(await readOne(backend, created.ref.id)));
  const { email, userName, nativeId, status, grants = [] } = asked;
  if (email !== undefined) expect(created.email?.toLowerCase()).toBe(email.toLowerCase());
  if (userName !== undefined) expect([created.userName, created.ref.id]).toContain(userName);
  if (nativeId !== undefined) expect(created.ref.id).toBe(nativeId);
  if (status !== undefined) expect(created.status).toBe(status);
  const held = created.assignments.map(keyOfAssignment);
  for (const grant of grants) expect(held).toContain(keyOfAssignment(grant));
};

/** What an account tells. A write may read it in a form that tells more than a look-up does, never other things. */
const toldOf = (account: Account): object =>
  JSON.parse(JSON.stringify(account), (_member, value: unknown) => value ?? undefined);

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
