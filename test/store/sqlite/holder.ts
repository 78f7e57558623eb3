import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { openStore } from '../../../src/store/open-store.ts';

/** Another process that has a store open. */
export type Holder = { readonly pid: number; kill(signal: NodeJS.Signals): Promise<void> };

export const startHolder = async (file: string): Promise<Holder> => {
  const child = spawn(process.execPath, [fileURLToPath(import.meta.url), file], {
    stdio: ['ignore', 'pipe', 'ignore'],
    // Whatever becomes of the test.
    timeout: 15_000,
    killSignal: 'SIGKILL',
  });
  const ended = once(child, 'close');
  const [said] = await Promise.race([once(child.stdout, 'data'), ended]);
  if (String(said) !== 'open\n') throw new Error(`The holder did not open the store: ${said}`);
  return {
    pid: child.pid ?? 0,
    kill: async (signal) => {
      child.kill(signal);
      await ended;
    },
  };
};

const isProcess = process.argv[1] === fileURLToPath(import.meta.url);
const [, , file] = process.argv;
if (isProcess && file !== undefined) {
  const store = await openStore(`file:${file}`);
  await store.write(({ settings }) => settings.write('holder', 'was here'));
  process.stdout.write('open\n');
  setInterval(() => {}, 60_000);
}
