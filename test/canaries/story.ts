import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { writeConfig } from './config.ts';
import type { NamedSecret, Output } from './find.ts';
import type { Traces } from './outputs.ts';
import type { Player } from './players.ts';
import { startProcess } from './process.ts';
import { type Scene, tellAiling, tellCareless, tellForbidden, tellHealth, tellHealthy } from './scenes.ts';

/** What came of it. */
export type Ending = {
  readonly traces: Traces;
  /** Every field on every healthy backend. */
  readonly healthy: readonly Scene[];
  /** What careless callers were answered. */
  readonly careless: readonly Output[];
  /** How many spoilt answers Rolecall got from each ailing backend. */
  readonly spoiltByBackend: Readonly<Record<string, number>>;
  /** Secrets that backends made meanwhile. */
  readonly issued: readonly NamedSecret[];
};

/** Every operation on every backend, well or ill, and whatever careless callers send: through one gateway, from its start to its end. */
export const tellStory = async (folder: string, players: readonly Player[]): Promise<Ending> => {
  const { file, environment } = writeConfig(folder, players);
  const place = join(folder, 'gateway');
  mkdirSync(place);
  const gateway = startProcess({ args: ['serve', '--config', file], environment, folder: place });
  const url = await gateway.listening();
  const { well = [], ill = [] } = Object.groupBy(players, ({ part }) =>
    part.ailment === null ? 'well' : 'ill',
  );

  const healthy = (await Promise.all(well.map((player) => tellHealthy(url, player)))).flat();
  const ailing = await Promise.all(ill.map((player) => tellAiling(url, player)));
  const forbidden = await Promise.all(well.map((player) => tellForbidden(url, player)));
  const careless = await tellCareless(url);
  const health = await tellHealth(url);
  const commandLine = gateway.commandLine();
  gateway.end();
  const code = await gateway.ended;
  if (code !== 0) throw new Error(`expected the gateway to end in order, got ${code}`);

  return {
    traces: {
      answers: [
        ...healthy,
        ...ailing.flatMap(({ scenes }) => scenes),
        ...forbidden.flat(),
        ...careless,
        ...health,
      ],
      process: gateway,
      commandLine,
      folder: place,
    },
    healthy,
    careless,
    spoiltByBackend: Object.fromEntries(ill.map(({ part }, at) => [part.id, ailing[at]?.spoilt ?? 0])),
    issued: players.flatMap((player) => player.issued()),
  };
};
