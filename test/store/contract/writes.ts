import { setTimeout as pause } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { accountOf, keep } from '../accounts.ts';
import type { Place } from '../contract.ts';
import { useFreshStore } from './fresh-store.ts';

export const writeContract = (makePlace: () => Promise<Place>): void => {
  describe('a write', () => {
    const store = useFreshStore(makePlace);
    const filter = { backends: ['iot'] };

    it('leaves nothing behind where it throws', async () => {
      const failure = new Error('changed my mind');
      const ada = accountOf('iot', 'ada', { displayName: 'Ada' });
      await expect(
        store().write(async ({ accounts, links, settings }) => {
          const [observed] = await accounts.observe([{ account: ada, isAttributed: true }], 1000);
          await links.assign([{ key: observed?.key ?? 0, userId: 'ada', home: 'ada', link: 'LINKED' }]);
          await settings.write('name', 'value');
          throw failure;
        }),
      ).rejects.toBe(failure);
      expect(await store().accounts.count(filter)).toBe(0);
      expect(await store().accounts.count({ ...filter, search: 'ada' })).toBe(0);
      expect(await store().links.resolveUser('ada')).toBeNull();
      expect(await store().settings.read('name')).toBeNull();
      await keep(store(), [ada]);
      expect(await store().accounts.count({ ...filter, search: 'ada' })).toBe(1);
    });

    it('sees what it has written itself', async () => {
      const answer = await store().write(async ({ settings }) => {
        await settings.write('name', 'value');
        return settings.read('name');
      });
      expect(answer).toBe('value');
    });

    it('waits for the one before it', async () => {
      const order: string[] = [];
      const write = (name: string, ms: number) =>
        store().write(async ({ settings }) => {
          order.push(`${name} begins`);
          await settings.write('last', name);
          await pause(ms);
          order.push(`${name} ends`);
        });
      await Promise.all([write('first', 20), write('second', 1)]);
      expect(order).toEqual(['first begins', 'first ends', 'second begins', 'second ends']);
      expect(await store().settings.read('last')).toBe('second');
    });

    it('shows a reader all of it or nothing', async () => {
      const counts: Promise<number>[] = [];
      await store().write(async ({ accounts, links }) => {
        for (const id of ['a', 'b', 'c']) {
          const account = accountOf('iot', id);
          const [observed] = await accounts.observe([{ account, isAttributed: true }], 1000);
          await links.assign([{ key: observed?.key ?? 0, userId: id, home: id, link: 'LINKED' }]);
          counts.push(store().accounts.count(filter));
          await pause(2);
        }
      });
      expect([0, 3]).toContain((await Promise.all(counts)).reduce((most, count) => Math.max(most, count)));
      expect((await Promise.all(counts)).filter((count) => count !== 0 && count !== 3)).toEqual([]);
      expect(await store().accounts.count(filter)).toBe(3);
    });

    it('can do nothing any more once it has ended', async () => {
      const leaked = await store().write(async (writer) => writer);
      await expect(leaked.settings.write('late', 'value')).rejects.toThrow();
      expect(await store().settings.read('late')).toBeNull();
    });
  });

  describe('a store that is closed', () => {
    it('has ended what was under way, and answers nothing any more', async () => {
      const store = await (await makePlace()).open();
      const written = store.write(async ({ settings }) => {
        await settings.write('name', 'value');
        await pause(20);
        return settings.read('name');
      });
      const read = store.accounts.count({ backends: ['iot'] });
      await store.close();
      expect([await written, await read]).toEqual(['value', 0]);
      await expect(store.accounts.count({ backends: ['iot'] })).rejects.toMatchObject({
        code: 'STORE_UNAVAILABLE',
      });
      await expect(store.write(async () => {})).rejects.toMatchObject({ code: 'STORE_UNAVAILABLE' });
      await store.close();
    });
  });
};
