import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { cipherscaleIds } from '../../../src/emulators/cipherscale/ids.ts';
import { iotCentralRoles } from '../../../src/emulators/iot-central/ids.ts';
import { openStore } from '../../../src/store/open-store.ts';
import type { Gateway } from '../../gateway.ts';
import { useDirectory } from '../../store/sqlite/directory.ts';
import { writesTo } from '../grounds.ts';
import { refusal, runMutation, startSeeded } from '../run-mutation.ts';

/** The backend takes two of one name, so that nothing but the key keeps a second from being made. */
const createGroup = (gateway: Gateway, input: object, caller?: string) =>
  runMutation(
    gateway,
    'createGroup',
    'group { nativeId name description }',
    { backend: 'vpn', name: 'Auditors', ...input },
    { caller },
  );

const groupsOf = ({ vpn }: Gateway, name = 'Auditors') =>
  [...vpn.state.groups.values()].filter((group) => group.name === name);

const reinvite = (gateway: Gateway, key: string, caller?: string) =>
  runMutation(
    gateway,
    'reinviteAccount',
    'account { nativeId status }',
    { account: { backend: 'vpn', nativeId: invited }, idempotencyKey: key },
    { caller },
  );

const invited = cipherscaleIds.users.jane;

describe('a mutation under an idempotency key', () => {
  it('G19: is done once, and answers the same whenever the same is asked', async () => {
    await using gateway = await startSeeded();
    const first = await createGroup(gateway, { idempotencyKey: 'k' });
    expect(first.errors).toEqual([]);
    expect(await createGroup(gateway, { idempotencyKey: 'k' })).toEqual(first);
    expect(await createGroup(gateway, { idempotencyKey: 'another' })).not.toEqual(first);
    expect(groupsOf(gateway)).toHaveLength(2);
  });

  it('P40: is done once where 50 ask at the same time, and all are answered the same', async () => {
    await using gateway = await startSeeded();
    gateway.vpn.faults.add({ kind: 'latency', ms: 100 }, { method: 'POST' });
    const answers = await Promise.all(
      Array.from({ length: 50 }, () => createGroup(gateway, { idempotencyKey: 'k' })),
    );
    expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1);
    expect(answers[0].errors).toEqual([]);
    expect(groupsOf(gateway)).toHaveLength(1);
  });

  it('P40: is IN_FLIGHT to whoever cannot wait for it, and answers them later', async () => {
    await using gateway = await startSeeded({ config: 'limits: { requestMs: 500 }' });
    gateway.vpn.faults.add({ kind: 'latency', ms: 1200 }, { method: 'POST' });
    const first = createGroup(gateway, { idempotencyKey: 'k' });
    const others = await Promise.all([1, 2, 3].map(() => createGroup(gateway, { idempotencyKey: 'k' })));
    for (const other of others)
      expect(other).toEqual(refusal({ code: 'IN_FLIGHT', retryable: true, path: ['idempotencyKey'] }));
    const answer = await first;
    expect(await createGroup(gateway, { idempotencyKey: 'k' })).toEqual(answer);
    expect(groupsOf(gateway)).toHaveLength(1);
  });

  it('G19, P40, S15: is refused where the key was used for another request', async () => {
    await using gateway = await startSeeded();
    await createGroup(gateway, { idempotencyKey: 'k' });
    const mismatch = refusal({ code: 'IDEMPOTENCY_MISMATCH', path: ['idempotencyKey'], retryable: false });
    expect(await createGroup(gateway, { idempotencyKey: 'k', name: 'Others' })).toEqual(mismatch);
    expect(await createGroup(gateway, { idempotencyKey: 'k', description: null })).toEqual(mismatch);
    expect(
      await runMutation(gateway, 'deleteGroup', 'deletedId', {
        backend: 'vpn',
        nativeId: cipherscaleIds.groups.contractors,
        idempotencyKey: 'k',
      }),
    ).toEqual(mismatch);
    expect(gateway.vpn.state.groups.has(cipherscaleIds.groups.contractors)).toBe(true);
    expect(groupsOf(gateway, 'Others')).toEqual([]);
  });

  it('is refused so while the other request is under way, too', async () => {
    await using gateway = await startSeeded();
    gateway.vpn.faults.add({ kind: 'latency', ms: 200 }, { method: 'POST' });
    const [first, other] = await Promise.all([
      createGroup(gateway, { idempotencyKey: 'k', name: 'One' }),
      createGroup(gateway, { idempotencyKey: 'k', name: 'Other' }),
    ]);
    const codes = [first, other].flatMap(({ errors }) => errors.map(({ code }: { code: string }) => code));
    expect(codes).toEqual(['IDEMPOTENCY_MISMATCH']);
    expect([...groupsOf(gateway, 'One'), ...groupsOf(gateway, 'Other')]).toHaveLength(1);
  });

  it.each([
    ['no characters', ''],
    ['256 characters', 'x'.repeat(256)],
  ])('S15: is refused where the key has %s', async (_what, idempotencyKey) => {
    await using gateway = await startSeeded();
    expect(await createGroup(gateway, { idempotencyKey })).toEqual(
      refusal({ code: 'BAD_INPUT', path: ['idempotencyKey'] }),
    );
    expect(writesTo(gateway, 'vpn')).toEqual([]);
  });

  it('may have a key of 255 characters', async () => {
    await using gateway = await startSeeded();
    const answer = await createGroup(gateway, { idempotencyKey: 'ö'.repeat(255) });
    expect(answer.errors).toEqual([]);
  });

  it('S15: is another one where another caller asks', async () => {
    await using gateway = await startSeeded({ callers: { other: { scopes: ['read', 'write'] } } });
    const [own, others] = [
      await createGroup(gateway, { idempotencyKey: 'k' }),
      await createGroup(gateway, { idempotencyKey: 'k', name: 'Auditors' }, 'other'),
    ];
    expect(others.errors).toEqual([]);
    expect(others.group.nativeId).not.toBe(own.group.nativeId);
    expect(groupsOf(gateway)).toHaveLength(2);
  });

  it('is asked for anew where nothing of it was begun', async () => {
    await using gateway = await startSeeded();
    const nativeId = cipherscaleIds.groups.contractors;
    const update = () =>
      runMutation(gateway, 'updateGroup', 'group { name }', {
        backend: 'vpn',
        nativeId,
        name: 'Partners',
        idempotencyKey: 'k',
      });
    const group = gateway.vpn.state.groups.get(nativeId);
    gateway.vpn.state.groups.delete(nativeId);
    expect(await update()).toEqual(refusal({ code: 'NOT_FOUND' }));
    if (group !== undefined) gateway.vpn.state.groups.set(nativeId, group);
    expect(await update()).toEqual({ group: { name: 'Partners' }, errors: [] });
  });

  it('is not done again where nobody knows what came of it', async () => {
    await using gateway = await startSeeded();
    gateway.vpn.faults.add({ kind: 'reset', applied: true }, { method: 'POST', times: 1 });
    const first = await createGroup(gateway, { idempotencyKey: 'k' });
    expect(first).toEqual(refusal({ code: 'UPSTREAM_UNAVAILABLE' }));
    expect(await createGroup(gateway, { idempotencyKey: 'k' })).toEqual(first);
    expect(groupsOf(gateway)).toHaveLength(1);
  });

  it('G49: shows the secret of a new token to whoever asked first, and to nobody after', async () => {
    await using gateway = await startSeeded();
    const create = () =>
      runMutation(gateway, 'createApiToken', 'apiToken { nativeId } secret', {
        backend: 'iot',
        nativeId: 'issued',
        nativeRoles: [iotCentralRoles.operator],
        idempotencyKey: 'k',
      });
    const first = await create();
    expect(first.secret).toMatch(/^SharedAccessSignature /);
    expect(await create()).toEqual({ ...first, secret: null });
  });

  it('asks for the scope before it looks for an answer', async () => {
    await using gateway = await startSeeded({ callers: { reader: { scopes: ['read'] } } });
    const { data, errors } = await gateway.query(
      'mutation { createGroup(input: { backend: "vpn", name: "A", idempotencyKey: "" }) { errors { code } } }',
      {},
      'reader',
    );
    expect(data.createGroup).toBeNull();
    expect(errors?.[0]?.extensions.code).toBe('FORBIDDEN');
  });
});

