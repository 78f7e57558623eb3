import { describe, expect, it } from 'vitest';
import { allBackends, backend, backends, complaintsAbout, parse } from './sample.ts';

describe('a configuration', () => {
  it('of one backend is whole: the rest is as the design says', () => {
    expect(parse(backends(backend.hub))).toMatchObject({
      server: { host: '127.0.0.1', port: 4000 },
      store: { url: 'file:rolecall.db' },
      roles: [],
      exclusive: [],
      guards: {
        maxRevokedPercent: 20,
        maxRevoked: 50,
        smallBackend: 20,
        smallMaxRevoked: 5,
        minAdmins: 2,
        windowHours: 24,
        planHours: 24,
        approvalHours: 4,
        approveAdministrators: 'plans',
        maxVanishedPercent: 20,
      },
      limits: {
        bodyKiB: 256,
        tokens: 1000,
        depth: 10,
        aliases: 30,
        cost: 5000,
        upstreamCalls: 100,
        requestMs: 5000,
      },
      backends: [
        {
          id: 'hub',
          writes: false,
          allowPlainHttp: false,
          timeoutMs: 2500,
          maxResponseMiB: 32,
          protect: [],
        },
      ],
    });
    expect(parse(backends(backend.hub)).auth).toBeUndefined();
  });

  it('says where Entra is unless told otherwise', () => {
    const auth = '{ entra: { tenantId: t, clientId: c, clientSecret: { env: IOT } } }';
    const [iot] = parse(backends(backend.iot.replace('{ token: { env: IOT } }', auth))).backends;
    expect(iot).toMatchObject({ auth: { entra: { authority: 'https://login.microsoftonline.com' } } });
  });

  it('may use anchors', () => {
    const text = `${backends(
      '&one { id: a, kind: cfengine, baseUrl: "https://a", auth: &login { username: x, password: { env: HUB } } }',
      '{ id: b, kind: cfengine, baseUrl: "https://b", auth: *login }',
    )}`;
    expect(parse(text).backends.map(({ id }) => id)).toEqual(['a', 'b']);
  });

  it('tells every problem at once, each with its line and path, in the order of the file', () => {
    const text = `server: { host: 0.0.0.0, prot: 4000, port: 70000 }
colour: red
backends:
  - id: hub
    kind: cfengin
    baseUrl: http://hub.internal
    writess: true
    auth: { username: admin, password: { env: HUB } }
  - id: hub
    kind: cfengine
    baseUrl: http://hub.internal
    auth: { username: admin, pasword: { env: HUB } }
  - id: iot
    kind: iot-central
    baseUrl: https://user:pass@iot.example/?x=1
    auth:
      entra:
        tenantId: 7
        authority: http://login.example
roles:
  - { name: operator, map: { hubb: [{ native: x, relation: SAME }] } }
  - { name: operator }
exclusive: [[viewer, operater], [viewer]]
guards: { maxRevoked: 1.5, maxRevokedPercent: 101, windowHours: 0 }
limits:
`;
    expect(complaintsAbout(text)).toEqual([
      'line 1, server.port: expected at most 65535',
      'line 1, server.prot: unknown key; did you mean port?',
      'line 1, server.host: listening on 0.0.0.0 requires auth; without it only loopback (127.0.0.1, ::1, localhost)',
      'line 2, colour: unknown key; there are server, store, auth, backends, roles, exclusive, guards, limits, documents',
      'line 5, backends[0].kind: expected one of iot-central, cdata-sync, cfengine, cipherscale; did you mean cfengine?',
      'line 6, backends[0].baseUrl: expected https; set allowPlainHttp: true on this backend to send its credentials in clear',
      'line 7, backends[0].writess: unknown key; did you mean writes?',
      'line 9, backends[1].id: another backend is called hub already',
      'line 11, backends[1].baseUrl: expected https; set allowPlainHttp: true on this backend to send its credentials in clear',
      'line 12, backends[1].auth.password: expected a reference: { env: NAME } or { file: PATH }',
      'line 12, backends[1].auth: unknown key; did you mean password?',
      'line 15, backends[2].baseUrl: expected a URL without a user, a password, a query or a fragment',
      'line 17, backends[2].auth.entra.clientId: missing; expected text',
      'line 17, backends[2].auth.entra.clientSecret: expected a reference: { env: NAME } or { file: PATH }',
      'line 18, backends[2].auth.entra.tenantId: expected text, got a number',
      'line 19, backends[2].auth.entra.authority: expected https; set allowPlainHttp: true on this backend to send its credentials in clear',
      'line 21, roles[0].map.hubb[0].relation: expected one of EXACT, BROADER, NARROWER',
      'line 21, roles[0].map.hubb: no backend is called hubb; did you mean hub?',
      'line 22, roles[1].name: another role is called operator already',
      'line 23, exclusive[1]: expected at least 2 entries',
      'line 24, guards.maxRevokedPercent: expected at most 100',
      'line 24, guards.maxRevoked: expected a whole number, got a fraction',
      'line 24, guards.windowHours: expected more than 0',
      'line 25, limits: expected a mapping, got nothing',
    ]);
  });

  it.each([
    ['server: 4000', 'line 1, server: expected a mapping, got a number'],
    ['server: { port: "4000" }', 'line 1, server.port: expected a number, got text'],
    ['server: { port: -1 }', 'line 1, server.port: expected at least 0'],
    ['server: { host: "" }', 'line 1, server.host: expected some text'],
    ['server: { host: true }', 'line 1, server.host: expected text, got true or false'],
    ['store: { url: "mysql://x" }', 'line 1, store.url: expected memory:, file:PATH or postgres://...'],
    ['roles: {}', 'line 1, roles: expected a list, got a mapping'],
    [
      'roles: [{ name: "two words" }]',
      'line 1, roles[0].name: expected letters, digits, dots, dashes and underscores',
    ],
    ['limits: { bodyKiB: 0.5 }', 'line 1, limits.bodyKiB: expected a whole number, got a fraction'],
    ['auth: { tokens: [] }', 'line 1, auth: expected tokens, jwt, or both: without any nobody could call'],
    ['auth: {}', 'line 1, auth: expected tokens, jwt, or both: without any nobody could call'],
    [
      'auth: { jwt: { issuer: x, audience: y, jwksUri: "https://idp.example/jwks", algorithms: [HS256] } }',
      'line 1, auth.jwt.algorithms[0]: expected one of RS256, RS384, RS512, PS256, PS384, PS512, ES256, ES384, ES512, EdDSA; did you mean RS256?',
    ],
    [
      'auth: { jwt: { issuer: x, audience: y, jwksUri: "http://idp.example/jwks" } }',
      'line 1, auth.jwt.jwksUri: expected https; http only on loopback',
    ],
    [
      'auth: { jwt: { issuer: x, audience: y, jwksUri: "https://idp.example/jwks", ca: /run/key.pem } }',
      'line 1, auth.jwt.ca: expected a readable PEM file of certificates',
    ],
    [
      'server: { origins: ["https://admin.example.com/"] }',
      'line 1, server.origins[0]: expected an origin such as https://admin.example.com, without a path',
    ],
    [
      'documents: { mode: safelist }',
      'line 1, documents.mode: expected manifests of trusted documents beside it',
    ],
    ['guards: { planHours: 0 }', 'line 1, guards.planHours: expected more than 0'],
    ['guards: { approvalHours: -1 }', 'line 1, guards.approvalHours: expected more than 0'],
    [
      'guards: { approveAdministrators: plan }',
      'line 1, guards.approveAdministrators: expected one of plans, always, never; did you mean plans?',
    ],
    [
      'auth: { tokens: [{ name: a, token: { env: OPS }, scopes: [read], accounts: [{ backend: hub }] }] }',
      'line 1, auth.tokens[0].accounts[0].id: missing; expected text',
    ],
    [
      'auth: { tokens: [{ name: a, token: { env: OPS }, scopes: [raed] }] }',
      'line 1, auth.tokens[0].scopes[0]: expected one of read, write, plan, apply, approve, tokens, audit, schema, admin; did you mean read?',
    ],
  ])('with `%s` is refused with `%s`', (text, complaint) => {
    expect(complaintsAbout(`${text}\n${allBackends}`)).toEqual([complaint]);
  });

  it.each([
    ['cfengin', 'did you mean cfengine?'],
    ['IOT_CENTRAL', 'did you mean iot-central?'],
    ['CData Sync', 'did you mean cdata-sync?'],
    ['cipherScale', 'did you mean cipherscale?'],
    ['ldap', null],
  ])('with a backend of kind %s names the kinds that there are and the nearest', (kind, nearest) => {
    const text = backends(
      backend.hub,
      `{ id: x, kind: ${kind}, baseUrl: "https://x", auth: { anything: 1 } }`,
    );
    expect(complaintsAbout(text)).toEqual([
      `line 3, backends[1].kind: expected one of iot-central, cdata-sync, cfengine, cipherscale${nearest === null ? '' : `; ${nearest}`}`,
    ]);
  });

  it('with a backend of no kind says so', () => {
    expect(complaintsAbout(backends('{ id: x, baseUrl: "https://x", auth: {} }'))).toEqual([
      'line 2, backends[0].kind: missing; expected one of iot-central, cdata-sync, cfengine, cipherscale',
    ]);
  });

  it('tells of two ways to prove oneself by the one that was meant', () => {
    const iot = (auth: string) => backends(backend.iot.replace('{ token: { env: IOT } }', auth));
    expect(complaintsAbout(iot('{ entra: {} }'))).toEqual([
      'line 2, backends[0].auth.entra.tenantId: missing; expected text',
      'line 2, backends[0].auth.entra.clientId: missing; expected text',
      'line 2, backends[0].auth.entra.clientSecret: expected a reference: { env: NAME } or { file: PATH }',
    ]);
    expect(complaintsAbout(iot('{ token: { evn: IOT } }'))).toEqual([
      'line 2, backends[0].auth.token: expected a reference: { env: NAME } or { file: PATH }',
    ]);
  });
});

