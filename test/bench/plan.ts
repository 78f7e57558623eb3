import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { iotCentralRoles } from '../../src/emulators/iot-central/ids.ts';
import { untilRead } from './first-refresh.ts';
import { startGatewayProcess } from './gateway-process.ts';
import { startLargeEmulators } from './large-emulators.ts';
import { peopleFor } from './people.ts';
import { applyPlan, planSync } from './plan-and-apply.ts';

// `npm run bench:plan`: four emulators of 25,000 accounts each and a gateway with its store in a file plan to make everybody hold elsewhere
// the roles that they hold on IoT Central, and carry that out. Backends are asked as fast as can be, so that it is the gateway that is
// measured; `-- --paced` keeps their rates, and takes as long as the plan foretells. Prints figures and judges none.

const { values } = parseArgs({
  options: {
    accounts: { type: 'string', default: '100000' },
    paced: { type: 'boolean', default: false },
  },
});

await using emulators = await startLargeEmulators(peopleFor(Number(values.accounts) / 4), {
  isUnlimited: !values.paced,
});
console.info(
  `Accounts: ${Object.entries(emulators.accounts)
    .map(([id, count]) => `${id} ${count}`)
    .join(', ')}`,
);
const folder = mkdtempSync(join(tmpdir(), 'rolecall-bench-'));
try {
  await using gateway = await startGatewayProcess(emulators, {
    store: `file:${join(folder, 'rolecall.db')}`,
    isPaced: values.paced,
    scopes: ['read', 'plan', 'apply'],
    // Everybody's accounts are linked by address, and no guard stands in the way. Operators of IoT Central are to join a team on CFEngine.
    backends: 'emailTrust: verified',
    config: [
      'guards: { maxRevokedPercent: 100, maxRevoked: 1000000, minAdmins: 0, approveAdministrators: never }',
      `roles: [{ name: staff, map: { iot: [{ native: ${iotCentralRoles.operator} }], hub: [{ native: linux_team }] } }]`,
    ].join('\n'),
  });
  await untilRead(gateway);
  console.info(
    `Memory of the gateway once all is read: ${gateway.memory().nowMiB} MiB, at most ${gateway.memory().mostMiB} MiB`,
  );
  const plan = await planSync(gateway);
  await applyPlan(gateway, emulators, plan);
} finally {
  rmSync(folder, { recursive: true });
}
