import { pino } from 'pino';
import { startApp } from '../../../src/app.ts';
import { kindDefaults } from '../../../src/backends/registry.ts';
import { parseConfig } from '../../../src/config/load.ts';
import { askGateway, type GatewayProcess } from './gateway-process.ts';
import { configOver, environment, tokenOf, type World } from './world.ts';

/** A gateway within this process, over a world: quick to start, and not to be killed. `await using` ends it. */
export type GatewayWithin = Pick<GatewayProcess, 'url' | 'ask'> & {
  readAll(): Promise<void>;
  [Symbol.asyncDispose](): Promise<void>;
};

export const startGatewayWithin = async (
  world: World,
  options: Omit<Parameters<typeof configOver>[1], 'tokens'>,
): Promise<GatewayWithin> => {
  const named: Readonly<Record<string, string>> = { ...environment, TOKEN_ops: tokenOf('ops') };
  const config = parseConfig(configOver(world, options), {
    file: 'the harness',
    env: (name) => named[name],
    readFile: () => '',
    defaultRoleMap: (kind) => kindDefaults[kind as keyof typeof kindDefaults].roleMap,
  });
  const app = await startApp({ config, log: pino({ level: 'silent' }), scheduled: false });
  return {
    url: app.url,
    ask: (document, variables = {}, caller = 'ops') =>
      askGateway(app.url, tokenOf(caller), document, variables),
    readAll: async () => {
      await Promise.all(config.backends.map(({ id }) => app.refreshes.refresh(id)));
    },
    [Symbol.asyncDispose]: () => app.close(),
  };
};
