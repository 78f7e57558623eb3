import { describe, expect, it } from 'vitest';
import type { AccountOrder } from '../../../src/domain/account-query.ts';
import { accountOf, keep } from '../accounts.ts';
import type { Place } from '../contract.ts';
import { useFreshStore } from './fresh-store.ts';

export const orderContract = (makePlace: () => Promise<Place>): void => {
  describe('accounts in order', () => {
    const store = useFreshStore(makePlace);
    const idsBy = async (by: AccountOrder['by'], descending = false) => {
      const page = await store().accounts.list({
        filter: { backends: ['hub', 'iot'] },
        order: { by, descending },
        first: 100,
      });
      return page.map(({ entry }) => entry.account.ref.id);
    };

    it('stand by what is shown, in its folded form, equals by age', async () => {
      await keep(store(), [
        accountOf('iot', 'shown', { displayName: 'émile', userName: 'a' }),
        accountOf('hub', 'equal', { displayName: 'EMILE' }),
        accountOf('iot', 'by-user-name', { userName: 'Dora' }),
        accountOf('iot', 'by-email', { email: 'Zoe@x.io' }),
        accountOf('iot', 'by-id'),
      ]);
      expect(await idsBy('NAME')).toEqual(['by-id', 'by-user-name', 'shown', 'equal', 'by-email']);
      expect(await idsBy('NAME', true)).toEqual((await idsBy('NAME')).toReversed());
    });

    it('stand by address, those first that have none', async () => {
      await keep(store(), [
        accountOf('iot', 'z', { email: 'Zoe@x.io' }),
        accountOf('iot', 'none'),
        accountOf('iot', 'a', { email: 'ADA@x.io' }),
        accountOf('iot', 'no-address', { email: 'a@@b' }),
      ]);
      expect(await idsBy('EMAIL')).toEqual(['none', 'no-address', 'a', 'z']);
    });

    it('stand by backend and native id, letter by letter', async () => {
      await keep(store(), [
        accountOf('iot', 'a'),
        accountOf('hub', 'b'),
        accountOf('hub', '\u{1f600}'),
        accountOf('hub', '\uffee'),
        accountOf('hub', 'B'),
      ]);
      expect(await idsBy('ACCOUNT')).toEqual(['B', 'b', '\uffee', '\u{1f600}', 'a']);
      expect(await idsBy('ACCOUNT', true)).toEqual(['a', '\u{1f600}', '\uffee', 'b', 'B']);
    });

    it('are found where they stand now', async () => {
      const ada = accountOf('iot', 'ada', { displayName: 'Ada', email: 'ada@x.io' });
      await keep(store(), [ada, accountOf('iot', 'mia', { displayName: 'Mia', email: 'mia@x.io' })]);
      await keep(store(), [{ ...ada, displayName: 'Zada', email: 'zada@x.io' }], { asOf: 2000 });
      expect(await idsBy('NAME')).toEqual(['mia', 'ada']);
      expect(await idsBy('EMAIL')).toEqual(['mia', 'ada']);
    });

    it('are none on a page of 0, or of no backend', async () => {
      await keep(store(), [accountOf('iot', 'a')]);
      const order = { by: 'NAME', descending: false } as const;
      expect(await store().accounts.list({ filter: { backends: ['iot'] }, order, first: 0 })).toEqual([]);
      expect(await store().accounts.list({ filter: { backends: [] }, order, first: 9 })).toEqual([]);
    });

    it('start behind no place of another order', async () => {
      const after = ['one', 'too', 'many', 'parts'];
      await expect(
        store().accounts.list({
          filter: { backends: ['iot'] },
          order: { by: 'NAME', descending: false },
          after,
          first: 9,
        }),
      ).rejects.toMatchObject({ code: 'BAD_INPUT' });
    });
  });
};
