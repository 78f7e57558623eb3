import { describe, expect, it } from 'vitest';
import type { Place } from '../contract.ts';
import { useFreshStore } from './fresh-store.ts';

export const settingContract = (makePlace: () => Promise<Place>): void => {
  describe('settings', () => {
    const store = useFreshStore(makePlace);

    it('are what was put under their name last', async () => {
      expect(await store().settings.read('rules')).toBeNull();
      await store().write(({ settings }) => settings.write('rules', '1'));
      await store().write(({ settings }) => settings.write('rules', '2'));
      expect(await store().settings.read('rules')).toBe('2');
    });
  });
};
