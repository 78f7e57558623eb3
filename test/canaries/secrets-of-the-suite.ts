import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { cdataSyncToken } from '../../src/emulators/cdata-sync/callers.ts';
import { cfengineCredential } from '../../src/emulators/cfengine/callers.ts';
import { cipherscaleApiKey } from '../../src/emulators/cipherscale/callers.ts';
import { entraClient } from '../../src/emulators/entra.ts';
import { iotCentralToken } from '../../src/emulators/iot-central/callers.ts';
import type { NamedSecret } from './find.ts';
import { shortest } from './forms.ts';
import { secretsOfTheStory } from './secrets.ts';

/** Every secret that the suite is known to use: the credentials of the emulators, the canaries, and whatever a test calls a password or a token. */
export const secretsOfTheSuite = (): readonly NamedSecret[] => {
  const secrets = [...credentials, ...secretsOfTheStory, ...literals()];
  return [...new Map(secrets.map((one) => [one.secret, one])).values()];
};

const credentials: readonly NamedSecret[] = [
  // The rest of it may be told.
  { name: 'signature of IoT Central', secret: /&sig=([^&]+)/.exec(iotCentralToken)?.[1] ?? '' },
  { name: 'authtoken of CData Sync', secret: cdataSyncToken },
  { name: 'password of CFEngine', secret: cfengineCredential.password },
  { name: 'API key of CipherScale', secret: cipherscaleApiKey },
  { name: 'client secret of Microsoft Entra', secret: entraClient.clientSecret },
];

/** By convention: a literal that is no plain word, given to a name with one of these words in it. */
const named = /\w*(?:password|secret|token|apikey|credential)\w*['"]?\s*[:=,]\s*(['"])([^'"\s]+)\1/gi;

const tests = fileURLToPath(new URL('../', import.meta.url));

const literals = (): readonly NamedSecret[] =>
  readdirSync(tests, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.ts') && !file.startsWith('canaries'))
    .flatMap((file) =>
      [...readFileSync(join(tests, file), 'utf8').matchAll(named)].map(([, , secret = '']) => ({
        name: `a secret in ${file}`,
        secret,
      })),
    )
    .filter(({ secret }) => secret.length >= shortest && !isPlain(secret));

/** Such as `nextLink`, `content-type` and `/users/{id}`: names of things, not things. */
const isPlain = (literal: string): boolean => /^([A-Za-z_]+|[a-z]+-[a-z]+|.*[/{].*)$/.test(literal);
