import { describe, expect, it } from 'vitest';
import { cipherscaleIds } from '../../src/emulators/cipherscale/ids.ts';
import { iotCentralRoles } from '../../src/emulators/iot-central/ids.ts';
import { type Gateway, startGateway } from '../gateway.ts';
import { shareGateway } from './shared-gateway.ts';

type Ref = { readonly backend: string; readonly nativeId: string };

/** A gateway that has read all its backends, on which two people have two accounts each that nothing links. */
const startRead = async (options: Parameters<typeof startGateway>[0] = {}): Promise<Gateway> => {
  const gateway = await startGateway({
    people: 0,
    callers: {
      applier: { scopes: ['apply'] },
      reader: { scopes: ['read'] },
      pair: { scopes: ['read', 'apply'], backends: ['hub', 'etl'] },
    },
    ...options,
  });
  for (const name of ['ann', 'ben', 'cid']) {
    gateway.hub.state.internal.set(name, {
      id: name,
      name: `${name} of hub`,
      email: `${name}@hub.example`,
      roles: [],
      external: false,
    });
    gateway.iot.state.users.set(name, {
      id: name,
      type: 'email',
      email: `${name}@iot.example`,
      roles: [{ role: iotCentralRoles.administrator }],
    });
  }
  await gateway.refreshAll();
  gateway.calls();
  return gateway;
};

const on = (backend: string, nativeId: string): Ref => ({ backend, nativeId });

const selection =
  'user { id accounts { backend nativeId } links { account { backend nativeId } state confidence evidence { rule values } ifConfirmed { backend nativeId } candidates { account { backend nativeId } denied confidence evidence { rule } ifConfirmed { backend nativeId } } } } errors { code message path backend retryable }';

const decide = async (
  gateway: Gateway,
  field: 'linkAccounts' | 'unlinkAccount',
  input: object,
  caller = 'all',
) => {
  const type = field === 'linkAccounts' ? 'LinkAccountsInput' : 'UnlinkAccountInput';
  const { data, errors } = await gateway.query(
    `mutation ($input: ${type}!) { ${field}(input: $input) { ${selection} } }`,
    { input },
    caller,
  );
  expect(errors).toBeUndefined();
  return data[field];
};

const userOf = async (gateway: Gateway, { backend, nativeId }: Ref, caller = 'all') =>
  (
    await gateway.query(
      'query ($backend: ID!, $nativeId: ID!) { account(backend: $backend, nativeId: $nativeId) { user { id accounts { backend nativeId } } link { state evidence { rule values } candidates { account { backend nativeId } denied } } } }',
      { backend, nativeId },
      caller,
    )
  ).data.account;

const reason = 'They told me at the desk';

