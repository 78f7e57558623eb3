import { createCdataSyncBackend } from '../../../src/backends/cdata-sync/adapter.ts';
import { authtokenCredentials } from '../../../src/backends/cdata-sync/credentials.ts';
import { readCdataSyncErrorCode } from '../../../src/backends/cdata-sync/error-code.ts';
import { createSecret } from '../../../src/domain/secret.ts';
import { cdataSyncToken } from '../../../src/emulators/cdata-sync/callers.ts';
import { type CdataSyncEmulator, startCdataSync } from '../../../src/emulators/cdata-sync/emulator.ts';
import type { WriteAnswer } from '../../../src/emulators/cdata-sync/switches.ts';
import { createHttpClient } from '../../../src/http/client.ts';
import { politeTo } from '../polite.ts';
import { required } from '../required.ts';

/** An emulator and the adapter on it. */
export const startServer = async (
  options: Parameters<typeof startCdataSync>[0] & { readonly timeoutMs?: number } = {},
) => {
  const { timeoutMs = 5000, ...emulated } = options;
  const emulator = await startCdataSync(emulated);
  const http = createHttpClient({
    ...politeTo('etl', emulator.url, authtokenCredentials(createSecret(cdataSyncToken)), { timeoutMs }),
    readVendorCode: readCdataSyncErrorCode,
  });
  const backend = createCdataSyncBackend({ id: 'etl', http });
  const writer = required(backend.accountWriter, 'accountWriter');
  return {
    emulator,
    backend,
    writer: {
      ...writer,
      update: required(writer.update, 'accountWriter.update'),
      setStatus: required(writer.setStatus, 'accountWriter.setStatus'),
    },
    close: async () => {
      await backend.close();
      await emulator.close();
    },
  };
};

/** Such as `GET /api.rsc/v2/users`. */
export const callsTo = ({ requests }: CdataSyncEmulator): readonly string[] =>
  requests.map(({ method, target }) => `${method} ${target}`);

/** Every way in which the server may answer a write. */
export const writeAnswers: readonly WriteAnswer[] = [
  '200-record',
  '201-record',
  '200-value',
  '201-value',
  '200-empty',
  '204',
];