describe('a file', () => {
  it.each(['', '\n\n', '# nothing but a comment\n', '---\n', 'null\n'])(
    'that is empty (%j) says so',
    (text) => {
      expect(complaintsAbout(text)).toEqual(['empty; expected at least one of backends']);
    },
  );

  it.each([
    ['text', 'hello', 'expected a mapping, got text'],
    ['a list', '- a\n- b', 'expected a mapping, got a list'],
    ['JSON of the wrong shape', '{ "backends": {} }', 'line 1, backends: expected a list, got a mapping'],
    [
      'no YAML',
      'server: {',
      'line 1: Flow map in block collection must be sufficiently indented and end with a }',
    ],
    ['a picture', '\x89PNG\r\n\x1a\n\0\0', null],
    ['another language', '<xml><a b="c">: [</a></xml>', null],
    ['indented with tabs', 'server:\n\thost: x', null],
    ['two documents', 'server: {}\n---\nserver: {}', null],
  ])('that is %s says so', (_title, text, complaint) => {
    const complaints = complaintsAbout(text);
    expect(complaints.length).toBeGreaterThan(0);
    if (complaint !== null) expect(complaints).toEqual([complaint]);
  });

  it('in which a key stands twice says where', () => {
    expect(complaintsAbout(`server: {}\n${allBackends}server: { host: x }\n`)).toEqual([
      'line 7: Map keys must be unique',
    ]);
    expect(complaintsAbout(`server: { port: 1, port: 2 }\n${allBackends}`)).toEqual([
      'line 1: Map keys must be unique',
    ]);
  });

  it.each([
    [
      'unfolds to a billion laughs',
      ['a: &a [lol, lol, lol, lol, lol, lol, lol, lol, lol]']
        .concat(
          [...'bcdefghijk'].map(
            (name, at) =>
              `${name}: &${name} [${Array.from({ length: 9 }, () => `*${'abcdefghij'[at]}`).join(', ')}]`,
          ),
        )
        .join('\n'),
      'its aliases lead nowhere or unfold to far too much',
    ],
    ['is nested 100,000 deep', '['.repeat(100_000), 'line 1: nested too deep'],
    ['names itself', 'a: &a [*a]', null],
    ['refers to nobody', 'backends: *nobody', null],
  ])('that %s is refused quickly', (_title, text, complaint) => {
    const start = performance.now();
    const complaints = complaintsAbout(text);
    expect(performance.now() - start).toBeLessThan(2000);
    expect(complaints.length).toBeGreaterThan(0);
    expect(complaints.length).toBeLessThanOrEqual(5);
    if (complaint !== null) expect(complaints[0]).toBe(complaint);
  });
});
