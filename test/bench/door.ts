import { cpus } from 'node:os';
import { parseArgs } from 'node:util';
import { ask } from './ask.ts';
import type { Question } from './door-connection.ts';
import { documents } from './door-documents.ts';
import { fairness } from './door-fairness.ts';
import { slowClients } from './door-slow-clients.ts';
import { uploads } from './door-uploads.ts';
import { startEmulatorProcess } from './emulator-process.ts';
import { startGatewayProcess } from './gateway-process.ts';
import { lookUpByVariable } from './look-up.ts';
import { createPicker } from './people.ts';

// `npm run bench:door`: what callers notice of one who asks far too much. The load is made on the same machine, at a lower priority than
// those who measure, and takes from the gateway what it needs itself: figures are worse than between two machines. Prints figures and judges
// none. `-- fair` runs one part of it; `-- --seconds 60` measures each for longer than 20 s.

const { values, positionals } = parseArgs({
  options: { seconds: { type: 'string', default: '20' } },
  allowPositionals: true,
});
const seconds = Number(values.seconds);
const [asked] = positionals;
const people = 1000;
const pickPerson = createPicker(people);
const question = (): Question => ({ query: lookUpByVariable, variables: { email: pickPerson().email } });

const { length: cores, 0: core } = cpus();
console.info(`${cores} x ${core?.model}, Node ${process.versions.node}, ${people} people in four backends`);

await using emulators = await startEmulatorProcess(people);
await using gateway = await startGatewayProcess(emulators, {
  callers: ['flood', 'one-a-second', 'twenty-a-second', 'slow'],
});
for (;;) {
  const { backends } = await ask<{ backends: readonly { index: { asOf: string | null } }[] }>(
    gateway,
    '{ backends { index { asOf } } }',
  );
  if (backends.every(({ index }) => index.asOf !== null)) break;
}

const parts: Readonly<Record<string, () => Promise<void>>> = {
  fair: () => fairness(gateway, question, seconds),
  slow: () => slowClients(gateway, question),
  uploads: () => uploads(gateway, question),
  documents: () => documents(gateway, emulators),
};
if (asked === undefined) for (const run of Object.values(parts)) await run();
else if (parts[asked] !== undefined) await parts[asked]();
else throw new Error(`Expected one of ${Object.keys(parts).join(', ')}, got ${asked}`);
