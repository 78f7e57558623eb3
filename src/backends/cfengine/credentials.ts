import { RolecallError } from '../../domain/errors.ts';
import type { Secret } from '../../domain/secret.ts';
import type { Credentials } from '../../http/client.ts';

/**
 * HTTP Basic: the only way in that the manual documents whole (the endpoint that issues OAuth tokens is not). The user needs the role
 * `admin`, and no second factor: a one-time code would have to come with every request.
 *
 * Throws BAD_INPUT for a user name that Basic cannot carry (RFC 7617).
 */
export const basicCredentials = (username: string, password: Secret): Credentials => {
  if (username === '' || /[:\u0000-\u001f\u007f]/.test(username))
    throw new RolecallError('BAD_INPUT', 'expected a user name without colons and control characters', {
      path: ['username'],
    });
  return async () => ({
    authorization: `Basic ${Buffer.from(`${username}:${password.reveal()}`, 'utf8').toString('base64')}`,
  });
};
