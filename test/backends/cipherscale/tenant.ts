import type { Backend, Page } from '../../../src/backends/backend.ts';
import { createCipherscaleBackend } from '../../../src/backends/cipherscale/adapter.ts';
import { apikeyCredentials } from '../../../src/backends/cipherscale/credentials.ts';
import type { Account } from '../../../src/domain/account.ts';
import type { Assignment } from '../../../src/domain/assignment.ts';
import { BackendError } from '../../../src/domain/errors.ts';
import { createSecret } from '../../../src/domain/secret.ts';
import { cipherscaleApiKey } from '../../../src/emulators/cipherscale/callers.ts';
import { type CipherscaleEmulator, startCipherscale } from '../../../src/emulators/cipherscale/emulator.ts';
import type { CipherscaleSwitches } from '../../../src/emulators/cipherscale/switches.ts';
import { inventPeople } from '../../../src/emulators/population.ts';
import { createHttpClient } from '../../../src/http/client.ts';
import { politeTo } from '../polite.ts';

/** An emulator and the adapter that speaks to it over HTTP. */
export type Tenant = {
  readonly emulator: CipherscaleEmulator;
  readonly backend: Backend;
  close(): Promise<void>;
};

export const startTenant = async (
  options: {
    readonly people?: number;
    readonly switches?: Partial<CipherscaleSwitches>;
    readonly key?: string;
  } = {},
): Promise<Tenant> => {
  const emulator = await startCipherscale({
    people: inventPeople({ seed: 7, size: options.people ?? 0 }),
    ...(options.switches === undefined ? {} : { switches: options.switches }),
  });
  const credentials = apikeyCredentials(createSecret(options.key ?? cipherscaleApiKey));
  const http = createHttpClient(
    politeTo('vpn', emulator.url, credentials, { timeoutMs: 1000, maxResponseBytes: 4_000_000 }),
  );
  const backend = createCipherscaleBackend({ id: 'vpn', http });
  return {
    emulator,
    backend,
    close: async () => {
      await backend.close();
      await emulator.close();
    },
  };
};

/** Every request since the last `forget`, as `METHOD /path?query` below the stage. */
export const callsOf = ({ requests }: CipherscaleEmulator): readonly string[] =>
  requests.map(({ method, target }) => `${method} ${target.replace('/qa/tenants', '')}`);

export const pagesOf = async <T>(pages: AsyncIterable<Page<T>>): Promise<readonly Page<T>[]> => {
  const read: Page<T>[] = [];
  for await (const page of pages) read.push(page);
  return read;
};

/** What is true of one account, such as `Admin DIRECT` or `User from Default Group`, in order. */
export const truthOf = ({ emulator: { state } }: Tenant, userId: string): readonly string[] => {
  const name = (roleId: string) => state.roles.get(roleId)?.name;
  const direct = [...(state.users.get(userId)?.directRoles ?? [])].map((id) => `${name(id)} DIRECT`);
  const inherited = [...state.groups.values()]
    .filter(({ members }) => members.has(userId))
    .flatMap((group) => [...group.roles].map((id) => `${name(id)} from ${group.name}`));
  return [...direct, ...inherited].toSorted();
};

/** What `getAssignments` tells, in the same words. */
export const originsOf = async (
  backend: Backend,
  accounts: readonly Account[],
): Promise<readonly (readonly string[])[]> => {
  const answers = await backend.getAssignments?.(accounts);
  return (answers ?? []).map((answer) => {
    if (answer instanceof BackendError) throw answer;
    return answer.map(describeAssignment).toSorted();
  });
};

/** The same of one assignment. */
export const describeAssignment = ({ nativeRoleName, origin }: Assignment): string => {
  if (origin?.kind === 'INHERITED') return `${nativeRoleName} from ${origin.group.name}`;
  return `${nativeRoleName} ${origin?.kind}`;
};

export const codeOf = (result: unknown): unknown => (result instanceof BackendError ? result.code : result);
