import type { Backend } from '../../../src/backends/backend.ts';
import { attempt } from '../../../src/domain/attempt.ts';
import { BackendError } from '../../../src/domain/errors.ts';
import type { HttpClient } from '../../../src/http/client.ts';
import { mapPages } from '../../../src/http/pages.ts';
import { isSegment } from '../../../src/http/path.ts';
import { createGuestbookClient, type Guest } from './client.ts';
import { toAccount, toNativeRole, toPassChange } from './mapping.ts';

/** A guestbook whose guests are accounts and whose passes are native roles. */
export const createGuestbookBackend = (options: {
  readonly id: string;
  readonly http: HttpClient;
}): Backend => {
  const { id: backend, http } = options;
  const client = createGuestbookClient(http);
  const toDomain = (guest: Guest) => toAccount(backend, guest);

  return {
    id: backend,
    kind: 'guestbook',
    maxBatch: 50,
    callsPerAccount: 1,

    check: async (options) => {
      await client.listPasses(options);
    },

    listAccounts: async function* ({ from, pageSize, ...options } = {}) {
      if (from !== undefined && !/^\d{1,9}$/.test(from))
        throw new BackendError('BAD_INPUT', 'expected where an earlier page ended', { backend });
      yield* mapPages(client.listGuests({ ...options, offset: from, limit: pageSize }), toDomain);
    },

    getAccounts: (ids, options) =>
      Promise.all(
        ids.map((id) =>
          attempt(async () => {
            const guest = isSegment(id) ? await client.getGuest(id, options) : null;
            return guest && toDomain(guest);
          }),
        ),
      ),

    listNativeRoles: async (options) => {
      const passes = await client.listPasses(options);
      return { roles: passes.map((pass) => toNativeRole(backend, pass)), complete: true };
    },

    roleWriter: {
      style: 'delta',
      min: 0,
      max: Number.POSITIVE_INFINITY,
      callsPerWrite: 1,
      write: async ({ account, grants, revokes }, options) => {
        if (grants.some(({ organizationId }) => organizationId !== null))
          throw new BackendError('BAD_INPUT', `Backend ${backend} has no organizations`, { backend });
        await client.changePasses(account.ref.id, toPassChange({ grants, revokes }), options);
      },
    },

    health: () => http.health(),
    close: () => http.close(),
  };
};
