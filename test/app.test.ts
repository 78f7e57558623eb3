import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pino } from 'pino';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { startApp } from '../src/app.ts';
import { parseConfig } from '../src/config/load.ts';
import { openStore } from '../src/store/open-store.ts';

describe('a gateway', () => {
  let folder = '';
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'rolecall-'));
  });
  afterEach(() => rm(folder, { recursive: true }));

  const storeUrl = () => `file:${join(folder, 'rolecall.db')}`;
  const start = ({ port = 0, token = 'token' }: { readonly port?: number; readonly token?: string } = {}) =>
    startApp({
      config: parseConfig(
        `server: { port: ${port} }\nstore: { url: "${storeUrl()}" }\nbackends: [{ id: etl, kind: cdata-sync, baseUrl: "https://127.0.0.1:9", auth: { authtoken: { env: ETL } } }]`,
        { file: 'test', env: () => token, readFile: () => '', defaultRoleMap: () => ({}) },
      ),
      log: pino({ level: 'silent' }),
      scheduled: false,
    });
  const lettingGoOfTheStore = async () => (await openStore(storeUrl())).close();

  it('that cannot listen lets go of its store', async () => {
    const taken = createServer().listen(0, '127.0.0.1');
    await new Promise((resolve) => taken.once('listening', resolve));
    const address = taken.address();
    if (address === null || typeof address === 'string') throw new Error('expected a port');
    await expect(start({ port: address.port })).rejects.toMatchObject({ code: 'EADDRINUSE' });
    await lettingGoOfTheStore();
    await new Promise((resolve) => taken.close(resolve));
  });

  it('that cannot make use of a credential lets go of its store', async () => {
    await expect(start({ token: 'no token' })).rejects.toMatchObject({ code: 'BAD_INPUT' });
    await lettingGoOfTheStore();
  });

  it('knows with its first request how a backend was read before it started', async () => {
    const store = await openStore(storeUrl());
    await store.write(({ refreshes }) => refreshes.begin('etl', 1000));
    await store.close();
    const app = await start();
    expect(app.refreshes.status('etl').last).toMatchObject({
      state: 'PARTIAL',
      startedAt: 1000,
      reason: 'The process ended while it was read',
    });
    await app.close();
    await lettingGoOfTheStore();
  });
});
