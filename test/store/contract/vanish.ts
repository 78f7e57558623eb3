import { describe, expect, it } from 'vitest';
import { linkKeysOf } from '../../../src/domain/link-keys.ts';
import { accountOf, assignmentOf, keep, keepOne } from '../accounts.ts';
import type { Place } from '../contract.ts';
import { useFreshStore } from './fresh-store.ts';

export const vanishContract = (makePlace: () => Promise<Place>): void => {
  describe('what has vanished', () => {
    const store = useFreshStore(makePlace);
    const ada = accountOf('iot', 'ada', {
      displayName: 'Ada',
      userName: 'ada',
      email: 'ada@example.com',
      externalId: 'x',
      assignments: [assignmentOf('admin', 'berlin')],
    });
    const mark = (keys: readonly number[], at: number) =>
      store().write((writer) => writer.accounts.markVanished(keys, at));
    const all = { backends: ['iot', 'hub'] };

    it('is shown nowhere', async () => {
      const key = await keepOne(store(), ada);
      expect(await mark([key], 2000)).toEqual([
        {
          key,
          change: 'VANISHED',
          isMoved: true,
          before: linkKeysOf(ada),
          after: null,
          former: { ref: ada.ref, asOf: 1000, status: 'ACTIVE', assignments: ada.assignments },
        },
      ]);
      const { accounts, links } = store();
      expect(await accounts.find([ada.ref])).toEqual([]);
      expect(await accounts.ofUsers([`user-${key}`], ['iot'])).toEqual([]);
      for (const filter of [
        all,
        { ...all, search: 'ada' },
        { ...all, email: 'ada@example.com' },
        {
          ...all,
          holding: [{ backend: 'iot', nativeRoleIds: ['admin'], place: 'ANYWHERE' as const }],
        },
        { ...all, organization: { backend: 'iot', id: 'berlin' } },
      ]) {
        expect(await accounts.count(filter)).toBe(0);
        expect(await accounts.countUsers(filter)).toBe(0);
        expect(await accounts.list({ filter, order: { by: 'NAME', descending: false }, first: 9 })).toEqual(
          [],
        );
        expect(
          await accounts.listUsers({ filter, order: { by: 'NAME', descending: false }, first: 9 }),
        ).toEqual([]);
      }
      expect(await links.bearers('email', ['ada@example.com'])).toEqual([]);
      expect(await links.countBearers('externalId', ['x'])).toEqual(new Map());
    });

    it('is still known to links', async () => {
      const key = await keepOne(store(), ada);
      await mark([key], 2000);
      const gone = { key, ref: ada.ref, isPresent: false, userId: `user-${key}`, keys: linkKeysOf(ada) };
      expect(await store().links.byKeys([key])).toMatchObject([gone]);
      expect(await store().links.membersOf([`user-${key}`])).toMatchObject([gone]);
    });

    it('stays so for whoever saw it before or at that time', async () => {
      const key = await keepOne(store(), ada);
      await mark([key], 2000);
      for (const asOf of [1500, 2000])
        expect(await keep(store(), [ada], { asOf })).toEqual([
          { key, change: 'OLDER', isMoved: false, before: null, after: null, former: null },
        ]);
      expect(await store().accounts.count(all)).toBe(0);
    });

    it('comes back under its key and to its user, with nothing of what it was', async () => {
      const key = await keepOne(store(), ada);
      await mark([key], 2000);
      const back = { ...ada, email: 'new@example.com', assignments: [assignmentOf('viewer')] };
      const [returned] = await keep(store(), [back], { asOf: 2001, isAttributed: false });
      expect(returned).toEqual({
        key,
        change: 'RETURNED',
        isMoved: true,
        before: null,
        after: linkKeysOf(back),
        former: { ref: ada.ref, asOf: 2000, status: 'ACTIVE', assignments: [] },
      });
      expect(await store().accounts.find([ada.ref])).toMatchObject([
        { key, account: back, asOf: 2001, isAttributed: false, userId: `user-${key}` },
      ]);
      expect(await store().accounts.count({ ...all, organization: { backend: 'iot', id: 'berlin' } })).toBe(
        0,
      );
    });

    it('does not include what was seen later, nor what is gone already, nor what never was', async () => {
      const key = await keepOne(store(), ada, 2000);
      expect(await mark([key, 999], 1999)).toEqual([]);
      expect(await store().accounts.count(all)).toBe(1);
      expect(await mark([key], 2000)).toHaveLength(1);
      expect(await mark([key], 3000)).toEqual([]);
      expect(await keep(store(), [ada], { asOf: 2001 })).toMatchObject([{ change: 'RETURNED' }]);
    });

    it('is all of a backend that was not seen since, and nothing else', async () => {
      const many = Array.from({ length: 1200 }, (_, at) => accountOf('iot', `${at}`));
      for (const some of [many.slice(0, 500), many.slice(500, 1000), many.slice(1000)])
        await keep(store(), some, { asOf: 1000 });
      await keep(store(), many.slice(0, 100), { asOf: 2000 });
      await keep(store(), [accountOf('hub', '1')], { asOf: 1000 });
      const markSome = (limit: number) =>
        store().write((writer) =>
          writer.accounts.markUnseenVanished({ backend: 'iot', since: 2000, limit }, 2500),
        );
      expect(await markSome(50)).toHaveLength(50);
      expect(await markSome(5000)).toHaveLength(1050);
      expect(await markSome(500)).toEqual([]);
      expect(await store().accounts.count({ backends: ['iot'] })).toBe(100);
      expect(await store().accounts.count({ backends: ['hub'] })).toBe(1);
    });
  });

  describe('what was not seen since', () => {
    const store = useFreshStore(makePlace);
    const unseen = (since: number, limit = 10) => store().accounts.countUnseen('hub', since, limit);

    it('is counted among all that there are', async () => {
      expect(await unseen(1)).toEqual({ unseen: 0, witnesses: [], known: 0 });
      await keep(store(), [accountOf('hub', 'a'), accountOf('hub', 'b'), accountOf('iot', 'c')], {
        asOf: 1000,
      });
      await keep(store(), [accountOf('hub', 'b'), accountOf('hub', 'd')], { asOf: 2000 });
      expect(await unseen(1000)).toEqual({ unseen: 0, witnesses: [], known: 3 });
      expect(await unseen(2000)).toEqual({ unseen: 1, witnesses: [{ backend: 'hub', id: 'a' }], known: 3 });
      expect((await unseen(2001, 2)).witnesses).toHaveLength(2);
      expect(await unseen(2001, 0)).toEqual({ unseen: 3, witnesses: [], known: 3 });
    });

    it('is no longer counted once it has vanished', async () => {
      const key = await keepOne(store(), accountOf('hub', 'a'));
      await store().write((writer) => writer.accounts.markVanished([key], 1500));
      expect(await unseen(2000)).toEqual({ unseen: 0, witnesses: [], known: 0 });
    });

    it('is not named where another account bears its id', async () => {
      await keep(store(), [accountOf('hub', 'a', { external: true }), accountOf('hub', 'b')], { asOf: 1000 });
      await keep(store(), [accountOf('hub', 'a', { external: false })], { asOf: 2000 });
      expect(await unseen(2000)).toEqual({ unseen: 2, witnesses: [{ backend: 'hub', id: 'b' }], known: 3 });
    });

    it('is named where the other that bore its id has vanished', async () => {
      const key = await keepOne(store(), accountOf('hub', 'a', { external: true }));
      await keepOne(store(), accountOf('hub', 'a', { external: false }));
      await store().write((writer) => writer.accounts.markVanished([key], 1500));
      expect(await unseen(2000)).toEqual({ unseen: 1, witnesses: [{ backend: 'hub', id: 'a' }], known: 1 });
    });

    it('is named evenly from the first to the last, as many as are asked for, and all where they are no more', async () => {
      const ids = Array.from({ length: 97 }, (_, at) => `${at}`);
      await keep(
        store(),
        ids.map((id) => accountOf('hub', id)),
        { asOf: 1000 },
      );
      const placesOf = async (limit: number) =>
        (await unseen(2000, limit)).witnesses.map(({ id }) => Number(id));
      for (const limit of [1, 2, 7, 40, 96]) {
        const places = await placesOf(limit);
        expect(places).toHaveLength(limit);
        const gaps = [-1, ...places].map((place, at) => (places[at] ?? 97) - place);
        expect(Math.max(...gaps)).toBeLessThanOrEqual(Math.ceil(97 / limit));
      }
      for (const limit of [97, 98, 500]) expect(await placesOf(limit)).toEqual(ids.map(Number));
    });
  });
};
