import type { Backend } from '../../../src/backends/backend.ts';
import type { Account } from '../../../src/domain/account.ts';
import type { Assignment } from '../../../src/domain/assignment.ts';
import { cipherscale } from '../cipherscale/fixture.ts';
import type { Breakage } from './breakage.ts';

const asAsked = 'what is prepared for all accounts tells of each what is told of it when it is asked for';
const notEach = 'to prepare for all accounts takes no call for each of them';

/** The adapter prepared in another way. */
const preparing =
  (prepare: (backend: Backend) => Promise<(account: Account) => readonly Assignment[]>) =>
  (backend: Backend): Backend => ({ ...backend, prepareAttribution: () => prepare(backend) });

/** Wrong about where assignments come from. */
export const attributionBreakages: readonly Breakage[] = [
  {
    name: 'takes the record of an account for all that it holds',
    on: cipherscale,
    noticedBy: [asAsked],
    breakBackend: preparing(
      async () =>
        ({ assignments }) =>
          assignments,
    ),
  },
  {
    name: 'prepares nothing, though no record tells where assignments come from',
    on: cipherscale,
    noticedBy: [asAsked, notEach],
    breakBackend: ({ prepareAttribution: _, ...backend }) => backend,
  },
  {
    name: 'asks for each account what it should read per role and group',
    on: cipherscale,
    noticedBy: [notEach],
    breakBackend: preparing(async (backend) => {
      const accounts = (await Array.fromAsync(backend.listAccounts())).flatMap(({ entries }) => entries);
      const told = new Map<string, readonly Assignment[]>();
      for (const account of accounts) {
        const [assignments] = (await backend.getAssignments?.([account])) ?? [];
        if (!(assignments instanceof Error)) told.set(account.ref.id, assignments ?? []);
      }
      return ({ ref }) => told.get(ref.id) ?? [];
    }),
  },
];
