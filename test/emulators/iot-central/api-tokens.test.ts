import { afterEach, describe, expect, test } from 'vitest';
import { iotCentralRoles as roles } from '../../../src/emulators/iot-central/ids.ts';
import { openSession, type Session } from './session.ts';

let session: Session;

afterEach(() => session.close());

describe('API tokens', () => {
  const body = { roles: [{ role: roles.organizationViewer, organization: 'seattle' }] };

  test('show their secret in the answer to the PUT only, and it works until they are deleted', async () => {
    session = await openSession();
    const created = await session.call('PUT', '/apiTokens/token1', { body });
    expect(created.status).toBe(200);
    const { token, ...rest } = created.json;
    expect((await session.call('GET', '/apiTokens/token1')).json).toEqual(rest);
    const listed = (await session.call('GET', '/apiTokens')).json.value;
    expect(listed.filter((one) => 'token' in one)).toEqual([]);

    expect((await session.call('GET', '/users', { authorization: token })).status).toBe(200);
    expect(await session.call('DELETE', '/apiTokens/token1')).toMatchObject({ status: 204, json: undefined });
    expect((await session.call('GET', '/users', { authorization: token })).status).toBe(401);
    expect((await session.call('GET', '/apiTokens/token1')).status).toBe(404);
    expect((await session.call('DELETE', '/apiTokens/token1')).status).toBe(404);
  });

  test('name their id and their expiry in milliseconds, a year ahead where none is given', async () => {
    session = await openSession();
    const { json } = await session.call('PUT', '/apiTokens/token 1', {
      body: { ...body, expiry: '2030-07-07T17:05:08.407Z' },
    });
    expect(json.token).toMatch(
      /^SharedAccessSignature sr=[^&]+&sig=[^&+/=]+&skn=token%201&se=1909674308407$/,
    );
    const { expiry } = (await session.call('PUT', '/apiTokens/token2', { body })).json;
    expect(Date.parse(expiry) - Date.now()).toBeGreaterThan(364 * 24 * 60 * 60 * 1000);
  });

  test('are not overwritten, unless the switch says so', async () => {
    session = await openSession();
    const first = (await session.call('PUT', '/apiTokens/token1', { body })).json.token;
    expect((await session.call('PUT', '/apiTokens/token1', { body })).status).toBe(422);
    session.emulator.switches.putOnExistingToken = 'rotates';
    expect((await session.call('PUT', '/apiTokens/token1', { body })).json.token).not.toBe(first);
  });

  test('keep to the same rules for roles as users', async () => {
    session = await openSession();
    expect((await session.call('PUT', '/apiTokens/token1', { body: { roles: [] } })).status).toBe(422);
    expect(
      (
        await session.call('PUT', '/apiTokens/token1', {
          body: { roles: [{ role: roles.organizationViewer }] },
        })
      ).status,
    ).toBe(422);
    expect(
      (await session.call('PUT', '/apiTokens/token1', { body: { ...body, expiry: 'soon' } })).status,
    ).toBe(422);
  });
});
