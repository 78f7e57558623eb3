import type { Backend } from '../../../../src/backends/backend.ts';
import { listAll, readOne } from '../../reading.ts';
import { required } from '../../required.ts';
import { prepared, several, waysToCall } from './ways.ts';

const pageSize = 4;

export const backendInvocations = waysToCall({
  check: ({ backend }) => backend.check(),
  health: async ({ backend }) => {
    backend.health();
  },
  close: ({ backend }) => backend.close(),
  listAccounts: several({
    'from its first page': ({ backend }) => Array.fromAsync(backend.listAccounts({ pageSize })),
    'from its second page': prepared(async ({ backend }) => {
      const [first] = await Array.fromAsync(backend.listAccounts({ pageSize }));
      const from = first?.next ?? undefined;
      return () => Array.fromAsync(backend.listAccounts({ pageSize, from }));
    }),
  }),
  getAccounts: several({
    'of one': ({ backend, editable }) => backend.getAccounts([editable.id]),
    'of one that there is not': ({ backend, missingId }) => backend.getAccounts([missingId]),
    'of many': ({ backend, truth, missingId }) => {
      const ids = truth().map(({ id }) => id);
      return backend.getAccounts([...ids.slice(0, 3), missingId, ...ids.slice(3, 6)]);
    },
  }),
  getAssignments: several({
    'of one': prepared(async ({ backend, editable }) => {
      const account = await readOne(backend, editable.id);
      return () => getAssignments(backend)([account]);
    }),
    'of many': prepared(async ({ backend }) => {
      const accounts = await listAll(backend);
      return () => getAssignments(backend)(accounts);
    }),
    'without origins': prepared(async ({ backend }) => {
      const accounts = await listAll(backend);
      return () => getAssignments(backend)(accounts, { origins: false });
    }),
  }),
  prepareAttribution: prepared(async ({ backend }) => {
    const accounts = await listAll(backend);
    return async () => {
      const attribute = await required(backend.prepareAttribution, 'prepareAttribution')();
      return accounts.map(attribute);
    };
  }),
  listNativeRoles: ({ backend }) => backend.listNativeRoles(),
});

const getAssignments = (backend: Backend) => required(backend.getAssignments, 'getAssignments');
