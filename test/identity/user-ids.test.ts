import { describe, expect, it } from 'vitest';
import type { Account } from '../../src/domain/account.ts';
import { createIdentityIndex, type IdentityIndex } from '../../src/identity/identity-index.ts';
import { openStore } from '../../src/store/open-store.ts';
import type { Store } from '../../src/store/store.ts';
import { accountOf } from '../store/accounts.ts';

const backends = ['iot', 'vpn', 'etl', 'hub'];

const decision = { by: 'ops', reason: 'they told me', backends };

const createIndex = async (store: Store, verified: readonly string[] = ['iot', 'vpn']) => {
  let users = 0;
  let clock = 0;
  const index = await createIdentityIndex({
    store,
    backends,
    verifiedBackends: new Set(verified),
    newUserId: () => {
      users += 1;
      return `u${users}`;
    },
    now: () => clock,
  });
  const tick = (): number => {
    clock += 1;
    return clock;
  };
  return {
    index,
    observe: (...accounts: readonly Account[]) =>
      index.observe(
        accounts.map((account) => ({ account, isAttributed: true })),
        tick(),
      ),
    vanish: ({ ref }: Account) => index.markDeleted(ref, tick()),
    link: (...accounts: readonly Account[]) => {
      tick();
      return index.link(
        accounts.map(({ ref }) => ref),
        decision,
      );
    },
    unlink: (account: Account, from: Account) => {
      tick();
      return index.unlink(account.ref, [from.ref], decision);
    },
    usersMade: () => users,
  };
};

const startIndex = async () => createIndex(await openStore('memory:'));

/** Who has an id today, as `backend/id`. */
const whoHas = async (index: IdentityIndex, id: string): Promise<readonly string[]> => {
  const today = await index.resolveUser(id);
  const accounts = await index.accounts.ofUsers(today === null ? [] : [today], backends);
  return accounts.map(({ account: { ref } }) => `${ref.backend}/${ref.id}`);
};

const idOf = async (index: IdentityIndex, { ref }: Account): Promise<string> => {
  const [found] = await index.accounts.find([ref]);
  return found?.userId ?? 'nobody';
};

