import { fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import type { Question } from './door-connection.ts';
import { askSteadily, describeSteady } from './door-steady.ts';
import type { UploadOptions, Uploads } from './door-uploads-sender.ts';
import type { GatewayProcess } from './gateway-process.ts';

/** 200 bodies of 60 MB at once, as fast as the gateway takes them. Another caller goes on. */
export const uploads = async (gateway: GatewayProcess, question: () => Question): Promise<void> => {
  console.info('200 bodies of 60 MB at once');
  const askFor = (seconds: number) =>
    askSteadily({ url: gateway.url, token: 'twenty-a-second', question, perSecond: 20, seconds });
  console.info(`  ${'before'.padEnd(32)} ${describeSteady(await askFor(10))}`);
  const kinds = {
    'with their length': { token: 'slow', isChunked: false },
    'in chunks': { token: 'slow', isChunked: true },
    'of nobody, with their length': { token: 'nobody', isChunked: false },
    'of nobody, in chunks': { token: 'nobody', isChunked: true },
  };
  for (const [name, kind] of Object.entries(kinds)) {
    gateway.forgetMostMemory();
    const { nowMiB } = gateway.memory();
    const asking = askFor(5);
    const { seconds, sentMB, statuses } = await send({ url: gateway.url, ...kind });
    const seen = await asking;
    const { mostMiB } = gateway.memory();
    console.info(`  ${name.padEnd(32)} ${describeSteady(seen)}`);
    console.info(
      `  ${''.padEnd(32)} over in ${seconds.toFixed(1)} s, ${sentMB} MB were sent; ${JSON.stringify(statuses)}; memory ${nowMiB} MiB, at most ${mostMiB - nowMiB} MiB more`,
    );
  }
};

const send = async (options: UploadOptions): Promise<Uploads> => {
  const child = fork(fileURLToPath(new URL('./door-uploads-sender.ts', import.meta.url)));
  child.send(options);
  const [seen] = await once(child, 'message');
  return seen as Uploads;
};
