import * as z from 'zod';
import { configSchema } from '../config/config.ts';

/** What a configuration file may hold, as JSON Schema. */
export const configJsonSchema = (): object => ({
  title: 'Rolecall configuration',
  ...z.toJSONSchema(configSchema({ env: () => undefined, readFile: () => '' }), { io: 'input' }),
});

export const printConfigSchema = (): void => {
  process.stdout.write(`${JSON.stringify(configJsonSchema(), null, 2)}\n`);
};
