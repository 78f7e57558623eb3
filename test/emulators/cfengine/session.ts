import { cfengineCredential } from '../../../src/emulators/cfengine/callers.ts';
import {
  type CfengineEmulator,
  type CfengineOptions,
  startCfengine,
} from '../../../src/emulators/cfengine/emulator.ts';
import { expectConformance } from '../../contracts/conformance.ts';

/** The hub of the running test. */
export let hub: CfengineEmulator;

export const start = async (options: CfengineOptions = {}): Promise<void> => {
  hub = await startCfengine(options);
};

/** A test that breaks the contract on purpose ends with `forget`. */
export const stop = async (): Promise<void> => {
  if (hub.requests.length > 0) expectConformance('cfengine', hub);
  await hub.close();
};

export const basic = ({ username, password }: { readonly username: string; readonly password: string }) => ({
  authorization: `Basic ${Buffer.from(`${username}:${password}`).toString('base64')}`,
});

/** The answer's status, content type and body, parsed where it is JSON. */
export const call = async (
  method: string,
  target: string,
  options: { readonly body?: unknown; readonly headers?: Record<string, string>; readonly raw?: string } = {},
) => {
  const response = await fetch(hub.url + target, {
    method,
    redirect: 'manual',
    headers: { ...basic(cfengineCredential), 'content-type': 'application/json', ...options.headers },
    ...(options.raw === undefined ? {} : { body: options.raw }),
    ...(options.body === undefined ? {} : { body: JSON.stringify(options.body) }),
  });
  const text = await response.text();
  const type = response.headers.get('content-type');
  return {
    status: response.status,
    type,
    headers: response.headers,
    body: type?.startsWith('application/json') ? JSON.parse(text) : text,
  };
};

export const names = async (query = ''): Promise<readonly string[]> =>
  (await call('GET', `/api/user${query}`)).body.data.map(({ id }: { readonly id: string }) => id);

export const single = async (name: string) => (await call('GET', `/api/user/${name}`)).body.data[0];

export const put = (name: string, body: unknown = {}) => call('PUT', `/api/user/${name}`, { body });
export const post = (name: string, body: unknown) => call('POST', `/api/user/${name}`, { body });
