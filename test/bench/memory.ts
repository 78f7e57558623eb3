import type { BackendId } from '../gateway.ts';
import { accountsOf } from './accounts-of.ts';
import { type EmulatorProcess, type FaultName, faultNames } from './emulator-process.ts';
import { startGatewayProcess } from './gateway-process.ts';
import { load } from './load.ts';

/** Every fault whose name has that text, on every backend, asked for by 16 at once. */
export const memory = async (emulators: EmulatorProcess, text: string): Promise<void> => {
  console.info('Memory of the gateway under each fault of each backend, 64 requests over 16 connections');
  const figures: Figure[] = [];
  for (const fault of faultNames.filter((name) => name.includes(text))) {
    const row: Figure[] = [];
    for (const backend of ['iot', 'etl', 'hub', 'vpn'] as const)
      row.push(await measure(emulators, backend, fault));
    console.info(`  ${fault.padEnd(16)} ${row.map(describeFigure).join('  ')}`);
    figures.push(...row);
  }
  const [greatest] = figures.toSorted((one, other) => other.mostMiB - one.mostMiB);
  if (greatest === undefined) throw new Error(`No fault has "${text}" in its name: ${faultNames.join(', ')}`);
  console.info(`  at most ${greatest.mostMiB} MiB: ${greatest.fault} of ${greatest.backend}`);
};

type Figure = {
  readonly backend: BackendId;
  readonly fault: FaultName;
  readonly mostMiB: number;
  /** Of the errors that the gateway answered. */
  readonly codes: readonly string[];
};

/** On a gateway of its own, since one would leave the backend alone after a few faults. */
const measure = async (emulators: EmulatorProcess, backend: BackendId, fault: FaultName): Promise<Figure> => {
  await using gateway = await startGatewayProcess(emulators);
  await emulators.setFault(backend, fault);
  const { codes } = await load(gateway, `{ ${accountsOf(backend)} }`, {
    connections: 16,
    isOver: (done) => done >= 64,
  });
  await emulators.setFault(backend, null);
  return { backend, fault, mostMiB: gateway.memory().mostMiB, codes: [...codes.keys()] };
};

const describeFigure = ({ backend, mostMiB, codes }: Figure): string =>
  `${backend} ${mostMiB} MiB (${codes.join(' ')})`;