describe('linkAccounts', () => {
  it('makes accounts one user, LINKED, with the reason as evidence, and asks no backend', async () => {
    await using gateway = await startRead();
    const before = await userOf(gateway, on('hub', 'ann'));
    expect(before.link.state).toBe('UNLINKED');
    const { user, errors } = await decide(gateway, 'linkAccounts', {
      accounts: [on('hub', 'ann'), on('iot', 'ann')],
      reason: `  ${reason} `,
    });
    expect(errors).toEqual([]);
    expect(user.accounts).toEqual([on('iot', 'ann'), on('hub', 'ann')]);
    expect(user.links).toHaveLength(2);
    for (const link of user.links)
      expect(link).toMatchObject({
        state: 'LINKED',
        confidence: 1,
        evidence: [{ rule: 'CONFIRMED', values: [reason] }],
      });
    expect(Object.values(gateway.calls()).flat()).toEqual([]);
    expect((await userOf(gateway, on('iot', 'ann'))).user).toEqual({ id: user.id, accounts: user.accounts });
  });

  it('keeps the id of one user, and the other forwards to it', async () => {
    await using gateway = await startRead();
    const ids: string[] = [];
    for (const account of [on('hub', 'ann'), on('iot', 'ann')])
      ids.push((await userOf(gateway, account)).user.id);
    const { user } = await decide(gateway, 'linkAccounts', {
      accounts: [on('hub', 'ann'), on('iot', 'ann')],
      reason,
    });
    expect(ids).toContain(user.id);
    const { data } = await gateway.query(
      'query ($ids: [ID!]!, $one: ID!, $other: ID!) { nodes(ids: $ids) { id } one: user(by: { id: $one }) { id } other: user(by: { id: $other }) { id accounts { backend } } }',
      { ids, one: ids[0], other: ids[1] },
    );
    expect(data).toEqual({
      nodes: [{ id: user.id }, { id: user.id }],
      one: { id: user.id },
      other: { id: user.id, accounts: [{ backend: 'iot' }, { backend: 'hub' }] },
    });
  });

  it('links accounts that the index has not seen yet, once they are read', async () => {
    await using gateway = await startGateway({ people: 0 });
    gateway.hub.state.internal.set('new', {
      id: 'new',
      email: 'new@hub.example',
      roles: [],
      external: false,
    });
    gateway.iot.state.users.set('new', {
      id: 'new',
      type: 'email',
      email: 'new@iot.example',
      roles: [{ role: iotCentralRoles.administrator }],
    });
    const { user, errors } = await decide(gateway, 'linkAccounts', {
      accounts: [on('hub', 'new'), on('iot', 'new')],
      reason,
    });
    expect(errors).toEqual([]);
    expect(user.accounts).toHaveLength(2);
    expect(gateway.calls()).toMatchObject({
      iot: [expect.any(String)],
      hub: [expect.any(String)],
      etl: [],
      vpn: [],
    });
  });

  it('needs no right to write to a backend, and writes to none', async () => {
    await using gateway = await startRead({ backends: { hub: 'writes: false', iot: 'writes: false' } });
    const { errors } = await decide(gateway, 'linkAccounts', {
      accounts: [on('hub', 'ann'), on('iot', 'ann')],
      reason,
    });
    expect(errors).toEqual([]);
    expect(Object.values(gateway.calls()).flat()).toEqual([]);
  });
});

describe('unlinkAccount', () => {
  it('gives an account a user of its own, and no rule links it again', async () => {
    await using gateway = await startRead();
    const vpn = gateway.vpn.state.users.get(cipherscaleIds.users.doubled);
    if (vpn === undefined) throw new Error('expected a user');
    vpn.email = 'ann@iot.example';
    await gateway.refreshAll(['vpn']);
    const linked = await userOf(gateway, on('iot', 'ann'));
    expect(linked.user.accounts).toHaveLength(2);

    const { user, errors } = await decide(gateway, 'unlinkAccount', { account: on('iot', 'ann'), reason });
    expect(errors).toEqual([]);
    expect(user.accounts).toEqual([on('iot', 'ann')]);
    const [link] = user.links;
    expect(link).toMatchObject({ state: 'DENIED', evidence: [], confidence: null });
    expect(link.candidates).toMatchObject([{ account: { backend: 'vpn', nativeId: vpn.id }, denied: true }]);

    await gateway.refreshAll();
    const after = await userOf(gateway, on('iot', 'ann'));
    expect(after).toMatchObject({
      user: { id: user.id, accounts: [on('iot', 'ann')] },
      link: { state: 'DENIED' },
    });

    const again = await decide(gateway, 'linkAccounts', {
      accounts: [on('iot', 'ann'), on('vpn', vpn.id)],
      reason,
    });
    expect(again.user.accounts).toHaveLength(2);
    expect(again.user.links.map(({ state }: { state: string }) => state)).toEqual(['LINKED', 'LINKED']);
  });

  it('parts an account from those that are named', async () => {
    await using gateway = await startRead();
    await decide(gateway, 'linkAccounts', {
      accounts: [on('hub', 'ann'), on('iot', 'ann'), on('hub', 'ben')],
      reason,
    });
    const { user, errors } = await decide(gateway, 'unlinkAccount', {
      account: on('hub', 'ben'),
      from: [on('hub', 'ann'), on('iot', 'ann')],
      reason,
    });
    expect(errors).toEqual([]);
    expect(user.accounts).toEqual([on('hub', 'ben')]);
    expect((await userOf(gateway, on('hub', 'ann'))).user.accounts).toHaveLength(2);
  });
});

