import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import type { BackendId } from '../gateway.ts';

/** The four emulators in a process of their own, as the load they bear is not the gateway's. `await using` ends it. */
export type EmulatorProcess = {
  readonly urls: Readonly<Record<BackendId, string>>;
  /**
   * Lets a fault befall every request of one backend, in place of the one before; `null` ends it. Resolves to the requests of each since the last
   * call.
   */
  setFault(backend: BackendId, fault: FaultName | null): Promise<Readonly<Record<BackendId, number>>>;
  [Symbol.asyncDispose](): Promise<void>;
};

/** Faults by name, since a function cannot be sent to another process; `emulators.ts` knows what they are. */
export const faultNames = [
  'hang',
  'reset',
  '500',
  '401',
  '429',
  'half body',
  'HTML',
  'redirect',
  'a number',
  'gzip unasked',
  '31 MiB of [',
  '31 MiB of {}',
  '31 MiB of people',
  '200 MiB',
] as const;
export type FaultName = (typeof faultNames)[number];

export type ToEmulators = { readonly backend: BackendId; readonly fault: FaultName | null };

export const startEmulatorProcess = async (people: number): Promise<EmulatorProcess> => {
  const child: ChildProcess = fork(fileURLToPath(new URL('./emulators.ts', import.meta.url)), [
    String(people),
  ]);
  const answer = async <T>(): Promise<T> => {
    const [message] = await once(child, 'message');
    return message as T;
  };
  const urls = await answer<EmulatorProcess['urls']>();
  return {
    urls,
    setFault: (backend, fault) => {
      child.send({ backend, fault } satisfies ToEmulators);
      return answer();
    },
    [Symbol.asyncDispose]: async () => {
      child.kill('SIGKILL');
      await once(child, 'exit');
    },
  };
};
