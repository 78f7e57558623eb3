import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { LinkDecision } from '../../../src/domain/link.ts';
import { correlate } from '../../../src/identity/correlation/correlate.ts';
import { assignUserIds, type UserIds } from '../../../src/identity/correlation/user-ids.ts';
import type { LinkedAccount } from '../../../src/store/store.ts';
import { account, confirmed, trust, trustOf, verifiedBackends } from './people.ts';
import { allSaid, someAccounts, someSayings, type World } from './worlds.ts';

const email = 'ada@example.com';

const assigned = (
  accounts: readonly LinkedAccount[],
  decisions: readonly LinkDecision[] = [],
  returned: readonly number[] = [],
) => {
  const ids = assignUserIds(correlate(accounts, decisions, trust), decisions, {
    verifiedBackends,
    returned: new Set(returned),
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
      'stay with who is there when another one vanishes, even an older one, and are kept for that one',
      [
        account(1, 'iot', { email, userId: 'A', isPresent: false }),
        account(2, 'etl', { email, userId: 'A' }),
      ],
      [],
      '1 A, 2 A',
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
    [
      'of a side that is LINKED now stay, where neither was',
      [
        account(1, 'etl', { email, userId: 'B', link: 'SUGGESTED' }),
        account(2, 'hub', { email, userId: 'A', link: 'UNLINKED' }),
        account(3, 'lab', { userName: 'bob' }),
      ],
      [confirmed(2, 3)],
      '1 A, 2 A, 3 A, B -> A',
    ],
    [
      'of two sides stay with no heed of the link that brings the two together, however old it is',
      twoPairs('A', 'B'),
      [confirmed(1, 2, 30), confirmed(3, 4, 20), confirmed(1, 3, 10)],
      '1 B, 2 B, 3 B, 4 B, A -> B',
    ],
    [
      'that were given up go back to their part when it leaves',
      [
        account(1, 'etl', { userId: 'A', link: 'LINKED' }),
        account(2, 'hub', { userId: 'A', link: 'LINKED' }),
        account(3, 'etl', { userId: 'A', home: 'B', link: 'LINKED' }),
        account(4, 'hub', { userId: 'A', home: 'B', link: 'LINKED' }),
      ],
      [confirmed(1, 2, 20), confirmed(3, 4, 10)],
      '1 A, 2 A, 3 B, 4 B',
    ],
    [
      'that were given up for one that is given up too lead to where their part goes',
      [
        account(1, 'etl', { userId: 'A', link: 'LINKED' }),
        account(2, 'hub', { userId: 'A', home: 'B', link: 'LINKED' }),
        account(3, 'lab', { userId: 'A', home: 'C', link: 'LINKED' }),
      ],
      [confirmed(2, 3)],
      '1 A, 2 B, 3 B, C -> B',
    ],
    [
      'that were given up stay with the surer part of those whose they are',
      [
        account(1, 'etl', { userId: 'A' }),
        account(2, 'hub', { userId: 'A', home: 'B', link: 'SUGGESTED' }),
        account(3, 'lab', { userId: 'A', home: 'B', link: 'LINKED' }),
      ],
      [confirmed(1, 3)],
      '1 A, 2 new1, 3 A',
    ],
    [
      'go with none who came on nothing but what it claims',
      [
        account(1, 'etl', { email, userId: 'A', home: null, link: 'SUGGESTED' }),
        account(2, 'vpn', { userId: 'A', home: 'B', link: 'SUGGESTED' }),
        account(3, 'iot', { userId: 'A', isPresent: false }),
      ],
      [],
      '1 new1, 2 A, 3 A',
    ],
    [
      'are followed by an account that has vanished',
      [
        account(1, 'iot', { userId: 'A', isPresent: false }),
        account(2, 'etl', { email, userId: 'A' }),
        account(3, 'vpn', { email, userId: 'B' }),
      ],
      [],
      '1 B, 2 B, 3 B, A -> B',
    ],
  ])('%s', (_fact, accounts, decisions, expected) => {
    expect(assigned(accounts, decisions)).toBe(expected);
    expect(assigned(accounts.toReversed(), decisions.toReversed()).split(', ').toSorted()).toEqual(
      expected.split(', ').toSorted(),
    );
  });

  it.each<
    readonly [fact: string, accounts: readonly LinkedAccount[], returned: readonly number[], expected: string]
  >([
    [
      'stay with who was there when an account returns elsewhere',
      [account(1, 'iot', { email, userId: 'A' }), account(2, 'etl', { userId: 'A' })],
      [1],
      '1 new1, 2 A',
    ],
    [
      'of who was there stay when an account returns to it',
      [account(1, 'iot', { email, userId: 'A' }), account(2, 'etl', { email, userId: 'B' })],
      [1],
      '1 B, 2 B, A -> B',
    ],
    [
      'are found again by the first account that returns',
      [
        account(1, 'iot', { email, userId: 'A', isPresent: false }),
        account(2, 'etl', { email, userId: 'A' }),
        account(3, 'hub', { email, userId: 'A', isPresent: false }),
      ],
      [2],
      '1 A, 2 A, 3 A',
    ],
  ])('%s', (_fact, accounts, returned, expected) => {
    expect(assigned(accounts, [], returned)).toBe(expected);
  });
});

