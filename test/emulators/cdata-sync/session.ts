import { cdataSyncToken } from '../../../src/emulators/cdata-sync/callers.ts';
import {
  type CdataSyncEmulator,
  type CdataSyncOptions,
  startCdataSync,
} from '../../../src/emulators/cdata-sync/emulator.ts';
import { apiUserId, myRoleId, opsUserId } from '../../../src/emulators/cdata-sync/ids.ts';

/** The emulator of the running test. */
export let emulator: CdataSyncEmulator;

export const start = async (options: CdataSyncOptions = {}): Promise<void> => {
  emulator = await startCdataSync(options);
};

export const stop = (): Promise<void> => emulator.close();

export const restart = async (options: CdataSyncOptions): Promise<void> => {
  await stop();
  await start(options);
};

type Init = {
  readonly body?: unknown;
  readonly headers?: Record<string, string>;
  readonly redirect?: 'manual';
};

export const send = async (method: string, path: string, { body, headers, redirect }: Init = {}) => {
  const response = await fetch(`${emulator.url}/api.rsc/v2${path}`, {
    method,
    redirect: redirect ?? 'follow',
    headers: {
      'x-cdata-authtoken': cdataSyncToken,
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      ...headers,
    },
    body: body === undefined ? null : typeof body === 'string' ? body : JSON.stringify(body),
  });
  const text = await response.text();
  const isJson = response.headers.get('content-type')?.startsWith('application/json');
  return { status: response.status, headers: response.headers, text, json: isJson ? JSON.parse(text) : null };
};

/** The two users of the published example, as they read. */
export const apiUser = {
  id: apiUserId,
  user: 'APIUser',
  email_address: 'api.user@example.com',
  is_active: true,
  roles: [{ id: 'cdata_admin', name: 'cdata_admin' }],
};
export const ops = {
  id: opsUserId,
  user: 'ops',
  email_address: null,
  is_active: false,
  roles: [
    { id: 'cdata_support', name: 'cdata_support' },
    { id: myRoleId, name: 'my_role' },
  ],
};
