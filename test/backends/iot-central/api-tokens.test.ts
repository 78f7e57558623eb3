import { inspect } from 'node:util';
import { afterEach, describe, expect, it } from 'vitest';
import { iotCentralRoles } from '../../../src/emulators/iot-central/ids.ts';
import type { IotCentralSwitches } from '../../../src/emulators/iot-central/switches.ts';
import { expectConformance } from '../../contracts/conformance.ts';
import { answering } from '../../faults.ts';
import { required } from '../required.ts';
import { callsOf, errorOf, type RunningApplication, startApplication } from './application.ts';

let application: RunningApplication;
const start = async (switches: Partial<IotCentralSwitches> = {}) => {
  application = await startApplication({ switches });
  return { ...application, apiTokens: required(application.backend.apiTokens, 'apiTokens') };
};
afterEach(() => application.close());

const grants = [
  { nativeRoleId: iotCentralRoles.operator, organizationId: null },
  { nativeRoleId: iotCentralRoles.organizationViewer, organizationId: 'seattle' },
];

describe('API tokens', () => {
  it('are listed with their roles and never with a secret', async () => {
    const { apiTokens, emulator } = await start({ pageSize: 1 });
    const pages = await Array.fromAsync(apiTokens.list());
    const tokens = pages.flatMap(({ entries }) => entries);
    expect(tokens.map(({ id }) => id)).toEqual([...emulator.state.apiTokens.keys()]);
    expect(tokens.find(({ id }) => id === 'testtoken')).toMatchObject({
      expiresAt: '2020-10-18T18:30:40.227Z',
      assignments: [
        { nativeRoleId: iotCentralRoles.administrator, organizationId: null },
        { nativeRoleId: iotCentralRoles.organizationAdministrator, organizationId: 'seattle' },
      ],
    });
    expect(JSON.stringify(pages)).not.toContain('SharedAccessSignature');
    expect(callsOf(application)).toHaveLength(2);
    expectConformance('iot-central', emulator);
  });

  it('drop a secret that a read should not have shown', async () => {
    const { apiTokens, emulator } = await start();
    const json = { id: 't', roles: [{ role: 'r' }], token: 'SharedAccessSignature canary' };
    emulator.faults.add(answering({ status: 200, json }));
    expect(inspect(await apiTokens.get(['t']), { depth: null })).not.toContain('canary');
  });

  it('are read by id, in order', async () => {
    const { apiTokens } = await start();
    const [none, token, impossible] = await apiTokens.get(['none', 'testtoken', '..']);
    expect([none, impossible]).toEqual([null, null]);
    expect(token).toMatchObject({ id: 'testtoken' });
    expect(callsOf(application)).toEqual(['GET /api/apiTokens/none', 'GET /api/apiTokens/testtoken']);
  });

  it('are created in two calls, and the secret works and does not print', async () => {
    const { apiTokens, emulator } = await start();
    const created = await apiTokens.create({ id: 'token1', grants, expiresAt: '2088-07-07T17:05:08.407Z' });
    expect(created.token).toMatchObject({
      id: 'token1',
      assignments: grants,
      expiresAt: '2088-07-07T17:05:08.407Z',
    });
    expect(created.secret.reveal()).toBe(emulator.state.apiTokens.get('token1')?.token);
    expect(`${created.secret} ${JSON.stringify(created)} ${inspect(created, { depth: null })}`).not.toContain(
      'SharedAccess',
    );
    expect(callsOf(application)).toEqual(['GET /api/apiTokens/token1', 'PUT /api/apiTokens/token1']);
    expectConformance('iot-central', emulator);
  });

  it('live as long as the vendor likes where nobody says how long', async () => {
    const { apiTokens, emulator } = await start();
    const { token } = await apiTokens.create({ id: 'token1', grants });
    expect(token.expiresAt).toBe(emulator.state.apiTokens.get('token1')?.expiry);
    expect(JSON.parse(emulator.requests[1]?.body ?? '')).not.toHaveProperty('expiry');
  });

  it.each(['rotates', 'refused'] as const)(
    'P43: are never made anew, where PUT %s',
    async (putOnExistingToken) => {
      const { apiTokens, emulator } = await start({ putOnExistingToken });
      const before = emulator.state.apiTokens.get('testtoken');
      expect(await errorOf(apiTokens.create({ id: 'testtoken', grants }))).toMatchObject({
        code: 'ALREADY_EXISTS',
      });
      expect(emulator.state.apiTokens.get('testtoken')).toBe(before);
      expect(callsOf(application)).toEqual(['GET /api/apiTokens/testtoken']);
    },
  );

  it.each([
    ['BAD_INPUT', 'token1', []],
    [
      'ORGANIZATION_REQUIRED',
      'token1',
      [{ nativeRoleId: iotCentralRoles.organizationViewer, organizationId: null }],
    ],
    ['BAD_INPUT', '..', grants],
    ['BAD_INPUT', 'a\r\nb', grants],
  ])('are refused as %s without a call', async (code, id, impossible) => {
    const { apiTokens } = await start();
    expect(await errorOf(apiTokens.create({ id, grants: impossible }))).toMatchObject({ code });
    expect(callsOf(application)).toEqual([]);
  });

  it('are revoked in one call', async () => {
    const { apiTokens, emulator } = await start();
    await apiTokens.delete('testtoken');
    expect(emulator.state.apiTokens.has('testtoken')).toBe(false);
    expect(callsOf(application)).toEqual(['DELETE /api/apiTokens/testtoken']);
    expectConformance('iot-central', emulator);
  });
});
