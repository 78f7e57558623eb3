import { describe, expect, it } from 'vitest';
import { linkKeysOf } from '../../../src/domain/link-keys.ts';
import { accountOf, assignmentOf, keep, keepOne } from '../accounts.ts';
import type { Place } from '../contract.ts';
import { useFreshStore } from './fresh-store.ts';

export const observeContract = (makePlace: () => Promise<Place>): void => {
  describe('what is observed', () => {
    const store = useFreshStore(makePlace);
    const find = async (backend: string, id: string) => (await store().accounts.find([{ backend, id }]))[0];
    const ada = accountOf('iot', 'ada', {
      displayName: 'Ada',
      userName: 'ADA',
      email: 'Ada@Example.com',
      externalId: 'Outside-1',
      assignments: [assignmentOf('admin'), assignmentOf('viewer', 'berlin')],
      groups: [{ id: 'g', name: null }],
      vendor: { vendor: 'IOT_CENTRAL', type: 'email', tenantId: null, objectId: 'o' },
    });

    it('is kept whole', async () => {
      const key = await keepOne(store(), ada, 1234);
      expect(await find('iot', 'ada')).toEqual({
        key,
        account: ada,
        isAttributed: true,
        asOf: 1234,
        userId: `user-${key}`,
        link: 'UNLINKED',
      });
    });

    it('is answered in its order, with the keys before and after', async () => {
      await keep(store(), [ada]);
      const renamed = { ...ada, email: 'countess@example.com' };
      const other = accountOf('hub', 'ada', { userName: 'ada' });
      const [created, changed] = await keep(store(), [other, renamed], { asOf: 2000 });
      expect(created).toMatchObject({
        change: 'CREATED',
        isMoved: true,
        before: null,
        after: linkKeysOf(other),
      });
      expect(changed).toMatchObject({
        change: 'CHANGED',
        isMoved: true,
        before: linkKeysOf(ada),
        after: linkKeysOf(renamed),
      });
    });

    it('is the same when nothing has changed, as of later', async () => {
      const key = await keepOne(store(), ada);
      const [again] = await keep(store(), [ada], { asOf: 2000 });
      expect(again).toEqual({
        key,
        change: 'SAME',
        isMoved: false,
        before: linkKeysOf(ada),
        after: linkKeysOf(ada),
        former: null,
      });
      expect(await find('iot', 'ada')).toMatchObject({ key, asOf: 2000 });
    });

    it('has moved where its keys, its kind or what it tells of its address changed, and not for a role or a name', async () => {
      await keep(store(), [ada]);
      const steps = [
        [{ userName: 'lovelace' }, true],
        [{ displayName: 'Countess' }, false],
        [{ assignments: [] }, false],
        [{ kind: 'SERVICE' }, true],
        [{ emailConfirmed: true }, true],
        [{ externalId: null }, true],
        [{ status: 'DISABLED' }, false],
      ] as const;
      let now = ada;
      for (const [at, [change, isMoved]] of steps.entries()) {
        now = { ...now, ...change };
        const [observed] = await keep(store(), [now], { asOf: 2000 + at });
        expect([change, observed?.change, observed?.isMoved]).toEqual([change, 'CHANGED', isMoved]);
      }
    });

    it('tells how the account was known before, where its status or what it holds is no longer the same (G27)', async () => {
      await keep(store(), [ada], { asOf: 1000 });
      const former = { ref: ada.ref, asOf: 1000, status: 'ACTIVE', assignments: ada.assignments };
      const renamed = { ...ada, displayName: 'Countess', lastSeenAt: '2026-11-26T08:00:00Z' };
      const [same] = await keep(store(), [renamed], { asOf: 1000 });
      expect(same).toMatchObject({ change: 'CHANGED', former: null });
      const [disabled] = await keep(store(), [{ ...renamed, status: 'DISABLED' }], { asOf: 2000 });
      expect(disabled?.former).toEqual(former);
      const less = { ...renamed, status: 'DISABLED' as const, assignments: [] };
      const [revoked] = await keep(store(), [less], { asOf: 3000 });
      expect(revoked?.former).toEqual({ ...former, asOf: 2000, status: 'DISABLED' });
    });

    it('takes the place of nothing that was observed later', async () => {
      await keep(store(), [ada], { asOf: 2000 });
      const [older] = await keep(store(), [{ ...ada, displayName: 'Old' }], { asOf: 1999 });
      expect(older).toMatchObject({
        change: 'OLDER',
        isMoved: false,
        before: linkKeysOf(ada),
        after: linkKeysOf(ada),
      });
      expect(await find('iot', 'ada')).toMatchObject({ account: ada, asOf: 2000 });
    });

    it('may be an internal and an external account of one name: two', async () => {
      const internal = accountOf('hub', 'ada', { external: false, displayName: 'Within' });
      const external = accountOf('hub', 'ada', { external: true, displayName: 'Directory' });
      const observed = await keep(store(), [internal, external]);
      expect(new Set(observed.map(({ key }) => key)).size).toBe(2);
      const found = await store().accounts.find([{ backend: 'hub', id: 'ada' }]);
      expect(found.map(({ account }) => account.displayName).toSorted()).toEqual(['Directory', 'Within']);
    });

    it('may bear any text there is', async () => {
      for (const text of [
        '',
        ' ',
        "'; drop table account; --",
        'a\0b',
        '\u{1f600}',
        '%_',
        '\ud800',
        'ß'.repeat(5000),
      ]) {
        const odd = accountOf('iot', `id ${text}`, { displayName: text, userName: text, email: text });
        const first = await keepOne(store(), odd);
        const [again] = await keep(store(), [odd], { asOf: 1001 });
        expect(again).toMatchObject({ key: first, change: 'SAME', isMoved: false });
        expect((await find('iot', `id ${text}`))?.account).toEqual(odd);
      }
    });

    it('is kept 500 at a time', async () => {
      const many = Array.from({ length: 500 }, (_, at) =>
        accountOf('iot', `${at}`, { assignments: [assignmentOf('r')] }),
      );
      expect(await keep(store(), many)).toHaveLength(500);
      expect(await store().accounts.find(many.map(({ ref }) => ref))).toHaveLength(500);
      expect(await store().accounts.count({ backends: ['iot'] })).toBe(500);
    });
  });

  describe('assignments that tell less than the account holds', () => {
    const store = useFreshStore(makePlace);
    const find = async () => (await store().accounts.find([{ backend: 'vpn', id: 'ada' }]))[0];
    const held = [
      assignmentOf('admin'),
      assignmentOf('member', null, { kind: 'INHERITED', group: { id: 'g', name: 'G' } }),
    ];
    const whole = accountOf('vpn', 'ada', { displayName: 'Ada', assignments: held });
    const lesser = { ...whole, displayName: 'Ada L.', assignments: [assignmentOf('admin', null, null)] };

    it('leave those that are kept, so that the account as a whole is as old as these', async () => {
      await keep(store(), [whole], { asOf: 1000 });
      const [observed] = await keep(store(), [lesser], { asOf: 2000, isAttributed: false });
      expect(observed).toMatchObject({ change: 'CHANGED', former: null });
      expect(await find()).toMatchObject({
        account: { displayName: 'Ada L.', assignments: held },
        isAttributed: true,
        asOf: 1000,
      });
    });

    it('tell nothing of what was held before (G27)', async () => {
      await keep(store(), [lesser], { asOf: 1000, isAttributed: false });
      const [told] = await keep(store(), [whole], { asOf: 2000 });
      expect(told).toMatchObject({ change: 'CHANGED', former: null });
      const expired = { ...lesser, status: 'EXPIRED' as const };
      const [status] = await keep(store(), [expired], { asOf: 3000, isAttributed: false });
      expect(status?.former).toEqual({ ref: whole.ref, asOf: 2000, status: 'ACTIVE', assignments: null });
    });

    it('are still later than a whole observation from between', async () => {
      await keep(store(), [whole], { asOf: 1000 });
      await keep(store(), [lesser], { asOf: 2000, isAttributed: false });
      const [between] = await keep(store(), [{ ...whole, displayName: 'Old' }], { asOf: 1500 });
      expect(between?.change).toBe('OLDER');
      expect(await find()).toMatchObject({ account: { displayName: 'Ada L.' }, asOf: 1000 });
    });

    it('are kept where there are no better ones, until there are', async () => {
      await keep(store(), [lesser], { asOf: 1000, isAttributed: false });
      expect(await find()).toMatchObject({ account: lesser, isAttributed: false, asOf: 1000 });
      const fewer = { ...lesser, assignments: [] };
      await keep(store(), [fewer], { asOf: 2000, isAttributed: false });
      expect(await find()).toMatchObject({ account: fewer, isAttributed: false, asOf: 2000 });
      await keep(store(), [whole], { asOf: 3000 });
      expect(await find()).toMatchObject({ account: whole, isAttributed: true, asOf: 3000 });
    });

    it('are found by what is kept', async () => {
      const holders = (role: string) =>
        store().accounts.count({
          backends: ['vpn'],
          holding: [{ backend: 'vpn', nativeRoleIds: [role], place: 'ANYWHERE' }],
        });
      await keep(store(), [whole], { asOf: 1000 });
      await keep(store(), [lesser], { asOf: 2000, isAttributed: false });
      expect(await holders('member')).toBe(1);
      await keep(store(), [{ ...whole, assignments: [assignmentOf('other')] }], { asOf: 3000 });
      expect([await holders('member'), await holders('admin'), await holders('other')]).toEqual([0, 0, 1]);
    });
  });
};
