import { expect } from 'vitest';
import type { CallOptions } from '../../../src/domain/call-options.ts';
import { altering } from '../../faults.ts';
import { readOne } from '../reading.ts';
import { required } from '../required.ts';
import { type Check, checkOf } from './check.ts';
import type { Subject } from './fixture.ts';
import { isWrite } from './is-write.ts';
import { changeOf } from './role-change.ts';

const roleCheck = checkOf('roleWriter');
const accountCheck = checkOf('accountWriter');

/** Whoever writes can be told what the backend calls the requests that did it. */
export const requestIdChecks: readonly Check[] = [
  roleCheck('G41: tells what the backend calls a role write', async (writer, { id, spare }, subject) => {
    const change = await changeOf(subject.backend, id, { grants: [spare] });
    await expectTold(subject, (options) => writer.write(change, options));
  }),

  accountCheck(
    'G41: tells what the backend calls each request that creates accounts',
    async ({ create }, { fresh, freshMany }, subject) => {
      await expectTold(subject, (options) => create([fresh, ...freshMany], options));
    },
  ),

  accountCheck(
    'G41: tells what the backend calls the change of an account',
    async ({ update }, { changes: [change] }, subject) => {
      const account = await readOne(subject.backend, subject.editable.id);
      await expectTold(subject, (options) =>
        required(update, 'accountWriter.update')(account, required(change, 'change'), options),
      );
    },
    { verb: 'update' },
  ),

  accountCheck(
    'G41: tells what the backend calls the disabling of an account',
    async ({ setStatus }, _samples, subject) => {
      const account = await readOne(subject.backend, subject.editable.id);
      await expectTold(subject, (options) =>
        required(setStatus, 'accountWriter.setStatus')(account, 'DISABLED', options),
      );
    },
    { verb: 'setStatus' },
  ),

  accountCheck(
    'G41: tells what the backend calls an invitation that is sent again',
    async ({ reinvite }, { invited }, subject) => {
      const account = await readOne(subject.backend, required(invited, 'invited account').id);
      await expectTold(subject, (options) => required(reinvite, 'accountWriter.reinvite')(account, options));
    },
    { verb: 'reinvite' },
  ),

  accountCheck('G41: tells what the backend calls a deletion', async (writer, _samples, subject) => {
    const account = await readOne(subject.backend, subject.editable.id);
    await expectTold(subject, (options) => writer.delete(account, options));
  }),
];

/** The backend names every request; those that write are told, in their order, and no others. */
const expectTold = async (
  { emulator }: Subject,
  write: (options: CallOptions) => Promise<unknown>,
): Promise<void> => {
  const told: string[] = [];
  let named = 0;
  emulator.faults.add(
    altering((answer) => {
      named += 1;
      return { ...answer, headers: { ...answer.headers, 'x-ms-request-id': `request-${named}` } };
    }),
  );
  emulator.forget();
  await write({ onRequestId: (id) => told.push(id) });
  const writes = emulator.requests.flatMap((request, at) => (isWrite(request) ? [`request-${at + 1}`] : []));
  expect(writes.length).toBeGreaterThan(0);
  expect(told.toSorted()).toEqual(writes.toSorted());
};
