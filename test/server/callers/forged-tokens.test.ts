import { sign } from 'node:crypto';
import { createServer } from 'node:http';
import { exportPKCS8, UnsecuredJWT } from 'jose';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Gateway, startGateway } from '../../gateway.ts';
import { collectLog } from '../../log-lines.ts';
import { post, type WireAnswer } from '../wire.ts';
import { createForge, encode } from './forge.ts';
import { audience, close, listen, startIssuer } from './issuer.ts';

const issuer = await startIssuer(['RS256', 'PS256', 'ES256', 'EdDSA']);
const { claims, token, raw, signed, byStranger, strangersJwk, hmac, issuersKey, pieces } =
  createForge(issuer);

describe('a forged token', () => {
  let gateway: Gateway;
  /** Where headers of forged tokens say that a key is. */
  let elsewhere: string;
  let visits = 0;
  const listener = createServer((_request, response) => {
    visits += 1;
    response.setHeader('content-type', 'application/json');
    response.end(JSON.stringify({ keys: [{ ...strangersJwk(), kid: 'x' }] }));
  });
  listener.on('connection', () => {
    visits += 1;
  });
  const { log, lines } = collectLog();

  beforeAll(async () => {
    elsewhere = await listen(listener);
    gateway = await startGateway({
      people: 4,
      log,
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
    { query = '{ caller { name } }', path = '' } = {},
  ): Promise<WireAnswer> =>
    post(gateway.url + path, {
      headers: { 'content-type': 'application/json', ...headers },
      body: JSON.stringify({ query }),
    });

  /** All of an answer but what differs from one to the next. */
  const told = ({ status, headers, text }: WireAnswer) => {
    const { 'x-request-id': id = '', date: _date, ...others } = Object.fromEntries(headers);
    return { status, others, text: text.replace(id, '') };
  };

  const kid = (algorithm = 'RS256') => issuer.kid(algorithm);
  const now = (): number => Math.floor(Date.now() / 1000);
  const zeros = Buffer.alloc(64).toString('base64url');

  const forged: Readonly<Record<string, () => Promise<string> | string>> = {
    'A-none: none, unsigned': () => new UnsecuredJWT({ ...claims() }).encode(),
    'A-jwt-none: algorithm none': () => raw({ alg: 'none' }),
    'algorithm NoNe': () => raw({ alg: 'NoNe', kid: kid() }),
    'algorithm NONE with a signature': async () => raw({ alg: 'NONE' }, claims(), (await pieces())[2]),
    'no algorithm': () => raw({ typ: 'JWT' }, claims(), 'AAAA'),
    'an empty algorithm': () => raw({ alg: '' }, claims(), 'AAAA'),
    'a list of algorithms': () => raw({ alg: ['RS256'] }, claims(), 'AAAA'),
    'an unheard-of algorithm': () => raw({ alg: 'XS256' }, claims(), 'AAAA'),
    'an algorithm in another case': () => signed({ alg: 'rs256' }),
    'an algorithm and a space': () => signed({ alg: 'RS256 ' }),
    'an algorithm that is not allowed': () => signed({ alg: 'RS512' }),
    'the algorithm __proto__': () => raw({ alg: '__proto__' }, claims(), 'AAAA'),
    'A-jwt-confusion: HS256 with the public key as PEM': () => hmac(issuersKey('pem')),
    'HS256 with the public key as PEM without its last line end': () =>
      hmac(issuersKey('pem').toString().trim()),
    'HS256 with the public key as DER': () => hmac(issuersKey('der')),
    'HS256 with the public key as JWK': () => hmac(issuersKey('jwk')),
    'HS256 with the modulus': () => hmac(issuersKey('modulus')),
    'HS256 with an empty secret': () => hmac(''),
    'HS384 with the public key': () => hmac(issuersKey('pem'), 'HS384'),
    'HS256 that says RS256': () => hmac(issuersKey('pem'), 'RS256'),
    'A-jwt-psychic: ES256 with r and s zero': () => raw({ alg: 'ES256', kid: kid('ES256') }, claims(), zeros),
    'ES256 with a signature in DER': async () => {
      const input = raw({ alg: 'ES256', kid: kid('ES256') }).slice(0, -1);
      const key = await exportPKCS8(issuer.privateKey('ES256'));
      return `${input}.${sign('sha256', Buffer.from(input), key).toString('base64url')}`;
    },
    'EdDSA with a signature of zeros': () => raw({ alg: 'EdDSA', kid: kid('EdDSA') }, claims(), zeros),
    'a key of another algorithm': async () =>
      raw({ alg: 'ES256', kid: kid('RS256') }, claims(), (await pieces())[2]),
    'another algorithm than the key is for': async () => {
      const input = raw({ alg: 'PS256', kid: kid('RS256') }).slice(0, -1);
      const key = await exportPKCS8(issuer.privateKey('RS256'));
      const pss = { key, padding: 6, saltLength: 32 };
      return `${input}.${sign('sha256', Buffer.from(input), pss).toString('base64url')}`;
    },
    'another audience': () => token({ aud: 'others' }),
    'audiences without us': () => token({ aud: ['others', 'rolecall2', 'Rolecall'] }),
    'audiences within a list': () => token({ aud: [[audience]] }),
    'no audience': () => token({ aud: undefined }),
    'an audience that is null': () => token({ aud: null }),
    'an audience that is an object': () => token({ aud: { 0: audience } }),
    'an audience that holds ours': () => token({ aud: `x ${audience}` }),
    'another issuer': () => token({ iss: 'https://evil.example' }),
    'an issuer that begins as ours': () => token({ iss: `${issuer.issuer}.evil.example` }),
    'our issuer with a slash more': () => token({ iss: `${issuer.issuer}/` }),
    'our issuer in another case': () => token({ iss: issuer.issuer.toUpperCase() }),
    'no issuer': () => token({ iss: undefined }),
    'a list of issuers': () => token({ iss: [issuer.issuer] }),
    'A-jwt-expired: expired': () => token({ exp: now() - 70 }),
    'expired at the beginning of time': () => token({ exp: 0 }),
    'no expiry': () => token({ exp: undefined }),
    'an expiry that is text': () => token({ exp: String(now() + 300) }),
    'an expiry that is null': () => token({ exp: null }),
    'an expiry that is a list': () => token({ exp: [now() + 300] }),
    'an expiry beyond numbers': () =>
      signed({}, `{"iss":"${issuer.issuer}","aud":"${audience}","sub":"a","exp":1e999}`),
    'not before some time to come': () => token({ nbf: now() + 120 }),
    'not before some text': () => token({ nbf: 'now' }),
    'issued in the future': () => token({ iat: now() + 3600 }),
    'issued in text': () => token({ iat: 'now' }),
    'no subject': () => token({ sub: undefined }),
    'a subject that is a number': () => token({ sub: 7 }),
    'an empty subject': () => token({ sub: '' }),
    'a subject with a line end': () => token({ sub: 'ada\nbob' }),
    'a subject that turns text around': () => token({ sub: 'ada\u202ebob' }),
    'a subject with half a character': () =>
      signed({}, JSON.stringify(claims({ sub: 'S' })).replace('"S"', '"ada\\ud800"')),
    'a subject of 256 letters': () => token({ sub: 'a'.repeat(256) }),
    'scopes that are a number': () => token({ scope: 1 }),
    'scopes that are an object': () => token({ scope: { read: true } }),
    'scopes of which one is a list': () => token({ scope: ['read', ['admin']] }),
    'backends that are text': () => token({ backends: 'iot' }),
    'backends that are null': () => token({ backends: null }),
    'accounts of another shape': () => token({ accounts: ['hub/ada'] }),
    'an unknown key': () => signed({ kid: 'unheard-of' }),
    'a known key in another case': () => signed({ kid: kid().toLowerCase() }),
    "a stranger's key without a name": () => byStranger({}),
    'A-jwt-kid: a key that is a path': () => byStranger({ kid: '../../dev/null' }),
    'HS256 with the empty key of /dev/null': () => hmac(Buffer.alloc(0)),
    'a key that is SQL': () => byStranger({ kid: "x' UNION SELECT 'secret" }),
    'a key that is a command': () => byStranger({ kid: '|id;$(id)`id`' }),
    'a key with a NUL': () => byStranger({ kid: `${kid()}\0` }),
    'a key of 1 KiB': () => byStranger({ kid: 'k'.repeat(1024) }),
    'a list of keys': () => signed({ kid: [kid()] }),
    'a key that is null': () => signed({ kid: null }),
    'the key __proto__': () => byStranger({ kid: '__proto__' }),
    "a stranger's key under a known name": () => byStranger({ kid: kid() }),
    'A-jwt-jku: a URL of keys': () => byStranger({ kid: 'x', jku: `${elsewhere}/jwks` }),
    'a URL of keys beside a right signature': () => signed({ jku: `${elsewhere}/jwks` }),
    'A-jwt-x5u: a URL of certificates': () => byStranger({ kid: 'x', x5u: `${elsewhere}/cert` }),
    'a URL of certificates beside a right signature': () => signed({ x5u: `${elsewhere}/cert` }),
    'an issuer whose keys are elsewhere': () => token({ iss: elsewhere }),
    'A-jwt-jwk: a key within': () => byStranger({ jwk: strangersJwk() }),
    'a key within that bears a known name': () => byStranger({ jwk: strangersJwk(), kid: kid() }),
    'a certificate within': () => byStranger({ x5c: ['MIIB'] }),
    'A-jwt-crit: something critical': () => signed({ crit: ['exp'], exp: now() + 300 }),
    'something critical and unheard-of': () => signed({ crit: ['x'], x: 1 }),
    'nothing critical': () => signed({ crit: [] }),
    'a payload that is not encoded': () => signed({ b64: false, crit: ['b64'] }),
    'a payload that is said to be encoded': () => signed({ b64: true }),
    'a compressed payload': () => signed({ zip: 'DEF' }),
    'a token to log out with': () => token({}, { typ: 'logout+jwt' }),
    'a type that is a number': () => signed({ typ: 7 }),
    'two algorithms, of which the last is none': () =>
      raw(`{"alg":"RS256","kid":"${kid()}","alg":"none"}`, claims()),
    'two algorithms, of which the first is none': () =>
      byStranger(`{"alg":"none","kid":"${kid()}","alg":"RS256"}`),
    'two keys': () => byStranger(`{"alg":"RS256","kid":"x","kid":"${kid()}"}`),
    'A-jwt-stripped: no signature': async () => `${(await pieces()).slice(0, 2).join('.')}.`,
    'two pieces': async () => (await pieces()).slice(0, 2).join('.'),
    'four pieces': async () => `${(await pieces()).join('.')}.x`,
    'a payload that is elsewhere': async () => {
      const [header, , signature] = await pieces();
      return `${header}..${signature}`;
    },
    'five empty pieces': () => '....',
    'three empty pieces': () => '..',
    'a flipped bit': async () => {
      const [header, payload, signature] = await pieces();
      const bytes = Buffer.from(signature, 'base64url');
      bytes[0] = (bytes[0] ?? 0) ^ 1;
      return `${header}.${payload}.${bytes.toString('base64url')}`;
    },
    'a signature cut short': async () => (await pieces()).join('.').slice(0, -4),
    'a signature with a byte more': async () => `${(await pieces()).join('.')}AAAA`,
    'the signature of another token': async () => {
      const [header, payload] = await pieces();
      const [, , signature] = await pieces({ sub: 'bob' });
      return `${header}.${payload}.${signature}`;
    },
    'another payload': async () => {
      const [header, , signature] = await pieces();
      return `${header}.${encode(claims({ scope: 'admin' }))}.${signature}`;
    },
    'another header': async () => {
      const [, payload, signature] = await pieces();
      return `${encode({ alg: 'RS256', kid: kid() })}.${payload}.${signature}`;
    },
    'a header that is text': async () => raw('"RS256"', claims(), (await pieces())[2]),
    'a header that is a list': async () => raw('[{"alg":"RS256"}]', claims(), (await pieces())[2]),
    'a header that is null': async () => raw('null', claims(), (await pieces())[2]),
    'a payload that is a list': () => signed({}, [claims()]),
    'a payload that is null': () => signed({}, 'null'),
    'a payload that is no JSON': () => signed({}, 'no JSON'),
    'an empty payload': () => signed({}, ''),
    'a token within a token': async () => signed({ cty: 'JWT' }, JSON.stringify(await token({}))),
    'letters of plain Base64': async () => (await pieces()).join('.').replace(/\.(.)/, './$1'),
    padding: async () => `${(await pieces()).join('.')}=`,
    'padding within': async () => (await pieces()).join('=.'),
    'whitespace within': async () => (await pieces()).join('. '),
    'a tab within': async () => (await pieces()).join('.\t'),
    'A-jwt-pbes2: an encrypted token that takes 2^31 rounds': () =>
      `${encode({ alg: 'PBES2-HS512+A256KW', enc: 'A256GCM', p2c: 2 ** 31, p2s: 'AAAA' })}.AAAA.AAAA.AAAA.AAAA`,
    'the same in three pieces': () =>
      `${encode({ alg: 'PBES2-HS512+A256KW', enc: 'A256GCM', p2c: 2 ** 31, p2s: 'AAAA' })}.AAAA.AAAA`,
    'an encrypted token': () =>
      `${encode({ alg: 'RSA-OAEP-256', enc: 'A256GCM', kid: kid() })}.AAAA.AAAA.AAAA.AAAA`,
    'a direct key': () => `${encode({ alg: 'dir', enc: 'A256GCM' })}..AAAA.AAAA.AAAA`,
    'a right token that says it is encrypted': () => signed({ enc: 'A256GCM' }),
    'A-jwt-long: 12 KiB': () => token({ more: 'm'.repeat(8.5 * 1024) }),
    'the serialisation as JSON': async () => {
      const [header, payload, signature] = await pieces();
      return JSON.stringify({ protected: header, payload, signature });
    },
    'the serialisation as JSON, encoded': async () => {
      const [header, payload, signature] = await pieces();
      return encode({ payload, signatures: [{ protected: header, signature }] });
    },
    'A-mine-empty: nothing': () => '',
    'A-mine-case: a static token in another case': () => 'ALL',
    'A-mine-prefix: the beginning of a static token': () => 'al',
    'A-mine-longer: a static token and more': () => 'all.all.all',
  };

  const sent: string[] = [];

  it('P11: is of one of 45 kinds and more', () => {
    expect(Object.keys(forged).length).toBeGreaterThanOrEqual(45);
  });

  it('P11: would be taken if it were right', async () => {
    for (const right of [await token({}), await signed({}), (await pieces()).join('.')])
      expect((await ask({ authorization: `Bearer ${right}` })).status).toBe(200);
  });

  it.each(Object.entries(forged))('P11: %s is refused as no token is', async (_kind, forgery) => {
    const one = await forgery();
    sent.push(one);
    const answer = await ask({ authorization: `Bearer ${one}` });
    expect(answer.status).toBe(401);
    expect(told(answer)).toEqual(told(await ask({})));
  });

  it('P11: a right token is refused in any other place: A-scheme, A-query-token, cookie, body, twice', async () => {
    const right = await token({});
    sent.push(right);
    const expected = told(await ask({}));
    expect(expected.status).toBe(401);
    const places: readonly Readonly<Record<string, string>>[] = [
      { authorization: `Basic ${Buffer.from(`ada:${right}`).toString('base64')}` },
      { authorization: `Token ${right}` },
      { authorization: `DPoP ${right}` },
      { authorization: right },
      { authorization: `Bearer\t${right}` },
      { authorization: `Bearer  ${right}` },
      { authorization: `Bearer ${right} ${right}` },
      { authorization: `Bearer ${right}, Bearer ${right}` },
      { authorization: `Bearer "${right}"` },
      { authorization: `Bearer ${right}\r\nauthorization: Bearer ${right}` },
      { authorization: `Basic x\r\nauthorization: Bearer ${right}` },
      { cookie: `authorization=${right}; access_token=${right}; token=${right}` },
      {
        'x-authorization': `Bearer ${right}`,
        'x-access-token': right,
        'proxy-authorization': `Bearer ${right}`,
      },
    ];
    for (const headers of places) expect(told(await ask(headers)), JSON.stringify(headers)).toEqual(expected);
    const query = `?access_token=${right}&token=${right}&authorization=Bearer%20${right}`;
    expect(told(await ask({}, { path: query }))).toEqual(expected);
    const bodies = [
      ['application/x-www-form-urlencoded', `access_token=${right}&query={caller{name}}`],
      ['application/json', JSON.stringify({ query: '{ caller { name } }', access_token: right })],
      ['application/json', JSON.stringify({ query: '{ caller { name } }', extensions: { token: right } })],
    ] as const;
    for (const [type, body] of bodies)
      expect(told(await post(gateway.url, { headers: { 'content-type': type }, body }))).toEqual(expected);
  });

  it('P11: is not followed to where its header says that a key is, and the keys were fetched once', () => {
    expect(visits).toBe(0);
    expect(issuer.fetches()).toBe(1);
  });

  it('P19: is told of in the log with the reason, in few lines and without a piece of it', () => {
    const entries = lines.map((line) => JSON.parse(line)).filter(({ msg }) => msg === 'a token was refused');
    const reasons = entries.map(({ reason }) => reason);
    expect(reasons).toContain('unexpected "aud" claim value');
    expect(reasons).toContain('"exp" claim timestamp check failed');
    expect(reasons).toContain('"jku" of its header is not one that is taken');
    expect(reasons).toContain('"backends" is missing or of another shape');
    expect(reasons).toContain('signature verification failed');
    expect(new Set(reasons).size).toBeLessThan(40);
    const all = lines.join('');
    for (const piece of sent.flatMap((one) => one.split(/[. ]/)).filter(({ length }) => length >= 12))
      expect(all).not.toContain(piece);
  });
});
