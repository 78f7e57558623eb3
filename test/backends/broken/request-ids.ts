import { cdataSync } from '../cdata-sync/fixture.ts';
import { cipherscale } from '../cipherscale/fixture.ts';
import { guestbook } from '../guestbook/fixture.ts';
import { type Breakage, changing } from './breakage.ts';

/** Silent about the requests that they make. */
export const requestIdBreakages: readonly Breakage[] = [
  {
    name: 'keeps to itself what the backend calls a role write',
    on: guestbook,
    noticedBy: ['G41: tells what the backend calls a role write'],
    breakBackend: changing('roleWriter', ({ write }) => ({ write: (change) => write(change) })),
  },
  {
    name: 'keeps to itself what the backend calls the writes of accounts',
    on: cdataSync,
    noticedBy: [
      'G41: tells what the backend calls each request that creates accounts',
      'G41: tells what the backend calls the change of an account',
      'G41: tells what the backend calls the disabling of an account',
      'G41: tells what the backend calls a deletion',
    ],
    breakHttp: (http) => ({ ...http, send: (call) => http.send(call) }),
  },
  {
    name: 'keeps to itself what the backend calls an invitation',
    on: cipherscale,
    noticedBy: ['G41: tells what the backend calls an invitation that is sent again'],
    breakBackend: changing('accountWriter', ({ reinvite }) => ({
      reinvite: async (account) => reinvite?.(account),
    })),
  },
  {
    name: 'tells what the backend calls its readings, too',
    on: guestbook,
    noticedBy: ['G41: tells what the backend calls a role write'],
    breakBackend: changing('roleWriter', ({ write }) => ({
      write: async (change, options) => {
        options?.onRequestId?.('request-0');
        await write(change, options);
      },
    })),
  },
];
