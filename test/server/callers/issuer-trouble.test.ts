import { createServer } from 'node:http';
import { expect, it } from 'vitest';
import { startGateway } from '../../gateway.ts';
import { encode } from './forge.ts';
import { audience, close, listen, startIssuer } from './issuer.ts';

const statusFor = async (url: string, bearer: string): Promise<number> => {
  const response = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${bearer}` },
    body: '{"query":"{ caller { name } }"}',
  });
  await response.arrayBuffer();
  return response.status;
};

const auth = (issuer: string, jwksUri: string) =>
  `auth: { jwt: { issuer: "${issuer}", audience: ${audience}, jwksUri: "${jwksUri}" } }
limits: { inFlight: 2, inFlightPerCaller: 2 }`;

/** A named token that looks like one of the issuer's. */
const named = `${encode({ alg: 'RS256', kid: 'unheard-of' })}.${encode({})}.AAAA`;

it('P12: while the keys do not come, whoever has a named token is served, and whoever waits takes no place', async () => {
  await using issuer = await startIssuer();
  await using gateway = await startGateway({
    people: 4,
    callers: { [named]: { scopes: ['read'] } },
    config: auth(issuer.issuer, issuer.jwksUri),
  });
  issuer.answer(() => {});
  let answered = 0;
  const tokens = await Promise.all(Array.from({ length: 20 }, () => issuer.token()));
  const waiting = tokens.map(async (token) => {
    const status = await statusFor(gateway.url, token);
    answered += 1;
    return status;
  });
  await expect.poll(() => issuer.fetches()).toBe(1);
  for (let request = 0; request < 50; request += 1)
    expect(await statusFor(gateway.url, request % 2 === 0 ? 'all' : named)).toBe(200);
  expect(answered).toBe(0);
  expect(new Set(await Promise.all(waiting))).toEqual(new Set([401]));
  expect(issuer.fetches()).toBe(1);
}, 15_000);

it('P12: a gateway starts where the issuer is down, and serves whoever has a named token', async () => {
  const server = createServer();
  const nowhere = await listen(server);
  await close(server);
  await using issuer = await startIssuer();
  await using gateway = await startGateway({ people: 4, config: auth(issuer.issuer, `${nowhere}/jwks`) });
  expect(await statusFor(gateway.url, await issuer.token())).toBe(401);
  expect(await statusFor(gateway.url, 'all')).toBe(200);
});

it('a gateway ends while the keys do not come', async () => {
  await using issuer = await startIssuer();
  const gateway = await startGateway({ people: 4, config: auth(issuer.issuer, issuer.jwksUri) });
  issuer.answer(() => {});
  const status = statusFor(gateway.url, await issuer.token());
  await expect.poll(() => issuer.fetches()).toBe(1);
  await gateway[Symbol.asyncDispose]();
  expect(await status).toBe(401);
}, 20_000);