/** The same accounts, three times written: as they were, correlated from nothing, as they were then, and as they are. */
const changes = fc.integer({ min: 0, max: 8 }).chain((length) => {
  const keys = Array.from({ length }, (_, at) => at + 1);
  return fc
    .record({
      before: someAccounts({ length }),
      later: someAccounts({ length }),
      now: someAccounts({ length }),
      sayings: someSayings(keys, 6),
      heldBefore: fc.nat({ max: 3 }),
      heldLater: fc.integer({ min: 3, max: 6 }),
    })
    .map(({ before, later, now, sayings, heldBefore, heldLater }): Change => {
      const first = { accounts: before, decisions: allSaid(sayings.slice(0, heldBefore)) };
      const second = { accounts: later, decisions: allSaid(sayings.slice(0, heldLater)) };
      const old = carriedOut(first, idsOf(first, 'old'));
      const between = rewritten(old, second);
      return rewritten(carriedOut(between, idsOf(between, 'later')), {
        accounts: now,
        decisions: allSaid(sayings),
      });
    });
});

/** As it is written now, whose it was before. */
const rewritten = (old: World, { accounts, decisions }: World): Change => ({
  accounts: accounts.map((account, at) => {
    const { userId = null, home = null, link = account.link } = old.accounts[at] ?? {};
    return { ...account, userId, home, link };
  }),
  decisions,
  returned: accounts.flatMap(({ key, isPresent }, at) =>
    isPresent && old.accounts[at]?.isPresent === false ? [key] : [],
  ),
});

type Change = World & { readonly returned?: readonly number[] };

const idsOf = ({ accounts, decisions, returned = [] }: Change, prefix: string): UserIds =>
  assignUserIds(correlate(accounts, decisions, trustOf(accounts, 5)), decisions, {
    verifiedBackends,
    returned: new Set(returned),
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

  it('every account has an id, and one cluster one id, but those that are kept in reserve', () => {
    always(({ decisions, accounts }, _ids, after) => {
      const userOf = new Map(after.accounts.map(({ key, userId }) => [key, userId]));
      expect([...userOf.values()]).not.toContain(null);
      const clusters = correlate(accounts, decisions, trustOf(accounts, 5)).filter(
        ([first, ...others]) =>
          first?.account.isPresent || others.length > 0 || first?.account.userId === null,
      );
      const idsOfClusters = clusters.map(
        (cluster) => new Set(cluster.map(({ account }) => userOf.get(account.key))),
      );
      for (const ids of idsOfClusters) expect(ids.size).toBe(1);
      const all = idsOfClusters.flatMap((ids) => [...ids]);
      expect(new Set(all).size).toBe(clusters.length);
    });
  });

  it('an id that is not new is that of some account which had it, or whose own it is', () => {
    always(({ accounts }, _ids, after) => {
      const had = new Map(accounts.map(({ key, userId, home }) => [key, [userId, home]]));
      for (const [id, members] of Map.groupBy(after.accounts, ({ userId }) => userId))
        expect(id?.startsWith('new') || members.some(({ key }) => had.get(key)?.includes(id))).toBe(true);
    });
  });

  it('an id that nobody has any more forwards to one that somebody has, and there are accounts that had either', () => {
    always(({ accounts }, { forwards }, after) => {
      const living = new Set(after.accounts.map(({ userId }) => userId));
      const given = new Set(accounts.flatMap(({ userId }) => userId ?? []));
      const dead = [...given].filter((id) => !living.has(id)).toSorted();
      const wereHeld = forwards.filter(({ from }) => given.has(from));
      expect(wereHeld.map(({ from }) => from).toSorted()).toEqual(dead);
      const now = new Map(after.accounts.map(({ key, userId }) => [key, userId]));
      for (const { from, to } of forwards) {
        expect(living.has(to)).toBe(true);
        const isFrom = ({ userId, home }: LinkedAccount) => userId === from || home === from;
        expect(accounts.some((one) => isFrom(one) && now.get(one.key) === to)).toBe(true);
      }
    });
  });

  it('an id that is somebody’s own, and nobody has, leads to all whose own it is', () => {
    always(({ accounts }, { forwards }, after) => {
      const living = new Set(after.accounts.map(({ userId }) => userId));
      const leadsTo = new Map(
        accounts.flatMap(({ userId, home }) => (home === null || userId === null ? [] : [[home, userId]])),
      );
      for (const { from, to } of forwards) {
        for (const [id, user] of leadsTo) if (user === from) leadsTo.set(id, to);
        leadsTo.set(from, to);
      }
      for (const { userId, home } of after.accounts)
        if (home !== null && !living.has(home)) expect(leadsTo.get(home)).toBe(userId);
    });
  });

  it('correlating again changes nothing', () => {
    always((_world, _ids, after) => {
      expect(idsOf(after, 'newest')).toEqual({ links: [], forwards: [] });
    });
  });

  it('links name only what is another than it was', () => {
    always(({ accounts }, { links }) => {
      const had = new Map(accounts.map((one) => [one.key, one]));
      for (const { key, userId, home, link } of links) {
        const before = had.get(key);
        expect([before?.userId, before?.home, before?.link]).not.toEqual([userId, home, link]);
      }
    });
  });

  it('P17: the own id of who is and stays LINKED moves to no one else', () => {
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
        const isOwn = core.some(({ home }) => home === id);
        if (id !== null && isOwn && isWhole && joined.length === core.length)
          expect([...users]).toEqual([id]);
      }
    });
  });
});
