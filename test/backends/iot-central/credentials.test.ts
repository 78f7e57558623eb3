import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Backend } from '../../../src/backends/backend.ts';
import { createIotCentralBackend } from '../../../src/backends/iot-central/adapter.ts';
import { entraCredentials } from '../../../src/backends/iot-central/credentials.ts';
import { createSecret } from '../../../src/domain/secret.ts';
import { type EntraEmulator, startEntra } from '../../../src/emulators/entra.ts';
import { iotCentralToken } from '../../../src/emulators/iot-central/callers.ts';
import { type IotCentralEmulator, startIotCentral } from '../../../src/emulators/iot-central/emulator.ts';
import { createHttpClient, type HttpClient } from '../../../src/http/client.ts';
import { answering } from '../../faults.ts';
import { errorOf, startApplication } from './application.ts';

describe('an API token', () => {
  it('is sent as it was issued', async () => {
    const application = await startApplication();
    await application.backend.check();
    expect(application.emulator.requests[0]?.headers.authorization).toBe(iotCentralToken);
    await application.close();
  });
});

describe('client credentials', () => {
  let entra: EntraEmulator;
  let emulator: IotCentralEmulator;
  let authority: HttpClient;
  let backend: Backend;
  let now: number;

  const polite = {
    backend: 'iot',
    allowPlainHttp: true,
    requestsPerSecond: 1000,
    concurrency: 8,
    timeoutMs: 3000,
    maxResponseBytes: 100_000,
  };

  const connect = (
    client: Partial<{ clientSecret: string; tenantId: string; clientId: string }> = {},
  ): void => {
    const { tenantId, clientId, clientSecret } = { ...entra.client, ...client };
    const credentials = entraCredentials({
      http: authority,
      tenantId,
      clientId,
      clientSecret: createSecret(clientSecret),
      now: () => now,
    });
    const http = createHttpClient({ ...polite, baseUrl: emulator.url, credentials });
    backend = createIotCentralBackend({ id: 'iot', http });
  };

  beforeEach(async () => {
    now = Date.now();
    entra = await startEntra();
    emulator = await startIotCentral({ entra, requestsPerSecond: 1000 });
    authority = createHttpClient({ ...polite, baseUrl: entra.url, credentials: async () => ({}) });
    connect();
  });
  afterEach(async () => {
    await Promise.all([backend.close(), authority.close()]);
    await Promise.all([emulator.close(), entra.close()]);
  });

  it('are exchanged for a bearer token, in a form', async () => {
    await backend.check();
    const [exchange] = entra.requests;
    expect(exchange).toMatchObject({ method: 'POST', target: `/${entra.client.tenantId}/oauth2/v2.0/token` });
    expect(exchange?.headers['content-type']).toBe('application/x-www-form-urlencoded');
    expect(Object.fromEntries(new URLSearchParams(exchange?.body))).toEqual({
      grant_type: 'client_credentials',
      client_id: entra.client.clientId,
      client_secret: entra.client.clientSecret,
      scope: 'https://apps.azureiotcentral.com/.default',
    });
    expect(emulator.requests[0]?.headers.authorization).toBe(`Bearer ${entra.issued[0]?.token}`);
  });

  it('are exchanged once for calls at the same time, and once for those that follow', async () => {
    await Promise.all(Array.from({ length: 5 }, () => backend.check()));
    await backend.check();
    expect(entra.requests).toHaveLength(1);
    expect(emulator.requests).toHaveLength(6);
  });

  it('are exchanged again five minutes before the token expires', async () => {
    await backend.check();
    now += (3599 - 300) * 1000 - 1;
    await backend.check();
    expect(entra.requests).toHaveLength(1);
    now += 1;
    await backend.check();
    expect(entra.requests).toHaveLength(2);
  });

  it('are exchanged again after half the life of a token that lives short', async () => {
    entra.switches.lifetimeSeconds = 60;
    await backend.check();
    now += 29_999;
    await backend.check();
    expect(entra.requests).toHaveLength(1);
    now += 1;
    await backend.check();
    expect(entra.requests).toHaveLength(2);
  });

  it.each([
    [{ clientSecret: 'wrong-canary' }, 401],
    [{ clientId: 'stranger' }, 400],
    [{ tenantId: 'nowhere' }, 400],
  ])('that are refused are told as our own, without what Entra said: %o', async (client, status) => {
    await backend.close();
    connect(client);
    const error = await errorOf(backend.check());
    expect(error).toMatchObject({
      code: 'UPSTREAM_REFUSED',
      operation: 'Entra_Token',
      status,
      retryable: false,
    });
    expect(error.message).not.toMatch(/AADSTS|canary/);
    expect(emulator.requests).toHaveLength(0);
  });

  it('that failed once are tried again', async () => {
    entra.faults.add(answering({ status: 503 }));
    expect(await errorOf(backend.check())).toMatchObject({ code: 'UPSTREAM_UNAVAILABLE', retryable: true });
    entra.faults.clear();
    entra.forget();
    await backend.check();
    expect(entra.requests).toHaveLength(1);
  });

  it.each([
    { token_type: 'Bearer', expires_in: 3599 },
    { token_type: 'Bearer', expires_in: 3599, access_token: 'canary\r\nX-Admin: 1' },
    { token_type: 'mac', expires_in: 3599, access_token: 'canary' },
    { token_type: 'Bearer', expires_in: 0, access_token: 'canary' },
    { token_type: 'Bearer', expires_in: '3599', access_token: 'canary' },
  ])('P27: that bring no usable token are told: %o', async (json) => {
    entra.faults.add(answering({ status: 200, json }));
    const error = await errorOf(backend.check());
    expect(error).toMatchObject({ code: 'UPSTREAM_INVALID', operation: 'Entra_Token' });
    expect(error.message).not.toContain('canary');
    expect(emulator.requests).toHaveLength(0);
  });

  it('let a call that is given up go, and the others have the token', async () => {
    entra.faults.add({ kind: 'latency', ms: 200 });
    const [givenUp, patient] = await Promise.allSettled([
      backend.check({ signal: AbortSignal.timeout(50) }),
      backend.check(),
    ]);
    // The call itself never left, so nothing of it is unsettled.
    expect(givenUp).toMatchObject({
      status: 'rejected',
      reason: { code: 'UPSTREAM_TIMEOUT', isUnsettled: false },
    });
    expect(patient.status).toBe('fulfilled');
    expect(entra.requests).toHaveLength(1);
  });

  it('of a tenant that no path can carry are refused at once', () => {
    expect(() => connect({ tenantId: '..' })).toThrow(/expected an id/);
  });

  it('forget a token that the backend refused before it expired', async () => {
    await backend.check();
    emulator.faults.add(answering({ status: 401 }), { times: 1 });
    expect((await errorOf(backend.check())).code).toBe('UPSTREAM_REFUSED');
    expect((await errorOf(backend.check())).code).toBe('QUARANTINED');
    vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + 60_000 });
    await backend.check();
    vi.useRealTimers();
    expect(entra.requests).toHaveLength(2);
  });
});
