import { describe, expect, it } from 'vitest';
import type { Account } from '../../../src/domain/account.ts';
import { accountOf, assignmentOf } from '../../store/accounts.ts';
import { named, outsideChangeOf, roleStepOf } from '../../store/records.ts';
import { startRecorded } from './recorded.ts';

const ada = (roles: readonly string[], told: Partial<Account> = {}): Account =>
  accountOf('iot', 'ada', { assignments: roles.map((role) => assignmentOf(role)), ...told });

const inherited = (role: string): Account =>
  ada([], {
    assignments: [assignmentOf(role, null, { kind: 'INHERITED', group: { id: 'g', name: null } })],
  });

const ref = (nativeRoleId: string) => ({ nativeRoleId, organizationId: null });

/** What is told of ada between 1000 and 2000. */
const toldOf = (told: Parameters<typeof outsideChangeOf>[2]) =>
  outsideChangeOf('iot', 'ada', { since: 1000, seenAt: 2000, revoked: [], ...told });

describe('an account that was observed before (G27)', () => {
  it('is told of where others changed its roles or its status', async () => {
    await using recorded = await startRecorded();
    await recorded.see(1000, [ada(['admin', 'viewer'])]);
    await recorded.see(2000, [ada(['operator', 'viewer'], { status: 'DISABLED' })]);
    expect(await recorded.outside()).toEqual([
      toldOf({
        granted: [ref('operator')],
        revoked: [ref('admin')],
        status: { before: 'ACTIVE', after: 'DISABLED' },
      }),
    ]);
  });

  it('is not told of where it is as it was, or something else of it changed', async () => {
    await using recorded = await startRecorded();
    await recorded.see(1000, [ada(['admin'])]);
    await recorded.see(2000, [ada(['admin'])]);
    await recorded.see(3000, [ada(['admin'], { displayName: 'Ada L.', lastSeenAt: '2026-11-26T08:00:00Z' })]);
    await recorded.see(500, [ada([])]);
    expect(await recorded.outside()).toEqual([]);
  });

  it('is told of only where both times all was known of what it holds', async () => {
    await using recorded = await startRecorded();
    await recorded.see(1000, [ada([])], { isAttributed: false });
    await recorded.see(1500, [ada(['admin'])]);
    await recorded.see(2000, [ada(['viewer'])], { isAttributed: false });
    expect(await recorded.outside()).toEqual([]);
    await recorded.see(3000, [ada(['viewer'])]);
    expect(await recorded.outside()).toEqual([
      toldOf({ since: 1500, seenAt: 3000, granted: [ref('viewer')], revoked: [ref('admin')] }),
    ]);
  });

  it('is not told of where a run did it, whenever that was written down', async () => {
    for (const done of [
      { at: 1000 },
      { at: 1500 },
      { at: 900, settledAt: 1100 },
      { at: 900, outcome: null },
      { at: 1500, outcome: 'UNKNOWN' as const },
    ]) {
      await using recorded = await startRecorded();
      await recorded.see(1000, [ada(['admin'])]);
      await recorded.change('ada', roleStepOf([named('viewer')], [named('admin')]), done);
      await recorded.see(2000, [ada(['viewer'])]);
      expect([done, await recorded.outside()]).toEqual([done, []]);
    }
  });

  it('is told of where a run did it before, or came to nothing', async () => {
    for (const done of [
      { at: 800, settledAt: 999 },
      { at: 1500, outcome: 'FAILED' as const },
    ]) {
      await using recorded = await startRecorded();
      await recorded.see(1000, [ada([])]);
      await recorded.change('ada', roleStepOf([named('viewer')]), done);
      await recorded.see(2000, [ada(['viewer'])]);
      expect([done, await recorded.outside()]).toEqual([done, [toldOf({ granted: [ref('viewer')] })]]);
    }
  });

  it('is told of as far as a run did not do it', async () => {
    await using recorded = await startRecorded();
    await recorded.see(1000, [ada(['admin'])]);
    await recorded.change('ada', roleStepOf([named('viewer')]), { at: 1500 });
    await recorded.see(2000, [ada(['operator', 'viewer'])]);
    expect(await recorded.outside()).toEqual([
      toldOf({ granted: [ref('operator')], revoked: [ref('admin')] }),
    ]);
  });

  it('is not told of where Rolecall changed the group that gives a role, put somebody into it, or deleted the role', async () => {
    for (const [action, nativeId, before, now] of [
      ['updateGroup', 'g', ada([]), inherited('viewer')],
      ['deleteGroup', 'g', inherited('viewer'), ada([])],
      ['addAccountToGroup', 'ada', ada([]), inherited('viewer')],
      ['removeAccountFromGroup', 'ada', inherited('viewer'), ada([])],
      ['deleteNativeRole', 'viewer', ada(['viewer']), ada([])],
    ] as const) {
      await using recorded = await startRecorded();
      await recorded.see(1000, [before]);
      await recorded.audit({ at: 1500, action, nativeId, phase: 'INTENT' });
      await recorded.see(2000, [now]);
      expect([action, await recorded.outside()]).toEqual([action, []]);
      await recorded.see(3000, [before]);
      expect([action, (await recorded.outside()).length]).toEqual([action, 1]);
    }
  });

  it('is told of where Rolecall changed another group, or who is in it cannot be why', async () => {
    for (const [action, nativeId, now] of [
      ['updateGroup', 'h', inherited('viewer')],
      ['addAccountToGroup', 'mia', inherited('viewer')],
      ['addAccountToGroup', 'ada', ada(['viewer'])],
      ['grantRoles', 'viewer', ada(['viewer'])],
    ] as const) {
      await using recorded = await startRecorded();
      await recorded.see(1000, [ada([])]);
      await recorded.audit({ at: 1500, action, nativeId });
      await recorded.see(2000, [now]);
      expect([action, await recorded.outside()]).toEqual([action, [toldOf({ granted: [ref('viewer')] })]]);
    }
  });

  it('is not kept with an observation that is not', async () => {
    await using recorded = await startRecorded();
    await recorded.see(1000, [ada([])]);
    const { store } = recorded;
    await expect(
      store.write(async (writer) => {
        await writer.accounts.observe([{ account: ada(['admin']), isAttributed: true }], 2000);
        await writer.outside.record([toldOf({})]);
        throw new Error('changed my mind');
      }),
    ).rejects.toThrow('changed my mind');
    expect(await recorded.outside()).toEqual([]);
  });
});

