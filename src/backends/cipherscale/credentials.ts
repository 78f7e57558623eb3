import type { Secret } from '../../domain/secret.ts';
import type { Credentials } from '../../http/client.ts';

/** The header that proves who calls; the key also says which tenant is meant. */
export const apikeyCredentials =
  (key: Secret): Credentials =>
  async () => ({ apikey: key.reveal() });
