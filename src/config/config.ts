import * as z from 'zod';
import { backend } from './backend.ts';
import { callers } from './callers.ts';
import { documents } from './documents.ts';
import { guards } from './guards.ts';
import { limits } from './limits.ts';
import { backendId, origin, roleName } from './names.ts';
import type { SecretSources } from './secret-reference.ts';
import { spelling } from './spelling.ts';
import { strictObject } from './strict-object.ts';

/** The configuration as it runs: defaults filled in, secrets resolved. */
export type Config = z.output<ReturnType<typeof configSchema>>;
export type BackendConfig = Config['backends'][number];
export type EntraConfig = Extract<BackendConfig['auth'], { entra: unknown }>['entra'];

/** The shape of the configuration file. What one value alone cannot show is checked in `consistency.ts`. */
export const configSchema = (sources: SecretSources) => {
  const server = strictObject({
    host: z
      .string()
      .min(1)
      .default('127.0.0.1')
      .describe('The address to listen on. Any other than loopback requires auth.'),
    port: z.int().min(0).max(65_535).default(4000).describe('0 takes a free one.'),
    get: z.boolean().default(false).describe('Whether queries are taken over GET too; mutations never are.'),
    origins: z
      .array(origin)
      .default([])
      .describe(
        'Of whose pages browsers may read answers (CORS), such as https://admin.example.com; no others.',
      ),
  });

  const store = strictObject({
    url: z
      .string()
      .regex(/^(memory:|file:.+|postgres(ql)?:\/\/.+)$/, 'expected memory:, file:PATH or postgres://...')
      .default('file:rolecall.db')
      .describe(
        'Where the index, plans, runs and the audit trail are kept. memory: forgets all of it at the end.',
      ),
  });

  return strictObject({
    server: server.prefault({}).describe('Where requests are taken.'),
    store: store.prefault({}).describe('Where Rolecall keeps what it has to keep.'),
    auth: callers(sources)
      .optional()
      .describe(
        'How callers prove themselves. Without it the server stays on loopback and prints a token at start.',
      ),
    backends: z
      .array(backend(sources))
      .min(1)
      .describe('The remote systems in which users and roles are kept.'),
    roles: z
      .array(
        strictObject({
          name: roleName.describe('What the API calls it.'),
          description: z.string().optional().describe('What those may do who hold it.'),
          map: z
            .record(backendId, z.array(spelling).min(1))
            .default({})
            .describe(
              'Which native roles spell it, by backend. Together they spell it: the role is held where all are.',
            ),
        }),
      )
      .default([])
      .describe('Adds to the default roles or, by name, replaces their spelling on the backends named.'),
    exclusive: z
      .array(z.array(roleName).min(2))
      .default([])
      .describe('Of each group an account can hold at most one in one place.'),
    guards: guards.prefault({}).describe('The brakes on changes, and on what counts as gone.'),
    limits: limits.prefault({}).describe('What one request, one caller and all of them together may take.'),
    documents: documents(sources).prefault({}).describe('Which documents are executed.'),
  });
};
