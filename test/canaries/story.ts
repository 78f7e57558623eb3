import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { askFaulty, askForbidden, askHealth, askHealthy, type FieldAnswer, sendSlips } from './answers.ts';
import { writeConfig } from './config.ts';
import type { NamedSecret, Output } from './find.ts';
import type { Traces } from './outputs.ts';
import { startProcess } from './process.ts';
import type { StartedBackend } from './started-backends.ts';

/** What came of it. */
export type StoryResult = {
  readonly traces: Traces;
  /** Every field on every healthy backend. */
  readonly healthy: readonly FieldAnswer[];
  /** What every slip was answered. */
  readonly toSlips: readonly Output[];
  /** How many spoilt answers Rolecall got from each faulty backend. */
  readonly spoiltByBackend: Readonly<Record<string, number>>;
  /** Secrets that backends made meanwhile. */
  readonly issued: readonly NamedSecret[];
};

/** Every operation on every backend, healthy or faulty, and every slip: through one gateway, from its start to its end. */
export const runStory = async (folder: string, backends: readonly StartedBackend[]): Promise<StoryResult> => {
  const { file, environment } = writeConfig(folder, backends);
  const place = join(folder, 'gateway');
  mkdirSync(place);
  const gateway = startProcess({ args: ['serve', '--config', file], environment, folder: place });
  const url = await gateway.listening();
  const { healthy = [], faulty = [] } = Object.groupBy(backends, ({ backend }) =>
    backend.fault === null ? 'healthy' : 'faulty',
  );

  const byHealthy = (await Promise.all(healthy.map((one) => askHealthy(url, one)))).flat();
  const byFaulty = await Promise.all(faulty.map((one) => askFaulty(url, one)));
  const forbidden = await Promise.all(healthy.map((one) => askForbidden(url, one)));
  const toSlips = await sendSlips(url);
  const health = await askHealth(url);
  const commandLine = gateway.commandLine();
  gateway.end();
  const code = await gateway.ended;
  if (code !== 0) throw new Error(`expected the gateway to end in order, got ${code}`);

  return {
    traces: {
      answers: [
        ...byHealthy,
        ...byFaulty.flatMap(({ answers }) => answers),
        ...forbidden.flat(),
        ...toSlips,
        ...health,
      ],
      process: gateway,
      commandLine,
      folder: place,
    },
    healthy: byHealthy,
    toSlips,
    spoiltByBackend: Object.fromEntries(
      faulty.map(({ backend }, at) => [backend.id, byFaulty[at]?.spoilt ?? 0]),
    ),
    issued: backends.flatMap((one) => one.issued()),
  };
};
