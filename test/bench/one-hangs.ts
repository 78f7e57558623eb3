import { accountsOf } from './accounts-of.ts';
import type { EmulatorProcess, FaultName } from './emulator-process.ts';
import { type GatewayProcess, startGatewayProcess } from './gateway-process.ts';
import { describeLoad, type Load, load, percentile } from './load.ts';

const three = `{ ${(['iot', 'etl', 'hub'] as const).map(accountsOf).join(' ')} }`;
const fourth = `{ ${accountsOf('vpn')} }`;
const requests = 10_000;

/** The three others are asked all the time, with and without the fourth hanging while it is asked as well. */
export const oneHangs = async (emulators: EmulatorProcess): Promise<void> => {
  console.info(`One of four backends hangs; ${requests} requests of the three others over 8 connections`);
  const before = await loadAll(emulators, null);
  console.info(`  the others before  ${describeLoad(before.others)}`);
  const { others, fourth: hanging, fourthGot } = await loadAll(emulators, 'hang');
  console.info(`  the others meanwhile ${describeLoad(others)}`);
  console.info(`  the hanging one      ${describeLoad(hanging)}; it got ${fourthGot} requests`);
  const refused = hanging.tookMs.filter((ms) => ms < 1000);
  const [p50, p99] = [percentile(refused, 0.5).toFixed(1), percentile(refused, 0.99).toFixed(1)];
  console.info(`  refused at once      p50 ${p50} ms, p99 ${p99} ms of ${refused.length}`);
};

/** What a gateway of its own answers while the fourth backend has that fault. */
const loadAll = async (emulators: EmulatorProcess, fault: FaultName | null) => {
  await using gateway = await warmGateway(emulators);
  await emulators.setFault('vpn', fault);
  const loads = await loadBoth(gateway);
  const { vpn: fourthGot } = await emulators.setFault('vpn', null);
  return { ...loads, fourthGot };
};

const warmGateway = async (emulators: EmulatorProcess): Promise<GatewayProcess> => {
  const gateway = await startGatewayProcess(emulators);
  await load(gateway, three, { connections: 8, isOver: (done) => done >= 2000 });
  return gateway;
};

/** The fourth is asked by eight more who pause after each answer, so that refusals at once do not become a load of their own. */
const loadBoth = async (
  gateway: GatewayProcess,
): Promise<{ readonly others: Load; readonly fourth: Load }> => {
  let isDone = false;
  const askFourth = load(gateway, fourth, { connections: 8, pauseMs: 20, isOver: () => isDone });
  const others = await load(gateway, three, { connections: 8, isOver: (done) => done >= requests });
  isDone = true;
  return { others, fourth: await askFourth };
};
