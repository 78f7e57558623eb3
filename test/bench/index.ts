import { mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { firstRefresh } from './first-refresh.ts';
import { startGatewayProcess } from './gateway-process.ts';
import { startLargeEmulators } from './large-emulators.ts';
import { lists, lookUps } from './look-ups.ts';
import { createPicker, peopleFor } from './people.ts';
import { restart } from './restart.ts';

// `npm run bench:index`: four emulators of 100,000 accounts each and a gateway with the default budgets and its store in a file: the first
// reading of them all, then questions to the index, then a restart. Prints figures and judges none. `-- --accounts 5000` takes fewer.

const { values } = parseArgs({ options: { accounts: { type: 'string', default: '100000' } } });
const size = peopleFor(Number(values.accounts));
const pickPerson = createPicker(size);

await using emulators = await startLargeEmulators(size);
console.info(
  `Accounts: ${Object.entries(emulators.accounts)
    .map(([id, count]) => `${id} ${count}`)
    .join(', ')}`,
);
const folder = mkdtempSync(join(tmpdir(), 'rolecall-bench-'));
const start = () =>
  startGatewayProcess(emulators, { store: `file:${join(folder, 'rolecall.db')}`, isPaced: true });

/** Of all files of the store, the journal of its latest writes among them. */
const storeMiB = (): number =>
  Math.round(
    readdirSync(folder).reduce((sum, name) => sum + statSync(join(folder, name)).size, 0) / 1024 / 1024,
  );

try {
  await using gateway = await start();
  console.info(`Memory of the gateway before: ${gateway.memory().nowMiB} MiB`);
  await firstRefresh(gateway, emulators, pickPerson);
  console.info(`  memory of the gateway  at most ${gateway.memory().mostMiB} MiB; store ${storeMiB()} MiB`);
  await lookUps(gateway, emulators, pickPerson);
  await lists(gateway, emulators, pickPerson);
  console.info(`  memory of the gateway  at most ${gateway.memory().mostMiB} MiB`);
  await restart(gateway, start, pickPerson);
} finally {
  rmSync(folder, { recursive: true });
}