describe('what Rolecall has read back itself (G27)', () => {
  it('is told of by nobody', async () => {
    await using recorded = await startRecorded();
    await recorded.complete(500);
    await recorded.see(1000, [ada([])], { by: 'ROLECALL' });
    await recorded.see(1500, [inherited('viewer')], { by: 'ROLECALL' });
    await recorded.see(2000, [ada(['admin'], { status: 'INVITED' })], { by: 'ROLECALL' });
    expect(await recorded.outside()).toEqual([]);
  });

  it('shows what others had done before, where a run tells how it was to be', async () => {
    await using recorded = await startRecorded();
    await recorded.see(1000, [ada(['admin'])]);
    await recorded.change('ada', roleStepOf([named('viewer')]), { at: 1900 });
    await recorded.see(2000, [ada(['operator', 'viewer'])], { by: 'ROLECALL' });
    const told = [toldOf({ granted: [ref('operator')], revoked: [ref('admin')] })];
    expect(await recorded.outside()).toEqual(told);
    await recorded.see(3000, [ada(['operator', 'viewer'])]);
    expect(await recorded.outside()).toEqual(told);
  });

  it('is gone by nobody else where Rolecall says that it has deleted it', async () => {
    await using recorded = await startRecorded();
    await recorded.see(1000, [ada([])]);
    await recorded.complete(1000);
    await recorded.index.markDeleted({ backend: 'iot', id: 'ada' }, 2000);
    expect(await recorded.outside()).toEqual([]);
  });
});