describe('what is wrong with a decision', () => {
  const gateway = shareGateway(() => startRead());
  const two = [on('hub', 'ann'), on('iot', 'ann')];

  it.each([
    ['linkAccounts', { accounts: [on('hub', 'ann')], reason }, 'BAD_INPUT', ['accounts']],
    ['linkAccounts', { accounts: [on('hub', 'ann'), on('hub', 'ann')], reason }, 'BAD_INPUT', ['accounts']],
    [
      'linkAccounts',
      { accounts: Array.from({ length: 101 }, () => on('hub', 'ann')), reason },
      'BAD_INPUT',
      ['accounts'],
    ],
    ['linkAccounts', { accounts: two, reason: '  ' }, 'BAD_INPUT', ['reason']],
    ['linkAccounts', { accounts: two, reason: 'x'.repeat(501) }, 'BAD_INPUT', ['reason']],
    [
      'linkAccounts',
      { accounts: [on('hub', 'ann'), on('iot', 'nobody')], reason },
      'NOT_FOUND',
      ['accounts', '1'],
    ],
    [
      'linkAccounts',
      { accounts: [on('nowhere', 'ann'), on('iot', 'ann')], reason },
      'NOT_FOUND',
      ['accounts', '0', 'backend'],
    ],
    ['unlinkAccount', { account: on('hub', 'cid'), reason }, 'BAD_INPUT', ['account']],
    ['unlinkAccount', { account: on('hub', 'cid'), from: [], reason }, 'BAD_INPUT', ['from']],
    ['unlinkAccount', { account: on('hub', 'nobody'), reason }, 'NOT_FOUND', ['account']],
    ['unlinkAccount', { account: on('nowhere', 'cid'), reason }, 'NOT_FOUND', ['account', 'backend']],
    [
      'unlinkAccount',
      { account: on('hub', 'cid'), from: [on('hub', 'nobody')], reason },
      'NOT_FOUND',
      ['from', '0'],
    ],
    ['unlinkAccount', { account: on('hub', 'cid'), reason: '' }, 'BAD_INPUT', ['reason']],
  ] as const)('is told beside the form: %s %j', async (field, input, code, path) => {
    const payload = await decide(gateway(), field, input);
    expect(payload).toMatchObject({ user: null, errors: [{ code, path, backend: null }] });
    expect(payload.errors).toHaveLength(1);
  });

  it('is that two accounts bear the name', async () => {
    const row = gateway().hub.state.internal.get('cid');
    if (row === undefined) throw new Error('expected cid');
    gateway().hub.state.external.set('cid', { ...row, external: true });
    await gateway().refreshAll(['hub']);
    expect(
      await decide(gateway(), 'linkAccounts', { accounts: [on('hub', 'cid'), on('iot', 'cid')], reason }),
    ).toMatchObject({
      user: null,
      errors: [{ code: 'ACCOUNT_AMBIGUOUS' }],
    });
    gateway().hub.state.external.delete('cid');
    await gateway().refreshAll(['hub']);
  });

  it('P13: is that the caller may not decide, or not look', async () => {
    const mutation = (field: string) =>
      `mutation { linkAccounts(input: { accounts: [{ backend: "hub", nativeId: "ann" }, { backend: "iot", nativeId: "ann" }], reason: "x" }) { ${field} errors { code } } }`;
    const reader = await gateway().query(mutation(''), {}, 'reader');
    expect(reader.errors?.[0]?.extensions.code).toBe('FORBIDDEN');
    expect((await userOf(gateway(), on('hub', 'ann'))).link.state).toBe('UNLINKED');
    const applier = await gateway().query(mutation('user { id }'), {}, 'applier');
    expect(applier.data.linkAccounts).toEqual({ user: null, errors: [] });
    expect(applier.errors?.[0]?.extensions.code).toBe('FORBIDDEN');
  });
});

