import { describe, expect, it } from 'vitest';
import { accountOf, keep } from '../accounts.ts';
import type { Place } from '../contract.ts';
import { useFreshStore } from './fresh-store.ts';

export const userContract = (makePlace: () => Promise<Place>): void => {
  describe('users', () => {
    const store = useFreshStore(makePlace);
    const list = async (backends: readonly string[], by: 'FIRST_SEEN' | 'NAME', descending = false) =>
      (await store().accounts.listUsers({ filter: { backends }, order: { by, descending }, first: 100 })).map(
        ({ entry }) => entry,
      );
    const keepTwo = () =>
      keep(
        store(),
        [
          accountOf('iot', '1', { displayName: 'Zoe' }),
          accountOf('hub', '1', { displayName: 'Ada' }),
          accountOf('iot', '2', { displayName: 'Mia' }),
        ],
        { userIdOf: (_, at) => ['first', 'first', 'second'][at] ?? '', linkOf: () => 'LINKED' },
      );

    it('stand by the first of their names, of those on backends that are asked for', async () => {
      await keepTwo();
      expect(await list(['hub', 'iot'], 'NAME')).toEqual(['first', 'second']);
      expect(await list(['hub', 'iot'], 'NAME', true)).toEqual(['second', 'first']);
      expect(await list(['iot'], 'NAME')).toEqual(['second', 'first']);
      expect(await list(['iot'], 'NAME', true)).toEqual(['first', 'second']);
      expect(await list(['hub'], 'NAME')).toEqual(['first']);
    });

    it('stand in the order in which they were first seen', async () => {
      await keepTwo();
      expect(await list(['hub', 'iot'], 'FIRST_SEEN')).toEqual(['first', 'second']);
      expect(await list(['hub', 'iot'], 'FIRST_SEEN', true)).toEqual(['second', 'first']);
      expect(await list(['iot'], 'FIRST_SEEN')).toEqual(['first', 'second']);
    });

    it('have the accounts that are asked for, by backend and native id', async () => {
      await keepTwo();
      const refs = async (ids: readonly string[], backends: readonly string[]) =>
        (await store().accounts.ofUsers(ids, backends)).map(({ account, userId }) => [
          userId,
          account.ref.backend,
          account.ref.id,
        ]);
      expect(await refs(['second', 'first'], ['iot', 'hub'])).toEqual([
        ['first', 'hub', '1'],
        ['first', 'iot', '1'],
        ['second', 'iot', '2'],
      ]);
      expect(await refs(['first'], ['hub'])).toEqual([['first', 'hub', '1']]);
      expect(await refs(['nobody'], ['hub'])).toEqual([]);
      expect(await refs([], ['hub'])).toEqual([]);
      expect(await refs(['first'], [])).toEqual([]);
    });

    it('move with their accounts from one to another', async () => {
      const [zoe] = await keepTwo();
      await store().write((writer) =>
        writer.links.assign([{ key: zoe?.key ?? 0, userId: 'second', home: 'first', link: 'SUGGESTED' }]),
      );
      expect(await store().accounts.ofUsers(['second'], ['iot'])).toMatchObject([
        { account: { displayName: 'Zoe' }, link: 'SUGGESTED' },
        { account: { displayName: 'Mia' }, link: 'LINKED' },
      ]);
      expect(await list(['iot'], 'FIRST_SEEN')).toEqual(['second']);
      expect(await store().accounts.countUsers({ backends: ['hub', 'iot'] })).toBe(2);
    });

    it('are found by none of their accounts that is not asked for', async () => {
      await keepTwo();
      for (const filter of [
        { backends: ['iot'], search: 'ada' },
        { backends: ['iot'], links: ['DISPUTED' as const] },
      ]) {
        expect(await store().accounts.countUsers(filter)).toBe(0);
        expect(
          await store().accounts.listUsers({ filter, order: { by: 'NAME', descending: false }, first: 9 }),
        ).toEqual([]);
      }
    });
  });
};
