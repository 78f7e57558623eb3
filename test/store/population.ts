import fc from 'fast-check';
import type { Account, AccountKind, AccountStatus } from '../../src/domain/account.ts';
import type { AccountFilter, Holding } from '../../src/domain/account-query.ts';
import type { LinkState } from '../../src/domain/link.ts';
import type { StoredAccount } from '../../src/domain/stored-account.ts';
import type { Store } from '../../src/store/store.ts';
import { accountOf, assignmentOf, keep } from './accounts.ts';

/** Accounts that resemble one another in all that a filter can ask for; the rare values are rare. */
export const inventAccounts = (size: number): readonly Account[] =>
  fc
    .sample(someAccount, { numRuns: size, seed: 20_261_126 })
    .map((account, at) => ({ ...account, ref: { ...account.ref, id: `${account.ref.id}-${at}` } }));

/** Keeps them, two or three to a user, and answers them as the store should tell them. */
export const keepPopulation = async (
  store: Store,
  accounts: readonly Account[],
): Promise<readonly StoredAccount[]> => {
  const kept: StoredAccount[] = [];
  for (let from = 0; from < accounts.length; from += 500) {
    const some = accounts.slice(from, from + 500);
    const userIdOf = (_: number, at: number) => `user-${(from + at) % Math.ceil(accounts.length / 2.5)}`;
    const linkOf = (at: number) => links[at % 97 === 0 ? 4 : at % 3] ?? 'UNLINKED';
    const observed = await keep(store, some, { asOf: 1000, userIdOf, linkOf });
    for (const [at, account] of some.entries()) {
      const key = observed[at]?.key ?? 0;
      kept.push({
        key,
        account,
        isAttributed: true,
        asOf: 1000,
        userId: userIdOf(key, at),
        link: linkOf(at),
      });
    }
  }
  return kept;
};

export const someBackends = ['etl', 'hub', 'iot', 'vpn'] as const;
const kinds: readonly AccountKind[] = ['PERSON', 'SERVICE', 'DIRECTORY_GROUP', 'UNKNOWN'];
const statuses: readonly AccountStatus[] = ['ACTIVE', 'INVITED', 'EXPIRED', 'DISABLED', 'UNKNOWN'];
const links: readonly LinkState[] = ['LINKED', 'SUGGESTED', 'UNLINKED', 'DISPUTED', 'DENIED'];
const roles = ['admin', 'operator', 'viewer'] as const;
const organizations = ['berlin', 'oslo'] as const;

/** Mostly the first, seldom the last. */
const skewed = <T>(values: readonly T[]): fc.Arbitrary<T> =>
  fc.oneof(
    ...values.map((value, at) => ({ arbitrary: fc.constant(value), weight: 4 ** (values.length - at) })),
  );

const someName = fc.constantFrom(
  'Ada',
  'ADA ',
  'Åsa',
  'A\u030asa',
  'Chloé',
  'Zoë\u00a0Straße',
  'ﬁnn',
  '李',
  'o\u2019neil',
  '😀',
  '',
);
const someEmail = fc.constantFrom(
  'ada@example.com',
  'ADA@Example.com',
  'asa@x.io',
  'noreply@@aol.com',
  'ren\u00e9e@x.io',
  're\u006ee\u0301e@x.io',
);

const someAccount: fc.Arbitrary<Account> = fc
  .record({
    backend: skewed(someBackends),
    id: fc.constantFrom('a', 'B', 'é', '😀', '\uffff'),
    kind: skewed(kinds),
    status: skewed(statuses),
    displayName: fc.option(someName),
    userName: fc.option(someName),
    email: fc.option(someEmail),
    external: fc.option(fc.boolean()),
    assignments: fc.uniqueArray(
      fc.record({ role: skewed(roles), organization: fc.option(fc.constantFrom(...organizations)) }),
      { maxLength: 3, selector: ({ role, organization }) => `${role} ${organization}` },
    ),
  })
  .map(({ backend, id, assignments, ...told }) =>
    accountOf(backend, id, {
      ...told,
      assignments: assignments.map(({ role, organization }) => assignmentOf(role, organization)),
    }),
  );

const someHolding: fc.Arbitrary<Holding> = fc.record({
  backend: fc.constantFrom(...someBackends, 'gone'),
  nativeRoleIds: fc.uniqueArray(fc.constantFrom(...roles), { minLength: 1, maxLength: 3 }),
  place: fc.constantFrom('APPLICATION', 'ORGANIZATION', 'ANYWHERE'),
});

/** Any filter: every condition alone and with others, and lists that let nothing through. */
export const someFilter: fc.Arbitrary<AccountFilter> = fc.record(
  {
    backends: fc.oneof(
      { arbitrary: fc.constant(someBackends), weight: 2 },
      { arbitrary: fc.subarray([...someBackends, 'gone']), weight: 1 },
    ),
    search: fc.oneof(
      someName,
      fc.constantFrom(
        'a',
        'da',
        'ada',
        'exam',
        'ple.com',
        '@@',
        'asa',
        'zoe s',
        'strasse',
        'stra',
        '%',
        '_',
        'xyz',
        '\uffff',
        'fi',
        '李',
        ' ',
      ),
    ),
    email: someEmail,
    kinds: fc.subarray([...kinds]),
    statuses: fc.subarray([...statuses]),
    links: fc.subarray([...links]),
    holding: fc.array(someHolding, { maxLength: 3 }),
    organization: fc.record({
      backend: fc.constantFrom(...someBackends),
      id: fc.constantFrom(...organizations, ''),
    }),
  },
  { requiredKeys: ['backends'] },
);
