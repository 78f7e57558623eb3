import { setTimeout } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { toGlobalId } from '../../src/graphql/global-id.ts';
import { failing } from '../faults.ts';
import { type BackendId, backendIds } from '../four-emulators.ts';
import type { Gateway } from '../gateway.ts';
import { runMutation } from '../graphql/run-mutation.ts';
import { apply, planSync, startStory, userOf } from '../graphql/sync-stories.ts';
import { collectLog } from '../log-lines.ts';
import { cipherscaleIds, iotCentralRoles, put } from '../sync/planning/people.ts';
import { codesOf } from './codes.ts';
import { expectRefused, expectUnharmed, postDocument } from './refusal.ts';

const everything = ['read', 'write', 'plan', 'apply', 'approve', 'tokens', 'audit'] as const;

describe('what is hostile in the words of the schema', () => {
  const { log, lines } = collectLog();
  let gateway: Gateway;
  beforeAll(async () => {
    gateway = await startStory({
      callers: {
        hostile: { scopes: everything },
        half: { scopes: everything, backends: ['etl', 'vpn'] },
        ada: { scopes: everything, accounts: [{ backend: 'hub', id: 'ada' }] },
      },
      config: 'guards: { minAdmins: 3 }',
      log,
    });
  });
  afterAll(() => gateway[Symbol.asyncDispose]());

  /** Every way to ask a backend for something by an id. */
  const asking = (backend: BackendId, id: string): readonly (readonly [string, object])[] => [
    [
      'query ($ref: AccountRefInput!) { accountsByIds(refs: [$ref], maxAgeSeconds: 0) { nativeId } }',
      { ref: { backend, nativeId: id } },
    ],
    [
      'mutation ($input: DeleteAccountInput!) { deleteAccount(input: $input) { errors { code } } }',
      { input: { account: { backend, nativeId: id } } },
    ],
    ...(['Account', 'Organization', 'Group', 'ApiToken', 'Device', 'DeviceGroup'] as const).map(
      (type) =>
        ['query ($id: ID!) { node(id: $id) { id } }', { id: toGlobalId({ type, backend, id }) }] as const,
    ),
    ...(backend === 'iot'
      ? ([
          ['query ($id: ID!) { device(backend: "iot", nativeId: $id) { nativeId } }', { id }],
          [
            'mutation ($input: DeleteApiTokenInput!) { deleteApiToken(input: $input) { errors { code } } }',
            { input: { backend, nativeId: id } },
          ],
        ] as const)
      : []),
  ];

  /** The parts of the path that is asked for, as they travel, and the names of its parameters. */
  const partsOf = (call: string) => {
    const [path = '', query = ''] = (call.split(' ')[1] ?? '').split('?');
    return { parts: path.split('/'), names: [...new URLSearchParams(query).keys()] };
  };

  it.each(backendIds)(
    'S1: an id on %s is one encoded part of what is asked, or is refused',
    async (backend) => {
      gateway.calls();
      // What is asked of one whom nobody would mistake for something else, by either way that CFEngine has.
      for (const id of ['plain', 'plain.'])
        for (const [document, variables] of asking(backend, id))
          await gateway.query(document, variables, 'hostile');
      const harmless = gateway.calls()[backend].map(partsOf);
      const words = new Set(harmless.flatMap(({ parts }) => parts));
      const names = new Set(harmless.flatMap((one) => one.names));
      for (const id of [
        '../roles/admin',
        '..%2f',
        '%2e%2e%2f',
        '..;/',
        'a/b',
        'a?x=1',
        'a#b',
        'a&b=c',
        '.',
        '..',
        '',
        'a\\b',
        'ü/é',
        '%00',
      ])
        for (const [document, variables] of asking(backend, id)) {
          const answer = await gateway.query(document, variables, 'hostile');
          expect(codesOf(answer)).not.toContain('INTERNAL');
          for (const call of gateway.calls()[backend]) {
            const asked = partsOf(call);
            for (const part of asked.parts)
              if (!words.has(part)) expect(decodeURIComponent(part), call).toBe(id);
            expect(asked.parts).not.toContain('..');
            expect(call).not.toMatch(/#|\\/);
            for (const name of asked.names) expect(names, call).toContain(name);
          }
        }
    },
  );

  it.each(backendIds)('S2: an id on %s with line ends, NUL or 8 KB never leaves', async (backend) => {
    gateway.calls();
    for (const id of ['a\r\nX-Admin: 1', 'a\0b', 'a\tb', 'a\u2028b', 'a'.repeat(8192), '\ud800'])
      for (const [document, variables] of asking(backend, id)) {
        const answer = await gateway.query(document, variables, 'hostile');
        expect(codesOf(answer)).not.toContain('INTERNAL');
        // A list that is read whole, to look for it there, tells nothing of it.
        const calls = Object.values(gateway.calls()).flat();
        expect(calls.filter((call) => /Admin|%0d|%00|%09|aaaa|%ed|%e2%80/i.test(call))).toEqual([]);
      }
  });

  it('S3: a user name of CFEngine is a name, whatever it means as a pattern', async () => {
    for (const name of ['.*', '^(a+)+$', 'admin|x', '[', 'a{1,9999}', '(?:ada)', 'ad.', 'ada$']) {
      const { data, errors } = await gateway.query(
        'query ($id: ID!) { account(backend: "hub", nativeId: $id, maxAgeSeconds: 0) { nativeId } }',
        { id: name },
        'hostile',
      );
      expect(data, name).toEqual({ account: null });
      expect(errors).toBeUndefined();
    }
  });

  it('S4: an id of CData Sync is an id, whatever it means as a filter', async () => {
    for (const id of ["x' or '1' eq '1", "x') or true", '$filter=1', '%24expand', "1' or startswith(Id,'"]) {
      const { data, errors = [] } = await gateway.query(
        'query ($id: ID!) { account(backend: "etl", nativeId: $id, maxAgeSeconds: 0) { nativeId } }',
        { id },
        'hostile',
      );
      expect(data).toEqual({ account: null });
      for (const { extensions } of errors) expect(extensions.code).toBe('BAD_INPUT');
    }
  });

  it('S5: a role is what bears the id, not what looks like it', async () => {
    for (const [nativeRoles, roles] of [
      [['Administrator'], undefined],
      [[iotCentralRoles.operator.toUpperCase().replace(/.$/, 'X')], undefined],
      [undefined, ['Operator']],
      [undefined, ['operator ']],
      [undefined, ['оperator']],
      [undefined, [iotCentralRoles.operator]],
    ]) {
      const { errors } = await runMutation(
        gateway,
        'grantRoles',
        'run { id }',
        { account: { backend: 'hub', nativeId: 'bert' }, nativeRoles, roles },
        { caller: 'hostile' },
      );
      expect(errors).toHaveLength(1);
      expect(['ROLE_MISSING', 'BAD_INPUT', 'NOT_EXPRESSIBLE']).toContain(errors[0].code);
    }
  });

  it('S6: one user twice and ten thousand edits are refused, and a role that is named twice counts once', async () => {
    const user = await userOf(gateway, 'hub', 'ada');
    const twice = await runMutation(
      gateway,
      'planRoleSync',
      'plan { state failure { code } }',
      {
        from: {
          desired: [
            { user: { id: user }, roles: [] },
            { user: { id: user }, roles: ['operator'] },
          ],
        },
        to: ['hub'],
      },
      { caller: 'hostile' },
    );
    expect(twice).toMatchObject({ plan: null, errors: [{ code: 'BAD_INPUT' }] });
    // No input grants and revokes at once.
    const both = await runMutation(
      gateway,
      'setRoles',
      'granted { nativeRole { nativeId } } alreadyHeld { nativeRole { nativeId } }',
      { account: { backend: 'hub', nativeId: 'ada' }, roles: ['operator', 'operator'] },
      { caller: 'hostile' },
    );
    expect(both.errors).toEqual([]);
    expect([...both.granted, ...both.alreadyHeld]).toHaveLength(1);
    gateway.calls();
    const many = Array.from({ length: 10_000 }, (_, at) => ({
      user: { email: `u${at}@x.example` },
      roles: [],
    }));
    const answer = await postDocument(
      gateway,
      'mutation ($input: PlanRoleSyncInput!) { planRoleSync(input: $input) { plan { id } errors { code } } }',
      { variables: { input: { from: { desired: many }, to: ['hub'] } } },
    );
    expect(answer.status === 413 || /"code":"BAD_INPUT"/.test(answer.text)).toBe(true);
    expect(Object.values(gateway.calls()).flat()).toEqual([]);
  });

  it('S7: pages are of 1 to 100, and a cursor is of one list and one caller', async () => {
    for (const first of [2_147_483_647, 101, 0, -1]) {
      const { errors } = await gateway.query(`{ users(first: ${first}) { nodes { id } } }`, {}, 'hostile');
      expect(errors).toMatchObject([{ extensions: { code: 'BAD_INPUT' } }]);
    }
    const page =
      '{ users(first: 1) { pageInfo { endCursor } } accounts(first: 1) { pageInfo { endCursor } } }';
    const { data } = await gateway.query(page, {}, 'all');
    const own = await gateway.query(page, {}, 'hostile');
    const mine: string = own.data.users.pageInfo.endCursor;
    const flipped = `${mine.slice(0, -2)}${mine.endsWith('AA') ? 'BB' : 'AA'}`;
    for (const after of [
      data.users.pageInfo.endCursor,
      own.data.accounts.pageInfo.endCursor,
      flipped,
      '',
      'x',
    ]) {
      const { errors } = await gateway.query(
        'query ($after: String) { users(first: 1, after: $after) { nodes { id } } }',
        { after },
        'hostile',
      );
      expect(errors).toMatchObject([{ extensions: { code: 'BAD_INPUT' } }]);
    }
  });

  it('S8: what lies on a backend that the caller may not see is as what is not there', async () => {
    const ask = async (id: string) => {
      const { data, errors } = await gateway.query(
        'query ($id: ID!) { node(id: $id) { id } }',
        { id },
        'half',
      );
      return { data, errors };
    };
    const nothing = { data: { node: null }, errors: undefined };
    expect(await ask(toGlobalId({ type: 'Account', backend: 'hub', id: 'ada' }))).toEqual(nothing);
    expect(await ask(toGlobalId({ type: 'Account', backend: 'nowhere', id: 'ada' }))).toEqual(nothing);
  });

  it('S9: users of roles of users, ten deep, are refused by depth or cost', async () => {
    const within = (depth: number): string =>
      depth === 0 ? '{ id }' : `{ nodes { id roles { role { users(first: 100) ${within(depth - 1)} } } } }`;
    gateway.calls();
    for (const depth of [2, 10]) {
      const answer = await postDocument(
        gateway,
        `{ users(first: 100) ${within(depth)} }`.replace('{ id } }', '{ nodes { id } } }'),
      );
      expect(answer.text).toContain('COST_EXCEEDED');
      await expectRefused(gateway, answer);
    }
  });

  it('S10: a hundred aliases of one mutation are refused, and none of them is done', async () => {
    const one = (at: number) =>
      `a${at}: deleteAccount(input: { account: { backend: "hub", nativeId: "ada" } }) { errors { code } }`;
    gateway.calls();
    for (const count of [2, 30, 100]) {
      const aliases = Array.from({ length: count }, (_, at) => one(at)).join(' ');
      await expectRefused(gateway, await postDocument(gateway, `mutation { ${aliases} }`));
    }
  });

  it("S11: an address that only looks like an administrator's links nobody", async () => {
    const before = await userOf(gateway, 'vpn', cipherscaleIds.users.owner);
    const { data } = await gateway.query(
      `{ account(backend: "vpn", nativeId: "${cipherscaleIds.users.owner}") { email } }`,
    );
    const email: string = data.account.email;
    const [local = '', domain = ''] = email.split('@');
    const twins = [
      email.toUpperCase(),
      `${local}@@${domain}`,
      `${email}\u200b`,
      `${local}+b@${domain}`,
      `${local}@xn--${domain}`,
      `${local.replace(/[aeo]/, 'а')}@${domain}`,
      ` ${email}`,
    ];
    for (const [at, twin] of twins.entries()) {
      const id = `twin-${at}`;
      gateway.hub.state.internal.set(id, { id, email: twin, roles: [], external: false });
    }
    await gateway.refreshAll(['hub']);
    for (const at of twins.keys()) {
      const twin = await gateway.query(
        `{ account(backend: "hub", nativeId: "twin-${at}") { user { id } link { state } } }`,
      );
      // The story trusts addresses of CFEngine, so that the same in capitals is the same; nothing else is.
      if (at > 0) expect(twin.data.account.user.id).not.toBe(before);
    }
  });

  it('S12: a name is stored as it is, and is no line of its own in the log or the trail', async () => {
    const names = [
      '=HYPERLINK("http://evil.example")',
      '<img src=x onerror=alert(1)>',
      '\u001b[31mred',
      'a\nb',
    ];
    for (const [at, name] of names.entries()) {
      const id = `named-${at}`;
      gateway.hub.state.internal.set(id, {
        id,
        name,
        email: `n${at}@example.com`,
        roles: [],
        external: false,
      });
    }
    await gateway.refreshAll(['hub']);
    for (const [at, name] of names.entries()) {
      const { data } = await gateway.query(
        `{ account(backend: "hub", nativeId: "named-${at}") { displayName } }`,
      );
      expect(data.account.displayName).toBe(name);
    }

    lines.length = 0;
    gateway.hub.faults.add(failing(500), { target: /named-/ });
    for (const at of names.keys()) {
      const input = { account: { backend: 'hub', nativeId: `named-${at}` } };
      await runMutation(gateway, 'deleteAccount', 'deletedId', input);
    }
    gateway.hub.faults.clear();
    for (const line of lines) expect(Object.keys(JSON.parse(line))).toContain('level');
    for (const at of names.keys()) {
      const input = { account: { backend: 'hub', nativeId: `named-${at}` } };
      expect(await runMutation(gateway, 'deleteAccount', 'deletedId', input)).toMatchObject({ errors: [] });
      const { data } = await gateway.query('{ auditEntries(first: 1) { nodes { before source } } }');
      const [{ source }] = data.auditEntries.nodes;
      expect(source).not.toMatch(/[\u0000-\u001f]/);
    }
  });

  it('S13: nobody raises their own account, or changes the owner, the last administrators or Rolecall itself', async () => {
    const refusalOf = async (field: string, input: object, caller: string) =>
      (await runMutation(gateway, field, 'errors { code }', input, { caller })).errors.map(
        ({ code }: { code: string }) => code,
      );
    const own = { account: { backend: 'hub', nativeId: 'ada' }, nativeRoles: ['admin'] };
    expect(await refusalOf('grantRoles', own, 'ada')).toEqual(['GUARD_BLOCKED']);
    const owner = { account: { backend: 'vpn', nativeId: cipherscaleIds.users.owner } };
    expect(await refusalOf('deleteAccount', owner, 'hostile')).toEqual(['PROTECTED']);
    const itself = { account: { backend: 'hub', nativeId: 'admin' }, roles: [] };
    expect(await refusalOf('setRoles', itself, 'hostile')).toEqual(['PROTECTED']);
    gateway.hub.state.internal.set('boss', {
      id: 'boss',
      email: 'boss@example.com',
      roles: ['admin'],
      external: false,
    });
    const last = { account: { backend: 'hub', nativeId: 'boss' }, nativeRoles: ['admin'] };
    expect(await refusalOf('revokeRoles', last, 'hostile')).toEqual(['LAST_ADMIN']);
  });

  it('S14: a plan over hidden backends, with another digest, applied twice, or too late does nothing more', async () => {
    put(gateway, 'dora', { iot: [iotCentralRoles.operator], hub: [] });
    await gateway.refreshAll();
    const hidden = await planSync(gateway, { to: ['hub'] }, 'half');
    expect(hidden.plan).toBeNull();
    expect(hidden.errors).toMatchObject([{ code: 'NOT_FOUND' }]);
    const { plan } = await planSync(gateway, { to: ['hub'] }, 'hostile');
    const forged = {
      id: plan.id,
      digest: plan.digest.replace(/^./, (first: string) => (first === '0' ? '1' : '0')),
    };
    expect((await apply(gateway, forged, 'hostile')).errors).toMatchObject([{ code: 'DIGEST_MISMATCH' }]);
    expect((await apply(gateway, plan, 'half')).errors).toMatchObject([{ code: 'NOT_FOUND' }]);
    const [one, two] = await Promise.all([apply(gateway, plan, 'hostile'), apply(gateway, plan, 'hostile')]);
    expect(one.run.id).toBe(two.run.id);

    await using later = await startStory({
      over: gateway,
      config: 'guards: { minAdmins: 0, planHours: 0.00001 }',
    });
    await later.refreshAll();
    const expired = await planSync(later, { to: ['etl'] });
    await setTimeout(50);
    expect((await apply(later, expired.plan)).errors).toMatchObject([{ code: 'PLAN_EXPIRED' }]);
  });

  it('S15: an idempotency key is short, of one request, and of one caller', async () => {
    const create = (name: string, idempotencyKey: string, caller = 'hostile') =>
      runMutation(
        gateway,
        'createGroup',
        'group { id }',
        { backend: 'vpn', name, idempotencyKey },
        { caller },
      );
    for (const key of ['k'.repeat(256), ''])
      expect((await create('A', key)).errors).toMatchObject([{ code: 'BAD_INPUT' }]);
    const first = await create('Night shift', 'k');
    expect(await create('Night shift', 'k')).toEqual(first);
    expect((await create('Day shift', 'k')).errors).toMatchObject([{ code: 'IDEMPOTENCY_MISMATCH' }]);
    const other = await create('Day shift', 'k', 'half');
    expect(other.errors).toEqual([]);
    expect(other.group.id).not.toBe(first.group.id);
  });

  it('and whoever comes next is served', async () => {
    gateway.calls();
    await expectUnharmed(gateway);
  });
});
