import { describe, expect, it } from 'vitest';
import { appendAudit } from '../../../src/audit/audit.ts';
import { accountOf, assignmentOf, keep } from '../accounts.ts';
import type { Place } from '../contract.ts';
import { auditEventOf, changeOf, exclusionOf, outsideChangeOf, planOf, runOf } from '../records.ts';

export const durabilityContract = (makePlace: () => Promise<Place>): void => {
  describe('a store that is opened again', () => {
    it('has all that it had', async ({ skip }) => {
      const place = await makePlace();
      if (!place.isDurable) skip('what is kept here ends with the store');
      const ada = accountOf('iot', 'ada', {
        displayName: 'Ada',
        email: 'ada@x.io',
        assignments: [assignmentOf('admin')],
      });
      const before = await place.open();
      const [observed] = await keep(before, [ada]);
      const key = observed?.key ?? 0;
      const refresh = await before.write(async ({ links, refreshes, settings }) => {
        await settings.write('name', 'value');
        await links.forward('old', `user-${key}`);
        await links.decide([{ accounts: [key, key + 1], verdict: 'DENIED', reason: 'no', by: 'ops', at: 1 }]);
        return refreshes.begin('iot', 1000);
      });
      await before.write(async (writer) => {
        await writer.plans.save(planOf('p'));
        await writer.plans.addChanges('p', 0, [changeOf('iot', 'ada', { losses: 3 })]);
        await writer.plans.addExclusions('p', 0, [exclusionOf('mia')]);
        await writer.runs.begin(runOf('r', 'p'));
        await writer.runs.intend('r', [0], 2000);
        await appendAudit(writer, [auditEventOf({ phase: 'INTENT', nativeId: 'ada' })]);
        await writer.answers.claim('id', { request: 'x', claimedAt: 1, requestIds: ['r-1'] });
        await writer.outside.record([outsideChangeOf('iot', 'ada')]);
      });
      await before.close();

      const after = await place.open();
      const found = {
        key,
        account: ada,
        isAttributed: true,
        asOf: 1000,
        userId: `user-${key}`,
        link: 'UNLINKED',
      };
      expect(await after.accounts.find([ada.ref])).toEqual([found]);
      expect(await after.accounts.count({ backends: ['iot'], search: 'ada' })).toBe(1);
      expect(await after.settings.read('name')).toBe('value');
      expect(await after.links.resolveUser('old')).toBe(`user-${key}`);
      expect(await after.links.decisionsOn([key])).toHaveLength(1);
      expect(await after.refreshes.unfinished()).toEqual([refresh]);
      expect(await after.plans.unfinished()).toEqual([planOf('p')]);
      expect(await after.plans.exclusions('p', { first: 9 })).toHaveLength(1);
      expect(await after.runs.unfinished()).toEqual([runOf('r', 'p')]);
      expect(await after.runs.entries('r', { first: 9 })).toMatchObject([
        { intendedAt: 2000, outcome: null },
      ]);
      expect(await after.runs.lossesSince('iot', 9000)).toBe(3);
      expect(await after.audit.unanswered()).toMatchObject([{ sequence: 1, nativeId: 'ada' }]);
      expect(await after.answers.find('id')).toMatchObject({
        request: 'x',
        requestIds: ['r-1'],
        answer: null,
      });
      expect(await after.outside.list({ backends: ['iot'], first: 9 })).toHaveLength(1);
      const [again] = await keep(after, [ada, accountOf('iot', 'mia')], { asOf: 2000 });
      expect(again).toMatchObject({ key, change: 'SAME' });
      await after.close();
    });
  });
};
