import { createBackend } from '../../src/backends/registry.ts';
import { createSecret } from '../../src/domain/secret.ts';
import { iotCentralToken } from '../../src/emulators/iot-central/callers.ts';
import { startIotCentral } from '../../src/emulators/iot-central/emulator.ts';
import { inventPeople } from '../../src/emulators/population.ts';
import type { BackendId } from '../gateway.ts';
import { type EmulatorProcess, faultNames, startEmulatorProcess } from './emulator-process.ts';
import { type GatewayProcess, startGatewayProcess } from './gateway-process.ts';
import { describeLoad, load, percentile } from './load.ts';

/**
 * What a failing backend costs the others, and the gateway: `npm run bench:faults`. Prints figures and judges none, since they are the
 * machine's as much as the gateway's.
 */
const say = (line: string): void => {
  process.stdout.write(`${line}\n`);
};

const accountsOf = (backend: BackendId): string =>
  `${backend}: accounts(first: 20, filter: { backend: "${backend}" }) { nodes { nativeId email } }`;
const three = `{ ${(['iot', 'etl', 'hub'] as const).map(accountsOf).join(' ')} }`;
const fourth = `{ ${accountsOf('vpn')} }`;
const requests = 10_000;

/** The three others are asked all the time, with and without the fourth hanging while it is asked as well. */
const oneHangs = async (emulators: EmulatorProcess): Promise<void> => {
  say(`One of four backends hangs; ${requests} requests of the three others over 8 connections`);
  const isOver = (done: number) => done >= requests;
  {
    await using gateway = await startGatewayProcess(emulators);
    await load(gateway, three, { connections: 8, isOver: (done) => done >= 2000 });
    const [others] = await withFourth(gateway, isOver);
    say(`  the others before  ${describeLoad(others)}`);
  }
  await using gateway = await startGatewayProcess(emulators);
  await load(gateway, three, { connections: 8, isOver: (done) => done >= 2000 });
  await emulators.setFault('vpn', 'hang');
  const [others, hanging] = await withFourth(gateway, isOver);
  const { vpn } = await emulators.setFault('vpn', null);
  say(`  the others meanwhile ${describeLoad(others)}`);
  say(`  the hanging one      ${describeLoad(hanging)}; it got ${vpn} requests`);
  const refused = hanging.tookMs.filter((ms) => ms < 1000);
  say(
    `  refused at once      p50 ${percentile(refused, 0.5).toFixed(1)} ms, p99 ${percentile(refused, 0.99).toFixed(1)} ms of ${refused.length}`,
  );
};

/** The fourth is asked by eight more who pause after each answer, so that refusals at once do not become a load of their own. */
const withFourth = async (gateway: GatewayProcess, isOver: (done: number) => boolean) => {
  let isDone = false;
  const askFourth = load(gateway, fourth, { connections: 8, pauseMs: 20, isOver: () => isDone });
  const others = await load(gateway, three, { connections: 8, isOver });
  isDone = true;
  return [others, await askFourth] as const;
};

/** Sixteen requests a second, of which a walk takes what it gets while five a second are somebody's. */
const backgroundWalk = async (): Promise<void> => {
  say('Interactive reads of an IoT Central at 16 requests a second, five a second for 10 s');
  const emulator = await startIotCentral({
    people: inventPeople({ seed: 1, size: 150 }),
    switches: { pageSize: 2 },
  });
  const backend = createBackend(
    {
      id: 'iot',
      kind: 'iot-central',
      baseUrl: emulator.url,
      allowPlainHttp: true,
      writes: false,
      timeoutMs: 2500,
      protect: [],
      maxResponseMiB: 32,
      auth: { token: createSecret(iotCentralToken) },
    },
    { ca: undefined, onHealthChange: undefined },
  );
  const [id = ''] = emulator.state.users.keys();
  const readForTenSeconds = async (): Promise<readonly number[]> => {
    const reads: Promise<number>[] = [];
    for (let read = 0; read < 50; read += 1) {
      const started = performance.now();
      reads.push(backend.getAccounts([id]).then(() => performance.now() - started));
      await new Promise((resolve) => setTimeout(resolve, 200));
    }
    return (await Promise.all(reads)).toSorted((one, other) => one - other);
  };
  const tell = (name: string, reads: readonly number[]) =>
    say(
      `  ${name} p50 ${percentile(reads, 0.5).toFixed(1)} ms, p99 ${percentile(reads, 0.99).toFixed(1)} ms`,
    );

  tell('alone             ', await readForTenSeconds());
  emulator.forget();
  let isWalking = true;
  let pages = 0;
  const walk = (async () => {
    while (isWalking)
      for await (const _page of backend.listAccounts({ priority: 'BACKGROUND' })) {
        pages += 1;
        if (!isWalking) break;
      }
  })();
  tell('beside a long walk', await readForTenSeconds());
  isWalking = false;
  await walk;
  const refused = emulator.requests.filter(({ answered }) => answered?.status === 429).length;
  say(`  the walk read ${pages} pages meanwhile; ${refused} of ${emulator.requests.length} requests got 429`);
  await backend.close();
  await emulator.close();
};

/** Every fault on every backend, asked for by 16 at once; a gateway for each fault, since it would leave the backend alone after a few. */
const memory = async (emulators: EmulatorProcess): Promise<void> => {
  say('Memory of the gateway under each fault of each backend, 64 requests over 16 connections');
  for (const fault of faultNames) {
    const figures: string[] = [];
    for (const backend of ['iot', 'etl', 'hub', 'vpn'] as const) {
      await using gateway = await startGatewayProcess(emulators);
      await emulators.setFault(backend, fault);
      const { codes } = await load(gateway, `{ ${accountsOf(backend)} }`, {
        connections: 16,
        isOver: (done) => done >= 64,
      });
      await emulators.setFault(backend, null);
      figures.push(`${backend} ${gateway.memory().mostMiB} MiB (${[...codes.keys()].join(' ')})`);
    }
    say(`  ${fault.padEnd(16)} ${figures.join('  ')}`);
  }
};

await using emulators = await startEmulatorProcess(100);
const parts = { hang: () => oneHangs(emulators), walk: backgroundWalk, memory: () => memory(emulators) };
const asked = process.argv.slice(2);
for (const [name, run] of Object.entries(parts)) if (asked.length === 0 || asked.includes(name)) await run();
