import { describe, expect, it } from 'vitest';
import { accountOf, assignmentOf, keep } from '../accounts.ts';
import type { Place } from '../contract.ts';
import { useFreshStore } from './fresh-store.ts';

export const assignmentContract = (makePlace: () => Promise<Place>): void => {
  describe('the assignments of a backend', () => {
    const store = useFreshStore(makePlace);
    const inherited = { kind: 'INHERITED', group: { id: 'g', name: null } } as const;

    it('are counted, those too that groups give, and one that is held in two ways once (G28)', async () => {
      expect(await store().accounts.countAssignments('iot')).toBe(0);
      await keep(store(), [
        accountOf('iot', 'a', { assignments: [assignmentOf('r'), assignmentOf('r', 'berlin')] }),
        accountOf('iot', 'b', { assignments: [assignmentOf('r'), assignmentOf('r', null, inherited)] }),
        accountOf('iot', 'c', { assignments: [assignmentOf('s', null, inherited)] }),
        accountOf('hub', 'a', { assignments: [assignmentOf('r')] }),
      ]);
      expect(await store().accounts.countAssignments('iot')).toBe(4);
      expect(await store().accounts.countAssignments('hub')).toBe(1);
    });

    it('are no longer counted where the account has vanished or holds less', async () => {
      const [, gone] = await keep(store(), [
        accountOf('iot', 'a', { assignments: [assignmentOf('r'), assignmentOf('s')] }),
        accountOf('iot', 'b', { assignments: [assignmentOf('r')] }),
      ]);
      await store().write(({ accounts }) => accounts.markVanished([gone?.key ?? 0], 2000));
      expect(await store().accounts.countAssignments('iot')).toBe(2);
      await keep(store(), [accountOf('iot', 'a', { assignments: [assignmentOf('s')] })], { asOf: 3000 });
      expect(await store().accounts.countAssignments('iot')).toBe(1);
    });
  });
};
