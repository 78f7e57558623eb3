import { BackendError, type ErrorCode } from '../../../src/domain/errors.ts';
import { canary } from '../../faults.ts';
import { guestbook } from '../guestbook/fixture.ts';
import { type Breakage, changingList } from './breakage.ts';

const everyFailure = /^P27: .* in a list and in a look-up, and nothing of it is repeated$/;

/** The adapter with every error told in another way. */
const telling =
  (retell: (error: BackendError) => unknown): NonNullable<Breakage['breakHttp']> =>
  (http) => ({
    ...http,
    send: async (call, options) => {
      try {
        return await http.send(call, options);
      } catch (error) {
        throw error instanceof BackendError ? retell(error) : error;
      }
    },
  });

const renamed =
  (code: ErrorCode) =>
  ({ message, backend }: BackendError) =>
    new BackendError(code, message, { backend });

/** Wrong about what went wrong. */
export const failureBreakages: readonly Breakage[] = [
  {
    name: 'repeats what the backend said',
    on: guestbook,
    noticedBy: [/^P27: (401|403|429|500|503) is/, /^P27: silence is/],
    breakHttp: telling(
      ({ code, message, backend }) => new BackendError(code, `${message}: ${canary}`, { backend }),
    ),
  },
  {
    name: 'names another backend',
    on: guestbook,
    noticedBy: [/^P27: 401 is/, /^P27: a redirect is/],
    breakHttp: telling(({ code, message }) => new BackendError(code, message, { backend: 'another' })),
  },
  {
    name: 'forgets how long the backend asked to wait',
    on: guestbook,
    noticedBy: [/^P27: 429 with Retry-After/],
    breakHttp: telling(renamed('RATE_LIMITED')),
  },
  {
    name: 'takes every failure for one in passing',
    on: guestbook,
    noticedBy: [/^P27: (401|403|429) is/, /^P27: silence is/, 'checks address and credentials with one call'],
    breakHttp: telling(renamed('UPSTREAM_UNAVAILABLE')),
  },
  {
    name: 'throws errors without a type',
    on: guestbook,
    noticedBy: [everyFailure],
    breakBackend: changingList(async function* (pages) {
      try {
        yield* pages;
      } catch {
        throw new Error('something went wrong');
      }
    }),
  },
  {
    name: 'does not pass the signal on',
    on: guestbook,
    noticedBy: ['an aborted signal ends a list and a look-up'],
    breakHttp: (http) => ({ ...http, send: (call) => http.send(call) }),
  },
  {
    name: 'closes without ending what is under way',
    on: guestbook,
    noticedBy: ['closing the backend ends what is under way'],
    breakBackend: (backend) => ({ ...backend, close: async () => undefined }),
  },
];
