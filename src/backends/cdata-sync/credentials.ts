import { RolecallError } from '../../domain/errors.ts';
import type { Secret } from '../../domain/secret.ts';
import type { Credentials } from '../../http/client.ts';

/**
 * The token of a user who is an Admin and has API access, in the header: v2 takes it as a Basic password too, and no longer in the URL.
 *
 * Throws BAD_INPUT for a token that no header can carry. https://cdn.cdata.com/help/ASN/sync/Authentication.html
 */
export const authtokenCredentials = (token: Secret): Credentials => {
  if (!/^[\x21-\x7e]+$/.test(token.reveal()))
    throw new RolecallError(
      'BAD_INPUT',
      'expected an authtoken of printable ASCII characters without spaces',
      {
        path: ['authtoken'],
      },
    );
  return async () => ({ 'x-cdata-authtoken': token.reveal() });
};
