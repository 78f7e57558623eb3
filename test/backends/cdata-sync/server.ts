import { createCdataSyncBackend } from '../../../src/backends/cdata-sync/adapter.ts';
import { authtokenCredentials } from '../../../src/backends/cdata-sync/credentials.ts';
import { readCdataSyncErrorCode } from '../../../src/backends/cdata-sync/error-code.ts';
import type { Account } from '../../../src/domain/account.ts';
import { createSecret } from '../../../src/domain/secret.ts';
import { cdataSyncToken } from '../../../src/emulators/cdata-sync/callers.ts';
import { type CdataSyncEmulator, startCdataSync } from '../../../src/emulators/cdata-sync/emulator.ts';
import { createHttpClient } from '../../../src/http/client.ts';
import { politeTo } from '../polite.ts';

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
  const writer = backend.accountWriter;
  if (writer?.update === undefined || writer.setStatus === undefined) throw new Error('it cannot write');

  return {
    emulator,
    backend,
    writer: { ...writer, update: writer.update, setStatus: writer.setStatus },
    listAccounts: async (): Promise<readonly Account[]> =>
      (await Array.fromAsync(backend.listAccounts())).flatMap(({ entries }) => entries),
    getAccount: async (id: string): Promise<Account> => {
      const [account] = await backend.getAccounts([id]);
      if (account === null || account === undefined) throw new Error(`there is no ${id}`);
      if (account instanceof Error) throw account;
      return account;
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
