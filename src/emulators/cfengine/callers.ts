import type { IncomingHttpHeaders } from 'node:http';
import type { EmulatorRequest, Routes } from '../routes.ts';
import { Refusal } from './answers.ts';
import type { Hub } from './hub.ts';
import type { User } from './state.ts';

export type CfengineCredential = { readonly username: string; readonly password: string };

/** The administrator whom a hub is installed with. */
export const cfengineCredential: CfengineCredential = { username: 'admin', password: 'Mission-Portal-1' };

/** The one code taken as a valid second factor. */
export const cfengineTwoFactorToken = '246810';

/** Refuses whoever does not prove an internal account, with both factors where two are needed. */
export const logIn = (hub: Hub, headers: IncomingHttpHeaders): void => {
  const caller = callerOf(hub, headers);
  if (hub.state.locked.has(caller.id))
    throw new Refusal(401, 'The account is locked: two-factor authentication was not configured in time.');
  const needsToken = hub.switches.twoFactorRequired || caller.two_factor_enabled === true;
  if (needsToken && headers['cf-2fa-token'] !== cfengineTwoFactorToken)
    throw new Refusal(401, 'Two-factor authentication is enabled: a valid Cf-2fa-Token header is required.');
};

/** The account behind the Basic credential. */
export const callerOf = ({ state }: Hub, headers: IncomingHttpHeaders): User => {
  const credential = readBasic(headers.authorization ?? '');
  const caller = credential === null ? undefined : state.internal.get(credential.username);
  if (credential === null || caller === undefined || state.passwords.get(caller.id) !== credential.password)
    throw new Refusal(401, 'Not authenticated.', {
      'www-authenticate': 'Basic realm="CFEngine Enterprise API"',
    });
  return caller;
};

/** The same routes, for members of the role `admin` only. */
export const forAdministrators = (hub: Hub, routes: Routes): Routes => {
  const guarded = Object.entries(routes).map(([key, respond]) => [
    key,
    (request: EmulatorRequest) => {
      if (!callerOf(hub, request.headers).roles.includes('admin'))
        throw new Refusal(403, 'This call is allowed only for administrators.');
      return respond(request);
    },
  ]);
  return Object.fromEntries(guarded);
};

/** The password may hold colons, the name cannot. */
const readBasic = (authorization: string): CfengineCredential | null => {
  const [scheme, encoded = ''] = authorization.split(' ');
  if (scheme?.toLowerCase() !== 'basic') return null;
  const [username = '', ...password] = Buffer.from(encoded, 'base64').toString('utf8').split(':');
  return { username, password: password.join(':') };
};
