import * as z from 'zod';
import { callers } from './callers.ts';
import { certificateFile } from './certificate-file.ts';
import { documents } from './documents.ts';
import { guards } from './guards.ts';
import { limits } from './limits.ts';
import { backendId, httpUrl, origin, roleName } from './names.ts';
import { expectedOneOf } from './problems.ts';
import { type SecretSources, secretReference } from './secret-reference.ts';
import { strictObject } from './strict-object.ts';

/** The configuration as it runs: defaults filled in, secrets resolved. */
export type Config = z.output<ReturnType<typeof configSchema>>;
export type BackendConfig = Config['backends'][number];
export type EntraConfig = Extract<BackendConfig['auth'], { entra: unknown }>['entra'];

/** The shape of the configuration file. What one value alone cannot show is checked in `consistency.ts`. */
export const configSchema = (sources: SecretSources) => {
  const secret = secretReference(sources);

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
        'Where the index is kept: who was seen where, and whose accounts they are. memory: forgets it at the end.',
      ),
  });

  const common = {
    id: backendId.describe('What the API calls this backend.'),
    baseUrl: httpUrl.describe('https://host[:port][/path]'),
    allowPlainHttp: z.boolean().default(false).describe('Lets credentials travel in clear over http.'),
    displayName: z.string().min(1).optional().describe('What people call this backend.'),
    writes: z.boolean().default(false).describe('Whether mutations may change this backend.'),
    requestsPerSecond: z
      .number()
      .positive()
      .optional()
      .describe(
        "At most this many requests arrive in any sliding second; the kind's own default stays below the vendor's limit. Of a fraction above one only the whole part counts.",
      ),
    concurrency: z.int().positive().optional().describe('At most this many requests are under way.'),
    timeoutMs: z
      .int()
      .positive()
      .default(2500)
      .describe(
        'Milliseconds for one call, from the start of its first request to the last byte of the answer, retries included. A call for the index, which nobody waits for, has four times as long.',
      ),
    refreshSeconds: z
      .int()
      .positive()
      .default(900)
      .describe(
        'How long after one reading of the whole backend the next begins. One that did not reach its end is begun anew after a minute.',
      ),
    emailTrust: z
      .enum(['verified', 'self-asserted'])
      .optional()
      .describe(
        "Whether the backend proves that an address is the account's own. Equal addresses link accounts for changes of roles only where every backend involved is verified.",
      ),
    protect: z
      .array(z.string().min(1))
      .default([])
      .describe('Native ids of accounts and API tokens that no mutation may change.'),
    minAdmins: z.int().min(0).optional().describe('Overrides guards.minAdmins.'),
    ca: certificateFile(sources).optional(),
    maxResponseMiB: z.number().positive().default(32).describe('Of one answer of the backend.'),
    roleMap: z
      .record(z.string(), z.array(spelling))
      .optional()
      .describe(
        "Replaces entries of the kind's default role map, by role name; an empty list takes the role away.",
      ),
  };

  const backend = z.discriminatedUnion(
    'kind',
    [
      strictObject({
        kind: kind('iot-central'),
        ...common,
        auth: z
          .union([
            strictObject({ token: secret.describe('A SharedAccessSignature, verbatim.') }),
            strictObject({
              entra: strictObject({
                authority: httpUrl
                  .default('https://login.microsoftonline.com')
                  .describe('Where Entra ID issues tokens.'),
                tenantId: z.string().min(1).describe('Of the directory that the application is in.'),
                clientId: z.string().min(1).describe('The application that Rolecall signs in as.'),
                clientSecret: secret.describe('Of that application.'),
              }).describe('Signs in by the client credentials of an application of Entra ID.'),
            }),
          ])
          .describe(signsIn),
      }),
      strictObject({
        kind: kind('cdata-sync'),
        ...common,
        auth: strictObject({ authtoken: secret.describe('Of the user that Rolecall signs in as.') }).describe(
          signsIn,
        ),
      }),
      strictObject({
        kind: kind('cfengine'),
        ...common,
        auth: strictObject({
          username: z.string().min(1).describe('Of the user that Rolecall signs in as.'),
          password: secret.describe('Of the same user.'),
        }).describe(signsIn),
      }),
      strictObject({
        kind: kind('cipherscale'),
        ...common,
        auth: strictObject({ apikey: secret.describe('Of the tenant.') }).describe(signsIn),
      }),
    ],
    // What else is wrong with a backend is told also where its kind is.
    { unionFallback: true },
  );

  return strictObject({
    server: server.prefault({}).describe('Where requests are taken.'),
    store: store.prefault({}).describe('Where Rolecall keeps what it has to keep.'),
    auth: callers(sources)
      .optional()
      .describe(
        'How callers prove themselves. Without it the server stays on loopback and prints a token at start.',
      ),
    backends: z.array(backend).min(1).describe('The remote systems in which users and roles are kept.'),
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

const signsIn = 'How Rolecall signs in to the backend.';

const spelling = strictObject({
  native: z
    .string()
    .min(1)
    .describe(
      "The native role's id, or its alias where ids differ between installations (CipherScale's role type).",
    ),
  relation: z
    .enum(['EXACT', 'BROADER', 'NARROWER'])
    .default('EXACT')
    .describe('How much the native role gives, held against the role.'),
  scope: z
    .enum(['APPLICATION', 'ORGANIZATION'])
    .optional()
    .describe('Where it can be granted; both when not given.'),
});

const kinds = ['iot-central', 'cdata-sync', 'cfengine', 'cipherscale'] as const;

const kind = <Kind extends (typeof kinds)[number]>(one: Kind) =>
  z.literal(one, { error: ({ input }) => expectedOneOf(kinds, input) });
