import { expect } from 'vitest';
import type { Backend, NewAccount } from '../../../src/backends/backend.ts';
import type { Account } from '../../../src/domain/account.ts';
import { keyOfAssignment } from '../../../src/domain/assignment.ts';
import { readOne } from '../reading.ts';
import { type Check, checkOf } from './check.ts';
import { isWrite } from './is-write.ts';
import { toldOf } from './reading.ts';
import { comparable } from './truth.ts';

const creationCheck = checkOf('accountWriter');

/** What is created is proven by reading, and nothing that there is comes to harm. */
export const accountCreationChecks: readonly Check[] = [
  creationCheck(
    'creates an account and answers with it as read back',
    async ({ create }, { fresh }, { backend, truth }) => {
      const [created] = await create([fresh]);
      await expectCreated(backend, fresh, created);
      expect(truth().map(({ id }) => id)).toContain(created instanceof Error ? null : created?.ref.id);
    },
  ),

  creationCheck(
    'creates many, one answer for each and in order, the refused ones among them',
    async ({ create }, { fresh, freshMany, taken }, { backend, truth }) => {
      const asked = [fresh, taken, ...freshMany];
      const before = truth().length;
      const created = await create(asked);
      expect(created).toHaveLength(asked.length);
      for (const [at, account] of asked.entries()) {
        if (account === taken) expect(created[at]).toMatchObject({ code: 'ALREADY_EXISTS' });
        else await expectCreated(backend, account, created[at]);
      }
      expect(truth()).toHaveLength(before + asked.length - 1);
    },
  ),

  creationCheck(
    'P43: never overwrites an account that there is',
    async ({ create }, { taken }, { truth, besidesRoles }) => {
      const [truthBefore, restBefore] = [comparable(truth()), structuredClone(besidesRoles())];
      const [refused] = await create([taken]);
      expect(refused).toMatchObject({ code: 'ALREADY_EXISTS' });
      expect(comparable(truth())).toEqual(truthBefore);
      expect(besidesRoles()).toEqual(restBefore);
    },
  ),

  creationCheck(
    'tells what it would refuse to create, the same account twice among it, and writes nothing',
    async ({ findObstacles }, { fresh, taken }, { emulator }) => {
      emulator.forget();
      const obstacles = await findObstacles([fresh, taken, fresh]);
      const exists = expect.objectContaining({ code: 'ALREADY_EXISTS' });
      expect(obstacles).toEqual([null, exists, exists]);
      expect(emulator.requests.filter(isWrite)).toEqual([]);
    },
  ),

  creationCheck(
    'takes the fields of a new account that it says it takes, and needs those that it says it needs',
    async ({ createFields, requiredFields, create }, { fresh }, { truth }) => {
      for (const field of requiredFields) expect(createFields).toContain(field);
      for (const field of Object.keys(fresh)) expect(createFields).toContain(field);
      const before = comparable(truth());
      for (const field of requiredFields) {
        const [refused] = await create([{ ...fresh, [field]: undefined }]);
        expect(refused, `without ${field}`).toMatchObject({ code: 'BAD_INPUT' });
      }
      expect(comparable(truth())).toEqual(before);
    },
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
  for (const granted of grants) expect(held).toContain(keyOfAssignment(granted));
};
