import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { cipherscaleIds } from '../../src/emulators/cipherscale/ids.ts';
import type { Gateway } from '../gateway.ts';
import { ada, backendGrounds, grounds, idOf, startGrounds, writesTo } from './grounds.ts';
import { runMutation } from './run-mutation.ts';

const scopes = ['read', 'write', 'plan', 'apply', 'approve'] as const;

describe('a caller', () => {
  let gateway: Gateway;
  beforeAll(async () => {
    gateway = await startGrounds({
      callers: {
        // Of the other accounts the index knows that they are ada's too, at least probably.
        ada: { scopes, accounts: [{ backend: 'vpn', id: ada }] },
        superada: { scopes: ['admin'], accounts: [{ backend: 'vpn', id: ada }] },
        'roles-only': { scopes: ['read', 'plan', 'apply'] },
        bert: { scopes, accounts: [{ backend: 'vpn', id: 'somebody-else' }] },
      },
    });
  });
  afterAll(() => gateway[Symbol.asyncDispose]());
  beforeEach(async () => {
    for (const ground of backendGrounds) ground.hold(gateway, ['unmanaged', 'y']);
    await gateway.refreshAll();
    gateway.calls();
  });

  const blocked = { errors: [{ code: 'GUARD_BLOCKED', message: expect.stringContaining("ada's own") }] };
  const grant = (backend: string, wish: object, caller: string) =>
    runMutation(
      gateway,
      'grantRoles',
      'run { id }',
      { account: { backend, nativeId: ada }, ...wish },
      { caller },
    );

  it.each(grounds)(
    'P15, S13: cannot raise an own account on $title, nor one that is probably so',
    async (ground) => {
      ground.hold(gateway, ['unmanaged', 'y']);
      const wish = {
        roles: ['runner'],
        ...(ground.organization === null ? {} : { organization: ground.organization }),
      };
      expect(await grant(ground.backend, wish, 'ada')).toMatchObject(blocked);
      expect(
        await grant(ground.backend, { ...wish, roles: undefined, nativeRoles: [idOf('z')] }, 'ada'),
      ).toMatchObject(blocked);
      expect(writesTo(gateway, ground.backend)).toEqual([]);
      expect(await grant(ground.backend, wish, 'bert')).toMatchObject({ errors: [] });
      expect(ground.held(gateway)).toContain('x');
    },
  );

  it('can with the scope admin, and can lower own accounts', async () => {
    expect(await grant('vpn', { roles: ['runner'] }, 'superada')).toMatchObject({ errors: [] });
    expect(
      await runMutation(
        gateway,
        'revokeRoles',
        'run { id }',
        { account: { backend: 'vpn', nativeId: ada }, roles: ['runner'] },
        { caller: 'ada' },
      ),
    ).toMatchObject({ errors: [] });
  });

  it('P15: cannot enable an own account that somebody has disabled', async () => {
    const setStatus = (status: string, caller: string) =>
      runMutation(
        gateway,
        'setAccountStatus',
        'account { status }',
        { account: { backend: 'etl', nativeId: ada }, status },
        { caller },
      );
    expect(await setStatus('DISABLED', 'bert')).toMatchObject({ errors: [] });
    expect(await setStatus('ACTIVE', 'ada')).toMatchObject(blocked);
    expect(await setStatus('ACTIVE', 'bert')).toMatchObject({ errors: [] });
  });

  it('P15: cannot join a group that gives roles, nor let an own group give more', async () => {
    const { groups, roles } = cipherscaleIds;
    const join = (caller: string) =>
      runMutation(
        gateway,
        'addAccountToGroup',
        'account { nativeId }',
        { account: { backend: 'vpn', nativeId: ada }, group: groups.engineering },
        { caller },
      );
    const giveMore = (caller: string) =>
      runMutation(
        gateway,
        'updateGroup',
        'group { nativeId }',
        { backend: 'vpn', nativeId: groups.engineering, nativeRoles: [roles.admin, roles.user] },
        { caller },
      );
    expect(await join('ada')).toMatchObject(blocked);
    expect(await join('bert')).toMatchObject({ errors: [] });
    expect(await giveMore('ada')).toMatchObject(blocked);
    expect(await giveMore('bert')).toMatchObject({ errors: [] });
  });

  it('P15: cannot have an own account confirmed to be one of somebody, whose roles it would follow', async () => {
    const input = {
      accounts: [
        { backend: 'etl', nativeId: ada },
        { backend: 'vpn', nativeId: cipherscaleIds.users.owner },
      ],
      reason: 'the same desk',
    };
    expect(await runMutation(gateway, 'linkAccounts', 'user { id }', input, { caller: 'ada' })).toMatchObject(
      blocked,
    );
  });

  it('P15: cannot apply, nor resume, what somebody else has planned to raise an own account', async () => {
    const users = await gateway.query(
      `{ user(by: { account: { backend: "vpn", nativeId: "${ada}" } }) { id } }`,
    );
    const planned = await runMutation(
      gateway,
      'planRoleSync',
      'plan { id digest state changes(first: 9) { nodes { account { backend } } } }',
      { from: { desired: [{ user: { id: users.data.user.id }, roles: ['lead'] }] }, to: ['vpn', 'iot'] },
      { caller: 'bert' },
    );
    expect(planned).toMatchObject({ errors: [], plan: { state: 'READY' } });
    const { id, digest } = planned.plan;
    expect(
      await runMutation(gateway, 'applyPlan', 'run { id }', { id, digest }, { caller: 'ada' }),
    ).toMatchObject(blocked);
    expect(backendGrounds.flatMap(({ backend }) => writesTo(gateway, backend))).toEqual([]);
    const refused = { kind: 'status', applied: false, answer: { status: 400, json: {} } } as const;
    gateway.vpn.faults.add(refused, { method: 'PATCH' });
    const applied = await runMutation(
      gateway,
      'applyPlan',
      'run { id state }',
      { id, digest },
      { caller: 'bert' },
    );
    expect(applied).toMatchObject({ errors: [], run: { state: 'PARTIAL' } });
    gateway.vpn.faults.clear();
    const resume = (caller: string) =>
      runMutation(gateway, 'resumeRun', 'run { state }', { id: applied.run.id }, { caller });
    expect(await resume('ada')).toMatchObject(blocked);
    expect(await resume('bert')).toMatchObject({ errors: [], run: { state: 'DONE' } });
  });

  it('disables and deletes by a plan only with the scope that it takes otherwise', async () => {
    const planned = await runMutation(
      gateway,
      'planOffboarding',
      'plan { id digest state }',
      { user: { account: { backend: 'vpn', nativeId: ada } } },
      { caller: 'bert' },
    );
    const { id, digest } = planned.plan;
    const { errors } = await gateway.query(
      'mutation ($input: ApplyPlanInput!) { applyPlan(input: $input) { run { id } errors { code } } }',
      { input: { id, digest } },
      'roles-only',
    );
    expect(errors).toMatchObject([
      { extensions: { code: 'FORBIDDEN' }, message: expect.stringContaining('scope write') },
    ]);
  });

  it('P15: cannot let a native role give more that an own account holds, nor be made anew with roles', async () => {
    const define = (caller: string) =>
      runMutation(
        gateway,
        'updateNativeRole',
        'nativeRole { nativeId }',
        { backend: 'hub', nativeId: idOf('y'), description: 'gives more' },
        { caller },
      );
    expect(await define('ada')).toMatchObject({ errors: [{ code: 'GUARD_BLOCKED' }] });
    expect(await define('bert')).toMatchObject({ errors: [] });
    const create = (account: object, caller: string) =>
      runMutation(
        gateway,
        'createAccount',
        'account { nativeId }',
        { backend: 'hub', account: { password: 'Another-Password-1', roles: ['runner'], ...account } },
        { caller },
      );
    expect(await create({ userName: 'other', email: 'ADA@example.com' }, 'ada')).toMatchObject({
      errors: [{ code: 'GUARD_BLOCKED' }],
    });
    expect(await create({ userName: 'other', email: 'other@example.com' }, 'ada')).toMatchObject({
      errors: [],
    });
  });

  it('cannot delete the API token with which Rolecall signs in, nor can anybody else', async () => {
    expect(
      await runMutation(gateway, 'deleteApiToken', 'deletedId', { backend: 'iot', nativeId: 'rolecall' }),
    ).toMatchObject({ deletedId: null, errors: [{ code: 'PROTECTED', path: ['nativeId'] }] });
    expect(writesTo(gateway, 'iot')).toEqual([]);
  });
});
