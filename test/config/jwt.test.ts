import { describe, expect, it } from 'vitest';
import { allBackends, complaintsAbout, parse } from './sample.ts';

const jwt = (pairs: string) => `auth: { jwt: { ${pairs} } }\n${allBackends}`;
const least = 'issuer: "https://idp.example", audience: rolecall';

describe('auth.jwt', () => {
  it('takes an issuer, an audience and where the keys are; the rest is as most issuers do', () => {
    expect(parse(jwt(`${least}, jwksUri: "https://idp.example/jwks"`)).auth).toEqual({
      tokens: [],
      jwt: {
        issuer: 'https://idp.example',
        audience: 'rolecall',
        jwksUri: 'https://idp.example/jwks',
        algorithms: ['RS256', 'PS256', 'ES256', 'EdDSA'],
        nameClaim: 'sub',
        scopesClaim: 'scope',
        scopesPrefix: '',
      },
    });
  });

  it('lets every host listen that requires auth', () => {
    const text = `server: { host: 0.0.0.0 }\n${jwt(`${least}, jwksUri: "https://idp.example/jwks"`)}`;
    expect(parse(text).server.host).toBe('0.0.0.0');
  });

  it.each([
    'https://idp.example/jwks',
    'https://idp.example:8443/discovery/keys?appid=1',
    'http://127.0.0.1:8080/jwks',
    'http://localhost/jwks',
    'http://[::1]:8080/jwks',
  ])('takes keys from %s', (jwksUri) => {
    expect(parse(jwt(`${least}, jwksUri: "${jwksUri}"`)).auth?.jwt?.jwksUri).toBe(jwksUri);
  });

  it.each([
    ['http://idp.example/jwks', 'expected https; http only on loopback'],
    ['http://127.0.0.1.evil.example/jwks', 'expected https; http only on loopback'],
    ['http://localhost.evil.example/jwks', 'expected https; http only on loopback'],
    ['https://ops:secret@idp.example/jwks', 'expected a URL without a user, a password or a fragment'],
    ['https://idp.example/jwks#1', 'expected a URL without a user, a password or a fragment'],
    ['file:///etc/jwks', 'expected a URL such as https://host/path'],
    ['idp.example/jwks', 'expected a URL such as https://host/path'],
  ])('takes no keys from %s', (jwksUri, complaint) => {
    expect(complaintsAbout(jwt(`${least}, jwksUri: "${jwksUri}"`))).toEqual([
      `line 1, auth.jwt.jwksUri: ${complaint}`,
    ]);
  });

  it.each([
    ['audience: a, jwksUri: "https://a/k"', 'line 1, auth.jwt.issuer: missing; expected text'],
    ['issuer: "", audience: a, jwksUri: "https://a/k"', 'line 1, auth.jwt.issuer: expected some text'],
    ['issuer: i, jwksUri: "https://a/k"', 'line 1, auth.jwt.audience: missing; expected text'],
    [`${least}`, 'line 1, auth.jwt.jwksUri: expected a URL such as https://host/path'],
    [
      `${least}, jwksUri: "https://a/k", algorithms: []`,
      'line 1, auth.jwt.algorithms: expected at least one entry',
    ],
    [
      `${least}, jwksUri: "https://a/k", algorithms: [none]`,
      'line 1, auth.jwt.algorithms[0]: expected one of RS256, RS384, RS512, PS256, PS384, PS512, ES256, ES384, ES512, EdDSA',
    ],
    [`${least}, jwksUri: "https://a/k", nameClaim: ""`, 'line 1, auth.jwt.nameClaim: expected some text'],
    [
      `${least}, jwksUri: "https://a/k", scopeClaim: scp`,
      'line 1, auth.jwt: unknown key; did you mean scopesClaim?',
    ],
  ])('refuses `%s`', (pairs, complaint) => {
    expect(complaintsAbout(jwt(pairs))).toEqual([complaint]);
  });
});
