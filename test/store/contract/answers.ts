import { describe, expect, it } from 'vitest';
import type { Place } from '../contract.ts';
import { useFreshStore } from './fresh-store.ts';

export const answerContract = (makePlace: () => Promise<Place>): void => {
  describe('answers to requests that bore a key (P40)', () => {
    const store = useFreshStore(makePlace);
    const claim = { request: 'digest', claimedAt: 1000, requestIds: ['r-1'] };

    it('are claimed, kept and released', async () => {
      expect(await store().answers.find('id')).toBeNull();
      await store().write(({ answers }) => answers.claim('id', claim));
      expect(await store().answers.find('id')).toEqual({ ...claim, answer: null });
      await store().write(({ answers }) => answers.keep('id', '{"plan":null}'));
      expect(await store().answers.find('id')).toEqual({ ...claim, answer: '{"plan":null}' });
      await store().write(({ answers }) => answers.release('id'));
      expect(await store().answers.find('id')).toBeNull();
    });

    it('give way to a new claim, with all that they were', async () => {
      await store().write(async ({ answers }) => {
        await answers.claim('id', claim);
        await answers.keep('id', '{}');
      });
      const other = { request: 'other', claimedAt: 2000, requestIds: ['r-1', 'r-2'] };
      await store().write(({ answers }) => answers.claim('id', other));
      expect(await store().answers.find('id')).toEqual({ ...other, answer: null });
    });

    it('are not kept where nobody claimed them any more', async () => {
      await store().write(({ answers }) => answers.keep('id', '{}'));
      expect(await store().answers.find('id')).toBeNull();
    });

    it('are forgotten by when they were claimed', async () => {
      await store().write(async ({ answers }) => {
        for (const claimedAt of [999, 1000, 1001])
          await answers.claim(`${claimedAt}`, { ...claim, claimedAt });
        await answers.forgetBefore(1000);
      });
      const found = await Promise.all(['999', '1000', '1001'].map((id) => store().answers.find(id)));
      expect(found.map((one) => one?.claimedAt)).toEqual([undefined, 1000, 1001]);
    });
  });
};
