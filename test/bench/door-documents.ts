import { createConnection, requestBytes } from './door-connection.ts';
import type { EmulatorProcess } from './emulator-process.ts';
import type { GatewayProcess } from './gateway-process.ts';
import { percentile } from './load.ts';

/** Documents over each limit, by one and a hundred times, each of which would ask a backend. */
export const documents = async (gateway: GatewayProcess, emulators: EmulatorProcess): Promise<void> => {
  console.info('Documents over a limit, 400 of each over 8 connections');
  await emulators.setFault('iot', null);
  for (const [name, [limit, make]] of Object.entries(kinds))
    for (const size of [limit + 1, 100 * limit]) {
      const bytes = requestBytes(gateway.url, 'bench', { query: make(size) });
      await send(gateway.url, bytes, 100);
      const { tookMs, codes } = await send(gateway.url, bytes, 400);
      const calls = Object.values(await emulators.setFault('iot', null)).reduce((sum, one) => sum + one, 0);
      const ms = (share: number) => `${percentile(tookMs, share).toFixed(1)} ms`;
      console.info(
        `  ${name.padEnd(12)} ${String(size).padStart(6)}  p50 ${ms(0.5)}, p99 ${ms(0.99)}; ${codes.join(', ')}; ${calls} calls to backends`,
      );
    }
};

const live = (alias: string) =>
  `${alias}: account(backend: "iot", nativeId: "${alias}", maxAgeSeconds: 0) { email }`;
const repeat = (count: number, make: (at: number) => string, between = ' ') =>
  Array.from({ length: count }, (_, at) => make(at)).join(between);

/** By limit: its value, and a document that has so many. */
const kinds: Readonly<Record<string, readonly [limit: number, make: (size: number) => string]>> = {
  tokens: [1000, (size) => `{ ${live('a')} ${repeat(size - 15, () => 'id')} }`],
  depth: [10, (size) => `{ ${live('a')} ${repeat(size, () => 'user', '{')}${'}'.repeat(size - 1)} }`],
  aliases: [30, (size) => `{ ${repeat(size, (at) => live(`a${at}`))} }`],
  directives: [
    50,
    (size) =>
      `{ a: account(backend: "iot", nativeId: "a", maxAgeSeconds: 0) ${repeat(size, () => '@x')} { id } }`,
  ],
  definitions: [
    30,
    (size) => `{ ${live('a')} } ${repeat(size - 1, (at) => `fragment F${at} on Query { __typename }`)}`,
  ],
  cost: [
    5000,
    (size) =>
      `{ ${repeat(Math.ceil(size / 2000), (at) => `a${at}: accounts(first: 100, maxAgeSeconds: 0) { nodes { user { accounts { user { accounts { id } } } } } }`)} }`,
  ],
};

const send = async (url: string, bytes: Buffer, count: number) => {
  const tookMs: number[] = [];
  const codes = new Set<string>();
  let asked = 0;
  await Promise.all(
    Array.from({ length: 8 }, async () => {
      const connection = createConnection(url);
      while (asked < count) {
        asked += 1;
        const began = performance.now();
        const { status, body } = await connection.ask(bytes);
        tookMs.push(performance.now() - began);
        const [, code = 'no error'] = /"code":"(\w+)"/.exec(body) ?? [];
        codes.add(`${status} ${code}`);
      }
      connection.close();
    }),
  );
  return { tookMs: tookMs.toSorted((one, other) => one - other), codes: [...codes] };
};
