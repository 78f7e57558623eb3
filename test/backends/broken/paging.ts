import { cipherscale } from '../cipherscale/fixture.ts';
import { guestbook } from '../guestbook/fixture.ts';
import { iotCentral } from '../iot-central/fixture.ts';
import { type Breakage, changingList } from './breakage.ts';
import { withoutErrors } from './pages.ts';

const wholeList = 'lists every account once, over several pages, with its roles and their organizations';

/** Wrong about the list of accounts. */
export const pagingBreakages: readonly Breakage[] = [
  {
    name: 'drops a page',
    on: iotCentral,
    noticedBy: [wholeList],
    breakBackend: changingList(async function* (pages) {
      let number = 0;
      for await (const page of pages) {
        number += 1;
        if (number !== 2) yield page;
      }
    }),
  },
  {
    name: 'loses organizations',
    on: iotCentral,
    noticedBy: [wholeList],
    breakBackend: changingList(async function* (pages) {
      for await (const page of pages)
        yield {
          ...page,
          entries: page.entries.map((account) => ({
            ...account,
            assignments: account.assignments.map((assignment) => ({ ...assignment, organizationId: null })),
          })),
        };
    }),
  },
  {
    name: 'does not tell where the next page starts',
    on: guestbook,
    noticedBy: [/^tells each page where the next one starts/],
    breakBackend: changingList(async function* (pages) {
      for await (const page of pages) yield { ...page, next: null };
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
      'P27: a list that never ends is cut after so many pages',
      'P27: an account that a page tells twice is told once, or is an error',
      'P27: a page that tells one account in place of another is an error, not a shorter list',
      /^P28: a total that is 4 too (great|small)/,
      /^P27: .* in a list and in a look-up, and nothing of it is repeated$/,
      'P27: an answer beyond the size limit is UPSTREAM_INVALID',
    ],
    breakBackend: changingList(withoutErrors),
  },
  {
    name: 'takes a list that holds more than it counts for one that ended',
    on: cipherscale,
    noticedBy: ['P28: a total that is 4 too small never leads to a part of the list'],
    breakBackend: changingList(async function* (pages) {
      try {
        yield* pages;
      } catch (error) {
        if (!String(error).includes('that it counts')) throw error;
      }
    }),
  },
];
