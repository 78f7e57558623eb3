import { describe, expect, it } from 'vitest';
import { accountOf, keep } from '../accounts.ts';
import type { Place } from '../contract.ts';
import { useFreshStore } from './fresh-store.ts';

export const searchContract = (makePlace: () => Promise<Place>): void => {
  describe('a search', () => {
    const store = useFreshStore(makePlace);
    const finds = async (search: string): Promise<readonly string[]> => {
      const filter = { backends: ['iot'], search };
      const page = await store().accounts.list({
        filter,
        order: { by: 'ACCOUNT', descending: false },
        first: 100,
      });
      expect(await store().accounts.count(filter)).toBe(page.length);
      return page.map(({ entry }) => entry.account.ref.id);
    };

    it('takes no notice of case, of accents, or of how Unicode composes them', async () => {
      await keep(store(), [
        accountOf('iot', 'composed', { displayName: 'Ren\u00e9e \u00c5str\u00f6m' }),
        accountOf('iot', 'decomposed', { displayName: 'Rene\u0301e A\u030astro\u0308m' }),
        accountOf('iot', 'plain', { userName: 'renee astrom' }),
      ]);
      for (const search of ['REN\u00c9E', 'rene\u0301e', 'renee', '\u00e9e \u00e5s', 'ee', 'e'])
        expect(await finds(search)).toEqual(['composed', 'decomposed', 'plain']);
    });

    it('looks anywhere in name, user name and address, and nowhere else', async () => {
      await keep(store(), [
        accountOf('iot', 'needle-in-id', { externalId: 'needle', nativeStatus: 'needle' }),
        accountOf('iot', 'in-name', { displayName: 'a needle there' }),
        accountOf('iot', 'in-user-name', { userName: 'theNeedle' }),
        accountOf('iot', 'in-address', { email: 'x@needle.example' }),
      ]);
      expect(await finds('needle')).toEqual(['in-address', 'in-name', 'in-user-name']);
    });

    it('finds nothing across two of them, nor letters in another order', async () => {
      await keep(store(), [
        accountOf('iot', 'a', { displayName: 'abc', userName: 'def', email: 'bcd@abd.example' }),
      ]);
      for (const search of ['cdef', 'abcdef', 'abc\ndef', 'abcde', 'fbcd'])
        expect(await finds(search)).toEqual([]);
      for (const search of ['abc', 'def', 'bcd', ' abc ', 'd@a']) expect(await finds(search)).toEqual(['a']);
    });

    it('takes every character for itself', async () => {
      const texts = {
        percent: '100% sure',
        underscore: 'snake_case',
        quote: "O'Neil",
        quotes: 'the "boss" AND OR NOT',
        backslash: 'DOMAIN\\ada',
        star: 'a*b(c)^d:e-f+g',
        emoji: 'smile \u{1f600}\u{1f601}\u{1f602} end',
        nul: 'before\0after',
        cjk: '\u674e\u5c0f\u9f8d',
      };
      await keep(
        store(),
        Object.entries(texts).map(([id, displayName]) => accountOf('iot', id, { displayName })),
      );
      const hits: readonly (readonly [search: string, ids: readonly string[]])[] = [
        ['%', ['percent']],
        ['100%', ['percent']],
        ['_', ['underscore']],
        ['e_c', ['underscore']],
        ["o'n", ['quote']],
        ["'", ['quote']],
        ['"', ['quotes']],
        ['"boss"', ['quotes']],
        ['and or not', ['quotes']],
        ['\\', ['backslash']],
        ['n\\a', ['backslash']],
        ['*', ['star']],
        ['a*b(c)^d:e-f+g', ['star']],
        ['\u{1f600}', ['emoji']],
        ['\u{1f600}\u{1f601}', ['emoji']],
        ['\u{1f600}\u{1f601}\u{1f602}', ['emoji']],
        ['\u{1f601}\u{1f600}', []],
        ['\0', ['nul']],
        ['e\0a', ['nul']],
        ['before\0after', ['nul']],
        ['eaf', []],
        ['beforeafter', []],
        ['\u5c0f', ['cjk']],
        ['\u5c0f\u9f8d', ['cjk']],
        ['\u674e\u5c0f\u9f8d', ['cjk']],
        ['; drop table', []],
        ['\ud83d', []],
      ];
      for (const [search, ids] of hits) expect([search, await finds(search)]).toEqual([search, ids]);
    });

    it('that is empty lets everything through; a long one finds its own text', async () => {
      const long = 'lorem ipsum '.repeat(2000);
      await keep(store(), [accountOf('iot', 'long', { displayName: long }), accountOf('iot', 'short')]);
      expect(await finds(long)).toEqual(['long']);
      expect(await finds(`${long}x`)).toEqual([]);
      expect(await finds('')).toEqual(['long', 'short']);
      expect(await finds(' \t ')).toEqual(['long', 'short']);
    });

    it('finds what is shown now, and no more what was shown before', async () => {
      const ada = accountOf('iot', 'ada', { displayName: 'Ada Byron' });
      await keep(store(), [ada]);
      await keep(store(), [{ ...ada, displayName: 'Ada Lovelace' }], { asOf: 2000 });
      expect(await finds('byron')).toEqual([]);
      expect(await finds('lovelace')).toEqual(['ada']);
    });
  });
};
