import type { Backend } from '../../../src/backends/backend.ts';
import { BackendError } from '../../../src/domain/errors.ts';
import { cfengine } from '../cfengine/fixture.ts';
import { cipherscale } from '../cipherscale/fixture.ts';
import { guestbook } from '../guestbook/fixture.ts';
import { iotCentral } from '../iot-central/fixture.ts';
import type { Breakage } from './breakage.ts';

const wholeList = 'lists every account once, over several pages, with its roles and their organizations';

/** Wrong about what it read. */
export const readBreakages: readonly Breakage[] = [
  {
    name: 'drops a page',
    on: iotCentral,
    noticedBy: [wholeList],
    breakBackend: (backend) => ({
      ...backend,
      listAccounts: async function* (options) {
        let number = 0;
        for await (const page of backend.listAccounts(options)) {
          number += 1;
          if (number !== 2) yield page;
        }
      },
    }),
  },
  {
    name: 'loses organizations',
    on: iotCentral,
    noticedBy: [wholeList],
    breakBackend: (backend) => ({
      ...backend,
      listAccounts: async function* (options) {
        for await (const page of backend.listAccounts(options))
          yield {
            ...page,
            entries: page.entries.map((account) => ({
              ...account,
              assignments: account.assignments.map((assignment) => ({ ...assignment, organizationId: null })),
            })),
          };
      },
    }),
  },
  {
    name: 'does not tell where the next page starts',
    on: guestbook,
    noticedBy: [/^tells each page where the next one starts/],
    breakBackend: (backend) => ({
      ...backend,
      listAccounts: async function* (options) {
        for await (const page of backend.listAccounts(options)) yield { ...page, next: null };
      },
    }),
  },
  {
    name: 'always starts from the first page',
    on: guestbook,
    noticedBy: ['resumes a list where a page ended', 'S16: refuses to resume from what no list gave'],
    breakBackend: (backend) => ({
      ...backend,
      listAccounts: ({ from: _, ...options } = {}) => backend.listAccounts(options),
    }),
  },
  {
    name: 'takes a list that failed for one that ended',
    on: guestbook,
    noticedBy: [
      'P27: ends in an error, not in a shorter list, when a later page fails',
      'P27: ends in an error when the same page comes for ever',
      'P27: a list that never ends is cut after 1,000 pages at most',
      'P27: an account that a page tells twice is told once, or is an error',
      'P27: a page that tells one account in place of another is an error, not a shorter list',
      /^P28: a total that is 4 too (great|small)/,
      /^P27: .* in a list and in a look-up, and nothing of it is repeated$/,
      'P27: an answer beyond the size limit is UPSTREAM_INVALID',
    ],
    breakBackend: (backend) => ({
      ...backend,
      listAccounts: async function* (options) {
        try {
          yield* backend.listAccounts(options);
        } catch (error) {
          if (!(error instanceof BackendError)) throw error;
        }
      },
    }),
  },
  {
    name: 'takes the number of accounts that it was told for the end of the list',
    on: cipherscale,
    noticedBy: ['P28: a total that is 4 too small never leads to a part of the list'],
    breakBackend: (backend) => ({
      ...backend,
      listAccounts: async function* (options) {
        let left = Number.POSITIVE_INFINITY;
        for await (const page of backend.listAccounts(options)) {
          left = Math.min(left, page.total ?? left);
          yield { ...page, entries: page.entries.slice(0, left) };
          left -= page.entries.length;
        }
      },
    }),
  },
  {
    name: 'takes any failure of a look-up for "there is none"',
    on: guestbook,
    noticedBy: [
      'lets one account that cannot be read harm no other',
      /^P27: .* in a list and in a look-up, and nothing of it is repeated$/,
    ],
    breakBackend: (backend) => ({
      ...backend,
      getAccounts: async (ids, options) =>
        (await backend.getAccounts(ids, options)).map((one) => (one instanceof Error ? null : one)),
    }),
  },
  {
    name: 'fails a whole batch for one account',
    on: guestbook,
    noticedBy: ['lets one account that cannot be read harm no other'],
    breakBackend: (backend) => ({
      ...backend,
      getAccounts: async (ids, options) => {
        const found = await backend.getAccounts(ids, options);
        for (const one of found) if (one instanceof Error) throw one;
        return found;
      },
    }),
  },
  {
    name: 'reorders a batch',
    on: iotCentral,
    noticedBy: ['answers one for one, in the order asked, with null where there is none'],
    breakBackend: (backend) => ({
      ...backend,
      getAccounts: async (ids, options) => (await backend.getAccounts(ids, options)).toReversed(),
    }),
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
  {
    name: 'lists a native role twice',
    on: guestbook,
    noticedBy: ['lists native roles, each once, that name every role held'],
    breakBackend: (backend) => ({
      ...backend,
      listNativeRoles: async (options) => {
        const { roles, complete } = await backend.listNativeRoles(options);
        return { roles: [...roles, ...roles.slice(0, 1)], complete };
      },
    }),
  },
];
