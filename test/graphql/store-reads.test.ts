import { graphql } from 'graphql';
import { pino } from 'pino';
import { describe, expect, it } from 'vitest';
import { createNativeRoleTables } from '../../src/backends/native-role-tables.ts';
import { createBackend, kindDefaults } from '../../src/backends/registry.ts';
import type { Account } from '../../src/domain/account.ts';
import { createSecret } from '../../src/domain/secret.ts';
import { createContext } from '../../src/graphql/context.ts';
import { createCursorKey } from '../../src/graphql/cursor.ts';
import { createSchema } from '../../src/graphql/schema.ts';
import { createIdentityIndex, type IdentityIndex } from '../../src/identity/identity-index.ts';
import { createRefreshes } from '../../src/identity/refreshes.ts';
import { openStore } from '../../src/store/open-store.ts';
import { createAccountLocks } from '../../src/sync/account-locks.ts';

const places = ['north', 'east', 'south', 'west'] as const;

const accountOf = (backend: string, number: number): Account => ({
  ref: { backend, id: `${backend}-${number}` },
  kind: 'PERSON',
  userName: `person${number}`,
  displayName: `Person ${number}`,
  email: `person${number}@example.com`,
  emailConfirmed: null,
  externalId: null,
  status: 'ACTIVE',
  nativeStatus: 'Active',
  external: null,
  protection: null,
  assignments: [
    {
      nativeRoleId: 'cdata_support',
      nativeRoleName: 'Support',
      nativeRoleAlias: null,
      organizationId: null,
      origin: { kind: 'DIRECT' },
    },
  ],
  groups: [],
  createdAt: null,
  updatedAt: null,
  lastSeenAt: null,
  vendor: null,
});

const log = pino({ level: 'silent' });

/** Four backends at which nobody listens, and 150 people who have an account on each. */
const startSurroundings = async () => {
  const store = await openStore('memory:');
  const index = await createIdentityIndex({
    store,
    backends: places,
    verifiedBackends: new Set(['north', 'east']),
    newUserId: () => crypto.randomUUID(),
    now: Date.now,
  });
  for (const place of places)
    await index.observe(
      Array.from({ length: 150 }, (_, number) => ({ account: accountOf(place, number), isAttributed: true })),
      Date.now(),
    );
  const { roleMap, administratorRoles, emailTrust } = kindDefaults['cdata-sync'];
  const backends = places.map((id) => ({
    backend: createBackend(
      {
        id,
        kind: 'cdata-sync',
        baseUrl: 'http://127.0.0.1:1',
        allowPlainHttp: true,
        auth: { authtoken: createSecret('x') },
        writes: false,
        timeoutMs: 1000,
        refreshSeconds: 900,
        protect: [],
        maxResponseMiB: 1,
      },
      { ca: undefined },
    ),
    displayName: id,
    writes: false,
    roleMap,
    administratorRoles,
    emailTrust,
    minAdmins: 2,
    protect: new Set<string>(),
    exclusive: [],
    refreshSeconds: 900,
    limits: { requestsPerSecond: 1, concurrency: 1, timeoutMs: 1000 },
  }));
  const refreshes = createRefreshes({
    backends: backends.map(({ backend }) => ({ backend, refreshMs: 900_000 })),
    store,
    index,
    guard: { maxVanishedPercent: 20, smallBackend: 20, smallMaxVanished: 5 },
    now: Date.now,
    log,
  });
  return { store, index, backends, refreshes };
};

/** The same index, which tells each read of the store by name. */
const counting = (index: IdentityIndex, reads: string[]): IdentityIndex => {
  const told =
    <Args extends readonly unknown[], Result>(name: string, read: (...args: Args) => Result) =>
    (...args: Args): Result => {
      reads.push(name);
      return read(...args);
    };
  const { find, ofUsers, list, count, listUsers, countUsers } = index.accounts;
  return {
    ...index,
    accounts: {
      find: told('find', find),
      ofUsers: told('ofUsers', ofUsers),
      list: told('list', list),
      count: told('count', count),
      listUsers: told('listUsers', listUsers),
      countUsers: told('countUsers', countUsers),
    },
    grounds: told('grounds', index.grounds),
    resolveUser: told('resolveUser', index.resolveUser),
  };
};

describe('a page of the index', () => {
  const links =
    'links { account { nativeId user { id } } state evidence { rule values } ifConfirmed { nativeId } candidates { account { nativeId } ifConfirmed { nativeId } } }';

  it.each([
    [
      'users',
      (first: number) =>
        `{ users(first: ${first}) { nodes { id displayName email kind accounts { nativeId email } roles { role { name } accounts { nativeId } } ${links} sources { state } } } }`,
      4,
    ],
    [
      'accounts',
      (first: number) =>
        `{ accounts(first: ${first}) { nodes { nativeId roles { name } user { id displayName accounts { nativeId user { id } } } link { state evidence { rule } ifConfirmed { nativeId } candidates { account { nativeId } } } } } }`,
      4,
    ],
  ] as const)(
    'G3: of 100 %s takes as many reads of the store as one of 2',
    async (_what, documentOf, most) => {
      const { store, index, backends, refreshes } = await startSurroundings();
      const schema = createSchema();
      const readsFor = async (first: number): Promise<readonly string[]> => {
        const reads: string[] = [];
        const contextValue = createContext(
          {
            backends,
            roles: [{ name: 'operator', description: null, mappings: [] }],
            index: counting(index, reads),
            refreshes,
            nativeRoleTables: createNativeRoleTables({ ttlMs: 1000, now: Date.now }),
            accountLocks: createAccountLocks(),
            cursorKey: createCursorKey(),
            requestMs: 5000,
            now: () => new Date(),
            log,
          },
          { name: 'all', scopes: new Set(['admin']), backends: null },
          'the-request',
        );
        const { data, errors } = await graphql({ schema, source: documentOf(first), contextValue });
        expect(errors).toBeUndefined();
        expect(JSON.stringify(data)).toContain('VERIFIED_EMAIL');
        return reads;
      };
      const few = await readsFor(2);
      const many = await readsFor(100);
      expect(many.toSorted()).toEqual(few.toSorted());
      expect(many.length).toBeLessThanOrEqual(most);
      await store.close();
    },
  );
});
