import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { confirmedGroups } from '../../../src/identity/correlation/confirmed-groups.ts';
import { type Cluster, correlate } from '../../../src/identity/correlation/correlate.ts';
import type { LinkedAccount } from '../../../src/store/store.ts';
import { shareKey, told, trustOf, verifiedBackends } from './people.ts';
import { allSaid, someAccount, someAccounts, someSayings, someWorld, type World } from './worlds.ts';

const mostBearers = 5;

const clustersOf = ({ accounts, decisions }: World): readonly Cluster[] =>
  correlate(accounts, decisions, trustOf(accounts, mostBearers));

const always = (law: (world: World, clusters: readonly Cluster[]) => void) =>
  fc.assert(
    fc.property(someWorld, (world) => law(world, clustersOf(world))),
    { numRuns: 5000 },
  );

/** Pairs of keys that are LINKED in one user. */
const linkedPairs = (clusters: readonly Cluster[], isMeant: (key: number) => boolean) =>
  clusters
    .flatMap((cluster) => {
      const linked = cluster
        .filter(({ account, link }) => link === 'LINKED' && isMeant(account.key))
        .map(({ account }) => account.key);
      return linked.flatMap((one, at) => linked.slice(at + 1).map((other) => `${one}+${other}`));
    })
    .toSorted();

describe('in every small world', () => {
  it('the order in which accounts and decisions come makes no difference', () => {
    fc.assert(
      fc.property(
        someWorld.chain((world) =>
          fc.tuple(
            fc.constant(world),
            fc.shuffledSubarray([...world.accounts], { minLength: world.accounts.length }),
            fc.shuffledSubarray([...world.decisions], { minLength: world.decisions.length }),
          ),
        ),
        ([world, accounts, decisions]) => {
          expect(told(clustersOf({ accounts, decisions }))).toBe(told(clustersOf(world)));
        },
      ),
      { numRuns: 3000 },
    );
  });

  it('every account is in exactly one cluster', () => {
    always(({ accounts }, clusters) => {
      const keys = clusters.flat().map(({ account }) => account.key);
      expect(keys.toSorted((one, other) => one - other)).toEqual(accounts.map(({ key }) => key));
    });
  });

  it('two accounts that a backend has at once are one user only where they are confirmed to be', () => {
    always(({ decisions }, clusters) => {
      const groupOf = confirmedGroups(decisions);
      for (const cluster of clusters)
        for (const [at, { account: one }] of cluster.entries())
          for (const { account: other } of cluster.slice(at + 1))
            if (one.isPresent && other.isPresent && one.ref.backend === other.ref.backend)
              expect(groupOf(one.key).has(other.key)).toBe(true);
    });
  });

  it('no denial is inside a cluster, and every confirmed link is', () => {
    always(({ decisions }, clusters) => {
      const clusterOf = new Map(
        clusters.flatMap((cluster, at) => cluster.map(({ account }) => [account.key, at])),
      );
      for (const {
        accounts: [one, other],
        verdict,
      } of decisions)
        expect(clusterOf.get(one) === clusterOf.get(other)).toBe(verdict === 'CONFIRMED');
    });
  });

  it('P17: LINKED are only those whom confirmed links and equal proven addresses connect', () => {
    always(({ decisions }, clusters) => {
      const isCertain = (one: LinkedAccount, other: LinkedAccount): boolean =>
        decisions.some(
          ({ accounts, verdict }) =>
            verdict === 'CONFIRMED' && accounts.includes(one.key) && accounts.includes(other.key),
        ) ||
        [one, other].every(
          ({ ref, emailConfirmed, isPresent, keys }) =>
            verifiedBackends.has(ref.backend) &&
            emailConfirmed !== false &&
            isPresent &&
            keys.email !== null &&
            keys.email === one.keys.email,
        );
      for (const cluster of clusters) {
        const linked = cluster.filter(({ link }) => link === 'LINKED').map(({ account }) => account);
        const reached = linked.slice(0, 1);
        for (const one of reached)
          reached.push(...linked.filter((other) => !reached.includes(other) && isCertain(one, other)));
        expect(reached.length).toBe(linked.length);
        expect(linked.length).not.toBe(1);
      }
    });
  });

  it('states tell what a cluster is made of', () => {
    always(({ accounts }, clusters) => {
      const trust = trustOf(accounts, mostBearers);
      for (const cluster of clusters)
        for (const { account, link } of cluster) {
          const isAlike = accounts.some((other) => other !== account && shareKey(account, other, trust));
          if (cluster.length > 1) expect(['LINKED', 'SUGGESTED']).toContain(link);
          else expect(isAlike ? ['DISPUTED', 'DENIED'] : ['UNLINKED']).toContain(link);
        }
    });
  });

  it('whoever is DENIED has been denied by somebody of each user that it resembles', () => {
    always(({ accounts, decisions }, clusters) => {
      const trust = trustOf(accounts, mostBearers);
      const isDenied = (one: number, other: number) =>
        decisions.some(
          ({ accounts: pair, verdict }) => verdict === 'DENIED' && pair.includes(one) && pair.includes(other),
        );
      for (const [single, ...more] of clusters) {
        if (single === undefined || more.length > 0 || single.link === 'UNLINKED') continue;
        const resembled = clusters.filter((cluster) =>
          cluster.some(
            ({ account }) => account !== single.account && shareKey(account, single.account, trust),
          ),
        );
        const isDeniedByAll = resembled.every((cluster) =>
          cluster.some(({ account }) => isDenied(account.key, single.account.key)),
        );
        expect(single.link).toBe(isDeniedByAll ? 'DENIED' : 'DISPUTED');
      }
    });
  });

  it('accounts that nothing connects with others are correlated alone as among all', () => {
    always(({ accounts, decisions }, clusters) => {
      const trust = trustOf(accounts, mostBearers);
      const isNear = (one: LinkedAccount, other: LinkedAccount) =>
        shareKey(one, other, trust) ||
        decisions.some(({ accounts: pair }) => pair.includes(one.key) && pair.includes(other.key));
      const left = new Set(accounts);
      const alone: Cluster[] = [];
      for (const first of accounts) {
        if (!left.delete(first)) continue;
        const component = [first];
        for (const one of component)
          for (const other of left)
            if (isNear(one, other)) {
              left.delete(other);
              component.push(other);
            }
        alone.push(...correlate(component, decisions, trust));
      }
      const byFirst = alone.toSorted(
        (one, other) => (one[0]?.account.key ?? 0) - (other[0]?.account.key ?? 0),
      );
      expect(told(byFirst)).toBe(told(clusters));
    });
  });
});