describe('the id of a user', () => {
  it('P17: is not taken over by whoever claims its address for a while, not even with a confirmed link of his own', async () => {
    const { index, observe, link } = await startIndex();
    const victor = accountOf('iot', 'victor', { email: 'victor@x.io' });
    const mallory = accountOf('hub', 'mallory', { email: 'mallory@x.io' });
    const hers = accountOf('vpn', 'mallory', { email: 'mallory@y.io' });
    await observe(victor, mallory, hers);
    const victors = await idOf(index, victor);
    const mallorys = await link(mallory, hers);

    await observe({ ...mallory, email: 'victor@x.io' });
    expect(await whoHas(index, victors)).toEqual(['hub/mallory', 'iot/victor', 'vpn/mallory']);
    await observe(mallory);
    expect(await idOf(index, victor)).toBe(victors);
    expect(await whoHas(index, victors)).toEqual(['iot/victor']);
    expect(await whoHas(index, mallorys)).toEqual(['hub/mallory', 'vpn/mallory']);
  });

  it('P17: is not taken over by whoever has a link of his own confirmed while he claims its address', async () => {
    const { index, observe, link } = await startIndex();
    const victor = accountOf('iot', 'victor', { email: 'victor@x.io' });
    const mallory = accountOf('hub', 'mallory', { email: 'mallory@x.io' });
    const hers = accountOf('vpn', 'mallory', { email: 'mallory@y.io' });
    await observe(victor, mallory);
    const [victors, mallorys] = [await idOf(index, victor), await idOf(index, mallory)];
    await observe({ ...mallory, email: 'victor@x.io' });
    await observe(hers);
    await link(mallory, hers);
    await observe(mallory);
    expect(await whoHas(index, victors)).toEqual(['iot/victor']);
    expect(await whoHas(index, mallorys)).toEqual(['hub/mallory', 'vpn/mallory']);
  });

  it('P17: is not taken along by an account that came on nothing but its word, once that of its owner has vanished', async () => {
    const { index, observe, vanish } = await startIndex();
    const email = 'victor@x.io';
    const victor = accountOf('iot', 'victor', { email });
    const his = accountOf('hub', 'victor', { email: 'victor@y.io' });
    const mallory = accountOf('etl', 'mallory', { email });
    await observe(victor, his);
    const victors = await idOf(index, victor);
    await observe({ ...his, email });
    await observe(mallory);
    await vanish(victor);
    expect(await whoHas(index, victors)).toEqual(['etl/mallory', 'hub/victor']);
    await observe({ ...mallory, email: 'mallory@x.io' });
    expect(await whoHas(index, victors)).toEqual(['hub/victor']);
  });

  it('is the same however often its oldest proven account vanishes and returns, and no user is made by that', async () => {
    const { index, observe, vanish, usersMade } = await startIndex();
    const email = 'ada@x.io';
    const [oldest, ...others] = ['iot', 'vpn', 'hub'].map((backend) => accountOf(backend, 'ada', { email }));
    if (oldest === undefined) throw new Error('expected an account');
    await observe(oldest, ...others);
    const id = await idOf(index, oldest);
    for (let cycle = 0; cycle < 3; cycle += 1) {
      await vanish(oldest);
      expect(await whoHas(index, id)).toEqual(['hub/ada', 'vpn/ada']);
      await observe(oldest);
      expect(await idOf(index, oldest)).toBe(id);
      expect(await whoHas(index, id)).toEqual(['hub/ada', 'iot/ada', 'vpn/ada']);
    }
    expect(usersMade()).toBe(1);
  });

  it('is found again when all of its accounts had vanished and one returns', async () => {
    const { index, observe, vanish, usersMade } = await startIndex();
    const [one, other] = [
      accountOf('iot', '1', { email: 'a@x.io' }),
      accountOf('hub', '2', { email: 'a@x.io' }),
    ];
    await observe(one, other);
    const id = await idOf(index, one);
    await vanish(one);
    await vanish(other);
    expect(await whoHas(index, id)).toEqual([]);
    await observe(other);
    expect(await idOf(index, other)).toBe(id);
    await observe(one);
    expect(await idOf(index, one)).toBe(id);
    expect(usersMade()).toBe(1);
  });

  it('that was given up for another by a link is that of its part again once the link is undone', async () => {
    const { index, observe, link, unlink, usersMade } = await startIndex();
    const a = accountOf('hub', 'a');
    const b = accountOf('etl', 'b');
    const c = accountOf('hub', 'c');
    const d = accountOf('etl', 'd');
    await observe(a, b, c, d);
    const [u1, u2] = [await link(a, b), await link(c, d)];
    const made = usersMade();
    expect(await link(a, c)).toBe(u1);
    expect(await whoHas(index, u2)).toEqual(['etl/b', 'etl/d', 'hub/a', 'hub/c']);
    await unlink(c, a);
    expect(await idOf(index, a)).toBe(u1);
    expect(await idOf(index, c)).toBe(u2);
    expect(await whoHas(index, u1)).toEqual(['etl/b', 'hub/a']);
    expect(await whoHas(index, u2)).toEqual(['etl/d', 'hub/c']);
    expect(usersMade()).toBe(made);
  });
});

describe('a start', () => {
  /** The store, and how often a task was given to it since. */
  const counted = (store: Store) => {
    let writes = 0;
    const counting: Store = {
      ...store,
      write: (task) => {
        writes += 1;
        return store.write(task);
      },
    };
    return { store: counting, writes: () => writes };
  };

  it('correlates everything once for the backends that prove addresses, and not again while they are the same', async () => {
    const store = await openStore('memory:');
    const { observe } = await createIndex(store, ['iot', 'vpn']);
    await observe(accountOf('iot', 'ada'));
    const same = counted(store);
    await createIndex(same.store, ['vpn', 'iot']);
    expect(same.writes()).toBe(0);
    const others = counted(store);
    await createIndex(others.store, ['iot']);
    expect(others.writes()).toBeGreaterThan(0);
    await store.close();
  });
});
