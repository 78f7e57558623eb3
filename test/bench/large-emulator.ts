import { startCdataSync } from '../../src/emulators/cdata-sync/emulator.ts';
import { startCfengine } from '../../src/emulators/cfengine/emulator.ts';
import { startCipherscale } from '../../src/emulators/cipherscale/emulator.ts';
import type { ReceivedRequest } from '../../src/emulators/emulator.ts';
import { startIotCentral } from '../../src/emulators/iot-central/emulator.ts';
import { inventPeople } from '../../src/emulators/population.ts';
import type { BackendId } from '../gateway.ts';
import type { Started, Tally } from './large-emulators.ts';
import { seed } from './people.ts';

// The process behind one of `startLargeEmulators`: `large-emulator.ts iot 132000`. Pages are as long as the vendors document, and IoT Central
// serves its 20 requests a second and no more, unless told `unlimited`.

const people = inventPeople({ seed, size: Number(process.argv[3]) });
const starts = {
  iot: async () => {
    const emulator = await startIotCentral({
      people,
      ...(process.argv[4] === 'unlimited' && { requestsPerSecond: Number.POSITIVE_INFINITY }),
    });
    return { emulator, accounts: emulator.state.users.size };
  },
  etl: async () => {
    const emulator = await startCdataSync({ people });
    return { emulator, accounts: emulator.state.users.size };
  },
  hub: async () => {
    const emulator = await startCfengine({ people, switches: { maximumCount: 50 } });
    return { emulator, accounts: emulator.state.internal.size + emulator.state.external.size };
  },
  vpn: async () => {
    const emulator = await startCipherscale({ people });
    return { emulator, accounts: emulator.state.users.size };
  },
};
const { emulator, accounts } = await starts[process.argv[2] as BackendId]();

let arrived = 0;
let throttled = 0;
let unanswered: readonly ReceivedRequest[] = [];

/** Counts what came and lets go of it: with their answers, the requests of a whole reading would take hundreds of megabytes. */
const count = (): void => {
  arrived += emulator.requests.length;
  const open = [...unanswered, ...emulator.requests];
  emulator.forget();
  throttled += open.filter(({ answered }) => answered?.status === 429).length;
  unanswered = open.filter(({ answered }) => answered === null);
};
setInterval(count, 500);

process.on('message', () => {
  count();
  process.send?.({ arrived, throttled } satisfies Tally);
});
// Whoever started it has ended, perhaps not in order.
process.on('disconnect', () => process.exit());
process.send?.({ url: emulator.url, accounts } satisfies Started);
