import { describe, expect, it } from 'vitest';
import { digestOfToken } from '../../src/domain/bearer-token.ts';
import { allBackends, backend, backends, complaintsAbout, parse } from './sample.ts';

const tokens = (...list: readonly string[]) =>
  `auth:\n  tokens:\n${list.map((one) => `    - ${one}\n`).join('')}`;
const ops = '{ name: ops, token: { env: OPS }, scopes: [admin] }';

describe('names', () => {
  it('of backends, roles and callers are given once', () => {
    const text = `${tokens(ops, '{ name: ops, token: { env: HELP }, scopes: [read] }')}${backends(backend.hub, backend.vpn, backend.hub)}roles: [{ name: a }, { name: b }, { name: a }]`;
    expect(complaintsAbout(text)).toEqual([
      'line 4, auth.tokens[1].name: another caller is called ops already',
      'line 8, backends[2].id: another backend is called hub already',
      'line 9, roles[2].name: another role is called a already',
    ]);
  });

  it('of backends that are referred to are there', () => {
    const caller = '{ name: ops, token: { env: OPS }, scopes: [read], backends: [hub, vpm, ldap] }';
    const role = 'roles: [{ name: a, map: { hubb: [{ native: x }], hub: [{ native: x }] } }]';
    expect(complaintsAbout(`${tokens(caller)}${backends(backend.hub, backend.vpn)}${role}`)).toEqual([
      'line 3, auth.tokens[0].backends[1]: no backend is called vpm; did you mean vpn?',
      'line 3, auth.tokens[0].backends[2]: no backend is called ldap; there are hub, vpn',
      'line 7, roles[0].map.hubb: no backend is called hubb; did you mean hub?',
    ]);
  });

  it('S13: of backends with accounts of a caller are there', () => {
    const caller = (backend: string) =>
      `{ name: ops, token: { env: OPS }, scopes: [plan], accounts: [{ backend: ${backend}, id: admin }] }`;
    expect(complaintsAbout(`${tokens(caller('hubb'))}${backends(backend.hub)}`)).toEqual([
      'line 3, auth.tokens[0].accounts[0].backend: no backend is called hubb; did you mean hub?',
    ]);
    expect(parse(`${tokens(caller('hub'))}${backends(backend.hub)}`).auth?.tokens[0]?.accounts).toEqual([
      { backend: 'hub', id: 'admin' },
    ]);
  });

  it('that may belong to a backend whose own is wrong are given the benefit of the doubt', () => {
    const nameless = backend.hub.replace('id: hub', 'id: "the hub"');
    const text = `${backends(nameless, backend.vpn)}roles: [{ name: a, map: { hub: [{ native: x }] } }]\nexclusive: [[a, nobody]]`;
    expect(complaintsAbout(text)).toEqual([
      'line 2, backends[0].id: expected letters, digits, dots, dashes and underscores',
      'line 5, exclusive[0][1]: no role is called nobody; there are a, admin, operator, auditor, viewer, billing',
    ]);
  });

  it('may be those of prototypes', () => {
    const oddlyNamed = backend.hub.replace('id: hub', 'id: constructor');
    expect(
      parse(`${backends(oddlyNamed)}roles: [{ name: constructor }, { name: toString }]`).backends[0]?.id,
    ).toBe('constructor');
    expect(complaintsAbout(`${backends(oddlyNamed)}exclusive: [[admin, toString]]`)).toEqual([
      'line 3, exclusive[0][1]: no role is called toString; there are admin, operator',
    ]);
  });
});

describe('tokens', () => {
  it('are different, also where they come from different places', () => {
    const text = `${tokens(ops, '{ name: a, token: { env: HELP }, scopes: [read] }', '{ name: b, token: { env: OPS }, scopes: [read] }')}${allBackends}`;
    expect(complaintsAbout(text)).toEqual([
      'line 5, auth.tokens[2].token: another caller has the same token',
    ]);
  });

  it('are kept as digests', () => {
    const [caller] = parse(`${tokens(ops)}${allBackends}`).auth?.tokens ?? [];
    expect(caller?.token).toEqual(digestOfToken('ops-token-canary'));
  });

  it('are such as a request can bear', () => {
    for (const place of ['{ env: SPACED }', '{ env: HUB }', '{ file: /run/lines }', '{ env: LONG }'])
      expect(complaintsAbout(`${tokens(ops.replace('{ env: OPS }', place))}${allBackends}`)).toEqual([
        'line 3, auth.tokens[0].token: expected at most 8192 letters, digits and any of -._~+/, with = at the end only: no request can bear another token',
      ]);
  });
});

