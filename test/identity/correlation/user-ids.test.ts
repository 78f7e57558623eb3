import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { LinkDecision } from '../../../src/domain/link.ts';
import { correlate } from '../../../src/identity/correlation/correlate.ts';
import { assignUserIds, type UserIds } from '../../../src/identity/correlation/user-ids.ts';
import type { LinkedAccount } from '../../../src/store/store.ts';
import { account, confirmed, trust, trustOf, verifiedBackends } from './people.ts';
import { allSaid, someAccounts, someSayings, type World } from './worlds.ts';

const email = 'ada@example.com';

const assigned = (accounts: readonly LinkedAccount[], decisions: readonly LinkDecision[] = []) => {
  const ids = assignUserIds(correlate(accounts, decisions, trust), decisions, {
    verifiedBackends,
    newId: newIds(),
  });
  const user = new Map(accounts.map(({ key, userId }) => [key, userId]));
  for (const { key, userId } of ids.links) user.set(key, userId);
  return [
    ...user.entries().map(([key, id]) => `${key} ${id}`),
    ...ids.forwards.map(({ from, to }) => `${from} -> ${to}`),
  ].join(', ');
};

const newIds = (prefix = 'new'): (() => string) => {
  let last = 0;
  return () => {
    last += 1;
    return `${prefix}${last}`;
  };
};

/** Four accounts, each LINKED as the first or the second of two users. */
const twoPairs = (first: string, second: string): readonly LinkedAccount[] =>
  [first, first, second, second].map((userId, at) =>
    account(at + 1, ['etl', 'hub', 'lab', 'lab'][at] ?? 'lab', { userId, link: 'LINKED' }),
  );

type Case = readonly [
  fact: string,
  accounts: readonly LinkedAccount[],
  decisions: readonly LinkDecision[],
  expected: string,
];

describe('ids of users', () => {
  it.each<Case>([
    ['are new for accounts that are', [account(1, 'iot'), account(2, 'iot')], [], '1 new1, 2 new2'],
    [
      'stay where a new account comes',
      [account(1, 'iot', { email }), account(2, 'vpn', { email, userId: 'A' })],
      [],
      '1 A, 2 A',
    ],
    [
      'stay with an account that has vanished',
      [account(1, 'iot', { email, userId: 'A', isPresent: false })],
      [],
      '1 A',
    ],
    [
      'stay with who is there when another one vanishes, even an older one',
      [
        account(1, 'iot', { email, userId: 'A', isPresent: false }),
        account(2, 'etl', { email, userId: 'A' }),
      ],
      [],
      '1 new1, 2 A',
    ],
    [
      'stay with a confirmed link when all of it vanishes',
      [
        account(1, 'etl', { email, userId: 'A', link: 'SUGGESTED' }),
        account(2, 'hub', { email, userId: 'A', link: 'LINKED', isPresent: false }),
        account(3, 'lab', { email, userId: 'A', link: 'LINKED', isPresent: false }),
      ],
      [confirmed(2, 3)],
      '1 new1, 2 A, 3 A',
    ],
    [
      'of the oldest account stay on a merge',
      [account(1, 'etl', { email, userId: 'B' }), account(2, 'hub', { email, userId: 'A' })],
      [],
      '1 B, 2 B, A -> B',
    ],
    [
      'of the side with the oldest confirmed link stay on a merge',
      twoPairs('A', 'B'),
      [confirmed(1, 2, 20), confirmed(3, 4, 10), confirmed(1, 3, 30)],
      '1 B, 2 B, 3 B, 4 B, A -> B',
    ],
    [
      'of a side that was LINKED stay, however old the other side is',
      [
        account(1, 'etl', { email, userId: 'B' }),
        account(2, 'iot', { email, userId: 'A', link: 'LINKED' }),
        account(3, 'vpn', { email, userId: 'A', link: 'LINKED' }),
      ],
      [],
      '1 A, 2 A, 3 A, B -> A',
    ],
    [
      'of whoever proves his address stay, where nothing else speaks for a side',
      [account(1, 'etl', { email, userId: 'B' }), account(2, 'iot', { email, userId: 'A' })],
      [],
      '1 A, 2 A, B -> A',
    ],
    [
      'stay on a split with the side that has the oldest confirmed link',
      twoPairs('A', 'A'),
      [confirmed(1, 2, 20), confirmed(3, 4, 10)],
      '1 new1, 2 new1, 3 A, 4 A',
    ],
    [
      'stay with who was LINKED when those that were suggested are confirmed to be somebody',
      [
        account(1, 'etl', { email, userId: 'A', link: 'SUGGESTED' }),
        account(2, 'hub', { email, userId: 'A', link: 'SUGGESTED' }),
        account(3, 'iot', { email, userId: 'A', link: 'LINKED' }),
        account(4, 'vpn', { email, userId: 'A', link: 'LINKED' }),
      ],
      [confirmed(1, 2)],
      '1 new1, 2 new1, 3 A, 4 A',
    ],
    [
      'go separate ways where users exchange accounts',
      [
        account(1, 'etl', { email, userId: 'A' }),
        account(2, 'hub', { userName: 'bob', userId: 'A' }),
        account(3, 'lab', { userName: 'bob', userId: 'B' }),
        account(4, 'lab', { email, userId: 'B' }),
      ],
      [],
      '1 A, 2 B, 3 B, 4 A',
    ],
  ])('%s', (_fact, accounts, decisions, expected) => {
    expect(assigned(accounts, decisions)).toBe(expected);
    expect(assigned(accounts.toReversed(), decisions.toReversed()).split(', ').toSorted()).toEqual(
      expected.split(', ').toSorted(),
    );
  });
});

