import type { EmulatorAnswer } from '../answer.ts';
import type { EmulatorRequest } from '../routes.ts';
import { kongError } from './answers.ts';
import type { CipherscaleSwitches } from './switches.ts';

/** The value of the `apikey` header. It stands for a whole tenant: there are no lesser callers. */
export const cipherscaleApiKey = 'cipherscale-demo-key';

/** `null` for the right key. */
export const refuseStranger = (
  { unauthorized }: CipherscaleSwitches,
  { headers }: EmulatorRequest,
  expected: string,
): EmulatorAnswer | null => {
  const { apikey } = headers;
  if (apikey === expected) return null;
  if (unauthorized === 'nest') return { status: 401, json: { message: 'Unauthorized', statusCode: 401 } };
  const isMissing = apikey === undefined || apikey === '';
  return kongError(401, isMissing ? 'No API key found in request' : 'Unauthorized', {
    'www-authenticate': 'Key',
  });
};
