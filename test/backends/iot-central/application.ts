import { readFileSync } from 'node:fs';
import { createIotCentralBackend } from '../../../src/backends/iot-central/adapter.ts';
import { sharedAccessCredentials } from '../../../src/backends/iot-central/credentials.ts';
import { readIotCentralErrorCode } from '../../../src/backends/iot-central/error-code.ts';
import type { Account } from '../../../src/domain/account.ts';
import { BackendError } from '../../../src/domain/errors.ts';
import { createSecret } from '../../../src/domain/secret.ts';
import { iotCentralToken } from '../../../src/emulators/iot-central/callers.ts';
import { type IotCentralOptions, startIotCentral } from '../../../src/emulators/iot-central/emulator.ts';
import { createHttpClient, type HttpClientOptions } from '../../../src/http/client.ts';

/** A running application and a backend that speaks to it, with nothing between them but loopback. */
export const startApplication = async (
  options: IotCentralOptions & { readonly http?: Partial<HttpClientOptions> } = {},
) => {
  const emulator = await startIotCentral({ requestsPerSecond: 1000, ...options });
  const http = createHttpClient({
    backend: 'iot',
    baseUrl: emulator.url,
    allowPlainHttp: true,
    credentials: sharedAccessCredentials(createSecret(iotCentralToken)),
    requestsPerSecond: 1000,
    concurrency: 8,
    timeoutMs: 3000,
    maxResponseBytes: 1024 * 1024,
    readVendorCode: readIotCentralErrorCode,
    ...options.http,
  });
  const backend = createIotCentralBackend({ id: 'iot', http });
  return {
    emulator,
    backend,
    close: async () => {
      await backend.close();
      await emulator.close();
    },
  };
};

export type RunningApplication = Awaited<ReturnType<typeof startApplication>>;

/** `GET /api/users`, once for each request so far. */
export const callsOf = ({ emulator }: RunningApplication): readonly string[] =>
  emulator.requests.map(({ method, target }) => `${method} ${target.split('?')[0]}`);

export const everyone = async ({ backend }: RunningApplication): Promise<readonly Account[]> =>
  (await Array.fromAsync(backend.listAccounts())).flatMap(({ entries }) => entries);

/** The account of an id that there is. */
export const accountOf = async ({ backend }: RunningApplication, id: string): Promise<Account> => {
  const [account] = await backend.getAccounts([id]);
  if (account === null || account === undefined || account instanceof BackendError)
    throw new Error(`expected an account called ${id}`, { cause: account });
  return account;
};

/** What a promise is rejected with. */
export const errorOf = async (promise: Promise<unknown>): Promise<BackendError> => {
  const outcome = await promise.then(
    () => new Error('expected a rejection'),
    (error: unknown) => error,
  );
  if (outcome instanceof BackendError) return outcome;
  throw outcome;
};

/** A published example of the contract, by its place in the document. */
export const exampleOf = (...place: readonly string[]): unknown =>
  place.reduce<unknown>(
    (at, key) =>
      typeof at === 'object' && at !== null && key in at ? at[key as keyof typeof at] : undefined,
    contract,
  );

const contract: unknown = JSON.parse(
  readFileSync(new URL('../../contracts/iot-central.openapi.json', import.meta.url), 'utf8'),
);
