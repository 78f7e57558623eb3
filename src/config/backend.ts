import * as z from 'zod';
import { certificateFile } from './certificate-file.ts';
import { backendId, httpUrl } from './names.ts';
import { expectedOneOf } from './problems.ts';
import { type SecretSources, secretReference } from './secret-reference.ts';
import { spelling } from './spelling.ts';
import { strictObject } from './strict-object.ts';

/** A remote system, of one of the kinds that there are, and how Rolecall signs in to it. */
export const backend = (sources: SecretSources) => {
  const secret = secretReference(sources);

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

  return z.discriminatedUnion(
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
};

const signsIn = 'How Rolecall signs in to the backend.';

const kinds = ['iot-central', 'cdata-sync', 'cfengine', 'cipherscale'] as const;

const kind = <Kind extends (typeof kinds)[number]>(one: Kind) =>
  z.literal(one, { error: ({ input }) => expectedOneOf(kinds, input) });