describe('doors', () => {
  it.each([
    '0.0.0.0',
    '::',
    '10.0.0.1',
    'rolecall.internal',
    '127.0.0.1.evil.example',
    '1270.0.0.1',
    'localhost.evil.example',
  ])('on %s take auth', (host) => {
    const text = `server: { host: "${host}" }\n${allBackends}`;
    expect(complaintsAbout(text)).toEqual([
      `line 1, server.host: listening on ${host} requires auth; without it only loopback (127.0.0.1, ::1, localhost)`,
    ]);
    expect(parse(`${text}${tokens(ops)}`).server.host).toBe(host);
  });

  it.each(['127.0.0.1', '127.8.9.10', '::1', 'localhost'])('on %s do without', (host) => {
    expect(parse(`server: { host: "${host}" }\n${allBackends}`).server.host).toBe(host);
  });

  it('with auth that is wrong are told for that alone', () => {
    for (const auth of ['auth: x', 'auth:', 'auth: { jwt: {} }'])
      expect(complaintsAbout(`server: { host: 0.0.0.0 }\n${auth}\n${allBackends}`).join()).not.toContain(
        'requires auth',
      );
  });
});

describe('addresses', () => {
  it.each(['http://hub.internal', 'HTTP://hub.internal', 'http://127.0.0.1:8080', ' http://hub.internal'])(
    'P29: of `%s` take allowPlainHttp',
    (url) => {
      const plain = backend.hub.replace('https://hub.example', url);
      expect(complaintsAbout(backends(plain))).toEqual([
        'line 2, backends[0].baseUrl: expected https; set allowPlainHttp: true on this backend to send its credentials in clear',
      ]);
      expect(parse(backends(plain.replace('{ id', '{ allowPlainHttp: true, id'))).backends).toHaveLength(1);
      expect(complaintsAbout(backends(plain.replace('{ id', '{ allowPlainHttp: false, id')))).toHaveLength(1);
    },
  );

  it.each([
    ['ftp://hub.internal', 'expected a URL such as https://host/path'],
    ['hub.internal', 'expected a URL such as https://host/path'],
    ['file:///etc/passwd', 'expected a URL such as https://host/path'],
    ['javascript:alert(1)', 'expected a URL such as https://host/path'],
    ['https://user@hub', 'expected a URL without a user, a password, a query or a fragment'],
    ['https://:secret@hub', 'expected a URL without a user, a password, a query or a fragment'],
    ['https://hub/?a=b', 'expected a URL without a user, a password, a query or a fragment'],
    ['https://hub/#a', 'expected a URL without a user, a password, a query or a fragment'],
  ])('of `%s` are refused', (url, complaint) => {
    expect(complaintsAbout(backends(backend.hub.replace('https://hub.example', url)))).toEqual([
      `line 2, backends[0].baseUrl: ${complaint}`,
    ]);
  });

  it('P29: trust certificates that are there', () => {
    const trusting = (path: string) => backends(backend.hub.replace('{ id', `{ ca: ${path}, id`));
    expect(parse(trusting('/run/ca.pem')).backends[0]?.ca).toBe('/run/ca.pem');
    for (const path of ['/run/nothing', '/run/key.pem', '/run/ops'])
      expect(complaintsAbout(trusting(path))).toEqual([
        'line 2, backends[0].ca: expected a readable PEM file of certificates',
      ]);
  });
});

describe('exclusive groups', () => {
  it('name roles that there are, each once', () => {
    expect(
      complaintsAbout(
        `${backends(backend.hub)}exclusive: [[admin, admin], [operater, admin], [viewer, admin]]`,
      ),
    ).toEqual([
      'line 3, exclusive[0][1]: admin cannot exclude itself',
      'line 3, exclusive[1][0]: no role is called operater; did you mean operator?',
      'line 3, exclusive[2][0]: no role is called viewer; there are admin, operator',
    ]);
  });

  it('can be kept: nobody holds one of their roles by holding another', () => {
    expect(complaintsAbout(`${allBackends}exclusive: [[viewer, operator], [viewer, auditor]]`)).toEqual([
      'line 6, exclusive[1]: viewer and auditor cannot exclude each other on vpn: whoever holds auditor there holds viewer',
    ]);
    const roles =
      'roles: [{ name: small, map: { hub: [{ native: a }] } }, { name: large, map: { hub: [{ native: a }, { native: b }] } }]';
    expect(complaintsAbout(`${backends(backend.hub)}${roles}\nexclusive: [[large, small]]`)).toEqual([
      'line 4, exclusive[0]: small and large cannot exclude each other on hub: whoever holds large there holds small',
    ]);
  });

  it('are held against each place apart', () => {
    const roles = (scope: string) =>
      `roles: [{ name: one, map: { iot: [{ native: a, scope: APPLICATION }] } }, { name: other, map: { iot: [{ native: a${scope} }] } }]`;
    const exclusive = '\nexclusive: [[one, other]]';
    expect(complaintsAbout(`${backends(backend.iot)}${roles(', scope: ORGANIZATION')}${exclusive}`)).toEqual(
      [],
    );
    expect(complaintsAbout(`${backends(backend.iot)}${roles('')}${exclusive}`)).toHaveLength(1);
  });
});
