import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Gateway, startGateway } from '../../gateway.ts';
import { post, type WireAnswer } from '../wire.ts';
import { audience, type Issuer, startIssuer } from './issuer.ts';

const algorithms = ['RS256', 'PS256', 'ES256', 'EdDSA'];

describe('callers by JSON Web Tokens', () => {
  let issuer: Issuer;
  let gateway: Gateway;

  beforeAll(async () => {
    issuer = await startIssuer(algorithms);
    gateway = await startGateway({
      people: 4,
      config: `auth: { jwt: { issuer: "${issuer.issuer}", audience: ${audience}, jwksUri: "${issuer.jwksUri}", backendsClaim: backends, accountsClaim: accounts } }`,
    });
  });
  afterAll(async () => {
    await gateway[Symbol.asyncDispose]();
    await issuer[Symbol.asyncDispose]();
  });

  const bearing = (
    token: string,
    { query = '{ caller { name scopes backends } }', scheme = 'Bearer' } = {},
  ): Promise<WireAnswer> =>
    post(gateway.url, {
      headers: { 'content-type': 'application/json', authorization: `${scheme} ${token}` },
      body: JSON.stringify({ query }),
    });

  const all = { backends: ['iot', 'etl', 'hub', 'vpn'] };

  it.each(algorithms)('G40: are known by a token that the issuer signed with %s', async (algorithm) => {
    const answer = await bearing(await issuer.token(all, { algorithm }));
    expect(JSON.parse(answer.text)).toEqual({
      data: { caller: { name: 'jwt:ada', scopes: ['READ'], backends: ['iot', 'etl', 'hub', 'vpn'] } },
    });
  });

  it('G40: are known where the token is for others too, has no type, is an access token (RFC 9068), or has a header that nobody understands', async () => {
    const tokens = [
      await issuer.token({ aud: ['other', audience] }),
      await issuer.token({}, { header: { typ: undefined } }),
      await issuer.token({}, { header: { typ: 'at+jwt' } }),
      await issuer.token({ scope: ['read', 'write'] }),
      await issuer.token({}, { header: { x5t: 'AAAA', 'pi.atm': '1' } }),
    ];
    for (const token of tokens) expect((await bearing(token)).status).toBe(200);
    for (const scheme of ['bearer', 'BEARER', 'bEARER'])
      expect((await bearing(await issuer.token(), { scheme })).status).toBe(200);
  });

  it('see only the backends that their tokens name, and none where they name none', async () => {
    const seen = async (claims: object): Promise<unknown> =>
      JSON.parse((await bearing(await issuer.token({ ...claims }))).text).data.caller.backends;
    expect(await seen({ backends: ['hub', 'unheard-of'] })).toEqual(['hub']);
    expect(await seen({})).toEqual([]);
    const { text } = await bearing(await issuer.token({ backends: ['hub'] }), {
      query: '{ accounts(first: 1, filter: { backend: "iot" }) { nodes { id } } }',
    });
    expect(JSON.parse(text).errors).toMatchObject([{ extensions: { code: 'NOT_FOUND' } }]);
  });

  it('G40: have the rights that their scopes give them, and none without any', async () => {
    const query = '{ roles { name } }';
    const codes = async (scope: string): Promise<unknown> => {
      const { status, text } = await bearing(await issuer.token({ ...all, scope }), { query });
      expect(status).toBe(200);
      return JSON.parse(text).errors?.map(({ extensions }: { extensions: object }) => extensions);
    };
    expect(await codes('openid read')).toBeUndefined();
    expect(await codes('openid plan')).toMatchObject([{ code: 'FORBIDDEN' }]);
    expect(await codes('')).toMatchObject([{ code: 'FORBIDDEN' }]);
  });

  it('P15: may not raise the accounts that their tokens call their own', async () => {
    const { data } = await gateway.query(
      '{ accounts(first: 20, filter: { backend: "hub" }) { nodes { nativeId external } } }',
    );
    const protectedOnes = ['admin', 'CFE_ROBOT'];
    const { nativeId } = data.accounts.nodes.find(
      (one: { nativeId: string; external: boolean }) =>
        !one.external && !protectedOnes.includes(one.nativeId),
    );
    const grant = `mutation { grantRoles(input: { account: { backend: "hub", nativeId: "${nativeId}" }, roles: ["admin"] }) { errors { code } } }`;
    const own = await issuer.token({ ...all, scope: 'apply', accounts: [{ backend: 'hub', id: nativeId }] });
    const { text } = await bearing(own, { query: grant });
    expect(JSON.parse(text).data.grantRoles.errors).toMatchObject([{ code: 'GUARD_BLOCKED' }]);
  });
});