describe('P17: whoever may write into a backend that proves nothing', () => {
  const isWeak = ({ ref }: LinkedAccount): boolean => !verifiedBackends.has(ref.backend);

  /** A world, and the same after its accounts on weak backends were rewritten and others were added. */
  const attacks = someAccounts().chain((accounts) =>
    fc.record({
      accounts: fc.constant(accounts),
      decisions: someSayings(accounts.map(({ key }) => key)).map(allSaid),
      rewritten: fc.tuple(
        ...accounts.map((account) =>
          isWeak(account) ? someAccount(account.key, [account.ref.backend]) : fc.constant(account),
        ),
      ),
      added: someAccounts({ from: 100, maxLength: 8, among: ['etl', 'hub'] }),
      addedBefore: someAccounts({ from: -8, maxLength: 8, among: ['etl', 'hub'] }),
    }),
  );

  it('makes, breaks and changes no LINKED link between others', () => {
    fc.assert(
      fc.property(attacks, ({ accounts, decisions, rewritten, added, addedBefore }) => {
        const isOthers = (key: number) => accounts.some((one) => one.key === key);
        const after = { accounts: [...addedBefore, ...rewritten, ...added], decisions };
        expect(linkedPairs(clustersOf(after), isOthers)).toEqual(
          linkedPairs(clustersOf({ accounts, decisions }), isOthers),
        );
      }),
      { numRuns: 10_000 },
    );
  });

  it('gets no account of his own LINKED with anybody', () => {
    fc.assert(
      fc.property(attacks, ({ decisions, rewritten, added }) => {
        const clusters = clustersOf({ accounts: [...rewritten, ...added], decisions });
        const decided = new Set(
          decisions.filter(({ verdict }) => verdict === 'CONFIRMED').flatMap((one) => one.accounts),
        );
        for (const { account, link } of clusters.flat())
          if (isWeak(account) && link === 'LINKED') expect(decided).toContain(account.key);
      }),
      { numRuns: 3000 },
    );
  });
});
