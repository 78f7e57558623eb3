import { readOne } from '../../reading.ts';
import { required } from '../../required.ts';
import { changeOf, heldBy } from '../role-change.ts';
import { prepared, several, waysToCallPart } from './ways.ts';

export const roleInvocations = waysToCallPart('roleWriter', {
  write: several({
    'a grant': prepared(async ({ write }, { id, spare }, { backend }) => {
      const change = await changeOf(backend, id, { grants: [spare] });
      return () => write(change);
    }),
    'a revocation': prepared(async ({ write }, { id, spare }, { backend, grantBehind }) => {
      grantBehind();
      const change = await changeOf(backend, id, { revokes: [spare] });
      return () => write(change);
    }),
    both: prepared(async ({ write }, { id, spare }, subject) => {
      const edit = { grants: [spare], revokes: [heldBy(subject)] };
      const change = await changeOf(subject.backend, id, edit);
      return () => write(change);
    }),
  }),
});

export const accountInvocations = waysToCallPart('accountWriter', {
  findObstacles: ({ findObstacles }, { fresh, taken }) => findObstacles([fresh, taken]),
  create: several({
    one: ({ create }, { fresh }) => create([fresh]),
    many: ({ create }, { fresh, freshMany, taken }) => create([fresh, taken, ...freshMany]),
  }),
  update: prepared(async (writer, { changes: [change] }, { backend, editable }) => {
    const update = required(writer.update, 'accountWriter.update');
    const account = await readOne(backend, editable.id);
    return () => update(account, required(change, 'change of an account'));
  }),
  delete: prepared(async (writer, _samples, { backend, editable }) => {
    const account = await readOne(backend, editable.id);
    return () => writer.delete(account);
  }),
  setStatus: several({
    disabled: prepared(async (writer, _samples, { backend, editable }) => {
      const setStatus = required(writer.setStatus, 'accountWriter.setStatus');
      const account = await readOne(backend, editable.id);
      return () => setStatus(account, 'DISABLED');
    }),
    active: prepared(async (writer, _samples, { backend, editable }) => {
      const setStatus = required(writer.setStatus, 'accountWriter.setStatus');
      const account = await setStatus(await readOne(backend, editable.id), 'DISABLED');
      return () => setStatus(account, 'ACTIVE');
    }),
  }),
  reinvite: prepared(async (writer, { invited }, { backend }) => {
    const reinvite = required(writer.reinvite, 'accountWriter.reinvite');
    const account = await readOne(backend, required(invited, 'invited account').id);
    return () => reinvite(account);
  }),
});