describe('an account that comes or goes (G27)', () => {
  it('is told of once its backend was read COMPLETE', async () => {
    await using recorded = await startRecorded();
    await recorded.see(1000, [ada(['admin'])]);
    await recorded.complete(1000);
    const mia = accountOf('iot', 'mia', { assignments: [assignmentOf('viewer'), assignmentOf('viewer')] });
    await recorded.see(2000, [mia]);
    recorded.at(2500);
    await recorded.index.markUnseenVanished('iot', 2000);
    await recorded.see(3000, [ada(['operator'])]);
    expect(await recorded.outside()).toEqual([
      outsideChangeOf('iot', 'mia', {
        granted: [ref('viewer')],
        revoked: [],
        since: 1000,
        seenAt: 2000,
        presence: 'APPEARED',
      }),
      toldOf({ seenAt: 2500, revoked: [ref('admin')], presence: 'VANISHED' }),
      toldOf({ since: 2500, seenAt: 3000, granted: [ref('operator')], presence: 'APPEARED' }),
    ]);
  });

  it('is not told of before that', async () => {
    await using recorded = await startRecorded();
    await recorded.see(1000, [ada(['admin'])]);
    recorded.at(1500);
    await recorded.index.markUnseenVanished('iot', 1200);
    await recorded.see(2000, [ada(['admin'])]);
    expect(await recorded.outside()).toEqual([]);
  });

  it('is not told of where a run deleted or made it', async () => {
    for (const outcome of ['APPLIED', 'UNKNOWN', null] as const) {
      await using recorded = await startRecorded();
      await recorded.see(1000, [ada(['admin'])]);
      await recorded.complete(1000);
      await recorded.change('ada', { kind: 'DELETE', before: [] }, { at: 1500, outcome });
      recorded.at(2000);
      await recorded.index.markUnseenVanished('iot', 2000);
      const creation = { kind: 'CREATE', account: {}, grants: [] } as const;
      await recorded.change('ada', creation, { at: 2500, outcome });
      await recorded.see(3000, [ada(['admin'])]);
      expect([outcome, await recorded.outside()]).toEqual([outcome, []]);
    }
  });

  it('is told of where a run deleted or made it before, and somebody else did it now', async () => {
    await using recorded = await startRecorded();
    await recorded.complete(100);
    await recorded.change('ada', { kind: 'CREATE', account: {}, grants: [] }, { at: 500 });
    await recorded.see(1000, [ada([])]);
    recorded.at(2000);
    await recorded.index.markUnseenVanished('iot', 2000);
    await recorded.see(3000, [ada([])]);
    expect((await recorded.outside()).map(({ presence }) => presence)).toEqual(['VANISHED', 'APPEARED']);
  });

  it('is not told of where Rolecall has ever made it and it was never seen since', async () => {
    await using recorded = await startRecorded();
    await recorded.change(null, { kind: 'CREATE', account: {}, grants: [] }, { at: 500, nativeId: 'ada' });
    await recorded.complete(1000);
    await recorded.see(2000, [ada([])]);
    expect(await recorded.outside()).toEqual([]);
  });

  it('is not told of where it bears the name of one that Rolecall may have made just now', async () => {
    await using recorded = await startRecorded();
    await recorded.complete(100);
    const creation = { kind: 'CREATE', account: {}, grants: [] } as const;
    await recorded.change(null, creation, { at: 500, outcome: null, name: 'ada@x.io' });
    await recorded.see(1000, [
      ada([], { email: 'ada@x.io' }),
      accountOf('iot', 'mia', { email: 'mia@x.io' }),
    ]);
    expect((await recorded.outside()).map(({ account }) => account.id)).toEqual(['mia']);
  });

  it('is told of however many come and go at once', async () => {
    await using recorded = await startRecorded();
    const many = Array.from({ length: 1200 }, (_, at) => accountOf('iot', `${at}`));
    await recorded.complete(100);
    await recorded.see(1000, many);
    recorded.at(2000);
    await recorded.index.markUnseenVanished('iot', 2000);
    const { outside } = recorded.store;
    const found: string[] = [];
    for (let before: number | undefined; ; ) {
      const page = await outside.list({ backends: ['iot'], first: 500, before });
      found.push(...page.map(({ account, presence }) => `${account.id} ${presence}`));
      if (page.length < 500) break;
      before = page.at(-1)?.id;
    }
    expect(found).toHaveLength(2400);
    expect(new Set(found).size).toBe(2400);
  });
});

describe('what others changed', () => {
  it('is forgotten after 90 days, once something else is told', async () => {
    const day = 24 * 60 * 60 * 1000;
    await using recorded = await startRecorded();
    await recorded.see(day, [ada([])]);
    await recorded.see(2 * day, [ada(['admin'])]);
    await recorded.see(91 * day, [ada(['viewer'])]);
    expect(await recorded.outside()).toHaveLength(2);
    await recorded.see(93 * day, [ada(['operator'])]);
    expect((await recorded.outside()).map(({ seenAt }) => seenAt / day)).toEqual([91, 93]);
  });
});
