import { afterEach, beforeEach, expect, test } from 'vitest';
import { type EntraEmulator, entraClient, startEntra } from '../../src/emulators/entra.ts';

let entra: EntraEmulator;
beforeEach(async () => {
  entra = await startEntra();
});
afterEach(() => entra.close());

const grant = {
  grant_type: 'client_credentials',
  scope: 'https://apps.azureiotcentral.com/.default',
  client_id: entraClient.clientId,
  client_secret: entraClient.clientSecret,
};

const ask = async (form: Record<string, string>, tenantId = entraClient.tenantId) => {
  const response = await fetch(`${entra.url}/${tenantId}/oauth2/v2.0/token`, {
    method: 'POST',
    body: new URLSearchParams(form),
  });
  return { status: response.status, json: (await response.json()) as Record<string, unknown> };
};

test('a grant gives a token of about an hour, another one each time, and each is counted', async () => {
  const first = await ask(grant);
  const second = await ask(grant);
  expect(first).toEqual({
    status: 200,
    json: {
      token_type: 'Bearer',
      expires_in: 3599,
      ext_expires_in: 3599,
      access_token: expect.stringMatching(/^[\w-]+\.[\w-]+\.[\w-]+$/),
    },
  });
  expect(second.json.access_token).not.toBe(first.json.access_token);
  expect(entra.issued.map(({ token }) => token)).toEqual([first.json.access_token, second.json.access_token]);
});

test('a token stands for the client until it expires', async () => {
  const live = String((await ask(grant)).json.access_token);
  entra.switches.lifetimeSeconds = 0;
  const expired = String((await ask(grant)).json.access_token);
  expect(entra.holderOf(live)).toBe(entraClient.objectId);
  expect(entra.holderOf(expired)).toBeNull();
  expect(entra.holderOf('made.up.token')).toBeNull();
});

test('a wrong or missing secret is an invalid client', async () => {
  const { client_secret, ...withoutSecret } = grant;
  for (const form of [{ ...grant, client_secret: 'wrong' }, withoutSecret]) {
    expect(await ask(form)).toMatchObject({ status: 401, json: { error: 'invalid_client' } });
  }
  expect(entra.issued).toHaveLength(0);
});

test.each([
  ['another grant type', { ...grant, grant_type: 'password' }, 'unsupported_grant_type'],
  ['an unknown client', { ...grant, client_id: 'someone' }, 'unauthorized_client'],
  ['another scope', { ...grant, scope: 'https://graph.microsoft.com/.default' }, 'invalid_scope'],
  ['nothing', {}, 'invalid_request'],
])('%s is refused', async (_, form, error) => {
  expect(await ask(form as Record<string, string>)).toMatchObject({ status: 400, json: { error } });
});

test('another tenant and a body that is no form are refused', async () => {
  expect(await ask(grant, 'another')).toMatchObject({ status: 400, json: { error: 'invalid_request' } });
  const response = await fetch(`${entra.url}/${entraClient.tenantId}/oauth2/v2.0/token`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(grant),
  });
  expect(response.status).toBe(400);
});