/** The same accounts, twice written: first as they were, correlated from nothing, then as they are. */
const changes = fc.integer({ min: 0, max: 8 }).chain((length) => {
  const keys = Array.from({ length }, (_, at) => at + 1);
  return fc
    .record({
      before: someAccounts({ length }),
      after: someAccounts({ length }),
      sayings: someSayings(keys, 5),
      heldBefore: fc.nat({ max: 5 }),
    })
    .map(({ before, after, sayings, heldBefore }) => {
      const first = { accounts: before, decisions: allSaid(sayings.slice(0, heldBefore)) };
      const old = carriedOut(first, idsOf(first, 'old')).accounts;
      return {
        accounts: after.map((account, at) => ({
          ...account,
          userId: old[at]?.userId ?? null,
          link: old[at]?.link ?? account.link,
        })),
        decisions: allSaid(sayings),
      };
    });
});

const idsOf = ({ accounts, decisions }: World, prefix: string): UserIds =>
  assignUserIds(correlate(accounts, decisions, trustOf(accounts, 5)), decisions, {
    verifiedBackends,
    newId: newIds(prefix),
  });

const carriedOut = ({ accounts, decisions }: World, { links }: UserIds): World => {
  const now = new Map(links.map((one) => [one.key, one]));
  return { accounts: accounts.map((account) => ({ ...account, ...now.get(account.key) })), decisions };
};

describe('over any change of accounts and decisions', () => {
  const always = (law: (world: World, ids: UserIds, after: World) => void) =>
    fc.assert(
      fc.property(changes, (world) => {
        const ids = idsOf(world, 'new');
        law(world, ids, carriedOut(world, ids));
      }),
      { numRuns: 3000 },
    );

  it('every account has an id, and one cluster one id', () => {
    always(({ decisions, accounts }, _ids, after) => {
      const userOf = new Map(after.accounts.map(({ key, userId }) => [key, userId]));
      const clusters = correlate(accounts, decisions, trustOf(accounts, 5));
      const idsOfClusters = clusters.map(
        (cluster) => new Set(cluster.map(({ account }) => userOf.get(account.key))),
      );
      for (const ids of idsOfClusters) expect(ids.size).toBe(1);
      const all = idsOfClusters.flatMap((ids) => [...ids]);
      expect(all).not.toContain(null);
      expect(new Set(all).size).toBe(clusters.length);
    });
  });

  it('an id that is not new is that of some account which had it', () => {
    always(({ accounts }, _ids, after) => {
      const had = new Map(accounts.map(({ key, userId }) => [key, userId]));
      for (const [id, members] of Map.groupBy(after.accounts, ({ userId }) => userId))
        expect(id?.startsWith('new') || members.some(({ key }) => had.get(key) === id)).toBe(true);
    });
  });

  it('an id that nobody has any more forwards to one that somebody has, and there are accounts that had either', () => {
    always(({ accounts }, { forwards }, after) => {
      const living = new Set(after.accounts.map(({ userId }) => userId));
      const given = new Set(accounts.flatMap(({ userId }) => userId ?? []));
      const dead = [...given].filter((id) => !living.has(id)).toSorted();
      expect(forwards.map(({ from }) => from).toSorted()).toEqual(dead);
      const now = new Map(after.accounts.map(({ key, userId }) => [key, userId]));
      for (const { from, to } of forwards) {
        expect(living.has(to)).toBe(true);
        expect(accounts.some(({ key, userId }) => userId === from && now.get(key) === to)).toBe(true);
      }
    });
  });

  it('correlating again changes nothing', () => {
    always((_world, _ids, after) => {
      expect(idsOf(after, 'newer')).toEqual({ links: [], forwards: [] });
    });
  });

  it('links name only what is another than it was', () => {
    always(({ accounts }, { links }) => {
      const had = new Map(accounts.map((one) => [one.key, one]));
      for (const { key, userId, link } of links)
        expect([had.get(key)?.userId, had.get(key)?.link]).not.toEqual([userId, link]);
    });
  });

  it('P17: the id of who is and stays LINKED moves to no one else', () => {
    always(({ accounts }, _ids, after) => {
      const now = new Map(after.accounts.map((one) => [one.key, one]));
      for (const [id, members] of Map.groupBy(accounts, ({ userId }) => userId)) {
        const core = members.filter(({ link }) => link === 'LINKED');
        const users = new Set(core.map(({ key }) => now.get(key)?.userId));
        const isWhole =
          core.length > 0 && users.size === 1 && core.every(({ key }) => now.get(key)?.link === 'LINKED');
        // Where two of them are now one, the id of one forwards to the other's.
        const joined = accounts.filter(
          ({ key, link }) => link === 'LINKED' && users.has(now.get(key)?.userId ?? null),
        );
        if (id !== null && isWhole && joined.length === core.length) expect([...users]).toEqual([id]);
      }
    });
  });
});
