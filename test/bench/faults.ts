import { backgroundWalk } from './background-walk.ts';
import { startEmulatorProcess } from './emulator-process.ts';
import { memory } from './memory.ts';
import { oneHangs } from './one-hangs.ts';

// `npm run bench:faults`: what a failing backend costs the others, and the gateway. Prints figures and judges none, since they are the
// machine's as much as the gateway's. `-- hang`, `-- walk` and `-- memory` run one part of it, `-- memory "31 MiB"` only the faults whose
// name has that text.

const [asked, text = ''] = process.argv.slice(2);

await using emulators = await startEmulatorProcess(100);
const parts: Readonly<Record<string, () => Promise<void>>> = {
  hang: () => oneHangs(emulators),
  walk: backgroundWalk,
  memory: () => memory(emulators, text),
};
if (asked === undefined) for (const run of Object.values(parts)) await run();
else if (parts[asked] !== undefined) await parts[asked]();
else throw new Error(`Expected one of ${Object.keys(parts).join(', ')}, got ${asked}`);