describe('after a restart', () => {
  const path = useDirectory();

  it('P40: the same key gets the same answer', async () => {
    await using emulators = await startSeeded();
    const store = `file:${path()}`;
    let first: unknown;
    {
      await using gateway = await startSeeded({ over: emulators, store });
      first = await createGroup(gateway, { idempotencyKey: 'k' });
    }
    await using gateway = await startSeeded({ over: emulators, store });
    expect(await createGroup(gateway, { idempotencyKey: 'k' })).toEqual(first);
    expect(await createGroup(gateway, { idempotencyKey: 'k', name: 'Others' })).toEqual(
      refusal({ code: 'IDEMPOTENCY_MISMATCH' }),
    );
    expect(groupsOf(gateway)).toHaveLength(1);
  });

  it('G41, G49: neither key, nor password, nor token is in the store', async () => {
    await using emulators = await startSeeded();
    let secret = '';
    {
      await using gateway = await startSeeded({ over: emulators, store: `file:${path()}` });
      const created = await runMutation(gateway, 'createApiToken', 'secret', {
        backend: 'iot',
        nativeId: 'issued',
        nativeRoles: [iotCentralRoles.operator],
        idempotencyKey: 'A-key-that-nobody-guesses',
      });
      secret = created.secret;
      await runMutation(gateway, 'updateAccount', 'account { nativeId }', {
        account: { backend: 'hub', nativeId: 'user_1' },
        password: 'Correct-Horse-7',
        idempotencyKey: 'A-key-that-nobody-guesses-2',
      });
    }
    const kept = readFileSync(path(), 'latin1');
    expect(kept).toContain('createApiToken');
    const signature = /sig=([^&]+)/.exec(secret)?.[1] ?? '';
    expect(signature.length).toBeGreaterThan(20);
    for (const text of [signature, 'A-key-that-nobody-guesses', 'Correct-Horse-7'])
      expect(kept).not.toContain(text);
  });

  /** As if the process had died after the deed and before it could keep the answer. */
  const forgetAnswer = async (key: string): Promise<void> => {
    const store = await openStore(`file:${path()}`);
    const id = createHash('sha256')
      .update(JSON.stringify(['all', key]))
      .digest('hex');
    const kept = await store.answers.find(id);
    if (kept === null) throw new Error('expected an answer to be kept');
    await store.write(({ answers }) => answers.claim(id, kept));
    await store.close();
  };

  it('what nobody answered is looked up, and no invitation is sent twice', async () => {
    await using emulators = await startSeeded();
    const store = `file:${path()}`;
    const invitations = () =>
      emulators.vpn.requests.filter(({ method, target }) => method === 'POST' && target.includes('invite'))
        .length;
    let first: unknown;
    {
      await using gateway = await startSeeded({ over: emulators, store });
      first = await reinvite(gateway, 'k');
      expect(first).toMatchObject({ errors: [] });
    }
    expect(invitations()).toBe(1);
    await forgetAnswer('k');
    await using gateway = await startSeeded({ over: emulators, store });
    expect(await reinvite(gateway, 'k')).toEqual(first);
    expect(invitations()).toBe(1);
  });

  it('an invitation of which nobody knows whether it was sent is not sent again; the run is named', async () => {
    await using emulators = await startSeeded();
    const store = `file:${path()}`;
    emulators.vpn.faults.add({ kind: 'reset', applied: true }, { method: 'POST', times: 1 });
    {
      await using gateway = await startSeeded({ over: emulators, store });
      expect((await reinvite(gateway, 'k')).errors).toHaveLength(1);
    }
    await forgetAnswer('k');
    emulators.vpn.forget();
    await using gateway = await startSeeded({ over: emulators, store });
    const answer = await reinvite(gateway, 'k');
    expect(answer).toEqual(refusal({ code: 'CONFLICT' }));
    const [, run = ''] = /by (\S+):/.exec(answer.errors[0].message) ?? [];
    const { data } = await gateway.query('query ($id: ID!) { run(id: $id) { counts { unknown } } }', {
      id: run,
    });
    expect(data.run.counts.unknown).toBe(1);
    expect(writesTo(gateway, 'vpn')).toEqual([]);
  });

  it('no second group of one name is made', async () => {
    await using emulators = await startSeeded();
    const store = `file:${path()}`;
    let first: unknown;
    {
      await using gateway = await startSeeded({ over: emulators, store });
      first = await createGroup(gateway, { idempotencyKey: 'k' });
    }
    await forgetAnswer('k');
    await using gateway = await startSeeded({ over: emulators, store });
    expect(await createGroup(gateway, { idempotencyKey: 'k' })).toEqual(first);
    expect(groupsOf(gateway)).toHaveLength(1);
  });

  /** The mutation under the key `k`, before and after the process died over it; answers what both were told. */
  const askTwice = async (
    ask: (gateway: Gateway) => Promise<unknown>,
    between: (emulators: Gateway) => void = () => {},
  ) => {
    await using emulators = await startSeeded();
    const store = `file:${path()}`;
    let first: unknown;
    {
      await using gateway = await startSeeded({ over: emulators, store });
      first = await ask(gateway);
    }
    await forgetAnswer('k');
    between(emulators);
    emulators.iot.forget();
    emulators.vpn.forget();
    emulators.hub.forget();
    await using gateway = await startSeeded({ over: emulators, store });
    const again = await ask(gateway);
    const writes = (['iot', 'vpn', 'hub'] as const).flatMap((backend) => writesTo(gateway, backend));
    return { first, again, writes };
  };

  const createInVpn = (accounts: readonly object[]) => (gateway: Gateway) =>
    runMutation(gateway, 'createAccounts', 'results { account { nativeId email } errors { code } }', {
      backend: 'vpn',
      accounts,
      idempotencyKey: 'k',
    });
  const person = (name: string) => ({
    email: `${name}@example.com`,
    groups: [cipherscaleIds.groups.contractors],
  });

  it('P40: accounts that were created are answered as they are, and nobody is invited twice', async () => {
    const { first, again, writes } = await askTwice(createInVpn([person('ada'), person('mia')]));
    expect(first).toMatchObject({ errors: [], results: [{ errors: [] }, { errors: [] }] });
    expect(again).toEqual(first);
    expect(writes).toEqual([]);
  });

  it('accounts of which some were refused are for the caller to look at, by the run that is named', async () => {
    const { first, again, writes } = await askTwice(
      createInVpn([person('ada'), { email: 'mia@example.com' }]),
    );
    expect(first).toMatchObject({ errors: [], results: [{ errors: [] }, { errors: [{}] }] });
    expect(again).toEqual(
      refusal({ code: 'CONFLICT', retryable: false, message: expect.stringMatching(/by \S+: look first/) }),
    );
    expect(writes).toEqual([]);
  });

  it('P40: one account that was created is answered as it is', async () => {
    const { first, again, writes } = await askTwice((gateway) =>
      runMutation(gateway, 'createAccount', 'account { nativeId displayName }', {
        backend: 'hub',
        account: { userName: 'newcomer', displayName: 'New Comer', password: 'Correct-Horse-7' },
        idempotencyKey: 'k',
      }),
    );
    expect(first).toMatchObject({ errors: [], account: { nativeId: 'newcomer' } });
    expect(again).toEqual(first);
    expect(writes).toEqual([]);
  });

  it('P40: what was deleted and is gone is answered as deleted', async () => {
    const { first, again, writes } = await askTwice((gateway) =>
      runMutation(gateway, 'deleteAccount', 'deletedId', {
        account: { backend: 'hub', nativeId: 'user_1' },
        idempotencyKey: 'k',
      }),
    );
    expect(first).toMatchObject({ errors: [], deletedId: expect.any(String) });
    expect(again).toEqual(first);
    expect(writes).toEqual([]);
  });

  it('what was never there is not answered as deleted', async () => {
    await using gateway = await startSeeded();
    const remove = () =>
      runMutation(gateway, 'deleteAccount', 'deletedId', {
        account: { backend: 'hub', nativeId: 'nobody' },
        idempotencyKey: 'k',
      });
    expect(await remove()).toEqual(refusal({ code: 'NOT_FOUND' }));
    expect(await remove()).toEqual(refusal({ code: 'NOT_FOUND' }));
  });

  it('all else is done again, which reads first what there is', async () => {
    const rename = (gateway: Gateway) =>
      runMutation(gateway, 'updateOrganization', 'organization { displayName }', {
        backend: 'iot',
        nativeId: 'tacoma',
        displayName: 'Tacoma East',
        idempotencyKey: 'k',
      });
    const setUp = (gateway: Gateway) => {
      gateway.iot.state.organizations.set('tacoma', { id: 'tacoma', displayName: 'Tacoma' });
    };
    const { first, again } = await askTwice(async (gateway) => {
      setUp(gateway);
      return rename(gateway);
    }, setUp);
    expect(first).toEqual({ organization: { displayName: 'Tacoma East' }, errors: [] });
    expect(again).toEqual(first);
  });
});
