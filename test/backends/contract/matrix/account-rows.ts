import type { Backend } from '../../../../src/backends/backend.ts';
import type { Account } from '../../../../src/domain/account.ts';
import { present } from '../check.ts';
import { readOne } from '../reading.ts';
import { changeOf, heldBy } from '../role-writes.ts';
import type { Rows } from './row.ts';

const pageSize = 4;

export const backendRows: Rows = {
  check: ({ backend }) => backend.check,
  health:
    ({ backend }) =>
    async () => {
      backend.health();
    },
  close: ({ backend }) => backend.close,
  listAccounts:
    ({ backend }) =>
    () =>
      Array.fromAsync(backend.listAccounts({ pageSize })),
  'listAccounts from its second page': async ({ backend }) => {
    const [first] = await Array.fromAsync(backend.listAccounts({ pageSize }));
    const from = first?.next ?? undefined;
    return () => Array.fromAsync(backend.listAccounts({ pageSize, from }));
  },
  'getAccounts of one':
    ({ backend, editable }) =>
    () =>
      backend.getAccounts([editable.id]),
  'getAccounts of one that there is not':
    ({ backend, missingId }) =>
    () =>
      backend.getAccounts([missingId]),
  'getAccounts of many': ({ backend, truth, missingId }) => {
    const ids = truth().map(({ id }) => id);
    return () => backend.getAccounts([...ids.slice(0, 3), missingId, ...ids.slice(3, 6)]);
  },
  'getAssignments of one': async ({ backend, editable }) => {
    const account = await readOne(backend, editable.id);
    return () => present(backend.getAssignments)([account]);
  },
  'getAssignments of many': async ({ backend }) => {
    const accounts = await accountsOf(backend);
    return () => present(backend.getAssignments)(accounts);
  },
  'getAssignments without origins': async ({ backend }) => {
    const accounts = await accountsOf(backend);
    return () => present(backend.getAssignments)(accounts, { origins: false });
  },
  listNativeRoles: ({ backend }) => backend.listNativeRoles,
};

const accountsOf = async (backend: Backend): Promise<readonly Account[]> =>
  (await Array.fromAsync(backend.listAccounts())).flatMap(({ entries }) => entries);

export const roleRows: Rows = {
  'roleWriter.write a grant': async ({ backend, editable }) => {
    const change = await changeOf(backend, editable.id, { grants: [editable.spare] });
    return () => present(backend.roleWriter).write(change);
  },
  'roleWriter.write a revocation': async (subject) => {
    const { backend, editable, grantBehind } = subject;
    grantBehind();
    const change = await changeOf(backend, editable.id, { revokes: [editable.spare] });
    return () => present(backend.roleWriter).write(change);
  },
  'roleWriter.write both': async (subject) => {
    const { backend, editable } = subject;
    const edit = { grants: [editable.spare], revokes: [heldBy(subject)] };
    const change = await changeOf(backend, editable.id, edit);
    return () => present(backend.roleWriter).write(change);
  },
};

export const accountRows: Rows = {
  'accountWriter.findObstacles': ({ backend, accounts }) => {
    const { fresh, taken } = present(accounts);
    return () => present(backend.accountWriter).findObstacles([fresh, taken]);
  },
  'accountWriter.create one': ({ backend, accounts }) => {
    const { fresh } = present(accounts);
    return () => present(backend.accountWriter).create([fresh]);
  },
  'accountWriter.create many': ({ backend, accounts }) => {
    const { fresh, freshMany, taken } = present(accounts);
    return () => present(backend.accountWriter).create([fresh, taken, ...freshMany]);
  },
  'accountWriter.update': async ({ backend, accounts, editable }) => {
    const account = await readOne(backend, editable.id);
    const [change] = present(accounts).changes;
    return () => present(backend.accountWriter?.update)(account, present(change));
  },
  'accountWriter.delete': async ({ backend, editable }) => {
    const account = await readOne(backend, editable.id);
    return () => present(backend.accountWriter).delete(account);
  },
  'accountWriter.setStatus disabled': async ({ backend, editable }) => {
    const account = await readOne(backend, editable.id);
    return () => present(backend.accountWriter?.setStatus)(account, 'DISABLED');
  },
  'accountWriter.setStatus active': async ({ backend, editable }) => {
    const setStatus = present(backend.accountWriter?.setStatus);
    const account = await setStatus(await readOne(backend, editable.id), 'DISABLED');
    return () => setStatus(account, 'ACTIVE');
  },
  'accountWriter.reinvite': async ({ backend, accounts }) => {
    const account = await readOne(backend, present(accounts?.invited).id);
    return () => present(backend.accountWriter?.reinvite)(account);
  },
};
