import type { Backend } from '../../../src/backends/backend.ts';
import { cfengine } from '../cfengine/fixture.ts';
import { guestbook } from '../guestbook/fixture.ts';
import { iotCentral } from '../iot-central/fixture.ts';
import { type Breakage, changingLookUps } from './breakage.ts';

/** Wrong about accounts by id. */
export const lookUpBreakages: readonly Breakage[] = [
  {
    name: 'takes any failure of a look-up for "there is none"',
    on: guestbook,
    noticedBy: [
      'lets one account that cannot be read harm no other',
      /^P27: .* in a list and in a look-up, and nothing of it is repeated$/,
    ],
    breakBackend: changingLookUps((found) => found.map((one) => (one instanceof Error ? null : one))),
  },
  {
    name: 'fails a whole batch for one account',
    on: guestbook,
    noticedBy: ['lets one account that cannot be read harm no other'],
    breakBackend: changingLookUps((found) => {
      for (const one of found) if (one instanceof Error) throw one;
      return found;
    }),
  },
  {
    name: 'says that it reads an account in fewer calls than it takes',
    on: guestbook,
    noticedBy: ['G17: reads one account with all that it holds in as many calls as it says'],
    breakBackend: (backend) => ({ ...backend, callsPerAccount: 0 }),
  },
  {
    name: 'reorders a batch',
    on: iotCentral,
    noticedBy: ['answers one for one, in the order asked, with null where there is none'],
    breakBackend: changingLookUps((found) => found.toReversed()),
  },
  {
    name: 'answers an id once, however often it is asked for',
    on: guestbook,
    noticedBy: ['answers an id twice where it is asked for twice'],
    breakBackend: (backend) => ({
      ...backend,
      getAccounts: (ids, options) => backend.getAccounts([...new Set(ids)], options),
    }),
  },
  {
    name: 'keeps what it read',
    on: iotCentral,
    noticedBy: ['sees a change that someone else made'],
    breakBackend: (backend) => {
      const kept = new Map<string, Awaited<ReturnType<Backend['getAccounts']>>>();
      return {
        ...backend,
        getAccounts: async (ids, options) => {
          const key = JSON.stringify(ids);
          const found = kept.get(key) ?? (await backend.getAccounts(ids, options));
          kept.set(key, found);
          return found;
        },
      };
    },
  },
  {
    name: 'does not look whose record it got',
    on: guestbook,
    noticedBy: ['P27: another account than was asked for is never given for it'],
    breakHttp: (http) => ({
      ...http,
      send: async (call, options) => {
        const answer = await http.send(call, options);
        return { ...answer, text: answer.text.replace('another-account', call.path.split('/').at(-1) ?? '') };
      },
    }),
  },
  {
    name: 'pastes ids into paths as they are',
    on: guestbook,
    noticedBy: ['P25: an id arrives as exactly one encoded part of the request, or is not sent at all'],
    breakHttp: (http) => ({
      ...http,
      send: (call, options) =>
        http.send(
          { ...call, path: call.path.replaceAll('%2F', '/').replaceAll('%3F', '?') as typeof call.path },
          options,
        ),
    }),
  },
  {
    name: 'takes the first of two accounts of one id',
    on: cfengine,
    noticedBy: ['two accounts of one id are both listed, and neither is given or written where one is meant'],
    breakBackend: (backend) => ({
      ...backend,
      getAccounts: async (ids, options) => {
        const accounts = (await Array.fromAsync(backend.listAccounts(options))).flatMap(
          ({ entries }) => entries,
        );
        return ids.map((id) => accounts.find(({ ref }) => ref.id === id) ?? null);
      },
    }),
  },
];
