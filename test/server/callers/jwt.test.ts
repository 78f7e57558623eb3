import { createHmac, createSign, generateKeyPairSync, sign } from 'node:crypto';
import { createServer } from 'node:http';
import { exportPKCS8, exportSPKI, importJWK, type JWK, UnsecuredJWT } from 'jose';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Gateway, startGateway } from '../../gateway.ts';
import { post, type WireAnswer } from '../wire.ts';
import { audience, close, type Issuer, listen, rightClaims, startIssuer } from './issuer.ts';

const algorithms = ['RS256', 'PS256', 'ES256', 'EdDSA'];

describe('callers by JSON Web Tokens', () => {
  let issuer: Issuer;
  let gateway: Gateway;
  /** Where headers of forged tokens say that a key is. */
  let elsewhere: string;
  let visits = 0;
  const listener = createServer((_request, response) => {
    visits += 1;
    response.end('{"keys":[]}');
  });

  beforeAll(async () => {
    issuer = await startIssuer(algorithms);
    elsewhere = await listen(listener);
    gateway = await startGateway({
      people: 4,
      config: `auth: { jwt: { issuer: "${issuer.issuer}", audience: ${audience}, jwksUri: "${issuer.jwksUri}", backendsClaim: backends, accountsClaim: accounts } }`,
    });
  });
  afterAll(async () => {
    await gateway[Symbol.asyncDispose]();
    await issuer[Symbol.asyncDispose]();
    await close(listener);
  });

  const ask = (
    headers: Readonly<Record<string, string>>,
    { query = '{ caller { name scopes backends } }', path = '' } = {},
  ): Promise<WireAnswer> =>
    post(gateway.url + path, {
      headers: { 'content-type': 'application/json', ...headers },
      body: JSON.stringify({ query }),
    });

  const bearing = (token: string) => ask({ authorization: `Bearer ${token}` });

  const all = { backends: ['iot', 'etl', 'hub', 'vpn'] };

  it.each(algorithms)('G40: are known by a token that the issuer signed with %s', async (algorithm) => {
    const answer = await bearing(await issuer.token(all, { algorithm }));
    expect(JSON.parse(answer.text)).toEqual({
      data: { caller: { name: 'jwt:ada', scopes: ['READ'], backends: ['iot', 'etl', 'hub', 'vpn'] } },
    });
  });

  it('G40: are known where the token is for others too, has no type, or is an access token (RFC 9068)', async () => {
    const tokens = [
      await issuer.token({ aud: ['other', audience] }),
      await issuer.token({}, { header: { typ: undefined } }),
      await issuer.token({}, { header: { typ: 'at+jwt' } }),
      await issuer.token({ scope: ['read', 'write'] }),
    ];
    for (const token of tokens) expect((await bearing(token)).status).toBe(200);
    expect((await ask({ authorization: `bEARER ${await issuer.token()}` })).status).toBe(200);
  });

  it('see only the backends that their tokens name, and none where they name none', async () => {
    const seen = async (claims: object): Promise<unknown> =>
      JSON.parse((await bearing(await issuer.token({ ...claims }))).text).data.caller.backends;
    expect(await seen({ backends: ['hub', 'unheard-of'] })).toEqual(['hub']);
    expect(await seen({})).toEqual([]);
    const { text } = await ask(
      { authorization: `Bearer ${await issuer.token({ backends: ['hub'] })}` },
      { query: '{ accounts(first: 1, filter: { backend: "iot" }) { nodes { id } } }' },
    );
    expect(JSON.parse(text).errors).toMatchObject([{ extensions: { code: 'NOT_FOUND' } }]);
  });

  it('P15: may not raise the accounts that their tokens call their own', async () => {
    const { data } = await gateway.query(
      '{ accounts(first: 1, filter: { backend: "hub" }) { nodes { nativeId } } }',
    );
    const { nativeId } = data.accounts.nodes[0];
    const grant = `mutation { grantRoles(input: { account: { backend: "hub", nativeId: "${nativeId}" }, roles: ["admin"] }) { errors { code } } }`;
    const own = await issuer.token({ ...all, scope: 'apply', accounts: [{ backend: 'hub', id: nativeId }] });
    const { text } = await ask({ authorization: `Bearer ${own}` }, { query: grant });
    expect(JSON.parse(text).data.grantRoles.errors).toMatchObject([{ code: 'PROTECTED' }]);
  });

  const without = async (): Promise<WireAnswer> => ask({});

  /** Right claims, signed by whatever. */
  const claims = (changes: object = {}) => ({ ...rightClaims(issuer.issuer), ...all, ...changes });

  const raw = (header: unknown, payload: unknown, signature = ''): string =>
    [header, payload].map(part).concat(signature).join('.');

  const part = (value: unknown): string =>
    Buffer.from(typeof value === 'string' ? value : JSON.stringify(value)).toString('base64url');

  const signed = (header: object, payload: unknown = claims()): Promise<string> | string => {
    const input = [{ alg: 'RS256', kid: issuer.kid('RS256'), ...header }, payload].map(part).join('.');
    return exportPem().then((pem) => `${input}.${createSign('sha256').update(input).sign(pem, 'base64url')}`);
  };

  const exportPem = () => exportPKCS8(issuer.privateKey('RS256'));

  const publicJwk = (): JWK => issuer.publicKeys().find(({ alg }) => alg === 'RS256') ?? {};

  const hmac = (secret: string | Buffer, alg = 'HS256'): string => {
    const input = [{ alg, kid: issuer.kid('RS256'), typ: 'JWT' }, claims()].map(part).join('.');
    return `${input}.${createHmac('sha256', secret).update(input).digest('base64url')}`;
  };

  const spki = async () =>
    exportSPKI((await importJWK(publicJwk(), 'RS256', { extractable: true })) as never);

  const stranger = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const byStranger = (header: object): string => {
    const input = [{ alg: 'RS256', typ: 'JWT', ...header }, claims()].map(part).join('.');
    return `${input}.${sign('sha256', Buffer.from(input), stranger.privateKey).toString('base64url')}`;
  };

  const now = (): number => Math.floor(Date.now() / 1000);

  const pieces = async (): Promise<readonly [string, string, string]> => {
    const [header = '', payload = '', signature = ''] = (await issuer.token(all)).split('.');
    return [header, payload, signature];
  };

  const forged: Readonly<Record<string, () => Promise<string> | string>> = {
    'A-none: none, unsigned': () => new UnsecuredJWT(claims()).encode(),
    'A-jwt-none: algorithm none': () => raw({ alg: 'none' }, claims()),
    'algorithm NoNe': () => raw({ alg: 'NoNe' }, claims()),
    'algorithm NONE with a signature': async () => raw({ alg: 'NONE' }, claims(), (await pieces())[2]),
    'no algorithm': () => raw({ typ: 'JWT' }, claims(), 'AAAA'),
    'an empty algorithm': () => raw({ alg: '' }, claims(), 'AAAA'),
    'a list of algorithms': () => raw({ alg: ['RS256'] }, claims(), 'AAAA'),
    'an unheard-of algorithm': () => raw({ alg: 'XS256' }, claims(), 'AAAA'),
    'an algorithm that is not allowed': () => signed({ alg: 'RS512' }),
    'A-jwt-confusion: HS256 with the public key as PEM': async () => hmac(await spki()),
    'HS256 with the public key as PEM without its last line end': async () => hmac((await spki()).trim()),
    'HS256 with the public key as JWK': () => hmac(JSON.stringify(publicJwk())),
    'HS256 with the modulus': () => hmac(Buffer.from(publicJwk().n ?? '', 'base64url')),
    'HS256 with an empty secret': () => hmac(''),
    'HS256 that says RS256': async () => hmac(await spki(), 'RS256'),
    'A-jwt-psychic: ES256 with r and s zero': () =>
      raw({ alg: 'ES256', kid: issuer.kid('ES256') }, claims(), Buffer.alloc(64).toString('base64url')),
    'a key of another algorithm': async () =>
      raw({ alg: 'ES256', kid: issuer.kid('RS256') }, claims(), (await pieces())[2]),
    'another audience': () => issuer.token({ ...all, aud: 'others' }),
    'audiences without us': () => issuer.token({ ...all, aud: ['others', 'rolecall2', 'Rolecall'] }),
    'no audience': () => issuer.token({ ...all, aud: undefined }),
    'an audience that is an object': () => issuer.token({ ...all, aud: { 0: audience } }),
    'an audience that holds ours': () => issuer.token({ ...all, aud: `x ${audience}` }),
    'another issuer': () => issuer.token({ ...all, iss: 'https://evil.example' }),
    'an issuer that begins as ours': () => issuer.token({ ...all, iss: `${issuer.issuer}.evil.example` }),
    'our issuer with a slash more': () => issuer.token({ ...all, iss: `${issuer.issuer}/` }),
    'no issuer': () => issuer.token({ ...all, iss: undefined }),
    'a list of issuers': () => issuer.token({ ...all, iss: [issuer.issuer] }),
    'A-jwt-expired: expired': () => issuer.token({ ...all, exp: now() - 70 }),
    'no expiry': () => issuer.token({ ...all, exp: undefined }),
    'an expiry that is text': () => issuer.token({ ...all, exp: String(now() + 300) }),
    'an expiry that is null': () => issuer.token({ ...all, exp: null }),
    'an expiry beyond numbers': () =>
      signed({}, `{"iss":"${issuer.issuer}","aud":"${audience}","sub":"a","exp":1e999}`),
    'not before some time to come': () => issuer.token({ ...all, nbf: now() + 120 }),
    'issued in the future': () => issuer.token({ ...all, iat: now() + 3600 }),
    'issued in text': () => issuer.token({ ...all, iat: 'now' }),
    'no subject': () => issuer.token({ ...all, sub: undefined }),
    'a subject that is a number': () => issuer.token({ ...all, sub: 7 }),
    'an empty subject': () => issuer.token({ ...all, sub: '' }),
    'a subject with a line end': () => issuer.token({ ...all, sub: 'ada\nbob' }),
    'a subject of 256 letters': () => issuer.token({ ...all, sub: 'a'.repeat(256) }),
    'scopes that are a number': () => issuer.token({ ...all, scope: 1 }),
    'scopes that are an object': () => issuer.token({ ...all, scope: { read: true } }),
    'backends that are text': () => issuer.token({ backends: 'iot' }),
    'backends that are null': () => issuer.token({ backends: null }),
    'accounts of another shape': () => issuer.token({ ...all, accounts: ['hub/ada'] }),
    'an unknown key': () => signed({ kid: 'unheard-of' }),
    'A-jwt-kid: a key that is a path': () => byStranger({ kid: '../../dev/null' }),
    'HS256 with the empty key of /dev/null': () => hmac(Buffer.alloc(0)),
    'a key that is SQL': () => byStranger({ kid: "x' UNION SELECT 'secret" }),
    'a key with a NUL': () => byStranger({ kid: 'RS256-0\0' }),
    'a key of 1 KiB': () => byStranger({ kid: 'k'.repeat(1024) }),
    'a list of keys': () => signed({ kid: [issuer.kid('RS256')] }),
    'the key __proto__': () => byStranger({ kid: '__proto__' }),
    "a stranger's key under a known name": () => byStranger({ kid: issuer.kid('RS256') }),
    'A-jwt-jku: a URL of keys': () => byStranger({ kid: 'x', jku: `${elsewhere}/jwks` }),
    'a URL of keys beside a right signature': () => signed({ jku: `${elsewhere}/jwks` }),
    'A-jwt-x5u: a URL of certificates': () => byStranger({ kid: 'x', x5u: `${elsewhere}/cert` }),
    'A-jwt-jwk: a key within': () => byStranger({ jwk: stranger.publicKey.export({ format: 'jwk' }) }),
    'a certificate within': () => byStranger({ x5c: ['MIIB'] }),
    'A-jwt-crit: something critical': () => signed({ crit: ['exp'] }),
    'something critical and unheard-of': () => signed({ crit: ['x'], x: 1 }),
    'a payload that is not encoded': () => signed({ b64: false, crit: ['b64'] }),
    'a compressed payload': () => signed({ zip: 'DEF' }),
    'a token to log out with': () => issuer.token(all, { header: { typ: 'logout+jwt' } }),
    'a type that is a number': () => signed({ typ: 7 }),
    'the header __proto__': () => signed(JSON.parse('{"__proto__":{"alg":"none"},"x":1}')),
    'A-jwt-stripped: no signature': async () => `${(await pieces()).slice(0, 2).join('.')}.`,
    'two pieces': async () => (await pieces()).slice(0, 2).join('.'),
    'four pieces': async () => `${(await pieces()).join('.')}.x`,
    'five empty pieces': () => '....',
    'three empty pieces': () => '..',
    'a flipped bit': async () => {
      const [header, payload, signature] = await pieces();
      const bytes = Buffer.from(signature, 'base64url');
      bytes[0] = (bytes[0] ?? 0) ^ 1;
      return `${header}.${payload}.${bytes.toString('base64url')}`;
    },
    'a signature cut short': async () => (await pieces()).join('.').slice(0, -4),
    'the signature of another token': async () => {
      const [header, payload] = await pieces();
      const [, , signature] = (await issuer.token({ ...all, sub: 'bob' })).split('.');
      return `${header}.${payload}.${signature}`;
    },
    'another payload': async () => {
      const [header, , signature] = await pieces();
      return `${header}.${part(claims({ scope: 'admin' }))}.${signature}`;
    },
    'a header that is no object': async () => raw('"RS256"', claims(), (await pieces())[2]),
    'a header that is null': async () => raw('null', claims(), (await pieces())[2]),
    'a payload that is a list': () => signed({}, [claims()]),
    'a payload that is no JSON': () => signed({}, 'no JSON'),
    'a payload that is not UTF-8': () => signed({}, Buffer.from([0xff, 0xfe]).toString('latin1')),
    'a token within a token': async () => signed({ cty: 'JWT' }, JSON.stringify(await issuer.token(all))),
    'letters of plain Base64': async () =>
      (await issuer.token(all)).replaceAll('-', '+').replace(/\.(.)/, './$1'),
    padding: async () => `${await issuer.token(all)}=`,
    'A-jwt-pbes2: an encrypted token that takes 2^31 rounds': () =>
      `${part({ alg: 'PBES2-HS512+A256KW', enc: 'A256GCM', p2c: 2 ** 31, p2s: 'AAAA' })}.AAAA.AAAA.AAAA.AAAA`,
    'an encrypted token in three pieces': () => raw({ alg: 'RSA-OAEP', enc: 'A256GCM' }, claims(), 'AAAA'),
    'A-jwt-long: 12 KiB': () => issuer.token({ ...all, more: 'm'.repeat(8.5 * 1024) }),
    'the serialisation as JSON': async () => {
      const [header, payload, signature] = await pieces();
      return Buffer.from(JSON.stringify({ protected: header, payload, signature })).toString('base64url');
    },
    'A-mine-empty: nothing': () => '',
    'A-mine-case: a static token in another case': () => 'ALL',
    'A-mine-prefix: the beginning of a static token': () => 'al',
    'A-mine-longer: a static token and more': () => 'all.all.all',
  };

  it('P11: there are 45 kinds of forged tokens and more', () => {
    expect(Object.keys(forged).length).toBeGreaterThanOrEqual(45);
  });

  const told = ({ status, headers, text }: WireAnswer) => {
    const { 'x-request-id': id = '', date: _date, ...others } = Object.fromEntries(headers);
    return { status, others, text: text.replace(id, '') };
  };

  it.each(Object.entries(forged))('P11: %s is refused as no token is', async (_kind, forge) => {
    const token = await forge();
    expect(told(await bearing(token))).toEqual(told(await without()));
  });

  it('P11: a right token is refused in any other place: A-scheme, A-query-token, cookie, body, twice', async () => {
    const token = await issuer.token(all);
    const expected = told(await without());
    expect(expected.status).toBe(401);
    const places: readonly Readonly<Record<string, string>>[] = [
      { authorization: `Basic ${Buffer.from(`ada:${token}`).toString('base64')}` },
      { authorization: `Token ${token}` },
      { authorization: token },
      { authorization: `Bearer\t${token}` },
      { authorization: `Bearer  ${token}` },
      { authorization: `Bearer ${token} ${token}` },
      { authorization: `Bearer ${token}, Bearer ${token}` },
      { authorization: `Bearer "${token}"` },
      { authorization: `Bearer ${token}\r\nauthorization: Bearer ${token}` },
      { authorization: `Basic x\r\nauthorization: Bearer ${token}` },
      { cookie: `authorization=${token}; access_token=${token}; token=${token}` },
      {
        'x-authorization': `Bearer ${token}`,
        'x-access-token': token,
        'proxy-authorization': `Bearer ${token}`,
      },
    ];
    for (const headers of places) expect(told(await ask(headers)), JSON.stringify(headers)).toEqual(expected);
    const query = `?access_token=${token}&token=${token}&authorization=Bearer%20${token}`;
    expect(told(await ask({}, { path: query }))).toEqual(expected);
    const body = `access_token=${token}`;
    const form = await post(gateway.url, {
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      body,
    });
    expect(told(form)).toEqual(expected);
  });

  it('P11: nobody follows what a header says of where its key is, and the keys were fetched once', () => {
    expect(visits).toBe(0);
    expect(issuer.fetches()).toBe(1);
  });
});