describe('P18: a caller who sees some of the backends', () => {
  it('decides about what it sees, and learns of nothing else', async () => {
    await using gateway = await startRead();
    await decide(gateway, 'linkAccounts', { accounts: [on('hub', 'ann'), on('iot', 'ann')], reason });

    const hidden = await decide(
      gateway,
      'linkAccounts',
      { accounts: [on('hub', 'ann'), on('iot', 'ann')], reason },
      'pair',
    );
    expect(hidden).toMatchObject({
      user: null,
      errors: [{ code: 'NOT_FOUND', path: ['accounts', '1', 'backend'] }],
    });

    // That the account is linked to one that this caller does not see makes no difference to the answer.
    const linked = await decide(gateway, 'unlinkAccount', { account: on('hub', 'ann'), reason }, 'pair');
    const alone = await decide(gateway, 'unlinkAccount', { account: on('hub', 'ben'), reason }, 'pair');
    expect(JSON.stringify(linked).replaceAll('ann', 'ben')).toBe(JSON.stringify(alone));
    expect((await userOf(gateway, on('hub', 'ann'))).user.accounts).toHaveLength(2);
    expect(await userOf(gateway, on('hub', 'ann'), 'pair')).toMatchObject({
      user: { accounts: [on('hub', 'ann')] },
      link: { state: 'UNLINKED', evidence: [], candidates: [] },
    });
  });

  it('is told the same of an account whatever links it elsewhere', async () => {
    await using gateway = await startRead();
    const before = await userOf(gateway, on('hub', 'ann'), 'pair');
    await decide(gateway, 'linkAccounts', { accounts: [on('hub', 'ann'), on('iot', 'ann')], reason });
    const linked = await userOf(gateway, on('hub', 'ann'), 'pair');
    await decide(gateway, 'unlinkAccount', { account: on('hub', 'ann'), reason });
    const denied = await userOf(gateway, on('hub', 'ann'), 'pair');
    expect(linked.link).toEqual(before.link);
    expect(denied.link).toEqual(before.link);
  });
});

describe('an account that several users could have', () => {
  it('G5: is DISPUTED, with each of them as a candidate and what would come of it', async () => {
    await using gateway = await startRead();
    const { hub, etl } = gateway;
    for (const id of ['dora-a', 'dora-b'])
      hub.state.internal.set(id, { id, email: 'dora@example.com', roles: [], external: false });
    const [account] = [...etl.state.users.values()];
    if (account === undefined) throw new Error('expected an account');
    account.email_address = 'DORA@example.com';
    await gateway.refreshAll(['hub', 'etl']);
    const { data } = await gateway.query(
      'query ($id: ID!) { account(backend: "etl", nativeId: $id) { link { state evidence { rule } ifConfirmed { nativeId } candidates { account { nativeId } confidence denied evidence { rule values } ifConfirmed { nativeId } } } } }',
      { id: account.id },
    );
    const { link } = data.account;
    expect(link.state).toBe('DISPUTED');
    expect(link.candidates.map((one: { account: Ref }) => one.account.nativeId).toSorted()).toEqual([
      'dora-a',
      'dora-b',
    ]);
    for (const candidate of link.candidates)
      expect(candidate).toMatchObject({
        confidence: 0.6,
        denied: false,
        evidence: [{ rule: 'EMAIL', values: ['dora@example.com'] }],
        ifConfirmed: expect.arrayContaining([
          { nativeId: account.id },
          { nativeId: candidate.account.nativeId },
        ]),
      });
  });
});
