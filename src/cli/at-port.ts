import type { Config } from '../config/config.ts';

/** The configuration with another port, where one is given. */
export const atPort = (config: Config, port = config.server.port): Config => ({
  ...config,
  server: { ...config.server, port },
});
