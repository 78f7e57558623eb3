import { readFileSync } from 'node:fs';
import { createIotCentralBackend } from '../../../src/backends/iot-central/adapter.ts';
import { sharedAccessCredentials } from '../../../src/backends/iot-central/credentials.ts';
import { readIotCentralErrorCode } from '../../../src/backends/iot-central/error-code.ts';
import { BackendError } from '../../../src/domain/errors.ts';
import { createSecret } from '../../../src/domain/secret.ts';
import { iotCentralToken } from '../../../src/emulators/iot-central/callers.ts';
import { type IotCentralOptions, startIotCentral } from '../../../src/emulators/iot-central/emulator.ts';
import { createHttpClient, type HttpClientOptions } from '../../../src/http/client.ts';
import { politeTo } from '../polite.ts';

/** A running application and a backend that speaks to it, with nothing between them but loopback. */
export const startApplication = async (
  options: IotCentralOptions & { readonly http?: Partial<HttpClientOptions> } = {},
) => {
  const emulator = await startIotCentral({ requestsPerSecond: 1000, ...options });
  const credentials = sharedAccessCredentials(createSecret(iotCentralToken));
  const http = createHttpClient({
    ...politeTo('iot', emulator.url, credentials, { timeoutMs: 3000, maxResponseBytes: 1024 * 1024 }),
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

/** What a promise is rejected with. */
export const errorOf = async (promise: Promise<unknown>): Promise<BackendError> => {
  const outcome = await promise.then(
    () => new Error('expected a rejection'),
    (error: unknown) => error,
  );
  if (outcome instanceof BackendError) return outcome;
  throw outcome;
};

/** An answer that the contract publishes as an example. */
export const exampleAnswer = (path: string, method: string, name: string): unknown =>
  exampleAt('paths', path, method, 'responses', '200', 'content', 'application/json', 'examples', name);

/** A body that the contract publishes as an example. */
export const exampleBody = (path: string, method: string, name: string): unknown =>
  exampleAt('paths', path, method, 'requestBody', 'content', 'application/json', 'examples', name);

const exampleAt = (...place: readonly string[]): unknown =>
  [...place, 'value'].reduce<unknown>(
    (at, key) =>
      typeof at === 'object' && at !== null && key in at ? at[key as keyof typeof at] : undefined,
    contract,
  );

const contract: unknown = JSON.parse(
  readFileSync(new URL('../../contracts/iot-central.openapi.json', import.meta.url), 'utf8'),
);
