import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { cipherscaleIds } from '../../src/emulators/cipherscale/ids.ts';
import { type BackendId, type Gateway, startGateway } from '../gateway.ts';
import { runMutation } from './run-mutation.ts';

const selection = `account { nativeId } run { id state counts { applied } }
  granted { nativeRole { name } } revoked { nativeRole { name } } notExpressible`;

type LinkedUser = {
  readonly id: string;
  readonly email: string;
  readonly links: readonly {
    readonly state: string;
    readonly account: {
      readonly backend: BackendId;
      readonly nativeId: string;
      readonly email: string | null;
    };
  }[];
};

describe('an edit of a user', () => {
  let gateway: Gateway;
  let users: readonly LinkedUser[];
  beforeAll(async () => {
    gateway = await startGateway({
      people: 60,
      callers: { nearsighted: { scopes: ['read', 'apply'], backends: ['iot'] } },
      config: `roles: [{ name: guest, map: { vpn: [{ native: ${cipherscaleIds.roles.auditor} }] } }]`,
    });
    await gateway.refreshAll();
    const { data } = await gateway.query(
      '{ users(first: 100) { nodes { id email links { state account { backend nativeId email } } } } }',
    );
    users = data.users.nodes;
  });
  afterAll(() => gateway[Symbol.asyncDispose]());

  const linkedOn = ({ links }: LinkedUser) =>
    links.filter(({ state }) => state === 'LINKED').map(({ account }) => account.backend);
  const withLinks = (wanted: readonly string[], others: number) => {
    const found = users.find(
      (user) => linkedOn(user).join() === wanted.join() && user.links.length === wanted.length + others,
    );
    if (found === undefined) throw new Error(`Nobody is linked on ${wanted.join()}`);
    return found;
  };
  const rolesOn = async ({ id }: LinkedUser, backend: string): Promise<readonly string[]> => {
    const { data } = await gateway.query(
      'query ($id: ID!, $backend: ID!) { user(by: { id: $id }, maxAgeSeconds: 0) { accounts(backend: $backend) { roles { name } } } }',
      { id, backend },
    );
    return data.user.accounts.flatMap((account: { roles: readonly { name: string }[] }) =>
      account.roles.map(({ name }) => name),
    );
  };

  it('G6, P17: reaches every LINKED account in one run, and names those that it leaves alone', async () => {
    const user = users.find((one) => linkedOn(one).length === 2 && one.links.length > 2);
    if (user === undefined) throw new Error('Nobody has an account that is only suggested');
    const payload = await runMutation(gateway, 'grantRoles', selection, {
      user: { id: user.id },
      roles: ['admin'],
    });
    expect(payload.account).toBeNull();
    expect(payload.run).toMatchObject({ state: 'DONE' });
    expect(payload.errors.map(({ code }: { code: string }) => code)).toEqual(
      user.links.filter(({ state }) => state !== 'LINKED').map(() => 'LINK_NOT_CONFIRMED'),
    );
    for (const { state, account } of user.links)
      expect((await rolesOn(user, account.backend)).includes('admin')).toBe(state === 'LINKED');
  });

  it('does on each what can be done there, and tells of the others why not', async () => {
    const user = withLinks(['iot', 'vpn'], 0);
    const payload = await runMutation(gateway, 'grantRoles', selection, {
      user: { id: user.id },
      roles: ['guest'],
    });
    expect(payload).toMatchObject({
      notExpressible: ['guest'],
      errors: [{ code: 'NOT_EXPRESSIBLE', backend: 'iot', path: ['roles'] }],
    });
  });

  it('is of an account or of a user, and never of both or of nobody', async () => {
    const user = { id: users[0]?.id };
    const account = { backend: 'iot', nativeId: 'x' };
    for (const input of [{}, { user, account }])
      expect(
        await runMutation(gateway, 'grantRoles', selection, { ...input, roles: ['admin'] }),
      ).toMatchObject({
        run: null,
        errors: [{ code: 'BAD_INPUT' }],
      });
    expect(
      await runMutation(gateway, 'grantRoles', selection, {
        user: { email: 'nobody@example.com' },
        roles: ['admin'],
      }),
    ).toMatchObject({ errors: [{ code: 'NOT_FOUND', path: ['user'] }] });
  });

  it.each([
    ['an id of something else', { id: 'x' }, 'BAD_INPUT', ['user', 'id']],
    ['what is no address', { email: '' }, 'BAD_INPUT', ['user', 'email']],
    [
      'an account of an unknown backend',
      { account: { backend: 'nobody', nativeId: 'x' } },
      'NOT_FOUND',
      ['user', 'account', 'backend'],
    ],
  ])('is told where the input names %s', async (_what, user, code, path) => {
    const { errors } = await runMutation(gateway, 'grantRoles', selection, { user, roles: ['admin'] });
    expect(errors).toMatchObject([{ code, path }]);
  });

  it('is asked for with `backends`, and an account without: it lies on one already', async () => {
    const account = { backend: 'iot', nativeId: 'x' };
    for (const backends of [['vpn'], ['iot'], []])
      expect(
        await runMutation(gateway, 'grantRoles', selection, { account, backends, roles: ['admin'] }),
      ).toMatchObject({ run: null, errors: [{ code: 'BAD_INPUT', path: ['backends'] }] });
  });

  it('P17: does not follow an address that only a suggested account bears, and says what to confirm', async () => {
    const user = users.find(
      ({ links }) =>
        links.length > 1 && links.every(({ state, account }) => state !== 'LINKED' && account.email !== null),
    );
    if (user === undefined) throw new Error('Everybody is linked');
    const email = user.links[0]?.account.email;
    expect(
      await runMutation(gateway, 'grantRoles', selection, { user: { email }, roles: ['admin'] }),
    ).toMatchObject({
      run: null,
      errors: [{ code: 'LINK_NOT_CONFIRMED', message: expect.stringContaining('what confirming would do') }],
    });
  });

  it('stays on the backends that are asked for, and that the caller may see', async () => {
    const user = withLinks(['iot', 'vpn'], 0);
    const asked = await runMutation(gateway, 'revokeRoles', selection, {
      user: { id: user.id },
      backends: ['vpn'],
      roles: ['admin', 'viewer'],
    });
    expect(asked.errors).toEqual([]);
    const before = await rolesOn(user, 'vpn');
    const held = await rolesOn(user, 'iot');
    const [role] = ['builder', 'operator'].filter((name) => name !== held[0]);
    const seen = await runMutation(
      gateway,
      'setRoles',
      selection,
      { user: { id: user.id }, roles: [role] },
      { caller: 'nearsighted' },
    );
    expect(seen).toMatchObject({ run: { state: 'DONE', counts: { applied: 1 } }, errors: [] });
    expect(await rolesOn(user, 'iot')).toEqual([role]);
    expect(await rolesOn(user, 'vpn')).toEqual(before);
    expect(
      await runMutation(
        gateway,
        'grantRoles',
        selection,
        { user: { id: user.id }, backends: ['vpn'], roles: ['builder'] },
        { caller: 'nearsighted' },
      ),
    ).toMatchObject({ errors: [{ code: 'NOT_FOUND', path: ['backends', '0'] }] });
  });

  it('finds nothing to do where all is as it is wanted, and begins no run', async () => {
    const user = withLinks(['iot', 'vpn'], 0);
    await runMutation(gateway, 'grantRoles', selection, { user: { id: user.id }, roles: ['admin'] });
    expect(
      await runMutation(gateway, 'grantRoles', selection, { user: { id: user.id }, roles: ['admin'] }),
    ).toMatchObject({ run: null, granted: [], errors: [] });
  });
});
