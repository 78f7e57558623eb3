import { createCfengineBackend } from '../../../src/backends/cfengine/adapter.ts';
import { basicCredentials } from '../../../src/backends/cfengine/credentials.ts';
import type { Account, AccountRef } from '../../../src/domain/account.ts';
import { BackendError } from '../../../src/domain/errors.ts';
import { createSecret } from '../../../src/domain/secret.ts';
import { startCfengine } from '../../../src/emulators/cfengine/emulator.ts';
import { createHttpClient } from '../../../src/http/client.ts';
import { politeTo } from '../polite.ts';

/** An emulated hub and the adapter on it. `await using` ends both. */
export const startHub = async (options: Parameters<typeof startCfengine>[0] = {}) => {
  const emulator = await startCfengine({ ...options, credential });
  const credentials = basicCredentials(credential.username, createSecret(credential.password));
  const http = createHttpClient(
    politeTo('hub', emulator.url, credentials, { timeoutMs: 2000, maxResponseBytes: 1_000_000 }),
  );
  const backend = createCfengineBackend({ id: 'hub', http });
  return {
    emulator,
    backend,
    /** Method and path of each request since the last call of this. */
    calls: () => {
      const calls = emulator.requests.map(({ method, target }) => `${method} ${target.split('?')[0]}`);
      emulator.forget();
      return calls;
    },
    /** Puts internal users there behind the adapter's back. */
    add: (...names: readonly string[]) => {
      for (const id of names) emulator.state.internal.set(id, { id, roles: ['linux_team'], external: false });
    },
    [Symbol.asyncDispose]: async () => {
      await backend.close();
      await emulator.close();
    },
  };
};

const credential = { username: 'admin', password: 'Mission:Portal-ü' };

export type Hub = Awaited<ReturnType<typeof startHub>>;

/** Every account of the hub, page by page. */
export const listAll = async (
  { backend }: Pick<Hub, 'backend'>,
  options?: { pageSize?: number; from?: string },
) => {
  const pages: (readonly Account[])[] = [];
  for await (const { entries } of backend.listAccounts(options)) pages.push(entries);
  return pages;
};

/** What a lookup came to: the name, `null`, or the code of the error. */
export const told = (lookups: readonly ({ readonly ref: AccountRef } | null | BackendError)[]) =>
  lookups.map((one) => (one === null ? null : one instanceof BackendError ? one.code : one.ref.id));
