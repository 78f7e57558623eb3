import { cdataSyncToken } from '../../src/emulators/cdata-sync/callers.ts';
import { cfengineCredential } from '../../src/emulators/cfengine/callers.ts';
import { cipherscaleApiKey } from '../../src/emulators/cipherscale/callers.ts';
import { iotCentralToken } from '../../src/emulators/iot-central/callers.ts';
import type { NamedSecret } from '../canaries/find.ts';

/** What the gateway proves itself with to backends. */
export const credentials: readonly NamedSecret[] = [
  // The rest of it may be told.
  { name: 'signature of IoT Central', secret: /&sig=([^&]+)/.exec(iotCentralToken)?.[1] ?? '' },
  { name: 'authtoken of CData Sync', secret: cdataSyncToken },
  { name: 'password of CFEngine', secret: cfengineCredential.password },
  { name: 'API key of CipherScale', secret: cipherscaleApiKey },
];
