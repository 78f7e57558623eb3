import { describe, expect, it } from 'vitest';
import type { LinkDecision } from '../../../src/domain/link.ts';
import { accountOf, keep, keepOne } from '../accounts.ts';
import type { Place } from '../contract.ts';
import { useFreshStore } from './fresh-store.ts';

export const linkContract = (makePlace: () => Promise<Place>): void => {
  describe('links', () => {
    const store = useFreshStore(makePlace);

    it('tell of an account what correlation needs', async () => {
      const key = await keepOne(
        store(),
        accountOf('iot', 'ada', {
          kind: 'SERVICE',
          email: 'Ada@X.io',
          userName: 'Ada',
          externalId: 'X1',
          emailConfirmed: false,
        }),
      );
      expect(await store().links.byKeys([key, 999])).toEqual([
        {
          key,
          ref: { backend: 'iot', id: 'ada' },
          kind: 'SERVICE',
          keys: { externalId: 'X1', email: 'ada@x.io', userName: 'ada' },
          emailConfirmed: false,
          isPresent: true,
          userId: `user-${key}`,
          home: `user-${key}`,
          link: 'UNLINKED',
        },
      ]);
      expect(await store().links.byKeys([])).toEqual([]);
    });

    it('know accounts that are nobody’s yet, within the write that observes them', async () => {
      await store().write(async ({ accounts, links }) => {
        const account = accountOf('iot', 'ada', { email: 'ada@x.io' });
        const [observed] = await accounts.observe([{ account, isAttributed: true }], 1000);
        const key = observed?.key ?? 0;
        expect(await links.bearers('email', ['ada@x.io'])).toMatchObject([{ key, userId: null }]);
        expect(await accounts.find([account.ref])).toEqual([]);
        expect(await accounts.count({ backends: ['iot'] })).toBe(0);
        await links.assign([{ key, userId: 'ada', home: 'ada', link: 'LINKED' }]);
        expect(await accounts.find([account.ref])).toMatchObject([{ key, userId: 'ada', link: 'LINKED' }]);
      });
    });

    it('find who bears a value, on some backends or on all', async () => {
      await keep(store(), [
        accountOf('iot', '1', { email: 'ADA@x.io', userName: 'ada', externalId: 'e' }),
        accountOf('hub', '2', { email: 'ada@x.io', userName: 'ADA' }),
        accountOf('hub', '3', { email: 'a@@b', userName: 'mia', externalId: 'E' }),
        accountOf('hub', '4'),
      ]);
      const { links } = store();
      const ids = async (...question: Parameters<typeof links.bearers>) =>
        (await links.bearers(...question)).map(({ ref }) => ref.id).toSorted();
      expect(await ids('email', ['ada@x.io', 'nobody@x.io'])).toEqual(['1', '2']);
      expect(await ids('email', ['ada@x.io'], ['hub'])).toEqual(['2']);
      expect(await ids('email', ['ada@x.io'], [])).toEqual([]);
      expect(await ids('email', ['', 'a@@b'])).toEqual([]);
      expect(await ids('userName', ['ada', 'mia'])).toEqual(['1', '2', '3']);
      expect(await ids('externalId', ['e'])).toEqual(['1']);
      expect(await ids('externalId', [])).toEqual([]);
      expect(await links.countBearers('email', ['ada@x.io', 'nobody@x.io', ''])).toEqual(
        new Map([['ada@x.io', 2]]),
      );
      expect(await links.countBearers('userName', ['ada', 'mia'], ['hub'])).toEqual(
        new Map([
          ['ada', 1],
          ['mia', 1],
        ]),
      );
    });

    it('tell which id is an account’s own, though another one stands for it', async () => {
      const [away = 0, guest = 0] = (
        await keep(store(), [accountOf('iot', 'away'), accountOf('hub', 'guest')])
      ).map(({ key }) => key);
      await store().write(async ({ links }) => {
        await links.assign([
          { key: away, userId: 'ada', home: `user-${away}`, link: 'LINKED' },
          { key: guest, userId: 'ada', home: null, link: 'SUGGESTED' },
        ]);
        await links.forward(`user-${away}`, 'ada');
      });
      const homes = async () =>
        (await store().links.membersOf(['ada'])).map(({ key, home }) => [key, home]).toSorted();
      expect(await homes()).toEqual([
        [away, `user-${away}`],
        [guest, null],
      ]);
      // To be the home of somebody who is elsewhere lets no id stand for itself.
      await store().write(({ links }) =>
        links.assign([{ key: guest, userId: 'ada', home: `user-${away}`, link: 'LINKED' }]),
      );
      expect(await homes()).toEqual([
        [away, `user-${away}`],
        [guest, `user-${away}`],
      ]);
      expect(await store().links.resolveUser(`user-${away}`)).toBe('ada');
    });

    it('keep an account’s own id while it is away, and when it is observed again', async () => {
      const key = await keepOne(store(), accountOf('iot', 'ada', { email: 'ada@x.io' }));
      const told = async () => (await store().links.byKeys([key])).map(({ userId, home }) => [userId, home]);
      await store().write(({ links }) => links.assign([{ key, userId: 'all', home: 'own', link: 'LINKED' }]));
      await keepOne(store(), accountOf('iot', 'ada', { email: 'other@x.io' }), 2000);
      expect(await told()).toEqual([['all', 'own']]);
      await store().write(({ accounts }) => accounts.markVanished([key], 3000));
      await keepOne(store(), accountOf('iot', 'ada'), 4000);
      expect(await told()).toEqual([['all', 'own']]);
    });

    it('are assigned by the thousand', async () => {
      const many = Array.from({ length: 500 }, (_, at) => accountOf('iot', `${at}`));
      const keys = (await keep(store(), many)).map(({ key }) => key);
      await store().write(({ links }) =>
        links.assign(
          Array.from({ length: 3000 }, (_, at) => ({
            key: keys[at % 500] ?? 0,
            userId: `new-${at}`,
            home: `new-${at}`,
            link: 'LINKED' as const,
          })),
        ),
      );
      expect(
        await store().links.membersOf(Array.from({ length: 3000 }, (_, at) => `new-${at}`)),
      ).toHaveLength(500);
      expect((await store().links.byKeys(keys.slice(0, 1)))[0]?.userId).toBe('new-2500');
    });

    it('walk all accounts by key', async () => {
      const keys = (
        await keep(
          store(),
          ['a', 'b', 'c'].map((id) => accountOf('iot', id)),
        )
      ).map(({ key }) => key);
      expect(await store().links.keysAfter(0, 2)).toEqual(keys.slice(0, 2));
      expect(await store().links.keysAfter(keys[1] ?? 0, 2)).toEqual(keys.slice(2));
    });
  });

  describe('a user’s id', () => {
    const store = useFreshStore(makePlace);
    const resolve = (id: string) => store().links.resolveUser(id);
    const forward = (from: string, to: string) => store().write(({ links }) => links.forward(from, to));
    const keepUsers = (...ids: readonly string[]) =>
      keep(
        store(),
        ids.map((id) => accountOf('iot', id)),
        { userIdOf: (_, at) => ids[at] ?? '' },
      );

    it('stands for itself, and stands for nobody where it never was a user’s', async () => {
      await keepUsers('a');
      expect([await resolve('a'), await resolve('b')]).toEqual(['a', null]);
    });

    it('leads to whoever stands for it today, over any number of merges', async () => {
      await keepUsers('a', 'b', 'c');
      await forward('a', 'b');
      await forward('b', 'c');
      expect([await resolve('a'), await resolve('b'), await resolve('c')]).toEqual(['c', 'c', 'c']);
    });

    it('stands for itself again once another is led to it', async () => {
      await keepUsers('a', 'b');
      await forward('a', 'b');
      await forward('b', 'a');
      expect([await resolve('a'), await resolve('b')]).toEqual(['a', 'a']);
    });

    it('stands for itself again once accounts are assigned to it', async () => {
      await keepUsers('a', 'b');
      await forward('a', 'b');
      await keepUsers('a');
      const [key = 0] = await store().links.keysAfter(0, 1);
      await store().write(({ links }) => links.assign([{ key, userId: 'a', home: 'a', link: 'LINKED' }]));
      expect(await resolve('a')).toBe('a');
    });
  });

  describe('decisions', () => {
    const store = useFreshStore(makePlace);
    const decision = (one: number, other: number, verdict: LinkDecision['verdict'] = 'CONFIRMED') => ({
      accounts: [one, other] as const,
      verdict,
      reason: 'they told me',
      by: 'ops',
      at: 1000,
    });

    it('are found by either account', async () => {
      const decisions = [decision(1, 2), decision(2, 3, 'DENIED'), decision(4, 5)];
      await store().write(({ links }) => links.decide(decisions));
      expect(await store().links.decisionsOn([2])).toEqual(decisions.slice(0, 2));
      expect(await store().links.decisionsOn([5, 1])).toEqual([decisions[0], decisions[2]]);
      expect(await store().links.decisionsOn([9])).toEqual([]);
      expect(await store().links.decisionsOn([])).toEqual([]);
    });

    it('replace what was decided of the same two, and can be withdrawn', async () => {
      await store().write(({ links }) => links.decide([decision(1, 2), decision(1, 3)]));
      await store().write(({ links }) => links.decide([decision(1, 2, 'DENIED')]));
      expect(await store().links.decisionsOn([2])).toEqual([decision(1, 2, 'DENIED')]);
      await store().write(({ links }) => links.withdraw([[1, 2]]));
      expect(await store().links.decisionsOn([1])).toEqual([decision(1, 3)]);
    });
  });
};
