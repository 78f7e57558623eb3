import { cdataSync } from '../cdata-sync/fixture.ts';
import { cfengine } from '../cfengine/fixture.ts';
import { cipherscale } from '../cipherscale/fixture.ts';
import { iotCentral } from '../iot-central/fixture.ts';
import { type Breakage, changing } from './breakage.ts';

/** Wrong about accounts that it creates or changes. */
export const accountWriteBreakages: readonly Breakage[] = [
  {
    name: 'answers with what was asked for in place of what there is',
    on: cdataSync,
    noticedBy: ['creates an account and answers with it as read back'],
    breakBackend: changing('accountWriter', ({ create }) => ({
      create: async (accounts, options) =>
        (await create(accounts, options)).map((one) =>
          one instanceof Error ? one : { ...one, createdAt: '2000-01-01T00:00:00.000Z', status: 'ACTIVE' },
        ),
    })),
  },
  {
    name: 'answers creations in another order',
    on: cdataSync,
    noticedBy: ['creates many, one answer for each and in order, the refused ones among them'],
    breakBackend: changing('accountWriter', ({ create }) => ({
      create: async (accounts, options) => (await create(accounts, options)).toReversed(),
    })),
  },
  {
    name: 'takes an account that there is for the new one',
    on: iotCentral,
    noticedBy: ['P43: never overwrites an account that there is'],
    breakBackend: changing('accountWriter', ({ create }, backend) => ({
      create: async (accounts, options) => {
        const ids = accounts.map(({ nativeId = '' }) => nativeId);
        const [created, there] = [await create(accounts, options), await backend.getAccounts(ids)];
        return created.map((one, at) => (one instanceof Error ? (there[at] ?? one) : one));
      },
    })),
  },
  {
    name: 'sees no obstacles',
    on: cdataSync,
    noticedBy: ['tells what it would refuse to create, the same account twice among it, and writes nothing'],
    breakBackend: changing('accountWriter', () => ({
      findObstacles: async (accounts) => accounts.map(() => null),
    })),
  },
  {
    name: 'says that it takes fewer fields than it takes',
    on: cdataSync,
    noticedBy: [
      'takes the fields of a new account that it says it takes, and needs those that it says it needs',
    ],
    breakBackend: changing('accountWriter', () => ({ createFields: ['userName'] as const })),
  },
  {
    name: 'clears what a change does not name',
    on: cfengine,
    noticedBy: ['changes one field of an account, and all that was not given stays'],
    breakBackend: changing('accountWriter', ({ update }) => ({
      update: async (account, changes, options) =>
        (await update?.(account, { displayName: null, ...changes }, options)) ?? account,
    })),
  },
  {
    name: 'says that it changed an account that is gone',
    on: cdataSync,
    noticedBy: ['refuses to change an account that there is not'],
    breakBackend: changing('accountWriter', ({ update }) => ({
      update: async (account, changes, options) =>
        (await update?.(account, changes, options).catch(() => account)) ?? account,
    })),
  },
  {
    name: 'says that it deleted what it left',
    on: cdataSync,
    noticedBy: ['deletes one account and no other'],
    breakBackend: changing('accountWriter', () => ({ delete: async () => undefined })),
  },
  {
    name: 'says that it disabled what it left',
    on: cipherscale,
    noticedBy: ['disables and enables without touching roles'],
    breakBackend: changing('accountWriter', () => ({
      setStatus: async (account, status) => ({ ...account, status }),
    })),
  },
  {
    name: 'invites twice',
    on: cipherscale,
    noticedBy: ['sends one invitation again, and to nobody else'],
    breakBackend: changing('accountWriter', ({ reinvite }) => ({
      reinvite: async (account, options) => {
        await reinvite?.(account, options);
        await reinvite?.(account, options);
      },
    })),
  },
];
