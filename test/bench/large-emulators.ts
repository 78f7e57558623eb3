import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import type { BackendId } from '../gateway.ts';

/** Four emulators with very many accounts, each in a process of its own, as four vendors have. `await using` ends them. */
export type LargeEmulators = {
  readonly urls: Readonly<Record<BackendId, string>>;
  /** How many accounts each has. */
  readonly accounts: Readonly<Record<BackendId, number>>;
  /** Of each since the start. */
  tally(): Promise<Readonly<Record<BackendId, Tally>>>;
  [Symbol.asyncDispose](): Promise<void>;
};

/** `throttled`: how many of those that arrived were answered 429. */
export type Tally = { readonly arrived: number; readonly throttled: number };

export type Started = { readonly url: string; readonly accounts: number };

export const backendIds = ['iot', 'etl', 'hub', 'vpn'] as const satisfies readonly BackendId[];

/** `isUnlimited`: even IoT Central serves as many requests as come. */
export const startLargeEmulators = async (
  people: number,
  { isUnlimited = false }: { readonly isUnlimited?: boolean } = {},
): Promise<LargeEmulators> => {
  const processes = await eachBackend(async (id) => {
    const child = fork(fileURLToPath(new URL('./large-emulator.ts', import.meta.url)), [
      id,
      String(people),
      ...(isUnlimited ? ['unlimited'] : []),
    ]);
    return { child, started: await answerOf<Started>(child) };
  });
  return {
    urls: await eachBackend(async (id) => processes[id].started.url),
    accounts: await eachBackend(async (id) => processes[id].started.accounts),
    tally: () =>
      eachBackend((id) => {
        const { child } = processes[id];
        child.send('tally');
        return answerOf<Tally>(child);
      }),
    [Symbol.asyncDispose]: async () => {
      await eachBackend(async (id) => {
        const { child } = processes[id];
        child.kill('SIGKILL');
        await once(child, 'exit');
      });
    },
  };
};

const answerOf = async <T>(child: ChildProcess): Promise<T> => {
  const [message] = await once(child, 'message');
  return message as T;
};

const eachBackend = async <T>(work: (id: BackendId) => Promise<T>): Promise<Record<BackendId, T>> => {
  const [iot, etl, hub, vpn] = await Promise.all(
    backendIds.map(work) as [Promise<T>, Promise<T>, Promise<T>, Promise<T>],
  );
  return { iot, etl, hub, vpn };
};
