import { setTimeout as pause } from 'node:timers/promises';
import type { Backend } from '../../src/backends/backend.ts';
import { createBackend } from '../../src/backends/registry.ts';
import { createSecret } from '../../src/domain/secret.ts';
import { iotCentralToken } from '../../src/emulators/iot-central/callers.ts';
import { startIotCentral } from '../../src/emulators/iot-central/emulator.ts';
import { inventPeople } from '../../src/emulators/population.ts';
import { percentile } from './load.ts';

/** Sixteen requests a second, of which a walk takes what it gets while five a second are somebody's. */
export const backgroundWalk = async (): Promise<void> => {
  console.info('Interactive reads of an IoT Central at 16 requests a second, five a second for 10 s');
  const emulator = await startIotCentral({
    people: inventPeople({ seed: 1, size: 150 }),
    switches: { pageSize: 2 },
  });
  const backend = adapterFor(emulator.url);
  const [id = ''] = emulator.state.users.keys();

  console.info(`  alone              ${describeReads(await readForTenSeconds(backend, id))}`);
  emulator.forget();
  const walk = startWalk(backend);
  console.info(`  beside a long walk ${describeReads(await readForTenSeconds(backend, id))}`);
  const pages = await walk.stop();
  const refused = emulator.requests.filter(({ answered }) => answered?.status === 429).length;
  console.info(
    `  the walk read ${pages} pages meanwhile; ${refused} of ${emulator.requests.length} requests got 429`,
  );
  await backend.close();
  await emulator.close();
};

const adapterFor = (baseUrl: string): Backend =>
  createBackend(
    {
      id: 'iot',
      kind: 'iot-central',
      baseUrl,
      allowPlainHttp: true,
      writes: false,
      timeoutMs: 2500,
      refreshSeconds: 3600,
      protect: [],
      maxResponseMiB: 32,
      auth: { token: createSecret(iotCentralToken) },
    },
    { ca: undefined, onHealthChange: undefined },
  );

/** How many milliseconds each read took, sorted. */
const readForTenSeconds = async (backend: Backend, id: string): Promise<readonly number[]> => {
  const reads: Promise<number>[] = [];
  for (let read = 0; read < 50; read += 1) {
    const started = performance.now();
    reads.push(backend.getAccounts([id]).then(() => performance.now() - started));
    await pause(200);
  }
  return (await Promise.all(reads)).toSorted((one, other) => one - other);
};

const describeReads = (reads: readonly number[]): string =>
  `p50 ${percentile(reads, 0.5).toFixed(1)} ms, p99 ${percentile(reads, 0.99).toFixed(1)} ms`;

/** Walks the list again and again until it is stopped, which resolves to the number of pages read. */
const startWalk = (backend: Backend): { stop(): Promise<number> } => {
  let isWalking = true;
  const walk = async (): Promise<number> => {
    let pages = 0;
    while (isWalking)
      for await (const _page of backend.listAccounts({ priority: 'BACKGROUND' })) {
        pages += 1;
        if (!isWalking) break;
      }
    return pages;
  };
  const walked = walk();
  return {
    stop: () => {
      isWalking = false;
      return walked;
    },
  };
};
